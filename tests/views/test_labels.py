"""How days are shown."""

import pytest

from contested.views.labels import days


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
