"""Stochastic interventions: worked cases, the reference run on Iraq, loud warnings."""

import csv
from pathlib import Path

import numpy as np
import pytest

from contested.errors import StudyError
from contested.study.density import adaptive_widths, density, kernel_shares, normalised, scott
from contested.study.event_files import read_events
from contested.study.ground import (
    centres,
    hull,
    inside,
    interpolate,
    local_crs,
    make_ground,
    pixel_of,
    project,
)
from contested.study.interventions import (
    Weights,
    contrast,
    daily,
    level,
    log_ratio,
    weigh,
    within,
)
from contested.study.model import EventTable, Floats, Ints
from contested.study.propensity import fit_propensity
from contested.study.select import select

SQUARE = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])


def test_ground_of_a_square() -> None:
    """Area, pixels and what lies inside."""
    ground = make_ground(SQUARE, 10)
    assert ground.area == 100 and ground.pixel == pytest.approx(1) and ground.mask.all()
    assert inside(SQUARE, np.array([[5.0, 5.0], [11.0, 5.0], [-1.0, 0.5]])).tolist() == [1, 0, 0]
    with pytest.raises(StudyError):
        make_ground(np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]))
    with pytest.raises(StudyError, match="one point or line"):
        hull(np.zeros((5, 2)), 0.0)


def test_local_projection_keeps_distances() -> None:
    """A degree of latitude is about 111 km."""
    lat, lon = np.array([36.0, 37.0]), np.array([37.0, 37.0])
    points = project(lat, lon, local_crs(lat, lon))
    assert np.hypot(*(points[1] - points[0])) == pytest.approx(111, abs=0.3)


def test_an_even_pattern_has_an_even_density() -> None:
    """The edge takes nothing away: one event a pixel gives one a km² everywhere."""
    ground = make_ground(SQUARE, 10)
    found = density(ground, centres(ground), np.array([2.0, 1.0]))
    assert found == pytest.approx(np.ones(100))
    assert normalised(ground, found).sum() * ground.pixel == pytest.approx(1)


def test_kernel_shares_are_shares() -> None:
    """Of the whole ground always one; of the half where a narrow kernel stands nearly all."""
    ground = make_ground(SQUARE, 20)
    at = centres(ground)
    regions = [at[:, 0] < 5, np.ones(len(at), dtype=bool)]
    points = np.array([[1.0, 5.0], [9.0, 5.0]])
    shares = kernel_shares(ground, points, np.array([0.5, 0.5]), regions)
    assert shares[:, 1] == pytest.approx([1, 1])
    assert shares[0, 0] > 0.99 and shares[1, 0] < 0.01


def test_propensity_of_an_even_process() -> None:
    """Without covariates the expected count a day is the observed one, by the closed form."""
    ground = make_ground(SQUARE, 10)
    at = np.array([3, 50, 51, 99])
    place = centres(ground)[:, :1]
    fit = fit_propensity(place, at, np.zeros((8, 0)), np.array([0, 0, 3, 5]), ground.pixel)
    assert fit.expected == pytest.approx(np.full(8, 0.5))
    with pytest.raises(StudyError, match="no treatments"):
        fit_propensity(place, at[:0], np.zeros((8, 0)), at[:0], 1.0)


def test_propensity_recovers_a_slope_in_place_and_days() -> None:
    """Maximum likelihood finds the coefficients that drew the treatments."""
    draw = np.random.default_rng(3)
    ground = make_ground(SQUARE, 20)
    place = centres(ground)[:, :1]
    days = draw.normal(size=(400, 1))
    rate = np.exp(-2.0 - 0.3 * place[:, 0]) * ground.pixel
    counts = draw.poisson(np.exp(0.5 * days) * rate)
    day_of, at = np.nonzero(counts)
    again = counts[day_of, at]
    fit = fit_propensity(place, np.repeat(at, again), days, np.repeat(day_of, again), ground.pixel)
    assert fit.coefficients == pytest.approx([-2.0, -0.3, 0.5], abs=0.1)


def test_weights_of_no_change_are_one() -> None:
    """A counterfactual equal to the propensity changes nothing, and nothing is warned of."""
    ground = make_ground(SQUARE, 10)
    at, day_of = np.array([3, 50, 51, 99]), np.array([0, 0, 3, 5])
    fit = fit_propensity(centres(ground)[:, :1], at, np.zeros((8, 0)), day_of, ground.pixel)
    cell = np.exp(fit.coefficients[0] + centres(ground)[:, 0] * fit.coefficients[1])
    ratio = log_ratio(fit, normalised(ground, cell)[at], float(fit.expected[0]), day_of)
    weights = weigh(ratio, 2)
    assert weights.used == pytest.approx(np.ones(6)) and weights.warnings == ()
    outcome = np.arange(6.0)
    assert level(weights, outcome).value == pytest.approx(2.5)
    assert contrast(weights, weights, outcome).value == 0


def test_wild_weights_are_said_aloud() -> None:
    """A day that explodes, and few days that speak, are named; no overlap is an error."""
    ratio = np.zeros(50)
    ratio[7] = 20.0
    said = " ".join(weigh(ratio, 3, truncate=0.99).warnings)
    assert "WILD WEIGHTS" in said and "FEW DAYS SPEAK" in said
    with pytest.raises(StudyError):
        weigh(np.zeros(3), 3)


def test_treatments_where_none_can_fall_are_refused() -> None:
    """A counterfactual that is zero at a treatment has no overlap with what happened."""
    ground = make_ground(SQUARE, 10)
    at, day_of = np.array([3, 50]), np.array([0, 1])
    fit = fit_propensity(centres(ground)[:, :1], at, np.zeros((3, 0)), day_of, ground.pixel)
    surface = np.ones(100)
    surface[50] = 0
    with pytest.raises(StudyError, match="no overlap"):
        log_ratio(fit, surface[at], 2.0, day_of)


def iraq(shared: Path) -> tuple[list[Weights], Floats, dict[str, float], Floats]:
    """The reference run: weights of both counterfactuals and daily outcomes by region."""
    folder = shared / "iraq-geocausal"
    with open(folder / "iraq_window_km_epsg6646.csv", encoding="utf-8") as handle:
        rows = [(float(r["x"]), float(r["y"])) for r in csv.DictReader(handle)]
    ground = make_ground(np.array(rows))
    strikes = read_events(folder / "iraq_airstrikes_2006.csv", "iraq")
    attacks = read_events(folder / "iraq_insurgencies_2006.csv.gz", "iraq")
    later = read_events(folder / "iraq_insurgencies_2007_08.csv.gz", "iraq")
    first = float(strikes.day.min())

    def within_ground(table: EventTable) -> tuple[Floats, Ints]:
        points = project(table.lat, table.lon, "EPSG:6646")
        keep = inside(ground.outline, points)
        return points[keep], (table.day[keep] - first).astype(np.int64)

    strikes = strikes.where(select(strikes, "type=Airstrike") & (strikes.day < first + 60))
    points, day_of = within_ground(strikes)
    hits, hit_day = within_ground(attacks.where(attacks.day < first + 60))
    base, _ = within_ground(later)
    focus = project(np.array([33.315]), np.array([44.366]), "EPSG:6646")[0]
    distance = np.hypot(*(centres(ground) - focus).T)
    at = pixel_of(ground, points)
    fit = fit_propensity(distance[:, None], at, np.zeros((60, 0)), day_of, ground.pixel)
    surface = normalised(ground, density(ground, base, scott(base)))
    regions = within(distance, (100.0, 200.0, 300.0))
    shares = kernel_shares(ground, hits, adaptive_widths(ground, hits), regions)
    spots = interpolate(ground, surface, points)
    weights = [weigh(log_ratio(fit, spots, e, day_of), 1) for e in (2.0, 4.0)]
    told = {"area": ground.area, "strikes": len(points), "attacks": len(hits),
            "expected": float(fit.expected[0])}  # fmt: skip
    return weights, daily(shares, hit_day, 60)[1:], told, fit.coefficients


def test_the_reference_run_on_iraq(shared: Path) -> None:
    """Counts exact, area to 0.1 km², propensity within 1%, expected within 2%, levels within 5%.

    Contrasts come within 0.32 (three of four within 0.3); errors of the reference are not reached
    (docs/study.md).
    """
    weights, outcome, told, coefficients = iraq(shared)
    assert (told["strikes"], told["attacks"]) == (88, 5606)
    assert told["area"] == pytest.approx(437_921.0079, abs=0.1)
    assert coefficients == pytest.approx([-9.5333, -0.01713], rel=0.01)
    assert told["expected"] == pytest.approx(1.45, rel=0.02)
    reference = [(69.2329, 82.7441, 92.7213, 102.6982), (68.9979, 82.1173, 91.6219, 101.2928)]
    for one, levels in zip(weights, reference, strict=True):
        found = [level(one, column).value for column in outcome.T]
        assert found == pytest.approx(levels, rel=0.05)
        assert any("WILD" in w for w in one.warnings)
    reached = [contrast(weights[0], weights[1], column).value for column in outcome.T]
    assert reached == pytest.approx((-0.2350, -0.6268, -1.0994, -1.4054), abs=0.32)


def test_interpolation_is_bilinear_inside_and_nearest_at_the_edge() -> None:
    """A plane is met exactly between pixels; beyond the last centre the last value holds."""
    ground = make_ground(SQUARE, 10)
    plane = 2 * centres(ground)[:, 0] + centres(ground)[:, 1]
    found = interpolate(ground, plane, np.array([[3.2, 4.9], [0.1, 0.1]]))
    assert found == pytest.approx([11.3, 1.5])
