"""Taking a place expression apart: "northern Rif Aleppo" is a region, Aleppo, and its north."""

import math
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from contested.errors import ResourceError
from contested.places.model import KINDS, PlaceKind, PlaceMatch
from contested.places.tables import demonyms

FILE = "phrases.toml"
CENTRAL = -1.0
_LEADING = re.compile(r"^(?:(?:the|in|near|around|outside)\s+)+", re.IGNORECASE)
_KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place expression's name, the kind its words ask for, and a bearing (-1: the middle)."""

    name: str
    kind: PlaceKind | None = None
    bearing: float | None = None


@dataclass(frozen=True)
class _Words:
    after: tuple[tuple[str, PlaceKind], ...]
    before: tuple[tuple[str, PlaceKind], ...]
    bearings: dict[str, float]


@cache
def _words() -> _Words:
    text = files("contested.resources").joinpath("places", FILE).read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
        return _Words(_table(data["after"]), _table(data["before"]), dict(data["bearings"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as cause:
        raise ResourceError(f"{FILE}: {cause}") from cause


def _table(data: dict[PlaceKind, list[str]]) -> tuple[tuple[str, PlaceKind], ...]:
    unknown = set(data) - KINDS
    if unknown:
        raise ResourceError(f"{FILE}: unknown kind {', '.join(sorted(unknown))}")
    pairs = [(word, kind) for kind, words in data.items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def parse_phrase(text: str) -> Phrase:
    """Strip articles, directions and words of kind from a place expression.

    >>> parse_phrase("the northern Aleppo countryside")
    Phrase(name='Aleppo', kind='region', bearing=0)
    >>> parse_phrase("town of Marea").kind
    'settlement'
    """
    name = _LEADING.sub("", " ".join(text.split()))
    first, _, rest = name.partition(" ")
    name = rest if rest and first.lower() in demonyms() else name
    name, bearing = _take_bearing(name)
    name, before = _take_before(name)
    if bearing is None:
        name, bearing = _take_bearing(name)
    name, after = _take_after(name)
    return Phrase(re.sub(r"^the\s+", "", name, flags=re.IGNORECASE), after or before, bearing)


def bearing_of(direction: str) -> float | None:
    """Degrees from north of "north", "north-west of", "southern"; None for other words.

    >>> bearing_of("north-west of"), bearing_of("near")
    (315, None)
    """
    word = (
        direction.lower().strip().removesuffix(" of").removeprefix("to the ").removeprefix("the ")
    )
    return _words().bearings.get(word.replace(" ", "-"))


def _take_bearing(name: str) -> tuple[str, float | None]:
    first, _, rest = name.partition(" ")
    bearing = _words().bearings.get(first.lower()) if rest else None
    return (name, None) if bearing is None else (rest.removeprefix("of "), bearing)


def _take_before(name: str) -> tuple[str, PlaceKind | None]:
    lowered = name.lower()
    for word, kind in _words().before:
        if lowered.startswith(word + " "):
            return name[len(word) + 1 :], kind
    return name, None


def _take_after(name: str) -> tuple[str, PlaceKind | None]:
    lowered = name.lower()
    for word, kind in _words().after:
        if lowered.endswith(" " + word):
            return re.sub(r"['’]s?$", "", name[: -len(word) - 1]), kind
    return name, None


def kind_beside(text: str, start: int, end: int) -> PlaceKind | None:
    """The kind that the words around ``text[start:end]`` ask for: "New York state", "city of".

    Only words in small letters count; "New York State" is a name of its own.
    """
    after = re.match(r" ([a-z][a-z -]*)", text[end : end + 30])
    if after is not None:
        words = after.group(1).split(" ")
        for count in (2, 1):
            kind = dict(_words().after).get(" ".join(words[:count]))
            if kind is not None and len(words) >= count:
                return kind
    before = text[max(0, start - 25) : start].rstrip().lower()
    return next((kind for word, kind in _words().before if _ends(before, word)), None)


def _ends(text: str, word: str) -> bool:
    return text.endswith(word) and not text[: -len(word)][-1:].isalpha()


def offset_place(match: PlaceMatch, direction: str, distance_km: float | None = None) -> PlaceMatch:
    """``match`` displaced towards ``direction`` ("north of", "eastern"), less precise than before.

    Without a distance, the place lies one radius off, and at least 10 km. The new radius covers
    the old one and half the way. Unknown directions and abstentions come back unchanged.
    """
    bearing = bearing_of(direction)
    if bearing is None or match.lat is None or match.lon is None or match.precision_km is None:
        return match
    if bearing == CENTRAL:
        return replace(match, why=(*match.why, f"{direction}: the middle of it"))
    way = distance_km if distance_km is not None else max(10.0, match.precision_km)
    lat, lon = _displaced(match.lat, match.lon, bearing, way)
    return replace(
        match,
        kind="area",
        lat=round(lat, 3),
        lon=round(lon, 3),
        precision_km=round(math.hypot(match.precision_km, way / 2), 1),
        why=(*match.why, f"{direction}: {way:g} km from its middle"),
    )


def part_of_place(match: PlaceMatch, bearing: float, word: str) -> PlaceMatch:
    """The part of ``match`` that lies towards ``bearing``: "northern Aleppo"."""
    if bearing == CENTRAL or match.lat is None or match.lon is None or not match.precision_km:
        return match
    way = match.precision_km / 2
    lat, lon = _displaced(match.lat, match.lon, bearing, way)
    return replace(
        match,
        lat=round(lat, 3),
        lon=round(lon, 3),
        precision_km=round(match.precision_km * 0.7, 1),
        why=(*match.why, f"{word} part: {way:g} km from its middle"),
    )


def _displaced(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    angle = math.radians(bearing)
    north = lat + km * math.cos(angle) / _KM_PER_DEGREE
    scale = max(0.05, math.cos(math.radians(lat)))
    east = lon + km * math.sin(angle) / (_KM_PER_DEGREE * scale)
    return max(-90.0, min(90.0, north)), (east + 180) % 360 - 180
