"""Randomisation tests over a whole surface of windows (Fisher 1935; Westfall & Young 1993).

Which interventions were treatments is drawn anew within strata, the same draw for every window, and
each window's matched estimate worked out again. A window is judged by the largest deviation of any
window in each draw (max-T), so that a wide surface does not find something by its width alone.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from contested.errors import StudyError
from contested.study.cem import cells
from contested.study.model import EventTable, Floats, Ints
from contested.study.wake_estimate import match_cells
from contested.study.wakes import Wakes

_POWER = 0.8416  # standard normal quantile of 80%
_GROUPS = 4  # levels of earlier activity within which treatments are drawn


@dataclass(frozen=True, slots=True, eq=False)
class SurfaceTest:
    """Arrays (T, S), NaN where a window has no estimate.

    ``p`` by window alone, ``family_p`` over the surface; ``least`` and ``family_least`` the
    effects that would be found with a power of 80% at 5%. ``overall_p`` is that of the surface.
    ``movable`` interventions have a stratum with both kinds; the rest keep their kind.
    """

    p: Floats
    family_p: Floats
    least: Floats
    family_least: Floats
    overall_p: float
    draws: int
    movable: int
    strata: int


def strata_of(wakes: Wakes, table: EventTable, match_on: tuple[str, ...] = ()) -> Ints:
    """The stratum of each intervention: covariates, and how much went on before it.

    Earlier dependents in the middle and the widest wake and earlier interventions in the widest,
    in quarters of those that had any; none of it depends on which interventions are treatments.
    """
    t, s = (n // 2 for n in wakes.windows.shape)
    busy = (wakes.same_before + wakes.other_before)[:, -1, -1]
    given = [table.covariates[name][wakes.rows] for name in match_on]
    levels = [_levels(c) for c in (wakes.before[:, t, s], wakes.before[:, -1, -1], busy)]
    return cells([*given, *levels], points=len(given) + _GROUPS + 2)


def _levels(counts: Ints) -> Floats:
    """0 for none, then the quarter of the rest."""
    some = counts[counts > 0]
    if not len(some):
        return np.zeros(len(counts))
    cuts = np.unique(np.quantile(some, np.arange(1, _GROUPS) / _GROUPS))
    return np.where(counts > 0, 1.0 + np.searchsorted(cuts, counts, side="left"), 0.0)


def draw_labels(wakes: Wakes, strata: Ints, draws: int, seed: int) -> Floats:
    """Who is treated, shape (1 + draws, n), 0 or 1: as it was, then drawn within strata."""
    if draws < 19:
        raise StudyError("a randomisation test needs at least 19 draws")
    random = np.random.default_rng(seed)
    actual = wakes.treated.astype(float)
    order = np.argsort(strata, kind="stable")
    found = np.empty((draws + 1, len(actual)))
    found[0] = actual
    for k in range(1, draws + 1):
        shuffled = np.lexsort((random.random(len(actual)), strata))
        found[k, shuffled] = actual[order]
    return found


def surface_estimates(
    wakes: Wakes, table: EventTable, match_on: tuple[str, ...], labels: Floats
) -> Floats:
    """The matched estimate of every window under every labelling, shape (labellings, T, S)."""
    lengths, radii = wakes.windows.shape
    found = np.full((len(labels), lengths, radii), np.nan)
    for t in range(lengths):
        for s in range(radii):
            keep, cell = match_cells(wakes, table, match_on, (t, s))
            if len(keep):
                y, b = wakes.after[keep, t, s], wakes.before[keep, t, s]
                found[:, t, s] = _estimates(cell, y.astype(float), b.astype(float), labels[:, keep])
    return found


def _estimates(cell: Ints, y: Floats, b: Floats, labels: Floats) -> Floats:
    """Weighted least squares of ``y`` on 1, ``b`` and treatment, for every labelling at once."""
    many = int(cell.max()) + 1
    into = csr_array((np.ones(len(cell)), cell, np.arange(len(cell) + 1)), shape=(len(cell), many))
    values = np.stack((np.ones(len(y)), b, y, b * b, b * y))
    whole = np.stack([np.bincount(cell, v, many) for v in values])[:, None]
    treated = np.stack([np.asarray((into.T @ (labels * v).T).T) for v in values])
    control = whole - treated  # both (5, labellings, cells)
    both = (treated[0] > 0) & (control[0] > 0)
    n_t, n_c = (np.where(both, x[0], 0).sum(axis=1) for x in (treated, control))
    share = np.where(both, treated[0] / np.maximum(control[0], 1), 0)
    share *= (n_c / np.maximum(n_t, 1))[:, None]
    sums_t = (treated * both).sum(axis=2)
    sums_c = (control * share).sum(axis=2)
    return _solve(sums_t, sums_c, (n_t >= 3) & (n_c >= 3))


def _solve(treated: Floats, control: Floats, enough: Floats) -> Floats:
    """The treatment's coefficient from weighted sums (1, b, y, b², by) of both kinds, (5, k)."""
    w, b, y, bb, by = treated + control
    with np.errstate(divide="ignore", invalid="ignore"):
        s_bb, s_by = bb - b * b / w, by - b * y / w
        s_tt, s_tb = treated[0] - treated[0] ** 2 / w, treated[1] - treated[0] * b / w
        s_ty = treated[2] - treated[0] * y / w
        bend = s_tt * s_bb - s_tb**2
        full = (s_ty * s_bb - s_by * s_tb) / bend
        plain = s_ty / s_tt
    varies = bend > 1e-9 * np.maximum(s_tt * s_bb, 1e-12)
    return np.where(enough & (s_tt > 0), np.where(varies, full, plain), np.nan)


def judge_surface(estimates: Floats, movable: int, strata: int) -> SurfaceTest:
    """P-values of the first labelling among all, per window and over the surface.

    ``estimates`` (1 + draws, T, S); windows without an estimate, or whose draws never differ,
    stay NaN.
    """
    draws = len(estimates) - 1
    known = ~np.isnan(estimates[0])
    filled = np.where(np.isnan(estimates), 0.0, estimates)
    mean, spread = filled.mean(axis=0), filled.std(axis=0)
    use = known & (spread > 1e-12)
    if not use.any():
        blank = np.full(known.shape, np.nan)
        return SurfaceTest(blank, blank, blank, blank, float("nan"), draws, movable, strata)
    far = np.where(use, np.abs(filled - mean) / np.where(use, spread, 1), 0.0)
    largest = far.max(axis=(1, 2))
    slack = 1e-9
    p = (far >= far[0] - slack).mean(axis=0)
    family = (largest[:, None, None] >= far[0] - slack).mean(axis=0)
    alone = np.quantile(far, 0.95, axis=0)
    reach = float(np.quantile(largest, 0.95))
    return SurfaceTest(
        p=np.where(use, p, np.nan),
        family_p=np.where(use, family, np.nan),
        least=np.where(use, (alone + _POWER) * spread, np.nan),
        family_least=np.where(use, (reach + _POWER) * spread, np.nan),
        overall_p=float((largest >= largest[0] - slack).mean()),
        draws=draws,
        movable=movable,
        strata=strata,
    )


def randomisation_test(
    wakes: Wakes, table: EventTable, match_on: tuple[str, ...] = (), draws: int = 499,
    seed: int = 1,
) -> SurfaceTest:  # fmt: skip
    """Would the surface look like this if the label of treatment meant nothing?"""
    strata = strata_of(wakes, table, match_on)
    labels = draw_labels(wakes, strata, draws, seed)
    treated = np.bincount(strata, wakes.treated)
    mixed = (treated > 0) & (treated < np.bincount(strata))
    movable = int(mixed[strata].sum())
    if not movable:
        raise StudyError("no stratum has both treatments and controls, so none can change places")
    return judge_surface(
        surface_estimates(wakes, table, match_on, labels), movable, len(np.unique(strata))
    )
