"""The words of dates, read once from ``resources/dates.toml`` and ``resources/quantities.toml``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from contested.resources import load_toml, malformed

FILE = "dates.toml"
_ALEF = str.maketrans("أإآ", "ااا")


@dataclass(frozen=True, slots=True)
class Season:
    """First month and EDTF level 1 code of a season."""

    first_month: int
    edtf: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded forms and what they mean; the fields mirror the tables of the resource file."""

    months: dict[str, int]
    english_months: tuple[str, ...]
    weekdays: dict[str, int]
    english_weekdays: tuple[str, ...]
    seasons: dict[str, Season]
    parts: dict[str, tuple[float, float]]
    holidays: dict[str, tuple[int, int]]
    numbers: dict[str, int]
    vague: dict[str, tuple[int, int]]
    bare_plural: dict[str, tuple[int, int]]
    words: dict[str, tuple[str, ...]]


def fold(form: str) -> str:
    """Lower case, single blanks, no final stop, Arabic alef forms made one."""
    return " ".join(form.lower().translate(_ALEF).replace("’", "'").rstrip(".").split())


def either(forms: Iterable[str]) -> str:
    """A regular expression for any of the forms, longest first, blanks and apostrophes loose."""
    return "(?:" + "|".join(_loose(f) for f in sorted(set(forms), key=len, reverse=True)) + ")"


def _loose(form: str) -> str:
    pattern = re.escape(form).replace("\\ ", r"\s+").replace("'", "['’]")
    return re.sub("[اأإآ]", "[اأإآ]", pattern)


@cache
def vocabulary() -> Vocabulary:
    """The packaged vocabulary; ResourceError names file and line of what is malformed."""
    data = load_toml(FILE)
    words = _table(data, "words")
    return Vocabulary(
        months=_ranked(data, "months", 12),
        english_months=tuple(row[0] for row in data["months"]["en"]),
        weekdays=_ranked(data, "weekdays", 7),
        english_weekdays=tuple(row[0] for row in data["weekdays"]["en"]),
        seasons=_seasons(data),
        parts={
            fold(w): _pair(f"parts.{k}", v["tenths"])
            for k, v in _rows(data, "parts", ("words", "tenths"))
            for w in v["words"]
        },
        holidays={
            fold(w): (v["month"], v["day"])
            for _, v in _rows(data, "holidays", ("words", "month", "day"))
            for w in v["words"]
        },
        numbers=_numbers(),
        vague={fold(k): _whole(f"words.{k}", v) for k, v in words["vague"].items()},
        bare_plural={k: _whole(f"words.{k}", v) for k, v in words["bare_plural"].items()},
        words={k: tuple(v) for k, v in words.items() if isinstance(v, list)},
    )


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    table = data.get(key)
    if not isinstance(table, dict):
        raise malformed(FILE, key, "must be a table")
    return table


def _rows(
    data: dict[str, Any], key: str, needs: tuple[str, ...]
) -> Iterable[tuple[str, dict[str, Any]]]:
    for name, row in _table(data, key).items():
        if not isinstance(row, dict) or any(n not in row for n in needs):
            raise malformed(FILE, f"{key}.{name}", f"needs {', '.join(needs)}")
        yield name, row


def _ranked(data: dict[str, Any], key: str, size: int) -> dict[str, int]:
    """Form -> rank from 1, over all languages."""
    ranks: dict[str, int] = {}
    for language, rows in _table(data, key).items():
        if not isinstance(rows, list) or len(rows) != size:
            raise malformed(FILE, f"{key}.{language}", f"must have {size} entries")
        for rank, forms in enumerate(rows, 1):
            for form in forms:
                if ranks.setdefault(fold(form), rank) != rank:
                    raise malformed(FILE, f"{key}.{language}", f"gives {form!r} two meanings")
    return ranks


def _seasons(data: dict[str, Any]) -> dict[str, Season]:
    rows = _rows(data, "seasons", ("words", "first_month", "edtf"))
    return {fold(w): Season(v["first_month"], v["edtf"]) for _, v in rows for w in v["words"]}


def _pair(key: str, value: Any) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2 or not 0 <= value[0] < value[1] <= 1:
        raise malformed(FILE, key, "must be two numbers from 0 to 1 in order")
    return float(value[0]), float(value[1])


def _whole(key: str, value: Any) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2 or not 0 < value[0] <= value[1]:
        raise malformed(FILE, key, "must be two counts in order")
    return int(value[0]), int(value[1])


def _numbers() -> dict[str, int]:
    """Number words up to ninety-nine, from the vocabulary of quantities."""
    table = load_toml("quantities.toml").get("numbers", {})
    small = {fold(k): int(v) for k, v in table.items() if int(v) < 100}
    tens = {k: v for k, v in small.items() if v >= 20 and v % 10 == 0}
    ones = {k: v for k, v in small.items() if v < 10}
    joined = {
        f"{t}{sep}{o}": a + b for t, a in tens.items() for o, b in ones.items() for sep in "- "
    }
    return small | joined
