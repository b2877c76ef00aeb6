"""What the grammar's rules take and give."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contested.dates.intervals import Grain, Interval, Tense

Kind = Literal["date", "duration", "deadline", "set"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is relative to; either day may be unknown."""

    anchor: date | None
    tense: Tense = "past"
    reference: date | None = None


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
