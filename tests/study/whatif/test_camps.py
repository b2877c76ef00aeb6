"""Balance dynamics against their closed form, and the camps random relations lead to."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from contested.errors import ScenarioError
from contested.study.whatif.battle import Array
from contested.study.whatif.camps import camps, drift


def symmetric(rng: np.random.Generator, n: int, mean: float) -> Array:
    upper = np.triu(rng.normal(mean, 1, (n, n)))
    return upper + np.triu(upper, 1).T


def test_drift_is_the_closed_form() -> None:
    """X0 (I − X0 t)⁻¹ to 1e-9 at ten times up to 90% of the blow-up, for 20 random starts."""
    rng = np.random.default_rng(1)
    for _ in range(20):
        start = symmetric(rng, 8, 0.0)
        until = 0.9 / np.linalg.eigvalsh(start).max()
        for time in np.linspace(0, until, 10):
            closed = start @ np.linalg.inv(np.eye(8) - start * time)
            assert np.abs(drift(start, time) - closed).max() < 1e-9


def test_drift_solves_the_equation() -> None:
    """An independent integration of X' = X X arrives at the same relations."""
    start = symmetric(np.random.default_rng(2), 5, 0.2)
    until = 0.7 / np.linalg.eigvalsh(start).max()
    run = solve_ivp(
        lambda t, x: (x.reshape(5, 5) @ x.reshape(5, 5)).ravel(), (0, until), start.ravel(),
        method="DOP853", rtol=1e-12, atol=1e-13,
    )  # fmt: skip
    assert np.abs(drift(start, until) - run.y[:, -1].reshape(5, 5)).max() < 1e-8


def test_hostile_start_gives_two_even_camps_and_friendly_start_one() -> None:
    """n = 200: mean −.5 two camps of nearly half (each over 40%); mean .3 one camp in most runs."""
    rng = np.random.default_rng(3)
    names = tuple(map(str, range(200)))
    for _ in range(8):
        split = camps(names, symmetric(rng, 200, -0.5))
        assert min(len(split.first), len(split.second)) > 80
    united = [not camps(names, symmetric(rng, 200, 0.3)).second for _ in range(8)]
    assert sum(united) > 4


def test_camps_name_who_is_with_whom_and_when() -> None:
    """Two friends against two friends; time is one over the leading eigenvalue, 3."""
    sides = np.array([1.0, 1.0, -1.0, -1.0])
    found = camps(("a", "b", "c", "d"), np.outer(sides, sides) - np.eye(4))
    assert {found.first, found.second} == {("a", "b"), ("c", "d")}
    assert found.time == pytest.approx(1 / 3)
    signs = np.sign(drift(np.outer(sides, sides) - np.eye(4), 0.33))
    assert np.array_equal(signs, np.outer(sides, sides))


def test_relations_that_cannot_move_are_named() -> None:
    """A one-sided matrix, and a time past the blow-up, are errors that say why."""
    with pytest.raises(ScenarioError, match="symmetric"):
        drift(np.array([[0.0, 1.0], [0.0, 0.0]]), 1.0)
    with pytest.raises(ScenarioError, match="harden at 1"):
        drift(np.array([[0.0, 1.0], [1.0, 0.0]]), 2.0)
    assert camps(("a", "b"), np.zeros((2, 2))).time is None
