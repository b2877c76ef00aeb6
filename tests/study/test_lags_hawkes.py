"""What follows what: lag models and Hawkes processes find known effects and refuse thin tables."""

import numpy as np
import pytest

from contested.errors import StudyError
from contested.study.hawkes import Pattern, fit_hawkes
from contested.study.lags import LagSpec, daily_counts, fit_lags
from contested.study.model import Floats

SPEC = LagSpec(lags=3, leads=2, own=1, period=0)


def series(effect: float, days: int = 300, seed: int = 3) -> tuple[Floats, Floats]:
    """Daily counts; ``effect`` is the sum of log rate ratios over three days."""
    draw = np.random.default_rng(seed)
    treatment = draw.poisson(0.5, days).astype(float)
    past = np.convolve(treatment, [0.0, 1.0, 1.0, 1.0])[:days]
    mean = 2.0 * np.exp(effect / 3 * past)
    return draw.negative_binomial(5, 5 / (5 + mean)).astype(float)[None], treatment[None]


def test_a_known_effect_is_covered_and_found() -> None:
    """The sum over lags lies in its interval; leads find nothing; shifting finds the link."""
    fit = fit_lags(*series(0.6), SPEC)
    assert fit.low < 0.6 < fit.high and fit.p < 0.01 and fit.shift_p < 0.05
    assert fit.lead_p > 0.05 and fit.dispersion > 0
    assert [k for k, _, _ in fit.by_lag] == [-2, -1, 0, 1, 2, 3]


def test_no_effect_is_not_found() -> None:
    """Counts that know nothing of each other."""
    fit = fit_lags(*series(0.0), SPEC)
    assert fit.low < 0 < fit.high and fit.shift_p > 0.05


def test_what_follows_treatments_shows_as_a_lead_when_the_two_are_exchanged() -> None:
    """Exchanged, the effect moves to the leads, and the placebo says so."""
    outcome, treatment = series(1.2)
    assert fit_lags(treatment, outcome, SPEC).lead_p < 0.01


@pytest.mark.parametrize(
    ("days", "thin", "said"),
    [(30, False, "too few"), (200, True, "only 1 treatment"), (200, False, "")],
)
def test_thin_tables_are_refused(days: int, thin: bool, said: str) -> None:
    """Too few days, too few treatments: a reason in words."""
    outcome, treatment = series(0.0, days)
    if thin:
        treatment = np.zeros_like(treatment)
        treatment[0, 5] = 1
    if not said:
        assert fit_lags(outcome, treatment, SPEC).days == days
        return
    with pytest.raises(StudyError, match=said):
        fit_lags(outcome, treatment, SPEC)


def test_daily_counts() -> None:
    """Events outside the span are not counted."""
    assert daily_counts(np.array([9.9, 10.0, 10.9, 12.0]), 10, 2).tolist() == [[2.0, 0.0]]


def pattern(offspring: float, seed: int = 6) -> Pattern:
    """100 background outcomes over 200 days and 100 × 100 km, 50 treatments."""
    draw = np.random.default_rng(seed)
    when, where = draw.uniform(0, 190, 50), draw.uniform(0, 100, (50, 2))
    time, place = [draw.uniform(0, 200, 100)], [draw.uniform(0, 100, (100, 2))]
    who = np.repeat(np.arange(50), draw.poisson(offspring, 50))
    time.append(when[who] + draw.exponential(2.0, len(who)))
    place.append(where[who] + draw.normal(0, 3, (len(who), 2)))
    times, places = np.concatenate(time), np.concatenate(place)
    keep = times < 200
    times, places = times[keep], places[keep]
    return Pattern(times, places, when, where, 200.0, 1e4, np.full(len(times), 1e-4))


def test_offspring_of_treatments_are_found_with_their_delay_and_spread() -> None:
    """One outcome per treatment, two days later on average and three km away; residuals fit."""
    fit = fit_hawkes(pattern(1.0))
    assert fit.low < 1.0 < fit.high and fit.p < 1e-6
    assert fit.days == pytest.approx(2.0, rel=0.4) and fit.km == pytest.approx(3.0, rel=0.3)
    assert fit.fit_p > 0.05 and fit.background == pytest.approx(0.5, rel=0.3)


def test_unrelated_events_have_no_offspring() -> None:
    """The interval reaches down to nothing."""
    fit = fit_hawkes(pattern(0.0))
    assert fit.low < 0.02 and fit.p > 0.05


def test_few_events_are_refused() -> None:
    """Under twenty of either kind: a reason in words."""
    p = pattern(0.0)
    few = Pattern(p.time[:5], p.place[:5], p.treat_time, p.treat_place, 200.0, 1e4, p.background)
    with pytest.raises(StudyError, match="only 5 outcome"):
        fit_hawkes(few)
