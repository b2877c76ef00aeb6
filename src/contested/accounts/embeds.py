"""Posts of social media inside an account: the text, and the line that names handle and date."""

import re
from dataclasses import replace

from contested.accounts.cues import Cues
from contested.accounts.dateline import only_date
from contested.accounts.model import Voice
from contested.accounts.pieces import Piece, cut

_STAMP = 200  # characters at the end of a line in which an attribution is looked for
_LINES = 6  # a run of more lines than this is the article itself, not one post
Post = tuple[Voice, str | None]  # whose post it is and its own ISO date


def mark_embeds(text: str, pieces: list[Piece], cues: Cues) -> list[Piece]:
    """Turn each line that names handle and date into a byline and its post into an embed.

    The line stands below its post ("— Name (@handle) date") or above it ("@handle, date"). A post
    that passes another one on ("RT @handle: …") speaks with that handle, inside its own.
    """
    threaded = _mark_threads(text, pieces, cues)
    marked = _mark_attributed(text, threaded, cues)
    return [part for piece in marked for part in _passed_on(text, piece, cues)]


def _mark_attributed(text: str, pieces: list[Piece], cues: Cues) -> list[Piece]:
    out: list[Piece] = []
    sizes = _group_sizes(pieces)
    for piece in pieces:
        found = _attribution(text, piece, cues)
        if found is None:
            out.append(piece)
            continue
        match, at = found
        post = (_voice(match, at), only_date(match["rest"]))
        start = at + match.start() + len(match.group()) - len(match.group().lstrip())
        *before, stamp = cut(text, piece, [(start, start)])
        if before:
            out.append(_embed(before[0], post))
        else:
            _embed_previous(out, piece, sizes, post)
        out.append(replace(stamp, kind="byline", date=post[1]))
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


def _mark_threads(text: str, pieces: list[Piece], cues: Cues) -> list[Piece]:
    """Posts below their stamps: each reaches to the next stamp or the end of its run of lines."""
    out: list[Piece] = []
    post: Post | None = None
    group = -1
    for piece in pieces:
        stamp = _stamp(text, piece, cues)
        if stamp is not None:
            post, group = stamp, piece.group
            out.append(replace(piece, kind="byline", date=post[1]))
        elif post and piece.kind == "body" and piece.group == group:
            out.append(_embed(piece, post))
        else:
            post = None
            out.append(piece)
    return out


def _stamp(text: str, piece: Piece, cues: Cues) -> Post | None:
    if piece.kind != "body" or piece.end - piece.start > _STAMP:
        return None
    for pattern in cues.stamps:
        match = pattern.fullmatch(text[piece.start : piece.end])
        if match and (date := only_date(match["rest"])):
            return _voice(match, piece.start), date
    return None


def _passed_on(text: str, piece: Piece, cues: Cues) -> list[Piece]:
    if piece.kind != "embed" or piece.voice is None:
        return [piece]
    match = cues.passed_on.match(text[piece.start : piece.end])
    if match is None or piece.start + match.end() >= piece.end:
        return [piece]
    head, rest = cut(text, piece, [(piece.start + match.end(), piece.start + match.end())])
    voice = replace(_voice(match, piece.start), cue=match["cue"])
    outer = (*piece.outer, piece.voice)
    return [
        replace(head, kind="byline", voice=None),
        replace(rest, voice=voice, outer=outer),
    ]


def _voice(match: re.Match[str], offset: int) -> Voice:
    start, end = match.span("handle")
    return Voice(match["handle"], offset + start, offset + end, "person")


def _embed(piece: Piece, post: Post) -> Piece:
    return replace(piece, kind="embed", voice=post[0], date=post[1])


def _embed_previous(out: list[Piece], stamp: Piece, sizes: dict[int, int], post: Post) -> None:
    """Mark the pieces before a lone attribution: its own short run of lines, or the one above."""
    if not out or out[-1].kind != "body" or out[-1].mark in ("title", "heading"):
        return
    mark, group = out[-1].mark, out[-1].group
    several = mark == "quote" if stamp.mark == "quote" else sizes[group] <= _LINES
    index = len(out) - 1
    out[index] = _embed(out[index], post)
    while several and index > 0 and out[index - 1].kind == "body" and out[index - 1].mark == mark:
        index -= 1
        if mark != "quote" and out[index].group != group:
            break
        out[index] = _embed(out[index], post)


def _group_sizes(pieces: list[Piece]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for piece in pieces:
        sizes[piece.group] = sizes.get(piece.group, 0) + 1
    return sizes
