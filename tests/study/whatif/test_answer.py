"""Answers: paired differences, what they hang on, what would have to be true, assumptions."""

from dataclasses import replace

import numpy as np
import pytest
from warring import chain, triangle

from contested.errors import ScenarioError
from contested.study.whatif.answer import assumptions, compare, spread
from contested.study.whatif.draws import Draws
from contested.study.whatif.report import asked_side, make_report, report_lines
from contested.study.whatif.scenario import Backing, Intervention, assume
from contested.study.whatif.sensitivity import find_box, sensitivity, thesis
from contested.study.whatif.simulate import SimulatedRecords, simulate

Pair = tuple[SimulatedRecords, SimulatedRecords]
BASE = chain()
HIT = Intervention("strikes", BASE.start, None, "crane", "north", amount=assume(2.0, 20.0))


@pytest.fixture(scope="module")
def pair() -> Pair:
    """A thousand runs with strikes on the north, and without."""
    struck = replace(BASE, name="struck", interventions=(HIT,))
    return simulate(struck, 1000), simulate(BASE, 1000)


def test_effects_are_differences_run_by_run(
    pair: Pair,
) -> None:
    """Means subtract; strikes on the north cost it places and give them to the south."""
    answer = compare(*pair)
    held = {e.side: e for e in answer.effects if e.outcome == "places held"}
    north, south = held["north"], held["south"]
    for effect in answer.effects:
        gap = effect.with_it.mean - effect.without.mean
        assert effect.difference.mean == pytest.approx(gap, abs=1e-9)
    assert north.difference.mean < -0.2 < 0.2 < south.difference.mean
    assert south.more > 5 * south.less
    assert answer.deeds == ("strikes by crane on north from 2015-09-30",)
    assert compare(pair[1], pair[0]).deeds == ("no strikes by crane on north from 2015-09-30",)
    paired = (pair[0].held[-1, 1].astype(float) - pair[1].held[-1, 1]).std()
    apart = np.sqrt(pair[0].held[-1, 1].var() + pair[1].held[-1, 1].var())
    assert paired < apart  # shared draws make the difference sharper


def test_nothing_done_is_no_difference() -> None:
    """A scenario against itself: every difference is zero, and no place shifts."""
    runs = simulate(BASE, 100)
    answer = compare(runs, runs)
    assert all(e.difference == spread(np.zeros(100)) and e.more == 0 for e in answer.effects)
    assert answer.shifts == ()


def test_runs_that_do_not_pair_up_are_refused(
    pair: Pair,
) -> None:
    """Another seed or number of runs is no baseline."""
    with pytest.raises(ScenarioError, match="cannot be compared"):
        compare(pair[0], simulate(BASE, 50))
    with pytest.raises(ScenarioError, match="their seeds, days differ"):
        compare(pair[0], simulate(chain(seed=9, days=9), 1000))


def known_draws(runs: int = 4000) -> Draws:
    values = np.random.default_rng(1).random((runs, 4))
    return Draws(
        ("a", "b", "c", "fixed"), values, (True, True, True, False), np.zeros((runs, 1), np.int8)
    )


def test_sensitivity_ranks_by_explained_variance() -> None:
    """y = 3a − 1b: nine tenths, one tenth, nothing; signs as they are; fixed numbers left out."""
    draws = known_draws()
    found = sensitivity(draws, 3 * draws.of("a") - draws.of("b"))
    assert [f.name for f in found] == ["a", "b", "c"]
    assert found[0].share == pytest.approx(0.9, abs=0.02) and found[0].rank > 0
    assert found[1].share == pytest.approx(0.1, abs=0.03) and found[1].rank < 0
    assert found[2].share < 0.01


def test_sensitivity_sees_what_is_not_monotone() -> None:
    """A hump in the middle has no rank correlation, and all of the variance."""
    draws = known_draws()
    top = sensitivity(draws, (draws.of("c") - 0.5) ** 2)[0]
    assert top.name == "c" and top.share > 0.9 and abs(top.rank) < 0.05


def test_boxes_find_what_must_be_true() -> None:
    """True where a > .6 and b < .5: the box says so, and holds on runs that did not shape it."""
    draws = known_draws()
    box = find_box(draws, (draws.of("a") > 0.6) & (draws.of("b") < 0.5))
    assert {c.name for c in box.conditions} == {"a", "b"}
    by = {c.name: c for c in box.conditions}
    assert by["a"].binds[0] and by["a"].low == pytest.approx(0.6, abs=0.08)
    assert by["b"].binds[1] and by["b"].high == pytest.approx(0.5, abs=0.08)
    assert box.inside > 0.95 and box.support > 0.05


def test_no_pattern_is_no_condition_worth_much() -> None:
    """Coin flips: a box on them is no better than half on fresh runs."""
    draws = known_draws()
    box = find_box(draws, np.random.default_rng(2).random(4000) < 0.5)
    assert box.inside < 0.6


def test_a_thesis_is_weighed_both_ways(pair: Pair) -> None:
    """Strikes on the north let the south advance in more runs than the reverse; shares sum to 1."""
    found = thesis(*pair, "south")
    assert found.holds > 0.2 > found.reverse
    assert found.holds + found.nothing + found.reverse == pytest.approx(1.0)
    assert found.needs.inside > found.holds
    with pytest.raises(ScenarioError, match="'west' is no side"):
        thesis(*pair, "west")


def test_assumptions_list_everything_assumed_first() -> None:
    """Each number, holder and war of the scenario, with its claims or grounds."""
    scenario = chain(places=(replace(BASE.places[0], claims=("c_1",)), *BASE.places[1:]))
    listed = assumptions(scenario)
    assert listed[-1].claims == ("c_1",) and listed[0].claims == ()
    names = {a.what for a in listed}
    assert {"pace of captures", "holder of Marn", "north fights south"} <= names


def test_the_question_is_about_the_enemy_that_the_striker_does_not_back() -> None:
    """Strikes on green by red's backer: what does blue gain? Without strikes: the first side."""
    base = triangle(backing=(Backing("crane", "red", ("c_1",)), Backing("crane", "blue", ())))
    hit = replace(base, interventions=(replace(HIT, against="green"),))
    assert asked_side(base, [hit]) == "blue"
    assert asked_side(base, [base]) == "red"


def test_the_report_puts_assumptions_first_and_says_it_is_simulated(pair: Pair) -> None:
    """Every assumption, every outcome and the thesis, in that order; no claim without its ids."""
    lines = list(report_lines(make_report(pair[1], [pair[0]], "south")))
    text = "\n".join(lines)
    assert lines[0].startswith("# Simulated")
    parts = ("## Assumptions", "## Taken from claims", "## struck", "places held, north")
    order = [text.index(w) for w in (*parts, "hangs on", "would have to be true")]
    assert order == sorted(order)
    for one in assumptions(pair[0].scenario):
        assert f"- {one.what}" in text
    with pytest.raises(ScenarioError, match="'west' is no side"):
        make_report(pair[1], [pair[0]], "west")
