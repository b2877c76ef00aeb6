"""Where and when treatments fall: an inhomogeneous Poisson process, one pattern a day."""

from dataclasses import dataclass

import numpy as np

from contested.errors import StudyError
from contested.study.model import Floats, Ints

_STEPS = 100
_MOST_STEP = 4.0  # on the scale of standardised covariates


@dataclass(frozen=True, slots=True, eq=False)
class Propensity:
    """log intensity = coefficients · (1, place covariates, day covariates), per km² and day.

    ``coefficients`` (1 + p + q,) in the covariates' own units; ``expected`` (days,) events a day;
    ``at_events`` (n,) log intensity at each treatment.
    """

    coefficients: Floats
    expected: Floats
    at_events: Floats


def fit_propensity(place: Floats, at: Ints, days: Floats, day_of: Ints, pixel: float) -> Propensity:
    """Maximum likelihood on the raster, by Newton's method.

    ``place`` (m, p) covariates of the pixels, ``at`` (n,) pixel of each treatment; ``days``
    (d, q) covariates of the days (q may be 0), ``day_of`` (n,) its day; ``pixel`` km². Raises
    StudyError when there is no treatment or no maximum.
    """
    if not len(at):
        raise StudyError("there are no treatments, so how they come about cannot be fitted")
    beta, scale, shift = _start(place, at, days, pixel)
    p = place.shape[1]
    zp = (place - shift[1 : 1 + p]) / scale[1 : 1 + p]
    zd = (days - shift[1 + p :]) / scale[1 + p :]
    seen = np.concatenate(([float(len(at))], zp[at].sum(axis=0), zd[day_of].sum(axis=0)))
    for _ in range(_STEPS):
        gradient, hessian = _moments(beta, zp, zd, pixel)
        step = np.linalg.lstsq(hessian, seen - gradient, rcond=None)[0]
        beta = beta + np.clip(step, -_MOST_STEP, _MOST_STEP)
        if np.abs(step).max() < 1e-10:
            return _result(beta, (zp, at, zd, day_of), scale, shift, pixel)
    raise StudyError("the likelihood of the treatments has no maximum (a covariate separates them)")


def _start(place: Floats, at: Ints, days: Floats, pixel: float) -> tuple[Floats, Floats, Floats]:
    mean = np.concatenate(([0.0], place.mean(axis=0), days.mean(axis=0)))
    spread = np.concatenate(([1.0], place.std(axis=0), days.std(axis=0)))
    if (spread == 0).any():
        raise StudyError("a covariate of the treatments does not vary")
    beta = np.zeros(len(mean))
    beta[0] = np.log(len(at) / (len(place) * len(days) * pixel))
    return beta, spread, mean


def _moments(beta: Floats, zp: Floats, zd: Floats, pixel: float) -> tuple[Floats, Floats]:
    """Gradient and Hessian of the expected count; places and days multiply, so never joined."""
    p = zp.shape[1]
    u = np.exp(beta[0] + zp @ beta[1 : 1 + p]) * pixel
    v = np.exp(zd @ beta[1 + p :])
    one_p, one_d = u.sum(), v.sum()
    sum_p, sum_d = u @ zp, v @ zd
    top = np.concatenate(([one_p * one_d], sum_p * one_d, one_p * sum_d))
    hessian = np.empty((len(beta), len(beta)))
    hessian[0], hessian[:, 0] = top, top
    hessian[1 : 1 + p, 1 : 1 + p] = (zp.T * u) @ zp * one_d
    hessian[1 + p :, 1 + p :] = (zd.T * v) @ zd * one_p
    hessian[1 : 1 + p, 1 + p :] = np.outer(sum_p, sum_d)
    hessian[1 + p :, 1 : 1 + p] = np.outer(sum_d, sum_p)
    return top, hessian


def _result(
    beta: Floats, data: tuple[Floats, Ints, Floats, Ints], scale: Floats, shift: Floats,
    pixel: float,
) -> Propensity:  # fmt: skip
    zp, at, zd, day_of = data
    p = zp.shape[1]
    over_places, over_days = zp @ beta[1 : 1 + p], zd @ beta[1 + p :]
    expected = np.exp(beta[0] + over_days) * np.exp(over_places).sum() * pixel
    own = beta / scale
    own[0] = beta[0] - (own[1:] * shift[1:]).sum()
    return Propensity(own, expected, beta[0] + over_places[at] + over_days[day_of])
