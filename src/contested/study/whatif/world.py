"""A scenario and its draws as arrays, ready to run. Axes: S sides, P places, R runs, C sources."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from contested.study.whatif.draws import Draws
from contested.study.whatif.scenario import Intervention, Scenario, dosed

Real = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Strike:
    """Loss per day ``amount`` (R) to side ``against`` in ``where`` (P), from day to day."""

    against: int
    where: NDArray[np.bool_]
    amount: Real
    helping: int | None
    first: float
    last: float


@dataclass(frozen=True, eq=False)
class Closure:
    """Sources (indices) or links (pairs of places) that are shut from day to day."""

    sources: tuple[int, ...]
    links: tuple[tuple[int, int], ...]
    first: float
    last: float


@dataclass(frozen=True, eq=False)
class World:
    """``near`` (P, P): 1 where two places are linked. ``strength`` (S, R). ``rate`` (on, by, R).

    ``share`` (by, on, R). ``area`` (on, by): unaimed fire. ``flow`` (C, R). ``ground`` holds pace,
    need, mobility and unsupplied (R each). ``holder`` (P, R): side or −1.
    """

    near: Real
    strength: Real
    break_at: Real
    recruits: Real
    rate: Real
    share: Real
    area: NDArray[np.bool_]
    turns: bool
    source_place: NDArray[np.intp]
    source_side: NDArray[np.intp]
    flow: Real
    strikes: tuple[Strike, ...]
    gains: tuple[Strike, ...]
    closures: tuple[Closure, ...]
    ground: tuple[Real, Real, Real, Real]
    holder: NDArray[np.int8]

    @property
    def shape(self) -> tuple[int, int, int]:
        """(S, P, R)."""
        return self.strength.shape[0], self.near.shape[0], self.strength.shape[1]


def make_world(scenario: Scenario, draws: Draws, rows: slice) -> World:
    """The arrays of the runs in ``rows``."""
    values = draws.values[rows].astype(np.float32).T
    column = {name: k for k, name in reversed(list(enumerate(draws.names)))}
    sides = scenario.side_ids

    def of(name: str) -> Real:
        row: Real = values[column[name]]
        return row

    rate, share, area = _wars(scenario, of_column=(values, column))
    strikes, gains = _amounts(scenario, values)
    return World(
        near=_near(scenario),
        strength=np.stack([of(f"strength of {s}") for s in sides]),
        break_at=np.stack([of(f"break point of {s}") for s in sides]),
        recruits=np.stack([of(f"recruits of {s}") for s in sides]),
        rate=rate,
        share=share,
        area=area,
        turns=scenario.freed == "turns",
        source_place=np.array([scenario.place_names.index(s.place) for s in scenario.sources], int),
        source_side=np.array([sides.index(s.side) for s in scenario.sources], int),
        flow=_flows(scenario, values, column),
        strikes=strikes,
        gains=gains,
        closures=tuple(_closure(scenario, d) for d in scenario.interventions if _closes(d)),
        ground=(values[0], values[1], values[2], values[3]),
        holder=np.ascontiguousarray(draws.holders[rows].T),
    )


def _near(scenario: Scenario) -> Real:
    near = np.zeros((len(scenario.places),) * 2, np.float32)
    for link in scenario.links:
        i, j = (scenario.place_names.index(p) for p in (link.a, link.b))
        near[i, j] = near[j, i] = 1
    return near


def _wars(
    scenario: Scenario, of_column: tuple[Real, dict[str, int]]
) -> tuple[Real, Real, NDArray[np.bool_]]:
    values, column = of_column
    n, runs = len(scenario.sides), values.shape[1]
    rate, share = np.zeros((n, n, runs), np.float32), np.zeros((n, n, runs), np.float32)
    area = np.zeros((n, n), bool)
    for war in scenario.wars:
        by, on = scenario.side_ids.index(war.by), scenario.side_ids.index(war.on)
        rate[on, by] = values[column[f"rate of {war.by} on {war.on}"]]
        share[by, on] = values[column[f"share of fire, {war.by} on {war.on}"]]
        area[on, by] = war.law == "unaimed"
    total = share.sum(axis=1, keepdims=True)
    return rate, np.divide(share, total, out=share, where=total > 0), area


def _flows(scenario: Scenario, values: Real, column: dict[str, int]) -> Real:
    rows = [values[column[f"flow through {s.name}"]] for s in scenario.sources]
    return np.stack(rows) if rows else np.zeros((0, values.shape[1]), np.float32)


def _amounts(scenario: Scenario, values: Real) -> tuple[tuple[Strike, ...], tuple[Strike, ...]]:
    """Strikes and reinforcements, with their draws (the last columns, in order)."""
    deeds = dosed(scenario)
    made = []
    for deed, amount in zip(deeds, values[len(values) - len(deeds) :], strict=True):
        where = np.array([not deed.places or p in deed.places for p in scenario.place_names])
        against = scenario.side_ids.index(deed.against)
        helping = scenario.side_ids.index(deed.helping) if deed.helping else None
        made.append(Strike(against, where, amount, helping, *_days(scenario, deed)))
    strikes = [m for m, d in zip(made, deeds, strict=True) if d.deed == "strikes"]
    gains = [m for m, d in zip(made, deeds, strict=True) if d.deed == "reinforcement"]
    return tuple(strikes), tuple(gains)


def _closes(deed: Intervention) -> bool:
    return deed.deed in ("closing", "cutting")


def _closure(scenario: Scenario, deed: Intervention) -> Closure:
    names, at = set(deed.places), scenario.place_names.index
    sources, links = scenario.sources, scenario.links
    shut = tuple(k for k, s in enumerate(sources) if deed.deed == "closing" and s.name in names)
    cut = tuple((at(k.a), at(k.b)) for k in links if deed.deed == "cutting" and k.name in names)
    return Closure(shut, cut, *_days(scenario, deed))


def _days(scenario: Scenario, deed: Intervention) -> tuple[float, float]:
    """Start and end of an intervention in days since the scenario's start."""
    zero = date.fromisoformat(scenario.start)
    last = np.inf if deed.end is None else (date.fromisoformat(deed.end) - zero).days
    return float((date.fromisoformat(deed.start) - zero).days), float(last)
