"""A battle fought to its end: exact between eliminations, which are found as roots."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from contested.errors import ScenarioError
from contested.study.whatif.battle import Array, Battle, Mask, fire
from contested.study.whatif.flow import first_crossing, linear, mixed_crossing

_TIE = 1e-9  # of the starting total: what is left of all when nobody wins
_FADE = 1e-12  # unaimed fire never quite ends a side: below this share it is gone
_TOGETHER = 1e-11  # sides this near (of the start) to their floors at one time go together
_ENDLESS = 1e6  # in units of the fastest loss: long enough for any mixed battle to settle


@dataclass(frozen=True, slots=True)
class Exit:
    """A side leaves the field at ``time`` with ``left`` strength (0 unless it broke)."""

    side: str
    time: float
    left: float
    why: Literal["gone", "broke"]


@dataclass(frozen=True, eq=False)
class Phase:
    """The way from one elimination to the next; ``state`` takes time since ``start``."""

    start: float
    end: float
    alive: Mask
    state: Callable[[float], Array]


@dataclass(frozen=True, eq=False)
class Course:
    """How a battle went. ``left`` (n) are the strengths at the end, of those gone too (0).

    ``standing`` are the sides on the field then; ``decided`` when no two of them still fight.
    """

    names: tuple[str, ...]
    phases: tuple[Phase, ...]
    exits: tuple[Exit, ...]
    end: float
    left: Array
    standing: tuple[str, ...]
    decided: bool

    def at(self, time: float) -> Array:
        """Strengths on the field at ``time``; a side that left counts 0."""
        for phase in self.phases:
            if time < phase.end:
                return np.where(phase.alive, phase.state(max(0.0, time - phase.start)), 0.0)
        on = np.array([n in self.standing for n in self.names])
        return np.where(on, self.left, 0.0)


def fight(battle: Battle, horizon: float = np.inf) -> Course:
    """The whole course up to ``horizon``. Raises ScenarioError for an endless war with inflow."""
    if np.isinf(horizon) and np.any(battle.inflow > 0):
        raise ScenarioError("a battle with reinforcement may never end: give a horizon")
    floor = battle.break_at * battle.strength
    x, time = battle.strength.astype(float), 0.0
    alive = x > floor
    phases: list[Phase] = []
    exits: list[Exit] = []
    while time < horizon and _hostile(battle, alive):
        span, after, state = _phase(battle, alive, x, floor, horizon - time)
        phases.append(Phase(time, time + span, alive, state))
        time, x = time + span, np.where(alive, np.maximum(after, 0.0), x)
        gone = alive & (x - floor <= _limit(battle))
        if not gone.any():  # the horizon, or a fight that fades without a loser
            break
        x = np.where(gone, floor, x)
        exits += [_exit(battle, int(i), time, floor) for i in np.flatnonzero(gone)]
        alive = alive & ~gone
    if np.where(alive, x, 0).sum() <= _TIE * battle.strength.sum():
        alive = np.zeros_like(alive)
    standing = tuple(n for n, on in zip(battle.names, alive, strict=True) if on)
    decided = not _at_war(battle, alive)
    return Course(battle.names, tuple(phases), tuple(exits), time, x, standing, decided)


def _limit(battle: Battle) -> Array:
    faded = np.where(battle.unaimed.any(axis=1), 2 * _FADE, 0.0) * battle.strength
    limit: Array = np.maximum(faded, _TOGETHER * battle.strength.max())
    return limit


def _exit(battle: Battle, i: int, time: float, floor: Array) -> Exit:
    return Exit(battle.names[i], time, float(floor[i]), "broke" if floor[i] > 0 else "gone")


def _at_war(battle: Battle, alive: Mask) -> bool:
    return bool(np.any((battle.rate > 0) & alive[:, None] & alive[None, :]))


def _hostile(battle: Battle, alive: Mask) -> bool:
    """Whether anybody still loses anything, or gains: fire that is lost ends a war too."""
    return bool(np.any(fire(battle, alive) > 0))


def _phase(
    battle: Battle, alive: Mask, x: Array, floor: Array, most: float
) -> tuple[float, Array, Callable[[float], Array]]:
    losses = fire(battle, alive)
    inflow = np.where(alive, battle.inflow, 0.0)
    if np.any((losses > 0) & battle.unaimed):
        return _mixed(battle, losses, inflow, x, (floor, most))
    start = np.where(alive, x, 0.0)
    low = np.where(alive, floor, -1.0)
    flow = linear(losses, inflow, start)
    found = first_crossing(flow, low, most)
    n = len(x)

    def state(time: float) -> Array:
        return flow.at(time)[:n]

    if found is not None:
        return found[0], found[1], state
    return _fading(flow.at, most, n, x)


def _fading(
    at: Callable[[float], Array], most: float, n: int, x: Array
) -> tuple[float, Array, Callable[[float], Array]]:
    """No crossing: the horizon, or strengths that melt away together along the Perron ray."""
    if np.isfinite(most):
        return most, at(most)[:n], lambda time: at(time)[:n]
    return most, np.zeros_like(x), lambda time: at(time)[:n]


def _mixed(
    battle: Battle, losses: Array, inflow: Array, x: Array, bounds: tuple[Array, float]
) -> tuple[float, Array, Callable[[float], Array]]:
    floor, most = bounds
    alive = losses.any(axis=0) | losses.any(axis=1)
    faint = np.where(alive, np.maximum(floor, _FADE * battle.strength), -1.0)
    flat, area = np.where(battle.unaimed, 0.0, losses), np.where(battle.unaimed, losses, 0.0)

    def lost(state: Array) -> Array:
        return flat @ state + state * (area @ state) - inflow

    fastest = float(np.max(lost(x) / np.where(x > 0, x, 1.0)))
    return mixed_crossing(lost, x, faint, min(most, _ENDLESS / max(fastest, 1e-300)))
