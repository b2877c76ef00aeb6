"""Pairs quotation marks, so that a quotation can be followed over sentences and paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contested.accounts.model import Account

_MARK = re.compile("[“”„«»\"‘’']")
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

    A paragraph that opens a quotation and does not close it is quoted to its end; when the next
    one opens again, that one continues it (the convention of the press). A stray mark at the end
    of a paragraph opens nothing.
    """
    out: list[Quote] = []
    pending = False
    for start, end in _paragraphs(account):
        found = pair_quotes(account.text, start, end)
        if found and pending and not account.text[start : found[0].start].strip():
            found = [Quote(found[0].start, found[0].end, True, found[0].closed), *found[1:]]
        pending = bool(found) and not found[-1].closed
        out += found
    return tuple(out)


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
    """Outermost quotations in ``text[start:end]``, one paragraph."""
    out: list[Quote] = []
    opened: tuple[int, bool] | None = None  # where, and whether by a single mark
    for mark in _MARK.finditer(text, start, end):
        at, single = mark.start(), mark.group() in _SINGLE
        if opened is None:
            if _opens(text, at, start, end) and (not single or _closes_later(text, at, end)):
                opened = (at, single)
        elif single == opened[1] and _closes(text, at, end):
            out.append(Quote(opened[0], at + 1))
            opened = None
    if opened is not None and end - opened[0] > 2:
        out.append(_unclosed(text, opened[0], end))
    return out


def _unclosed(text: str, at: int, end: int) -> Quote:
    """A quotation without its closing mark: to the paragraph's end, or to a mark of another style
    that ends a sentence ("“Go.’ He left")."""
    wrong = re.compile("[.!?,][’']\\s").search(text, at, end)
    return Quote(at, wrong.start() + 2) if wrong else Quote(at, end, closed=False)


def _opens(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if after.isspace() or (text[at] in "’" and after.isalpha() and before.isalnum()):
        return False
    facing = _FACING.get(text[at])
    if facing is not None and before not in _OPENS_AFTER:
        return facing and not before.isalnum()
    return text[at] != "’" and facing is not False and before in _OPENS_AFTER


def _closes(text: str, at: int, end: int) -> bool:
    """Whether the mark can close: a word or its punctuation before it, none after it.

    Wrongly facing marks (“so“) close too when they stand where only a closing mark can.
    """
    before = text[at - 1]
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in "”»":
        return True
    return not before.isspace() and not after.isalnum() and before not in "([{"


def _closes_later(text: str, at: int, end: int) -> bool:
    """Whether a single mark is an opening one and not an apostrophe: a closing one follows."""
    limit = min(end, at + 400)
    marks = (m.start() for m in re.compile("[’']").finditer(text, at + 2, limit))
    return any(_closes(text, m, end) and text[m - 1] != "s" for m in marks)


class QuoteIndex:
    """Finds the quotation an offset lies in."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self.quotes = tuple(quotes)
        self._starts = [q.start for q in self.quotes]

    def at(self, offset: int) -> int | None:
        """Index of the quotation that holds ``offset``, or None."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.quotes[i].end else None
