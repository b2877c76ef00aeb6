"""Counting in wakes: what happened around each intervention before and after it, per window.

Schutte & Donnay (2014): an intervention's wake is a cylinder of S km and T time units on either
side of it. Pairs within the widest window come from one k-d tree over places on the unit sphere
and time together, so no distance outside it is ever computed.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree

from contested.errors import StudyError
from contested.study.model import Bools, EventTable, Floats, Ints

KM_PER_DEGREE = 111.111  # of great circle, as mwa has it
_BLOCK = 2048  # interventions counted at once: bounds memory
DEPENDENT, CONTROL, TREATMENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Windows:
    """The surface: every length in time units with every radius in km, both ascending.

    ``unit_days`` is a time unit in days (1/24 for hours). ``compatible`` follows mwa 0.5.0: the
    intervention's own day belongs to the time before where the file's order says so, and half of
    an odd length is rounded down. Otherwise events in the intervention's own unit count on
    neither side, since the table cannot tell which came first, and the middle unit of an odd
    length belongs to neither half of the trend.
    """

    lengths: tuple[int, ...]
    km: tuple[float, ...]
    unit_days: float = 1.0
    compatible: bool = False

    def __post_init__(self) -> None:
        """Refuse windows that hold nothing."""
        if not self.lengths or not self.km or min(self.lengths) < 1 or min(self.km) <= 0:
            raise StudyError("windows need lengths of at least one time unit and radii above 0 km")
        for name in ("lengths", "km"):
            values = getattr(self, name)
            if list(values) != sorted(set(values)):
                raise StudyError(f"windows: {name} must ascend without repeats, not {values}")

    @property
    def shape(self) -> tuple[int, int]:
        """Lengths by radii."""
        return len(self.lengths), len(self.km)

    def halves(self, length: int) -> tuple[int, int]:
        """Last lag of the recent half, and first lag of the earlier half, of the time before."""
        half = length // 2
        return (half - 1, half) if self.compatible else (half, length - half + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Wakes:
    """Counts around n interventions on a surface of T lengths × S radii: arrays (n, T, S).

    ``rows`` are the interventions' positions in the table, ``treated`` which are treatments,
    ``inside`` whether the table covers the wake (and nothing else rules it out). ``trend`` is
    dependents in the recent half of the time before minus those in the earlier half. ``same`` and
    ``other`` count further interventions of its own kind and of the other.
    """

    windows: Windows
    rows: Ints
    treated: Bools
    inside: Bools
    before: Ints
    after: Ints
    trend: Ints
    same_before: Ints
    same_after: Ints
    other_before: Ints
    other_after: Ints


def count_wakes(
    table: EventTable, role: Ints, windows: Windows, span: tuple[float, float] | None = None
) -> Wakes:
    """Count around every event whose ``role`` is CONTROL or TREATMENT.

    ``role`` has shape (n,); ``span`` is the first and last day that the table covers, by default
    those of its events. Raises StudyError when there is nothing to count or too much.
    """
    _check(table, role)
    time = table.day / windows.unit_days
    if not windows.compatible:
        time = np.floor(time + 1e-9)
    events = _Events(time, _order(table, windows), role)
    near = Neighbours(sphere(table.lat, table.lon), time, windows.km[-1], windows.lengths[-1] + 1)
    rows = np.flatnonzero(role != DEPENDENT)
    edges = _edges(windows)
    blocks = [rows[k : k + _BLOCK] for k in range(0, len(rows), _BLOCK)]
    counts = np.concatenate([_count(b, near, events, windows, edges) for b in blocks], axis=1)
    inside = _inside(time, rows, windows, span)
    return Wakes(windows, rows, role[rows] == TREATMENT, inside, *_read_off(counts, edges, windows))


@dataclass(frozen=True, slots=True, eq=False)
class _Events:
    """Time in units, rank in time, and role of every event."""

    time: Floats
    order: Ints
    role: Ints


def _check(table: EventTable, role: Ints) -> None:
    if not len(table):
        raise StudyError("there are no events")
    names = {DEPENDENT: "outcome", CONTROL: "control", TREATMENT: "treatment"}
    for code, name in names.items():
        if not (role == code).any():
            raise StudyError(f"there are no {name} events, so nothing can be compared")
    if not (np.isfinite(table.day) & np.isfinite(table.lat) & np.isfinite(table.lon)).all():
        raise StudyError(f"{table.name}: some events have no date or place; check the table first")


def _order(table: EventTable, windows: Windows) -> Ints:
    """The rank of each event in time; text order with ties as in the file when compatible."""
    key = table.stamp if windows.compatible else table.day
    rank = np.empty(len(table), dtype=np.int64)
    rank[np.argsort(key, kind="stable")] = np.arange(len(table))
    return rank


def _edges(windows: Windows) -> Ints:
    """Lags at which cumulated counts are wanted."""
    wanted = {-1, 0}
    for length in windows.lengths:
        recent, earlier = windows.halves(length)
        wanted |= {length, recent, earlier - 1}
    return np.array(sorted(wanted), dtype=np.int64)


def sphere(lat: Floats, lon: Floats) -> Floats:
    """Points on the unit sphere, shape (n, 3)."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))


def chord(km: float) -> float:
    """The straight line through the unit sphere that spans ``km`` of great circle."""
    return float(2 * np.sin(np.radians(min(180.0, km / KM_PER_DEGREE)) / 2))


def chord_km(chords: Floats) -> Floats:
    """Kilometres of great circle of chords on the unit sphere."""
    return np.asarray(np.degrees(2 * np.arcsin(np.minimum(chords / 2, 1))) * KM_PER_DEGREE)


class Neighbours:
    """Events near others in space and time; one k-d tree, built once."""

    def __init__(self, points: Floats, time: Floats, km: float, lag: float) -> None:
        """``points`` (n, 3) on the unit sphere, ``time`` (n,); reach ``km`` and ``lag``."""
        self._points, self._km = points, km
        reach = chord(km) * (1 + 1e-9) + 1e-12
        self._place = np.column_stack((points / reach, time / (lag + 1e-6)))
        self._tree = cKDTree(self._place)

    def of(self, rows: Ints) -> tuple[Ints, Ints, Floats]:
        """Pairs (position in ``rows``, event, km apart), an event with itself among them."""
        centre = cKDTree(self._place[rows])
        found = centre.sparse_distance_matrix(
            self._tree, 1.0 + 1e-9, p=np.inf, output_type="ndarray"
        )
        i, j = found["i"].astype(np.int64), found["j"].astype(np.int64)
        far = chord_km(np.linalg.norm(self._points[rows[i]] - self._points[j], axis=1))
        keep = far <= self._km * (1 + 1e-9)
        return i[keep], j[keep], far[keep]


def _count(rows: Ints, near: Neighbours, events: _Events, windows: Windows, edges: Ints) -> Ints:
    """Counts up to each lag of ``edges`` and within each radius, shape (6, n, edges, S).

    The first axis is dependents, same kind, other kind, each before and after.
    """
    i, j, far = near.of(rows)
    at = rows[i]
    earlier = events.order[j] < events.order[at]
    gap = events.time[at] - events.time[j]
    lag = np.floor(np.where(earlier, gap, -gap) + 1e-9).astype(np.int64)
    least = np.where(earlier & windows.compatible, 0, 1)
    keep = (lag >= least) & (lag <= edges[-1]) & (j != at)
    i, j, at, far, lag, earlier = (a[keep] for a in (i, j, at, far, lag, earlier))
    kind = np.where(
        events.role[j] == DEPENDENT, 0, np.where(events.role[j] == events.role[at], 1, 2)
    )
    shape = (6, len(rows), len(edges), len(windows.km))
    group = 2 * kind + ~earlier
    radius = np.searchsorted(np.array(windows.km) * (1 + 1e-9), far)
    cell = np.ravel_multi_index((group, i, np.searchsorted(edges, lag), radius), shape)
    flat = np.bincount(cell, minlength=int(np.prod(shape))).astype(np.int32)
    return np.asarray(flat.reshape(shape).cumsum(axis=2).cumsum(axis=3), dtype=np.int64)


def _read_off(counts: Ints, edges: Ints, windows: Windows) -> tuple[Ints, ...]:
    """The seven counts of ``Wakes``, each (n, T, S), from those cumulated over lags."""
    ends = np.searchsorted(edges, windows.lengths)
    halves = [windows.halves(length) for length in windows.lengths]
    recent = np.searchsorted(edges, [r for r, _ in halves])
    early = np.searchsorted(edges, [e - 1 for _, e in halves])
    dep, dep_after, same, same_after, other, other_after = counts
    before = dep[:, ends]
    trend = dep[:, recent] - (before - dep[:, early])
    found = (before, dep_after[:, ends], trend, same[:, ends], same_after[:, ends],
             other[:, ends], other_after[:, ends])  # fmt: skip
    return tuple(np.ascontiguousarray(f) for f in found)


def _inside(time: Floats, rows: Ints, windows: Windows, span: tuple[float, float] | None) -> Bools:
    """Whether the table covers the time before and after, shape (n, T, S)."""
    first, last = (s / windows.unit_days for s in span) if span else (time.min(), time.max())
    lengths = np.array(windows.lengths, dtype=float)
    back, ahead = time[rows, None] - first, last - time[rows, None]
    if windows.compatible:
        covered = (back > lengths) & (ahead > lengths)
    else:
        covered = (back >= lengths) & (ahead >= lengths)
    return np.repeat(covered[:, :, None], len(windows.km), axis=2).astype(bool)


def apart(wakes: Wakes) -> Wakes:
    """The same counts, leaving out interventions with one of the other kind in their wake.

    What is left meets the assumption that one unit's treatment does not reach another (SUTVA).
    """
    alone = (wakes.other_before + wakes.other_after) == 0
    return replace(wakes, inside=wakes.inside & alone)
