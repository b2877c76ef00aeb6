"""Looking places up: names, homonyms, phrases, precision and abstention."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from contested.places import (
    Gazetteer,
    Place,
    PlaceContext,
    PlaceMatch,
    distance_km,
    extend,
    offset_place,
    packaged_gazetteer,
    parse_phrase,
)
from contested.places.model import KINDS
from contested.places.tables import packaged_tables

SYRIA = PlaceContext(countries=("SY", "TR", "RU"))


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    """The packaged gazetteer."""
    yield packaged_gazetteer()


def found(gazetteer: Gazetteer, name: str, context: PlaceContext = SYRIA) -> PlaceMatch:
    """The answer for a name that must be known."""
    match = gazetteer.lookup(name, context)
    assert match is not None, name
    return match


@pytest.mark.parametrize(
    ("name", "kind", "lat", "lon", "within_km"),
    [
        ("Aleppo", "settlement", 36.2, 37.15, 10),
        ("Aleppo City", "settlement", 36.2, 37.15, 10),
        ("Marea", "settlement", 36.48, 37.2, 4),
        ("al-Ra’i", "settlement", 36.61, 37.45, 4),
        ("Kweires airbase", "site", 36.19, 37.58, 4),
        ("Hmeimim", "site", 35.41, 35.95, 4),
        ("Deir Ezzor", "settlement", 35.34, 40.14, 6),
        ("Tal Qarah", "settlement", 36.39, 37.27, 5),
        ("Jisr al Shughur", "settlement", 35.81, 36.32, 5),
        ("Euphrates", "river", 35.6, 39.8, 200),
        ("Middle East", "area", 31.0, 40.0, 600),
        ("Turkey", "country", 39.0, 35.2, 150),
        ("Mosul", "settlement", 36.34, 43.13, 8),
        ("Palmyra", "settlement", 34.55, 38.28, 5),
    ],
)
def test_known_places(
    gazetteer: Gazetteer, name: str, kind: str, lat: float, lon: float, within_km: float
) -> None:
    """Places of the Syrian war are found under their usual spellings, with the right kind."""
    match = found(gazetteer, name)
    assert match.kind == kind
    assert match.lat is not None and match.lon is not None
    assert distance_km(match.lat, match.lon, lat, lon) <= within_km
    assert match.precision_km and match.why


def test_transliteration_needs_the_country(gazetteer: Gazetteer) -> None:
    """A spelling that no list has is met by its consonants only where the account speaks of it."""
    spelling = "Dayr Ezzoar"
    assert gazetteer.lookup(spelling) is None
    match = found(gazetteer, spelling)
    assert match.name == "Deir ez-Zor"
    assert any("loose" in why for why in match.why)


@pytest.mark.parametrize(
    "phrase",
    [
        "Aleppo province",
        "the Aleppo countryside",
        "Rif Aleppo",
        "Aleppo governorate",
        "rural Aleppo",
    ],
)
def test_province_is_not_the_city(gazetteer: Gazetteer, phrase: str) -> None:
    """Words of province or countryside turn a city's name into the region."""
    match = found(gazetteer, phrase)
    assert match.kind == "region"
    assert match.precision_km is not None and match.precision_km >= 40


def test_part_of_a_region_moves_and_narrows(gazetteer: Gazetteer) -> None:
    """ "northern Rif Aleppo" lies north of the region's middle and says so."""
    whole, part = found(gazetteer, "Rif Aleppo"), found(gazetteer, "northern Rif Aleppo")
    assert whole.lat is not None and part.lat is not None
    assert part.lat > whole.lat
    assert part.precision_km is not None and whole.precision_km is not None
    assert part.precision_km < whole.precision_km
    assert any("northern" in why for why in part.why)


def test_north_of_moves_and_widens(gazetteer: Gazetteer) -> None:
    """``offset_place`` displaces the centre by the distance and widens the precision."""
    city = found(gazetteer, "Aleppo")
    moved = offset_place(city, "north of", 20)
    assert city.lat is not None and city.lon is not None
    assert moved.lat is not None and moved.lon is not None
    assert distance_km(city.lat, city.lon, moved.lat, moved.lon) == pytest.approx(20, abs=0.5)
    assert moved.precision_km is not None and city.precision_km is not None
    assert moved.precision_km > city.precision_km
    assert offset_place(city, "near") == city


def test_homonyms_follow_the_account(gazetteer: Gazetteer) -> None:
    """Tripoli is Libya's unless the account speaks of Lebanon."""
    assert found(gazetteer, "Tripoli", PlaceContext()).country == "LY"
    assert found(gazetteer, "Tripoli", PlaceContext(countries=("LB",))).country == "LB"


def test_container_decides(gazetteer: Gazetteer) -> None:
    """ "Austin, Indiana" is the town in Indiana, however great its Texan namesake."""
    match = found(gazetteer, "Austin, Indiana", PlaceContext())
    assert match.lat == pytest.approx(38.76, abs=0.1)
    assert "in Indiana" in match.why


def test_near_places_decide(gazetteer: Gazetteer) -> None:
    """Places already resolved draw homonyms towards them."""
    match = found(gazetteer, "Springfield", PlaceContext(near=((39.8, -89.6),)))
    assert match.lat == pytest.approx(39.8, abs=0.1)


def test_tie_abstains_and_says_why(gazetteer: Gazetteer) -> None:
    """Homonyms that nothing tells apart get no coordinates and a reason."""
    match = found(gazetteer, "Springfield", PlaceContext())
    assert not match.resolved
    assert match.lat is None and match.precision_km is None
    assert "nothing tells them apart" in match.why[0]


@pytest.mark.parametrize("word", ["Syrian", "Kurds", "Russian", "Turkish", "Xyzzyq"])
def test_peoples_are_not_places(gazetteer: Gazetteer, word: str) -> None:
    """Demonyms and unknown words name no place, however near their consonants come."""
    assert gazetteer.lookup(word, SYRIA) is None


def test_own_places_extend(gazetteer: Gazetteer) -> None:
    """A case's own place is found, and the packaged gazetteer is left as it was."""
    hill = Place("case.1", "Hill 914", "site", 36.1, 37.0, 1.0, "SY", hand=True)
    assert extend(gazetteer, [hill]).lookup("Hill 914") is not None
    assert gazetteer.lookup("Hill 914") is None


def test_phrases_come_apart() -> None:
    """Name, kind and bearing are told apart in either order."""
    phrase = parse_phrase("the northern Aleppo countryside")
    assert (phrase.name, phrase.kind, phrase.bearing) == ("Aleppo", "region", 0)
    assert parse_phrase("town of Marea").kind == "settlement"
    assert parse_phrase("Marea").kind is None


def test_hand_made_places_are_sound() -> None:
    """Every hand-made place has a kind, a precision of at least 1 km, and an id of its own."""
    places = packaged_tables()
    assert len({place.id for place in places}) == len(places)
    assert all(place.kind in KINDS and place.precision_km >= 1 for place in places)
    syria = [p for p in places if p.country == "SY" and p.kind != "country"]
    assert len(syria) >= 350
    assert sum(p.kind == "region" for p in syria) == 14
    assert all(32 < p.lat < 37.5 and 35.5 < p.lon < 42.5 for p in syria)


def test_cold_load_is_light() -> None:
    """A fresh process answers its first lookup within the memory budget of 60 MB for places."""
    code = (
        "import resource as r\n"
        "def mb(): return r.getrusage(r.RUSAGE_SELF).ru_maxrss / 1024\n"
        "before = mb()\n"
        "from contested.places import packaged_gazetteer\n"
        "packaged_gazetteer().lookup('Marea')\n"
        "print(mb() - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) <= 60
