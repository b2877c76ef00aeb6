"""The numbers themselves: digits, words, vague stretches, shares, and two of them joined."""

import re
from dataclasses import dataclass

from contested.quantities.vocabulary import Words, plain

_DIGITS = re.compile(
    r"\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,4}(?![\d,]\d)|\d{1,12}(?:\.\d{1,9})?(?!\d|,\d{3})"
)
_MOST = 10**15  # nothing that a war report counts is larger
_SEPARATOR = re.compile("[,\u00a0\u202f]")
_JOINED = re.compile(r"[-\s]\s?(?:and\s+)?(?=[a-z])", re.I)
_LETTERS = re.compile(r"[a-z]+", re.I)
_TO = re.compile(r"(?:\s?[-–—]\s?|\s+(?:to|or)\s+)[$£€]?")
_AND = re.compile(r"\s+(?:and|to)\s+[$£€]?")
_FRACTION_TAIL = re.compile(
    r"\s+(?:of|the|its|their|his|all|that|this|those|these|are|were|have|had)\b"
)
# What "most of" must be said of to be a share: no pronoun, no stretch of time.
_WHOLE_TAIL = re.compile(
    r"\s+of\s+(?!(?:them|us|you|it|whom|which|these|those|this|that|all)\b"
    r"|(?:the|that|this|its|their|his|her|last)\s+(?:\w+\s+)?"
    r"(?:time|day|night|week|month|year|decade|century|morning|afternoon|evening)s?\b)"
)
_SHORT = re.compile(r"(?:m|bn|k)(?!\w)")


@dataclass(frozen=True, slots=True)
class Value:
    """A number read: bounds, where it ends, and what its form says of it."""

    low: float
    high: float
    end: int
    scale: int = 1  # the last multiplier said: "2 to 3 million" lends it to the 2
    plain_year: bool = False
    share: bool = False


def read_value(text: str, at: int, words: Words, between: bool) -> Value | None:
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
        return None if joint and joint[0].strip(" $£€") in ("-", "–", "—") else first
    year = first.plain_year and (second.plain_year or high < 100)
    return Value(low, high, second.end, second.scale, year)


def _value(text: str, at: int, words: Words) -> Value | None:
    m = words.vague.match(text, at)
    if m:
        low, high = words.vague_range[plain(m[0])]
        scale = multiplier(text, m.end(), words)
        if scale:
            return Value(low * scale[0], (high + 1) * scale[0] - 1, scale[1], scale[0])
        return Value(low, high, m.end())
    m = words.shares.match(text, at)
    if m and (m[0].lower().endswith("s") or _FRACTION_TAIL.match(text, m.end())):
        low, high = words.share_of[plain(m[0])]
        if low < high and not _WHOLE_TAIL.match(text, m.end()):
            return None  # "most of them", "most of the week", "the most severe"
        return Value(low, high, m.end(), share=True)
    if text[at : at + 1].isdigit():
        return _digits(text, at, words)
    return _spelled(text, at, words)


def _digits(text: str, at: int, words: Words) -> Value | None:
    m = _DIGITS.match(text, at)
    if not m or (at and (text[at - 1].isalnum() or text[at - 1] in "_/:#°@")):
        return None
    number, end = float(_SEPARATOR.sub("", m[0])), m.end()
    scale = multiplier(text, end, words)
    if scale:
        return Value(number * scale[0], number * scale[0], scale[1], scale[0])
    year = len(m[0]) == 4 and "," not in m[0] and 1800 <= number <= 2049
    return Value(number, number, end, 1, year)


def multiplier(text: str, at: int, words: Words) -> tuple[int, int] | None:
    """A multiplier after a number: "3 million", "40-dozen", "2.5m" before a word of people."""
    short = _SHORT.match(text, at)
    money = short and any(c in text[max(0, at - 8) : at] for c in "$£€")
    if short and (short[0] != "m" or money or words.counted.match(text, short.end())):
        return words.multipliers[short[0]], short.end()
    m = re.compile(r"[-\s]([a-z]+)(?![^\W\d_])", re.I).match(text, at)
    if not m or len(m[1]) < 3 or m[1].lower() not in words.multipliers:
        return None
    return words.multipliers[m[1].lower()], m.end()


def _spelled(text: str, at: int, words: Words) -> Value | None:
    """A number in words, such as "two-hundred and sixty thousand" or "a dozen"."""
    total = current = 0
    end, scale, place = at, 1, at
    if at and (text[at - 1].isalnum() or text[at - 1] == "_"):
        return None
    while m := _LETTERS.match(text, place):
        said, known = m[0].lower(), end > at
        if said in ("a", "an") and not known:
            follows = multiplier(text, m.end(), words)
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
    if end == at or total + current > _MOST:
        return None
    return Value(total + current, total + current, end, scale)


def _fits(current: int, number: int) -> bool:
    """Whether ``number`` may follow: twenty four, two hundred twelve; not five six."""
    if current % 100 == 0:
        return number < 100
    return number < 10 and current % 10 == 0 and current % 100 >= 20
