"""Does one kind of event follow another: lag models both ways, and a Hawkes model beside them."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from contested.errors import StudyError
from contested.study.density import density, normalised, scott
from contested.study.ground import hull, local_crs, make_ground, pixel_of, project
from contested.study.hawkes import HawkesFit, Pattern, fit_hawkes
from contested.study.lags import LagFit, LagSpec, daily_counts, fit_lags
from contested.study.model import EventTable
from contested.study.questions import (
    Check,
    Expect,
    Meaning,
    Put,
    Role,
    Source,
    Verdict,
    put_question,
    read_sources,
)
from contested.study.wakes import DEPENDENT, TREATMENT

_ALPHA = 0.05
_MOST_HAWKES = 6000  # events above which the Hawkes model is left out: its residuals are all pairs


@dataclass(frozen=True, slots=True)
class FollowQuestion:
    """Everything a study of what follows what depends on."""

    sources: tuple[Source, ...]
    meaning: Meaning
    lags: LagSpec = field(default_factory=LagSpec)
    seed: int = 1
    design: Literal["lags"] = "lags"


@dataclass(frozen=True, slots=True)
class FollowStudy:
    """``forward`` is outcomes after treatments, ``backward`` the other way round."""

    spec: FollowQuestion
    sha256: str
    roles: tuple[Role, ...]
    notes: tuple[str, ...]
    forward: LagFit
    backward: LagFit | None
    hawkes: HawkesFit | None
    checks: tuple[Check, ...]
    verdict: Verdict


def follow_study(spec: FollowQuestion) -> FollowStudy:
    """Fit counts by day both ways and, where the events allow, offspring in space and time."""
    table = read_sources(spec.sources)
    put = put_question(table, spec.meaning, want_control=False)
    notes = list(put.notes)
    first, days = _span(put.table)
    outcome, treatment = (
        daily_counts(put.table.day[put.role == kind], first, days)
        for kind in (DEPENDENT, TREATMENT)
    )
    forward = fit_lags(outcome, treatment, spec.lags, spec.seed)
    backward: LagFit | None = None
    hawkes: HawkesFit | None = None
    try:
        backward = fit_lags(treatment, outcome, spec.lags, spec.seed)
    except StudyError as error:
        notes.append(f"no model the other way round: {error}")
    try:
        hawkes = _hawkes(put)
    except StudyError as error:
        notes.append(f"no Hawkes model: {error}")
    checks = _checks(forward, hawkes)
    verdict = judge_follow(forward, hawkes, checks, spec.meaning.expect)
    return FollowStudy(
        spec, table.sha256, put.roles, tuple(notes), forward, backward, hawkes, checks, verdict
    )


def _span(table: EventTable) -> tuple[int, int]:
    first = int(np.floor(table.day.min()))
    return first, int(np.floor(table.day.max())) - first + 1


def _hawkes(put: Put) -> HawkesFit:
    """Outcomes' background from a kernel density of their own, at Scott's width."""
    use = put.role >= 0
    table, role = put.table.where(use), put.role[use]
    if len(table) > _MOST_HAWKES:
        raise StudyError(f"{len(table):,} events are more than it takes ({_MOST_HAWKES:,})")
    points = project(table.lat, table.lon, local_crs(table.lat, table.lon))
    ground = make_ground(hull(points))
    out, treat = role == DEPENDENT, role == TREATMENT
    # Events dated to the day are spread over it in file order, so that none is simultaneous.
    day = table.day - np.floor(table.day.min())
    day = np.floor(day) + (np.arange(len(day)) % 997 + 0.5) / 997
    surface = normalised(ground, density(ground, points[out], scott(points[out])))
    back = surface[pixel_of(ground, points[out])]
    span = float(np.floor(day.max()) + 1)
    return fit_hawkes(
        Pattern(day[out], points[out], day[treat], points[treat], span, ground.area, back)
    )


def _checks(forward: LagFit, hawkes: HawkesFit | None) -> tuple[Check, ...]:
    found = []
    if not np.isnan(forward.lead_p):
        seen = forward.lead_p <= _ALPHA
        words = "finds outcomes before treatments" if seen else "does not find an effect before"
        found.append(Check("leads", forward.lead_p, not seen, words))
    linked = forward.shift_p <= _ALPHA
    words = f"{'finds' if linked else 'does not find'} a link in time"
    found.append(Check("treatments shifted in time", forward.shift_p, linked, words))
    if hawkes is not None:
        fits = hawkes.fit_p > _ALPHA
        words = f"residual times {'are' if fits else 'are not'} those of a fitting model"
        found.append(Check("Hawkes residuals", hawkes.fit_p, fits, words))
    return tuple(found)


def judge_follow(
    forward: LagFit, hawkes: HawkesFit | None, checks: tuple[Check, ...], expect: Expect
) -> Verdict:
    """Supported or contradicted: the shifted test and the interval agree, the leads find nothing,
    and the Hawkes model, when it fits, does not find otherwise. Mixed: some of that fails.
    """
    rate = f"rate ratio {np.exp(forward.effect):.2f} ({np.exp(forward.low):.2f} to "
    rate += f"{np.exp(forward.high):.2f}) summed over the lags"
    clear = forward.shift_p <= _ALPHA and not forward.low <= 0 <= forward.high
    if not clear:
        least = f"a sum below {np.exp(forward.least):.2f} or its inverse would have been missed"
        p = f"shifted in time p = {forward.shift_p:.3f}"
        return Verdict("cannot tell", (rate, p, f"with a power of 80%, {least}"))
    doubts = [f"{c.name}: {c.words}" for c in checks if c.passed is False and c.name == "leads"]
    more = forward.effect > 0
    fits = hawkes is not None and hawkes.fit_p > _ALPHA
    if hawkes is not None and fits and more and hawkes.p > _ALPHA:
        doubts.append(f"the Hawkes model finds no offspring of treatments (p = {hawkes.p:.3f})")
    if doubts:
        return Verdict("mixed", (rate, *doubts))
    return Verdict("supported" if more is (expect == "more") else "contradicted", (rate,))
