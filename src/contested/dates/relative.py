"""Expressions relative to the anchor or to an earlier date: "last week", "two days ago"."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from contested.dates.absolute import is_name
from contested.dates.intervals import (
    Grain,
    Interval,
    Tense,
    day,
    month_of,
    shift_days,
    shift_months,
    week_of,
    year_of,
)
from contested.dates.reading import Context, Found, unplaced
from contested.dates.vocabulary import either, fold, vocabulary

_UNITS = r"(?P<u>hour|day|night|week|fortnight|month|year|decade)(?P<s>s?)(?!\w)"
_COMPARED = (
    r"(?:(?P<c>more\s+than|over|at\s+least|less\s+than|under|up\s+to|nearly|almost|about|around|"
    r"roughly|some|just\s+over|just\s+under|well\s+over)\s+)?"
)
_GRAINS: dict[str, Grain] = {"week": "week", "month": "month", "year": "year"}
_THE_LAST = re.compile(r"(?:the|this)\s+(?:last|past|previous)\s", re.I)
_DEICTIC = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = vocabulary()
    parts = either(words.words["parts_of_day"])
    count = rf"(?P<n>{either(words.vague)}|{either(words.numbers)}|\d{{1,3}}|an?|half\s+an?)"
    amount = (
        rf"{_COMPARED}(?:{count}[\s-]+(?:and\s+a\s+half\s+)?)?{_UNITS}(?![-–](?:long|old|\w+ly))"
    )
    sources = {
        "deictic": r"(?:(?:earlier|later|late|early)\s+)?(?P<d>yesterday|today|tonight|tomorrow)"
        rf"(?!\w)(?:\s+{parts}(?!\w))?",
        "around": r"the\s+day\s+(?P<w>before\s+yesterday|after\s+tomorrow)(?!\w)",
        "part": rf"(?P<r>this|last|that)\s+(?P<p>{parts})(?!\w)|(?P<o>overnight)(?!\w)",
        "unit": r"(?:(?P<e>earlier|later)\s+)?(?P<r>this|last|next|the\s+current|the\s+coming|"
        r"(?:the\s+)?previous|(?:the\s+)?following|that(?:\s+same)?|the\s+same|the\s+next)\s+"
        r"(?P<u>day|week|weekend|month|year)(?!\w)"
        rf"(?!\s+of\s+(?:the\b|h(?:is|er)\b|\d{{4}}|{either(words.english_months)}))"
        r"|(?P<f>earlier|later|late|early)\s+in\s+the\s+(?P<v>day|week|month|year)(?!\w)",
        "weekend": r"the\s+weekend(?!\w)",
        "named": rf"the\s+(?P<r>same|next|following|previous)\s+(?P<p>{parts})(?!\w)",
        "hour": r"(?:(?:in|during)\s+the\s+(?:early\s+|late\s+)?"
        r"(?P<p>morning|afternoon|evening|night)"
        rf"|(?P<b>at|before|after|around|by|shortly\s+before|shortly\s+after)\s+"
        rf"(?P<q>{either(words.words['hours'])}))(?!\w)(?!\s+(?:of|on)\s)",
        "window": r"(?:(?:the|these|this)\s+)?(?P<r>last|past|previous|preceding|recent|next|"
        rf"coming|following)\s+(?:{count}[\s-]+)?{_UNITS}"
        rf"(?!\s+of\s+(?:the\s+(?:month|year)|\d|{either(words.english_months)}))",
        "ago": rf"{amount}\s+ago(?!\w)",
        "later": rf"(?:the\s+)?{amount}\s+"
        r"(?:(?P<w>later|earlier)(?!\w)|(?P<x>before|after)(?!\s*\w))",
        "within": rf"within\s+(?:the\s+(?:next|coming)\s+)?{amount}",
        "ahead": rf"in\s+{amount}(?:['’]?\s+time)?(?!\s+(?:ago|later|earlier|old))(?!\w)",
        "lasting": rf"(?P<f>for\s+)?{amount}(?![-\s]+old|\s+a\s+(?:day|week|month|year))",
        "set": rf"(?:every|each)\s+(?:{count}\s+{_UNITS}|day|night|week|month|year|morning|evening|"
        rf"{either(words.english_weekdays)})(?!\w)",
        "now": r"(?:moments|minutes|an?\s+hour|half\s+an\s+hour|\d+\s+minutes)\s+ago(?!\w)",
    }
    return {k: re.compile(v, re.IGNORECASE) for k, v in sources.items()}


def deictic(text: str, at: int, ctx: Context) -> Found | None:
    """ "yesterday", "today", "tonight", "the day before yesterday", "this morning"."""
    patterns = _patterns()
    m = patterns["deictic"].match(text, at)
    if m and not is_name(text, at, m.end()):
        word = m["d"].lower()
        grain: Grain = "day" if m[0].lower() == word != "tonight" else "part-of-day"
        return _days(m.end(), ctx.anchor, _DEICTIC[word], grain)
    m = patterns["around"].match(text, at)
    if m:
        return _days(m.end(), ctx.anchor, -2 if m["w"].lower().startswith("b") else 2, "day")
    m = patterns["part"].match(text, at)
    if not m:
        return None
    if m["o"]:
        return _last_night(m.end(), ctx)
    base = ctx.reference if m["r"].lower() == "that" else ctx.anchor
    found = _days(m.end(), base, -1 if m["r"].lower() == "last" else 0, "part-of-day")
    return replace(found, span=into_morning(found.span)) if m["p"].lower() == "night" else found


def into_morning(night: Interval) -> Interval:
    """A night reaches into the day after: two days."""
    return replace(night, last=shift_days(night.last, 1)) if night.last else night


def unit(text: str, at: int, ctx: Context) -> Found | None:
    """A calendar unit: "last week" runs Monday to Monday; "this month", past, ends today."""
    m = _patterns()["unit"].match(text, at)
    if not m:
        return _weekend(text, at, ctx)
    if m["f"]:
        return _running(m, ctx)
    word, led = m["u"].lower(), " ".join(m["r"].lower().split()).removeprefix("the ")
    narrative = led.split()[0] in ("previous", "following", "that", "same") or word == "day"
    narrative = narrative or m["r"].lower().startswith("the next")
    base = ctx.spoken_of(word) if narrative else ctx.anchor
    if led == "previous" and word != "day":
        base = base or ctx.anchor
    if word == "day" and led in ("last", "this", "current"):
        return None
    if base is None:
        return Found(m.end(), unplaced(_GRAINS.get(word, "day")))
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(led, 0)
    whole = calendar_unit(word, base, step)
    if led in ("this", "current"):
        whole = _current(whole, base, ctx.tense, (m["e"] or "").lower())
    return Found(m.end(), whole)


def _running(m: re.Match[str], ctx: Context) -> Found:
    """ "earlier in the week", "later in the year"."""
    word = m["v"].lower()
    if word == "day":
        return _days(m.end(), ctx.reference, 0, "part-of-day")
    if ctx.anchor is None:
        return Found(m.end(), unplaced(_GRAINS[word]))
    if word == "week" and ctx.anchor.isoweekday() == 1 and ctx.tense != "future":
        return Found(m.end(), calendar_unit(word, ctx.anchor, -1))  # on Monday: of the week over
    half = "later" if m["f"].lower().startswith("late") and ctx.tense == "future" else "earlier"
    return Found(m.end(), _current(calendar_unit(word, ctx.anchor, 0), ctx.anchor, "past", half))


def calendar_unit(word: str, base: date, step: int) -> Interval:
    """The day, week, weekend, month or year ``step`` units from the one that holds ``base``."""
    if word == "year":
        return year_of(base.year + step)
    if word == "month":
        there = shift_months(base.replace(day=1), step)
        return month_of(there.year, there.month)
    if word == "day":
        return day(shift_days(base, step))
    week = week_of(shift_days(base, 7 * step))
    if word == "weekend" and week.first:
        saturday = shift_days(week.first, 5)
        return Interval(saturday, shift_days(saturday, 2), "range")
    return week


def _current(whole: Interval, anchor: date, tense: Tense, half: str) -> Interval:
    """The running unit: its past up to and with the anchor, or its rest."""
    tomorrow = shift_days(anchor, 1)
    if whole.first is None or whole.last is None or whole.first > anchor:
        return whole
    if half == "later" or (tense == "future" and not half):
        first = tomorrow if half and tomorrow < whole.last else anchor
        return Interval(min(first, shift_days(whole.last, -1)), whole.last, whole.grain)
    if half == "earlier" or tense == "past":
        return Interval(whole.first, max(tomorrow, shift_days(whole.first, 1)), whole.grain)
    return whole


def _weekend(text: str, at: int, ctx: Context) -> Found | None:
    m = _patterns()["weekend"].match(text, at)
    if not m:
        return None
    if ctx.anchor is None:
        return Found(m.end(), unplaced("range"))
    whole = calendar_unit("weekend", ctx.anchor, 0)
    if ctx.tense != "future" and whole.first and whole.first > ctx.anchor:
        whole = calendar_unit("weekend", ctx.anchor, -1)
    return Found(m.end(), whole)


def named_part(text: str, at: int, ctx: Context) -> Found | None:
    """ "the next morning", "the same night", told from the date before."""
    m = _patterns()["named"].match(text, at)
    if not m:
        return None
    step = {"same": 0, "previous": -1}.get(m["r"].lower(), 1)
    return _days(m.end(), ctx.reference, step, "part-of-day")


def told_hour(text: str, at: int, ctx: Context) -> Found | None:
    """ "In the morning", "at noon", "before sunset": of the day told; without one, not placed."""
    m = _patterns()["hour"].match(text, at)
    if not m:
        return None
    night = ctx.around if ctx.around and ctx.around.grain == "part-of-day" else None
    over = bool(night and night.first and night.last and (night.last - night.first).days == 2)
    risen = over and (m["p"] == "morning" or (m["q"] or "").lower() in _RISEN)
    if m["p"] == "night" and m[0].lower().startswith("during") and ctx.reference is None:
        return _last_night(m.end(), ctx)
    found = _days(m.end(), ctx.reference, 1 if risen else 0, "part-of-day")
    return replace(found, span=into_morning(found.span)) if m["p"] == "night" else found


def _last_night(end: int, ctx: Context) -> Found:
    """The night before the anchor, which reaches into its day."""
    if ctx.anchor is None:
        return Found(end, unplaced("part-of-day"))
    span = Interval(shift_days(ctx.anchor, -1), shift_days(ctx.anchor, 1), "part-of-day")
    return Found(end, span)


def window(text: str, at: int, ctx: Context) -> Found | None:
    """A stretch that ends or begins at the anchor: "the last few days", "the coming weeks"."""
    m = _patterns()["window"].match(text, at)
    if not m:
        return None
    led = m["r"].lower()
    if not m["n"] and not m["s"] and not _THE_LAST.match(m[0]):
        return None
    told = led in ("following", "preceding") or (led == "next" and ctx.tense == "past")
    base = ctx.reference or (ctx.anchor if led == "next" else None) if told else ctx.anchor
    base = ctx.reference or base if led == "previous" else base  # before the day told, if any
    if base is None:
        return Found(m.end(), unplaced("range"))
    _, high, vague = _count(m)
    if led in ("next", "coming", "following"):
        last = shift_days(shift(base, m["u"], high), 1)
        return Found(m.end(), Interval(base, last, "range", approx=vague))
    first = shift(base, m["u"], -high)
    return Found(m.end(), Interval(first, shift_days(base, 1), "range", approx=vague))


def ago(text: str, at: int, ctx: Context) -> Found | None:
    """ "two days ago" is a day, "two months ago" about a month, "days ago" a stretch."""
    m = _patterns()["now"].match(text, at)
    if m:
        return _days(m.end(), ctx.anchor, 0, "day")
    m = _patterns()["ago"].match(text, at)
    if not m or not (m["n"] or m["s"]):
        return None
    return Found(m.end(), _back(m, ctx.anchor, -1))


def later(text: str, at: int, ctx: Context) -> Found | None:
    """ "two days later", "a week earlier": counted from the date before.

    Where no date was told, the past is counted from the anchor: what is told before "two weeks
    earlier" is then news of the day.
    """
    m = _patterns()["later"].match(text, at)
    if not m or not (m["n"] or m["s"] or text[at : at + 4].lower() == "the "):
        return None
    if (m["w"] or m["x"]).lower() in _AFTER:
        return Found(m.end(), _back(m, ctx.reference, 1))
    return Found(m.end(), _back(m, ctx.reference or ctx.anchor, -1))


_AFTER = ("later", "after")
_RISEN = ("dawn", "daybreak", "sunrise", "noon", "midday")  # behind a night: of the day after


def within(text: str, at: int, ctx: Context) -> Found | None:
    """A deadline: from now (or the date before, in the past) to the end of the time allowed."""
    m = _patterns()["within"].match(text, at)
    if not m or not (m["n"] or m["s"]):
        return None
    base = ctx.reference if ctx.tense == "past" and ctx.reference else ctx.anchor
    if base is None:
        return Found(m.end(), unplaced("range"), "deadline")
    _, high, vague = _count(m)
    last = shift_days(shift(base, m["u"], high), 1)
    return Found(m.end(), Interval(base, last, "range", approx=vague), "deadline")


def ahead(text: str, at: int, ctx: Context) -> Found | None:
    """ "in two weeks" in the future; in the past it is a length of time, not a date."""
    m = _patterns()["ahead"].match(text, at)
    if not m or not m["n"] or ctx.tense != "future":
        return None
    return Found(m.end(), _back(m, ctx.anchor, 1))


def lasting(text: str, at: int, ctx: Context) -> Found | None:
    """A length of time; after "for" it is read as still running at the anchor.

    ``first`` is then the latest beginning that the words allow; whether the state goes on is for
    the caller to judge from the verb. Without "for" it has no place in time.
    """
    m = _patterns()["lasting"].match(text, at)
    if not m or not (m["n"] or m["s"]):
        return None
    bare = m["n"] is None or fold(m["n"]) in ("a", "an")
    if bare and (bool(m["s"]) == bool(m["n"]) or not (m["f"] or m["c"])):
        return None
    brief = m["u"].lower() == "hour" and _count(m)[1] < 24
    if not m["f"] or brief or ctx.anchor is None:
        return Found(m.end(), unplaced("range"), "duration")
    low, _, vague = _count(m)
    first = shift(ctx.anchor, m["u"], -low)
    span = Interval(first, None, "open", approx=vague or bool(m["c"]))
    return Found(m.end(), span, "duration")


def repeated(text: str, at: int, _ctx: Context) -> Found | None:
    """ "every night": a set of times, not placed."""
    m = _patterns()["set"].match(text, at)
    return Found(m.end(), unplaced("day"), "set") if m else None


def shift(base: date, word: str, count: int) -> date:
    """``base`` moved by ``count`` units; hours count as whole days of twenty-four."""
    word = word.lower()
    if word == "hour":
        return shift_days(base, (abs(count) // 24) * (1 if count > 0 else -1))
    if word in ("day", "night", "week", "fortnight"):
        return shift_days(base, count * {"week": 7, "fortnight": 14}.get(word, 1))
    return shift_months(base, count * {"month": 1, "year": 12}.get(word, 120))


def _count(m: re.Match[str]) -> tuple[int, int, bool]:
    """Low, high, and whether the words are vague."""
    words, unit_word = vocabulary(), m["u"].lower()
    said = fold(m["n"]) if m["n"] else ""
    if said.isdigit():
        return int(said), int(said), False
    if said in words.vague:
        return (*words.vague[said], True)
    if said in words.numbers:
        return words.numbers[said], words.numbers[said], False
    if said or not m["s"]:
        return 1, 1, False
    return (*words.bare_plural.get(unit_word, (2, 6)), True)


def _back(m: re.Match[str], base: date | None, sign: int) -> Interval:
    """The day, or for long units about the unit, that lies the amount before or after ``base``."""
    word = m["u"].lower()
    if base is None:
        return unplaced(_GRAINS.get(word, "day"))
    low, high, vague = _count(m)
    ends = sorted((shift(base, word, sign * low), shift(base, word, sign * high)))
    if word in ("hour", "day", "night"):
        grain: Grain = "range" if low != high and word != "hour" else "day"
        return Interval(ends[0], shift_days(ends[1], 1), grain, approx=vague or bool(m["c"]))
    if word in ("week", "fortnight"):
        if base and low == high and not vague:
            return Interval(shift_days(ends[0], -3), shift_days(ends[0], 4), "week", approx=True)
        return Interval(ends[0], shift_days(ends[1], 1), "range", approx=True)
    cut = "month" if word == "month" else "year"
    first, last = calendar_unit(cut, ends[0], 0), calendar_unit(cut, ends[1], 0)
    return Interval(first.first, last.last, _GRAINS[cut] if low == high else "range", approx=True)


def _days(end: int, base: date | None, step: int, grain: Grain) -> Found:
    if base is None:
        return Found(end, unplaced(grain))
    when = shift_days(base, step)
    return Found(end, Interval(when, shift_days(when, 1), grain))
