"""A scenario as one battle: the exact attrition with its numbers, choices and map."""

from dataclasses import replace

import numpy as np
import pytest
from warring import chain, triangle

from contested.errors import ScenarioError
from contested.study.whatif.scenario import assume
from contested.study.whatif.theatre import fight_theatre, theatre_map


def test_the_middle_battle_is_the_exact_one() -> None:
    """Three sides at rate .02: the third goes at 1.464816 / .02 days, 360.28 are left."""
    found = fight_theatre(triangle(days=200), 20)
    assert found.course.exits[0].time == pytest.approx(1.464816 / 0.02, abs=1e-3)
    assert found.course.left[0] == pytest.approx(360.28109, abs=1e-3)
    assert found.alone == (1.0, 0.0, 0.0)


def test_each_side_has_a_best_choice_no_worse_than_what_it_does() -> None:
    """With the others unchanged nobody keeps less by its best choice."""
    found = fight_theatre(triangle((1000, 950, 900), days=40), 5)
    assert {c.side for c in found.best} == set(found.battle.names)
    for choice in found.best:
        k = found.battle.names.index(choice.side)
        assert choice.course.left[k] >= found.course.left[k] - 1e-6


def test_draws_spread_the_outcome_and_supply_counts() -> None:
    """Ranges give shares between 0 and 1, and more supply lets the north stand more often."""
    few, many = chain(days=300), chain(days=300)
    many = replace(many, sources=(replace(many.sources[0], flow=assume(30.0, 60.0)),))
    few_stand, many_stand = (fight_theatre(s, 300).standing[0] for s in (few, many))
    assert 0 < few_stand < many_stand


def test_unaimed_fire_has_the_fronts_unit() -> None:
    """At full strength unaimed fire costs what aimed fire does, and less as targets thin out."""
    aimed = triangle(days=5)
    area = replace(aimed, wars=tuple(replace(w, law="unaimed") for w in aimed.wars))
    a, b = (fight_theatre(s, 2).course.left for s in (aimed, area))
    assert np.all(b > a) and b == pytest.approx(a, rel=0.02)


def test_the_map_is_around_the_middle_strengths() -> None:
    """A third to three times the middle; an unknown side is named."""
    drawn = theatre_map(triangle(days=300), "red", "blue")
    assert drawn.x[0] == pytest.approx(1000 / 3) and drawn.y[-1] == pytest.approx(2400)
    assert drawn.winner[0, -1] == 0 and drawn.winner[-1, 0] == 2
    with pytest.raises(ScenarioError, match="'west' is no side"):
        theatre_map(triangle(), "west", "red")
