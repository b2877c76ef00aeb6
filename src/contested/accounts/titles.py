"""Title, standfirst, byline, subheadings, repeated titles, link lists and captions."""

import re

from contested.accounts.cues import Cues, fold
from contested.accounts.dateline import full_dates
from contested.accounts.intros import source_line
from contested.accounts.lines import headline_like, is_closed, is_sentence, title_like, words
from contested.accounts.model import Appearance
from contested.accounts.pieces import Piece, cut

_TOP = 8  # how many pieces from the top (or the end) a byline may stand
_LONGEST = 300  # characters of a byline
_SPOKEN = re.compile(r"[\"“]?[A-Z][A-Z .'-]{0,30}:\s")  # a transcript that starts at once
_TITLE_WORDS = 20
_CAPTION_WORDS = 4
_DATELINE = re.compile(
    r"[A-Z][A-Z'’.-]+(?:[ ,]{1,2}[A-Z][\w'’.-]*){0,5}(?:,? [A-Za-z]{3,9}\.? \d{1,2}(?:, \d{4})?)?"
    r" ?\([A-Z][\w ./&-]{1,40}\) ?[—–-]{1,2}\s"
)


def mark_titles(text: str, pieces: list[Piece], known_as: Appearance, cues: Cues) -> list[Piece]:
    """Mark the title, what stands between it and the body, and every later repetition of it.

    ``known_as`` has title and publisher by manifest or page; they need not stand in the text.
    """
    title = known_as.title
    out = _mark_bylines(text, list(pieces), known_as.publisher, cues)
    first = _first_title(text, out, title)
    known = {fold(title)} if title else set()
    if first is not None:
        out[first] = out[first].as_kind("title")
        known.add(fold(text[out[first].start : out[first].end]))
    out = [
        piece.as_kind("boilerplate")
        if index != first and piece.kind == "body" and _repeats(text, piece, known)
        else piece
        for index, piece in enumerate(out)
    ]
    if first is not None:
        _mark_under_title(text, out, first)
    _mark_trailing(text, out)
    return _cut_dateline(text, out)


def mark_headings(text: str, pieces: list[Piece], cues: Cues) -> list[Piece]:
    """Subheadings as ``title``, captions as ``boilerplate``, once turns and excerpts are known."""
    out = []
    for piece in pieces:
        line = text[piece.start : piece.end]
        plain = piece.kind == "body" and piece.mark not in ("item", "quote")
        if plain and piece.mark == "plain" and _is_caption(line, cues):
            out.append(piece.as_kind("boilerplate"))
        elif plain and (piece.mark in ("title", "heading") or _is_subheading(line, piece)):
            out.append(piece.as_kind("title"))
        else:
            out.append(piece)
    return out


def _mark_bylines(text: str, pieces: list[Piece], publisher: str | None, cues: Cues) -> list[Piece]:
    live = [i for i, piece in enumerate(pieces) if piece.kind == "body"]
    for index in {*live[:_TOP], *live[-2:]}:
        line = text[pieces[index].start : pieces[index].end]
        masthead = index in live[:_TOP] and _is_masthead(line, publisher, cues)
        listed = index != live[0] and _is_listing(line, cues)
        if masthead or listed or is_byline(line, cues) or source_line(line, cues):
            pieces[index] = pieces[index].as_kind("byline")
    return pieces


def is_byline(line: str, cues: Cues) -> bool:
    """Whether a line only says who wrote, where or when."""
    if len(line) > _LONGEST or len(words(line)) > cues.byline_words:
        return False
    if any(pattern.match(line) for pattern in cues.bylines):
        return not is_sentence(line) or line[:3].lower() == "by "
    rest = _undated(line)
    return rest is not None and sum(c.isalpha() for c in rest) <= 12


def _undated(line: str) -> str | None:
    """A line without its full dates; None when it has none."""
    dates = full_dates(line)
    for start, end, _ in reversed(dates):
        line = line[:start] + line[end:]
    return line.strip("*_ ") if dates else None


def _is_listing(line: str, cues: Cues) -> bool:
    """Whether a short dated line holds names only, as in "Courier | Marn | 9 October 2015"."""
    if len(line) > _LONGEST or len(words(line)) > cues.byline_words:
        return False
    found = [word.strip("*_|,.()") for word in words(_undated(line) or "")]
    return bool(found) and all(word[:1].isupper() for word in found if len(word) > 3)


def _is_masthead(line: str, publisher: str | None, cues: Cues) -> bool:
    """The outlet's own name, stopped or dated, at the start of a short line."""
    if not publisher or len(line) > _LONGEST or len(words(line)) > cues.byline_words:
        return False
    name = " ".join(publisher.casefold().split()).removeprefix("the ")
    bare = line.strip("*_ ").casefold().removeprefix("the ")
    after = bare[len(name) :].lstrip()[:1] if bare.startswith(name) else ""
    return after in tuple(".|") or (after in tuple(",:–—-/") and bool(full_dates(line)))


def _first_title(text: str, pieces: list[Piece], title: str | None) -> int | None:
    live = [i for i, piece in enumerate(pieces) if piece.kind == "body"]
    if not live:
        return None
    for index in live[:3]:
        if title and fold(text[pieces[index].start : pieces[index].end]) == fold(title):
            return index
    first = live[0]
    line = text[pieces[first].start : pieces[first].end]
    if pieces[first].mark == "title":
        return first
    rest = (text[pieces[i].start : pieces[i].end] for i in live[1:])
    if not headline_like(line) or len(words(line)) > _TITLE_WORDS:
        return None
    if _SPOKEN.match(line) or _DATELINE.match(line[:150]):
        return None
    return first if any(is_closed(other) or is_sentence(other) for other in rest) else None


def _repeats(text: str, piece: Piece, known: set[str]) -> bool:
    """Whether a line is the title again, alone or with the outlet's name behind it."""
    line = fold(text[piece.start : piece.end])
    return any(
        len(title.split()) > 1
        and (line == title or (line.startswith(title) and _suffix(line[len(title) :])))
        for title in known
    )


def _suffix(rest: str) -> bool:
    return rest.lstrip()[:1] in ("|", "-", "–", "—", "«") and len(rest.split()) <= 6


def _mark_under_title(text: str, pieces: list[Piece], first: int) -> None:
    """One headline-like line under the title is its standfirst; several are links elsewhere."""
    run: list[int] = []
    for index in range(first + 1, len(pieces)):
        piece = pieces[index]
        line = text[piece.start : piece.end]
        if piece.kind == "body" and piece.mark != "item" and title_like(line):
            run.append(index)
        elif piece.kind == "body":
            break
    if len(run) == len([p for p in pieces[first + 1 :] if p.kind == "body"]):
        return
    for index in run:
        pieces[index] = pieces[index].as_kind("title" if len(run) == 1 else "boilerplate")


def _mark_trailing(text: str, pieces: list[Piece]) -> None:
    """Headline-like lines after the last sentence lead elsewhere."""
    end = len(pieces)
    while end > 0 and (
        pieces[end - 1].kind in ("boilerplate", "byline")
        or (pieces[end - 1].kind == "body" and _leads_elsewhere(text, pieces[end - 1]))
    ):
        end -= 1
    if end == 0 or pieces[end - 1].kind == "title":
        return
    for index in range(end, len(pieces)):
        if pieces[index].kind == "body":
            pieces[index] = pieces[index].as_kind("boilerplate")


def _leads_elsewhere(text: str, piece: Piece) -> bool:
    line = text[piece.start : piece.end]
    return piece.mark not in ("item", "quote") and title_like(line) and len(words(line)) <= 15


def _is_caption(line: str, cues: Cues) -> bool:
    found = words(line)
    if not title_like(line) and len(found) != 1:
        return False
    if line.rstrip().endswith(("?", "!", ".", ":", ",", "”", '"')):
        return False
    verbs = cues.headline_verbs.intersection(word.lower() for word in found)
    return len(found) <= _CAPTION_WORDS and not verbs


def _is_subheading(line: str, piece: Piece) -> bool:
    return piece.mark == "plain" and title_like(line) and len(words(line)) <= 15


def _cut_dateline(text: str, pieces: list[Piece]) -> list[Piece]:
    """Part "BEIRUT (Agency) —" from the first sentence that it stands before."""
    for index, piece in enumerate(pieces):
        if piece.kind != "body":
            continue
        match = _DATELINE.match(text, piece.start, min(piece.end, piece.start + 150))
        if match is None or match.end() >= piece.end:
            return pieces
        head, rest = cut(text, piece, [(match.end(), match.end())])
        return [*pieces[:index], head.as_kind("byline"), rest, *pieces[index + 1 :]]
    return pieces
