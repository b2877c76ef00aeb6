"""Expressions built of others: parts of periods, ranges, open ends, deadlines."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from contested.dates import absolute, relative
from contested.dates.intervals import (
    Grain,
    Interval,
    day,
    since,
    slice_of,
    year_of,
)
from contested.dates.reading import Context, Found, Rule, longest, unplaced
from contested.dates.vocabulary import either, fold, vocabulary

_TO = r"\s*(?:(?:up\s+)?to|until|till|through|[-–—])\s*"
_YEARS = re.compile(r"(?P<a>(?:1[6-9]|20)\d\d)\s?[-–—/]\s?(?P<b>(?:1[6-9]|20)\d\d|\d\d)(?![\d/-])")
_SINCE = re.compile(r"(?:ever\s+)?since\s+", re.I)
_SINCE_THEN = re.compile(r"(?:ever\s+)?since(?:\s+then(?!\w)|(?=\s*(?:[,.;:!?)]|$)))", re.I)
_UNTIL_HOUR = re.compile(
    r"until\s+(?:the\s+)?(?:(?P<m>morning|dawn|daybreak|sunrise|noon|midday)|"
    r"(?P<e>nightfall|dusk|sunset|evening|night|midnight|dark))(?!\w)(?!\s+(?:of|on)\s)",
    re.I,
)
_UNTIL = re.compile(r"(?:until|till)\s+", re.I)
_BY = re.compile(r"(?:by|not?\s+later\s+than)\s+", re.I)
_AT_END = re.compile(r"(?:the\s+)?(?:very\s+)?(?:end|close)\b|.*\bend$", re.I)
_EDGE = re.compile(r"(?P<w>before|prior\s+to|ahead\s+of|after)\s+", re.I)
_EDGE_END = re.compile(
    r"\s*(?:[,.;:!?)\]–—]|$)|\s+(?:the|they|he|she|it|we|and|but|when|as|to|in|on|with|a|an)\b",
    re.I,
)
_ONWARD = re.compile(r"\s+(?:on(?:wards?)?|forward)(?!\w)(?=\s*(?:[,.;:)]|$))", re.I)
_FROM = re.compile(r"from\s+", re.I)
_BETWEEN = re.compile(r"between\s+", re.I)
_AND = re.compile(r"\s+and\s+", re.I)
_UNTIL_OR_TO = re.compile(_TO, re.I)
_FOR_PAST = re.compile(r"(?:for|over)\s+(?=the\s+(?:last|past|previous)\s)", re.I)
_FOR_SINCE = re.compile(r"for\s+", re.I)
_DAY_TO_DAY = re.compile(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*\d{{1,2}}(?:st|nd|rd|th)?){{0,6}}"
    rf"(?:{_TO}|,?\s+and\s+)(?=(?:the\s+)?\d)",
    re.I,
)
_TO_DAY = re.compile(
    rf"(?:{_TO}|\s+and\s+)(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\w)"
    r"(?:,?\s+(?P<y>(?:19|20)\d\d)(?!\w))?",
    re.I,
)
_NIGHT = re.compile(r"\bnight\b", re.I)
_RUNNING = re.compile(r"(?:the|this)\s+(?P<u>week|month|year|decade)(?!\w)", re.I)
_YEARS_END = re.compile(r"(?:the\s+)?(?P<u>year|month|week)(?:['’]s\s+|[-\s])end(?!\w)", re.I)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = vocabulary()
    parts, days = either(words.parts), either(words.words["parts_of_day"])
    sources = {
        "part": rf"(?:the\s+)?(?P<p>{parts})(?:\s+|(?<=-)|-)",
        "of_day": rf"(?:the\s+)?(?:(?:early|late)\s+)?(?:{days}|early\s+hours|small\s+hours|eve)"
        r"\s+(?:(?:on|of)\s+)?",
        "day_part": rf"\s+(?:(?:early|late)\s+)?{days}(?!\w)(?:\s+local\s+time(?!\w))?",
        "hour": r"(?P<p>early|late|earlier|later)\s+(?:(?:on|in)\s+)?",
    }
    return {k: re.compile(v, re.IGNORECASE) for k, v in sources.items()}


def part_of(text: str, at: int, ctx: Context) -> Found | None:
    """ "late September", "the end of 2014", "early next year", "by year's end"."""
    m = _patterns()["part"].match(text, at)
    if not m:
        return _years_end(text, at, ctx)
    tenths = vocabulary().parts[fold(m["p"])]
    running = _RUNNING.match(text, m.end())
    if running and ctx.anchor:
        whole = relative.calendar_unit(running["u"].lower(), ctx.anchor, 0)
        return Found(running.end(), slice_of(whole, tenths))
    inner = longest(text, m.end(), ctx, PERIODS)
    if not inner or inner.kind != "date" or inner.span.grain in ("day", "part-of-day", "open"):
        return None
    if inner.span.edtf and inner.span.edtf.endswith("X"):
        return decade_part(text, at, ctx)
    if inner.span.first is None:
        return Found(inner.end, unplaced("range"))
    return Found(inner.end, _nearest_part(text, m.end(), ctx, inner, tenths))


def _nearest_part(
    text: str, at: int, ctx: Context, inner: Found, tenths: tuple[float, float]
) -> Interval:
    """The part meant: in early May, past, "late May" is that of the year before."""
    cut, whole = slice_of(inner.span, tenths), inner.span
    recurs = longest(text, at, Context(None), _RECURRING)
    if not (recurs and recurs.end == inner.end and recurs.span.first is None) or ctx.anchor is None:
        return cut
    if "year" in text[at : inner.end] or cut.first is None or whole.first is None:
        return cut
    if ctx.tense != "future" and cut.first > ctx.anchor:
        moved = replace(ctx, anchor=relative.shift(whole.first, "day", -1))
    elif ctx.tense == "future" and cut.last and cut.last <= ctx.anchor and whole.last:
        moved = replace(ctx, anchor=whole.last)
    else:
        return cut
    again = longest(text, at, moved, _RECURRING)
    return slice_of(again.span, tenths) if again else cut


def _years_end(text: str, at: int, ctx: Context) -> Found | None:
    m = _YEARS_END.match(text, at)
    if not m:
        return None
    if ctx.anchor is None:
        return Found(m.end(), unplaced("range"))
    whole = relative.calendar_unit(m["u"].lower(), ctx.anchor, 0)
    return Found(m.end(), slice_of(whole, vocabulary().parts["end of"]))


def part_of_day(text: str, at: int, ctx: Context) -> Found | None:
    """ "Thursday night", "dawn on Friday", "the night of 9 October", "late on Friday"."""
    patterns = _patterns()
    lead = patterns["of_day"].match(text, at) or patterns["hour"].match(text, at)
    inner = longest(text, lead.end() if lead else at, ctx, DAYS)
    if not inner or inner.span.grain not in ("day", "part-of-day") or inner.kind != "date":
        return None
    tail = patterns["day_part"].match(text, inner.end)
    if not lead and not tail:
        return None
    end = tail.end() if tail else inner.end
    span = replace(inner.span, grain="part-of-day")
    return Found(end, relative.into_morning(span) if _NIGHT.search(text, at, end) else span)


def years(text: str, at: int, _ctx: Context) -> Found | None:
    """ "2011-2014", "2011–14"."""
    m = _YEARS.match(text, at)
    if not m or (at and text[at - 1] in "-/.$€£"):
        return None
    low = int(m["a"])
    high = int(m["b"]) if len(m["b"]) == 4 else low // 100 * 100 + int(m["b"])
    if len(m["b"]) == 2 and "-" in m[0] and high != low + 1 and int(m["b"]) <= 12:
        return None  # a month in ISO form
    if not low < high <= low + 200:
        return None
    return Found(m.end(), Interval(year_of(low).first, year_of(high).last, "range"))


def days_of_month(text: str, at: int, ctx: Context) -> Found | None:
    """ "2 to 5 October", "October 2-5", "9 and 10 October 2015"."""
    m = _DAY_TO_DAY.match(text, at)
    if m:
        last = absolute.day_and_month(text, m.end(), ctx)
        if last and last.span.first and ctx.anchor and ctx.tense != "future":
            ahead = max(0, last.span.first.day - int(m["d"]))  # begun by the anchor is enough
            moved = replace(ctx, anchor=relative.shift(ctx.anchor, "day", ahead))
            last = absolute.day_and_month(text, m.end(), moved)
        return _from_day(last.end, int(m["d"]), last.span) if last else None
    first = absolute.day_and_month(text, at, ctx)
    tail = _TO_DAY.match(text, first.end) if first else None
    if not first or not tail:
        return None
    span = first.span
    if span.first and tail["y"]:
        span = day(span.first.replace(year=int(tail["y"])))
    if span.first is None or not span.first.day < int(tail["d"]) <= 31:
        return None
    try:
        last_day = day(span.first.replace(day=int(tail["d"])))
    except ValueError:
        return None
    return Found(tail.end(), Interval(span.first, last_day.last, "range"))


def _from_day(end: int, number: int, last: Interval) -> Found | None:
    if last.first is None:
        return Found(end, unplaced("range"))
    if not 0 < number < last.first.day:
        return None
    return Found(end, Interval(last.first.replace(day=number), last.last, "range"))


def span_of(text: str, at: int, ctx: Context) -> Found | None:
    """ "from A to B", "between A and B", "A to B", "A and B" where B follows A at once."""
    between, lead = _BETWEEN.match(text, at), _FROM.match(text, at)
    start = between.end() if between else lead.end() if lead else at
    days = days_of_month(text, start, ctx)
    if days and (between or lead):
        return days
    first = longest(text, start, ctx, _PARTS)
    if not first:
        return None
    joint = (_AND if between else _UNTIL_OR_TO).match(text, first.end)
    close = None if joint or lead else _AND.match(text, first.end)
    joint = joint or close
    if not joint:
        return _onward(text, first) if lead else None
    last = longest(text, joint.end(), ctx, _PARTS)
    if not last:
        return None
    low, high = _both(text, start, joint.end(), ctx)
    if low.last is None or high.first is None or low.first is None:
        return None if close else Found(last.end, unplaced("range"))
    if close and low.last != high.first:
        return None
    if high.last is None or low.first >= high.last:
        return None
    return Found(last.end, Interval(low.first, high.last, "range"))


def _both(text: str, start: int, second: int, ctx: Context) -> tuple[Interval, Interval]:
    """Both ends, each read against the other where one leaves the year or month to it."""
    adrift = Context(None)
    low, high = (longest(text, at, adrift, _PARTS) for at in (start, second))
    if low and low.span.first and not (high and high.span.first):
        after = replace(ctx, anchor=low.span.first, tense="future")
        later = longest(text, second, after, _PARTS)
        return low.span, later.span if later else unplaced("range")
    last = longest(text, second, ctx, _PARTS)
    if not last or last.span.first is None:
        return unplaced("range"), unplaced("range")
    before = replace(ctx, anchor=last.span.first, tense="past")
    first = longest(text, start, before, _PARTS)
    return first.span if first else unplaced("range"), last.span


def _onward(text: str, first: Found) -> Found | None:
    tail = _ONWARD.match(text, first.end)
    return Found(tail.end(), since(first.span)) if tail else None


def since_when(text: str, at: int, ctx: Context) -> Found | None:
    """A state that began and goes on: "since March", "for 57 years since 1958"."""
    m = _SINCE_THEN.match(text, at)
    if m:
        return Found(m.end(), since(ctx.around or unplaced("range")))
    m = _SINCE.match(text, at)
    if m:
        past = replace(ctx, tense="past")
        inner = longest(text, m.end(), past, (relative.ago, *_PARTS))
        return Found(inner.end, since(inner.span)) if inner else None
    if _FOR_SINCE.match(text, at):
        length = relative.lasting(text, at, ctx)
        gap = re.compile(r"\s+").match(text, length.end) if length else None
        return since_when(text, gap.end(), ctx) if gap and _SINCE.match(text, gap.end()) else None
    return None


def for_past(text: str, at: int, ctx: Context) -> Found | None:
    """ "for the past year": open at its end."""
    m = _FOR_PAST.match(text, at)
    if not m or not m[0].lower().startswith("for"):
        return None
    inner = relative.window(text, m.end(), ctx)
    return Found(inner.end, since(inner.span), "duration") if inner else None


def until_when(text: str, at: int, ctx: Context) -> Found | None:
    """ "until May": open at its beginning, over when the period named is over.

    "Until the following evening" begins with the day spoken of.
    """
    hour = _UNTIL_HOUR.match(text, at)
    if hour:
        return _until_hour(hour, ctx)
    m = _UNTIL.match(text, at)
    if m and (day_told := _until_weekday(text, m.end(), ctx)):
        return day_told
    inner = longest(text, m.end(), ctx, (relative.named_part, *_PARTS)) if m else None
    if not m or not inner:
        return None
    told = ctx.reference if relative.named_part(text, m.end(), ctx) else None
    grain: Grain = "range" if told else "open"
    return Found(inner.end, Interval(told, inner.span.last, grain, inner.span.approx))


def _until_hour(m: re.Match[str], ctx: Context) -> Found:
    """ "Until dawn": from the day told into the next one; "until nightfall": that day."""
    if ctx.reference is None:
        return Found(m.end(), unplaced("part-of-day"))
    last = relative.shift(ctx.reference, "day", 2 if m["m"] else 1)
    return Found(m.end(), Interval(ctx.reference, last, "part-of-day"))


def _until_weekday(text: str, at: int, ctx: Context) -> Found | None:
    """ "Until Monday" in a story of long ago: from the day told up to the Monday after it."""
    if ctx.reference is None or ctx.anchor is None or ctx.tense == "future":
        return None
    if relative.shift(ctx.reference, "week", 1) >= ctx.anchor:
        return None
    told = replace(ctx, anchor=relative.shift(ctx.reference, "day", 1), tense="future")
    inner = absolute.weekday(text, at, told)
    if inner is None or inner.span.first is None:
        return None
    return Found(inner.end, Interval(ctx.reference, inner.span.first, "range"))


def deadline(text: str, at: int, ctx: Context) -> Found | None:
    """ "by the end of 2014": the period named; for the future, all from the anchor to its end."""
    m = _BY.match(text, at)
    inner = longest(text, m.end(), ctx, _PARTS) if m else None
    if not inner or inner.kind != "date":
        return None
    return _due(inner, inner.span.last, ctx)


def _due(inner: Found, last: date | None, ctx: Context) -> Found:
    """A deadline; when it lies ahead, all from the anchor up to ``last``."""
    span = inner.span
    if ctx.tense == "future" and ctx.anchor and last and last > ctx.anchor:
        span = Interval(ctx.anchor, last, "range", span.approx)
    return Found(inner.end, span, "deadline")


def edge(text: str, at: int, ctx: Context) -> Found | None:
    """ "before 2011", "after Friday": open at one end; not "after Friday's attack".

    "Before dawn on Sunday" is Sunday.
    """
    m = _EDGE.match(text, at)
    inner = longest(text, m.end(), ctx, _PARTS) if m else None
    if not m or not inner or not _EDGE_END.match(text, inner.end):
        return None
    if inner.span.grain == "part-of-day" and ctx.tense != "future":
        return Found(inner.end, inner.span)
    if m["w"].lower() == "after":
        return Found(inner.end, Interval(inner.span.last, None, "open", inner.span.approx))
    if _AT_END.match(text[m.end() : inner.end]):
        return _due(inner, inner.span.last, ctx)
    if ctx.tense == "future":
        return _due(inner, inner.span.first, ctx)
    return Found(inner.end, Interval(None, inner.span.first, "open", inner.span.approx))


def decade_part(text: str, at: int, ctx: Context) -> Found | None:
    """ "the early 1980s", "mid-1990s"."""
    m = _patterns()["part"].match(text, at)
    inner = absolute.decade(text, m.end(), ctx) if m else None
    if not m or not inner or not inner.span.first:
        return None
    low, high = (round(10 * t) for t in vocabulary().parts[fold(m["p"])])
    first = inner.span.first.year
    begin, end = year_of(first + low), year_of(first + max(high, low + 1) - 1)
    return Found(inner.end, Interval(begin.first, end.last, "range", approx=True))


DAYS: tuple[Rule, ...] = (
    absolute.numeric,
    absolute.day_and_month,
    absolute.weekday,
    absolute.holiday,
    relative.deictic,
)
PERIODS: tuple[Rule, ...] = (
    *DAYS,
    absolute.month,
    absolute.season,
    absolute.year,
    absolute.decade,
    absolute.day_of_month,
    relative.unit,
)
_RECURRING: tuple[Rule, ...] = (absolute.month, absolute.season)
_PARTS: tuple[Rule, ...] = (part_of, part_of_day, *PERIODS)
RULES: tuple[Rule, ...] = (
    *PERIODS,
    relative.named_part,
    relative.told_hour,
    relative.window,
    relative.ago,
    relative.later,
    relative.within,
    relative.ahead,
    relative.lasting,
    relative.repeated,
    part_of,
    part_of_day,
    years,
    days_of_month,
    span_of,
    since_when,
    for_past,
    until_when,
    deadline,
    edge,
)
