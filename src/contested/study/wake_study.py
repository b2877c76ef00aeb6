"""The whole of a matched wake analysis: surface, tests, placebos, power, and what it amounts to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from contested.errors import StudyError
from contested.study.model import EventTable, Floats, Ints
from contested.study.placebo import moved_back, shift_test
from contested.study.questions import (
    Check,
    Meaning,
    Role,
    Source,
    Verdict,
    put_question,
    read_sources,
)
from contested.study.randomise import SurfaceTest, randomisation_test
from contested.study.verdicts import judge_wakes
from contested.study.wake_estimate import Surface, estimate_surface
from contested.study.wakes import Windows, apart, count_wakes

_ALPHA = 0.05
_COMPATIBLE = Verdict(
    "cannot tell", ("the compatible mode gives the package's table; the default mode tests it",)
)
Grid = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class WakeQuestion:
    """Everything a matched wake analysis depends on; windows in ``unit_days`` and km."""

    sources: tuple[Source, ...]
    meaning: Meaning
    lengths: tuple[int, ...] = (2, 4, 6, 8, 10)
    km: tuple[float, ...] = (5.0, 10.0, 20.0, 30.0, 50.0)
    unit_days: float = 1.0
    match_on: tuple[str, ...] = ()
    compatible: bool = False
    draws: int = 499
    shifts: int = 99
    seed: int = 1
    placebo_outcome: str = ""
    design: Literal["wakes"] = "wakes"


@dataclass(frozen=True, slots=True)
class Tested:
    """A ``SurfaceTest`` as plain values, None where a window has no estimate."""

    overall_p: float | None
    p: Grid
    family_p: Grid
    least: Grid
    family_least: Grid
    draws: int
    movable: int
    strata: int


@dataclass(frozen=True, slots=True)
class WakeStudy:
    """What a matched wake analysis found. ``spec`` and the files of ``sha256`` make it again."""

    spec: WakeQuestion
    sha256: str
    roles: tuple[Role, ...]
    notes: tuple[str, ...]
    surface: Surface
    apart: Surface
    test: Tested | None
    checks: tuple[Check, ...]
    verdict: Verdict
    warnings: tuple[str, ...] = field(default=())


def wake_study(spec: WakeQuestion) -> WakeStudy:
    """Read, count, match, estimate, test and judge; StudyError says why when it cannot."""
    table = read_sources(spec.sources, spec.compatible)
    put = put_question(table, spec.meaning, True, twice=not spec.compatible)
    keep = put.role >= 0
    events, role = put.table.where(keep), put.role[keep]
    _check_ground(events, spec)
    windows = Windows(spec.lengths, spec.km, spec.unit_days, spec.compatible)
    span = _span(put.table) if not spec.compatible else None
    wakes = count_wakes(events, role, windows, span)
    surface = estimate_surface(wakes, events, spec.match_on)
    alone = estimate_surface(apart(wakes), events, spec.match_on)
    notes, test, checks = list(put.notes), None, []
    if not spec.compatible:
        try:
            found = randomisation_test(wakes, events, spec.match_on, spec.draws, spec.seed)
            test = plain_test(found)
        except StudyError as error:
            notes.append(f"no randomisation test: {error}")
        checks = _checks(spec, put.table, put.role, windows)
    return WakeStudy(
        spec=spec,
        sha256=table.sha256,
        roles=put.roles,
        notes=tuple(notes),
        surface=surface,
        apart=alone,
        test=test,
        checks=tuple(checks),
        verdict=_COMPATIBLE
        if spec.compatible
        else judge_wakes(surface, alone, test, tuple(checks), put.roles, spec.meaning.expect),
        warnings=_warnings(surface, put.roles),
    )


def _check_ground(events: EventTable, spec: WakeQuestion) -> None:
    """Events that all lie at one point leave no distance to speak of; unknown columns are named."""
    if np.ptp(events.lat) == 0 and np.ptp(events.lon) == 0:
        raise StudyError("all events lie at one point: windows of distance mean nothing there")
    missing = [name for name in spec.match_on if name not in events.covariates]
    if missing:
        known = ", ".join(events.covariates) or "none"
        raise StudyError(f"the table has no covariate {', '.join(missing)} (it has {known})")


def _span(table: EventTable) -> tuple[float, float]:
    return float(np.floor(table.day.min())), float(np.floor(table.day.max()))


def _checks(spec: WakeQuestion, table: EventTable, role: Ints, windows: Windows) -> list[Check]:
    """Placebo dates, a placebo outcome when one is named, and outcomes shifted in time."""
    keep = role >= 0
    events, kept = table.where(keep), role[keep]

    def dates() -> SurfaceTest:
        back = moved_back(events, kept, windows)
        wakes = count_wakes(back, kept, windows, _span(table))
        return randomisation_test(wakes, back, spec.match_on, spec.draws, spec.seed)

    def outcome() -> SurfaceTest:
        meaning = replace(spec.meaning, outcome=spec.placebo_outcome)
        other = put_question(read_sources(spec.sources), meaning, True, twice=True)
        use = other.role >= 0
        some, kinds = other.table.where(use), other.role[use]
        wakes = count_wakes(some, kinds, windows, _span(table))
        return randomisation_test(wakes, some, spec.match_on, spec.draws, spec.seed)

    def shifted() -> SurfaceTest:
        return shift_test(events, kept, windows, spec.match_on, spec.shifts, spec.seed)

    found = [_check("placebo dates", dates, "an effect before the cause", False)]
    if spec.placebo_outcome:
        found.append(
            _check("placebo outcome", outcome, f"an effect on {spec.placebo_outcome}", False)
        )
    found.append(_check("outcomes shifted in time", shifted, "a link in time", True))
    return found


def _check(name: str, make: Callable[[], SurfaceTest], words: str, should_find: bool) -> Check:
    """``passed`` when p is above 5% for a placebo, at most 5% for a test that should find."""
    try:
        found = make()
    except StudyError as error:
        return Check(name, None, None, f"could not be made: {error}")
    p = float(found.overall_p)
    if np.isnan(p):
        return Check(name, None, None, "could not be made: no window has an estimate")
    seen = p <= _ALPHA
    said = f"{'finds' if seen else 'does not find'} {words}"
    return Check(name, p, seen is should_find, said)


def plain_test(test: SurfaceTest) -> Tested:
    """``test`` as plain values."""

    def grid(values: Floats) -> Grid:
        return tuple(
            tuple(None if np.isnan(v) else round(float(v), 6) for v in row) for row in values
        )

    overall = None if np.isnan(test.overall_p) else float(test.overall_p)
    return Tested(
        overall, grid(test.p), grid(test.family_p), grid(test.least), grid(test.family_least),
        test.draws, test.movable, test.strata,
    )  # fmt: skip


def _warnings(surface: Surface, roles: tuple[Role, ...]) -> tuple[str, ...]:
    said = []
    few = [r for r in roles if r.events < 20]
    said += [f"only {r.events} {r.name} events: little can be told from them" for r in few]
    worst = max((c for row in surface for c in row), key=lambda c: c.mo)
    if worst.mo > 0.1:
        said.append(
            f"wakes overlap: up to {worst.mo:.0%} of interventions have one of the other kind in "
            f"their wake ({worst.length} units, {worst.km:g} km); see the surface without them"
        )
    return tuple(said)
