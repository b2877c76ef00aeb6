"""Half-open intervals of days and the arithmetic of the calendar."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "week", "month", "season", "year", "part-of-day", "range", "open"]
Tense = Literal["past", "present", "future"]

DAY = timedelta(days=1)
_SOON, _LONG_AGO = timedelta(days=45), timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days ``[first, last)``; either end None when open, both None when it cannot be placed.

    ``edtf`` overrides the EDTF form that follows from the bounds (seasons, decades).
    """

    first: date | None
    last: date | None
    grain: Grain
    approx: bool = False
    edtf: str | None = None


def day(when: date) -> Interval:
    """The one day."""
    return Interval(when, shift_days(when, 1), "day")


def shift_days(when: date, days: int) -> date:
    """``when`` moved by ``days``; stays within the calendar that Python knows."""
    ordinal = min(max(when.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def shift_months(when: date, months: int) -> date:
    """``when`` moved by calendar months, the day cut to the length of the month reached."""
    index = min(max(when.year * 12 + when.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))


def year_of(year: int) -> Interval:
    """The whole calendar year."""
    return Interval(date(year, 1, 1), date(year + 1, 1, 1), "year")


def month_of(year: int, month: int) -> Interval:
    """The whole calendar month."""
    first = date(year, month, 1)
    return Interval(first, shift_months(first, 1), "month")


def season_of(year: int, first_month: int, code: int) -> Interval:
    """Three months from ``first_month``, with the EDTF season code."""
    first = date(year, first_month, 1)
    return Interval(first, shift_months(first, 3), "season", edtf=f"{year:04d}-{code}")


def week_of(when: date) -> Interval:
    """Monday to Monday around ``when``."""
    monday = shift_days(when, -when.weekday())
    return Interval(monday, shift_days(monday, 7), "week")


def decade_of(year: int) -> Interval:
    """The ten years from ``year``, a multiple of ten."""
    first, last = date(year, 1, 1), date(year + 10, 1, 1)
    return Interval(first, last, "range", edtf=f"{year // 10:03d}X")


def slice_of(whole: Interval, tenths: tuple[float, float]) -> Interval:
    """The part ``[from, to)`` of a period, to whole months for years and whole days otherwise."""
    if whole.first is None or whole.last is None:
        return Interval(None, None, "range", approx=True)
    if whole.grain in ("year", "season"):
        months = 12 if whole.grain == "year" else 3
        low, high = (round(t * months) for t in tenths)
        high = max(high, low + 1)
        first, last = shift_months(whole.first, low), shift_months(whole.first, high)
    else:
        days = (whole.last - whole.first).days
        low, high = (round(t * days) for t in tenths)
        first, last = shift_days(whole.first, low), shift_days(whole.first, max(high, low + 1))
    return Interval(first, last, "range", approx=True)


def pick(candidates: Iterable[Interval], anchor: date, tense: Tense) -> Interval | None:
    """Which of several recurrences is meant.

    Past: the latest that has begun by the anchor; future: the earliest not over. Present: the
    latest begun, unless that is most of a year ago and the next begins within weeks.
    """
    known = sorted((c for c in candidates if c.first and c.last), key=first_day)
    if tense == "future":
        return next((c for c in known if c.last and c.last > anchor), None)
    begun = next((c for c in reversed(known) if first_day(c) <= anchor), None)
    if tense == "present":
        coming = next((c for c in known if first_day(c) > anchor), None)
        soon = coming is not None and first_day(coming) - anchor <= _SOON
        if soon and (begun is None or anchor - first_day(begun) >= _LONG_AGO):
            return coming
    return begun


def first_day(span: Interval) -> date:
    """Its first day, to sort by; the beginning of time when it has none."""
    return span.first or date.min


def edtf_of(span: Interval) -> str:
    """EDTF level 1: a date, a season, or an interval; ``..`` for an open end, ``~`` if about.

    Empty when the interval cannot be placed.
    """
    mark = "~" if span.approx else ""
    if span.edtf is not None:
        return span.edtf + mark
    if span.first is None and span.last is None:
        return ""
    if span.first is None or span.last is None:
        low = f"{span.first.isoformat()}{mark}" if span.first else ".."
        high = f"{(span.last - DAY).isoformat()}{mark}" if span.last else ".."
        return f"{low}/{high}"
    return _closed(span.first, span.last, mark)


def since(whole: Interval) -> Interval:
    """From the beginning of ``whole`` on, still going on; EDTF keeps the precision stated."""
    head = edtf_of(replace(whole, edtf=None)).split("/")[0]
    return Interval(whole.first, None, "open", edtf=f"{head}/.." if head else "")


def _closed(first: date, last: date, mark: str) -> str:
    final = last - DAY
    for unit in ("year", "month"):
        low, high = _begin(first, unit), _begin(final, unit)
        if first == low and _next(high, unit) == last:
            return _join(_cut(low, unit), _cut(high, unit), mark)
    return _join(first.isoformat(), final.isoformat(), mark)


def _join(head: str, tail: str, mark: str) -> str:
    return f"{head}{mark}" if head == tail else f"{head}{mark}/{tail}{mark}"


def _begin(when: date, unit: str) -> date:
    return when.replace(month=1, day=1) if unit == "year" else when.replace(day=1)


def _next(when: date, unit: str) -> date:
    return shift_months(when, 12 if unit == "year" else 1)


def _cut(when: date, unit: str) -> str:
    return when.isoformat()[: 4 if unit == "year" else 7]
