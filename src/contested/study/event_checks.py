"""What is wrong with the rows of an event table, in words; what cannot be used is left out."""

from dataclasses import replace
from datetime import date

import numpy as np

from contested.errors import StudyError
from contested.study.model import Bools, EventTable, Problem, day_number, iso_day

_SHOWN = 5
_FAR = 5.0  # degrees beyond the table's core from which a swapped pair is called swapped
_COARSE_DAYS = 7.0


def check_events(table: EventTable, today: date) -> EventTable:
    """``table`` without rows that have no usable date or place, with every problem named.

    A row counts as swapped when its latitude is beyond 90 degrees and its longitude is not, or
    when it lies over five degrees outside the table's core and, swapped, inside it. Raises
    StudyError when nothing is left.
    """
    problems: list[Problem] = []
    keep = np.ones(len(table), dtype=bool)
    swapped = _swapped(table)
    bad = _outside(table) & ~swapped
    tests: list[tuple[str, Bools, str]] = [
        ("no date", np.isnan(table.day) & (table.stamp == ""), "have no date"),
        ("bad date", np.isnan(table.day) & (table.stamp != ""), "have a date that cannot be read"),
        ("future date", table.day >= day_number(today.isoformat()) + 1,
         f"lie after today ({today})"),
        ("no place", np.isnan(table.lat) | np.isnan(table.lon), "have no coordinates"),
        ("swapped", swapped, "seem to have latitude and longitude swapped"),
        ("bad place", bad, "have coordinates that are on no map, or exactly 0, 0"),
        ("duplicate", _same_id(table), "repeat an earlier row's id"),
    ]  # fmt: skip
    for kind, mask, words in tests:
        hit = mask & keep
        if hit.any():
            problems.append(_problem(kind, table, hit, words, True))
            keep &= ~hit
    if not keep.any():
        said = "; ".join(p.words for p in problems)
        raise StudyError(f"{table.name}: no event of {len(table)} can be used: {said}")
    left = table.where(keep)
    return replace(left, problems=(*table.problems, *problems, *_warnings(left)))


def _outside(table: EventTable) -> Bools:
    off = (np.abs(table.lat) > 90) | (np.abs(table.lon) > 180)
    return np.asarray(off | ((table.lat == 0) & (table.lon == 0)), dtype=bool)


def _swapped(table: EventTable) -> Bools:
    sure = (np.abs(table.lat) > 90) & (np.abs(table.lat) <= 180) & (np.abs(table.lon) <= 90)
    fit = ~_outside(table) & ~np.isnan(table.lat) & ~np.isnan(table.lon)
    if fit.sum() < 20:
        return np.asarray(sure, dtype=bool)
    south, north = np.percentile(table.lat[fit], [5, 95])
    west, east = np.percentile(table.lon[fit], [5, 95])
    far = (table.lat < south - _FAR) | (table.lat > north + _FAR)
    far &= (table.lon < west - _FAR) | (table.lon > east + _FAR)
    inside = (table.lon >= south - 1) & (table.lon <= north + 1)
    inside &= (table.lat >= west - 1) & (table.lat <= east + 1)
    return np.asarray(sure | (far & inside), dtype=bool)


def _same_id(table: EventTable) -> Bools:
    """Rows whose id an earlier row has."""
    _, first = np.unique(table.id, return_index=True)
    again = np.ones(len(table), dtype=bool)
    again[first] = False
    return again


def _warnings(table: EventTable) -> list[Problem]:
    """What stays in but should be known: equal rows, and events of no certain week."""
    found = []
    rows = np.rec.fromarrays([table.day, table.lat, table.lon, table.type, table.actor])
    _, first = np.unique(rows, return_index=True)
    same = np.ones(len(table), dtype=bool)
    same[first] = False
    if same.any():
        words = "have day, point, type and actor of an earlier row (kept: they may be true events)"
        found.append(_problem("duplicate", table, same, words, False))
    coarse = np.asarray(table.width > _COARSE_DAYS, dtype=bool)
    if coarse.any():
        words = f"are dated no closer than {_COARSE_DAYS:.0f} days (kept at their first day)"
        found.append(_problem("coarse", table, coarse, words, False))
    return found


def _problem(kind: str, table: EventTable, mask: Bools, words: str, dropped: bool) -> Problem:
    rows = int(mask.sum())
    first = tuple(map(str, table.id[mask][:_SHOWN]))
    return Problem(kind, rows, first, f"{rows:,} {words}", dropped)  # type: ignore[arg-type]


def span_words(table: EventTable) -> str:
    """How many events, from when to when, in which box.

    A table of no events says so.
    """
    if not len(table):
        return "no events"
    first, last = iso_day(table.day.min()), iso_day(table.day.max())
    return (
        f"{len(table):,} events from {first} to {last}, "
        f"{table.lat.min():.2f} to {table.lat.max():.2f}° N, "
        f"{table.lon.min():.2f} to {table.lon.max():.2f}° E"
    )
