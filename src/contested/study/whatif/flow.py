"""How strengths run between two eliminations, exactly where the law allows it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp
from scipy.linalg import expm
from scipy.optimize import brentq

from contested.errors import ScenarioError
from contested.study.whatif.battle import Array

_CONDITION = 1e7  # eigenvectors worse than this are not trusted with 1e-9
_GRAIN = 1e-13  # of the starting strength: what counts as touching a threshold
_STEPS = 20_000


@dataclass(frozen=True)
class Linear:
    """x' = G x with the last component held at one: aimed fire and constant inflow.

    By eigen-decomposition, or by matrix exponential where eigenvectors are ill-conditioned.
    """

    matrix: Array
    start: Array
    values: Array | None
    vectors: Array | None

    def at(self, time: float) -> Array:
        """State (n + 1) after ``time``."""
        if self.values is None or self.vectors is None:
            found: Array = expm(self.matrix * time) @ self.start
            return found
        return (self.vectors @ np.exp(self.values * time)).real


def linear(losses: Array, inflow: Array, start: Array) -> Linear:
    """The flow x' = inflow − losses @ x from ``start`` (n)."""
    n = len(start)
    matrix = np.zeros((n + 1, n + 1))
    matrix[:n, :n], matrix[:n, n] = -losses, inflow
    state = np.append(start, 1.0)
    values, vectors = np.linalg.eig(matrix)
    if np.linalg.cond(vectors) > _CONDITION:
        return Linear(matrix, state, None, None)
    return Linear(matrix, state, values, vectors * np.linalg.solve(vectors, state))


Found = tuple[float, Array] | None


def first_crossing(flow: Linear, floor: Array, most: float) -> Found:
    """When, up to ``most``, some strength first falls to its ``floor`` (n), and the state then.

    Without inflow strengths only fall, so one bracket holds the first crossing. With it the way is
    walked in steps too short for any side to reach its floor, which cannot skip a crossing; raises
    ScenarioError when that takes too many.
    """
    n = len(floor)
    if np.any(flow.matrix[:n, n] > 0):
        return _walk(flow, floor, most)
    scale = _GRAIN * flow.start[:n].max()

    def gap(time: float) -> float:
        return float(np.min(flow.at(time)[:n] - floor))

    high = _bracket(gap, flow, most, scale)
    if high is None:
        return None
    if gap(0.0) <= 0:
        return 0.0, flow.start[:n]
    time = brentq(gap, 0.0, high, xtol=1e-15, rtol=8.9e-16)
    return time, flow.at(time)[:n]


def _bracket(
    gap: Callable[[float], float], flow: Linear, most: float, scale: float
) -> float | None:
    """A time at which some gap is below zero; None when none is before ``most`` or all fade."""
    n = len(flow.start) - 1
    fastest = np.abs(flow.matrix[:n]).sum(axis=1).max()
    high = min(most, 0.1 / fastest) if fastest > 0 else most
    while gap(high) >= 0:
        if high >= most or flow.at(high)[:n].max() < scale or fastest == 0:
            return None
        high = min(2 * high, most)
    return high


def _walk(flow: Linear, floor: Array, most: float) -> Found:
    n, time = len(floor), 0.0
    losses, inflow = -flow.matrix[:n, :n], flow.matrix[:n, n]
    scale = _GRAIN * max(1.0, flow.start[:n].max())
    for _ in range(_STEPS):
        state = flow.at(time)[:n]
        gaps = state - floor
        if gaps.min() <= scale:
            return time, state
        if time >= most:
            return None
        ceiling = state + np.maximum(inflow, 0) * (step := _reach(losses, inflow, state))
        worst = losses @ ceiling + np.maximum(-inflow, 0)
        safe = np.min(np.divide(gaps, worst, out=np.full(n, np.inf), where=worst > 0))
        time = min(most, time + max(min(step, float(safe)), 1e-15))
    raise ScenarioError(
        f"no end of a battle with inflow within {_STEPS:,} steps: shorten the horizon"
    )


def _reach(losses: Array, inflow: Array, state: Array) -> float:
    """A step over which inflow adds no more than a tenth of what is there."""
    gain = np.maximum(inflow, 0).sum()
    return float(max(0.1 * state.sum() / gain, 1e-9)) if gain > 0 else np.inf


def mixed_crossing(
    losses: Callable[[Array], Array], start: Array, floor: Array, most: float
) -> tuple[float, Array, Callable[[float], Array]]:
    """The same where unaimed fire makes the law non-linear: eighth-order adaptive steps (1e-12).

    Returns the end (a crossing, or ``most``), the state then, and the state at any time before.
    """
    scale = start.max()

    def gap(_time: float, x: Array) -> float:
        return float(np.min(x - floor))

    gap.terminal, gap.direction = True, -1  # type: ignore[attr-defined]
    run = solve_ivp(
        lambda _t, x: -losses(x), (0.0, most), start, method="DOP853",
        rtol=1e-12, atol=1e-14 * scale, events=gap, dense_output=True,
    )  # fmt: skip
    return float(run.t[-1]), np.asarray(run.y[:, -1]), run.sol
