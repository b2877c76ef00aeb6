"""Coarsened exact matching (Iacus, King & Porro 2012): cells in which both kinds occur."""

import math

import numpy as np

from contested.study.model import Bools, Floats, Ints


def coarsen(values: Floats, points: int) -> Ints:
    """The interval of each value, between ``points`` equally spaced cut points from min to max.

    Intervals are closed on the right; the minimum belongs to the first. Shape (n,), from 0. A
    constant is one interval.
    """
    low, high = float(values.min()), float(values.max())
    if low == high:
        return np.zeros(len(values), dtype=np.int64)
    cuts = np.linspace(low, high, max(2, points))
    return np.maximum(np.searchsorted(cuts, values, side="left") - 1, 0).astype(np.int64)


def sturges(n: int) -> int:
    """Cut points for ``n`` rows by Sturges' rule."""
    return math.ceil(math.log2(n) + 1) if n > 1 else 1


def cells(columns: list[Floats], points: int | None = None) -> Ints:
    """The matching cell of each row, from 0; by default as many cut points as Sturges says."""
    if not columns:
        raise ValueError("no columns to match on")
    many = points or sturges(len(columns[0]))
    code = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:  # renumbered each time, so that codes stay below n times cut points
        code = code * many + coarsen(np.asarray(column, dtype=float), many)
        code = np.unique(code, return_inverse=True)[1].astype(np.int64).ravel()
    return code


def match_weights(cell: Ints, treated: Bools) -> Floats:
    """One for a treated row in a cell with both kinds, 0 for a row without a partner.

    A control weighs (treated / controls in its cell) × (matched controls / matched treated), so
    that the weights of controls add up to their number.
    """
    size = int(cell.max()) + 1 if len(cell) else 0
    treatments = np.bincount(cell[treated], minlength=size)
    controls = np.bincount(cell[~treated], minlength=size)
    both = (treatments > 0) & (controls > 0)
    matched = both[cell]
    n_treated, n_control = int((matched & treated).sum()), int((matched & ~treated).sum())
    if not n_treated:
        return np.zeros(len(cell))
    share = treatments / np.maximum(controls, 1) * (n_control / n_treated)
    return np.where(matched, np.where(treated, 1.0, share[cell]), 0.0)
