"""Who wins, as a map over two starting strengths."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from contested.errors import ScenarioError
from contested.study.whatif.attrition import fight
from contested.study.whatif.battle import Array, Battle


@dataclass(frozen=True, eq=False)
class WinnerMap:
    """``winner`` (len(y), len(x)): index of the side left alone, −1 where nobody is or several.

    ``left`` is what it keeps, in units of strength.
    """

    names: tuple[str, ...]
    across: str
    up: str
    x: Array
    y: Array
    winner: NDArray[np.int64]
    left: Array


def winner_map(
    battle: Battle, across: tuple[str, Array], up: tuple[str, Array], horizon: float = np.inf
) -> WinnerMap:
    """Fight the battle for every pair of starting strengths of two sides, the rest as given.

    Raises ScenarioError when a side is not in the battle.
    """
    for name, _ in (across, up):
        if name not in battle.names:
            raise ScenarioError(f"no side is called {name!r}")
    i, j = battle.names.index(across[0]), battle.names.index(up[0])
    winner = np.full((len(up[1]), len(across[1])), -1, np.int64)
    left = np.zeros(winner.shape)
    for row, high in enumerate(up[1]):
        for column, wide in enumerate(across[1]):
            strength = battle.strength.copy()
            strength[i], strength[j] = wide, high
            course = fight(replace(battle, strength=strength), horizon)
            if len(course.standing) == 1:
                k = battle.names.index(course.standing[0])
                winner[row, column], left[row, column] = k, course.left[k]
    return WinnerMap(battle.names, across[0], up[0], across[1], up[1], winner, left)
