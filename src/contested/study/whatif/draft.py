"""A scenario drafted from the record: who held what, who fought whom, who backed whom at a date.

What no claim says is assumed, and every such number says so. Sides are those that hold ground;
powers that hold none but stand with one that does are its backers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations

import numpy as np

from contested.errors import ScenarioError
from contested.record.model import ControlSpell, Relation
from contested.study.whatif.assumptions import (
    ground,
    rate_of_loss,
    recruits,
    strength_of,
    strikes,
    supply_flow,
)
from contested.study.whatif.check import check_scenario
from contested.study.whatif.graph import distances, neighbours
from contested.study.whatif.scenario import (
    Backing,
    Intervention,
    Number,
    Position,
    Scenario,
    Side,
    Source,
    War,
    assume,
)
from contested.study.whatif.standing import Standing, filled, standings
from contested.study.whatif.ties import Ties, backers, find_contests, find_ties, nearest_side

Contests = Mapping[frozenset[str], tuple[str, ...]]


@dataclass(frozen=True)
class DraftPlan:
    """What else a draft may use.

    ``side_of``: the side an actor id counts to (a group to its umbrella). ``extra``: further places
    (name, lat, lon) named in the case. ``strengths``: fighters by side (low, high, claims).
    ``may_back``: whether an outsider is a power that backs sides. ``days``: the horizon.
    ``crossings``: names of places through which supply comes in for backed sides that hold them.
    ``entries``: where each backer is (lat, lon), for sides that hold no crossing.
    """

    side_of: Callable[[str], str] = lambda actor: actor
    extra: tuple[tuple[str, float, float], ...] = ()
    strengths: Mapping[str, tuple[float, float, tuple[str, ...]]] = field(default_factory=dict)
    may_back: Callable[[str], bool] = lambda actor: True
    days: int = 120
    crossings: frozenset[str] = frozenset()
    entries: Mapping[str, tuple[float, float]] = field(default_factory=dict)


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
    _check_day(on)
    every = tuple(spells)
    found = standings(every, on, known.side_of)
    ties = find_ties(relations, on, known.side_of)
    wars = _wars(_holders(found, on), ties, find_contests(every, on, known.side_of))
    sides = tuple(dict.fromkeys(w.by for w in wars))
    if len(sides) < 2:
        raise ScenarioError(f"around {on} no two sides that hold places fight, by the record")
    pairs = {frozenset((w.by, w.on)) for w in wars}
    places = filled(found, known.extra, sides, lambda a, b: frozenset((a, b)) in pairs)
    backing = tuple(b for b in backers(sides, ties) if known.may_back(b.by))
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
            sides=tuple(_side(s, places, known) for s in sides),
            wars=wars,
            places=places,
            links=neighbours(places),
            sources=_sources(sides, places, backing, known),
            backing=backing,
            origin="draft",
        )
    )


def _check_day(on: str) -> None:
    try:
        date.fromisoformat(on)
    except ValueError as error:
        raise ScenarioError(f"{on!r} is not a date (YYYY-MM-DD)") from error


def _holders(found: Sequence[Standing], on: str) -> tuple[str, ...]:
    sides = tuple(dict.fromkeys(h for s in found for h in s.at.holders))
    if len(sides) < 2:
        raise ScenarioError(
            f"the record knows {len(sides)} sides holding places around {on}: a war needs two"
        )
    return sides


def _wars(sides: tuple[str, ...], ties: Ties, contests: Contests) -> tuple[War, ...]:
    """Who fights whom: any claim of a hostile act, or of a place taken from the other, makes a
    war, whatever else is said of the two; two sides of whom nothing is said are assumed to."""
    foes: dict[str, list[str]] = {s: [] for s in sides}
    for a in sides:
        for b in sides:
            pair = frozenset((a, b))
            tie = ties.get(pair)
            if a != b and (tie is None or tie.at_odds or pair in contests):
                foes[a].append(b)
    taken = {p: contests.get(p, ()) for p in map(frozenset, permutations(sides, 2))}
    return tuple(
        _war(a, b, (foes[a], taken[frozenset((a, b))]), ties) for a in sides for b in foes[a]
    )


def _war(by: str, on: str, known: tuple[list[str], tuple[str, ...]], ties: Ties) -> War:
    """Fire is split as the claims of attacks are, one added to each so that nobody is left out."""
    foes, taken = known
    said = {f: _attacks(ties, by, f) for f in foes}
    total = sum(said.values()) + len(foes)
    tie = ties.get(frozenset((by, on)))
    claims = tuple(dict.fromkeys((*(tie.against if tie else ()), *taken)))
    why = f"claims of attacks on it: {said[on]} of {sum(said.values())}; one added to each enemy"
    grounds = "" if claims else "no claim says how they stand; both hold ground here"
    if tie and tie.friendly:
        grounds += (
            f"{'; ' if grounds else ''}claims of friendly acts between them: {len(tie.friendly)}"
        )
    share = assume((said[on] + 1) / total, why=why)
    return War(by, on, rate_of_loss(), share, claims=claims, why=grounds)


def _attacks(ties: Ties, by: str, on: str) -> int:
    tie = ties.get(frozenset((by, on)))
    return len(tie.hostile.get(by, ())) if tie else 0


def _side(name: str, places: tuple[Position, ...], plan: DraftPlan) -> Side:
    count = sum(name in p.holders for p in places)
    return Side(name, strength_of(count, plan.strengths.get(name)), recruits(count))


def _sources(
    sides: tuple[str, ...],
    places: tuple[Position, ...],
    backing: tuple[Backing, ...],
    plan: DraftPlan,
) -> tuple[Source, ...]:
    """Crossings feed backed sides that hold them; one without, its place nearest to a backer."""
    out = []
    gone = nearest_side(backing)
    for side in (s for s in sides if s in gone.values()):
        own = [p for p in places if side in p.holders]
        gates = [p for p in own if p.name in plan.crossings]
        behind = [b for b, of in gone.items() if of == side]
        flow = supply_flow(", ".join(behind))
        out += [Source(f"{p.name} ({side})", p.name, side, flow) for p in gates]
        friends = [b for b in behind if b in plan.entries]
        if own and friends and not gates:
            out.append(_entry(side, own, friends, plan))
    return tuple(out)


def _entry(side: str, own: list[Position], friends: list[str], plan: DraftPlan) -> Source:
    homes = [Position(by, *plan.entries[by], ()) for by in friends]
    apart = distances([*homes, *own])[: len(homes), len(homes) :]
    home, place = np.unravel_index(int(apart.argmin()), apart.shape)
    by, at = homes[int(home)].name, own[int(place)].name
    return Source(f"supply from {by} at {at}", at, side, supply_flow(by))


def draft_variants(
    scenario: Scenario,
    relations: Iterable[Relation],
    striker: str | None = None,
    side_of: Callable[[str], str] = lambda actor: actor,
) -> dict[str, tuple[Intervention, ...]]:
    """What an outside power might have done otherwise: strikes on each enemy of the side it backs.

    The ``striker`` is the backer with most claims of hostile acts against a side, unless named;
    the side it hits most also has a variant in which its sources are closed too. Empty when no
    backer strikes anybody. Raises ScenarioError when ``striker`` backs nobody here.
    """
    ties = find_ties(relations, scenario.start, side_of)
    gone = nearest_side(scenario.backing)
    if striker is not None and striker not in gone:
        raise ScenarioError(f"{striker} backs no side here (backers: {', '.join(gone) or 'none'})")
    most = {b: max(_attacks(ties, b, s) for s in scenario.side_ids) for b in gone}
    by = striker or max(most, key=lambda b: most[b], default=None)
    if by is None or (striker is None and not most[by]):
        return {}
    enemies = [w.on for w in scenario.wars if w.by == gone[by]]
    hits = {on: (_hit(by, on, scenario, _attacks(ties, by, on)),) for on in enemies}
    out: dict[str, tuple[Intervention, ...]] = {
        f"strikes-on-{on}": deed for on, deed in hits.items()
    }
    worst = max(enemies, key=lambda on: _attacks(ties, by, on))
    sources = tuple(s.name for s in scenario.sources if s.side == worst)
    if sources:
        closing = Intervention("closing", scenario.start, places=sources)
        out[f"strikes-on-{worst}-and-closing"] = (*hits[worst], closing)
    return out


def _hit(by: str, on: str, scenario: Scenario, told: int) -> Intervention:
    amount = strikes()
    why = f"{amount.why}; claims that tell of attacks by {by} on {on}: {told}"
    return Intervention(
        "strikes",
        scenario.start,
        by=by,
        against=on,
        amount=Number(amount.low, amount.high, (), why),
    )
