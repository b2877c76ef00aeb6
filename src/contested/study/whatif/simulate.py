"""Scenarios to simulated records: thousands of runs, chunk by chunk, on every core given.

A ``SimulatedRecords`` is what might have been. It is no record, holds no claim, and nothing in
``record``, ``store`` or ``claims`` takes one.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import numpy as np
from numpy.typing import NDArray

from contested.study.whatif.draws import Draws, draw
from contested.study.whatif.fronts import begin, holding, step
from contested.study.whatif.scenario import Scenario
from contested.study.whatif.world import make_world

CHUNK = 250  # runs at a time: small enough for the processor's cache
NEVER = np.float32(np.nan)
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SimulatedChange:
    """A place changed hands in a run that never happened; ``None`` is nobody."""

    day: str
    place: str
    old: str | None
    new: str | None


@dataclass(frozen=True, eq=False)
class SimulatedRecords:
    """Runs of one scenario. Axes: T times (0 first), S sides, P places, R runs.

    ``held`` (T, S, R): places held. ``left`` (S, R): strength at the end; ``lost`` (S, R): fallen.
    ``control`` (T, S, P): share of runs in which the side holds the place. ``final`` (P, R): the
    holder at the end, −1 nobody. ``changes`` (k, 5): run, day, place, old, new.
    """

    scenario: Scenario
    draws: Draws
    days: NDArray[np.float32]
    held: NDArray[np.int16]
    left: NDArray[np.float32]
    lost: NDArray[np.float32]
    control: NDArray[np.float64]
    final: NDArray[np.int8]
    changes: NDArray[np.float64]

    @property
    def runs(self) -> int:
        """Number of runs."""
        return int(self.left.shape[1])

    def record(self, run: int) -> tuple[SimulatedChange, ...]:
        """The control changes of one run, in order."""
        rows = self.changes[self.changes[:, 0] == run]
        zero = date.fromisoformat(self.scenario.start)
        ids, places = self.scenario.side_ids, self.scenario.place_names

        def side(k: float) -> str | None:
            return None if k < 0 else ids[int(k)]

        return tuple(
            SimulatedChange(
                (zero + timedelta(days=int(d))).isoformat(), places[int(p)], side(old), side(new)
            )
            for _, d, p, old, new in rows
        )

    def first_change(self) -> NDArray[np.float64]:
        """(R): days to the first change of control, NaN where there is none."""
        first = np.full(self.runs, np.nan)
        which, at = np.unique(self.changes[:, 0], return_index=True)
        first[which.astype(int)] = self.changes[at, 1]
        return first


def simulate(
    scenario: Scenario,
    runs: int | None = None,
    *,
    draws: Draws | None = None,
    workers: int = 1,
    watch: Watch = lambda done, of: None,
) -> SimulatedRecords:
    """Run ``scenario``: its own number of runs, or ``runs``, or one for each of ``draws``.

    The same scenario, seed and runs give the same result whatever ``workers`` is. ``watch`` is
    told the runs done and to do.
    """
    chosen = draw(scenario, runs or scenario.runs, scenario.seed) if draws is None else draws
    total = len(chosen.values)
    rows = [slice(k, min(k + CHUNK, total)) for k in range(0, total, CHUNK)]
    parts = []
    for part in _each(partial(_chunk, scenario, chosen), rows, workers):
        parts.append(part)
        watch(min(len(parts) * CHUNK, total), total)
    return _joined(scenario, chosen, parts)


def _each(one: Callable[[slice], "_Part"], rows: list[slice], workers: int) -> Iterator["_Part"]:
    if workers <= 1 or len(rows) == 1:
        yield from map(one, rows)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(one, rows)


@dataclass(frozen=True, eq=False)
class _Part:
    held: NDArray[np.int16]
    left: NDArray[np.float32]
    lost: NDArray[np.float32]
    control: NDArray[np.float64]
    final: NDArray[np.int8]
    changes: NDArray[np.float64]


def _chunk(scenario: Scenario, draws: Draws, rows: slice) -> _Part:
    """The runs in ``rows``, with chances of their own whatever chunk comes before them."""
    world = make_world(scenario, draws, rows)
    sides, places, runs = world.shape
    rng = np.random.default_rng((scenario.seed, 3, rows.start))
    field = begin(world)
    steps = int(np.ceil(scenario.days / scenario.step))
    held = np.zeros((steps + 1, sides, runs), np.int16)
    control = np.zeros((steps + 1, sides, places))
    changes = []
    for t in range(steps + 1):
        on = holding(field.holder, sides)
        held[t], control[t] = on.sum(axis=1), on.sum(axis=2)
        if t < steps:
            chance = rng.random((places, runs), np.float32)
            for p, r, old, new in step(world, field, scenario.step, chance):
                changes.append((rows.start + r, field.time, p, old, new))
    table = np.array(changes, float).reshape(-1, 5)
    left = field.force.sum(axis=1)
    return _Part(held, left, field.lost, control, field.holder, table)


def _joined(scenario: Scenario, draws: Draws, parts: list[_Part]) -> SimulatedRecords:
    total = sum(p.left.shape[1] for p in parts)
    changes = np.concatenate([p.changes for p in parts])
    steps = parts[0].held.shape[0]
    return SimulatedRecords(
        scenario=scenario,
        draws=draws,
        days=(np.arange(steps) * scenario.step).astype(np.float32),
        held=np.concatenate([p.held for p in parts], axis=2),
        left=np.concatenate([p.left for p in parts], axis=1),
        lost=np.concatenate([p.lost for p in parts], axis=1),
        control=np.sum([p.control for p in parts], axis=0) / total,
        final=np.concatenate([p.final for p in parts], axis=1),
        changes=changes[np.lexsort((changes[:, 1], changes[:, 0]))],
    )
