"""The same battle with whole units that fall one at a time: a Markov jump process, exact.

Gillespie's direct method (1977), all runs at once: each turn of the loop gives every unfinished
run its next loss or gain. Waiting times are exponential at the total rate, so nothing steps in
time.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contested.errors import ScenarioError
from contested.study.whatif.battle import Array, Battle, fire

_MOST_SIDES = 12  # fire is tabled for every set of sides that may stand


@dataclass(frozen=True, eq=False)
class SimulatedBattles:
    """``left`` (runs, n): units on the field at the end, ``end`` (runs): when, ``won`` (runs):
    index of the only side standing, −1 where more than one or none does."""

    names: tuple[str, ...]
    left: NDArray[np.int64]
    end: Array
    won: NDArray[np.int64]


@dataclass(eq=False)
class _Runs:
    """The runs that go on; arrays shrink as runs end."""

    which: NDArray[np.int64]
    units: NDArray[np.int64]
    time: Array


def fight_in_jumps(
    battle: Battle, runs: int, rng: np.random.Generator, horizon: float = np.inf
) -> SimulatedBattles:
    """``runs`` battles of whole units. Raises ScenarioError where strengths are not whole."""
    n = len(battle.names)
    start = battle.strength.astype(np.int64)
    if np.any(start != battle.strength):
        raise ScenarioError("a battle in jumps needs whole strengths")
    if n > _MOST_SIDES or (np.isinf(horizon) and np.any(battle.inflow > 0)):
        raise ScenarioError(f"jumps need at most {_MOST_SIDES} sides, and a horizon with inflow")
    table = _table(battle)
    floor = np.floor(battle.break_at * battle.strength).astype(np.int64)
    left = np.tile(start, (runs, 1))
    end = np.zeros(runs)
    going = _Runs(np.arange(runs), left.copy(), np.zeros(runs))
    while len(going.which):
        done = _jump(battle, going, table, floor, (rng, horizon))
        left[going.which], end[going.which] = going.units, np.minimum(going.time, horizon)
        going = _Runs(going.which[~done], going.units[~done], going.time[~done])
    standing = left > floor
    alone = standing.sum(axis=1) == 1
    won = np.where(alone, np.argmax(standing, axis=1), -1)
    return SimulatedBattles(battle.names, left, end, won)


def _table(battle: Battle) -> tuple[Array, Array]:
    """Aimed and unaimed fire, (2ⁿ, n, n), by the set of sides standing as a binary number."""
    n = len(battle.names)
    sets = [(code >> np.arange(n)) & 1 == 1 for code in range(2**n)]
    every = np.stack([fire(battle, alive) for alive in sets])
    area = np.broadcast_to(battle.unaimed, every.shape)
    return np.where(area, 0.0, every), np.where(area, every, 0.0)


def _jump(
    battle: Battle,
    going: _Runs,
    table: tuple[Array, Array],
    floor: NDArray[np.int64],
    chance: tuple[np.random.Generator, float],
) -> NDArray[np.bool_]:
    """Give every run its next jump; returns which runs are over."""
    rng, horizon = chance
    n = len(floor)
    standing = going.units > floor
    code = standing @ (1 << np.arange(n))
    units = np.where(standing, going.units, 0).astype(float)
    flat = np.einsum("rij,rj->ri", table[0][code], units)
    area = np.einsum("rij,rj->ri", table[1][code], units) * units
    away = np.where(standing, np.maximum(-battle.inflow, 0.0), 0.0)
    back = np.where(standing, np.maximum(battle.inflow, 0.0), 0.0)
    rates = np.concatenate([flat + area + away, back], axis=1)
    total = rates.sum(axis=1)
    at_war = (flat + area).sum(axis=1) > 0
    wait = rng.exponential(size=len(total)) / np.where(total > 0, total, 1.0)
    pick = rng.random(len(total)) * total
    event = (np.cumsum(rates, axis=1) < pick[:, None]).sum(axis=1)
    over: NDArray[np.bool_] = ~at_war | (going.time + wait >= horizon)
    going.time += np.where(at_war, wait, 0.0)
    rows = np.flatnonzero(~over)
    side = np.minimum(event[rows], 2 * n - 1)
    going.units[rows, side % n] += np.where(side < n, -1, 1)
    return over
