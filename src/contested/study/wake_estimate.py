"""Matched difference in differences on wakes: one estimate a window, or why there is none."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from contested.study.cem import cells, match_weights
from contested.study.fit import Fit, classical, clustered
from contested.study.model import Bools, EventTable, Floats, Ints
from contested.study.wakes import Neighbours, Wakes, sphere

_LEAST = 3  # matched interventions of each kind below which no number is given


@dataclass(frozen=True, slots=True)
class Cell:
    """What one window says. ``estimate`` is events per treatment, None with a ``reason``.

    ``error``, ``p``, ``low`` and ``high`` (95%) are robust to overlapping wakes, but classical in
    the compatible mode. ``hidden`` marks a cell in which the compatible rules print estimate 0
    and p 1; a contrast that can be estimated is then in ``ours``. ``so`` and ``mo`` are the
    shares of interventions with another of their own or of the other kind in the wake.
    """

    length: int
    km: float
    controls: int
    treated: int
    so: float
    mo: float
    estimate: float | None = None
    error: float | None = None
    p: float | None = None
    low: float | None = None
    high: float | None = None
    clusters: int | None = None
    r2: float | None = None
    hidden: bool = False
    ours: float | None = None
    reason: str = ""


Surface = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """The interventions of one window that found partners; arrays of one length.

    ``rows`` are positions among the wakes' ``interventions``.
    """

    interventions: int
    rows: Ints
    after: Floats
    before: Floats
    treated: Bools
    weight: Floats


def estimate_surface(wakes: Wakes, table: EventTable, match_on: tuple[str, ...] = ()) -> Surface:
    """One ``Cell`` a window, T rows of S, by the wakes' own mode.

    ``match_on`` names covariates of the table that interventions must agree on.
    """
    lengths, radii = wakes.windows.shape
    links = link(wakes, table)

    def one(at: tuple[int, int]) -> Cell:
        m = match(wakes, table, match_on, at)
        start = _start(wakes, m, at)
        return _compatible(m, start) if wakes.windows.compatible else _robust(m, start, links)

    return tuple(tuple(one((t, s)) for s in range(radii)) for t in range(lengths))


def match_cells(
    wakes: Wakes, table: EventTable, match_on: tuple[str, ...], at: tuple[int, int]
) -> tuple[Ints, Ints]:
    """The interventions that window ``at`` can use, and the matching cell of each.

    Cells agree on covariates, trend and earlier interventions: those of its own and of the other
    kind apart when compatible, all together otherwise, so that cells do not depend on which
    interventions are treatments (what lets a randomisation test be exact).
    """
    t, s = at
    keep = np.flatnonzero(wakes.inside[:, t, s])
    if not len(keep):
        return keep, keep
    same, other = wakes.same_before[keep, t, s], wakes.other_before[keep, t, s]
    counts = [same, other] if wakes.windows.compatible else [same + other]
    columns = [table.covariates[name][wakes.rows[keep]] for name in match_on]
    return keep, cells([*columns, *(c.astype(float) for c in (wakes.trend[keep, t, s], *counts))])


def match(
    wakes: Wakes, table: EventTable, match_on: tuple[str, ...], at: tuple[int, int]
) -> Matched:
    """Rows of window ``at`` with their weights, those without a partner left out."""
    t, s = at
    keep, cell = match_cells(wakes, table, match_on, at)
    weight = match_weights(cell, wakes.treated[keep])
    rows = keep[weight > 0]
    after, before = wakes.after[rows, t, s].astype(float), wakes.before[rows, t, s].astype(float)
    return Matched(len(wakes.rows), rows, after, before, wakes.treated[rows], weight[weight > 0])


def overlap_shares(wakes: Wakes, at: tuple[int, int]) -> tuple[float, float]:
    """Shares of interventions with any of their own, and of the other kind, in the wake."""
    t, s = at
    keep = wakes.inside[:, t, s]
    if not keep.any():
        return 0.0, 0.0
    same = (wakes.same_before + wakes.same_after)[keep, t, s] > 0
    other = (wakes.other_before + wakes.other_after)[keep, t, s] > 0
    return float(same.mean()), float(other.mean())


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Pairs of interventions whose widest wakes share ground and time: positions, km, units."""

    i: Ints
    j: Ints
    km: Floats
    lag: Floats


def link(wakes: Wakes, table: EventTable) -> Links:
    """Every pair within twice the widest window; one search for the whole surface."""
    points = sphere(table.lat[wakes.rows], table.lon[wakes.rows])
    time = table.day[wakes.rows] / wakes.windows.unit_days
    reach, length = 2 * wakes.windows.km[-1], 2 * wakes.windows.lengths[-1]
    i, j, km = Neighbours(points, time, reach, length).of(np.arange(len(points)))
    keep = i < j
    i, j = i[keep], j[keep]
    return Links(i, j, km[keep], np.abs(time[i] - time[j]))


def overlapping(links: Links, rows: Ints, n: int, km: float, length: float) -> Ints:
    """The cluster of each of ``rows``: those of ``n`` interventions whose wakes overlap."""
    place = np.full(n, -1)
    place[rows] = np.arange(len(rows))
    i, j = place[links.i], place[links.j]
    near = (links.km <= 2 * km) & (links.lag <= 2 * length) & (i >= 0) & (j >= 0)
    graph = coo_array((np.ones(near.sum()), (i[near], j[near])), shape=(len(rows), len(rows)))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _start(wakes: Wakes, m: Matched, at: tuple[int, int]) -> Cell:
    so, mo = overlap_shares(wakes, at)
    treated = int(m.treated.sum())
    t, s = at
    length, km = wakes.windows.lengths[t], wakes.windows.km[s]
    return Cell(length, km, len(m.rows) - treated, treated, so, mo)


def _design(m: Matched, with_before: bool) -> Floats:
    columns = [np.ones(len(m.rows)), *([m.before] if with_before else []), m.treated.astype(float)]
    return np.column_stack(columns)


def _compatible(m: Matched, start: Cell) -> Cell:
    """0, 1 and 0 when the design has not rank 3, else the classical fit."""
    fit = classical(_design(m, True), m.after, m.weight) if len(m.rows) else None
    if fit is not None:
        return _with(start, fit)
    ours = classical(_design(m, False), m.after, m.weight) if len(m.rows) else None
    found = ours.estimate if ours else None
    return replace(start, estimate=0.0, p=1.0, r2=0.0, hidden=True, ours=found)


def _robust(m: Matched, start: Cell, links: Links) -> Cell:
    """The time before leaves the regression where it does not vary; errors by cluster."""
    reason = why_not(m)
    if reason:
        return replace(start, reason=reason)
    cluster = overlapping(links, m.rows, m.interventions, start.km, start.length)
    start = replace(start, clusters=int(cluster.max()) + 1)
    varies = bool(np.ptp(m.before) > 0)
    fit = clustered(_design(m, varies), m.after, m.weight, cluster)
    if fit is None and varies:  # the time before tells treatments and controls fully apart
        fit = clustered(_design(m, False), m.after, m.weight, cluster)
    if fit is None:
        return replace(start, reason="all wakes overlap into one cluster: no error can be had")
    return _with(start, fit)


def why_not(m: Matched) -> str:
    """Why no number can be had from these rows; empty when one can."""
    treated = int(m.treated.sum())
    controls = len(m.rows) - treated
    if treated < _LEAST or controls < _LEAST:
        return f"only {treated} treatments and {controls} controls match (at least {_LEAST} each)"
    if not np.ptp(m.after) > 0:
        return "outcomes after the matched interventions do not vary"
    return ""


def _with(cell: Cell, fit: Fit) -> Cell:
    return replace(
        cell,
        estimate=fit.estimate,
        error=fit.error,
        p=fit.p,
        low=fit.low,
        high=fit.high,
        r2=fit.r2,
    )
