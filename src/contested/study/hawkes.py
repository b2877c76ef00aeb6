"""Do events set off others near and soon after: a spatio-temporal Hawkes model by likelihood.

The rate of outcomes at (t, x) is background(x) plus, for each earlier treatment and each earlier
outcome, its offspring × an exponential in time × a Gaussian in space (Ogata 1998; Reinhart 2018).
Offspring per treatment is the effect. Space is a plane in km, time in days.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats
from scipy.spatial import cKDTree

from contested.errors import StudyError
from contested.study.model import Floats, Ints

_LEAST = 20
_START = np.log([0.1, 0.1, 2.0, 10.0])  # offspring of treatments, of outcomes, days, km
_BOUNDS = ((-9.0, 2.0), (-9.0, -0.02), (-2.0, 4.0), (0.0, 5.5))


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Outcome and treatment events: days (n,), km (n, 2); ``span`` days from 0; ``area`` km².

    ``background`` (n,) is the density of the background a km² at each outcome, integrating to one.
    """

    time: Floats
    place: Floats
    treat_time: Floats
    treat_place: Floats
    span: float
    area: float
    background: Floats


@dataclass(frozen=True, slots=True)
class HawkesFit:
    """``offspring`` outcomes per treatment with its 95% interval by profile likelihood, and p.

    ``own`` offspring per outcome, ``days`` mean delay and ``km`` spread of offspring,
    ``background`` events a day. ``fit_p`` tests whether the residual times are those of a
    Poisson process (small: the model does not fit).
    """

    offspring: float
    low: float
    high: float
    p: float
    own: float
    days: float
    km: float
    background: float
    log_likelihood: float
    fit_p: float
    outcomes: int
    treatments: int


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Treatments, then outcomes: the outcome after each, days since, km², time left."""

    n: int
    child: tuple[Ints, ...]
    since: tuple[Floats, ...]
    apart: tuple[Floats, ...]
    left: tuple[Floats, ...]


def fit_hawkes(pattern: Pattern, reach_days: float = 60.0, reach_km: float = 150.0) -> HawkesFit:
    """Fit by maximum likelihood; pairs beyond the reach are taken to be unrelated.

    Raises StudyError when events are too few or the likelihood has no maximum.
    """
    for name, times in (("outcome", pattern.time), ("treatment", pattern.treat_time)):
        if len(times) < _LEAST:
            raise StudyError(f"only {len(times)} {name} events; at least {_LEAST} are needed")
    pairs = _pairs(pattern, reach_days, reach_km)
    best = _search(pattern, pairs, None)
    none = _search(pattern, pairs, _BOUNDS[0][0])
    gain = max(0.0, 2 * (none.fun - best.fun))
    a, own, days, km = np.exp(best.x)
    low, high = _profile(pattern, pairs, best)
    return HawkesFit(
        offspring=float(a),
        low=low,
        high=high,
        p=float(stats.chi2.sf(gain, 1) / 2) if gain > 0 else 1.0,
        own=float(own),
        days=float(days),
        km=float(km),
        background=_background(pattern, pairs, best.x),
        log_likelihood=-float(best.fun),
        fit_p=_residual_p(pattern, pairs, best.x),
        outcomes=len(pattern.time),
        treatments=len(pattern.treat_time),
    )


def _pairs(p: Pattern, reach_days: float, reach_km: float) -> _Pairs:
    found: list[tuple[Ints, Floats, Floats, Floats]] = []
    scale = np.array([1 / reach_km, 1 / reach_km, 1 / reach_days])
    children = np.column_stack((p.place, p.time)) * scale
    for place, time in ((p.treat_place, p.treat_time), (p.place, p.time)):
        parents = np.column_stack((place, time)) * scale
        near = cKDTree(children).sparse_distance_matrix(
            cKDTree(parents), 1.0, p=np.inf, output_type="ndarray"
        )
        i, j = near["i"], near["j"]
        since: Floats = p.time[i] - time[j]
        keep = since > 0
        i, j, since = i[keep], j[keep], since[keep]
        found.append((i, since, ((p.place[i] - place[j]) ** 2).sum(axis=1), p.span - time))
    one, two = found
    return _Pairs(len(p.time), *((a, b) for a, b in zip(one, two, strict=True)))  # type: ignore[arg-type]


def _triggered(pairs: _Pairs, x: Floats) -> tuple[Floats, float, Floats, Floats]:
    """Rate at each outcome from earlier events and their expected offspring in the span.

    With both come the slopes by each parameter, shapes (4, n) and (4,).
    """
    days, km = np.exp(x[2]), np.exp(x[3])
    rate, total = np.zeros(pairs.n), 0.0
    slopes, total_slopes = np.zeros((4, pairs.n)), np.zeros(4)
    for k in (0, 1):
        offspring = np.exp(x[k]) if x[k] > _BOUNDS[k][0] else 0.0
        if not offspring:
            continue
        child, since, apart = pairs.child[k], pairs.since[k] / days, pairs.apart[k] / km**2
        kernel = np.exp(-since - apart / 2) * (offspring / (days * 2 * np.pi * km**2))
        own = np.bincount(child, kernel, pairs.n)
        rate += own
        slopes[k] = own
        slopes[2] += np.bincount(child, kernel * (since - 1), pairs.n)
        slopes[3] += np.bincount(child, kernel * (apart - 2), pairs.n)
        left = np.maximum(pairs.left[k], 0) / days
        expected = float(offspring * -np.expm1(-left).sum())
        total += expected
        total_slopes[k] = expected
        total_slopes[2] -= float(offspring * (left * np.exp(-left)).sum())
    return rate, total, slopes, total_slopes


def _loss(x: Floats, p: Pattern, pairs: _Pairs) -> tuple[float, Floats]:
    """Minus the log likelihood at the best level of the background, and its slopes."""
    rate, total, slopes, total_slopes = _triggered(pairs, x)
    level = _level(rate, p)
    every = level * p.background + rate + 1e-300
    loss = -float(np.log(every).sum()) + level * p.span + total
    return loss, total_slopes - slopes @ (1 / every)


def _level(rate: Floats, p: Pattern) -> float:
    """The background a day at which the likelihood is highest, given what is triggered."""
    most = len(rate) / p.span
    level = most / 2
    for _ in range(50):  # Newton, and where it leaves the range EM, which never does
        each = p.background / (level * p.background + rate + 1e-300)
        slope, bend = float(each.sum()) - p.span, -float((each**2).sum())
        new = level - slope / bend
        if not 0 < new <= most:
            new = level * float(each.sum()) / p.span
        if abs(new - level) < 1e-9 * most:
            return max(new, 1e-12)
        level = max(new, 1e-9)
    return level


def _background(p: Pattern, pairs: _Pairs, x: Floats) -> float:
    return _level(_triggered(pairs, x)[0], p)


def _search(
    p: Pattern, pairs: _Pairs, fixed: float | None, start: Floats | None = None
) -> optimize.OptimizeResult:
    """The best parameters, the first held at ``fixed`` (log offspring) when given."""
    begin = np.array(_START if start is None else start, dtype=float)
    bounds = list(_BOUNDS)
    if fixed is not None:
        begin[0] = fixed
        bounds[0] = (fixed, fixed)
    found = optimize.minimize(
        _loss, begin, (p, pairs), "L-BFGS-B", jac=True, bounds=bounds, options={"maxiter": 200}
    )
    if not np.isfinite(found.fun):
        raise StudyError("the likelihood of the Hawkes model has no maximum")
    return found


def _profile(p: Pattern, pairs: _Pairs, best: optimize.OptimizeResult) -> tuple[float, float]:
    """Offspring at which the profile likelihood falls by half the 95% point of chi-squared."""
    target = float(best.fun) + float(stats.chi2.ppf(0.95, 1)) / 2

    def over(log_offspring: float) -> float:
        return float(_search(p, pairs, log_offspring, best.x).fun) - target

    low_end, high_end = _BOUNDS[0]
    at = float(best.x[0])
    low = 0.0 if over(low_end) <= 0 else _root(over, low_end, at)
    high = float("inf") if over(high_end) <= 0 else _root(over, at, high_end)
    return low, high


def _root(over: Callable[[float], float], a: float, b: float) -> float:
    return float(np.exp(optimize.brentq(over, a, b, xtol=0.01)))


def _residual_p(p: Pattern, pairs: _Pairs, x: Floats) -> float:
    """Kolmogorov–Smirnov on the times made even by the fitted rate (Papangelou, Ogata 1988)."""
    level, days = _background(p, pairs, x), float(np.exp(x[2]))
    order = np.sort(p.time)
    passed = level * order
    for k, times in ((0, p.treat_time), (1, p.time)):
        offspring = np.exp(x[k]) if x[k] > _BOUNDS[k][0] else 0.0
        gap = np.maximum(order[:, None] - times[None], 0)
        passed = passed + offspring * -np.expm1(-gap / days).sum(axis=1)
    steps = np.diff(passed)
    return float(stats.kstest(steps, "expon").pvalue) if len(steps) else float("nan")
