"""The values that studies pass on: event tables, what is wrong with them, and selections.

An event table is comparison material, never merged into the claims.
"""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from contested.errors import StudyError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Words = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with rows of a table: ``rows`` of them, ``first`` by line number or id."""

    kind: Literal[
        "no date", "bad date", "future date", "no place", "bad place", "swapped", "duplicate",
        "coarse",
    ]  # fmt: skip
    rows: int
    first: tuple[str, ...]
    words: str
    dropped: bool


@dataclass(frozen=True, slots=True, eq=False)
class EventTable:
    """``n`` events. Arrays have length n and are not to be written to.

    ``day`` is days since 1970-01-01 UTC (a fraction where the table gives a time), ``width`` how
    many days the event may have lasted or be off by; ``lat`` and ``lon`` WGS84 degrees;
    ``deaths`` is NaN where unknown; ``stamp`` the date as the file writes it (sort key of the
    compatible mode). ``covariates`` are further numeric columns. ``sha256`` is that of the files.
    """

    name: str
    id: Words
    day: Floats
    width: Floats
    lat: Floats
    lon: Floats
    type: Words
    actor: Words
    deaths: Floats
    source: Words
    stamp: Words
    sha256: str
    unit_days: float = 1.0  # the finest time the table tells apart
    actor_separator: str = ""
    covariates: dict[str, Floats] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        return len(self.day)

    def where(self, mask: NDArray[Any]) -> "EventTable":
        """The rows that ``mask`` (booleans or positions) picks, in its order."""
        rows = {k: getattr(self, k)[mask] for k in ROW_FIELDS}
        return replace(self, **rows, covariates={k: v[mask] for k, v in self.covariates.items()})


ROW_FIELDS = (
    "id", "day", "width", "lat", "lon", "type", "actor", "deaths", "source", "stamp",
)  # fmt: skip


def iso_day(day: float) -> str:
    """The ISO date of a day number.

    >>> iso_day(16717.5)
    '2015-10-09'
    """
    return str(np.datetime64(int(np.floor(day)), "D"))


def day_number(date: str) -> int:
    """Days from 1970-01-01 to an ISO date; StudyError when it is none."""
    try:
        return int(np.datetime64(date.strip(), "D").astype(np.int64))
    except ValueError as error:
        raise StudyError(f"{date!r} is not a date (YYYY-MM-DD)") from error
