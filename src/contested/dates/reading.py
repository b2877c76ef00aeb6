"""What the grammar's rules take and give."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contested.dates.intervals import Grain, Interval, Tense

_LENGTHS: tuple[Grain, ...] = (
    "day",
    "part-of-day",
    "week",
    "month",
    "season",
    "year",
    "range",
    "open",
)
_UNITS: dict[str, Grain] = {
    "day": "part-of-day",
    "week": "week",
    "weekend": "week",
    "month": "month",
    "year": "year",
}

_DAYS = {"day": 2, "week": 8, "weekend": 8, "month": 31, "year": 366}

Kind = Literal["date", "duration", "deadline", "set"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is relative to; any of it may be unknown.

    ``reference`` is the last day spoken of, ``around`` the last period of any length: "the
    following year" counts from 1979, "two days later" does not.
    """

    anchor: date | None
    tense: Tense = "past"
    reference: date | None = None
    around: Interval | None = None
    year: int | None = None  # named before in the same text: "in 2016, on 3 March"

    def spoken_of(self, unit: str) -> date | None:
        """Where to count a narrative ``unit`` from: a period no longer than it."""
        near = self.around
        if near and near.first and near.last and near.grain == "range":
            brief = (near.last - near.first).days <= _DAYS[unit]
            return near.first if brief else self.reference
        if near and near.first and _LENGTHS.index(near.grain) <= _LENGTHS.index(_UNITS[unit]):
            return near.first
        return self.reference


@dataclass(frozen=True, slots=True)
class Found:
    """A reading that begins where the rule was asked and stops before offset ``end``."""

    end: int
    span: Interval
    kind: Kind = "date"


Rule = Callable[[str, int, Context], Found | None]


def unplaced(grain: Grain) -> Interval:
    """An interval that nothing at hand places in time."""
    return Interval(None, None, grain)


def longest(text: str, at: int, ctx: Context, rules: tuple[Rule, ...]) -> Found | None:
    """The reading that covers most; of equals the one whose rule stands first."""
    best: Found | None = None
    for rule in rules:
        found = rule(text, at, ctx)
        if found and (best is None or found.end > best.end):
            best = found
    return best
