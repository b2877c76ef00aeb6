"""Control from events: a chain worked by hand, and the published map of Nigeria."""

import csv
import gzip
import io
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from tables import a_table

from contested.errors import StudyError
from contested.study.control_hmm import (
    likeliest_states,
    observe,
    packaged_model,
    state_shares,
)
from contested.study.hexgrid import exposure, hex_grid, month_index, nearest_cell
from contested.study.model import Ints


def best_by_hand(observed: list[int], transposed: bool) -> list[int]:
    """The likeliest path of all, by trying every one."""
    model = packaged_model()
    move = model.transition.T if transposed else model.transition

    def weight(path: tuple[int, ...]) -> float:
        found = model.prior[path[0]] * model.emission[path[0], observed[0]]
        for k in range(1, len(path)):
            found *= move[path[k - 1], path[k]] * model.emission[path[k], observed[k]]
        return float(found)

    paths = list(product(range(5), repeat=len(observed)))
    return list(paths[int(np.argmax([weight(p) for p in paths]))])


@pytest.mark.parametrize("transposed", [False, True])
@pytest.mark.parametrize("observed", [[0, 0, 0], [0, 3, 3, 1], [2, 1, 1, 0], [3, 0, 3, 2]])
def test_the_path_is_the_best_of_all(observed: list[int], transposed: bool) -> None:
    """Viterbi finds what trying every path finds, with either matrix."""
    found = likeliest_states(np.array([observed]), transposed=transposed)
    assert found[0].tolist() == best_by_hand(observed, transposed)


def test_transposing_changes_the_map() -> None:
    """The option is no formality: terrorism once leads to different states."""
    observed = np.array([[0, 3, 0, 0]])
    one, two = (likeliest_states(observed, transposed=t).tolist() for t in (False, True))
    assert one != two


def test_observations_by_hand() -> None:
    """Quiet, fighting, both, terrorism, against the month's mean."""
    terrorism = np.array([[0.0], [0.0], [3.0], [4.0], [np.nan]])
    fighting = np.array([[0.1], [5.0], [3.0], [0.0], [0.0]])
    assert observe(terrorism, fighting)[:, 0].tolist() == [0, 1, 2, 3, 0]
    with pytest.raises(StudyError):
        observe(np.zeros((2, 2)), np.zeros((2, 3)))


def test_shares_add_up_and_lean_to_the_path() -> None:
    """Every cell-month's shares make one; a long quiet start is government-held."""
    observed = np.array([[0, 0, 0, 0, 3, 3]])
    shares = state_shares(observed)
    assert shares.sum(axis=2) == pytest.approx(np.ones((1, 6)))
    assert shares[0, 0].argmax() == 4


def published(shared: Path) -> tuple[Ints, Ints]:
    """Our observations of the northern cells, and the published states, (943, 120)."""
    folder = shared / "anders-control"
    rows = _rows(folder / "anders_events_decay_nga_hex25_logistic_trunc.csv.gz")
    cells = sorted({r["gid"] for r in rows})
    at = {gid: k for k, gid in enumerate(cells)}
    both = np.zeros((2, len(cells), 120))
    north = np.zeros(len(cells), dtype=bool)
    for r in rows:
        for k, name in enumerate(("weighted_terrorism_trunc", "weighted_combats_trunc")):
            value = r[name]
            both[k, at[r["gid"]], int(r["timeindex"]) - 1] = float(value) if value != "NA" else 0
        north[at[r["gid"]]] = r["nganorth"] == "1"
    model = packaged_model()
    states = np.full((len(cells), 120), -1, dtype=np.int64)
    for r in _rows(folder / "anders_hmm_nga.csv.gz"):
        states[at[r["gid"]], int(r["timeindex"]) - 1] = model.states.index(r["control"])
    return observe(both[0], both[1])[north], states[north]


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode())))


def test_the_published_map_of_nigeria(shared: Path) -> None:
    """113,160 of 113,160 cell-months with the transposed matrix, 93.913% as printed."""
    observed, states = published(shared)
    assert np.bincount(observed.ravel()).tolist() == [103_665, 3_348, 4_796, 1_351]
    assert states.size == 113_160
    assert (likeliest_states(observed, transposed=True) == states).sum() == 113_160
    printed = (likeliest_states(observed) == states).mean()
    assert round(100 * printed, 3) == 93.913


def test_hexagons_have_six_neighbours_at_one_step() -> None:
    """Every inner cell has six others at about the spacing; points fall to the nearest."""
    grid = hex_grid((10.0, 4.0, 12.0, 6.0), 25.0)
    middle = int(np.argmin((grid.lat - 11) ** 2 + (grid.lon - 5) ** 2))
    narrow = np.cos(np.radians(11))
    km = 111.111 * np.hypot(grid.lat - grid.lat[middle], (grid.lon - grid.lon[middle]) * narrow)
    assert np.sum((km > 1) & (km < 26)) == 6
    cells = nearest_cell(grid, np.array([grid.lat[middle] + 0.02, 50.0]), grid.lon[[middle, 0]])
    assert cells.tolist() == [middle, -1]
    with pytest.raises(StudyError):
        hex_grid((10.0, 4.0, 9.0, 6.0), 25.0)


def test_exposure_fades_with_distance_and_time() -> None:
    """Strongest at the event's own cell and month, nothing before it happened."""
    grid = hex_grid((10.0, 4.0, 12.0, 6.0), 25.0)
    table = a_table([31.0, 95.0], [11.0, 11.0], [5.0, 5.0], ["x", "x"])
    month, first = month_index(table)
    assert first == "1970-02" and month.tolist() == [0, 2]
    felt = exposure(grid, table.where(np.array([True, False])), np.array([1]), 6)
    own = int(np.argmin((grid.lat - 11) ** 2 + (grid.lon - 5) ** 2))
    assert felt[:, 0].max() == 0 and felt[:, 1].argmax() == own
    assert felt[own, 1] > felt[own, 3] > felt[own, 5]
