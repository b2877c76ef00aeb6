"""Event tables out of files: UCDP GED, ACLED, GDELT 2, and any CSV by a small map."""

import csv
import gzip
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from contested.errors import StudyError
from contested.ids import sha256_hex
from contested.study.event_checks import check_events
from contested.study.event_maps import EventMap, load_map, packaged_maps
from contested.study.model import EventTable, Floats

_EPOCH = date(1970, 1, 1).toordinal()
_ENOUGH_FIELDS = 60  # columns from which a headerless tab-separated file is taken for GDELT 2


def read_events(
    path: Path, how: str | EventMap | None = None, today: date | None = None
) -> EventTable:
    """The events of a ``.csv`` (or ``.csv.gz``) file that can be used, with what was wrong.

    ``how`` is a map, the name of a packaged one, or a TOML file; without it the columns decide.
    Raises StudyError when the file cannot be read or no event is left, with the reason in words.
    """
    raw = _bytes(path)
    event_map = _choose(path, raw, how)
    table = _table(path, raw, event_map)
    return check_events(table, today or datetime.now(UTC).date())


def _bytes(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
        return gzip.decompress(raw) if path.suffix == ".gz" else raw
    except (OSError, EOFError, gzip.BadGzipFile) as error:
        raise StudyError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def _choose(path: Path, raw: bytes, how: str | EventMap | None) -> EventMap:
    """The map asked for, or the packaged one whose telling columns the header has."""
    if isinstance(how, EventMap):
        return how
    if how is not None:
        return load_map(how)
    first = raw[:20000].decode("utf-8-sig", "replace").split("\n", 1)[0].rstrip("\r")
    if first.count("\t") >= _ENOUGH_FIELDS - 1:
        return packaged_maps()["gdelt2"]
    fit = []
    for event_map in packaged_maps().values():
        header = set(next(csv.reader([first], delimiter=event_map.delimiter), []))
        if event_map.known_by and header.issuperset(event_map.known_by):
            fit.append((len(event_map.known_by), event_map))
    if not fit:
        raise StudyError(
            f"{path}: its columns are not those of a known table; give a map "
            f"(one of {', '.join(packaged_maps())}, or a TOML file like them)"
        )
    return max(fit, key=lambda pair: pair[0])[1]


def _table(path: Path, raw: bytes, event_map: EventMap) -> EventTable:
    """The file as it stands: NaN where a date or a place cannot be read."""
    columns = _columns(path, raw, event_map)
    n = len(columns["date"])
    days, widths = _days(columns, event_map)
    fixed = event_map.fixed
    extra = {k: _numbers(columns[f"+{k}"], event_map) for k in event_map.covariates}
    return EventTable(
        name=path.name,
        id=np.array(columns.get("id") or [f"line {i + 2}" for i in range(n)], dtype=np.str_),
        day=days,
        width=widths,
        lat=_numbers(columns["lat"], event_map),
        lon=_numbers(columns["lon"], event_map),
        type=np.array(columns.get("type") or [fixed.get("type", "")] * n, dtype=np.str_),
        actor=np.array(columns.get("actor") or [fixed.get("actor", "")] * n, dtype=np.str_),
        deaths=_numbers(columns.get("deaths") or [""] * n, event_map),
        source=np.full(n, path.name),
        stamp=np.array(columns["date"], dtype=np.str_),
        sha256=sha256_hex(raw),
        unit_days=event_map.unit_days,
        actor_separator=event_map.actor_separator,
        covariates=extra,
    )


def _columns(path: Path, raw: bytes, event_map: EventMap) -> dict[str, list[str]]:
    """The values of each field that the map names, missing ones empty."""
    try:
        text = raw.decode(event_map.encoding)
    except UnicodeDecodeError as error:
        raise StudyError(f"{path}: is not {event_map.encoding} ({error})") from error
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=event_map.delimiter)
    try:
        header = [h.strip() for h in next(rows)] if event_map.header else []
        body = [r for r in rows if any(map(str.strip, r))]
    except StopIteration:
        raise StudyError(f"{path}: the file is empty") from None
    except csv.Error as error:
        raise StudyError(f"{path}, line {rows.line_num}: {error}") from error
    if not body:
        raise StudyError(f"{path}: there is no event in it")
    wanted = {**event_map.columns, **{f"+{k}": (v,) for k, v in event_map.covariates.items()}}
    if event_map.date_precision:
        wanted["precision"] = (event_map.date_precision,)
    missing = frozenset(event_map.missing)
    found: dict[str, list[str]] = {}
    for field, names in wanted.items():
        places = list(_places(path, field, names, header, event_map))
        if places:
            found[field] = [_joined(row, places, missing) for row in body]
    return found


def _places(
    path: Path, field: str, names: tuple[str, ...], header: list[str], event_map: EventMap
) -> Iterator[int]:
    """Positions of the columns; one that an event needs must be there, others may lack."""
    for name in names:
        if not event_map.header:
            yield int(name) - 1
        elif name in header:
            yield header.index(name)
        elif field in ("date", "lat", "lon") or field.startswith("+"):
            raise StudyError(
                f"{path}: has no column {name!r}, which the map {event_map.name!r} needs for "
                f"{field.lstrip('+')}; it has {', '.join(header[:12])}"
            )


def _joined(row: list[str], places: list[int], missing: frozenset[str]) -> str:
    values = (row[p].strip() if p < len(row) else "" for p in places)
    return " / ".join(v for v in values if v not in missing)


def _numbers(values: list[str], event_map: EventMap) -> Floats:
    point = event_map.decimal
    return np.array([_number(v.replace(point, ".") if point != "." else v) for v in values])


def _number(value: str) -> float:
    try:
        return float(value) if value else np.nan
    except ValueError:
        return np.nan


def _days(columns: dict[str, list[str]], event_map: EventMap) -> tuple[Floats, Floats]:
    """Day numbers and widths; an end date or a precision code widens, a time of day moves."""
    starts = np.array([_day(v, event_map.date_formats) for v in columns["date"]])
    widths = np.ones(len(starts))
    if "end" in columns:
        ends = np.array([_day(v, event_map.date_formats) for v in columns["end"]])
        lasted = np.floor(ends) - np.floor(starts) + 1
        widths = np.where(lasted > 1, lasted, widths)  # NaN and reversed dates stay one day
    if "precision" in columns:
        off = [event_map.precision_days.get(code, 1.0) for code in columns["precision"]]
        widths = np.maximum(widths, off)
    if "time" in columns:
        starts = starts + np.array([_clock(v) for v in columns["time"]])
    return starts, widths


def _day(value: str, formats: tuple[str, ...]) -> float:
    for form in formats:
        try:
            read = (
                datetime.fromisoformat(value) if form == "iso" else datetime.strptime(value, form)
            )
        except ValueError:
            continue
        if read.tzinfo is not None:
            read = read.astimezone(UTC)
        passed = read.hour * 3600 + read.minute * 60 + read.second + read.microsecond / 1e6
        return read.toordinal() - _EPOCH + passed / 86400
    return np.nan


def _read_date(value: str, form: str) -> datetime:
    return datetime.fromisoformat(value) if form == "iso" else datetime.strptime(value, form)


def _clock(value: str) -> float:
    """The part of a day that HH:MM or HH:MM:SS has passed; 0 for none."""
    parts = value.split(":")
    try:
        hours, minutes = int(parts[0]), int(parts[1])
    except (ValueError, IndexError):
        return 0.0
    return (hours * 60 + minutes) / 1440 if hours < 24 and minutes < 60 else 0.0
