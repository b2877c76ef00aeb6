"""A hexagonal grid over a box, and how strongly events are felt in each cell and month."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from contested.errors import StudyError
from contested.resources import load_toml
from contested.study.model import EventTable, Floats, Ints
from contested.study.wakes import KM_PER_DEGREE, chord, chord_km, sphere

_MOST_CELLS = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class HexGrid:
    """Centres of cells in WGS84 degrees, ``km`` from one to the next."""

    lat: Floats
    lon: Floats
    km: float


def hex_grid(box: tuple[float, float, float, float], km: float) -> HexGrid:
    """Cells whose centres lie in ``box`` (south, west, north, east), every other row offset."""
    south, west, north, east = box
    if not (south < north and west < east and km > 0):
        raise StudyError(f"the box {box} with cells of {km} km holds no cell")
    narrow = max(0.01, float(np.cos(np.radians((south + north) / 2))))
    step, rise = km / KM_PER_DEGREE / narrow, km / KM_PER_DEGREE * np.sqrt(3) / 2
    if (north - south) / rise * (east - west) / step > _MOST_CELLS:
        raise StudyError(f"cells of {km} km are too fine for the box {box}")
    rows = np.arange(south, north + 1e-9, rise)
    found = [
        np.column_stack((np.full(len(x), lat), x))
        for k, lat in enumerate(rows)
        for x in [np.arange(west + (k % 2) * step / 2, east + 1e-9, step)]
    ]
    centres = np.concatenate(found)
    return HexGrid(centres[:, 0], centres[:, 1], km)


def nearest_cell(grid: HexGrid, lat: Floats, lon: Floats) -> Ints:
    """The cell of each point, -1 for one farther than a step from any centre."""
    far, cell = cKDTree(sphere(grid.lat, grid.lon)).query(sphere(lat, lon))
    return np.where(far <= chord(grid.km), cell, -1).astype(np.int64)


def month_index(table: EventTable) -> tuple[Ints, str]:
    """Months since the table's first, and that month as YYYY-MM."""
    months = table.day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    first = np.datetime64(int(months.min()), "M")
    return months - months.min(), str(first)


def exposure(grid: HexGrid, table: EventTable, month: Ints, months: int) -> Floats:
    """Exposure of each cell in each month, shape (cells, months).

    Every event adds a logistic weight of its distance times one of the months since; weights
    below the least count as nothing. Parameters: ``resources/study_control.toml``.
    """
    said = load_toml("study_control.toml")["exposure"]
    near = cKDTree(sphere(grid.lat, grid.lon))
    reach = said["half_km"] + said["km_scale"] * np.log(1 / said["least"] - 1)
    events = cKDTree(sphere(table.lat, table.lon))
    pairs = near.sparse_distance_matrix(events, chord(reach), output_type="ndarray")
    weight = _logistic(chord_km(pairs["v"]), said["half_km"], said["km_scale"])
    felt = np.zeros((len(grid.lat), months))
    np.add.at(felt, (pairs["i"], month[pairs["j"]]), weight)
    fade = _logistic(np.arange(months, dtype=float), said["half_months"], said["months_scale"])
    fade = np.where(fade >= said["least"], fade, 0.0)
    total = np.zeros_like(felt)
    for lag in np.flatnonzero(fade):
        total[:, lag:] += fade[lag] * felt[:, : months - lag]
    return total


def _logistic(x: Floats, half: float, scale: float) -> Floats:
    return np.asarray(1 / (1 + np.exp((x - half) / scale)))
