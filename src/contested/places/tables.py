"""Places from readable tables: the hand-made lists, a case's ``places.csv``, GeoNames dumps."""

import csv
import io
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from contested.errors import ResourceError
from contested.names import plain
from contested.places.model import KINDS, Place, PlaceKind, settlement_km

COLUMNS = (
    "name", "kind", "lat", "lon", "precision_km", "country", "within", "population", "aliases",
)  # fmt: skip
_REQUIRED = COLUMNS[:4]
# GeoNames feature code (longest match first) -> kind and radius in km.
_FEATURES: tuple[tuple[str, PlaceKind, float], ...] = (
    ("P.PPLX", "neighbourhood", 2), ("P.PPL", "settlement", 0), ("A.ADM1", "region", 60),
    ("A.ADM", "district", 20), ("S.AIR", "site", 3), ("S.DAM", "site", 2), ("S.PSTB", "site", 2),
    ("S.INSM", "site", 2), ("S.MFG", "site", 2), ("S.OILR", "site", 2), ("S.PRN", "site", 1),
    ("L.MILB", "site", 3), ("L.OILF", "site", 8), ("L.RGN", "area", 50), ("L.AREA", "area", 25),
    ("H.STM", "river", 100), ("H.LK", "area", 15), ("H.RSV", "area", 10), ("H.SEA", "area", 500),
    ("T.MT", "area", 10), ("T.ISL", "area", 10), ("T.VAL", "area", 15), ("T.HLL", "site", 3),
)  # fmt: skip
_DUMP_COLUMNS = 19


def read_places_csv(path: Path) -> tuple[Place, ...]:
    """A case's ``places.csv``: ``name,kind,lat,lon`` and, when known, the columns of COLUMNS.

    Raises ResourceError naming file and line for a row that cannot be used.
    """
    return tuple(parse_table(path.read_text(encoding="utf-8-sig"), path.name, path.stem))


@cache
def packaged_tables() -> tuple[Place, ...]:
    """Every hand-made list under ``resources/places``, in the order of their names."""
    folder = files("contested.resources").joinpath("places")
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)
    return tuple(
        place
        for table in tables
        for place in parse_table(table.read_text(encoding="utf-8"), table.name, table.name[:-4])
    )


@cache
def demonyms() -> frozenset[str]:
    """Adjectives and names of peoples in lower case ("syrian", "kurds"), which are no places."""
    return word_list("demonyms.txt")


def word_list(file: str) -> frozenset[str]:
    """The lines of a packaged word list, comments aside."""
    text = files("contested.resources").joinpath("places", file).read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def parse_table(text: str, file: str, prefix: str) -> Iterator[Place]:
    """Rows of a table in the hand-made form; ``prefix`` begins their ids."""
    reader = csv.DictReader(io.StringIO(text))
    missing = [c for c in _REQUIRED if c not in (reader.fieldnames or ())]
    if missing:
        raise ResourceError(f"{file}, line 1: no column {', '.join(missing)}")
    for row in reader:
        try:
            yield _place(row, prefix)
        except (ValueError, TypeError) as cause:
            raise ResourceError(f"{file}, line {reader.line_num}: {cause}") from cause


def _place(row: dict[str, str], prefix: str) -> Place:
    get = {k: (v or "").strip() for k, v in row.items() if isinstance(k, str)}.get
    name, kind = get("name", ""), get("kind", "")
    if not name or kind not in KINDS:
        raise ValueError(f"a place needs a name and a kind of {', '.join(sorted(KINDS))}")
    lat, lon, people = float(get("lat", "")), float(get("lon", "")), int(get("population") or 0)
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueError(f"{name}: {lat}, {lon} is nowhere on Earth")
    within = get("within", "")
    slug = ".".join(plain(part).replace(" ", "-") for part in (prefix, within, name) if part)
    return Place(
        id=f"{slug}.{kind}", name=name, kind=cast(PlaceKind, kind), lat=lat, lon=lon,
        precision_km=float(get("precision_km") or settlement_km(people)),
        country=get("country", ""), within=within, population=people, hand=True,
        aliases=tuple(a.strip() for a in get("aliases", "").split("|") if a.strip()),
    )  # fmt: skip


def read_geonames_dump(path: Path) -> Iterator[Place]:
    """Places of a GeoNames country dump (``SY.txt``: 19 tab-separated columns, UTF-8).

    Keeps settlements, divisions, waters, heights and the sites that accounts of war name; a line
    with another number of columns raises ResourceError naming file and line.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != _DUMP_COLUMNS:
                raise ResourceError(f"{path.name}, line {number}: not a GeoNames dump")
            place = _dump_place(cells)
            if place is not None:
                yield place


def _dump_place(cells: list[str]) -> Place | None:
    feature = f"{cells[6]}.{cells[7]}"
    hit = next((f for f in _FEATURES if feature.startswith(f[0])), None)
    if hit is None:
        return None
    people = int(cells[14] or 0)
    aliases = (cells[2], *cells[3].split(","))
    return Place(
        id=f"gn{cells[0]}", name=cells[1], kind=hit[1], lat=float(cells[4]), lon=float(cells[5]),
        precision_km=hit[2] or settlement_km(people), country=cells[8], admin1=cells[10],
        population=people, aliases=tuple(a for a in aliases if a and plain(a).isascii()),
    )  # fmt: skip


def spellings(places: Iterable[Place]) -> Iterator[tuple[str, Place]]:
    """Every name and alias with its place."""
    for place in places:
        for name in (place.name, *place.aliases):
            yield name, place
