"""Which numbers an answer hangs on, and what would have to be true for a thesis to hold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from contested.errors import ScenarioError
from contested.study.whatif.battle import Array, Mask
from contested.study.whatif.draws import Draws
from contested.study.whatif.simulate import SimulatedRecords

_BINS = 20
_PEEL = 0.07  # share of runs that one step of peeling drops
_SUPPORT = 0.08  # a box keeps at least this share of the runs
_MOST = 3  # conditions a box names
_WORTH = 0.01  # a condition that adds less than this to the share is dropped


@dataclass(frozen=True, slots=True)
class Influence:
    """``share`` of the outcome's variance over runs that one number explains alone, 0 to 1.

    ``rises``: whether the outcome rises with it (rank correlation ``rank``).
    """

    name: str
    share: float
    rank: float


def sensitivity(draws: Draws, outcome: Array) -> tuple[Influence, ...]:
    """Free numbers by how much of ``outcome`` (runs) they explain, most first.

    First-order index by the correlation ratio over 20 equal bins, less what chance gives.
    """
    ranks = rankdata(outcome)
    found = []
    for name, free, values in zip(draws.names, draws.free, draws.values.T, strict=True):
        if free:
            rank = _correlation(rankdata(values), ranks)
            found.append(Influence(name, _explained(values, outcome), rank))
    return tuple(sorted(found, key=lambda i: -i.share))


def _correlation(a: Array, b: Array) -> float:
    spread = a.std() * b.std()
    return float(np.mean((a - a.mean()) * (b - b.mean())) / spread) if spread > 0 else 0.0


def _explained(values: Array, outcome: Array) -> float:
    total = outcome.var()
    if total <= 0:
        return 0.0
    bins = np.array_split(outcome[np.argsort(values, kind="stable")], _BINS)
    between = sum(len(b) * (b.mean() - outcome.mean()) ** 2 for b in bins) / len(outcome)
    ratio = between / total
    chance = (_BINS - 1) / max(len(outcome) - 1, 1)
    return float(max(0.0, (ratio - chance) / max(1 - chance, 1e-9)))


@dataclass(frozen=True, slots=True)
class Condition:
    """A number must lie between ``low`` and ``high``; an end at its range's end does not bind."""

    name: str
    low: float
    high: float
    binds: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Box:
    """Conditions under which something holds. On runs that did not shape it:

    ``inside``: share of runs within it where it holds; ``support``: share of runs within it;
    ``reached``: share of all runs where it holds that lie within it.
    """

    conditions: tuple[Condition, ...]
    inside: float
    support: float
    reached: float


@dataclass(frozen=True, slots=True)
class Finding:
    """How a thesis fares over runs: shares where it holds, changes nothing, and the reverse holds.

    ``needs``: what would have to be true for it to hold most often; ``against``: for the reverse.
    """

    thesis: str
    side: str
    holds: float
    nothing: float
    reverse: float
    needs: Box
    against: Box


def thesis(done: SimulatedRecords, base: SimulatedRecords, side: str) -> Finding:
    """Whether what was done lets ``side`` hold more places at the horizon than without it."""
    if side not in done.scenario.side_ids:
        known = ", ".join(done.scenario.side_ids)
        raise ScenarioError(f"{done.scenario.origin}: {side!r} is no side (sides: {known})")
    s = done.scenario.side_ids.index(side)
    gain = done.held[-1, s].astype(int) - base.held[-1, s]
    words = f"{done.scenario.name}: {side} holds more places than in {base.scenario.name}"
    return Finding(
        words,
        side,
        float(np.mean(gain > 0)),
        float(np.mean(gain == 0)),
        float(np.mean(gain < 0)),
        find_box(done.draws, gain > 0),
        find_box(done.draws, gain < 0),
    )


def find_box(draws: Draws, holds: Mask) -> Box:
    """Where in the ranges ``holds`` (runs) is most often true: patient rule induction.

    Friedman & Fisher (1999), as scenario discovery uses it (Bryant & Lempert 2010): peel off the
    few percent of runs whose loss raises the share most, until little is left; keep at most three
    conditions; measure on the other half of the runs.
    """
    free = [k for k, f in enumerate(draws.free) if f]
    values = draws.values[:, free]
    names = [draws.names[k] for k in free]
    fit, test = np.arange(len(holds)) % 2 == 0, np.arange(len(holds)) % 2 == 1
    limits = _peeled(values[fit], holds[fit])
    limits = _simplified(values[fit], holds[fit], limits)
    conditions = tuple(_condition(names, values, limits, k) for k in _bound(limits))
    within = _inside(values[test], limits)
    true = holds[test]
    return Box(
        conditions,
        float(true[within].mean()) if within.any() else 0.0,
        float(within.mean()),
        float(within[true].mean()) if true.any() else 0.0,
    )


def _peeled(values: Array, holds: Mask) -> Array:
    """(2, numbers): lower and upper limits, infinite where none was needed."""
    limits = np.stack([np.full(values.shape[1], -np.inf), np.full(values.shape[1], np.inf)])
    least = max(_SUPPORT * len(values), 10)
    within = np.ones(len(values), bool)
    while within.sum() * (1 - _PEEL) >= least and 0 < holds[within].mean() < 1:
        now, best = holds[within].mean(), None
        for k in range(values.shape[1]):
            inside = values[within, k]
            for end, q in ((0, _PEEL), (1, 1 - _PEEL)):
                cut = float(np.quantile(inside, q))
                stay = inside >= cut if end == 0 else inside <= cut
                gain = holds[within][stay].mean() if 0 < stay.sum() < len(stay) else -1.0
                if best is None or gain > best[0]:
                    best = (float(gain), k, end, cut)
        if best is None or best[0] <= now:
            break
        limits[best[2], best[1]] = best[3]
        within = _inside(values, limits)
    return limits


def _simplified(values: Array, holds: Mask, limits: Array) -> Array:
    """Drop the conditions that matter least until three are left and each is worth having."""
    kept = limits.copy()
    while len(bound := _bound(kept)):
        without = []
        for k in bound:
            trial = kept.copy()
            trial[:, k] = (-np.inf, np.inf)
            without.append((_share(values, holds, trial), k, trial))
        share, _, trial = max(without, key=lambda w: w[0])
        if len(bound) <= _MOST and _share(values, holds, kept) - share > _WORTH:
            break
        kept = trial
    return kept


def _share(values: Array, holds: Mask, limits: Array) -> float:
    within = _inside(values, limits)
    return float(holds[within].mean()) if within.any() else 0.0


def _bound(limits: Array) -> NDArray[np.intp]:
    return np.flatnonzero(np.isfinite(limits).any(axis=0))


def _inside(values: Array, limits: Array) -> Mask:
    inside: Mask = np.all((values >= limits[0]) & (values <= limits[1]), axis=1)
    return inside


def _condition(names: Sequence[str], values: Array, limits: Array, k: int) -> Condition:
    low, high = limits[:, k]
    binds = (bool(np.isfinite(low)), bool(np.isfinite(high)))
    ends = (values[:, k].min(), values[:, k].max())
    return Condition(
        names[k], float(low if binds[0] else ends[0]), float(high if binds[1] else ends[1]), binds
    )
