"""Counts in a text as closed intervals of whole numbers: "more than a dozen", "60-70", "some 45".

Conventions: "at least N" is low N, "more than N" low N+1, "up to N" high N, "fewer than N" high
N-1; "nearly N" is N less a tenth to N, "about N" a tenth either way; what "dozens" or "several"
may reach is in ``resources/quantities.toml``. Years, dates, clock times, lengths of time, ages
set off by commas, ordinals, model numbers and labels ("Division 30") are no counts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import ceil, floor
from typing import Any

from contested.resources import load_toml, malformed

_FILE = "quantities.toml"
_WORD = re.compile(r"\d+|[^\W\d_]+")
_DIGITS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?![\d,]\d)|\d+(?:\.\d+)?(?!\d|,\d{3})")
_SEPARATOR = re.compile("[,\u00a0\u202f]")
_JOINED = re.compile(r"[-\s]\s?(?:and\s+)?(?=[a-z])", re.I)
_LETTERS = re.compile(r"[a-z]+", re.I)
_BACK = 6  # words before a number at which its expression may begin
_MORE_DAYS = r"(?:(?:\s*(?:,|and|or|to|[-–])\s*\d{1,2}(?:st|nd|rd|th)?)*(?:\s+of)?\s+)"
_CURRENCY = re.compile(r"(?:US|A|C)?[$£€]\s?\Z")
_TO = re.compile(r"\s?[-–—]\s?|\s+(?:to|or)\s+")
_AND = re.compile(r"\s+(?:and|to)\s+")
_BETWEEN = re.compile(r"between\s+", re.I)
_CLOCK = re.compile(r":\d|[.:]\d\d\s*[ap]\.?m")
_AGE_BEFORE = re.compile(r"[A-Z][\w’'-]+,\s\Z")
_AGE_OF = re.compile(r"\bage[sd]?\s+(?:of\s+)?(?:about\s+)?\Z", re.I)
_LIST_MARK = re.compile(r"(?:^|\n|[.!?:]\s)\s*\Z")
_PLURAL = re.compile(r"\s+(?:[\w-]+\s+)?[a-z]{2,}s\b")
_FRACTION_TAIL = re.compile(
    r"\s+(?:of|the|its|their|his|all|that|this|those|these|are|were|have|had)\b"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A count: ``text`` is verbatim at ``[start, end)``; ``low``/``high`` inclusive, None if open.

    ``is_share`` means percent. ``unit_hint`` is money, distance, weight, people or share when a
    unit stands beside the number, else None. Fractions of a number are widened to whole numbers.
    """

    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    unit_hint: str | None
    is_share: bool


@dataclass(frozen=True, slots=True)
class _Value:
    low: float
    high: float
    end: int
    scale: int = 1  # the last multiplier said: "2 to 3 million" lends it to the 2
    plain_year: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    numbers: dict[str, int]
    multipliers: dict[str, int]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    vague: re.Pattern[str]
    vague_range: dict[str, tuple[int, int]]
    shares: re.Pattern[str]
    share_of: dict[str, int]
    time: re.Pattern[str]
    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    counted: re.Pattern[str]
    sets: dict[str, frozenset[str]]
    core: frozenset[str]
    lead: frozenset[str]


def find_quantities(text: str) -> tuple[Amount, ...]:
    """All counts in ``text`` in order, not overlapping, each as long as its words allow."""
    words = _words()
    found: list[Amount] = []
    done = 0  # nothing before this offset is looked at again
    for starts in _candidates(text, words):
        done = max(done, found[-1].end if found else 0)
        for at in starts:
            amount = _amount(text, at, words) if at >= done else None
            if isinstance(amount, Amount):
                found.append(amount)
                break
            done = amount or done
    return tuple(found)


def _candidates(text: str, words: _Words) -> Iterable[tuple[int, ...]]:
    """For each number word the offsets where its expression may begin, leftmost first."""
    run: list[int] = []
    before = 0
    for word in _WORD.finditer(text):
        start, said = word.start(), word[0].lower()
        if run and text[before:start] not in _GAPS:
            run = []
        before = word.end()
        if said[0].isdigit() or said in words.core:
            run.append(start)
            yield tuple(run[-_BACK:])
        elif said in words.lead:
            run.append(start)
        else:
            run = []


_GAPS = frozenset((" ", "-", "–", "\n", ",", ".", " – ", " $", " £", " €", "$"))


def _amount(text: str, at: int, words: _Words) -> Amount | int | None:
    """The count that begins exactly at ``at``, or None; the end of a length of time, to skip."""
    sense, begin = _led(text, at, words.before)
    money = _CURRENCY.search(text, max(0, begin - 5), begin)
    sign = re.compile(r"(?:US)?[$£€]\s?").match(text, begin)
    begin = sign.end() if sign else begin
    between = _BETWEEN.match(text, begin)
    value = _range(text, between.end() if between else begin, words, bool(between))
    if not value or (not value.share and _is_no_count(text, begin, value, sense, words)):
        return None
    low, high = _bounds(value, sense)
    end, hint = value.end, "money" if money or sign else None
    late, tail = _led(text, end, words.after)
    if not late and text[end : end + 1] == "+":
        late, tail = "at_least", end + 1
    if late:
        (low, high), end = _bounds(value, late), tail
    at = money.start() if money and begin == at else at
    unit = next((k for k, p in words.units if p.match(text, end)), None)
    share = value.share or unit in ("share", "percent")
    if unit and share:
        end = _end_of(words, unit, text, end)
    if hint is None and unit is None and words.time.match(text, end):
        return end
    return Amount(at, end, text[at:end], low, high, hint or ("share" if share else unit), share)


def _end_of(words: _Words, unit: str, text: str, at: int) -> int:
    match = next(p for k, p in words.units if k == unit).match(text, at)
    return match.end() if match else at


def _led(text: str, at: int, table: tuple[tuple[str, re.Pattern[str]], ...]) -> tuple[str, int]:
    """The sense of the words at ``at`` and where they end; ("", at) when there are none."""
    hits = [(m.end(), sense) for sense, p in table if (m := p.match(text, at))]
    end, sense = max(hits, default=(at, ""))
    return sense, end


def _bounds(value: _Value, sense: str) -> tuple[int | None, int | None]:
    low, high = floor(value.low), ceil(value.high)
    return {
        "at_least": (low, None),
        "more_than": (low + 1, None),
        "at_most": (None, high),
        "fewer_than": (None, high - 1),
        "nearly": (ceil(value.low * 0.9), high),
        "about": (ceil(value.low * 0.9), floor(value.high * 1.1)),
    }.get(sense, (low, high))


def _range(text: str, at: int, words: _Words, between: bool) -> _Value | None:
    """One value, or two joined: "60-70", "15 to 20", "two or three", "between 5 and 10"."""
    first = _value(text, at, words)
    if not first or first.share:
        return first
    joint = (_AND if between else _TO).match(text, first.end)
    second = _value(text, joint.end(), words) if joint else None
    if not second or second.share:
        return None if between else first
    lent = second.scale if first.scale == 1 and first.high < second.high / second.scale else 1
    low, high = first.low * lent, second.high
    if low >= high or (joint and "or" in joint[0] and high > 3 * low):
        return None if joint and joint[0].strip() in "-–—" else first
    year = first.plain_year and (second.plain_year or high < 100)
    return _Value(low, high, second.end, second.scale, year)


def _value(text: str, at: int, words: _Words) -> _Value | None:
    m = words.vague.match(text, at)
    if m:
        low, high = words.vague_range[_plain(m[0])]
        scale = _multiplier(text, m.end(), words)
        if scale:
            return _Value(low * scale[0], (high + 1) * scale[0] - 1, scale[1], scale[0])
        return _Value(low, high, m.end())
    m = words.shares.match(text, at)
    if m and (m[0].lower().endswith("s") or _FRACTION_TAIL.match(text, m.end())):
        share = words.share_of[_plain(m[0])]
        return _Value(share, share, m.end(), share=True)
    if text[at : at + 1].isdigit():
        return _digits(text, at, words)
    return _spelled(text, at, words)


def _digits(text: str, at: int, words: _Words) -> _Value | None:
    m = _DIGITS.match(text, at)
    if not m or (at and (text[at - 1].isalnum() or text[at - 1] in "_/:#°@")):
        return None
    number, end = float(_SEPARATOR.sub("", m[0])), m.end()
    scale = _multiplier(text, end, words)
    if scale:
        return _Value(number * scale[0], number * scale[0], scale[1], scale[0])
    year = len(m[0]) == 4 and "," not in m[0] and 1800 <= number <= 2049
    return _Value(number, number, end, 1, year)


_SHORT = re.compile(r"(?:m|bn|k)(?!\w)")


def _multiplier(text: str, at: int, words: _Words) -> tuple[int, int] | None:
    """A multiplier after a number: "3 million", "40-dozen", "2.5m" before a word of people."""
    short = _SHORT.match(text, at)
    money = short and any(c in text[max(0, at - 8) : at] for c in "$£€")
    if short and (short[0] != "m" or money or words.counted.match(text, short.end())):
        return words.multipliers[short[0]], short.end()
    m = re.compile(r"[-\s]([a-z]+)(?![^\W\d_])", re.I).match(text, at)
    if not m or len(m[1]) < 3 or m[1].lower() not in words.multipliers:
        return None
    return words.multipliers[m[1].lower()], m.end()


def _spelled(text: str, at: int, words: _Words) -> _Value | None:
    """A number in words, such as "two-hundred and sixty thousand" or "a dozen"."""
    total = current = 0
    end, scale, place = at, 1, at
    if at and (text[at - 1].isalnum() or text[at - 1] == "_"):
        return None
    while m := _LETTERS.match(text, place):
        said, known = m[0].lower(), end > at
        if said in ("a", "an") and not known:
            follows = _multiplier(text, m.end(), words)
            if not follows:
                return None
            current, end = 1, m.end()
        elif said in words.numbers and (not known or _fits(current, words.numbers[said])):
            current, end = current + words.numbers[said], m.end()
        elif len(said) > 2 and said in words.multipliers and known:
            scale, end = words.multipliers[said], m.end()
            if scale >= 1000:
                total, current = total + max(current, 1) * scale, 0
            else:
                current = max(current, 1) * scale
        else:
            break
        joint = _JOINED.match(text, end)
        if not joint:
            break
        place = joint.end()
    if end == at:
        return None
    return _Value(total + current, total + current, end, scale)


def _fits(current: int, number: int) -> bool:
    """Whether ``number`` may follow: twenty four, two hundred twelve; not five six."""
    if current % 100 == 0:
        return number < 100
    return number < 10 and current % 10 == 0 and current % 100 >= 20


def _is_no_count(text: str, at: int, value: _Value, sense: str, words: _Words) -> bool:
    """Whether what stands around the number makes it a year, date, clock time, age or label."""
    before, after = text[max(0, at - 24) : at], text[value.end : value.end + 2]
    said = before.split()[-1].lower().strip(".,(\"'“‘") if before.split() else ""
    digits = text[at].isdigit()
    if after[:1].isalpha() or after[:1] == "°" or (after[:1] == "-" and _year_old(text, value.end)):
        return not _glued_unit(text, value.end, words)
    if value.plain_year and _is_year(text, value.end, "" if sense else said, words):
        return True
    if _CLOCK.match(text, value.end) or (after[:1] in "/:" and after[1:].isdigit()):
        return True
    if digits and value.high <= 31 and not sense and _is_dated(text, value.end, before, words):
        return True
    if _AGE_OF.search(before) and value.high < 120:
        return True
    if digits and before[-1:] == "-" and before[-2:-1].isalnum():
        return True
    if digits and not sense and said in words.sets["label"] and before.rstrip()[-1] != ",":
        return True
    if digits and _alone(text, at, value.end, before, said):
        return True
    return value.low == value.high == 1 and not digits and _is_pronoun(text, said, value, words)


def _is_dated(text: str, end: int, before: str, words: _Words) -> bool:
    """A month beside the number, unless it is the verb "may" or the number counts something."""
    late = words.month_after.match(text, end)
    if late and late[0].split()[-1] not in ("may", "march"):
        return True
    return bool(words.month_before.search(before)) and not words.counted.match(text, end)


def _is_year(text: str, end: int, said: str, words: _Words) -> bool:
    """Four digits without a comma count only before a word for what is counted."""
    if said in words.sets["year"]:
        return True
    return not (words.counted.match(text, end) or (not said and _PLURAL.match(text, end)))


def _year_old(text: str, at: int) -> bool:
    return re.compile(r"-(?:years?|months?|days?)-olds?").match(text, at) is not None


def _glued_unit(text: str, at: int, words: _Words) -> bool:
    """ "100km", "500lb": a unit written onto the number."""
    return any(p.match(text, at) for kind, p in words.units if kind in ("distance", "weight"))


def _alone(text: str, at: int, end: int, before: str, said: str) -> bool:
    """Ages set off by commas or brackets, list marks, decimals of names, clock hours."""
    rest = text[end : end + 2]
    if _AGE_BEFORE.search(before) and rest[:1] in (",", ".", ";", ")"):
        return True
    if before.endswith("(") and rest[:1] in (")", ","):
        return True
    if _LIST_MARK.search(text, max(0, at - 8), at) and rest[:1] in (".", ")"):
        return True
    return said == "at" and rest.strip()[:1] in ("", ",", ".", ";")


def _is_pronoun(text: str, said: str, value: _Value, words: _Words) -> bool:
    """Whether "one" stands for a noun rather than counting one ("one of", "no one", "one must")."""
    m = re.compile(r"\s+([a-z]+)").match(text, value.end)
    follows = m[1].lower() if m else ""
    return not follows or follows in words.sets["one_before"] or said in words.sets["one_after"]


def _plain(said: str) -> str:
    return " ".join(said.lower().split())


def _any(forms: Iterable[str], head: str = "", tail: str = r"(?!\w)") -> re.Pattern[str]:
    listed = sorted(set(forms), key=len, reverse=True)
    body = "|".join(re.escape(f).replace("\\ ", r"\s+") for f in listed)
    return re.compile(rf"{head}(?:{body}){tail}", re.IGNORECASE)


@cache
def _words() -> _Words:
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
    return _Words(
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
        share_of=_integers(data, "shares"),
        time=_any(data["not_counts"]["time"], head=r"[-\s]+(?:more\s+|further\s+)?"),
        month_before=_any(months, head=r"\b", tail=r"\.?\s+(?:the\s+)?\Z"),
        month_after=_any(foreign, head=_MORE_DAYS),
        counted=_any(dates["words"]["counted"], head=r"\s+(?:\w+\s+)?"),
        sets={k: frozenset(v) for k, v in data["not_counts"].items()},
        core=frozenset({*numbers, *(k for k in multipliers if len(k) > 2), *opening, "dozen"}),
        lead=frozenset(leads | {"a", "an", "half", "between", "and", "to", "or", "of"}),
    )


def _integers(data: dict[str, Any], table: str) -> dict[str, int]:
    for key, value in data[table].items():
        if not isinstance(value, int) or value < 1:
            raise malformed(_FILE, f"{table}.{key}", "must be a whole number above zero")
    return dict(data[table])


def _ranges(table: dict[str, Any]) -> dict[str, tuple[int, int]]:
    for key, value in table.items():
        if not isinstance(value, list) or len(value) != 2 or not 0 < value[0] <= value[1]:
            raise malformed(_FILE, f"vague.{key}", "must be two counts in order")
    return {k: (v[0], v[1]) for k, v in table.items()}
