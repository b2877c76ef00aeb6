"""Calendar dates: numeric, day and month, month, season, year, decade, weekday, holiday."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from contested.dates.intervals import (
    Grain,
    Interval,
    day,
    decade_of,
    first_day,
    month_of,
    pick,
    season_of,
    shift_days,
    week_of,
    year_of,
)
from contested.dates.reading import Context, Found, unplaced
from contested.dates.vocabulary import either, fold, vocabulary

_YEAR = r"(?P<y>\d{4})(?![\d])(?![.,/:-]\d)"
_RELATIVE_YEAR = r"(?:of\s+)?(?P<ry>last|this|next|the\s+same|that|the\s+previous)\s+year(?!\w)"
_TOLD = r"that|the\s+same|the\s+following|the\s+previous"
_NUMERIC = re.compile(
    r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d/-])"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<z>\d{4})(?![\d/-])"
    r"|(?P<yy>\d{4})-(?P<mm>0[1-9]|1[0-2])(?![\d/-])"
)
_DECADE = re.compile(
    r"(?:the\s+)?(?P<y>(?:1[5-9]|20)\d0)['’]?s(?!\w)|(?:the\s+)['’]?(?P<z>[2-9]0)['’]?s(?!\w)", re.I
)
_BARE_YEAR = re.compile(r"(?P<y>(?:1[6-9]\d|20[0-4])\d)(?!\w|[.,:/]\d|[-–]\w|%)")
_FIRST_ORDINAL = 4  # "the third" counts anything
_YEAR_SURE = re.compile(
    r"(?:in|since|during|by|until|till|early|late|mid|year|before|after)\Z", re.I
)
_MONTH_SURE = re.compile(
    r"(?:\b(?:in|since|until|till|last|this|next|early|mid|late|of|from|between|during|before|"
    r"after|by|through|throughout|every|each)\s+|\bmid-)$",
    re.I,
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = vocabulary()
    month, weekday = either(words.months), either(words.weekdays)
    tail = rf"(?:\s*{either(words.words['year_after'])}(?!\w))?"
    year = rf"(?:(?:\.?,?\s+|-)(?:(?:of|de)\s+)?{_YEAR}{tail}|\.?,?\s+{_RELATIVE_YEAR})"
    led = rf"(?:(?P<w>{weekday})\.?,?\s+)?(?:the\s+)?"
    number, stop = r"(?P<d>\d{1,2})", r"(?![^\W\d_])"
    bare = either((*words.english_months, "Sept"))
    many = either(words.english_weekdays)
    season, holiday = either(words.seasons), either(words.holidays)
    sources = {
        "dmy": rf"{led}{number}(?:st|nd|rd|th|er|\.|-?го)?(?:\s+(?:of\s+|de\s+)?|-)"
        rf"(?P<m>{month}){stop}(?:\s*/\s*{month}{stop})?{year}?",
        "mdy": rf"{led}(?P<m>{month})\.?\s+(?:the\s+)?{number}(?:st|nd|rd|th)?"
        rf"(?![:.,]?\d|[^\W_]|%){year}?",
        "my": rf"(?P<m>{month}){stop}{year}",
        "m": rf"(?:(?P<r>last|next|this|{_TOLD})\s+)?(?P<m>{bare})(?!\w)",
        "weekday": r"(?:(?P<r>last|this\s+past|this\s+coming|this|next|coming|(?:the\s+)?previous|"
        rf"(?:the\s+)?following)\s+)?(?P<w>{many})(?P<many>s)?(?!\w)"
        r"(?:\s+(?:of\s+)?(?P<rw>last|this|next)\s+week(?!\w))?"
        rf"(?!\s+in\s+(?:early\s+|mid-?\s*|late\s+)?{bare}(?!\w))",
        "season": rf"(?:(?P<r>{_TOLD}|the|last|this|next)\s+)?(?P<n>{season})(?!\w)"
        rf"(?:(?:\s+of|,)?\s+(?P<y>\d{{4}})(?:[-–/]\d{{2,4}})?(?![\d/-])|\s+{_RELATIVE_YEAR})?",
        "holiday": rf"(?:(?P<r>last|next|this)\s+)?(?P<n>{holiday})(?!\w){year}?",
        "nth": r"the\s+(?P<d>\d{1,2})(?:st|nd|rd|th)(?=\s*(?:[,.;:)]|$|of\s+(?P<t>this|the|last)"
        r"\s+month))",
        "nth_word": rf"the\s+(?P<o>{either(words.words['ordinals'])})(?=\s*(?:[,.;:)]|$))",
        "before": rf"(?<!\w){either(words.words['name_before'])}\s+$",
        "after": rf"\s+{either(words.words['name_after'])}(?!\w)",
        "named": rf"\s+(?-i:{either(words.words['named_after_a_day'])})(?!\w)",
        "counted": rf"\s+(?:more\s+)?{either(words.words['counted'])}(?!\w)",
        "counted2": rf"\s+(?:\w+\s+)?{either(words.words['counted'])}(?!\w)",
        "counting": rf"(?<!\w){either(words.words['counting'])}\s+$",
    }
    return {k: re.compile(v, re.IGNORECASE) for k, v in sources.items()}


def numeric(text: str, at: int, _ctx: Context) -> Found | None:
    """ISO and numeric dates; ``9/10/2015`` could be two days, so it stays unplaced.

    Dotted dates put the day first. ``2014-15`` is two years, ``2014-11`` a month.
    """
    m = _NUMERIC.match(text, at)
    if not m or (at and text[at - 1] in "-/.$€£#"):
        return None
    if m["yy"]:
        year, month = int(m["yy"]), int(m["mm"])
        if month == (year + 1) % 100 or not _sane(year):
            return None
        return Found(m.end(), month_of(year, month))
    if m["y"]:
        return _found(m.end(), _build(int(m["y"]), int(m["m"]), int(m["d"])))
    a, b, year = int(m["a"]), int(m["b"]), int(m["z"])
    if m["t"] == ".":
        return _found(m.end(), _build(year, b, a))
    options = {d for d in (_build(year, b, a), _build(year, a, b)) if d}
    if len(options) > 1:
        return Found(m.end(), unplaced("day"))
    return _found(m.end(), next(iter(options), None))


def day_and_month(text: str, at: int, ctx: Context) -> Found | None:
    """A day of a month, in either order, in any language of the vocabulary, year or none."""
    patterns = _patterns()
    m = patterns["dmy"].match(text, at) or patterns["mdy"].match(text, at)
    if not m or (at and text[at - 1] in "/.:$€£"):
        return None
    month, number = vocabulary().months[fold(m["m"])], int(m["d"])
    year, end = _year(m, ctx), m.end()
    if not 1 <= number <= 31 or (m["y"] and not _sane(int(m["y"]))):
        return None
    if m["y"] is None and any(patterns[k].match(text, end) for k in ("counted", "named")):
        return None
    if year is not None:
        return _found(end, _build(year, month, number))
    if m["ry"] or ctx.anchor is None:
        return Found(end, unplaced("day"))
    days = [d for y in _years(ctx) if (d := _build(y, month, number))]
    if m["w"]:
        named = vocabulary().weekdays[fold(m["w"])]
        near = [d for d in days if abs(d.year - ctx.anchor.year) < 2]
        agreeing = [day(d) for d in near if d.isoweekday() == named]
        if span := pick(agreeing, ctx.anchor, ctx.tense):
            return Found(end, span)
    span = pick((day(d) for d in days), ctx.anchor, ctx.tense)
    return Found(end, span) if span else None


def month(text: str, at: int, ctx: Context) -> Found | None:
    """A month with its year, or an English month by itself (the nearest one by tense)."""
    m = _patterns()["my"].match(text, at)
    if m and not (m["y"] and not _sane(int(m["y"]))):
        rank, year = vocabulary().months[fold(m["m"])], _year(m, ctx)
        return Found(m.end(), month_of(year, rank) if year else unplaced("month"))
    m = _patterns()["m"].match(text, at)
    if not m or not m["m"][0].isupper() or is_name(text, at, m.end()):
        return None
    unsure = m[0].lower() in ("may", "march") and text.strip() != m[0]
    if unsure and not _MONTH_SURE.search(text, max(0, at - 12), at):
        return None
    rank = vocabulary().months[fold(m["m"])]
    return _nearest(m, (month_of(y, rank) for y in _years(ctx)), ctx, "month")


def season(text: str, at: int, ctx: Context) -> Found | None:
    """A season; by itself only after a word that makes it a date ("the summer", "last fall")."""
    m = _patterns()["season"].match(text, at)
    if not m or is_name(text, m.start("n"), m.end()):
        return None
    word, dated = fold(m["n"]), m["y"] or m["ry"]
    led = (m["r"] or "").lower() or (_MONTH_SURE.search(text, max(0, at - 12), at) and "in")
    if not dated and (not led or (word == "fall" and led in ("the", "in"))):
        return None
    kind = vocabulary().seasons[word]
    year = _year(m, ctx)
    if year is not None:
        return Found(m.end(), season_of(year, kind.first_month, kind.edtf)) if _sane(year) else None
    if dated or ctx.anchor is None:
        return Found(m.end(), unplaced("season"))
    options = [season_of(y, kind.first_month, kind.edtf) for y in _years(ctx)]
    return _nearest(m, options, ctx, "season")


def year(text: str, at: int, _ctx: Context) -> Found | None:
    """A year by itself, unless the words around it make it a count or a clock time."""
    m = _BARE_YEAR.match(text, at)
    if not m or (at and not text[at - 1].isspace() and text[at - 1] not in "([{\"'‘“–—-"):
        return None
    before = text[max(0, at - 24) : at]
    word = before.split()[-1].lower() if before.split() else ""
    patterns = _patterns()
    if word == "at" or patterns["counting"].search(before):
        return None
    if not _YEAR_SURE.match(word):
        adjacent = word in ("the", "of", "from", "to", "and", "between")
        guard = patterns["counted" if adjacent else "counted2"]
        if guard.match(text, m.end()):
            return None
    return Found(m.end(), year_of(int(m["y"])))


def decade(text: str, at: int, _ctx: Context) -> Found | None:
    """A decade such as "the 1980s"."""
    m = _DECADE.match(text, at)
    return Found(m.end(), decade_of(int(m["y"] or f"19{m['z']}"))) if m else None


def weekday(text: str, at: int, ctx: Context) -> Found | None:
    """A weekday: past, the latest not after the anchor; future, the next; plural, a set."""
    m = _patterns()["weekday"].match(text, at)
    if not m or is_name(text, m.start("w"), m.end()):
        return None
    if m["many"]:
        return Found(m.end(), unplaced("day"), "set")
    named = vocabulary().weekdays[fold(m["w"])]
    led = " ".join((m["r"] or "").lower().split()).removeprefix("the ")
    base = ctx.reference or ctx.anchor if led in ("previous", "following") else ctx.anchor
    if base is None or (ctx.year is not None and ctx.anchor and ctx.year != ctx.anchor.year):
        return Found(m.end(), unplaced("day"))  # some Monday of 2016
    if m["rw"]:
        weeks = {"last": -7, "this": 0, "next": 7}[m["rw"].lower()]
        monday = week_of(shift_days(base, weeks)).first or base
        return Found(m.end(), day(shift_days(monday, named - 1)))
    back = (base.isoweekday() - named) % 7
    ahead = (named - base.isoweekday()) % 7
    if led in ("last", "previous"):
        step = -(back or 7)
    elif led in ("next", "coming", "this coming", "following"):
        step = ahead or 7
    elif led == "this" and ctx.tense != "past":
        step = ahead
    else:
        step = (ahead or 7) if ctx.tense == "future" and not led else -back
    return Found(m.end(), day(shift_days(base, step)))


def holiday(text: str, at: int, ctx: Context) -> Found | None:
    """A day of the year with a name."""
    m = _patterns()["holiday"].match(text, at)
    if not m or is_name(text, m.start("n"), m.end()):
        return None
    month, number = vocabulary().holidays[fold(m["n"])]
    year = _year(m, ctx)
    if year is not None and _sane(year):
        return _found(m.end(), _build(year, month, number))
    options = (day(d) for y in _years(ctx) if (d := _build(y, month, number)))
    return _nearest(m, options, ctx, "day")


def day_of_month(text: str, at: int, ctx: Context) -> Found | None:
    """ "the 9th", of the anchor's month or the one before (after, in the future)."""
    m = _patterns()["nth"].match(text, at)
    number = int(m["d"]) if m else 0
    if m is None:
        m = _patterns()["nth_word"].match(text, at)
        if not m or not text[:at].lower().endswith(("on ", "until ", "since ", "by ")):
            return None
        number = vocabulary().words["ordinals"].index(fold(m["o"])) + _FIRST_ORDINAL
    if not 1 <= number <= 31:
        return None
    if ctx.anchor is None:
        return Found(m.end(), unplaced("day"))
    around = [divmod(ctx.anchor.year * 12 + ctx.anchor.month - 1 + i, 12) for i in (-2, -1, 0, 1)]
    options = (day(d) for y, mo in around if (d := _build(y, mo + 1, number)))
    span = pick(options, ctx.anchor, ctx.tense)
    return Found(m.end(), span) if span else None


def _year(m: re.Match[str], ctx: Context) -> int | None:
    if m["y"]:
        return int(m["y"])
    if not m["ry"]:
        return None
    word = m["ry"].lower().split()[-1]
    base = ctx.spoken_of("year") if word in ("same", "that", "previous") else ctx.anchor
    step = {"last": -1, "previous": -1, "next": 1}.get(word, 0)
    return base.year + step if base else None


def _years(ctx: Context) -> list[int]:
    """The years in which what is left open may fall: around the anchor, and the period told; or
    the one year that the text has named before."""
    if ctx.year is not None:
        return [ctx.year]
    near = {ctx.anchor.year + i for i in (-2, -1, 0, 1, 2)} if ctx.anchor else set()
    told = ctx.spoken_of("year")
    return sorted(near | {told.year + i for i in (-1, 0, 1)} if told else near)


def _sane(year: int) -> bool:
    return 1000 <= year <= 2999


def _build(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if _sane(year) else None
    except ValueError:
        return None


def _found(end: int, when: date | None) -> Found | None:
    return Found(end, day(when)) if when else None


def _nearest(
    m: re.Match[str], options: Iterable[Interval], ctx: Context, grain: Grain
) -> Found | None:
    """The recurrence meant: by "last", "next" or "that" in group ``r``, else by tense."""
    led = (m["r"] or "").lower().split()[-1:] or [""]
    if led[0] in ("that", "same", "following", "previous"):
        return Found(m.end(), _told(options, ctx, led[0]) or unplaced(grain))
    if ctx.anchor is None:
        return Found(m.end(), unplaced(grain))
    if led[0] in ("last", "next"):
        span = _beyond(options, ctx.anchor, led[0] == "next")
    else:
        span = pick(options, ctx.anchor, ctx.tense)
    return Found(m.end(), span) if span else None


def _told(options: Iterable[Interval], ctx: Context, led: str) -> Interval | None:
    """The recurrence next to the period last spoken of."""
    base = ctx.spoken_of("year")
    if base is None:
        return None
    if led in ("following", "previous"):
        return _beyond(options, base, led == "following")
    return next((s for s in options if s.first and s.first.year == base.year), None)


def is_name(text: str, start: int, end: int) -> bool:
    """Whether a date word is part of a name ("Mail on Sunday", "USA Today")."""
    patterns = _patterns()
    named = patterns["before"].search(text, max(0, start - 16), start)
    return bool(named or patterns["after"].match(text, end))


def _beyond(options: Iterable[Interval], anchor: date, ahead: bool) -> Interval | None:
    """The nearest period wholly after the anchor, or wholly before it."""
    spans = [s for s in options if s.first and s.last]
    if ahead:
        return min((s for s in spans if s.first and s.first > anchor), key=first_day, default=None)
    return max((s for s in spans if s.last and s.last <= anchor), key=first_day, default=None)
