"""What a draft takes from a case besides control and relations: sides, places, strengths."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from contested.claims.model import Claim
from contested.claims.registry import Registry, load_registry
from contested.errors import ScenarioError
from contested.names import plain
from contested.places import Gazetteer, extend, packaged_gazetteer, read_places_csv
from contested.places.model import distance_km
from contested.record.model import ControlSpell
from contested.store import derived, rows
from contested.store.case import Case
from contested.study.whatif.draft import DraftPlan

_POINTS = frozenset({"settlement", "site", "neighbourhood"})  # regions are held by nobody alone
_CROSSING = "crossing"
_REACH_KM = 60.0  # how far from a place with a holder a merely named one may lie
_DEEPEST = 6  # umbrellas over umbrellas
_POWERS = frozenset({"state", "government", "military", "armed-group", "coalition"})
_STATES = frozenset({"state", "coalition", "igo"})
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Theatre:
    """Places ``near`` one (by name; None: all) within ``km``, for ``days``."""

    near: str | None
    km: float
    days: int


def plan_of(case: Case, theatre: Theatre) -> tuple[DraftPlan, tuple[ControlSpell, ...]]:
    """The plan of a draft and the spells of its theatre. Raises ScenarioError for no such place."""
    own = case.actors_file if case.actors_file.exists() else None
    registry = load_registry(own)
    gazetteer = packaged_gazetteer()
    if case.places_file.exists():
        gazetteer = extend(gazetteer, read_places_csv(case.places_file))
    with case.database.read() as connection:
        spells = tuple(derived.iter_spells(connection))
        claims = list(rows.iter_claims(connection))
    inside = _inside(gazetteer, theatre)
    kept = tuple(s for s in spells if _point(s, gazetteer) and inside((s.lat or 0.0, s.lon or 0.0)))
    held = [(s.lat or 0.0, s.lon or 0.0) for s in kept]
    extra, crossings = _named(claims, gazetteer, held, inside)
    side_of = side_in(registry)
    actors = {a.party or a.actor for c in claims for a in (*c.agents, *c.targets)}
    plan = DraftPlan(
        side_of=side_of,
        extra=extra,
        strengths=_strengths(claims, side_of),
        may_back=lambda actor: registry.kind_of(actor) in _POWERS,
        days=theatre.days,
        crossings=crossings,
        entries=_homes({side_of(a) for a in actors if a}, registry, gazetteer),
    )
    return plan, kept


def side_in(registry: Registry) -> Callable[[str], str]:
    """The side an actor counts to: its party, else the highest umbrella that is no state."""

    def side_of(actor: str) -> str:
        for _ in range(_DEEPEST):
            known = registry.get(actor)
            above = (known.party or known.umbrella) if known else None
            if known and known.party == actor:
                above = known.umbrella
            if above is None or above == actor or registry.kind_of(above) is None:
                return actor
            if known and not known.party and registry.kind_of(above) in _STATES:
                return actor
            actor = above
        return actor

    return side_of


def _inside(gazetteer: Gazetteer, theatre: Theatre) -> Callable[[Point], bool]:
    if theatre.near is None:
        return lambda at: True
    found = gazetteer.lookup(theatre.near)
    if found is None or found.lat is None or found.lon is None:
        raise ScenarioError(f"--near: no place is known as {theatre.near!r}")
    lat, lon = found.lat, found.lon
    return lambda at: distance_km(lat, lon, *at) <= theatre.km


def _point(spell: ControlSpell, gazetteer: Gazetteer) -> bool:
    """Whether a spell is of a town or a site, not of a region or a country."""
    if spell.lat is None or spell.lon is None:
        return False
    ranked = gazetteer.ranked(spell.place)
    here = [
        r.place for r in ranked if distance_km(r.place.lat, r.place.lon, spell.lat, spell.lon) < 1
    ]
    return not here or any(p.kind in _POINTS for p in here)


def _named(
    claims: Iterable[Claim],
    gazetteer: Gazetteer,
    held: list[Point],
    inside: Callable[[Point], bool],
) -> tuple[tuple[tuple[str, float, float], ...], frozenset[str]]:
    """Towns and sites that claims name near those that somebody holds, and crossings near them
    that claims name or the gazetteer knows; which are crossings."""
    found: dict[str, Point] = {}
    crossings = set()
    for claim in claims:
        for place in claim.places:
            if place.lat is None or place.lon is None or place.kind not in _POINTS:
                continue
            at = (place.lat, place.lon)
            if inside(at) and _close(at, held):
                found.setdefault(place.name, at)
                if _is_crossing(place.name, place.mention, gazetteer):
                    crossings.add(place.name)
    for known in gazetteer.extra:
        at = (known.lat, known.lon)
        gate = known.kind == "site" and _is_crossing(known.name, "", gazetteer)
        if gate and inside(at) and _close(at, held):
            found.setdefault(known.name, at)
            crossings.add(known.name)
    return tuple((name, *at) for name, at in found.items()), frozenset(crossings)


def _close(at: Point, held: Iterable[Point]) -> bool:
    return any(distance_km(*at, *h) <= _REACH_KM for h in held)


def _is_crossing(name: str, mention: str, gazetteer: Gazetteer) -> bool:
    spelt = [name, mention]
    spelt += [a for c in gazetteer.candidates(name) for a in c.place.aliases]
    return any(_CROSSING in plain(words).split() for words in spelt)


def _strengths(
    claims: Iterable[Claim], side_of: Callable[[str], str]
) -> dict[str, tuple[float, float, tuple[str, ...]]]:
    """Fighters stated for one side: the span of all counts, with their claims."""
    said: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for claim in claims:
        sides = {side_of(a.party or a.actor or "") for a in claim.agents} - {""}
        for number in claim.quantities:
            if number.what == "fighters" and len(sides) == 1 and number.low is not None:
                high = number.high if number.high is not None else number.low
                said[next(iter(sides))].append((number.low, high, claim.id))
    return {
        side: (min(r[0] for r in found), max(r[1] for r in found), tuple(r[2] for r in found))
        for side, found in said.items()
    }


def _homes(actors: Iterable[str], registry: Registry, gazetteer: Gazetteer) -> dict[str, Point]:
    """Where states lie, by the gazetteer."""
    out = {}
    for actor in sorted(actors):
        if registry.kind_of(actor) == "state":
            found = gazetteer.lookup(registry.name_of(actor))
            if found is not None and found.lat is not None and found.lon is not None:
                out[actor] = (found.lat, found.lon)
    return out
