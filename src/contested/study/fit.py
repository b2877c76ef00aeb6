"""Weighted least squares with errors that hold when observations come in clusters."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from contested.study.model import Floats, Ints


@dataclass(frozen=True, slots=True)
class Fit:
    """The last column's coefficient with its standard error, degrees of freedom and p-value.

    ``r2`` is the adjusted share of variance; ``low`` and ``high`` bound the 95% interval.
    """

    estimate: float
    error: float
    df: float
    p: float
    low: float
    high: float
    r2: float


def classical(x: Floats, y: Floats, weight: Floats) -> Fit | None:
    """As R's ``lm`` with weights has it; None when ``x`` (n, k) has not full rank."""
    root = np.sqrt(weight)[:, None]
    xs, ys = x * root, y * root[:, 0]
    n, k = x.shape
    if np.linalg.matrix_rank(xs) < k or n <= k:
        return None
    beta, *_ = np.linalg.lstsq(xs, ys, rcond=None)
    left = ys - xs @ beta
    variance = float(left @ left) / (n - k) * float(np.linalg.inv(xs.T @ xs)[-1, -1])
    return _fit(float(beta[-1]), variance, n - k, adjusted_r2(y, weight, left, k))


def clustered(x: Floats, y: Floats, weight: Floats, cluster: Ints) -> Fit | None:
    """CR2 errors with Satterthwaite degrees of freedom (Bell & McCaffrey 2002).

    ``cluster`` (n,) names the cluster of each row; None without full rank or when a single
    cluster is left. With one row a cluster this is HC2.
    """
    root = np.sqrt(weight)[:, None]
    xs, ys = x * root, y * root[:, 0]
    n, k = x.shape
    names, member = np.unique(cluster, return_inverse=True)
    if np.linalg.matrix_rank(xs) < k or n <= k or len(names) < 2:
        return None
    bread: Floats = np.asarray(np.linalg.inv(xs.T @ xs), dtype=np.float64)
    beta = bread @ (xs.T @ ys)
    left = ys - xs @ beta
    pull = xs @ bread[:, -1]  # what each row moves the coefficient by
    scores, adjusted = _cr2(xs, left, pull, bread, member.ravel())
    variance = float(scores @ scores)
    df = _satterthwaite(xs, adjusted, bread, member.ravel())
    return _fit(float(beta[-1]), variance, df, adjusted_r2(y, weight, left, k))


def _cr2(
    xs: Floats, left: Floats, pull: Floats, bread: Floats, member: Ints
) -> tuple[Floats, Floats]:
    """Each cluster's score, and the adjusted pull of each row.

    Within a cluster the hat matrix has rank k at most, so its inverse root is worked out on k
    columns, for all clusters at once.
    """
    turned = xs @ np.linalg.cholesky(bread)  # its rows' products are the hat matrix
    many, k = int(member.max()) + 1, xs.shape[1]
    products = (turned[:, :, None] * turned[:, None, :]).reshape(len(xs), k * k)
    inner = np.column_stack([np.bincount(member, c, many) for c in products.T])
    values, vectors = np.linalg.eigh(inner.reshape(many, k, k))
    values = np.clip(values, 0, 1)
    root = np.where(values < 1 - 1e-8, 1 / np.sqrt(np.maximum(1 - values, 1e-8)), 0.0)
    factor = np.where(values > 1e-10, (root - 1) / np.maximum(values, 1e-10), 0.5)
    pulled = np.column_stack([np.bincount(member, c * pull, many) for c in turned.T])
    moved = np.einsum("gij,gj,gkj,gk->gi", vectors, factor, vectors, pulled)
    adjusted = pull + np.einsum("ij,ij->i", turned, moved[member])
    return np.asarray(np.bincount(member, adjusted * left), dtype=np.float64), adjusted


def _satterthwaite(xs: Floats, adjusted: Floats, bread: Floats, member: Ints) -> float:
    """Degrees of freedom of the variance if rows were independent and alike."""
    own = np.bincount(member, adjusted**2)
    moved = np.column_stack([np.bincount(member, adjusted * column) for column in xs.T])
    cross = np.einsum("ij,jk,ik->i", moved, bread, moved)
    whole = bread @ (moved.T @ moved)
    trace = float((own - cross).sum())
    square = float((own**2).sum() - 2 * (own * cross).sum() + np.trace(whole @ whole))
    return max(1.0, trace**2 / square) if square > 0 else 1.0


def adjusted_r2(y: Floats, weight: Floats, left: Floats, k: int) -> float:
    """Weighted, as R's ``summary.lm`` has it; 0 when ``y`` does not vary."""
    n = len(y)
    mean = float(np.average(y, weights=weight))
    total = float(weight @ (y - mean) ** 2)
    return 1 - float(left @ left) / (n - k) / (total / (n - 1)) if total > 0 and n > k else 0.0


def _fit(estimate: float, variance: float, df: float, r2: float) -> Fit:
    error = float(np.sqrt(variance))
    reach = float(stats.t.ppf(0.975, df)) * error
    if error > 0:
        p = float(2 * stats.t.sf(abs(estimate) / error, df))
    else:  # an outcome that does not vary is no evidence; a perfect fit is all of it
        p = 1.0 if abs(estimate) < 1e-12 else 0.0
    return Fit(estimate, error, df, p, estimate - reach, estimate + reach, r2)
