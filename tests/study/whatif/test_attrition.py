"""Attrition of any number of sides: published numbers, closed forms, laws as limits."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from contested.errors import ScenarioError
from contested.study.whatif.attrition import Course, fight
from contested.study.whatif.battle import Battle, fire, make_battle
from contested.study.whatif.jumps import fight_in_jumps

ALL = np.ones((3, 3)) - np.eye(3)
CYCLE = np.array([[0, 0.012, 0.009], [0.02, 0, 0.021], [0.02, 0.008, 0]])


def exits(course: Course) -> list[tuple[str, float]]:
    return [(e.side, round(e.time, 6)) for e in course.exits]


def test_three_even_sides_have_eigenvalues_one_and_minus_a_half() -> None:
    """Fire split in half at rate 1: M has eigenvalues 1, −½, −½."""
    battle = make_battle([1, 1, 1], ALL)
    values = np.sort(np.linalg.eigvals(fire(battle, np.ones(3, bool))).real)
    assert values == pytest.approx([-0.5, -0.5, 1.0], abs=1e-12)


def test_fire_that_turns_and_fire_that_is_lost() -> None:
    """(1, .9, .8): times of both eliminations by what becomes of freed fire; same survivor."""
    turned = fight(make_battle([1, 0.9, 0.8], ALL, freed="turns"))
    lost = fight(make_battle([1, 0.9, 0.8], ALL, freed="lost"))
    assert exits(turned) == [("side 3", 1.464816), ("side 2", 2.014123)]
    assert exits(lost) == [("side 3", 1.464816), ("side 2", 2.563429)]
    assert turned.left[0] == pytest.approx(0.36028109, abs=1e-8)
    assert lost.left[0] == pytest.approx(0.36028109, abs=1e-8)
    assert turned.standing == ("side 1",) and turned.decided


def test_twins_fall_together() -> None:
    """(2.1, 1, 1): both weaker sides go at one time, 1.7055184 is left."""
    course = fight(make_battle([2.1, 1, 1], ALL))
    assert course.left[0] == pytest.approx(1.7055184, abs=1e-7)
    assert course.exits[0].time == pytest.approx(course.exits[1].time, abs=1e-9)


def test_perron_ray_is_mutual_destruction() -> None:
    """On the ray of M's growth rate 0.02854797 everybody fades; beside it one wins."""
    values, vectors = np.linalg.eig(CYCLE)
    lead = int(np.argmax(values.real))
    ray = vectors[:, lead].real / vectors[:, lead].real.sum()
    assert values[lead].real == pytest.approx(0.02854797, abs=1e-8)
    assert ray == pytest.approx([0.27312, 0.41832, 0.30856], abs=5e-6)
    assert fight(make_battle(ray, 2 * CYCLE)).standing == ()
    assert fight(make_battle(ray + np.array([0.01, 0, 0]), 2 * CYCLE)).standing == ("side 1",)
    midway = fight(make_battle(ray, 2 * CYCLE)).at(50.0)
    assert midway == pytest.approx(ray * np.exp(-0.02854797 * 50), rel=1e-6)


@pytest.mark.parametrize(
    ("regulars", "winner", "left"), [(40.0, "guerrillas", 10 / 3), (45.0, "regulars", 15.0)]
)
def test_deitchman(regulars: float, winner: str, left: float) -> None:
    """Aimed fire at regulars (.3), unaimed at guerrillas (.01): 30 against 40, and against 45."""
    battle = make_battle(
        [30, regulars],
        [[0, 0.01], [0.3, 0]],
        unaimed=[[0, 1], [0, 0]],
        names=("guerrillas", "regulars"),
    )
    course = fight(battle)
    assert course.standing == (winner,)
    assert course.left[battle.names.index(winner)] == pytest.approx(left, abs=1e-4)


def test_square_and_linear_law_are_limits() -> None:
    """All aimed: a·x² − b·y² is kept. All unaimed: a·x − b·y is kept."""
    rates = [[0, 0.2], [0.3, 0]]
    square = fight(make_battle([10, 11], rates))
    assert square.left[0] == pytest.approx(np.sqrt(100 - 0.2 / 0.3 * 121), abs=1e-9)
    linear = fight(make_battle([10, 11], rates, unaimed=[[0, 1], [1, 0]]))
    assert linear.left[0] == pytest.approx(10 - 0.2 / 0.3 * 11, abs=1e-6)


def test_course_between_eliminations_is_the_differential_equation() -> None:
    """At times in every phase the state is what an independent integrator finds, to 1e-8."""
    battle = make_battle([1, 0.9, 0.8], ALL, freed="turns")
    course = fight(battle)
    first = solve_ivp(
        lambda t, x: -0.5 * ALL @ x, (0, 1.4), battle.strength, rtol=1e-11, atol=1e-13
    )
    assert course.at(1.4) == pytest.approx(first.y[:, -1], abs=1e-8)
    x = course.at(1.464817)[:2]
    then = solve_ivp(lambda t, z: -z[::-1], (0, 0.4), x, rtol=1e-11, atol=1e-13)
    assert course.at(1.864817)[:2] == pytest.approx(then.y[:, -1], abs=1e-8)


def test_reinforcement_is_exact_and_never_skips_a_crossing() -> None:
    """Inflow makes strengths rise and fall; the first zero agrees with a fine integrator."""
    rates, inflow = np.array([[0, 0.1], [0.2, 0]]), np.array([0.5, 1.4])
    course = fight(make_battle([10, 8], rates, inflow=inflow), horizon=200)

    def empty(_t: float, x: Any) -> float:
        return float(np.min(x))

    empty.terminal = True  # type: ignore[attr-defined]
    run = solve_ivp(
        lambda t, x: inflow - rates @ x, (0, 200), [10, 8], events=empty, rtol=1e-11, atol=1e-12
    )
    assert course.exits[0].time == pytest.approx(run.t[-1], abs=1e-7)
    # the survivor goes on being reinforced until the horizon only while somebody fights it
    assert course.end == course.exits[0].time


def test_withdrawal_ends_a_side_sooner_and_a_broken_side_keeps_its_rest() -> None:
    """A side that thins out falls earlier; one that breaks at 40% leaves with 40%."""
    even = make_battle([10, 9], [[0, 0.1], [0.1, 0]])
    thinning = make_battle([10, 9], [[0, 0.1], [0.1, 0]], inflow=[0, -0.5])
    assert fight(thinning).exits[0].time < fight(even).exits[0].time
    broken = fight(make_battle([10, 9], [[0, 0.1], [0.1, 0]], break_at=[0, 0.4]))
    assert broken.exits[0].why == "broke"
    assert broken.exits[0].left == pytest.approx(3.6)
    assert broken.left[0] ** 2 == pytest.approx(100 - (81 - 3.6**2), rel=1e-9)


def test_two_thousand_random_battles_end_soundly() -> None:
    """Strengths never rise, nobody's end is below zero, exits are in order, one side stands."""
    rng = np.random.default_rng(7)
    for _ in range(2000):
        n = int(rng.integers(2, 5))
        rate = rng.uniform(0.1, 1.0, (n, n)) * (1 - np.eye(n))
        battle = make_battle(rng.uniform(1, 10, n), rate)
        course = fight(battle)
        times = [e.time for e in course.exits]
        assert times == sorted(times) and course.decided
        assert len(course.standing) == 1
        winner = battle.names.index(course.standing[0])
        assert 0 < course.left[winner] <= battle.strength[winner]
        assert np.all(np.delete(course.left, winner) == 0)
        half = course.at(course.end / 2)
        assert np.all(half <= battle.strength + 1e-9) and np.all(half >= -1e-9)


def test_names_and_units_do_not_matter() -> None:
    """Sides in another order, forces and rates in other units: the same battle (100 cases)."""
    rng = np.random.default_rng(8)
    for _ in range(100):
        n = int(rng.integers(2, 5))
        rate = rng.uniform(0.1, 1.0, (n, n)) * (1 - np.eye(n))
        start = rng.uniform(1, 10, n)
        course = fight(make_battle(start, rate))
        turn = rng.permutation(n)
        mixed = fight(make_battle(start[turn], rate[np.ix_(turn, turn)]))
        assert mixed.left == pytest.approx(course.left[turn], abs=1e-7)
        larger = fight(make_battle(start * 1000, rate / 7))
        assert larger.left == pytest.approx(course.left * 1000, rel=1e-6, abs=1e-4)
        assert larger.end == pytest.approx(course.end * 7, rel=1e-7)


def test_jumps_tend_to_the_equations_as_forces_grow() -> None:
    """Mean share left in runs of whole units nears the exact course: error falls with size."""
    errors = []
    for size in (10, 40, 160, 640):
        start = np.array([1.0, 0.9, 0.8]) * size
        runs = fight_in_jumps(make_battle(start, ALL), 600, np.random.default_rng(1), horizon=1.2)
        exact = fight(make_battle(start, ALL), horizon=1.2).left
        errors.append(float(np.abs(runs.left.mean(axis=0) - exact).max() / size))
    assert errors[0] > errors[1] > errors[2] > errors[3]
    assert errors[3] < 0.005


def test_jumps_in_small_forces_let_the_weaker_win_sometimes() -> None:
    """Five against four: the stronger wins more often, but not always; ends are whole."""
    runs = fight_in_jumps(make_battle([5, 4], [[0, 1], [1, 0]]), 4000, np.random.default_rng(2))
    share = float(np.mean(runs.won == 0))
    assert 0.6 < share < 0.9
    # exact by recursion over the states: P(i, j) = (i P(i, j−1) + j P(i−1, j)) / (i + j)
    table = np.zeros((6, 5))
    table[1:, 0] = 1.0
    for i in range(1, 6):
        for j in range(1, 5):
            table[i, j] = (i * table[i, j - 1] + j * table[i - 1, j]) / (i + j)
    assert share == pytest.approx(table[5, 4], abs=0.025)


BAD: dict[str, tuple[Callable[[], Battle], str]] = {
    "negative": (lambda: make_battle([-1, 2], [[0, 1], [1, 0]]), "negative strength"),
    "sum": (lambda: make_battle([1, 2], [[0, 1], [1, 0]], [[0, 0.7], [1, 0]]), "sum to 0.7"),
    "nobody": (
        lambda: make_battle([1, 2, 3], [[0, 1, 0], [1, 0, 0], [0, 0, 0]]), "at war with nobody",
    ),
    "spared": (
        lambda: make_battle([1, 2, 1], [[0, 1, 1], [1, 0, 0], [1, 0, 0]],
                            [[0, 0.5, 0.5], [0.5, 0, 0.5], [1, 0, 0]]),
        "not at war with",
    ),
    "order": (lambda: make_battle([1, 1, 1], ALL, order=((1,), (), ())), "each of its enemies"),
    "endless": (
        lambda: fight(make_battle([1, 1], [[0, 1], [1, 0]], inflow=[1, 1])), "horizon",  # type: ignore[dict-item,return-value]
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_battles_are_named(case: str) -> None:
    """The message says what is wrong."""
    make, words = BAD[case]
    with pytest.raises(ScenarioError, match=words):
        make()
