"""Posts of social media inside an account: the text, and the line that names handle and date."""

import re
from dataclasses import replace

from contested.accounts.cues import Cues
from contested.accounts.dateline import only_date
from contested.accounts.model import Voice
from contested.accounts.pieces import Piece, cut

_STAMP = 200  # characters at the end of a line in which an attribution is looked for
_LINES = 6  # a run of more lines than this is the article itself, not one post


def mark_embeds(text: str, pieces: list[Piece], cues: Cues) -> list[Piece]:
    """Turn each attribution line into a byline and the post before it into an embed."""
    out: list[Piece] = []
    sizes = _group_sizes(pieces)
    for piece in pieces:
        found = _attribution(text, piece, cues)
        if found is None:
            out.append(piece)
            continue
        match, at = found
        voice = _voice(match, at)
        date = only_date(match["rest"])
        start = at + match.start() + len(match.group()) - len(match.group().lstrip())
        before, stamp = _split(text, piece, start)
        if before is not None:
            out.append(_embed(before, voice, date))
        else:
            _embed_previous(out, piece, sizes, (voice, date))
        out.append(replace(stamp, kind="byline", date=date))
    return out


def _attribution(text: str, piece: Piece, cues: Cues) -> tuple[re.Match[str], int] | None:
    """The attribution at the end of a piece and where it was looked for.

    What follows the handle must be a date or nothing.
    """
    if piece.kind != "body":
        return None
    at = max(piece.start, piece.end - _STAMP)
    for pattern in cues.embeds:
        match = pattern.search(text[at : piece.end])
        if match and (not match["rest"].strip() or only_date(match["rest"])):
            return match, at
    return None


def _voice(match: re.Match[str], offset: int) -> Voice:
    start, end = match.span("handle")
    return Voice(match["handle"], offset + start, offset + end, "person")


def _split(text: str, piece: Piece, at: int) -> tuple[Piece | None, Piece]:
    parts = cut(text, piece, [(at, at)])
    return (parts[0], parts[1]) if len(parts) == 2 else (None, parts[0])


def _embed(piece: Piece, voice: Voice, date: str | None) -> Piece:
    return replace(piece, kind="embed", voice=voice, date=date)


def _embed_previous(
    out: list[Piece], stamp: Piece, sizes: dict[int, int], post: tuple[Voice, str | None]
) -> None:
    """Mark the pieces before a lone attribution: its own short run of lines, or the one above."""
    if not out or out[-1].kind != "body" or out[-1].mark in ("title", "heading"):
        return
    mark, group = out[-1].mark, out[-1].group
    several = mark == "quote" if stamp.mark == "quote" else sizes[group] <= _LINES
    index = len(out) - 1
    out[index] = _embed(out[index], *post)
    while several and index > 0 and out[index - 1].kind == "body" and out[index - 1].mark == mark:
        index -= 1
        if mark != "quote" and out[index].group != group:
            break
        out[index] = _embed(out[index], *post)


def _group_sizes(pieces: list[Piece]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for piece in pieces:
        sizes[piece.group] = sizes.get(piece.group, 0) + 1
    return sizes
