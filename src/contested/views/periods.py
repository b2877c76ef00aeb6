"""Dates as people type them on a command line."""

import re
from datetime import date, timedelta


def period(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """Half-open ISO dates from two periods (YYYY, YYYY-MM, YYYY-MM-DD), the second included.

    Raises ``ValueError`` with words fit to show.
    """
    start, end = since and bounds(since)[0], until and bounds(until)[1]
    if start and end and start >= end:
        raise ValueError(f"--since {since} is after --until {until}")
    return start, end


def bounds(words: str) -> tuple[str, str]:
    """First day and the day after the last of ``words``."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", words.strip())
    try:
        if not match:
            raise ValueError
        year, month, day = (int(g) if g else None for g in match.groups())
        start = date(year or 0, month or 1, day or 1)
        if day:
            return start.isoformat(), (start + timedelta(days=1)).isoformat()
        if month:
            return start.isoformat(), (start + timedelta(days=31)).replace(day=1).isoformat()
        return start.isoformat(), date(start.year + 1, 1, 1).isoformat()
    except (ValueError, OverflowError):
        raise ValueError(f"{words!r} is not YYYY, YYYY-MM or YYYY-MM-DD") from None
