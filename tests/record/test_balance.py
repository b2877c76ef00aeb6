"""Balance of signed networks: small ones worked by hand, and a published one."""

import csv
import math
from pathlib import Path

import pytest

from contested.record.balance import (
    frustration,
    measure_balance,
    signed_ties,
    triads,
    walk_index,
)

TRIBES = Path(__file__).parents[3] / "shared/data/signed/tribes_signed_edges.csv"


def test_two_camps_are_balanced_on_every_measure() -> None:
    """Friends inside and foes across: all three indices are 1, and the camps are found."""
    ties = {("a", "b"): 1, ("c", "d"): 1, ("a", "c"): -1, ("a", "d"): -1, ("b", "c"): -1}
    found = measure_balance(ties)
    assert found.by_triangles == 1
    assert found.by_walks == pytest.approx(1)
    assert (found.frustration.count, found.frustration.index) == (0, 1)
    assert set(found.frustration.camps) == {frozenset("ab"), frozenset("cd")}


def test_three_foes_are_one_odd_triad() -> None:
    """A triangle of foes: one odd triad, one tie to change, and the walk ratio from eigenvalues.

    Signed eigenvalues are 1, 1, -2; unsigned 2, -1, -1.
    """
    found = measure_balance({("a", "b"): -1, ("a", "c"): -1, ("b", "c"): -1})
    assert [t.odd for t in found.triads] == [True]
    assert found.by_triangles == 0
    by_hand = (2 * math.e + math.exp(-2)) / (math.exp(2) + 2 * math.exp(-1))
    assert found.by_walks == pytest.approx(by_hand)
    assert found.frustration.count == 1
    assert found.frustration.index == pytest.approx(1 / 3)


def test_odd_ring_has_no_triad_but_is_frustrated() -> None:
    """A ring of five with one foe: no triangle to count (None), one tie against any two camps."""
    ring = {("a", "b"): 1, ("b", "c"): 1, ("c", "d"): 1, ("d", "e"): 1, ("a", "e"): -1}
    found = measure_balance(ring)
    assert found.by_triangles is None
    assert found.frustration.count == 1
    assert len(found.frustration.against) == 1


def test_friend_of_my_friend_my_foe_is_odd() -> None:
    """Signs + + − multiply to minus; + − − to plus."""
    ties = {("a", "b"): 1, ("a", "c"): 1, ("b", "c"): -1, ("c", "d"): -1, ("b", "d"): 1}
    odd = {t.actors: t.odd for t in triads(ties)}
    assert odd == {("a", "b", "c"): True, ("b", "c", "d"): False}


def test_no_ties_is_no_number() -> None:
    """Without ties there is nothing to measure: None, not 0 or 1."""
    found = measure_balance({})
    assert (found.by_triangles, found.by_walks, found.frustration.index) == (None, None, None)


def test_directions_sum_to_one_sign() -> None:
    """A pair's sign is that of both directions together; what cancels is no tie."""
    weights = [("a", "b", 0.5), ("b", "a", -0.9), ("a", "c", 0.4), ("c", "a", -0.4)]
    assert signed_ties(weights) == {("a", "b"): -1}
    assert signed_ties([*weights, ("a", "a", 1.0)], least=0.5) == {}


def test_long_walks_do_not_overflow() -> None:
    """Eight hundred friends of one actor: exp of the eigenvalue is beyond floats times counts."""
    star = {("a", f"b{i:04}"): 1 for i in range(800)}
    assert walk_index(star) == pytest.approx(1)


@pytest.mark.skipif(not TRIBES.exists(), reason="needs ../shared/data/signed")
def test_published_figures_of_the_tribes() -> None:
    """Triangle index 0.8676471, walk 0.3575761, frustration 7 of 58 ties: 1 - 7/29."""
    with TRIBES.open(encoding="utf-8") as lines:
        ties = signed_ties((r["f"], r["t"], float(r["sg"])) for r in csv.DictReader(lines))
    found = measure_balance(ties)
    assert (found.actors, found.positive, found.negative) == (16, 29, 29)
    assert found.by_triangles == pytest.approx(0.8676471, abs=5e-8)
    assert found.by_walks == pytest.approx(0.3575761, abs=5e-8)
    assert (found.frustration.count, found.frustration.proven) == (7, True)
    assert found.frustration.index == pytest.approx(0.7586207, abs=5e-8)


def test_frustration_equals_trying_every_camp() -> None:
    """On a dense network of seven the integer program finds what trying all 64 splits finds."""
    names = "abcdefg"
    ties = {
        (a, b): (1 if (i * 7 + j * 3) % 5 < 2 else -1)
        for i, a in enumerate(names)
        for j, b in enumerate(names)
        if i < j
    }
    best = min(
        sum(
            ((mask >> names.index(a) & 1) == (mask >> names.index(b) & 1)) != (sign > 0)
            for (a, b), sign in ties.items()
        )
        for mask in range(64)
    )
    assert frustration(ties).count == best > 0
