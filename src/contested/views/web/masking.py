"""What an export holds back: names blacked out wherever they stand, coordinates on a grid."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from contested.claims.model import Claim
from contested.store import rows
from contested.views.exporting import KM_PER_DEGREE, coarse_place
from contested.views.web.reading import Look

_TAG = re.compile(r"(<[^>]*>)")
_VALUE = re.compile(r'(="[^"]*")')
# Two or more words that begin with a capital (or with al-): what a person is called, in Latin.
_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’-]+|al-[^\W\d_a-z][\w'’-]+)")
_BIT = r"[^\s_\-‐-―]+"
_BETWEEN = r"[\s_\-‐-―]+"  # a name is found however its words are joined: al Said, al-Said
_PAIR = re.compile(r"(?<![\d.])(-?\d{1,2}\.\d{2,})(,?\s+|,)(-?\d{1,3}\.\d{2,})(?![\d.])")
_DEGREES = re.compile(r"(?<![\d.])(\d{1,3}\.\d+)(?=(?:\s*(?:to|and|–|-)\s*-?\d{1,3}\.\d+)?\s*°)")
_BLACK = "█"
_SHAPES = ("LineString", "MultiLineString", "Polygon", "MultiPolygon", "Point", "MultiPoint")
_LEAST = 4  # letters of a surname that is looked for alone


@dataclass(frozen=True, slots=True)
class Mask:
    """Names to black out and the pattern that finds them, whatever their case."""

    names: tuple[str, ...]
    pattern: re.Pattern[str] | None


def mask_of(look: Look, names: Iterable[str], people: bool) -> Mask:
    """The mask for ``names`` and, with ``people``, for persons whom the record names."""
    found = {n.strip() for n in names if n.strip()}
    if people:
        for claim in rows.iter_claims(look.connection):
            found |= set(_people(claim, look))
    ordered = tuple(sorted(found, key=lambda n: (-len(n), n)))
    if not ordered:
        return Mask((), None)
    bits = (re.findall(_BIT, n.lstrip("@")) for n in ordered)  # a handle also without its sign
    either = "|".join(_BETWEEN.join(map(re.escape, b)) for b in bits if b)
    return Mask(ordered, re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.I))


def _people(claim: Claim, look: Look) -> Iterator[str]:
    """Names in mentions of persons: registry persons, and links and handles of that kind."""
    sides = (*claim.agents, *claim.targets)
    told = [(a.mention, look.named.registry.kind_of(a.actor or "") == "person") for a in sides]
    told += [(k.mention, k.kind == "person") for k in claim.chain]
    for mention in (m for m, person in told if m and person):
        if mention.startswith("@"):
            yield mention
        run = _run(mention)
        if len(run) > 1:
            yield " ".join(run)
            yield from (run[-1:] if len(run[-1]) >= _LEAST else ())
    for actor in {a.actor for a in sides if a.actor} | {k.actor for k in claim.chain if k.actor}:
        if look.named.registry.kind_of(actor) == "person":
            name = look.named.registry.name_of(actor)
            yield from (name, name.split()[-1])


def _run(mention: str) -> list[str]:
    """The last unbroken run of capitalised words."""
    run: list[str] = []
    for word in mention.split():
        run = [*run, word.strip(",.;:")] if _NAME.fullmatch(word.strip(",.;:")) else []
    return run


def masked(text: str, mask: Mask) -> str:
    """``text`` with every letter of the names blacked out."""
    if mask.pattern is None:
        return text
    return mask.pattern.sub(lambda m: re.sub(r"\S", _BLACK, m[0]), text)


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


def masked_json(value: Any, mask: Mask) -> Any:
    """The same for every string of a JSON value."""
    if isinstance(value, str):
        return masked(value, mask)
    if isinstance(value, list):
        return [masked_json(v, mask) for v in value]
    if isinstance(value, dict):
        return {k: masked_json(v, mask) for k, v in value.items()}
    return value


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
