"""A scenario drafted from the record: who held what, who fought whom, who backed whom at a date.

What no claim says is assumed, and every such number says so. Sides are those that hold ground;
powers that hold none but stand with one that does are its backers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from contested.errors import ScenarioError
from contested.record.model import ControlSpell, Relation
from contested.study.whatif.assumptions import (
    ground,
    rate_of_loss,
    recruits,
    strength_of,
    supply_flow,
)
from contested.study.whatif.check import check_scenario
from contested.study.whatif.graph import distances, neighbours
from contested.study.whatif.scenario import (
    Backing,
    Position,
    Scenario,
    Side,
    Source,
    War,
    assume,
)

_NEARBY_DAYS = 365  # claims of a longer-gone holder, or relation, say nothing about the date
_SAME_KM = 1.0  # two names this near are one place


@dataclass(frozen=True)
class DraftPlan:
    """What else a draft may use.

    ``side_of``: the side an actor id counts to (a group to its umbrella). ``extra``: further places
    (name, lat, lon) named in the case. ``strengths``: fighters by side, from claims. ``days``: the
    horizon. ``entries``: place by backer through which its supply comes in, where known.
    """

    side_of: Callable[[str], str] = lambda actor: actor
    extra: tuple[tuple[str, float, float], ...] = ()
    strengths: Mapping[str, tuple[float, float, tuple[str, ...]]] = field(default_factory=dict)
    days: int = 120
    entries: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Tie:
    """What the record says of two sides around the date: net weight, claims by direction."""

    weight: float
    hostile: Mapping[str, tuple[str, ...]]
    claims: tuple[str, ...]


def draft_scenario(
    spells: Iterable[ControlSpell],
    relations: Iterable[Relation],
    on: str,
    plan: DraftPlan | None = None,
) -> Scenario:
    """The state of the record on day ``on`` (ISO) as a scenario that runs.

    Raises ScenarioError when the record knows fewer than two sides that hold places with
    coordinates, or none of whom fights another.
    """
    known = plan or DraftPlan()
    day = _day(on)
    held = _held(tuple(spells), day, known)
    sides = tuple(dict.fromkeys(h for p in held for h in p.holders))
    if len(sides) < 2:
        raise ScenarioError(
            f"the record knows {len(sides)} sides holding places around {on}: a war needs two"
        )
    ties = _ties(relations, day, known.side_of)
    wars = _wars(sides, ties)
    fighting = tuple(s for s in sides if any(s in (w.by, w.on) for w in wars))
    places = _filled(held, fighting, wars, known)
    backing = _backing(fighting, ties)
    return check_scenario(
        Scenario(
            name=f"drafted from the record for {on}",
            start=on,
            days=known.days,
            step=2.0,
            runs=10_000,
            seed=1,
            freed="turns",
            ground=ground(),
            sides=tuple(_side(s, places, known) for s in fighting),
            wars=wars,
            places=places,
            links=neighbours(places),
            sources=_sources(fighting, places, backing, known),
            backing=backing,
            origin="draft",
        )
    )


def _day(on: str) -> date:
    try:
        return date.fromisoformat(on)
    except ValueError as error:
        raise ScenarioError(f"{on!r} is not a date (YYYY-MM-DD)") from error


def _held(spells: Sequence[ControlSpell], day: date, plan: DraftPlan) -> list[Position]:
    """One position for each place with coordinates that somebody is said to hold, or take later.

    Places that only fall later have no holders yet (``_filled`` assumes them).
    """
    by_place: dict[str, list[ControlSpell]] = defaultdict(list)
    for spell in spells:
        if spell.lat is not None and spell.lon is not None:
            by_place[spell.place].append(spell)
    found: list[Position] = []
    for name, all_of in by_place.items():
        at = _at(all_of, day, plan)
        if at is None:
            continue
        lat, lon = all_of[0].lat or 0.0, all_of[0].lon or 0.0
        position = Position(name, lat, lon, *at)
        near = [p for p in found if distances([p, position])[0, 1] < _SAME_KM]
        if not near:
            found.append(position)
    return found


def _at(
    spells: list[ControlSpell], day: date, plan: DraftPlan
) -> tuple[tuple[str, ...], tuple[str, ...], str] | None:
    """Holders at ``day``, claims and why; None where the record is silent around it."""
    covering = [s for s in spells if _covers(s, day) and s.holders]
    if covering:
        best = max(covering, key=lambda s: (s.start or "", len(s.claims)))
        return _sides_of(best, plan), best.claims, f"{best.status}, by the record"
    before = [s for s in spells if s.holders and s.end and _within(s.end, day, -_NEARBY_DAYS)]
    if before:
        last = max(before, key=lambda s: s.end or "")
        return _sides_of(last, plan), last.claims, f"last said to be held until {last.end}"
    after = [s for s in spells if s.holders and s.start and _within(s.start, day, _NEARBY_DAYS)]
    if not after:
        return None
    first = min(after, key=lambda s: s.start or "")
    taker = ", ".join(_sides_of(first, plan))
    return (), (), f"falls to {taker} on {first.start}; who held it before is assumed"


def _covers(spell: ControlSpell, day: date) -> bool:
    on = day.isoformat()
    return (spell.start is None or spell.start <= on) and (spell.end is None or spell.end > on)


def _within(when: str, day: date, span: int) -> bool:
    low, high = sorted((day, day + timedelta(days=span)))
    return low.isoformat() <= when <= high.isoformat()


def _sides_of(spell: ControlSpell, plan: DraftPlan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plan.side_of(h) for h in spell.holders))


def _ties(
    relations: Iterable[Relation], day: date, side_of: Callable[[str], str]
) -> dict[frozenset[str], _Tie]:
    """Sides taken together, over the year before the date and the two months after it."""
    first, last = day - timedelta(days=_NEARBY_DAYS), day + timedelta(days=62)
    window = (first.isoformat()[:7], last.isoformat()[:7])
    weight: dict[frozenset[str], float] = defaultdict(float)
    claims: dict[frozenset[str], dict[str, None]] = defaultdict(dict)
    hostile: dict[frozenset[str], dict[str, dict[str, None]]] = defaultdict(dict)
    for one in relations:
        a, b = side_of(one.a), side_of(one.b)
        if one.narrator is not None or a == b or not window[0] <= one.month <= window[1]:
            continue
        pair = frozenset((a, b))
        weight[pair] += one.weight * len({*one.positive, *one.negative})
        claims[pair] |= dict.fromkeys(one.negative if one.weight < 0 else one.positive)
        if one.weight < 0:
            hostile[pair].setdefault(a, {}).update(dict.fromkeys(one.negative))
    return {
        pair: _Tie(w, {a: tuple(c) for a, c in hostile[pair].items()}, tuple(claims[pair]))
        for pair, w in weight.items()
    }


def _wars(sides: tuple[str, ...], ties: Mapping[frozenset[str], _Tie]) -> tuple[War, ...]:
    """Who fights whom: what claims say; two sides of whom nothing is said are assumed to."""
    foes: dict[str, list[str]] = {s: [] for s in sides}
    for a in sides:
        for b in sides:
            tie = ties.get(frozenset((a, b)))
            if a != b and (tie is None or tie.weight < 0):
                foes[a].append(b)
    return tuple(_war(a, b, foes[a], ties) for a in sides for b in foes[a])


def _war(by: str, on: str, foes: list[str], ties: Mapping[frozenset[str], _Tie]) -> War:
    """Fire is split as the claims of attacks are, one added to each so that nobody is left out."""
    said = {
        f: len(t.hostile.get(by, ())) if (t := ties.get(frozenset((by, f)))) else 0 for f in foes
    }
    total = sum(said.values()) + len(foes)
    tie = ties.get(frozenset((by, on)))
    claims = tie.claims if tie else ()
    why = f"{said[on]} claims of attacks on it, of {sum(said.values())}; one added to each enemy"
    return War(
        by,
        on,
        rate_of_loss(),
        assume((said[on] + 1) / total, why=why),
        claims=claims,
        why="" if claims else "no claim says how they stand; both hold ground here",
    )


def _filled(
    held: list[Position], sides: tuple[str, ...], wars: tuple[War, ...], plan: DraftPlan
) -> tuple[Position, ...]:
    """Positions with holders of every place, those of silent ones assumed from the nearest."""
    sure = [
        Position(p.name, p.lat, p.lon, on, p.claims, p.why)
        for p in held
        if (on := tuple(h for h in p.holders if h in sides))
    ]
    rest = [p for p in held if not p.holders]
    rest += [Position(n, lat, lon, ()) for n, lat, lon in plan.extra]
    out, names = list(sure), {p.name for p in sure}
    for place in rest:
        near = distances([place, *sure])[0, 1:]
        if place.name in names or near.min() < _SAME_KM:
            continue
        names.add(place.name)
        taker = _taker(place, sides)
        order = [sure[int(k)] for k in np.argsort(near)]
        fit = next(
            (p for p in order if taker is None or _fought(p.holders[0], taker, wars)), order[0]
        )
        why = f"assumed like {fit.name}, the nearest that is known"
        out.append(
            Position(place.name, place.lat, place.lon, fit.holders, (), _joined(place.why, why))
        )
    return tuple(out)


def _joined(*words: str) -> str:
    return "; ".join(w for w in words if w)


def _taker(place: Position, sides: tuple[str, ...]) -> str | None:
    return next((s for s in sides if place.why.startswith(f"falls to {s}")), None)


def _fought(holder: str, taker: str, wars: tuple[War, ...]) -> bool:
    return any({holder, taker} == {w.by, w.on} for w in wars)


def _backing(sides: tuple[str, ...], ties: Mapping[frozenset[str], _Tie]) -> tuple[Backing, ...]:
    """Outsiders whose net tie to a side is friendly."""
    out = []
    for pair, tie in ties.items():
        outside = [x for x in pair if x not in sides]
        if len(outside) == 1 and tie.weight > 0 and tie.claims:
            (side,) = pair - {outside[0]}
            out.append(Backing(outside[0], side, tie.claims, f"net weight {tie.weight:.2f}"))
    return tuple(sorted(out, key=lambda b: (-len(b.claims), b.by, b.of)))


def _side(name: str, places: tuple[Position, ...], plan: DraftPlan) -> Side:
    count = sum(name in p.holders for p in places)
    return Side(name, strength_of(count, plan.strengths.get(name)), recruits(count))


def _sources(
    sides: tuple[str, ...],
    places: tuple[Position, ...],
    backing: tuple[Backing, ...],
    plan: DraftPlan,
) -> tuple[Source, ...]:
    """For each backed side the place of its own nearest to where its backers' supply enters."""
    out = []
    for side in sides:
        entries = [
            (b.by, plan.entries[b.by]) for b in backing if b.of == side and b.by in plan.entries
        ]
        own = [p for p in places if side in p.holders]
        if not entries or not own:
            continue
        gates = [Position(by, *at, ()) for by, at in entries]
        apart = distances([*gates, *own])[: len(gates), len(gates) :]
        gate, place = np.unravel_index(int(apart.argmin()), apart.shape)
        by, at = gates[int(gate)].name, own[int(place)].name
        out.append(Source(f"supply from {by} at {at}", at, side, supply_flow(by)))
    return tuple(out)
