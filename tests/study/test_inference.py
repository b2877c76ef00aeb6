"""Inference that holds: draws within strata, corrections over the surface, placebos."""

import numpy as np
import pytest
from tables import a_table

from contested.errors import StudyError
from contested.study.model import EventTable, Ints
from contested.study.placebo import moved_back, shift_test
from contested.study.randomise import (
    draw_labels,
    judge_surface,
    randomisation_test,
    strata_of,
    surface_estimates,
)
from contested.study.wake_estimate import estimate_surface
from contested.study.wakes import DEPENDENT, Windows, count_wakes

WINDOWS = Windows((3, 6), (5.0, 10.0))


def a_world(effect: float, seed: int = 4) -> tuple[EventTable, Ints]:
    """150 days, 300 outcomes, 60 treatments, 90 controls; ``effect`` more outcomes in 3 days."""
    draw = np.random.default_rng(seed)
    day = np.concatenate((draw.integers(0, 150, 300), draw.integers(8, 142, 150))).astype(float)
    place = draw.uniform(0, 2, (450, 2))
    role = np.concatenate((np.zeros(300, int), np.full(60, 2), np.full(90, 1)))
    who = np.repeat(np.arange(300, 360), draw.poisson(effect, 60))
    day = np.concatenate((day, day[who] + draw.integers(1, 4, len(who))))
    place = np.concatenate((place, place[who] + draw.uniform(-0.02, 0.02, (len(who), 2))))
    role = np.concatenate((role, np.zeros(len(who), int)))
    return a_table(day, place[:, 0], place[:, 1], ["x"] * len(day)), role.astype(np.int64)


def test_draws_keep_the_number_of_treatments_in_every_stratum() -> None:
    """Labels move within strata and nowhere else."""
    table, role = a_world(0.5)
    wakes = count_wakes(table, role, WINDOWS)
    strata = strata_of(wakes, table)
    labels = draw_labels(wakes, strata, 30, 1)
    for row in labels:
        assert np.array_equal(np.bincount(strata, row), np.bincount(strata, labels[0]))
    assert (labels[1:] != labels[0]).any()


def test_the_test_judges_the_estimates_that_are_shown() -> None:
    """The vectorised estimate of the true labels is the one of the surface, cell by cell."""
    table, role = a_world(0.5)
    wakes = count_wakes(table, role, WINDOWS)
    found = surface_estimates(wakes, table, (), wakes.treated[None].astype(float))[0]
    for row, cells in zip(found, estimate_surface(wakes, table), strict=True):
        for one, cell in zip(row, cells, strict=True):
            assert one == pytest.approx(cell.estimate)


def test_an_effect_is_found_and_no_effect_is_not() -> None:
    """Half an outcome more per treatment stands out; labels that mean nothing do not."""
    for effect, found in ((0.8, True), (0.0, False)):
        table, role = a_world(effect)
        test = randomisation_test(count_wakes(table, role, WINDOWS), table, draws=99)
        assert (test.overall_p <= 0.05) is found


def test_family_p_is_never_below_the_window_p() -> None:
    """Correcting over the surface can only make a window less surprising, and never by nothing."""
    table, role = a_world(0.2)
    test = randomisation_test(count_wakes(table, role, WINDOWS), table, draws=199)
    assert (test.family_p >= test.p - 1e-12).all()
    assert test.overall_p == test.family_p.min()
    assert (test.family_least >= test.least - 1e-12).all()


def test_judging_by_hand() -> None:
    """Four labellings, two windows: the p-value counts draws at least as far out."""
    estimates = np.array([[[3.0, np.nan]], [[0.0, 1.0]], [[-1.0, 0.0]], [[0.0, 0.0]]])
    test = judge_surface(estimates, 4, 1)
    assert test.p[0, 0] == 0.25 and np.isnan(test.p[0, 1]) and test.overall_p == 0.25


def test_outcomes_shifted_in_time_find_the_effect_too() -> None:
    """The link in time is what is broken; a short span is refused."""
    table, role = a_world(1.0)
    assert shift_test(table, role, WINDOWS, draws=39).overall_p <= 0.05
    short = a_table([0.0, 5.0, 9.0], [0.0] * 3, [0.0] * 3, ["x"] * 3)
    with pytest.raises(StudyError, match="too few to shift"):
        shift_test(short, np.array([0, 1, 2]), WINDOWS, draws=19)


def test_placebo_dates_look_at_what_came_before() -> None:
    """Moved back, interventions see none of the outcomes that follow them."""
    table, role = a_world(1.0)
    back = moved_back(table, role, WINDOWS)
    assert (back.day[role == DEPENDENT] == table.day[role == DEPENDENT]).all()
    assert (table.day - back.day)[role != DEPENDENT] == pytest.approx(7.0)
    test = randomisation_test(count_wakes(back, role, WINDOWS), back, draws=99)
    assert test.overall_p > 0.05


def test_when_nothing_can_change_places_there_is_a_reason() -> None:
    """Treatments all in one stratum and controls all in another cannot be drawn anew."""
    table, role = a_world(0.0)
    wakes = count_wakes(table, role, WINDOWS)
    split = np.where(role == 2, 1.0, 0.0)
    told = a_table(table.day, table.lat, table.lon, table.type)
    told.covariates["kind"] = split
    with pytest.raises(StudyError, match="no stratum has both"):
        randomisation_test(wakes, told, ("kind",), draws=19)
    with pytest.raises(StudyError, match="at least 19"):
        draw_labels(wakes, strata_of(wakes, table), 5, 1)
