"""Pairs quotation marks, so that a quotation can be followed over sentences and paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from contested.accounts.model import Account

_MARK = re.compile("’’|''|[“”„«»\"‘’']")  # two single marks stand for a double one
_CLOSING_SINGLE = re.compile("[’']")
_WRONG_CLOSE = re.compile("[.!?,][’']\\s")
_SENTENCE_END = re.compile("(?:[.!?]|…(?!\\s*[a-z]))[’'\")\\]]*(?=\\s|$)")
_OPENS_AFTER = frozenset(" \t\n\r\u00a0([{—–-/…:,“\"‘'")
_SINGLE = frozenset("‘’'")
_FACING = {"“": True, "„": True, "«": True, "”": False, "»": False}


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation within one paragraph: half-open offsets, marks included.

    ``continues``: it takes up the quotation that the paragraph before left open.
    ``closed``: its closing mark stands in this paragraph.
    """

    start: int
    end: int
    continues: bool = False
    closed: bool = True


def quotes_of(account: Account) -> tuple[Quote, ...]:
    """Outermost quotations of every paragraph of the passages that yield claims, in text order.

    A paragraph that opens a quotation and does not close it is quoted to its end when the next
    one opens again and so continues it (the convention of the press). Where none continues it the
    closing mark was forgotten, and the quotation ends with its sentence.
    """
    out: list[Quote] = []
    for start, end in _paragraphs(account):
        found = pair_quotes(account.text, start, end)
        opens = bool(found) and not account.text[start : found[0].start].strip()
        if out and not out[-1].closed:
            if opens:
                found[0] = replace(found[0], continues=True)
            else:
                out[-1] = _bounded(account.text, out[-1])
        out += found
    if out and not out[-1].closed:
        out[-1] = _bounded(account.text, out[-1])
    return tuple(out)


def _bounded(text: str, quote: Quote) -> Quote:
    """A quotation that nothing closes: to a mark of another style ("“Go.’ He left") or to the end
    of its first sentence."""
    wrong = _WRONG_CLOSE.search(text, quote.start, quote.end)
    if wrong:
        return replace(quote, end=wrong.start() + 2, closed=True)
    stop = _SENTENCE_END.search(text, quote.start + 1, quote.end)
    return replace(quote, end=stop.end() if stop else quote.end, closed=True)


def _paragraphs(account: Account) -> Iterator[tuple[int, int]]:
    for passage in account.passages:
        if not passage.yields_claims:
            continue
        start = passage.start
        for line in account.text[passage.start : passage.end].split("\n"):
            if line.strip():
                yield start, start + len(line)
            start += len(line) + 1


def pair_quotes(text: str, start: int, end: int) -> list[Quote]:
    """Outermost quotations in ``text[start:end]``, one paragraph.

    A second opening mark at the start of a sentence continues the quotation: paragraphs that were
    run together keep the marks they began with.
    """
    out: list[Quote] = []
    opened: tuple[int, bool] | None = None  # where, and whether by a single mark
    carried = False
    for mark in _MARK.finditer(text, start, end):
        at, single = mark.start(), mark.group() in _SINGLE
        opening = _opens(text, at, start, end)
        if opened is None:
            if opening and (not single or _closes_later(text, at, end)):
                opened, carried = (at, single), False
        elif single == opened[1] and not single and opening and _new_sentence(text, at):
            out.append(Quote(opened[0], len(text[:at].rstrip()), carried, closed=False))
            opened, carried = (at, single), True
        elif single == opened[1] and _closes(text, at, mark.end(), end):
            out.append(Quote(opened[0], mark.end(), carried))
            opened = None
    if opened is not None and end - opened[0] > 2:
        out.append(Quote(opened[0], end, carried, closed=False))
    return out


def _new_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at]
    return before[-1:].isspace() and before.rstrip()[-1:] in (".", "!", "?", "…")


def _opens(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if after.isspace() or (text[at] in "’" and after.isalpha() and before.isalnum()):
        return False
    facing = _FACING.get(text[at])
    if facing is not None and before not in _OPENS_AFTER:
        return facing and not before.isalnum()
    return text[at] != "’" and facing is not False and before in _OPENS_AFTER


def _closes(text: str, at: int, after_mark: int, end: int) -> bool:
    """Whether the mark can close: a word or its punctuation before it, none after it.

    Wrongly facing marks (“so“) close too when they stand where only a closing mark can.
    """
    before = text[at - 1]
    after = text[after_mark] if after_mark < end else " "
    if text[at] in "”»":
        return True
    return not before.isspace() and not after.isalnum() and before not in "([{"


def _closes_later(text: str, at: int, end: int) -> bool:
    """Whether a single mark is an opening one and not an apostrophe: a closing one follows."""
    limit = min(end, at + 400)
    marks = (m.start() for m in _CLOSING_SINGLE.finditer(text, at + 2, limit))
    return any(_closes(text, m, m + 1, end) and text[m - 1] != "s" for m in marks)


class QuoteIndex:
    """Finds the quotation an offset lies in."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self.quotes = tuple(quotes)
        self._starts = [q.start for q in self.quotes]

    def at(self, offset: int) -> int | None:
        """Index of the quotation that holds ``offset``, or None."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.quotes[i].end else None
