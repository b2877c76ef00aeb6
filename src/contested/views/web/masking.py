"""What an export holds back: names blacked out wherever they stand, coordinates on a grid."""

import re
from html import escape, unescape
from typing import Any

from contested.views.exporting import KM_PER_DEGREE, coarse_place
from contested.views.redacting import Mask, masked

_TAG = re.compile(r"(<[^>]*>)")
_VALUE = re.compile(r'(="[^"]*")')
_PAIR = re.compile(r"(?<![\d.])(-?\d{1,2}\.\d{2,})(,?\s+|,)(-?\d{1,3}\.\d{2,})(?![\d.])")
_DEGREES = re.compile(r"(?<![\d.])(\d{1,3}\.\d+)(?=(?:\s*(?:to|and|–|-)\s*-?\d{1,3}\.\d+)?\s*°)")
_SHAPES = ("LineString", "MultiLineString", "Polygon", "MultiPolygon", "Point", "MultiPoint")


def masked_html(html: str, mask: Mask) -> str:
    """The same for a page: across tags, as marks of claims may cut a name, and in attributes."""
    if mask.pattern is None:
        return html
    parts = _TAG.split(html)
    texts = [masked(unescape(p), mask) for p in parts[::2]]  # alone, then run together
    whole = masked("".join(texts), mask)
    out, at = [], 0
    for n, part in enumerate(parts):
        if n % 2:
            out.append(_VALUE.sub(lambda m: _attribute(m[1], mask), part))
        else:
            size = len(texts[n // 2])
            out.append(escape(whole[at : at + size]))
            at += size
    return "".join(out)


def _attribute(value: str, mask: Mask) -> str:
    return f'="{escape(masked(unescape(value[2:-1]), mask))}"'


def coarse_text(text: str, km: float) -> str:
    """``text`` with every pair of decimal degrees on a grid of ``km``, and what has a degree sign
    rounded."""
    if km <= 0:
        return text

    def moved(found: re.Match[str]) -> str:
        lat, lon = float(found[1]), float(found[3])
        if abs(lat) > 90 or abs(lon) > 180:
            return found[0]
        at = coarse_place({"lat": lat, "lon": lon, "precision_km": km}, km)
        return f"{at['lat']:.2f}{found[2]}{at['lon']:.2f}"

    digits = 1 if km <= KM_PER_DEGREE / 10 else 0
    return _DEGREES.sub(lambda m: f"{float(m[1]):.{digits}f}", _PAIR.sub(moved, text))


def bare_layer(layer: dict[str, Any], km: float) -> dict[str, Any]:
    """A layer of the user's map without properties, which may hold names; without points and
    their places, too, when coordinates are held back."""
    found = layer.get("features", [layer])
    shapes = [f.get("geometry") or {} for f in found if isinstance(f, dict)]
    kept = [g for g in shapes if g.get("type") in _SHAPES[: 4 if km > 0 else 6]]
    features = [{"type": "Feature", "properties": {}, "geometry": _only(g)} for g in kept]
    return {"type": "FeatureCollection", "features": features}


def _only(geometry: dict[str, Any]) -> dict[str, Any]:
    return {k: geometry.get(k) for k in ("type", "coordinates")}


def coarse_map(data: dict[str, Any], km: float) -> dict[str, Any]:
    """The map's value with every coordinate on a grid of ``km``."""
    if km <= 0:
        return data
    return data | {k: [_coarse(one, km) for one in data[k]] for k in ("incidents", "spells")}


def _coarse(one: dict[str, Any], km: float) -> dict[str, Any]:
    out = dict(one)
    if "a" in one:
        precise = one.get("k") if isinstance(one.get("k"), int | float) else None
        at = coarse_place({"lat": one["a"], "lon": one["o"], "precision_km": precise}, km)
        out |= {"a": at["lat"], "o": at["lon"]}
        out |= {"k": at["precision_km"]} if "i" in one or "x" not in one else {}
    if "r" in one:
        out["r"] = {k: _coarse(v, km) for k, v in one["r"].items()}
    return out
