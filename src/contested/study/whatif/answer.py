"""What an intervention changes: distributions, as differences from the baseline, run by run.

Run k of a scenario and run k of its baseline share every draw and chance, so their difference is
the intervention's doing in that world. Intervals are 5th to 95th percentiles over runs; ``error``
is the standard error of the mean.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from contested.errors import ScenarioError
from contested.study.whatif.battle import Array
from contested.study.whatif.scenario import Intervention, Number, Scenario, deed_name, numbers
from contested.study.whatif.simulate import SimulatedRecords

TAILS = (0.05, 0.95)
_SHIFTS = 8  # places listed


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean, 5th and 95th percentile over runs, and the standard error of the mean."""

    mean: float
    low: float
    high: float
    error: float


@dataclass(frozen=True, slots=True)
class Effect:
    """One outcome: without, with, and the difference; shares of runs with more and with less."""

    outcome: str
    side: str | None
    without: Spread
    with_it: Spread
    difference: Spread
    more: float
    less: float


@dataclass(frozen=True, slots=True)
class Shift:
    """How the probability that ``side`` holds ``place`` at the horizon moves."""

    place: str
    side: str
    without: float
    with_it: float


@dataclass(frozen=True, slots=True)
class SimulatedAnswer:
    """All effects of a scenario against its baseline, and where control shifts most."""

    scenario: str
    baseline: str
    runs: int
    deeds: tuple[str, ...]
    effects: tuple[Effect, ...]
    shifts: tuple[Shift, ...]


def compare(done: SimulatedRecords, base: SimulatedRecords) -> SimulatedAnswer:
    """``done`` against ``base``. Raises ScenarioError unless their runs pair up."""
    a, b = done.scenario, base.scenario
    check_pair(a, b)
    if done.runs != base.runs:
        raise ScenarioError(
            f"{a.origin} and {b.origin} cannot be compared: {done.runs} and {base.runs} runs"
        )
    deeds = tuple(_dated(d) for d in a.interventions if d not in b.interventions)
    deeds += tuple(f"no {_dated(d)}" for d in b.interventions if d not in a.interventions)
    effects = tuple(_effects(done, base))
    return SimulatedAnswer(a.name, b.name, done.runs, deeds, effects, _shifts(done, base))


def _dated(deed: Intervention) -> str:
    return f"{deed_name(deed)} from {deed.start}" + (f" to {deed.end}" if deed.end else "")


def check_pair(a: Scenario, b: Scenario) -> None:
    """Raises ScenarioError naming what keeps the runs of two scenarios from pairing up."""
    parts = {
        "sides": (a.side_ids, b.side_ids),
        "places": (a.place_names, b.place_names),
        "seeds": (a.seed, b.seed),
        "days": (a.days, b.days),
        "steps": (a.step, b.step),
        "starts": (a.start, b.start),
    }
    unlike = [name for name, (one, other) in parts.items() if one != other]
    if unlike:
        raise ScenarioError(
            f"{a.origin} and {b.origin} cannot be compared: their {', '.join(unlike)} differ"
        )


def spread(values: ArrayLike) -> Spread:
    """Summary of ``values``, those that are NaN left out; all zero where none is left."""
    v = np.asarray(values, float)
    v = v[~np.isnan(v)]
    if not len(v):
        return Spread(0.0, 0.0, 0.0, 0.0)
    low, high = np.quantile(v, TAILS)
    return Spread(float(v.mean()), float(low), float(high), float(v.std() / np.sqrt(len(v))))


def _effects(done: SimulatedRecords, base: SimulatedRecords) -> Iterator[Effect]:
    for s, side in enumerate(done.scenario.side_ids):
        yield _effect("places held", side, done.held[-1, s], base.held[-1, s])
    for s, side in enumerate(done.scenario.side_ids):
        yield _effect("losses", side, done.lost[s], base.lost[s])
    days = float(done.scenario.days)
    first = (np.nan_to_num(r.first_change(), nan=days) for r in (done, base))
    yield _effect("days to the first change", None, *first)
    yield _effect("changes of control", None, _changes(done), _changes(base))


def _changes(records: SimulatedRecords) -> Array:
    return np.bincount(records.changes[:, 0].astype(int), minlength=records.runs).astype(float)


def _effect(outcome: str, side: str | None, done: ArrayLike, base: ArrayLike) -> Effect:
    a, b = np.asarray(done, float), np.asarray(base, float)
    more, less = float(np.mean(a > b)), float(np.mean(a < b))
    return Effect(outcome, side, spread(b), spread(a), spread(a - b), more, less)


def _shifts(done: SimulatedRecords, base: SimulatedRecords) -> tuple[Shift, ...]:
    moved = done.control[-1] - base.control[-1]
    order = np.argsort(-np.abs(moved), axis=None)[:_SHIFTS]
    found = []
    for s, p in zip(*np.unravel_index(order, moved.shape), strict=True):
        where = (done.scenario.place_names[p], done.scenario.side_ids[s])
        found.append(Shift(*where, float(base.control[-1, s, p]), float(done.control[-1, s, p])))
    return tuple(f for f in found if f.without != f.with_it)


@dataclass(frozen=True, slots=True)
class Assumption:
    """A line of the scenario that a reader must accept, and the claims behind it, if any."""

    what: str
    value: str
    claims: tuple[str, ...]
    why: str


def plainly(value: float) -> str:
    """Three significant digits, or thousands in full."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _range(number: Number) -> str:
    low, high = plainly(number.low), plainly(number.high)
    return low if number.low == number.high else f"{low} to {high}"


def assumptions(scenario: Scenario) -> tuple[Assumption, ...]:
    """Everything a scenario rests on: numbers, holders, wars, backers; what no claim gave first."""
    found = [Assumption(name, _range(n), n.claims, n.why) for name, n in numbers(scenario)]
    for place in scenario.places:
        held = " or ".join(place.holders) or "nobody"
        found.append(Assumption(f"holder of {place.name}", held, place.claims, place.why))
    for war in scenario.wars:
        found.append(Assumption(f"{war.by} fights {war.on}", war.law, war.claims, war.why))
    for back in scenario.backing:
        found.append(Assumption(f"{back.by} backs {back.of}", "", back.claims, back.why))
    return tuple(sorted(found, key=lambda a: bool(a.claims)))
