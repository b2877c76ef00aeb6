"""How days and numbers are shown."""

import pytest

from contested.views.labels import days, span


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2015-10-09", "2015-10-10", "2015-10-09"),
        ("2015-09-30", "2015-10-01", "2015-09-30"),
        ("2015-12-31", "2016-01-01", "2015-12-31"),
        ("2015-10-09", "2015-10-11", "2015-10-09/2015-10-11"),
        ("2015-10-09", None, "2015-10-09/.."),
        (None, "2015-10-10", "../2015-10-10"),
        (None, None, ""),
    ],
)
def test_one_day_is_shown_as_itself(start: str | None, end: str | None, shown: str) -> None:
    """Also at the end of a month or year; anything longer is half-open."""
    assert days(start, end) == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(20, 20, "20"), (20, 30, "20–30"), (1200, None, "1,200–.."), (None, None, "..–..")],
)
def test_a_range_is_open_where_nobody_bounds_it(
    low: int | None, high: int | None, shown: str
) -> None:
    """Both ends inclusive."""
    assert span(low, high) == shown
