"""The war on a map: the same equations at every front, supply, movement, captures, chances."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from warring import LIVELY, STILL, chain, triangle

from contested.study.whatif.attrition import fight
from contested.study.whatif.battle import make_battle
from contested.study.whatif.check import check_scenario
from contested.study.whatif.draws import draw
from contested.study.whatif.fronts import Field, begin, shift, step, supply
from contested.study.whatif.scenario import (
    Intervention,
    Link,
    Position,
    Side,
    War,
    assume,
)
from contested.study.whatif.simulate import simulate
from contested.study.whatif.world import World, make_world


def started(scenario, runs: int = 5) -> tuple[World, Field]:  # type: ignore[no-untyped-def]
    world = make_world(scenario, draw(scenario, runs, scenario.seed), slice(0, runs))
    return world, begin(world)


@pytest.mark.parametrize("freed", ["turns", "lost"])
def test_three_fronts_follow_the_exact_attrition(freed: str) -> None:
    """A triangle of still garrisons is the three-sided battle, to half a percent."""
    scenario = triangle(freed=freed, days=200, step=0.25)
    runs = simulate(scenario)
    exact = fight(
        make_battle([1000, 900, 800], 0.02 * (np.ones((3, 3)) - np.eye(3)), freed=freed),  # type: ignore[arg-type]
        horizon=200,
    )
    assert runs.left[0] == pytest.approx(exact.left[0], rel=5e-3)
    assert runs.left[1:].max() < 1


def test_unaimed_fire_kills_by_density() -> None:
    """Under unaimed fire a garrison twice as dense loses twice as much per day, share for share."""
    thin, dense = triangle(), triangle((2000, 900, 800))
    for scenario, share in ((thin, 1.0), (dense, 2.0)):
        wars = tuple(replace(w, law="unaimed") for w in scenario.wars)
        world, field = started(replace(scenario, wars=wars))
        fixed = replace(world, strength=np.full_like(world.strength, 1000))
        before = field.force.copy()
        step(fixed, field, 0.01, np.ones((3, 5), np.float32))
        rate = -np.log(field.force[0, 0, 0] / before[0, 0, 0]) / 0.01
        expected = 0.02 * 0.5 * (before[1, 1, 0] + before[2, 2, 0]) / before[0, 0, 0]
        assert rate == pytest.approx(expected * before[0, 0, 0] / (1000 / 3), rel=0.02) and share


def test_movement_keeps_every_fighter_and_goes_to_the_threat() -> None:
    """Shifting conserves each side's total and fills the place that faces the enemy."""
    world, field = started(chain())
    reach = world.near @ field.force
    moved = shift(world, field, reach, np.full(5, 0.4, np.float32))
    assert moved.sum(axis=1) == pytest.approx(field.force.sum(axis=1), rel=1e-5)
    assert np.all(field.force[0, 2] > field.force[0, 0])


def test_vacuums_are_moved_into_and_only_by_neighbours() -> None:
    """A place nobody holds falls to whoever stands next to it; a distant one does not at once."""
    places = (*chain().places[:2], Position("Dayr", 36.0, 37.6, ()), chain().places[3])
    ground = replace(LIVELY, pace=assume(50.0))
    world, field = started(replace(chain(), places=places, ground=ground))
    taken = step(world, field, 1.0, np.full((4, 5), 0.5, np.float32))
    assert set(taken[:, 0]) == {2} and set(taken[:, 2]) == {-1}
    assert np.all(field.holder[2] >= 0)


def test_an_encircled_garrison_is_lost_and_a_free_one_falls_back() -> None:
    """Losses of the old holder count those that had nowhere to go, and nobody vanishes."""
    ground = replace(STILL, pace=assume(1e6), need=assume(1e-6))
    scenario = chain(ground=ground, wars=tuple(replace(w, rate=assume(1e-9)) for w in chain().wars))
    world, field = started(scenario)
    total = field.force.sum(axis=1) + field.lost
    chance = np.ones((4, 5), np.float32)
    chance[3] = 0.0  # Hasma falls, the south's only place
    south = field.force[1].sum(axis=0).copy()
    step(replace(world, flow=np.zeros_like(world.flow)), field, 0.01, chance)
    assert field.lost[1] == pytest.approx(south, rel=1e-5)
    assert field.force.sum(axis=1) + field.lost == pytest.approx(total, rel=1e-5)
    world, field = started(scenario)
    chance = np.ones((4, 5), np.float32)
    chance[2] = 0.0  # Dayr falls, and Marn is still the north's
    step(replace(world, flow=np.zeros_like(world.flow)), field, 0.01, chance)
    assert np.all(field.holder[2] == 1) and np.all(field.lost[0] < 1e-3)


def test_supply_stops_at_cut_links_and_closed_sources() -> None:
    """Behind a cut road nothing is fed; with the source closed nothing of that side is."""
    world, field = started(chain())
    assert field.fed[0, :3].min() == 1 and field.fed[1].min() == 1
    field.open_near = world.near.copy()
    field.open_near[0, 1] = field.open_near[1, 0] = 0
    supply(world, field)
    assert field.fed[0, 0].min() == 1 and field.fed[0, 1:].max() == 0
    field.shut = frozenset({0})
    supply(world, field)
    assert field.fed[0].max() == 0


def test_closing_the_crossing_costs_its_side_ground() -> None:
    """Averaged over runs the north holds less with its harbour shut from the first day."""
    base = chain()
    shut = Intervention("closing", base.start, places=("harbour",))
    with_it = simulate(replace(base, interventions=(shut,)))
    without = simulate(base)
    assert with_it.held[-1, 0].mean() < without.held[-1, 0].mean() - 0.05


def test_a_cut_link_ends_with_its_last_day() -> None:
    """A road cut for ten days is open again afterwards."""
    base = chain()
    cut = Intervention("cutting", base.start, "2015-10-10", places=("coast road",))
    world, field = started(replace(base, interventions=(cut,)))
    seen = []
    for _ in range(12):
        step(world, field, 1.0, np.ones((4, 5), np.float32))
        seen.append(bool(field.open_near[0, 1]))
    assert seen == [False] * 10 + [True] * 2


def test_strikes_take_what_they_say_from_whom_they_say() -> None:
    """Twenty a day for ten days are two hundred, from the struck side alone."""
    base = triangle(wars=tuple(replace(w, rate=assume(1e-9)) for w in triangle().wars))
    hit = Intervention("strikes", base.start, "2015-10-10", "crane", "green", amount=assume(20.0))
    runs = simulate(replace(base, interventions=(hit,)))
    assert runs.lost[1] == pytest.approx(200, rel=0.02)
    assert runs.lost[[0, 2]].max() < 0.1


def test_strikes_beside_a_side_land_only_where_it_stands() -> None:
    """Strikes helping the south spare a north that it does not touch."""
    base = chain(ground=STILL, wars=tuple(replace(w, rate=assume(1e-9)) for w in chain().wars))
    hit = Intervention("strikes", base.start, None, "crane", "north", "south", amount=assume(5.0))
    world, field = started(replace(base, interventions=(hit,)))
    before = field.force.copy()
    step(replace(world, flow=np.zeros_like(world.flow)), field, 1.0, np.ones((4, 5), np.float32))
    lost = before[0] - field.force[0]
    assert lost[2] == pytest.approx(np.full(5, 5.0), rel=0.05) and np.abs(lost[:2]).max() < 1e-3


def test_a_broken_side_leaves_its_places_to_nobody() -> None:
    """At its breaking point a side is gone from the map."""
    base = triangle()
    sides = (*base.sides[:2], replace(base.sides[2], break_at=assume(0.9)))
    runs = simulate(replace(base, sides=sides))
    assert np.all(runs.held[-1, 2] == 0) and np.all(runs.final[2] == -1)
    assert runs.record(0)[0].old == "blue" and runs.record(0)[0].new is None


def test_the_seed_decides_everything_and_workers_nothing() -> None:
    """One process or two, the same runs; another seed, other runs."""
    one, two = simulate(chain(), 600), simulate(chain(), 600, workers=2)
    assert np.array_equal(one.changes, two.changes) and np.array_equal(one.left, two.left)
    other = simulate(chain(seed=4), 600)
    assert not np.array_equal(one.changes, other.changes)


def test_an_intervention_that_does_nothing_changes_no_run() -> None:
    """Runs of a scenario and its baseline share their chances: strikes of 0 differ in nothing."""
    base = chain()
    nothing = Intervention("strikes", base.start, None, "crane", "north", amount=assume(0.0))
    assert np.array_equal(
        simulate(base).changes, simulate(replace(base, interventions=(nothing,))).changes
    )


def test_draws_do_not_depend_on_what_else_a_scenario_holds() -> None:
    """A side, a war and a place more: the numbers both have are drawn the same."""
    base, more = (
        draw(chain(), 50, 1),
        draw(triangle(sides=(*chain().sides, *triangle().sides)), 50, 1),
    )
    for name in ("strength of north", "strength of south"):
        assert np.array_equal(base.of(name), more.of(name))


def test_places_always_add_up_and_records_are_chains() -> None:
    """Each place has one holder at each time; each change starts from the last one's end."""
    scenario = chain()
    runs = simulate(scenario)
    assert runs.held.sum(axis=1).max() <= 4
    for run in range(40):
        holder = {p.name: p.holders[0] for p in scenario.places}
        told = runs.record(run)
        assert all(a.day <= b.day for a, b in pairwise(told))
        for change in told:
            assert holder[change.place] == change.old != change.new
            holder[change.place] = change.new or ""


def test_disputed_places_are_drawn_from_those_alleged() -> None:
    """Where two accounts differ, half of the runs start with each holder, none with a third."""
    places = (*triangle().places, Position("Marn", 36.5, 37.5, ("red", "green")))
    links = (*triangle().links, Link("Marn", "Red"))
    drawn = draw(triangle(places=places, links=links), 4000, 1).holders[:, 3]
    assert set(drawn) == {0, 1} and 0.45 < np.mean(drawn == 0) < 0.55


def test_no_side_is_favoured_by_its_place_in_the_list() -> None:
    """Three equal sides in a triangle end with a place each on average, within chance."""
    runs = simulate(triangle((800, 800, 800), ground=LIVELY, step=1.0, days=90), 3000)
    held = runs.held[-1].astype(float)
    error = held.std(axis=1) / np.sqrt(3000)
    assert np.all(np.abs(held.mean(axis=1) - 1) < 4 * error)


def test_shorter_steps_change_little() -> None:
    """Places held with steps of two days and of half a day agree within chance and 3%."""
    long, short = (simulate(chain(step=s, days=60), 2000).held[-1, 0] for s in (2.0, 0.5))
    assert long.mean() == pytest.approx(short.mean(), rel=0.03)


def test_random_scenarios_stay_sound() -> None:
    """Thirty odd worlds: extreme rates, nobody's places, no fighters: finite, whole, bounded."""
    rng = np.random.default_rng(4)
    for k in range(30):
        ids = [f"s{i}" for i in range(int(rng.integers(2, 5)))]
        n = int(rng.integers(len(ids), 9))
        places = tuple(
            Position(f"p{i}", 36.0, 37.0 + i, (ids[i],) if i < len(ids) else (ids[0],) * (i % 2))
            for i in range(n)
        )
        scenario = chain(
            seed=k, days=40, step=float(rng.choice([1.0, 4.0])), runs=20, sources=(),
            freed=str(rng.choice(["turns", "lost"])), places=places,
            sides=tuple(Side(i, assume(float(rng.choice([0.0, 1.0, 1e5]))),
                             assume(float(rng.choice([-5.0, 0.0, 9.0]))),
                             assume(float(rng.choice([0.0, 0.5])))) for i in ids),
            wars=tuple(War(a, b, assume(0.0, float(rng.choice([1e-4, 10.0]))),
                           assume(1 / (len(ids) - 1)), str(rng.choice(["aimed", "unaimed"])))  # type: ignore[arg-type]
                       for a in ids for b in ids if a != b),
            links=tuple(Link(f"p{i}", f"p{i + 1}") for i in range(n - 1)),
        )  # fmt: skip
        runs = simulate(check_scenario(scenario))
        assert np.all(np.isfinite(runs.left)) and np.all(runs.left >= 0) and np.all(runs.lost >= -1)
        assert runs.held.min() >= 0 and runs.held.sum(axis=1).max() <= n
