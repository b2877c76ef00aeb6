"""Tests that should find nothing: interventions moved in time, and outcomes that cannot follow."""

from dataclasses import replace

import numpy as np

from contested.errors import StudyError
from contested.study.model import EventTable, Ints
from contested.study.randomise import SurfaceTest, judge_surface, surface_estimates
from contested.study.wakes import DEPENDENT, Windows, count_wakes


def moved_back(table: EventTable, role: Ints, windows: Windows) -> EventTable:
    """Interventions a wake and one unit earlier, so that what follows them came before they did.

    An effect found there is no effect: it shows that treatments and controls differed already.
    """
    back = (windows.lengths[-1] + 1) * windows.unit_days
    return replace(table, day=np.where(role == DEPENDENT, table.day, table.day - back))


def shift_test(
    table: EventTable, role: Ints, windows: Windows, match_on: tuple[str, ...] = (),
    draws: int = 99, seed: int = 1,
) -> SurfaceTest:  # fmt: skip
    """Outcomes shifted in time around the table's span, all by one draw, against interventions.

    Keeps how outcomes bunch in time and how interventions do, and breaks only the link between
    them. Raises StudyError when the span is too short to shift by more than a wake.
    """
    first, last = float(np.floor(table.day.min())), float(np.floor(table.day.max()))
    span = (first, last)
    least = windows.lengths[-1] * windows.unit_days + 1
    around = last - first + 1
    if around < 4 * least:
        raise StudyError(
            f"the table spans {around:.0f} days, too few to shift outcomes by more than a wake"
        )
    random = np.random.default_rng(seed)
    found = []
    for k in range(draws + 1):
        shift = np.floor(random.uniform(least, around - least)) if k else 0.0
        day = np.where(role == DEPENDENT, first + (table.day - first + shift) % around, table.day)
        wakes = count_wakes(replace(table, day=day), role, windows, span)
        labels = wakes.treated.astype(float)[None]
        found.append(surface_estimates(wakes, table, match_on, labels)[0])
    return judge_surface(np.stack(found), int((role != DEPENDENT).sum()), 1)
