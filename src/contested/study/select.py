"""Which events are meant: ``actor=Russian Military;type=*strike*;since=2015-09-30``.

Fields are joined by ``;`` (and), values by ``|`` (or); ``*`` and ``?`` are wildcards and case does
not count. ``actor`` is compared with each actor of a row when the map splits them, and with the
whole. ``not`` before ``=`` (``actor!=``) turns a field around.
"""

from collections.abc import Callable
from dataclasses import replace
from fnmatch import fnmatchcase

import numpy as np

from contested.errors import StudyError
from contested.ids import sha256_hex
from contested.study.model import ROW_FIELDS, Bools, EventTable, Words, day_number

_TEXT = ("type", "actor", "source", "id")


def select(table: EventTable, words: str) -> Bools:
    """A mask, shape (n,), of the events that ``words`` mean; StudyError when they mean nothing."""
    mask = np.ones(len(table), dtype=bool)
    for part in filter(None, (p.strip() for p in words.split(";"))):
        name, mark, value = part.partition("=")
        if not mark or not value.strip():
            raise StudyError(f"{part!r} is no condition; write field=value, such as actor=Russia*")
        turned = name.endswith("!")
        found = _condition(table, name.rstrip("!").strip(), value.strip())
        mask &= ~found if turned else found
    return mask


def _condition(table: EventTable, name: str, value: str) -> Bools:
    if name == "since":
        return np.asarray(table.day >= day_number(value), dtype=bool)
    if name == "until":
        return np.asarray(table.day < day_number(value) + 1, dtype=bool)
    if name == "box":
        return _box(table, value)
    if name not in _TEXT:
        raise StudyError(f"{name!r} is no field; there are {', '.join(_TEXT)}, since, until, box")
    column: Words = getattr(table, name)
    if not (column != "").any():
        raise StudyError(f"{table.name}: names no {name}, so none can be selected")
    patterns = [v.strip().casefold() for v in value.split("|")]
    return _matching(column, _test(patterns, table.actor_separator if name == "actor" else ""))


def _test(patterns: list[str], separator: str) -> Callable[[str], bool]:
    def fits(value: str) -> bool:
        folded = value.casefold()
        parts = {folded, *(p.strip() for p in folded.split(separator))} if separator else {folded}
        return any(fnmatchcase(p, pattern) for p in parts for pattern in patterns)

    return fits


def _matching(column: Words, fits: Callable[[str], bool]) -> Bools:
    values, rows = np.unique(column, return_inverse=True)
    return np.asarray(np.array([fits(str(v)) for v in values], dtype=bool)[rows], dtype=bool)


def _box(table: EventTable, value: str) -> Bools:
    """``south,west,north,east`` in degrees."""
    try:
        south, west, north, east = map(float, value.split(","))
    except ValueError:
        raise StudyError(f"box={value}: give south,west,north,east in degrees") from None
    inside = (table.lat >= south) & (table.lat <= north)
    return np.asarray(inside & (table.lon >= west) & (table.lon <= east), dtype=bool)


def join_tables(tables: list[EventTable]) -> EventTable:
    """One table out of several, told apart by ``source``; covariates only where all have them."""
    if len(tables) == 1:
        return tables[0]
    shared = set.intersection(*(set(t.covariates) for t in tables))
    rows = {k: np.concatenate([getattr(t, k) for t in tables]) for k in ROW_FIELDS}
    return replace(
        tables[0],
        **rows,
        name=" + ".join(t.name for t in tables),
        sha256=sha256_hex("".join(t.sha256 for t in tables).encode()),
        unit_days=max(t.unit_days for t in tables),
        actor_separator=next((t.actor_separator for t in tables if t.actor_separator), ""),
        covariates={k: np.concatenate([t.covariates[k] for t in tables]) for k in sorted(shared)},
        problems=tuple(
            replace(p, words=f"{t.name}: {p.words}") for t in tables for p in t.problems
        ),
    )
