"""A scenario as one battle without ground: who outlasts whom, what each side could do better.

Coarser than the fronts, and exact: the attrition of ``attrition`` with the scenario's strengths,
rates, shares, recruits and supply, to its horizon. Interventions are left out.
"""

from dataclasses import dataclass, replace

import numpy as np

from contested.errors import ScenarioError
from contested.study.whatif.attrition import Course, fight
from contested.study.whatif.battle import Array, Battle, make_battle
from contested.study.whatif.draws import Draws, draw, scaled
from contested.study.whatif.policy import Choice, best_allocation
from contested.study.whatif.scenario import Scenario, numbers
from contested.study.whatif.winners import WinnerMap, winner_map

_GRID = 28  # strengths a side of the map
_SPAN = 3.0  # times the middle strength, up and down


@dataclass(frozen=True, eq=False)
class SimulatedBattle:
    """The battle at the middle of every range, and over draws.

    ``alone`` and ``standing`` (n): share of draws in which a side is alone on the field, or on it,
    at the horizon. ``best``: for each side the best split of fire or order found, others unchanged.
    """

    battle: Battle
    course: Course
    alone: tuple[float, ...]
    standing: tuple[float, ...]
    best: tuple[Choice, ...]


def fight_theatre(scenario: Scenario, runs: int = 1000) -> SimulatedBattle:
    """Fight it at the middle values, over ``runs`` draws, and with each side's best choice."""
    battle, days = _battle(scenario, _middle(scenario)), float(scenario.days)
    drawn = draw(scenario, runs, scenario.seed)
    ends = [fight(_battle(scenario, _row(drawn, k)), days).standing for k in range(runs)]
    names = battle.names
    return SimulatedBattle(
        battle,
        fight(battle, days),
        tuple(sum(e == (n,) for e in ends) / runs for n in names),
        tuple(sum(n in e for e in ends) / runs for n in names),
        tuple(
            best_allocation(battle, n, days) for n in names if battle.share[names.index(n)].any()
        ),
    )


def theatre_map(scenario: Scenario, across: str, up: str) -> WinnerMap:
    """Who is left alone when it is fought to the end without recruits or supply, over starting
    strengths of two sides, a third to three times the middle ones, all else in the middle.

    Raises ScenarioError for a side that is not there.
    """
    battle = _battle(scenario, _middle(scenario))
    battle = replace(battle, inflow=np.zeros_like(battle.inflow))
    axes = []
    for side in (across, up):
        if side not in battle.names:
            known = ", ".join(battle.names)
            raise ScenarioError(f"{scenario.origin}: {side!r} is no side (sides: {known})")
        middle = battle.strength[battle.names.index(side)]
        axes.append((side, np.geomspace(middle / _SPAN, middle * _SPAN, _GRID)))
    return winner_map(battle, axes[0], axes[1])


def _middle(scenario: Scenario) -> dict[str, float]:
    return {name: float(scaled(n, np.array(0.5))) for name, n in numbers(scenario)}


def _row(drawn: Draws, k: int) -> dict[str, float]:
    return dict(zip(drawn.names, drawn.values[k].tolist(), strict=True))


def _battle(scenario: Scenario, values: dict[str, float]) -> Battle:
    ids = scenario.side_ids
    n = len(ids)
    rate, share = np.zeros((n, n)), np.zeros((n, n))
    area = np.zeros((n, n), bool)
    for war in scenario.wars:
        by, on = ids.index(war.by), ids.index(war.on)
        rate[on, by] = values[f"rate of {war.by} on {war.on}"]
        share[by, on] = values[f"share of fire, {war.by} on {war.on}"]
        area[on, by] = war.law == "unaimed"
    strength = np.array([values[f"strength of {s}"] for s in ids])
    made = make_battle(
        strength,
        np.where(area, rate / np.maximum(strength[:, None], 1e-9), rate),
        _even_out(share),
        freed=scenario.freed,
        names=ids,
        unaimed=area,
        inflow=np.array([values[f"recruits of {s}"] for s in ids]),
        break_at=np.array([values[f"break point of {s}"] for s in ids]),
    )
    flows = [(s.side, values[f"flow through {s.name}"]) for s in scenario.sources]
    extra = np.array([sum(f for side, f in flows if side == s) for s in ids])
    return replace(made, inflow=made.inflow + extra)


def _even_out(share: Array) -> Array:
    total = share.sum(axis=1, keepdims=True)
    scaled_up: Array = np.divide(share, total, out=share.copy(), where=total > 0)
    return scaled_up
