"""What if strikes had fallen more often, or elsewhere: stochastic interventions on point patterns.

Papadogeorgou, Imai, Lyall & Li (2022). Each day's treatments are a draw from a propensity; days are
reweighted to a counterfactual intensity and the outcomes of the days after averaged (Hájek).
Weights multiply over the lag, so they explode easily: what happened to them is said aloud.
"""

from dataclasses import dataclass

import numpy as np

from contested.errors import StudyError
from contested.study.model import Bools, Floats, Ints
from contested.study.propensity import Propensity

_WILD = 100.0  # a raw weight this many times the median one is wild
_FEW = 0.2  # an effective share of days below this is called small


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """One weight a day that has outcomes after it; ``used`` truncated, ``raw`` as they came.

    ``effective`` is the number of equally weighted days they are worth. ``warnings`` say in words
    what should keep a reader from trusting them.
    """

    used: Floats
    raw: Floats
    cut: float
    effective: float
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """Expected outcome events a day in a region under a counterfactual, with its error bound."""

    value: float
    error: float


def log_ratio(propensity: Propensity, density: Floats, expected: float, day_of: Ints) -> Floats:
    """Log of counterfactual over actual density of each day's treatments, shape (days,).

    ``density`` (n,) is the counterfactual's at each treatment, integrating to one over the ground;
    ``expected`` events a day fall by it.
    """
    days = len(propensity.expected)
    if (density <= 0).any():
        raise StudyError("treatments fell where the counterfactual says none can: no overlap")
    wished = np.bincount(day_of, np.log(expected * density), days)
    actual = np.bincount(day_of, propensity.at_events, days)
    return np.asarray(wished - expected - actual + propensity.expected)


def weigh(ratio: Floats, lag: int, truncate: float = 0.95) -> Weights:
    """Weights of days lag..end-1 from the ratios of ``lag`` days, cut at the quantile ``truncate``.

    The quantile is over all days, the last one too, as in the reference.
    """
    if not 1 <= lag < len(ratio):
        raise StudyError(f"a lag of {lag} days needs more than {lag} days of data")
    sums = np.convolve(ratio, np.ones(lag), mode="valid")
    raw = np.exp(np.minimum(sums, 700.0))
    cut = float(np.quantile(raw, truncate))
    used = np.minimum(raw, cut)[:-1]
    if not used.sum() > 0:
        raise StudyError("every day weighs nothing under this counterfactual: no overlap")
    effective = float(used.sum() ** 2 / (used**2).sum())
    return Weights(used, raw[:-1], cut, effective, _warnings(raw, used, cut, effective))


def _warnings(raw: Floats, used: Floats, cut: float, effective: float) -> tuple[str, ...]:
    said = []
    share = float(used.max() / used.sum())
    if raw.max() > _WILD * max(1.0, float(np.median(raw))):
        said.append(
            f"WILD WEIGHTS: before truncation the largest is {raw.max():.3g} "
            f"(median {np.median(raw):.3g}); {int((raw > cut).sum())} days were cut to {cut:.3g}, "
            "and the answer depends on that cut"
        )
    if effective < _FEW * len(used):
        said.append(
            f"FEW DAYS SPEAK: {len(used)} days are worth {effective:.1f} equally weighted ones"
        )
    if share > max(0.1, 3 / len(used)):
        said.append(f"ONE DAY LEADS: a single day carries {share:.0%} of all weight")
    return tuple(said)


def level(weights: Weights, outcome: Floats) -> Level:
    """Hájek mean of ``outcome`` (days with weights,) and the root of its variance bound."""
    share = weights.used / weights.used.mean()
    mean = float((share * outcome).mean())
    return Level(mean, float(np.sqrt(((share * (outcome - mean)) ** 2).sum()) / len(outcome)))


def contrast(one: Weights, two: Weights, outcome: Floats) -> Level:
    """The second counterfactual minus the first, with the root of its variance bound."""
    shares = [w.used / w.used.mean() for w in (one, two)]
    means = [float((s * outcome).mean()) for s in shares]
    off = [s * (outcome - m) for s, m in zip(shares, means, strict=True)]
    error = float(np.sqrt(((off[1] - off[0]) ** 2).sum()) / len(outcome))
    return Level(means[1] - means[0], error)


def daily(shares: Floats, day_of: Ints, days: int) -> Floats:
    """Outcome events a day in each region, shape (days, regions), from shares of each event."""
    return np.column_stack([np.bincount(day_of, column, days) for column in shares.T])


def within(distance: Floats, radii: tuple[float, ...]) -> list[Bools]:
    """Pixels nearer than each radius in km, and all of them last."""
    return [np.asarray(distance < r) for r in radii] + [np.ones(len(distance), dtype=bool)]


def day_before(ratios: list[Floats], outcome: Floats, truncate: float = 0.95) -> Level:
    """The same contrast on outcomes of the day before treatments: a placebo, for none can cause it.

    ``ratios`` of both counterfactuals and ``outcome`` have one value a day.
    """
    one, two = (weigh(r[1:], 1, truncate) for r in ratios)
    return contrast(one, two, outcome[:-2])
