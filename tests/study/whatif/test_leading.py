"""Camps from the record's relations, and how later months bear them out."""

import pytest

from contested.errors import ScenarioError
from contested.record.model import Relation
from contested.study.whatif.leading import lead


def tie(a: str, b: str, weight: float, month: str) -> Relation:
    good, bad = ((f"c_{a}{b}",), ()) if weight > 0 else ((), (f"c_{a}{b}",))
    return Relation(a, b, month, None, weight, good, bad)


EARLY = (
    tie("a", "b", 0.9, "2015-09"),
    tie("c", "d", 0.8, "2015-09"),
    tie("a", "c", -0.7, "2015-10"),
    tie("d", "b", -0.6, "2015-10"),
)


def test_camps_and_what_came_next() -> None:
    """Two pairs of friends at odds: the silent pair a–d is foreseen as foes, and so it came."""
    found = lead((*EARLY, tie("a", "d", -0.5, "2016-02"), tie("b", "a", 0.5, "2016-02")), "2015-10")
    assert {found.camps.first, found.camps.second} == {("a", "b"), ("c", "d")}
    assert found.right == 1.0 and found.kept == 0.5
    later = {(x.a, x.b): x for x in found.later}
    assert later["a", "d"].before == 0 and later["a", "d"].camps == -1
    assert later["a", "d"].claims == ("c_ad",)


def test_what_comes_later_has_no_say_in_the_camps() -> None:
    """The same camps whatever the later months say."""
    turned = (*EARLY, tie("a", "b", -0.9, "2016-02"))
    assert lead(turned, "2015-10").camps.first == lead(EARLY, "2015-10").camps.first
    assert lead(turned, "2015-10").right == 0.0


def test_too_few_ties_are_an_error() -> None:
    """Two actors make no camps."""
    with pytest.raises(ScenarioError, match="ties 2 actors"):
        lead(EARLY[:1], "2015-10")
