"""Where a text speaks of time, and which days it means."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from contested.dates.absolute import day_and_month, numeric
from contested.dates.composite import RULES
from contested.dates.intervals import Grain, Interval, Tense, day, edtf_of
from contested.dates.reading import Context, Found, Kind, longest
from contested.dates.vocabulary import either, fold, vocabulary

_WORD = re.compile(r"\d+(?:st|nd|rd|th|er|s)?(?![^\W\d_])|\d+|[^\W\d_]+")
_BREAK = re.compile(r"\n\s*\n")
_GAP = re.compile(r"[\s,.'’/–—-]{0,4}\Z")
_BACK = 9  # words before a date word with which its expression may begin
_PREPOSITION = re.compile(r"(?:in|on|at|over|during|throughout|from|of)\s+", re.I)
_SENTENCE = re.compile(r"[.!?;]\s|\n")
_CLAUSE = 120  # characters before an expression in which its tense is looked for
_STOPS = (",", ".", ";", ":", "!", "?", ")", "")
_FINAL = re.compile(r"[\s.,;:!?]*\Z")
_UNIT_WORDS = (
    "hour hours day days night nights week weeks weekend fortnight month months year years decade "
    "decades ago yesterday today tonight tomorrow overnight"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """An expression of time: ``text`` is verbatim at ``[start, end)`` of the text searched.

    ``first``/``last`` are ISO dates of the half-open interval ``[first, last)``. ``last`` alone is
    None for a state that goes on, ``first`` alone for one of unknown beginning ("until May");
    both are None when the words cannot be placed (no anchor, ``9/10/2015``, "three weeks", sets),
    and ``edtf`` is then empty. Otherwise ``edtf`` is EDTF level 1 (ISO 8601-2).
    """

    start: int
    end: int
    text: str
    first: str | None
    last: str | None
    edtf: str
    grain: Grain
    kind: Kind


def find_dates(
    text: str,
    anchor: str | None,
    tense: Tense = "past",
    reference: str | None = None,
    around: DateSpan | None = None,
) -> tuple[DateSpan, ...]:
    """All expressions of time in ``text``, in order, not overlapping, longest first.

    ``anchor`` is the ISO date of publication; ``tense`` that of the verb, which decides between
    the last and the next Friday. "present" leaves it to the words before the expression in its
    sentence ("will", "scheduled", …), the past where none speaks of the future. ``reference`` is
    the day spoken of before ("two days later"), ``around`` the last period of any length ("the
    following year"); what is found in the text becomes the reference of what follows. Plain
    "in", "on", "at", "during" are left out of the span, but before a part of the day that stands
    alone ("at noon"); "since", "by", "until", "from … to" are part of it.
    Raises ValueError when ``anchor`` or ``reference`` is not an ISO date.
    """
    ctx = _context(anchor, tense, reference)
    if around is not None and around.first and around.last:
        told = Interval(_iso(around.first), _iso(around.last), around.grain)
        ctx = replace(ctx, around=told)
    spans: list[DateSpan] = []
    done = 0  # every offset before it has been tried or lies in a span
    for starts in _candidates(text):
        for at in starts:
            found = _within(text, at, _local(text, at, ctx)) if at >= done else None
            done = max(done, found.end if found else at + 1)
            if found:
                spans.append(_span(text, at, found))
                ctx = _moved(ctx, found)
                break
    return tuple(spans)


def parse_date_expression(
    text: str, anchor: str | None, tense: Tense = "past", reference: str | None = None
) -> DateSpan | None:
    """The reading of ``text`` when the whole of it is one expression of time, else None."""
    ctx = _context(anchor, tense, reference)
    at = len(text) - len(text.lstrip())
    found = longest(text, at, ctx, RULES)
    if not found or not _FINAL.match(text, found.end):
        led = _PREPOSITION.match(text, at)
        at = led.end() if led else at
        found = longest(text, at, ctx, RULES) if led else None
    return _span(text, at, found) if found and _FINAL.match(text, found.end) else None


def parse_full_date(text: str) -> str | None:
    """The first date in ``text`` that states day, month and year beyond doubt, as ISO; else None.

    ``9/10/2015`` is in doubt; ``25/10/2015`` and ``09.10.2015`` (day first) are not.
    """
    for word in _WORD.finditer(text):
        if not (word[0][0].isdigit() or fold(word[0]) in _core()):
            continue
        found = longest(text, word.start(), Context(None), (numeric, day_and_month))
        if found and found.span.grain == "day" and found.span.first:
            return found.span.first.isoformat()
    return None


def _candidates(text: str) -> list[tuple[int, ...]]:
    """For each date word the offsets where an expression around it may begin, leftmost first."""
    core, lead = _core(), _lead()
    out: list[tuple[int, ...]] = []
    run: list[int] = []
    before = 0
    for word in _WORD.finditer(text):
        start, said = word.start(), word[0]
        if run and not _GAP.match(text[before:start]):
            run = []
        before = word.end()
        if said[0].isdigit():
            run.append(start)
            if len(said) >= 4 or said[-1] in "dht" or text[before : before + 1] in ("/", "-", "."):
                out.append(tuple(run[-_BACK:]))
            continue
        said = said.lower()
        alone = said == "since" and text[before : before + 1] in _STOPS  # "fled the city since"
        if alone or said in core or fold(said) in core:
            run.append(start)
            out.append(tuple(run[-_BACK:]))
        elif said in lead:
            run.append(start)
        else:
            run = []
    return out


def _within(text: str, at: int, ctx: Context) -> Found | None:
    """The longest reading at ``at`` that stays in its paragraph."""
    found = longest(text, at, ctx, RULES)
    gap = _BREAK.search(text, at, found.end) if found else None
    return longest(text[: gap.start()], at, ctx, RULES) if gap else found


def _local(text: str, at: int, ctx: Context) -> Context:
    """In the present tense, the future when the sentence has a word for it before ``at``."""
    if ctx.tense != "present" or ctx.anchor is None:
        return ctx
    before = _SENTENCE.split(text[max(0, at - _CLAUSE) : at])[-1]
    if _behind().search(before) or not _ahead().search(before):
        return ctx
    return replace(ctx, tense="future")


@cache
def _behind() -> re.Pattern[str]:
    past = either(vocabulary().words["past"])
    return re.compile(rf"(?<![^\W_]){past}\s+(?:(?:on|in|at|late|early)\s+)*\Z", re.I)


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){either(vocabulary().words['future'])}(?!\w)", re.I)


@cache
def _core() -> frozenset[str]:
    words = vocabulary()
    named = {*words.months, *words.weekdays, *words.seasons, *words.holidays}
    first = {w.split()[0].split("'")[0] for w in named}
    plural = {f"{w.lower()}s" for w in words.english_weekdays}
    days = set(words.words["parts_of_day"]) | set(words.words["hours"])
    days |= {w.split("-")[-1] for w in words.words["ordinals"]} | {"then"}
    return frozenset(first | plural | days | set(_UNIT_WORDS.split())) - {"new", "the"}


@cache
def _lead() -> frozenset[str]:
    words = vocabulary()
    counts = {part for n in words.numbers for part in n.replace("-", " ").split()}
    return frozenset(counts | set(words.words["lead"]))


def _span(text: str, start: int, found: Found) -> DateSpan:
    span = found.span
    return DateSpan(
        start=start,
        end=found.end,
        text=text[start : found.end],
        first=span.first.isoformat() if span.first else None,
        last=span.last.isoformat() if span.last else None,
        edtf=edtf_of(span),
        grain=span.grain,
        kind=found.kind,
    )


def _moved(ctx: Context, found: Found) -> Context:
    """A day just found is what "the next day" counts from, a year "the following year"."""
    span = found.span
    if found.kind != "date" or not span.first or not span.last:
        return ctx
    if span.grain in ("day", "part-of-day"):
        return replace(ctx, reference=span.first, around=span)
    return replace(ctx, around=span, year=span.first.year if span.grain == "year" else ctx.year)


def _context(anchor: str | None, tense: Tense, reference: str | None) -> Context:
    told = _iso(reference)
    return Context(_iso(anchor), tense, told, day(told) if told else None)


def _iso(when: str | None) -> date | None:
    return date.fromisoformat(when) if when else None
