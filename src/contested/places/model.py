"""What the gazetteer holds and what it answers."""

import math
from dataclasses import dataclass
from typing import Literal, get_args

PlaceKind = Literal[
    "site",
    "settlement",
    "neighbourhood",
    "region",
    "district",
    "country",
    "river",
    "area",
    "continent",
]
KINDS: frozenset[str] = frozenset(get_args(PlaceKind))
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer. Degrees are WGS84; ``precision_km`` is an honest radius.

    ``country`` is ISO 3166-1 alpha-2, empty for what no country holds; ``admin1`` a GeoNames code
    or empty; ``within`` the name of the province that holds it; ``population`` 0 when unknown;
    ``hand`` marks entries of the hand-made lists and of a case's own ``places.csv``.
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    precision_km: float
    country: str = ""
    admin1: str = ""
    within: str = ""
    population: int = 0
    aliases: tuple[str, ...] = ()
    hand: bool = False


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What an account says that tells homonyms apart.

    ``countries``: ISO codes, most mentioned first, with their ``shares`` of all that were counted
    (none known: the order decides); ``near``: (lat, lon) of places already resolved
    in the account; ``within``: the name of a container ("Aleppo" in "Marea, Aleppo"); ``kind``: the
    kind that the words ask for ("province", "airbase"); ``divisions``: (country, GeoNames admin1
    code) of provinces that the account names.
    """

    countries: tuple[str, ...] = ()
    near: tuple[tuple[float, float], ...] = ()
    within: str | None = None
    kind: PlaceKind | None = None
    divisions: tuple[tuple[str, str], ...] = ()
    shares: tuple[float, ...] = ()


NO_CONTEXT = PlaceContext()


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """The gazetteer's answer for one name, with the rules that led to it.

    An abstention (homonyms that nothing tells apart) has no coordinates, and ``why`` says so.
    """

    name: str
    kind: PlaceKind
    lat: float | None
    lon: float | None
    precision_km: float | None
    country: str
    id: str | None
    why: tuple[str, ...]

    @property
    def resolved(self) -> bool:
        """Whether the name was given coordinates."""
        return self.lat is not None


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two WGS84 points (haversine)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def apart_km(one: Place, other: Place) -> float:
    """Distance between the centres of two places."""
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def settlement_km(population: int) -> float:
    """Radius for a settlement: 3 km for a town, 15 km for a city of five million."""
    for least, km in ((5_000_000, 15.0), (1_000_000, 12.0), (200_000, 8.0), (50_000, 5.0)):
        if population >= least:
            return km
    return 3.0
