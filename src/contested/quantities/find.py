"""Where a text counts, and how many at least and at most."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from contested.quantities.guards import is_no_count
from contested.quantities.values import Value, read_value
from contested.quantities.vocabulary import Words, words_of_counts

_WORD = re.compile(r"\d+|[^\W\d_]+")
_BACK = 6  # words before a number at which its expression may begin
_CURRENCY = re.compile(r"(?:US|A|C)?[$£€]\s?\Z")
_BETWEEN = re.compile(r"between\s+(?:US)?[$£€]?", re.I)
_SIGN = re.compile(r"(?:US)?[$£€]\s?")
_GAPS = frozenset((" ", "-", "–", "\n", ",", ".", " – ", " $", " £", " €", "$"))


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


def find_quantities(text: str) -> tuple[Amount, ...]:
    """All counts in ``text`` in order, not overlapping, each as long as its words allow."""
    words = words_of_counts()
    found: list[Amount] = []
    done = 0  # every offset before it has been tried or lies in a count
    for starts in _candidates(text, words):
        for at in starts:
            amount = _amount(text, at, words) if at >= done else None
            if isinstance(amount, Amount):
                found.append(amount)
                done = amount.end
                break
            done = max(done, amount or at + 1)
    return tuple(found)


def _candidates(text: str, words: Words) -> Iterable[tuple[int, ...]]:
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


def _amount(text: str, at: int, words: Words) -> Amount | int | None:
    """The count that begins exactly at ``at``, or None; the end of a length of time, to skip."""
    sense, begin = _led(text, at, words.before)
    money = _CURRENCY.search(text, max(0, begin - 5), begin)
    sign = _SIGN.match(text, begin)
    begin = sign.end() if sign else begin
    between = _BETWEEN.match(text, begin)
    value = read_value(text, between.end() if between else begin, words, bool(between))
    if not value or (not value.share and is_no_count(text, begin, value, sense, words)):
        return None
    low, high = _bounds(value, sense)
    end, hint = value.end, "money" if money or _SIGN.search(text, at, value.end) else None
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


def _end_of(words: Words, unit: str, text: str, at: int) -> int:
    match = next(p for k, p in words.units if k == unit).match(text, at)
    return match.end() if match else at


def _led(text: str, at: int, table: tuple[tuple[str, re.Pattern[str]], ...]) -> tuple[str, int]:
    """The sense of the words at ``at`` and where they end; ("", at) when there are none."""
    hits = [(m.end(), sense) for sense, p in table if (m := p.match(text, at))]
    end, sense = max(hits, default=(at, ""))
    return sense, end


def _bounds(value: Value, sense: str) -> tuple[int | None, int | None]:
    low, high = floor(value.low), ceil(value.high)
    return {
        "at_least": (low, None),
        "more_than": (low + 1, None),
        "at_most": (None, high),
        "fewer_than": (None, high - 1),
        "nearly": (ceil(value.low * 0.9), high),
    }.get(sense, (low, high))
