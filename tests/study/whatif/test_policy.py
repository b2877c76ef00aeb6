"""What a side can do: one against many, best splits, what can be guaranteed."""

from itertools import permutations

import numpy as np
import pytest

from contested.study.whatif.attrition import fight
from contested.study.whatif.battle import Array, Battle, make_battle
from contested.study.whatif.policy import best_allocation, best_order, guaranteed, strength_needed
from contested.study.whatif.winners import winner_map

ALL = np.ones((3, 3)) - np.eye(3)
KILLS, LOSSES, ENEMIES = np.array([1, 0.5]), np.array([0.4, 1.2]), np.array([10.0, 8.0])


def one_against(
    own: float, kills: Array, losses: Array, enemies: Array, order: tuple[int, ...]
) -> Battle:
    """Side 0 takes the enemies in turn; each fires at it alone."""
    n = len(enemies) + 1
    rate = np.zeros((n, n))
    rate[1:, 0], rate[0, 1:] = kills, losses
    first = (tuple(k + 1 for k in order), *((),) * (n - 1))
    return make_battle(np.append(own, enemies), rate, order=first)


def test_one_against_two_needs_what_the_order_decides() -> None:
    """17.933209 with the second enemy first, 19.636700 otherwise."""
    assert best_order(KILLS, LOSSES) == (1, 0)
    assert strength_needed(KILLS, LOSSES, ENEMIES) == pytest.approx(17.933209, abs=5e-7)
    assert strength_needed(KILLS, LOSSES, ENEMIES, (0, 1)) == pytest.approx(19.636700, abs=5e-7)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_fight_agrees_with_the_strength_needed(order: tuple[int, ...]) -> None:
    """A thousandth more than needed wins in the exact model, a thousandth less loses."""
    need = strength_needed(KILLS, LOSSES, ENEMIES, order)
    for factor, wins in ((1.001, True), (0.999, False)):
        course = fight(one_against(need * factor, KILLS, LOSSES, ENEMIES, order))
        assert (course.standing[0] == "side 1") == wins


def test_best_order_is_best_in_two_thousand_random_cases() -> None:
    """No order of up to five enemies needs less than the highest kills × losses first."""
    rng = np.random.default_rng(11)
    for _ in range(2000):
        m = int(rng.integers(2, 6))
        kills, losses, enemies = (
            rng.uniform(0.1, 2, m),
            rng.uniform(0.1, 2, m),
            rng.uniform(1, 9, m),
        )
        best = strength_needed(kills, losses, enemies)
        others = [strength_needed(kills, losses, enemies, p) for p in permutations(range(m))]
        assert best <= min(others) * (1 + 1e-12)


def test_no_split_of_fire_beats_the_best_order() -> None:
    """Random constant splits never win where the best order barely loses (200 cases)."""
    rng = np.random.default_rng(3)
    for _ in range(200):
        kills, losses, enemies = (
            rng.uniform(0.2, 2, 2),
            rng.uniform(0.2, 2, 2),
            rng.uniform(1, 9, 2),
        )
        own = 0.995 * strength_needed(kills, losses, enemies)
        battle = one_against(own, kills, losses, enemies, (0, 1))
        share = battle.share.copy()
        share[0, 1] = rng.uniform(0, 1)
        share[0, 2] = 1 - share[0, 1]
        split = make_battle(battle.strength, battle.rate, share)
        assert "side 1" not in fight(split).standing


def test_best_allocation_finds_the_order() -> None:
    """Where order decides, the search returns it, and it wins where an even split loses."""
    battle = make_battle([18.0, 10, 8], one_against(1, KILLS, LOSSES, ENEMIES, (0, 1)).rate)
    assert "side 1" not in fight(battle).standing
    best = best_allocation(battle, "side 1")
    assert best.order == ("side 3", "side 2")
    assert best.course.standing == ("side 1",)
    assert best.course.left[0] ** 2 == pytest.approx(18.0**2 - 321.6, rel=1e-6)


def test_best_allocation_is_no_worse_than_a_fine_grid() -> None:
    """Three sides that all fight: no split on a grid of twentieths beats the search (6 cases)."""
    rng = np.random.default_rng(9)
    for _ in range(6):
        battle = make_battle(rng.uniform(4, 9, 3), rng.uniform(0.2, 1, (3, 3)) * ALL)
        best = best_allocation(battle, "side 1")
        for part in np.linspace(0, 1, 21):
            share = battle.share.copy()
            share[0] = (0, part, 1 - part)
            course = fight(make_battle(battle.strength, battle.rate, share))
            alone = course.standing == ("side 1",)
            worth = course.left[0] if alone else -course.left[1:].sum()
            assert worth <= best.worth + 1e-3 * battle.strength[0]


def test_three_equals_guarantee_victory_exactly_above_the_sum() -> None:
    """A > B + C: whatever B, C do, A keeps √(A² − (B + C)²) or more. Otherwise they can end it."""
    rng = np.random.default_rng(5)
    for _ in range(300):
        b, c = rng.uniform(0.5, 3, 2)
        above, below = (b + c) * rng.uniform(1.001, 1.5), (b + c) * rng.uniform(0.5, 0.999)
        sure = guaranteed(above, np.array([b, c]))
        assert sure is not None and guaranteed(below, np.array([b, c])) is None
        own, p, q = rng.uniform(0, 1, 3)
        share = [[0, own, 1 - own], [p, 0, 1 - p], [q, 1 - q, 0]]
        left = fight(make_battle([above, b, c], ALL, share)).left[0]
        assert left >= sure - 1e-9
        together = [[0, own, 1 - own], [1, 0, 0], [1, 0, 0]]
        pressed = make_battle([above, b, c], ALL, together, order=((), (0, 2), (0, 1)))
        assert fight(pressed).left[0] == pytest.approx(sure, rel=1e-7)
        lost = make_battle([below, b, c], ALL, together, order=((), (0, 2), (0, 1)))
        assert "side 1" not in fight(lost).standing


def test_winner_map_is_the_square_law_for_two() -> None:
    """With rates .2 and .3 the border runs along y = x √1.5."""
    battle = make_battle([1, 1], [[0, 0.2], [0.3, 0]])
    grid = np.linspace(1, 9, 12)
    drawn = winner_map(battle, ("side 1", grid), ("side 2", grid + 0.05))
    wide, high = np.meshgrid(grid, grid + 0.05)
    assert np.array_equal(drawn.winner == 0, 0.3 * wide**2 > 0.2 * high**2)
    assert np.all((drawn.left > 0) == (drawn.winner >= 0))
