"""Matched wake analysis: counts worked by hand, the published table, and the repaired faults."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tables import a_table

from contested.errors import StudyError
from contested.study.cem import cells, coarsen, match_weights, sturges
from contested.study.event_files import read_events
from contested.study.fit import classical, clustered
from contested.study.model import EventTable, Ints
from contested.study.wake_estimate import estimate_surface, link, overlapping
from contested.study.wakes import (
    CONTROL,
    DEPENDENT,
    TREATMENT,
    Wakes,
    Windows,
    apart,
    count_wakes,
)

KM = 1 / 111.111  # degrees of latitude
# days, km -> estimate, p, matched controls, matched treatments
PUBLISHED = {
    (2, 2): (0, 1, 22, 14), (2, 4): (0, 1, 22, 14), (2, 6): (0, 1, 21, 14),
    (2, 8): (0, 1, 21, 14), (2, 10): (0, 1, 20, 13), (4, 2): (0, 1, 22, 14),
    (4, 4): (0, 1, 21, 12), (4, 6): (0.07692308, 0.2272969, 20, 13), (4, 8): (0, 1, 19, 12),
    (4, 10): (0, 1, 18, 12), (6, 2): (0, 1, 22, 14), (6, 4): (0, 1, 20, 12),
    (6, 6): (0.04166667, 0.6415146, 20, 12), (6, 8): (0, 1, 19, 11), (6, 10): (0, 1, 14, 10),
    (8, 2): (0, 1, 22, 14), (8, 4): (0, 1, 20, 12), (8, 6): (0, 1, 19, 11),
    (8, 8): (1, 1.771583e-05, 9, 9), (8, 10): (0.88888889, 3.117263e-04, 10, 9),
    (10, 2): (0, 1, 22, 14), (10, 4): (0, 1, 20, 13), (10, 6): (0, 1, 18, 11),
    (10, 8): (1, 1.110157e-04, 8, 8), (10, 10): (1, 2.913782e-04, 8, 7),
}  # fmt: skip


def by_hand(compatible: bool, length: int = 3) -> Wakes:
    """One treatment at day 10, a control far off, and outcomes at known lags and distances."""
    day = [0, 10, 10, 10, 9, 8, 7, 11, 13, 14, 11, 20]
    km = [900, 0, 500, 1, 1, 1, 1, 1, 1, 1, 3, 900]
    type = [DEPENDENT, TREATMENT, CONTROL] + [DEPENDENT] * 9
    table = a_table([float(d) for d in day], [k * KM for k in km], [0.0] * 12, ["x"] * 12)
    return count_wakes(table, np.array(type), Windows((length,), (2.0, 5.0), 1.0, compatible))


def test_counts_by_hand() -> None:
    """Own day on neither side; lags 1 to 3 on either side; radii inclusive and nested."""
    wakes = by_hand(compatible=False)
    assert wakes.before[0, 0].tolist() == [3, 3]
    assert wakes.after[0, 0].tolist() == [2, 3]
    assert wakes.trend[0, 0, 0] == 0  # lag 1 against lag 3; the middle day is in neither half
    assert wakes.before[1, 0].tolist() == [0, 0]


def test_compatible_counts_by_hand() -> None:
    """The own day counts before when the file's order says so; odd halves are rounded down."""
    wakes = by_hand(compatible=True)
    assert wakes.before[0, 0, 0] == 3  # the outcome of the same day comes later in the file
    assert wakes.after[0, 0, 0] == 2
    assert wakes.trend[0, 0, 0] == 0 - 3  # recent: lag 0 only; the rest lags 1 to 3


def test_hours_are_time_units_too() -> None:
    """A window of 6 hours sees what happens three hours later and not what happens a day later."""
    day = [0.0, 5.0, 5.125, 6.0, 5.0, 9.0]
    table = a_table(day, [0.0] * 4 + [5.0, 0.0], [0.0] * 6, ["x"] * 6)
    role = np.array([0, 2, 0, 0, 1, 0])
    wakes = count_wakes(table, role, Windows((6,), (2.0,), unit_days=1 / 24))
    assert wakes.after[:, 0, 0].tolist() == [1, 0]


def test_counts_agree_with_all_pairs() -> None:
    """The tree misses nothing and adds nothing, on a table with ties in place and time."""
    draw = np.random.default_rng(5)
    n = 300
    lat, lon = draw.normal(36, 0.05, n).round(2), draw.normal(37, 0.05, n).round(2)
    day = draw.integers(0, 30, n).astype(float)
    role = draw.choice(3, n, p=[0.6, 0.2, 0.2]).astype(np.int64)
    table = a_table(day, lat, lon, ["x"] * n)
    wakes = count_wakes(table, role, Windows((2, 5), (1.5, 6.0)))
    phi, lam = np.radians(lat), np.radians(lon)
    cosine = np.sin(phi[:, None]) * np.sin(phi) + np.cos(phi[:, None]) * np.cos(phi) * np.cos(
        lam[:, None] - lam
    )
    km = np.degrees(np.arccos(np.clip(cosine, -1, 1))) * 111.111
    for k, row in enumerate(wakes.rows):
        lag = day - day[row]
        near = (km[row] <= 6.0) & (role == DEPENDENT)
        assert wakes.after[k, 1, 1] == (near & (lag >= 1) & (lag <= 5)).sum()
        assert wakes.before[k, 0, 1] == (near & (lag <= -1) & (lag >= -2)).sum()
        kind = (km[row] <= 1.5) & (role == role[row]) & (np.arange(n) != row)
        assert wakes.same_before[k, 1, 0] == (kind & (lag <= -1) & (lag >= -5)).sum()


def published(shared: Path, compatible: bool) -> tuple[EventTable, Ints, Wakes]:
    """The package's example, sentinel dates and all."""
    table = read_events(shared / "mwa" / "mwa_data.csv", "mwa", today=date(9999, 1, 1))
    role = np.select([table.type == "treatment", table.type == "control"], [TREATMENT, CONTROL])
    sizes = ((2, 4, 6, 8, 10), (2.0, 4.0, 6.0, 8.0, 10.0))
    return table, role, count_wakes(table, role, Windows(*sizes, compatible=compatible))


def test_the_published_table_cell_for_cell(shared: Path) -> None:
    """25 of 25 cells of mwa 0.5.0: estimates, p-values, matched sizes; adjusted R², SO and MO."""
    table, _, wakes = published(shared, True)
    found = {
        (c.length, int(c.km)): c
        for row in estimate_surface(wakes, table, ("match1", "match2"))
        for c in row
    }
    for at, (estimate, p, controls, treated) in PUBLISHED.items():
        cell = found[at]
        assert (cell.controls, cell.treated) == (controls, treated), at
        assert cell.estimate == pytest.approx(estimate, abs=1e-7), at
        assert cell.p == pytest.approx(p, rel=1e-6), at
    assert found[8, 8].r2 == pytest.approx(0.83958974, abs=1e-8)
    assert (round(found[10, 10].so, 3), round(found[10, 10].mo, 3)) == (0.187, 0.093)


def test_hidden_cells_are_listed_with_our_estimate(shared: Path) -> None:
    """Seven cells that print 0 and 1 hide a contrast of .045 to .167."""
    table, _, wakes = published(shared, True)
    surface = estimate_surface(wakes, table, ("match1", "match2"))
    every = [c.ours or 0.0 for row in surface for c in row if c.hidden]
    hidden = [found for found in every if abs(found) > 1e-9]
    assert len(hidden) == 7
    assert min(hidden) == pytest.approx(1 / 22) and max(hidden) == pytest.approx(1 / 6)


def test_default_mode_shows_what_was_hidden_and_hides_what_is_nothing(shared: Path) -> None:
    """Without variation before there is an estimate; without any outcome there is a reason."""
    table, _, wakes = published(shared, False)
    cells_ = {(c.length, int(c.km)): c for r in estimate_surface(wakes, table) for c in r}
    assert cells_[4, 8].estimate is not None and cells_[4, 8].error is not None
    assert cells_[2, 2].estimate is None and "do not vary" in cells_[2, 2].reason


@pytest.mark.parametrize("role", [[0, 0, 0], [0, 0, 2], [0, 0, 1], [1, 2, 1]])
def test_without_one_of_the_kinds_there_is_a_reason(role: list[int]) -> None:
    """No treatment, no control or no outcome: never a number."""
    table = a_table([1.0, 2.0, 3.0], [0.0] * 3, [0.0] * 3, ["x"] * 3)
    with pytest.raises(StudyError, match=r"there are no (treatment|control|outcome) events"):
        count_wakes(table, np.array(role), Windows((1,), (1.0,)))


def test_one_treatment_is_too_few() -> None:
    """A single treatment gives a reason, not an estimate."""
    day = [float(d) for d in range(40)]
    role = np.array([0, 1] * 20)
    role[21] = 2
    table = a_table(day, [0.0] * 40, [0.0] * 40, ["x"] * 40)
    (cell,) = estimate_surface(count_wakes(table, role, Windows((2,), (2.0,))), table)[0]
    assert cell.estimate is None and "only" in cell.reason


def test_apart_leaves_out_mixed_wakes() -> None:
    """An intervention with one of the other kind in its wake is not used."""
    table = a_table([0.0, 5.0, 6.0, 5.0, 20.0], [0.0, 0.0, 0.0, 9.0, 0.0], [0.0] * 5, ["x"] * 5)
    wakes = count_wakes(table, np.array([0, 2, 1, 2, 0]), Windows((2,), (3.0,)))
    assert wakes.inside[:, 0, 0].tolist() == [True, True, True]
    assert apart(wakes).inside[:, 0, 0].tolist() == [False, False, True]


def test_clusters_are_wakes_that_share_ground_and_time() -> None:
    """Two wakes touch when centres are within twice the window; chains join."""
    day = [0.0, 10.0, 13.0, 16.0, 30.0, 10.0, 50.0]
    lat = [0, 0, 0, 0, 0, 90 * KM, 0]
    table = a_table(day, [float(x) for x in lat], [0.0] * 7, ["x"] * 7)
    wakes = count_wakes(table, np.array([0, 2, 1, 2, 1, 2, 0]), Windows((2,), (3.0,)))
    cluster = overlapping(link(wakes, table), np.arange(5), 5, 3.0, 2)
    assert cluster[0] == cluster[1] == cluster[2]
    assert len(set(cluster.tolist())) == 3


def test_windows_must_hold_something() -> None:
    """Zero lengths, zero radii and unsorted lists are refused."""
    for lengths, km in (((0,), (1.0,)), ((1,), (0.0,)), ((2, 1), (1.0,)), ((), (1.0,))):
        with pytest.raises(StudyError):
            Windows(lengths, km)


def test_coarsening_closes_intervals_on_the_right() -> None:
    """The minimum is in the first interval, a cut point in the interval below it."""
    assert coarsen(np.array([0.0, 1.0, 1.1, 2.0, 3.0]), 4).tolist() == [0, 0, 1, 1, 2]
    assert coarsen(np.array([2.0, 2.0]), 4).tolist() == [0, 0]
    assert sturges(75) == 8


def test_matching_weights_by_hand() -> None:
    """Unmatched rows weigh nothing; controls add up to their number."""
    cell = cells([np.array([0.0, 0, 0, 5, 5, 9])], points=4)
    treated = np.array([True, False, False, True, False, True])
    weight = match_weights(cell, treated)
    assert weight.tolist() == [1.0, 0.75, 0.75, 1.0, 1.5, 0.0]
    assert weight[~treated].sum() == pytest.approx(3)


def test_clustered_errors_against_their_definition() -> None:
    """CR2 by k-column algebra equals CR2 by inverse roots of whole blocks (two ways, one value)."""
    draw = np.random.default_rng(1)
    n = 30
    x = np.column_stack((np.ones(n), draw.normal(size=n), draw.integers(0, 2, n)))
    y, weight = draw.normal(size=n), draw.uniform(0.5, 2, n)
    cluster = draw.integers(0, 8, n)
    xs, ys = x * np.sqrt(weight)[:, None], y * np.sqrt(weight)
    bread = np.linalg.inv(xs.T @ xs)
    left = ys - xs @ bread @ xs.T @ ys
    meat = np.zeros((3, 3))
    for g in np.unique(cluster):
        rows = cluster == g
        values, vectors = np.linalg.eigh(np.eye(rows.sum()) - xs[rows] @ bread @ xs[rows].T)
        score = xs[rows].T @ (vectors @ np.diag(values**-0.5) @ vectors.T) @ left[rows]
        meat += np.outer(score, score)
    fit = clustered(np.asarray(x, dtype=np.float64), y, weight, cluster)
    assert fit is not None
    assert fit.error == pytest.approx(float(np.sqrt((bread @ meat @ bread)[2, 2])))
    assert 1 <= fit.df <= 7


def test_classical_fit_needs_full_rank() -> None:
    """A pre-period that does not vary gives no classical fit."""
    x = np.column_stack((np.ones(6), np.zeros(6), [0, 0, 0, 1, 1, 1]))
    assert classical(x, np.arange(6.0), np.ones(6)) is None
