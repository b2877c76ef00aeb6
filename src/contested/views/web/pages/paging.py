"""Long lists a page at a time."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
PAGE = 100  # rows a list shows at once


def start_of(asked: Mapping[str, str]) -> int:
    """The row that the address asks to begin with."""
    words = asked.get("from", "")
    return int(words) if words.isdigit() and len(words) < 10 else 0


def span(start: int, shown: int, total: int) -> dict[str, Any]:
    """``start``, ``total`` and ``next``, the row of the next page or None."""
    after = start + shown
    return {"start": start, "total": total, "next": after if shown and after < total else None}


def part(found: Sequence[T], asked: Mapping[str, str]) -> tuple[Sequence[T], dict[str, Any]]:
    """The rows of this page, and its ``span``; ``all`` in the address asks for every row."""
    start = start_of(asked)
    some = found if asked.get("all") else found[start : start + PAGE]
    return some, span(start, len(some), len(found))
