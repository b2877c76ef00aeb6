"""Who fights whom with how much: the input of every attrition model.

Lanchester's laws for any number of sides (MacKay 2006, "Lanchester combat models"; Deitchman 1962
for the mixed law). Strengths are in any one unit, times in any one unit (days elsewhere here).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from contested.errors import ScenarioError

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Freed = Literal["turns", "lost"]
SUM_SLACK = 1e-6  # how far shares of fire may be from one


@dataclass(frozen=True, eq=False)
class Battle:
    """``n`` sides and what they do to each other until somebody is gone.

    ``strength`` (n): at the start. ``rate`` (n, n): ``rate[i, j]`` is what ``i`` loses per unit of
    time to one unit of ``j`` firing at ``i`` alone; 0 where ``j`` does not fight ``i``.
    ``share`` (n, n): ``share[j, i]`` is the part of ``j``'s fire that goes to ``i``.
    ``unaimed`` (n, n): ``unaimed[i, j]`` when ``j`` fires at the area that ``i`` hides in, so that
    the loss also grows with ``i``'s own strength. ``inflow`` (n): strength gained (withdrawn, if
    negative) per unit of time while the side stands. ``break_at`` (n): share of its starting
    strength at which a side leaves the field.
    ``freed``: what becomes of fire on a side that is gone: it ``turns`` on the enemies that remain,
    in proportion to the shares, or it is ``lost``.
    ``order``: for sides that fire at one enemy at a time, whom first (indices); it stands over
    ``share``, and its freed fire always goes to the next in order.
    """

    names: tuple[str, ...]
    strength: Array
    rate: Array
    share: Array
    unaimed: Mask
    inflow: Array
    break_at: Array
    freed: Freed = "turns"
    order: tuple[tuple[int, ...], ...] = ()


def make_battle(
    strength: Array | list[float],
    rate: Array | list[list[float]],
    share: Array | list[list[float]] | None = None,
    *,
    freed: Freed = "turns",
    **more: object,
) -> Battle:
    """A checked battle; absent parts are none, and shares are even over the enemies of a side.

    ``more``: ``names``, ``unaimed``, ``inflow``, ``break_at``, ``order``. Raises ScenarioError.
    """
    x, a = np.asarray(strength, float), np.asarray(rate, float)
    n = len(x)
    names = more.get("names") or tuple(f"side {i + 1}" for i in range(n))
    even = _even(a) if share is None else np.asarray(share, float)
    zeros = np.zeros(n)
    battle = Battle(
        names=tuple(names),  # type: ignore[arg-type]
        strength=x,
        rate=a,
        share=even,
        unaimed=np.asarray(more.get("unaimed", np.zeros((n, n))), bool),
        inflow=np.asarray(more.get("inflow", zeros), float),
        break_at=np.asarray(more.get("break_at", zeros), float),
        freed=freed,
        order=tuple(more.get("order", ())),  # type: ignore[arg-type]
    )
    check_battle(battle)
    return battle


def _even(rate: Array) -> Array:
    """Each side's fire split evenly over those it fights: ``[j, i]``."""
    enemies = (rate.T > 0).astype(float)
    count = enemies.sum(axis=1, keepdims=True)
    shares: Array = np.divide(enemies, count, out=np.zeros_like(enemies), where=count > 0)
    return shares


def check_battle(battle: Battle) -> None:
    """Raises ScenarioError naming the side and the cause when the battle makes no sense."""
    n = len(battle.strength)
    shapes = (battle.rate.shape, battle.share.shape, battle.unaimed.shape)
    if any(s != (n, n) for s in shapes) or len(battle.names) != n:
        raise ScenarioError(f"{n} strengths need {n} × {n} rates, shares and laws, not {shapes}")
    for values, what in ((battle.strength, "strength"), (battle.break_at, "break threshold")):
        for i in np.flatnonzero(~(values >= 0)):
            raise ScenarioError(f"{battle.names[i]}: negative {what} ({values[i]:g})")
    if not (np.all(battle.rate >= 0) and np.all(battle.share >= 0)):
        raise ScenarioError("rates of loss and shares of fire may not be negative")
    if np.any(battle.break_at >= 1):
        raise ScenarioError("a break threshold is a share of the starting strength, below 1")
    _check_fire(battle)


def _check_fire(battle: Battle) -> None:
    for j, name in enumerate(battle.names):
        fights = battle.rate[:, j] > 0
        if fights[j]:
            raise ScenarioError(f"{name}: fires at itself")
        total = battle.share[j].sum()
        if fights.any() and abs(total - 1) > SUM_SLACK:
            raise ScenarioError(f"{name}: shares of its fire sum to {total:g}, not to one")
        if np.any(battle.share[j][~fights] > 0):
            raise ScenarioError(f"{name}: fires at a side it is not at war with")
        if not fights.any() and not (battle.rate[j] > 0).any():
            raise ScenarioError(f"{name}: at war with nobody")
    for j, first in enumerate(battle.order):
        if first and set(first) != set(np.flatnonzero(battle.rate[:, j] > 0)):
            raise ScenarioError(f"{battle.names[j]}: its order must name each of its enemies once")


def fire(battle: Battle, alive: Mask) -> Array:
    """``[i, j]``: what ``i`` loses to one unit of ``j`` while the sides in ``alive`` (n) stand."""
    n = len(battle.names)
    shares = np.where(alive[None, :] & alive[:, None], battle.share, 0.0)
    if battle.freed == "turns":
        shares = _turned(battle, shares, alive)
    for j, first in enumerate(battle.order[:n]):
        if first:
            shares[j] = 0.0
            target = next((i for i in first if alive[i]), None)
            if target is not None and alive[j]:
                shares[j, target] = 1.0
    losses: Array = battle.rate * shares.T
    return losses


def _turned(battle: Battle, shares: Array, alive: Mask) -> Array:
    """Shares scaled up to one; a side left only with enemies it spared turns on them evenly."""
    enemies = (battle.rate.T > 0) & alive[None, :] & alive[:, None]
    total = shares.sum(axis=1, keepdims=True)
    count = enemies.sum(axis=1, keepdims=True)
    even = np.divide(enemies, count, out=np.zeros_like(shares), where=count > 0)
    turned: Array = np.divide(shares, total, out=even, where=total > 0)
    return turned
