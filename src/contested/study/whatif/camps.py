"""Relations that move: structural balance dynamics, X' = X X.

Marvel, Kleinberg, Kleinberg & Strogatz (2011), "Continuous-time model of structural balance":
each relation is pulled by what two actors think of every third. From a symmetric start the
solution is X0 (I − X0 t)⁻¹; it runs away at 1/λ, λ the largest eigenvalue, towards v vᵀ: two camps
by the sign of the leading eigenvector v, or one.
"""

from dataclasses import dataclass

import numpy as np

from contested.errors import ScenarioError
from contested.study.whatif.battle import Array

_SYMMETRIC = 1e-12


@dataclass(frozen=True, eq=False)
class Camps:
    """Where relations lead: two camps (the second may be empty), and when they harden.

    ``time`` is in units of 1/weight (None: no camps form, all ties fade). ``pull`` (n): how firmly
    each actor belongs, the leading eigenvector with the larger camp positive. ``lead``: how far
    the leading eigenvalue stands over the next, as a share of it; near 0 the outcome is open.
    """

    names: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    time: float | None
    pull: Array
    lead: float


def drift(start: Array, time: float) -> Array:
    """X at ``time`` from a symmetric ``start`` (n, n). Raises ScenarioError past the blow-up."""
    values, vectors = _spectrum(start)
    if values.max(initial=0.0) * time >= 1:
        raise ScenarioError(f"relations harden at {1 / values.max():g}, before time {time:g}")
    moved: Array = (vectors * (values / (1 - values * time))) @ vectors.T
    return moved


def camps(names: tuple[str, ...], start: Array) -> Camps:
    """The camps that ``start`` (n, n, symmetric) leads to."""
    values, vectors = _spectrum(start)
    top = float(values[-1]) if len(values) else 0.0
    pull = vectors[:, -1] if len(values) else np.zeros(0)
    if (pull < 0).sum() * 2 > len(pull) or ((pull < 0).sum() * 2 == len(pull) and pull[0] < 0):
        pull = -pull
    if top <= 0:
        return Camps(names, (), (), None, pull, 0.0)
    first = tuple(n for n, v in zip(names, pull, strict=True) if v >= 0)
    second = tuple(n for n, v in zip(names, pull, strict=True) if v < 0)
    next_best = max(float(values[-2]), 0.0) if len(values) > 1 else 0.0
    return Camps(names, first, second, 1 / top, pull, (top - next_best) / top)


def _spectrum(start: Array) -> tuple[Array, Array]:
    x = np.asarray(start, float)
    if x.ndim != 2 or x.shape[0] != x.shape[1]:
        raise ScenarioError(f"relations must be a square matrix, not {x.shape}")
    if np.abs(x - x.T).max(initial=0.0) > _SYMMETRIC * max(1.0, np.abs(x).max(initial=0.0)):
        raise ScenarioError("relations must be symmetric: average the two directions first")
    values, vectors = np.linalg.eigh((x + x.T) / 2)
    return values, vectors
