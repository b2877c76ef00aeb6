"""A sequence of control changes in a few numbers, for simulated and observed ones alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from contested.record.model import ControlSpell
from contested.study.whatif.battle import Array
from contested.study.whatif.draft import DraftPlan
from contested.study.whatif.scenario import Scenario
from contested.study.whatif.simulate import SimulatedRecords


@dataclass(frozen=True, slots=True)
class ObservedChange:
    """A place changed hands by the record; ``day`` is ISO, ``claims`` say so."""

    day: str
    place: str
    old: str | None
    new: str
    claims: tuple[str, ...] = ()


def observed_changes(
    spells: Iterable[ControlSpell], scenario: Scenario, plan: DraftPlan | None = None
) -> tuple[ObservedChange, ...]:
    """Changes that the record dates within the scenario's horizon, at its places, by its sides.

    The first holder of a place is the scenario's; a spell that starts within the horizon under
    another side is a change.
    """
    known = plan or DraftPlan()
    zero = date.fromisoformat(scenario.start)
    last = (zero + timedelta(days=scenario.days)).isoformat()
    holder = {p.name: p.holders[0] if p.holders else None for p in scenario.places}
    found = []
    started = [s for s in spells if s.start and scenario.start < s.start < last and s.holders]
    for spell in sorted(started, key=lambda s: s.start or ""):
        new = known.side_of(spell.holders[0])
        if spell.place in holder and new in scenario.side_ids and holder[spell.place] != new:
            day = spell.start or ""
            found.append(ObservedChange(day, spell.place, holder[spell.place], new, spell.claims))
            holder[spell.place] = new
    return tuple(found)


def as_table(changes: Iterable[ObservedChange], scenario: Scenario) -> Array:
    """(k, 5) run 0, day, place, old, new: the form of ``SimulatedRecords.changes``."""
    zero = date.fromisoformat(scenario.start)
    side: Mapping[str | None, int] = {s: k for k, s in enumerate(scenario.side_ids)}
    rows = [
        (0, (date.fromisoformat(c.day) - zero).days, scenario.place_names.index(c.place),
         side.get(c.old, -1), side[c.new])
        for c in changes
    ]  # fmt: skip
    return np.array(rows, float).reshape(-1, 5)


def summary_names(scenario: Scenario) -> tuple[str, ...]:
    """What the columns of ``summarise`` are."""
    sides = scenario.side_ids
    pairs = [f"{a or 'nobody'} to {b}" for a in (*sides, None) for b in sides if a != b]
    halves = [f"gains of {s}, {when} half" for when in ("first", "second") for s in sides]
    where = [f"places touched from {s}" for s in sides]
    return (*pairs, *halves, *where, "day of first change", "mean day of changes")


def summarise(table: Array, runs: int, scenario: Scenario) -> Array:
    """(runs, summaries): counts as log(1 + n), days as shares of the horizon (1: no change)."""
    n = len(scenario.sides)
    day = table[:, 1]
    run, place, old, new = (table[:, k].astype(np.int64) for k in (0, 2, 3, 4))
    pair = np.zeros((runs, n + 1, n))
    half = np.zeros((runs, 2, n))
    late = (day * 2 >= scenario.days).astype(np.int64)
    won, left = new >= 0, old >= 0
    np.add.at(pair, (run[won], np.where(old < 0, n, old)[won], new[won]), 1)
    np.add.at(half, (run[won], late[won], new[won]), 1)
    touched = np.zeros((runs, n, len(scenario.places)))
    touched[run[left], old[left], place[left]] = 1
    off = ~np.vstack([np.eye(n, dtype=bool), np.zeros((1, n), bool)])
    first, mean = np.ones(runs), np.ones(runs)
    np.minimum.at(first, run, day / scenario.days)
    count = np.bincount(run, minlength=runs)
    total = np.bincount(run, weights=day / scenario.days, minlength=runs)
    mean = np.where(count > 0, total / np.maximum(count, 1), 1.0)
    counts = np.concatenate([pair[:, off], half.reshape(runs, -1), touched.sum(axis=2)], axis=1)
    return np.column_stack([np.log1p(counts), first, mean])


def summarise_runs(records: SimulatedRecords) -> Array:
    """The summaries of every run."""
    return summarise(records.changes, records.runs, records.scenario)
