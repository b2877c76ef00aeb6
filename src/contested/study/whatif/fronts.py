"""One step of a war on a map, for all runs at once: fire, supply, movement, captures.

The same attrition equations hold at every front: a force at a place fires at the enemies in the
places next to it, splits its fire over the sides it can reach by the scenario's shares, and over
places in proportion to what stands there. Strengths fall by ``exp(−loss·dt)`` per step, so a step
may be long without a strength passing zero. Axes: S sides, P places, R runs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contested.study.whatif.world import Real, Strike, World

_FAINT = np.float32(1e-6)
_STEEP = 4  # how sharply captures set in around the superiority needed
_SCREEN = 0.05  # weight of quiet places when a force shifts towards threatened ones
_MOVE_IN = 0.5  # share of the attackers next to a captured place that moves in
_LEAST = 0.02  # of the average garrison: weaker forces take nothing


@dataclass(eq=False)
class Field:
    """The changing part: ``force`` (S, P, R), ``holder`` (P, R), ``fed`` (S, P, R) supply 0/1.

    ``lost`` (S, R) adds up losses; ``time`` in days.
    """

    force: Real
    holder: NDArray[np.int8]
    fed: Real
    lost: Real
    time: float
    open_near: Real
    shut: frozenset[int]


def begin(world: World) -> Field:
    """Forces spread over the places of each side, shifted towards threats before the first day."""
    sides, places, runs = world.shape
    held = holding(world.holder, sides)
    count = held.sum(axis=1, keepdims=True)
    force = held * (world.strength[:, None] / np.maximum(count, 1))
    fed = np.ones_like(force)
    field = Field(force, world.holder.copy(), fed, np.zeros((sides, runs), np.float32), 0.0,
                  world.near, frozenset())  # fmt: skip
    for _ in range(places):
        reach = field.open_near @ field.force
        field.force = shift(world, field, reach, np.full(runs, 0.5, np.float32))
    supply(world, field)
    return field


def holding(holder: NDArray[np.int8], sides: int) -> Real:
    """(S, P, R): 1 where a side holds a place."""
    held: Real = (holder[None] == np.arange(sides, dtype=np.int8)[:, None, None]).astype(np.float32)
    return held


def step(world: World, field: Field, dt: float, chance: Real) -> NDArray[np.intp]:
    """Move ``field`` on by ``dt`` days; ``chance`` (P, R) are uniform draws.

    Returns the captures, (k, 4): place, run, old holder, new holder.
    """
    _closures(world, field)
    fit = np.where(field.fed > 0, np.float32(1), world.ground[3])
    armed = field.force * fit
    reach = field.open_near @ armed
    _attrition(world, field, fit, np.float32(dt))
    _feed(world, field, dt)
    taken = captures(world, field, armed, dt, chance)
    gone = _break(world, field)
    if len(taken) or len(gone):
        supply(world, field)
    field.force = shift(world, field, reach, np.minimum(world.ground[2] * np.float32(dt), 1))
    field.time += dt
    return np.concatenate([taken, gone]) if len(gone) else taken


def _attrition(world: World, field: Field, fit: Real, dt: np.float32) -> None:
    """Losses over ``dt`` at the rates that hold halfway, which is exact to second order."""
    whole = field.force
    field.force = whole * np.exp(-dt / 2 * losses(world, field, whole * fit))
    rate = losses(world, field, field.force * fit) + _struck(world, field)
    field.force = whole * np.exp(-dt * rate)
    field.lost += (whole - field.force).sum(axis=1)


def losses(world: World, field: Field, armed: Real) -> Real:
    """(S, P, R): share of each force lost per day to the fire of enemies next to it."""
    sides = world.shape[0]
    near = field.open_near
    reach = near @ field.force
    there = reach > _FAINT
    rate = np.zeros_like(field.force)
    ref = np.maximum(world.strength / np.float32(len(near)), _FAINT)
    for by in range(sides):
        foes = [on for on in range(sides) if world.rate[on, by].any()]
        if not foes:
            continue
        weight = {on: world.share[by, on] * there[on] for on in foes}
        total = sum(weight.values())
        if world.turns:
            weight, total = _turned(world, by, weight, there, np.asarray(total))
        for on in foes:
            shots = armed[by] * weight[on] / np.maximum(reach[on], _FAINT)
            if world.turns:
                shots /= np.maximum(total, _FAINT)
            loss = world.rate[on, by] * (near @ shots)
            rate[on] += loss * field.force[on] / ref[on] if world.area[on, by] else loss
    return rate


def _turned(
    world: World, by: int, weight: dict[int, Real], there: NDArray[np.bool_], total: Real
) -> tuple[dict[int, Real], Real]:
    """Where a side reaches only enemies it meant to spare, it fires at them evenly after all."""
    idle = total <= 0
    if idle.any():
        weight = {on: np.where(idle, there[on].astype(np.float32), w) for on, w in weight.items()}
        total = np.sum(list(weight.values()), axis=0)
    return weight, total


def _struck(world: World, field: Field) -> Real:
    """(S, P, R): share of each force lost per day to strikes from the air."""
    rate = np.zeros_like(field.force)
    for hit in world.strikes:
        if not hit.first <= field.time < hit.last:
            continue
        where = hit.where[:, None] & (field.force[hit.against] > _FAINT)
        if hit.helping is not None:
            where &= (field.open_near @ field.force[hit.helping]) > _FAINT
        target = np.where(where, field.force[hit.against], 0)
        rate[hit.against] += where * (hit.amount / np.maximum(target.sum(axis=0), _FAINT))
    return rate


def _feed(world: World, field: Field, dt: float) -> None:
    """Recruits at supplied places, what comes in through sources, and reinforcements."""
    sides = world.shape[0]
    on = holding(field.holder, sides)
    base = on * field.fed
    for s in range(sides):
        gain = world.recruits[s] + _given(world.gains, s, field.time)
        if gain.any():
            spread = base[s] / np.maximum(base[s].sum(axis=0), 1)
            field.force[s] = np.maximum(field.force[s] + dt * gain * spread, 0)
    for c, (place, side) in enumerate(zip(world.source_place, world.source_side, strict=True)):
        if c not in field.shut:
            field.force[side, place] += np.float32(dt) * world.flow[c] * on[side, place]


def _given(gains: tuple[Strike, ...], side: int, time: float) -> Real:
    zero = np.zeros(1, np.float32)
    return sum((g.amount for g in gains if g.against == side and g.first <= time < g.last), zero)


def _closures(world: World, field: Field) -> None:
    """Open and shut what changes today; supply is found anew only then."""
    active = [c for c in world.closures if c.first <= field.time < c.last]
    shut = frozenset(k for c in active for k in c.sources)
    near = world.near.copy()
    for i, j in (pair for c in active for pair in c.links):
        near[i, j] = near[j, i] = 0
    if shut != field.shut or not np.array_equal(near, field.open_near):
        field.shut, field.open_near = shut, near
        supply(world, field)


def supply(world: World, field: Field) -> None:
    """Mark where each side's supply reaches: held places linked through held ones to a source.

    A side that has no source in the scenario lives off the land.
    """
    sides, places, _ = world.shape
    on = holding(field.holder, sides)
    fed = np.zeros_like(on)
    for c, (place, side) in enumerate(zip(world.source_place, world.source_side, strict=True)):
        if c not in field.shut:
            fed[side, place] = on[side, place]
    step_to = field.open_near + np.eye(places, dtype=np.float32)
    with_source = np.unique(world.source_side)
    for s in range(sides):
        if s not in with_source:
            fed[s] = 1
            continue
        before = -1.0
        while (total := float(fed[s].sum())) > before:
            before = total
            fed[s] = np.minimum(step_to @ fed[s], 1) * on[s]
    field.fed = fed


def shift(world: World, field: Field, reach: Real, part: Real) -> Real:
    """Forces after ``part`` (R) of each moved among its own linked places, towards threats."""
    sides, places, _ = world.shape
    hostile = _at_war(world)
    threat = np.tensordot(hostile.astype(np.float32), reach, axes=1)
    scale = np.maximum(threat.mean(axis=1, keepdims=True), _FAINT)
    weight = holding(field.holder, sides) * (threat / scale + np.float32(_SCREEN))
    step_to = field.open_near + np.eye(places, dtype=np.float32)
    pull = np.maximum(step_to @ weight, _FAINT)
    moving = field.force * part
    moved: Real = field.force - moving + weight * (step_to @ (moving / pull))
    return moved


def _at_war(world: World) -> NDArray[np.bool_]:
    """(S, S): whether either fights the other."""
    fires: NDArray[np.bool_] = np.any(world.rate > 0, axis=2)
    return fires | fires.T


def _press(field: Field, may: NDArray[np.bool_], armed: Real) -> Real:
    """(S, P, R): attackers on each place; a force next to several targets is split over them."""
    target = may & (field.holder[None] != np.arange(len(may), dtype=np.int8)[:, None, None])
    aim = target.astype(np.float32)
    chances = np.maximum(field.open_near @ aim, 1)
    press: Real = aim * (field.open_near @ (armed / chances))
    return press


def captures(world: World, field: Field, armed: Real, dt: float, chance: Real) -> NDArray[np.intp]:
    """Let places fall where attackers in reach are strong enough; (k, 4) as ``step`` says."""
    at_war = _at_war(world)
    held = field.holder >= 0
    owner = np.where(held, field.holder, 0).astype(np.intp)
    press = _press(field, at_war[:, owner] | ~held[None], armed)
    best = press.max(axis=0)
    garrison = np.where(held, np.take_along_axis(field.force, owner[None], 0)[0], 0)
    ratio = best / np.maximum(garrison, _FAINT)
    odds = np.minimum(ratio / np.maximum(world.ground[1], _FAINT), 1e4) ** _STEEP
    hazard = world.ground[0] * odds / (1 + odds)
    weak = best < np.float32(_LEAST) * world.strength.sum(axis=0) / len(garrison)
    fall = (chance < -np.expm1(-hazard * np.float32(dt))) & ~weak
    where = np.argwhere(fall)
    if not len(where):
        return np.empty((0, 4), np.intp)
    p, r = where[:, 0], where[:, 1]
    new = _strongest(press[:, p, r], r)
    old = field.holder[p, r].astype(np.intp)
    taken = np.column_stack([p, r, old, new])
    turns = _turns(r)
    for turn in range(int(turns.max()) + 1):
        _fall(field, taken[turns == turn])
    return taken


def _strongest(press: Real, runs: NDArray[np.intp]) -> NDArray[np.intp]:
    """The side with most ``press`` (S, k); equals take turns by run, so that none is favoured."""
    sides = len(press)
    order = (np.arange(sides)[:, None] + runs) % sides
    best = np.take_along_axis(press, order, 0).argmax(axis=0)
    found: NDArray[np.intp] = order[best, np.arange(len(runs))]
    return found


def _fall(field: Field, taken: NDArray[np.intp]) -> None:
    """Let the places of ``taken`` (k, 4; no run twice) change hands.

    The garrison falls back on its own side's places next to it, or is lost where there is none;
    half of the attackers next to the place move in.
    """
    p, r, old, new = taken.T
    every = np.arange(len(field.open_near))[:, None]
    near = field.open_near[p].T
    owner = np.maximum(old, 0)
    rest = np.where(old >= 0, field.force[owner, p, r], 0)
    back = near * (field.holder[:, r] == old)
    count = back.sum(axis=0)
    field.force[owner, p, r] -= rest
    field.force[owner, every, r] += back * (rest / np.maximum(count, 1))
    field.lost[owner, r] += np.where(count > 0, 0, rest)
    field.holder[p, r] = new
    sent = near * field.force[new, every, r] * np.float32(_MOVE_IN)
    field.force[new, every, r] -= sent
    field.force[new, p, r] += sent.sum(axis=0)


def _turns(runs: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each entry how often its run stood before: 0 for the first, and so on."""
    order = np.argsort(runs, kind="stable")
    ranked = runs[order]
    fresh = np.flatnonzero(np.diff(ranked, prepend=-1))
    start = np.repeat(fresh, np.diff(fresh, append=len(ranked)))
    turns = np.empty_like(runs)
    turns[order] = np.arange(len(runs)) - start
    return turns


def _break(world: World, field: Field) -> NDArray[np.intp]:
    """A side at its breaking point stops fighting: its places are nobody's."""
    total = field.force.sum(axis=1)
    broke = (total <= world.break_at * world.strength) & (total > 0) & (world.break_at > 0)
    if not broke.any():
        return np.empty((0, 4), np.intp)
    rows = []
    for s, r in np.argwhere(broke):
        left = np.flatnonzero(field.holder[:, r] == s)
        field.holder[left, r] = -1
        field.force[s, :, r] = 0
        rows += [(p, r, s, -1) for p in left]
    return np.array(rows, np.intp).reshape(-1, 4)
