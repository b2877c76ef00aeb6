"""How far a piece of another outlet reaches."""

import re
from collections import Counter
from dataclasses import dataclass

from contested.accounts.cues import Cues
from contested.accounts.intros import QUOTE_MARKS, Intro, find_intro, is_outlet
from contested.accounts.pieces import Piece

_WORDS = re.compile(r"[\w’']+")
_CAPITAL = re.compile(r"\b[A-Z][\w-]{2,}")
_SMALL = re.compile(r"\b[a-z][\w-]+")
_QUOTED = re.compile(r"[“\"][^”\"]*(?:[”\"]|$)")
_NEAR = 60  # pieces before an introduction in which the account's own names are looked for
_SPEECH = ("body", "quote", "title", "excerpt")


@dataclass(frozen=True, slots=True)
class Extent:
    """An introduction and the pieces around it; ``start`` is the first piece it introduces."""

    text: str
    pieces: list[Piece]
    start: int
    intro: Intro

    def line(self, index: int) -> str:
        """The text of one piece."""
        return self.text[self.pieces[index].start : self.pieces[index].end]


def end_of_excerpt(extent: Extent, cues: Cues) -> tuple[int, int]:
    """Half-open range of the pieces that the introduction covers.

    In this order: what a block quote marks, a "Source:" or dateline at the head of everything, a
    "Source:" at the foot, the words "continue reading", and else where the account resumes.
    """
    start, last = extent.start, len(extent.pieces)
    if start < last and extent.pieces[start].mark == "quote":
        return start, _while_quote(extent)
    if extent.intro.form == "dateline":
        return start, last
    if extent.intro.form == "source":
        return _source_range(extent, cues)
    last = _next_intro(extent, cues)
    if start < last and extent.line(start).startswith(QUOTE_MARKS):
        return start, _while_quoted(extent, last)
    marked = _end_mark(extent, last, cues)
    if marked is not None:
        return start, marked
    resumed = _resumption(extent, last, cues)
    if resumed is None and extent.intro.form == "sentence":
        return start, start + 1
    return start, last if resumed is None else resumed


def _next_intro(extent: Extent, cues: Cues) -> int:
    """The piece that introduces another voice, or the end of the account."""
    for index in range(extent.start + 1, len(extent.pieces)):
        if find_intro(extent.text, extent.pieces, index, cues) is not None:
            return index
    return len(extent.pieces)


def _while_quote(extent: Extent) -> int:
    index = extent.start
    while index < len(extent.pieces) and extent.pieces[index].mark == "quote":
        index += 1
    return index


def _while_quoted(extent: Extent, last: int) -> int:
    """Paragraphs that each open with a quotation mark, as one long quotation does."""
    index = extent.start
    while index < last and (
        extent.pieces[index].kind == "boilerplate" or extent.line(index).startswith(QUOTE_MARKS)
    ):
        index += 1
    return index


def _source_range(extent: Extent, cues: Cues) -> tuple[int, int]:
    """What a source line covers: all below at the head, all above at the foot."""
    live = [i for i, p in enumerate(extent.pieces) if p.kind in (*_SPEECH, "turn", "embed")]
    body = [i for i in live if extent.pieces[i].kind != "title"]
    if not any(i >= extent.start for i in live):
        known = is_outlet(extent.intro.voice.mention, cues)  # else it credits a chart or figures
        return (0, extent.start) if known else (extent.start, extent.start)
    if not any(i < extent.start for i in body):
        return extent.start, len(extent.pieces)
    before = extent.start - 2
    if before >= 0 and extent.pieces[before].mark == "quote":
        while before >= 0 and extent.pieces[before].mark == "quote":
            before -= 1
        return before + 1, extent.start
    return extent.start, _resumption(extent, len(extent.pieces), cues) or extent.start + 1


def _end_mark(extent: Extent, last: int, cues: Cues) -> int | None:
    """The piece that says "continue reading" before any other voice sets in."""
    for index in range(extent.start, last):
        piece = extent.pieces[index]
        if piece.kind in ("turn", "embed"):
            return None
        if piece.kind == "boilerplate":
            line = extent.line(index)
            if any(pattern.search(line) for pattern in cues.end_patterns):
                return index
    return None


def _resumption(extent: Extent, last: int, cues: Cues) -> int | None:
    """The first piece in which the account takes up the word again, None when none is found."""
    own = _own_names(extent)
    said: set[str] = set()
    sentences = 0
    for index in range(extent.start, last):
        piece, line = extent.pieces[index], extent.line(index)
        if piece.kind in ("turn", "embed", "byline"):
            return index
        if piece.kind not in _SPEECH:
            continue
        resumes = _speaks_itself(line, cues) or _returns(line, own, said)
        if sentences and (resumes or piece.mark in ("heading", "title")):
            return index
        said.update(_CAPITAL.findall(line))
        sentences += "." in line
    return None


def _own_names(extent: Extent) -> Counter[str]:
    """Names in what the account itself said shortly before, with how often it used them.

    Words that also stand there in lower case only begin sentences and make no names.
    """
    before = range(max(0, extent.start - _NEAR), extent.start)
    lines = [extent.line(i) for i in before if extent.pieces[i].kind == "body"]
    small = {word for line in lines for word in _SMALL.findall(line)}
    names = (name for line in lines for name in _CAPITAL.findall(line))
    return Counter(name for name in names if name.lower() not in small)


def _speaks_itself(line: str, cues: Cues) -> bool:
    """First or second person outside quotation marks, or an opening that reports do not have."""
    unquoted = _QUOTED.sub(" ", line)
    found = {word.lower().replace("’", "'") for word in _WORDS.findall(unquoted)}
    found.discard("us" if re.search(r"\bUS\b", unquoted) else "")
    return bool(found & cues.personal) or cues.resumes.match(line) is not None


def _returns(line: str, own: Counter[str], said: set[str]) -> bool:
    """Several names that the account used before, one of them often, and the piece never did."""
    back = {name for name in set(_CAPITAL.findall(line)) - said if own[name]}
    return len(back) >= 3 and max(own[name] for name in back) >= 3
