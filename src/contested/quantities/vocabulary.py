"""The words of counts, read once from ``resources/quantities.toml``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from contested.resources import load_toml, malformed

_FILE = "quantities.toml"
_MORE_DAYS = r"(?:(?:\s*(?:,|and|or|to|[-–])\s*\d{1,2}(?:st|nd|rd|th)?){0,6}(?:\s+of)?\s+)"


@dataclass(frozen=True, slots=True)
class Words:
    """Tables and patterns; the fields mirror the tables of the resource file."""

    numbers: dict[str, int]
    multipliers: dict[str, int]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    vague: re.Pattern[str]
    vague_range: dict[str, tuple[int, int]]
    shares: re.Pattern[str]
    share_of: dict[str, tuple[int, int]]
    time: re.Pattern[str]
    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    counted: re.Pattern[str]
    sets: dict[str, frozenset[str]]
    core: frozenset[str]
    lead: frozenset[str]


@cache
def words_of_counts() -> Words:
    """The packaged vocabulary; ResourceError names file and line of what is malformed."""
    data, dates = load_toml(_FILE), load_toml("dates.toml")
    tables = ("numbers", "multipliers", "vague", "shares", "before", "after", "units", "not_counts")
    for table in tables:
        if not isinstance(data.get(table), dict) or not data[table]:
            raise malformed(_FILE, table, "must be a table that is not empty")
    numbers, vague = _integers(data, "numbers"), _ranges(data["vague"])
    months = [form for row in dates["months"]["en"] for form in row]
    foreign = [form for rows in dates["months"].values() for row in rows for form in row]
    leads = {w for forms in data["before"].values() for f in forms for w in f.split()}
    multipliers = _integers(data, "multipliers")
    opening = {w.split()[0].split("-")[0] for w in (*vague, *data["shares"])}
    return Words(
        numbers=numbers,
        multipliers=multipliers,
        before=tuple((k, _any(v, tail=r"\s+")) for k, v in data["before"].items()),
        after=tuple((k, _any(v, head=r"[-\s]")) for k, v in data["after"].items()),
        units=(
            *((k, _any(v, head=r"[-\s]?")) for k, v in data["units"].items()),
            ("percent", re.compile(r"\s?%")),
        ),
        vague=_any(vague),
        vague_range=vague,
        shares=_any(data["shares"]),
        share_of=_shares(data),
        time=_any(
            data["not_counts"]["time"],
            head=r"(?:\s+(?:and|or|to)\s+\d+)?[-\s]+(?:more\s+|further\s+)?",
        ),
        month_before=_any(months, head=r"\b", tail=r"\.?\s+(?:the\s+)?\Z"),
        month_after=_any(foreign, head=_MORE_DAYS),
        counted=_any(dates["words"]["counted"], head=r"\s+(?:\w+\s+)?"),
        sets={k: frozenset(v) for k, v in data["not_counts"].items()},
        core=frozenset({*numbers, *(k for k in multipliers if len(k) > 2), *opening, "dozen"}),
        lead=frozenset(leads | {"a", "an", "half", "between", "and", "to", "or", "of"}),
    )


def plain(said: str) -> str:
    """Lower case and single blanks, as the tables are keyed."""
    return " ".join(said.lower().split())


def _any(forms: Iterable[str], head: str = "", tail: str = r"(?!\w)") -> re.Pattern[str]:
    listed = sorted(set(forms), key=len, reverse=True)
    body = "|".join(re.escape(f).replace("\\ ", r"\s+") for f in listed)
    return re.compile(rf"{head}(?:{body}){tail}", re.IGNORECASE)


def _integers(data: dict[str, Any], table: str) -> dict[str, int]:
    for key, value in data[table].items():
        if not isinstance(value, int) or value < 1:
            raise malformed(_FILE, f"{table}.{key}", "must be a whole number above zero")
    return dict(data[table])


def _shares(data: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Percentages: a whole number stands for both bounds."""
    table = data["shares"]
    for key, value in table.items():
        bounds = value if isinstance(value, list) else [value, value]
        whole = len(bounds) == 2 and all(isinstance(x, int) for x in bounds)
        if not whole or not 0 < bounds[0] <= bounds[1] <= 100:
            raise malformed(_FILE, f"shares.{key}", "must be a percentage, or two in order")
    return {k: (v[0], v[1]) if isinstance(v, list) else (v, v) for k, v in table.items()}


def _ranges(table: dict[str, Any]) -> dict[str, tuple[int, int]]:
    for key, value in table.items():
        if not isinstance(value, list) or len(value) != 2 or not 0 < value[0] <= value[1]:
            raise malformed(_FILE, f"vague.{key}", "must be two counts in order")
    return {k: (v[0], v[1]) for k, v in table.items()}
