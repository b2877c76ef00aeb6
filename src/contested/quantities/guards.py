"""What stands around a number and makes it a year, date, clock time, age, label or pronoun."""

import re

from contested.quantities.values import Value
from contested.quantities.vocabulary import Words

_COMPOUND = re.compile(r"-[a-z]{3,}")  # "a two-front war" counts no thing of its own
_CLOCK = re.compile(r":\d|[.:]\d\d\s*[ap]\.?m")
_AGE_BEFORE = re.compile(r"[A-Z][\w’'-]+,\s\Z")
_AGE_OF = re.compile(r"\bage[sd]?\s+(?:of\s+)?(?:about\s+)?\Z", re.I)
_LIST_MARK = re.compile(r"(?:^|\n|[.!?:]\s)\s*\Z")
_LED_AT = re.compile(r"[\w ]*\bat\s+\Z", re.I)  # the words that lead up to "at 12"
_PLURAL = re.compile(r"\s+(?:[\w-]+\s+)?[a-z]{2,}s\b")


def is_no_count(text: str, at: int, value: Value, sense: str, words: Words) -> bool:
    """Whether what stands around the number makes it a year, date, clock time, age or label."""
    before, after = text[max(0, at - 24) : at], text[value.end : value.end + 2]
    said = before.split()[-1].lower().strip(".,(\"'“‘") if before.split() else ""
    digits = text[at].isdigit()
    if after[:1].isalpha() or after[:1] == "°" or (after[:1] == "-" and _year_old(text, value.end)):
        return not _glued_unit(text, value.end, words)
    if _COMPOUND.match(text, value.end) and not _with_unit(text, value.end, words):
        return True
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
    if digits and (_alone(text, at, value.end, before) or _is_hour(text, value, before, words)):
        return True
    return value.low == value.high == 1 and not digits and _is_pronoun(text, said, value, words)


def _is_dated(text: str, end: int, before: str, words: Words) -> bool:
    """A month beside the number, unless it is the verb "may" or the number counts something."""
    late = words.month_after.match(text, end)
    if late and late[0].split()[-1] not in ("may", "march"):
        return True
    return bool(words.month_before.search(before)) and not words.counted.match(text, end)


def _is_year(text: str, end: int, said: str, words: Words) -> bool:
    """Four digits without a comma count only before a word for what is counted."""
    if said in words.sets["year"]:
        return True
    return not (words.counted.match(text, end) or (not said and _PLURAL.match(text, end)))


def _year_old(text: str, at: int) -> bool:
    return re.compile(r"-(?:years?|months?|days?)-olds?").match(text, at) is not None


def _with_unit(text: str, at: int, words: Words) -> bool:
    """ "150,000-man", "500-pound", "20-odd"."""
    return any(p.match(text, at) for _, p in (*words.units, *words.after, ("", words.time)))


def _glued_unit(text: str, at: int, words: Words) -> bool:
    """ "100km", "500lb": a unit written onto the number."""
    return any(p.match(text, at) for kind, p in words.units if kind in ("distance", "weight"))


def _is_hour(text: str, value: Value, before: str, words: Words) -> bool:
    """ "At 9," but not "put the dead at 9"."""
    ends = text[value.end : value.end + 2].strip()[:1] in ("", ",", ".", ";")
    led = _LED_AT.search(before)
    if led is None or value.high > 24 or not ends:
        return False
    return words.sets["put_at"].isdisjoint(led[0].lower().split())


def _alone(text: str, at: int, end: int, before: str) -> bool:
    """Ages set off by commas or brackets, list marks, decimals of names."""
    rest = text[end : end + 2]
    if _AGE_BEFORE.search(before) and rest[:1] in (",", ".", ";", ")"):
        return True
    if before.endswith("(") and rest[:1] in (")", ","):
        return True
    return bool(_LIST_MARK.search(text, max(0, at - 8), at)) and rest[:1] in (".", ")")


def _is_pronoun(text: str, said: str, value: Value, words: Words) -> bool:
    """Whether "one" stands for a noun rather than counting one ("one of", "no one", "one must")."""
    m = re.compile(r"\s+([a-z]+)").match(text, value.end)
    follows = m[1].lower() if m else ""
    return not follows or follows in words.sets["one_before"] or said in words.sets["one_after"]
