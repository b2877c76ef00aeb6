"""A map of control by month, drawn from events alone, with how sure it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from contested.errors import StudyError
from contested.study.control_hmm import likeliest_states, observe, packaged_model, state_shares
from contested.study.hexgrid import HexGrid, exposure, hex_grid, month_index
from contested.study.model import Floats, Ints
from contested.study.questions import (
    Meaning,
    Role,
    Source,
    put_question,
    read_sources,
)
from contested.study.wakes import DEPENDENT, TREATMENT

_MARGIN = 0.25  # degrees around the events
_MOST = 5_000_000  # cell-months


@dataclass(frozen=True, slots=True)
class ControlQuestion:
    """Everything a control map depends on.

    ``meaning.treatment`` is terrorism and ``meaning.outcome`` conventional fighting.
    ``transposed`` reads the article's transition matrix as its published map does.
    """

    sources: tuple[Source, ...]
    meaning: Meaning
    km: float = 25.0
    transposed: bool = True
    design: Literal["control"] = "control"


@dataclass(frozen=True, slots=True, eq=False)
class ControlMap:
    """States and their probability, (cells, months); months count from ``first`` (YYYY-MM)."""

    grid: HexGrid
    first: str
    states: Ints
    share: Floats


@dataclass(frozen=True, slots=True)
class ControlStudy:
    """The counts of a map: cell-months by state in all and by month, and how sure on average."""

    spec: ControlQuestion
    sha256: str
    roles: tuple[Role, ...]
    notes: tuple[str, ...]
    cells: int
    first: str
    names: tuple[str, ...]
    by_month: tuple[tuple[int, ...], ...]
    mean_share: float


def control_study(spec: ControlQuestion) -> tuple[ControlStudy, ControlMap]:
    """Lay the grid, spread the events over it and take the likeliest states."""
    table = read_sources(spec.sources)
    put = put_question(table, spec.meaning, want_control=False)
    used = put.table.where(put.role >= 0)
    kinds = put.role[put.role >= 0]
    box = (
        float(used.lat.min()) - _MARGIN,
        float(used.lon.min()) - _MARGIN,
        float(used.lat.max()) + _MARGIN,
        float(used.lon.max()) + _MARGIN,
    )
    grid = hex_grid(box, spec.km)
    month, first = month_index(used)
    months = int(month.max()) + 1
    if months < 2 or len(grid.lat) * months > _MOST:
        raise StudyError(f"{len(grid.lat):,} cells × {months} months: no map can be drawn of that")
    terrorism, fighting = (
        exposure(grid, used.where(kinds == k), month[kinds == k], months)
        for k in (TREATMENT, DEPENDENT)
    )
    observed = observe(terrorism, fighting)
    states = likeliest_states(observed, transposed=spec.transposed)
    share = np.take_along_axis(
        state_shares(observed, transposed=spec.transposed), states[:, :, None], axis=2
    )[:, :, 0]
    names = packaged_model().states
    counts = tuple(
        tuple(int((states[:, m] == k).sum()) for k in range(len(names))) for m in range(months)
    )
    study = ControlStudy(
        spec, table.sha256, put.roles, _notes(put.notes, spec), len(grid.lat), first, names, counts,
        float(share.mean()),
    )  # fmt: skip
    return study, ControlMap(grid, first, states, share)


def _notes(notes: tuple[str, ...], spec: ControlQuestion) -> tuple[str, ...]:
    said = (
        "the transition matrix is transposed, as in the published map"
        if spec.transposed
        else "the transition matrix is as printed; the published map has it transposed"
    )
    return (*notes, said, "cells with no event near them are called by the prior alone")


def map_rows(drawn: ControlMap) -> Iterator[str]:
    """CSV lines: month, lat, lon, state, share; only where the state is not the quiet default."""
    names = packaged_model().states
    yield "month,lat,lon,state,share\n"
    start = np.datetime64(drawn.first, "M")
    for cell, month in zip(*np.nonzero(drawn.states != len(names) - 1), strict=True):
        when = start + np.timedelta64(int(month), "M")
        yield (
            f"{when},{drawn.grid.lat[cell]:.4f},{drawn.grid.lon[cell]:.4f},"
            f"{names[drawn.states[cell, month]]},{drawn.share[cell, month]:.3f}\n"
        )
