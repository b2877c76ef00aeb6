"""Expressions of time to half-open intervals of days, by an own grammar, with EDTF level 1.

Conventions: a month's or year's "early", "mid" and "late" are its thirds, its "end" the last
sixth; weeks run from Monday; "a few days ago" reaches what ``resources/dates.toml`` says.
"""

from contested.dates.find import DateSpan, find_dates, parse_date_expression, parse_full_date

__all__ = ["DateSpan", "find_dates", "parse_date_expression", "parse_full_date"]
