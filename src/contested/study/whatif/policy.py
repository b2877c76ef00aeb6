"""What a side can do: whom to fight first, how to split its fire, what it can be sure of."""

from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from contested.errors import ScenarioError
from contested.study.whatif.attrition import Course, fight
from contested.study.whatif.battle import Array, Battle

_ORDERS = 6  # enemies up to which every order is tried
_STARTS = 4
Sides = NDArray[np.intp]


def best_order(kills: Array, losses: Array) -> tuple[int, ...]:
    """The order in which one side beats many enemies that fight it alone, at least cost.

    ``kills`` (m): what it destroys of enemy k per unit of time; ``losses`` (m): what a unit of k
    costs it. Highest ``kills × losses`` first: swapping two neighbours of any other order never
    raises the strength needed (the square law, summed over phases).
    """
    return tuple(int(k) for k in np.argsort(-(kills * losses), kind="stable"))


def strength_needed(
    kills: Array, losses: Array, enemies: Array, order: tuple[int, ...] | None = None
) -> float:
    """The least strength with which one side beats ``enemies`` (m) in turn in ``order``.

    From the end backwards, each phase keeps kills·x²/2 − losses·y²/2 − (rest's fire)·y.
    """
    chosen = best_order(kills, losses) if order is None else order
    squared, waiting = 0.0, 0.0
    for k in reversed(chosen):
        y = enemies[k]
        squared += (losses[k] * y**2 + 2.0 * waiting * y) / kills[k]
        waiting += losses[k] * y
    return float(np.sqrt(squared))


def guaranteed(own: float, others: Array) -> float | None:
    """What a side of strength ``own`` keeps at least when all rates are equal; None: no guarantee.

    ``others`` are the rest. Their worst is to fire at it alone; then own² − (sum of others)² stays
    constant, and any fire they turn on each other only helps it.
    """
    square = own**2 - float(np.sum(others)) ** 2
    return float(np.sqrt(square)) if square > 0 else None


@dataclass(frozen=True, eq=False)
class Choice:
    """The best found for a side: shares of its fire (n), or whom it fights first, and the course.

    ``worth`` is what it keeps, less what its enemies keep when they stand; comparable only
    between choices in one battle.
    """

    side: str
    share: Array | None
    order: tuple[str, ...]
    worth: float
    course: Course


def best_allocation(battle: Battle, side: str, horizon: float = np.inf) -> Choice:
    """The best constant split, or order of concentration, for ``side``, the others unchanged.

    Tries every order of up to six enemies, then searches the splits from the even one, the given
    one and random ones. Raises ScenarioError for a side that is not there or fights nobody.
    """
    if side not in battle.names:
        raise ScenarioError(f"no side is called {side!r}")
    j = battle.names.index(side)
    enemies = np.flatnonzero(battle.rate[:, j] > 0)
    if not len(enemies):
        raise ScenarioError(f"{side}: fires at nobody, so there is nothing to choose")
    found = _orders(battle, j, enemies, horizon) + _splits(battle, j, enemies, horizon)
    return max(found, key=lambda c: c.worth)


def _worth(battle: Battle, j: int, course: Course) -> float:
    on = np.array([n in course.standing for n in course.names])
    left = np.where(on, course.left, 0.0)
    against = (battle.rate[:, j] > 0) | (battle.rate[j] > 0)
    return float(left[j] - left[against].sum())


def _orders(battle: Battle, j: int, enemies: Sides, horizon: float) -> list[Choice]:
    if len(enemies) > _ORDERS:
        return []
    given = battle.order or ((),) * len(battle.names)
    found = []
    for way in permutations(int(e) for e in enemies):
        trial = replace(battle, order=(*given[:j], way, *given[j + 1 :]))
        course = fight(trial, horizon)
        names = tuple(battle.names[k] for k in way)
        found.append(Choice(battle.names[j], None, names, _worth(battle, j, course), course))
    return found


def _splits(battle: Battle, j: int, enemies: Sides, horizon: float) -> list[Choice]:
    m, rng = len(enemies), np.random.default_rng(0)
    freed = (*battle.order[:j], (), *battle.order[j + 1 :]) if battle.order else ()

    def choice(weights: Array) -> Choice:
        share = battle.share.copy()
        share[j] = 0.0
        share[j, enemies] = _simplex(weights)
        course = fight(replace(battle, share=share, order=freed), horizon)
        return Choice(battle.names[j], share[j], (), _worth(battle, j, course), course)

    if m == 1:
        return [choice(np.zeros(1))]
    given = np.log(np.maximum(battle.share[j, enemies], 1e-6))
    starts = [np.zeros(m), given, *rng.normal(size=(_STARTS - 2, m))]
    best = [
        minimize(lambda w: -choice(w).worth, s, method="Nelder-Mead", options={"maxfev": 60 * m})
        for s in starts
    ]
    return [choice(b.x) for b in best]


def _simplex(weights: Array) -> Array:
    powers = np.exp(weights - weights.max())
    shares: Array = powers / powers.sum()
    return shares
