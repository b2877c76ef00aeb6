"""What if treatments had been more, or elsewhere: the whole of a stochastic intervention."""

import csv
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats

from contested.errors import StudyError
from contested.study.density import (
    adaptive_widths,
    density,
    kernel_shares,
    normalised,
    scott,
)
from contested.study.ground import (
    Ground,
    centres,
    hull,
    inside,
    interpolate,
    local_crs,
    make_ground,
    pixel_of,
    project,
)
from contested.study.interventions import (
    Level,
    Weights,
    contrast,
    daily,
    day_before,
    level,
    log_ratio,
    weigh,
    within,
)
from contested.study.model import EventTable, Floats
from contested.study.propensity import Propensity, fit_propensity
from contested.study.questions import (
    Check,
    Meaning,
    Put,
    Role,
    Source,
    Verdict,
    put_question,
    read_sources,
)
from contested.study.select import select
from contested.study.wakes import DEPENDENT, TREATMENT

_LEAST_DAYS = 30
_LEAST = 20


@dataclass(frozen=True, slots=True)
class InterveneQuestion:
    """Everything a stochastic intervention depends on.

    ``focus`` (lat, lon) is the place by whose distance treatments are explained. ``expected``
    are the treatments a day of the two counterfactuals. They fall by ``where``: "as they did"
    (the propensity's own shape) or "on outcomes" (where outcomes were dense); or where the events
    that ``base`` selects, at any time, were dense. ``outline`` is a CSV with the ground's corners
    ``x,y`` in km of ``crs``; without it the ground is the hull of the events.
    """

    sources: tuple[Source, ...]
    meaning: Meaning
    focus: tuple[float, float]
    expected: tuple[float, float]
    where: Literal["as they did", "on outcomes"] = "as they did"
    radii: tuple[float, ...] = (100.0, 200.0, 300.0)
    lags: tuple[int, ...] = (1,)
    truncate: float = 0.95
    crs: str = ""
    base: str = ""
    outline: str = ""
    design: Literal["intervene"] = "intervene"


@dataclass(frozen=True, slots=True)
class LagAnswer:
    """For one lag and each region: both levels a day, their contrast; and how weights behaved."""

    lag: int
    first: tuple[Level, ...]
    second: tuple[Level, ...]
    contrast: tuple[Level, ...]
    effective_days: tuple[float, float]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterveneStudy:
    """What was found. ``coefficients`` are of 1 and of km to the focus."""

    spec: InterveneQuestion
    sha256: str
    roles: tuple[Role, ...]
    notes: tuple[str, ...]
    area_km2: float
    days: int
    coefficients: tuple[float, float]
    expected_a_day: float
    answers: tuple[LagAnswer, ...]
    checks: tuple[Check, ...]
    verdict: Verdict


def intervene_study(spec: InterveneQuestion) -> InterveneStudy:
    """Fit the propensity, reweight the days, and compare both counterfactuals."""
    table = read_sources(spec.sources)
    put = put_question(table, spec.meaning, want_control=False)
    crs = spec.crs or local_crs(put.table.lat, put.table.lon)
    points = project(put.table.lat, put.table.lon, crs)
    first = float(np.floor(put.table.day.min()))
    day = (np.floor(put.table.day) - first).astype(np.int64)
    days = int(day.max()) + 1
    _check(put, days, spec)
    ground = make_ground(_outline(spec) if spec.outline else hull(points[put.role >= 0]))
    on = inside(ground.outline, points)
    spot = project(np.array([spec.focus[0]]), np.array([spec.focus[1]]), crs)[0]
    distance = np.hypot(*(centres(ground) - spot).T)
    treat, out = (put.role == TREATMENT) & on, (put.role == DEPENDENT) & on
    at = pixel_of(ground, points[treat])
    fit = fit_propensity(distance[:, None], at, np.zeros((days, 0)), day[treat], ground.pixel)
    dense = points[out] if not spec.base else _base(spec, table, ground, crs)
    surface = _surface(spec, ground, fit, distance, dense)
    regions = within(distance, spec.radii)
    shares = kernel_shares(ground, points[out], adaptive_widths(ground, points[out]), regions)
    outcome = daily(shares, day[out], days)
    spots = interpolate(ground, surface, points[treat])
    ratios = [log_ratio(fit, spots, e, day[treat]) for e in spec.expected]
    answers = tuple(_answer(lag, ratios, outcome, spec.truncate) for lag in spec.lags)
    check = _placebo(ratios, outcome[:, -1], spec.truncate)
    return InterveneStudy(
        spec, table.sha256, put.roles, put.notes, ground.area, days,
        (float(fit.coefficients[0]), float(fit.coefficients[1])), float(fit.expected[0]), answers,
        (check,), judge_interventions(answers, check, spec),
    )  # fmt: skip


def _placebo(ratios: list[Floats], outcome: Floats, truncate: float) -> Check:
    """Outcomes of the day before must not differ between the counterfactuals."""
    found = day_before(ratios, outcome, truncate)
    size = abs(found.value) / found.error if found.error > 0 else 0.0
    p = float(2 * stats.norm.sf(size))
    words = f"{found.value:+.2f} outcomes a day before treatments (error {found.error:.2f})"
    return Check("outcomes of the day before", p, p > 0.05, words)


def _check(put: Put, days: int, spec: InterveneQuestion) -> None:
    if days < _LEAST_DAYS:
        raise StudyError(f"the table spans {days} days; at least {_LEAST_DAYS} are needed")
    for role in put.roles:
        if role.events < _LEAST:
            raise StudyError(f"only {role.events} {role.name} events; at least {_LEAST} are needed")
    if min(spec.expected) <= 0 or spec.expected[0] == spec.expected[1]:
        raise StudyError("expected treatments a day must be two different numbers above 0")


def _outline(spec: InterveneQuestion) -> Floats:
    """The corners of the ground from a file."""
    try:
        with open(spec.outline, encoding="utf-8-sig", newline="") as handle:
            found = [(float(r["x"]), float(r["y"])) for r in csv.DictReader(handle)]
    except (OSError, KeyError, ValueError) as error:
        raise StudyError(f"{spec.outline}: no outline of x and y in km ({error})") from error
    if not spec.crs:
        raise StudyError(f"{spec.outline}: say in which projection (crs) it is drawn")
    return np.array(found)


def _base(spec: InterveneQuestion, table: EventTable, ground: Ground, crs: str) -> Floats:
    some = table.where(select(table, spec.base))
    points = project(some.lat, some.lon, crs)
    points = points[inside(ground.outline, points)]
    if len(points) < _LEAST:
        raise StudyError(f"only {len(points)} events are the base ({spec.base}) on this ground")
    return points


def _surface(
    spec: InterveneQuestion, ground: Ground, fit: Propensity, distance: Floats, points: Floats
) -> Floats:
    if spec.base or spec.where == "on outcomes":
        return normalised(ground, density(ground, points, scott(points)))
    return normalised(ground, np.exp(fit.coefficients[1] * distance))


def _answer(lag: int, ratios: list[Floats], outcome: Floats, truncate: float) -> LagAnswer:
    one, two = (weigh(r, lag, truncate) for r in ratios)
    after = outcome[lag:]
    columns = list(after.T)
    return LagAnswer(
        lag,
        tuple(level(one, c) for c in columns),
        tuple(level(two, c) for c in columns),
        tuple(contrast(one, two, c) for c in columns),
        (one.effective, two.effective),
        (*_named("first", one), *_named("second", two)),
    )


def _named(which: str, weights: Weights) -> list[str]:
    return [f"{which} counterfactual: {w}" for w in weights.warnings]


def judge_interventions(
    answers: tuple[LagAnswer, ...], check: Check, spec: InterveneQuestion
) -> Verdict:
    """By the whole ground at every lag; wild weights or a placebo that finds give "mixed"."""
    rising = spec.expected[1] > spec.expected[0]
    clear = [a for a in answers if abs(a.contrast[-1].value) > 1.96 * a.contrast[-1].error]
    said = tuple(
        f"lag {a.lag}: {whole.value:+.2f} outcomes a day (error {whole.error:.2f})"
        for a in answers
        for whole in [a.contrast[-1]]
    )
    loud = sorted({w.split(": ")[1] for a in answers for w in a.warnings})
    if not check.passed:
        loud.append(f"{check.name} differ too: {check.words} (p = {check.p:.3f})")
    if not clear:
        return Verdict("cannot tell", (*said, *loud))
    ups = {(a.contrast[-1].value > 0) is rising for a in clear}
    if loud or len(ups) > 1:
        return Verdict("mixed", (*said, *loud))
    return Verdict("supported" if ups == {spec.meaning.expect == "more"} else "contradicted", said)
