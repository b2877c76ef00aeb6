"""Telling homonyms apart: each rule gives points and says why; close calls abstain."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from contested.names import fold, plain
from contested.places.model import Place, PlaceContext, apart_km, distance_km

Level = Literal["exact", "folded", "loose"]
# Prior weight of a kind; that of settlements is for 10,000 people and grows with the logarithm.
PRIOR = {
    "continent": 10.5, "country": 10.0, "area": 7.5, "river": 6.0, "region": 7.0,
    "settlement": 5.0, "district": 3.2, "site": 4.2, "neighbourhood": 3.0,
}  # fmt: skip
LEVEL = {"exact": 0.0, "folded": -0.3, "loose": -1.5}
OWN_NAME = 1.5  # over places for which the name is one of GeoNames' many other spellings
SLOPE = 1.3
HAND_POPULATION = 8_000
TIE = 0.25  # points within which two places far apart are a tie
EPONYM = -3.0
LARGE_KM = 300.0  # areas as widely known as countries: the Middle East
SMALL_KM = 180.0
UNLIKELY = 4.0  # points of prior between a place and its greatest namesake
SAME_KM = 50.0  # places this near are no real choice
NEAR_KM = 150.0
Points = list[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a name may mean, and how closely the spelling met."""

    place: Place
    level: Level


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its points and the rules that gave them."""

    place: Place
    points: float
    why: tuple[str, ...]
    helped: bool  # whether context, not only the prior, spoke for it


def rank(
    name: str, candidates: Sequence[Candidate], context: PlaceContext, holders: Sequence[Place]
) -> tuple[Scored, ...]:
    """Candidates by falling points. ``holders``: what ``context.within`` may mean."""
    highest = max((prior(c.place) for c in candidates), default=0.0)
    named = _eponymous([c.place for c in candidates]) if context.kind is None else frozenset()
    scored = []
    for candidate in candidates:
        help_ = _help(candidate.place, context, holders, highest)
        own = (EPONYM, "") if candidate.place.id in named else (0.0, "")
        scored.append(_score(name, candidate, help_, [own, *_kind(candidate.place, context)]))
    return tuple(sorted(scored, key=lambda s: (-s.points, s.place.id)))


def tied(ranked: Sequence[Scored]) -> bool:
    """Whether the two best lie far apart with nothing between them in points."""
    if len(ranked) < 2:
        return False
    best, other = ranked[0], ranked[1]
    close = best.points - other.points < TIE
    return close and apart_km(best.place, other.place) > SAME_KM + best.place.precision_km


def _score(name: str, candidate: Candidate, help_: Points, rest: Points) -> Scored:
    place = candidate.place
    parts = [(prior(place), "")]
    parts.append((LEVEL[candidate.level], f"{candidate.level} spelling of {place.name}"))
    if place.hand or plain(name) == plain(place.name):
        parts.append((OWN_NAME, ""))
    parts += help_ + rest
    why = tuple(reason for _, reason in parts if reason)
    return Scored(place, sum(p for p, _ in parts), why, any(p > 0 for p, _ in help_))


def _help(place: Place, context: PlaceContext, holders: Sequence[Place], highest: float) -> Points:
    """What the account says for ``place``. A hamlet is not held into beating a great namesake:
    "China, Japan" is a list, though Japan has a town called China."""
    held = _holder(place, context, holders)
    if held and highest - prior(place) > UNLIKELY:
        held = [(1.5, held[0][1])]
    return [*_country(place, context), *_division(place, context), *held, *_near(place, context)]


def _eponymous(places: Sequence[Place]) -> frozenset[str]:
    """Small provinces named after a town in them: without "province", the town is meant."""
    towns = [p for p in places if p.kind == "settlement"]
    return frozenset(
        p.id
        for p in places
        if p.kind in ("region", "district")
        and p.precision_km <= SMALL_KM
        and any(inside(town, p) for town in towns)
    )


def prior(place: Place) -> float:
    """Points before any context: kind, and population where it is known."""
    people = place.population or (HAND_POPULATION if place.hand else 300)
    if place.kind == "settlement":
        return PRIOR[place.kind] + SLOPE * math.log10(people / 10_000)
    if place.kind in ("region", "district") and place.population:
        return PRIOR[place.kind] + 0.25 * (math.log10(people + 1) - 5)
    known = place.kind == "area" and place.precision_km >= LARGE_KM
    return PRIOR["country"] if known else PRIOR[place.kind]


def _country(place: Place, context: PlaceContext) -> Points:
    if not place.country or place.country not in context.countries:
        return []
    order = context.countries.index(place.country)
    points = max(1.2, 3.0 - 0.6 * order)
    if context.shares:  # news of anywhere mentions the United States: a mention alone says little
        points = 0.3 + 2.7 * min(1.0, 2.0 * context.shares[order])
    return [(points, f"the account speaks of {place.country}")]


def _division(place: Place, context: PlaceContext) -> Points:
    if not place.admin1 or (place.country, place.admin1) not in context.divisions:
        return []
    return [(1.8, "in a province that the account names")]


def _holder(place: Place, context: PlaceContext, holders: Sequence[Place]) -> Points:
    if context.within is None:
        return []
    if place.within and fold(place.within) == fold(context.within):
        return [(6.0, f"in {context.within}")]
    if any(inside(place, holder) for holder in holders):
        return [(6.0, f"in {context.within}")]
    return []


def inside(place: Place, holder: Place) -> bool:
    """Whether ``place`` lies in ``holder``: by its codes where both have them, else by distance."""
    if place.id == holder.id or place.precision_km > max(20.0, holder.precision_km * 1.2):
        return False
    if holder.kind == "country":
        return place.country == holder.country
    if holder.country and place.country != holder.country:
        return False
    if holder.kind == "region" and holder.admin1 and place.admin1:
        return holder.admin1 == place.admin1
    reach = 1.6 * holder.precision_km + (15 if holder.precision_km < 30 else 0)
    return apart_km(place, holder) <= reach


def _near(place: Place, context: PlaceContext) -> Points:
    if not context.near or place.kind in ("country", "continent"):
        return []
    least = min(distance_km(place.lat, place.lon, lat, lon) for lat, lon in context.near)
    points = 2.0 * math.exp(-least / NEAR_KM)
    return [(points, f"{least:.0f} km from another place of the account")] if points > 0.2 else []


def _kind(place: Place, context: PlaceContext) -> Points:
    if context.kind is None:
        return []
    if context.kind == place.kind:
        return [(4.0, f"a {place.kind} is asked for")]
    family = {context.kind, place.kind}
    if family == {"region", "country"}:
        return []
    if family <= {"region", "district", "area"} or family <= {"settlement", "neighbourhood"}:
        return [(2.0, f"a {context.kind} is asked for, this is a {place.kind}")]
    return [(-2.0, f"a {context.kind} is asked for, this is a {place.kind}")]
