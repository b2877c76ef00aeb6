"""How words place one place by another: "south of Aleppo", "Diabaly, 400 km north of Bamako"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from contested.claims.frame import View
from contested.claims.model import Place
from contested.claims.standing import place_of
from contested.claims.tree import Tree
from contested.dates.vocabulary import vocabulary
from contested.places import Found, offset_place

_REACH = 90  # characters of a sentence before a name in which its way stands
_KM_PER_MILE = 1.609
_BEARING = r"(?P<bearing>(?:north|south)[- ]?(?:east|west)|north|south|east|west)"
_LENGTH = r"(?P<number>\d[\d.,]*|[a-z-]+)[ -](?P<unit>km|kms|kilomet(?:re|er)s?|miles?)"
# "from" and "of" alone tell a way only behind a length.
_OFF = (
    rf"(?:(?:to\s+the\s+)?{_BEARING}\s+(?:of|from)"
    r"|(?(unit)(?:away\s+)?(?:from|of|off|outside)|(?!)))"
)
_TO = r"\s+(?:the\s+)?(?:(?:city|town|village|capital)(?:\s+of|,)?\s+)?$"
_OUT = r"(?<!(?<!to )the )"  # "in the north of Yemen" is inside, "to the north of" is not
_WAY = re.compile(rf"(?<!\w){_OUT}(?:{_LENGTH}\s+)?{_OFF}{_TO}", re.I)
_KIND = r"(?:(?:an?|the|its)\s+(?:[\w-]+\s+){1,4}?)?"
_ABOUT = (
    r"(?:(?:which|that|is|lies|lying|located|situated|just|some|about|around|only|nearly|roughly|"
    r"barely|over|a)\s+)*"
)
_LIES = re.compile(rf"\s*[,(–—-]\s*{_KIND}{_ABOUT}{_OUT}(?:{_LENGTH}\s+)?{_OFF}{_TO}", re.I)
_BORDER = re.compile(
    rf"\s*[,(–—-]?\s*{_KIND}{_ABOUT}(?:near|on|along|at|close\s+to|bordering)\s+"
    r"(?:(?:the|its)\s+(?:[\w-]+\s+)?(?:border|frontier)\s+with\s+)?(?:the\s+)?$",
    re.I,
)
_HELD = re.compile(
    r"\s*,\s*(?:(?:an?|the)\s+(?:[\w-]+\s+){1,4}?|(?:provincial\s+)?capital\s+)?(?:in|of)\s+(?:the\s+)?"
    r"(?:[a-z-]+ern\s+|(?:(?:north|south)[- ]?(?:east|west)?|east|west|heart|centre|center)\s+of\s+"
    r"(?:the\s+)?)?$",
    re.I,
)
_IS = re.compile(  # "Idlib province, one of four such zones in"
    r"(?:\s[a-z]+)?\s*[,(–—-]\s*(?:once\s|now\s|still\s)?(?:one\sof|the|an?|its|their|home\sto)\s"
    r"[^,.;:()–—]{1,80}\s(?:in|of|throughout)\s(?:the\s)?$"
)
_TOWNS = ("settlement", "neighbourhood", "site")
_PROVINCES = ("region", "district", "area")


@dataclass(frozen=True, slots=True)
class Way:
    """How far (kilometres) and in which direction a place lies from the one named next."""

    km: float | None
    bearing: str | None
    start: int  # account offset at which its words begin


def way_before(view: View, tree: Tree, at: int) -> Way | None:
    """The words of distance or direction right before offset ``at``; None without any."""
    first = max(tree.sentence.start, at - _REACH)
    m = _WAY.search(view.text(first, at))
    if m is None or not (m["bearing"] or m["unit"]):
        return None
    km = _number(m["number"] or "")
    if km is not None and (m["unit"] or "").lower().startswith("mile"):
        km *= _KM_PER_MILE
    bearing = "-".join(m["bearing"].lower().split()) if m["bearing"] else None
    return Way(km, bearing, first + m.start())


def displaced(view: View, tree: Tree, found: Found, inferred: bool = False) -> Place | None:
    """ "South of Aleppo": the place moved, with the direction as its role; "30 km from Goma" is
    near it. None where no such words stand before the name."""
    way = way_before(view, tree, found.start)
    if way is None:
        return None
    if way.bearing is None:
        return place_of(found, "near", inferred)
    moved = offset_place(found.match, way.bearing, way.km)
    return place_of(replace(found, match=moved), f"{way.bearing} of", inferred)


def settled(view: View, tree: Tree, places: Sequence[Place]) -> list[Place]:
    """``places`` without those that only say where another lies: "Gharyan, 80 km south of Tripoli".

    A place that no gazetteer knows takes the position that such words give it.
    """
    out = {(p.start, p.end): p for p in places}
    for far in sorted(places, key=lambda p: p.start):
        near = [p for p in out.values() if p.end <= far.start]
        known = max(near, key=lambda p: p.end, default=None)
        if known is None or not _only_tells(view, known, far):
            continue
        out.pop((far.start, far.end), None)
        if known.lat is None and far.lat is not None and way_before(view, tree, far.start):
            out[known.start, known.end] = replace(
                known, lat=far.lat, lon=far.lon, precision_km=far.precision_km
            )
    return list(out.values())


def _only_tells(view: View, known: Place, far: Place) -> bool:
    """Whether the words between two places make the second say where the first lies."""
    between, after = view.text(known.end, far.start), view.text(far.end, far.end + 10)
    if _LIES.match(between):
        return True
    border = " border" in between or after.startswith((" border", " frontier"))
    return far.kind == "country" and border and _BORDER.match(between) is not None


def is_described(view: View, places: Sequence[Place], far: Found) -> bool:
    """Whether a name stands in what a place before it is: "Raqqa, the last stronghold in Syria"."""
    near = (p for p in places if p.lat is not None and p.end <= far.start)
    known = max(near, key=lambda p: p.end, default=None)
    return known is not None and _IS.fullmatch(view.text(known.end, far.start)) is not None


def holders(view: View, places: Sequence[Place], found: Sequence[Found]) -> list[Place]:
    """The provinces that say where a town of ``places`` lies: "Moura, a town in the Mopti region".

    The codebook's 9.5 gives both.
    """
    out = []
    for place in places:
        if place.kind not in _TOWNS or place.role not in ("at", "near", "from", "to"):
            continue
        after = [f for f in found if f.start >= place.end and f.match.kind in _PROVINCES]
        held = min(after, key=lambda f: f.start, default=None)
        if held and _HELD.match(view.text(place.end, held.start)):
            out.append(place_of(held, "at", place.inferred))
    return out


def _number(text: str) -> float | None:
    """A number in digits or in words; None for "several"."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return vocabulary().numbers.get(text.lower())
