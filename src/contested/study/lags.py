"""Does one kind of event follow another: a distributed-lag negative binomial model of counts.

log E(outcomes on day t) = unit + period + own past + sum over k of b[k] × treatments on day t - k,
k from -leads to lags. The sum of b over k ≥ 1 is the effect; the leads are a placebo, for what
comes before cannot be caused by what comes after. Counts are overdispersed: NB2 (Cameron &
Trivedi 2013).
"""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from contested.errors import StudyError
from contested.study.model import Floats

_LEAST_DAYS = 60
_LEAST_EVENTS = 20
_MOST_UNITS = 60
_DRAWS = 499
_EVEN = 1e-3


@dataclass(frozen=True, slots=True)
class LagSpec:
    """``lags`` days after (k = 1..lags; the same day stands apart), ``leads`` days before.

    ``own`` days of the outcome's own past; ``period`` days share one level (0: a linear trend).
    """

    lags: int = 7
    leads: int = 3
    own: int = 3
    period: int = 90


@dataclass(frozen=True, slots=True, eq=False)
class LagFit:
    """``effect`` is the sum of log rate ratios over the lags, with error, 95% interval and p.

    ``p`` is that of the model, ``shift_p`` that of shifting treatments in time. ``by_lag`` are
    (k, b, error) for every k; ``lead_p`` tests all leads together. ``least`` is the effect that
    would be found with a power of 80%.
    """

    effect: float
    error: float
    low: float
    high: float
    p: float
    shift_p: float
    by_lag: tuple[tuple[int, float, float], ...]
    lead_p: float
    dispersion: float
    days: int
    units: int
    outcomes: int
    treatments: int
    least: float


def fit_lags(outcome: Floats, treatment: Floats, spec: LagSpec, seed: int = 1) -> LagFit:
    """Fit counts of shape (units, days). Raises StudyError when they are too few to tell."""
    _check(outcome, treatment, spec)
    y, x, controls, rows = _design(outcome, treatment, spec)
    model = _fit(y, np.column_stack((controls, x)))
    k, left = controls.shape[1], len(y) - len(model.params)
    names = [*range(-spec.leads, 0), *range(spec.lags + 1)]
    shift_p, scale = _shifted(outcome, treatment, spec, seed)
    wide = max(1.0, scale) ** 2 * len(y) / left  # what shifting shows the model to leave out
    beta, cover = model.params[k:-1], wide * _cover(model, rows)[k:, k:]
    after = np.array([1.0 if n >= 1 else 0.0 for n in names])
    effect, error = float(after @ beta), float(np.sqrt(after @ cover @ after))
    reach = float(stats.t.ppf(0.975, left)) * error
    leads = slice(0, spec.leads)
    return LagFit(
        effect=effect,
        error=error,
        low=effect - reach,
        high=effect + reach,
        p=float(2 * stats.t.sf(abs(effect) / error, left)),
        shift_p=shift_p,
        by_lag=tuple(
            (n, float(b), float(np.sqrt(v)))
            for n, b, v in zip(names, beta, np.diag(cover), strict=True)
        ),
        lead_p=_joint(beta[leads], cover[leads, leads]) if spec.leads else float("nan"),
        dispersion=float(model.params[-1]),
        days=outcome.shape[1],
        units=outcome.shape[0],
        outcomes=int(outcome.sum()),
        treatments=int(treatment.sum()),
        least=(1.96 + 0.8416) * error,
    )


def _check(outcome: Floats, treatment: Floats, spec: LagSpec) -> None:
    units, days = outcome.shape
    if days < max(_LEAST_DAYS, 4 * (spec.lags + spec.leads)):
        raise StudyError(f"{days} days are too few for {spec.lags} lags and {spec.leads} leads")
    if units > _MOST_UNITS:
        raise StudyError(f"{units} units are too many; join them to at most {_MOST_UNITS}")
    for name, counts in (("outcome", outcome), ("treatment", treatment)):
        if counts.sum() < _LEAST_EVENTS:
            raise StudyError(
                f"only {int(counts.sum())} {name} events; at least {_LEAST_EVENTS} are needed"
            )


def _design(
    outcome: Floats, treatment: Floats, spec: LagSpec
) -> tuple[Floats, Floats, Floats, Floats]:
    """Outcomes, treatments by lag, controls, and the unit of each row; days at the ends drop."""
    units, days = outcome.shape
    first, last = max(spec.lags, spec.own), days - spec.leads
    at = np.arange(first, last)
    rows = np.repeat(np.arange(units), len(at)).astype(float)
    y = outcome[:, at].ravel()
    steps = [*range(-spec.leads, 0), *range(spec.lags + 1)]
    x = np.column_stack([treatment[:, at - k].ravel() for k in steps])
    own = [np.log1p(outcome[:, at - k]).ravel() for k in range(1, spec.own + 1)]
    levels = [(rows == u).astype(float) for u in range(units)]
    return y, x, np.column_stack([*levels, *_periods(at, units, spec.period), *own]), rows


def _periods(at: Any, units: int, period: int) -> list[Floats]:
    """A level for each period but the first; a straight trend when ``period`` is 0."""
    if not period:
        return [np.tile((at - at.mean()) / (np.ptp(at) or 1), units)]
    number = (at - at[0]) // period
    if np.sum(number == number.max()) < period / 2:  # a short last period joins the one before
        number = np.minimum(number, max(0, number.max() - 1))
    return [np.tile((number == n).astype(float), units) for n in range(1, int(number.max()) + 1)]


def _fit(y: Floats, design: Floats) -> Any:
    """Maximum likelihood; StudyError when it does not converge."""
    from statsmodels.discrete.discrete_model import NegativeBinomial  # noqa: PLC0415

    keep = np.ptp(design, axis=0) > 0
    keep[0] = True
    if not keep.all():
        raise StudyError("a lag, unit or period has no variation: nothing can be told apart there")
    start = np.append(_poisson_start(y, design), 0.1)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for method in ("newton", "bfgs"):
            try:
                model = NegativeBinomial(y, design).fit(
                    start_params=start, method=method, maxiter=300, disp=False, skip_hessian=True
                )
            except (np.linalg.LinAlgError, ValueError):
                continue
            even = model.params[-1] < _EVEN  # as good as Poisson: the search stops at the edge
            if np.isfinite(model.params).all() and (model.mle_retvals["converged"] or even):
                return model
    raise StudyError("the count model has no maximum: too few events for so many lags")


def _poisson_start(y: Floats, design: Floats) -> Floats:
    """Poisson coefficients by a few weighted least squares, a safe place to begin."""
    mean: Floats = np.asarray(y + 0.5, dtype=np.float64)
    beta: Floats = np.zeros(design.shape[1])
    for _ in range(8):
        target = np.log(mean) + (y - mean) / mean
        root = np.sqrt(mean)
        found = np.linalg.lstsq(design * root[:, None], target * root, rcond=None)[0]
        beta = np.asarray(found, dtype=np.float64)
        mean = np.asarray(np.exp(np.clip(design @ beta, -20, 20)))
    return beta


def _cover(model: Any, rows: Floats) -> Floats:
    """Covariance of the coefficients: by unit when there are many, else the model's own."""
    units = len(np.unique(rows))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        hessian = np.asarray(model.model.hessian(model.params))[:-1, :-1]
        cover: Floats = np.asarray(np.linalg.pinv(-hessian))  # dispersion is orthogonal in NB2
    if units >= 20:
        scores = model.model.score_obs(model.params)[:, :-1]
        sums = np.stack([scores[rows == u].sum(axis=0) for u in range(units)])
        cover = cover @ (sums.T @ sums * units / (units - 1)) @ cover
    if not np.isfinite(cover).all() or (np.diag(cover) < 0).any():
        raise StudyError("the count model's likelihood is flat: its errors cannot be had")
    return np.asarray(cover, dtype=np.float64)


def _joint(beta: Floats, cover: Floats) -> float:
    return float(stats.chi2.sf(beta @ np.linalg.solve(cover, beta), len(beta)))


def _shifted(outcome: Floats, treatment: Floats, spec: LagSpec, seed: int) -> tuple[float, float]:
    """Score test of the summed lags against treatments shifted around the span, all units alike.

    Keeps how both kinds bunch in time; exact when treatments know nothing of outcomes. Second
    comes the spread of the score over shifts, 1 where the model's own errors are right.
    """
    y, _, controls, _ = _design(outcome, treatment, spec)
    null = _fit(y, controls)
    mean = np.asarray(null.predict())
    alpha = max(float(null.params[-1]), 0.0)
    left, weight = (y - mean) / (1 + alpha * mean), mean / (1 + alpha * mean)
    half = np.linalg.pinv((controls.T * weight) @ controls) @ (controls.T * weight)
    days, edge = treatment.shape[1], spec.lags + spec.leads
    random = np.random.default_rng(seed)
    shifts = np.concatenate(([0], random.integers(edge, days - edge, _DRAWS)))
    at = np.arange(max(spec.lags, spec.own), days - spec.leads)
    past = sum(np.roll(treatment, k, axis=1) for k in range(1, spec.lags + 1))
    found = np.empty(len(shifts))
    for k, shift in enumerate(shifts):
        z = np.roll(past, shift, axis=1)[:, at].ravel()
        z = z - controls @ (half @ z)
        found[k] = left @ z / np.sqrt(max(float(weight @ z**2), 1e-12))
    far = np.abs(found)
    return float(np.mean(far >= far[0] - 1e-9)), float(np.sqrt(np.mean(found[1:] ** 2)))


def daily_counts(day: Floats, first: int, days: int) -> Floats:
    """Events a day from day number ``first``, shape (1, days)."""
    at = np.floor(day).astype(np.int64) - first
    inside = (at >= 0) & (at < days)
    return np.bincount(at[inside], minlength=days)[None].astype(float)
