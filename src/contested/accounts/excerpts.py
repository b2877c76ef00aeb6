"""Pieces of another outlet inside an account: who is quoted, and from where to where."""

from dataclasses import replace

from contested.accounts.cues import Cues
from contested.accounts.extent import Extent, end_of_excerpt
from contested.accounts.intros import Intro, find_intro
from contested.accounts.own import Own
from contested.accounts.pieces import Piece, cut

QUOTED = ("body", "quote", "excerpt", "turn", "embed")  # the account's own title stays its own


def mark_excerpts(text: str, pieces: list[Piece], own: Own, cues: Cues) -> list[Piece]:
    """Find each introduction, cut it off, and give what it introduces the outlet's voice."""
    out = list(pieces)
    index = 0
    while index < len(out):
        intro = find_intro(text, out, index, cues)
        if intro is None or (intro.form == "dateline" and own.publisher is None):
            index += 1
            continue
        out, start = _cut_intro(text, out, index, intro)
        if not own.includes(intro.voice.mention):
            out = _give_voice(text, out, start, intro, cues)
        index = max(index + 1, start)
    return out


def _cut_intro(text: str, pieces: list[Piece], index: int, intro: Intro) -> tuple[list[Piece], int]:
    """Part the introducing words from the piece; returns where what they introduce begins."""
    piece = pieces[index]
    if not intro.own_words:
        return pieces, index + 1
    parts = [
        part.as_kind("byline") if part.start == intro.start else part
        for part in cut(text, piece, [(intro.start, intro.end)])
    ]
    at = next(i for i, part in enumerate(parts) if part.kind == "byline")
    start = index + (0 if intro.form == "headline" else at + 1)
    return [*pieces[:index], *parts, *pieces[index + 1 :]], start


def _give_voice(
    text: str, pieces: list[Piece], start: int, intro: Intro, cues: Cues
) -> list[Piece]:
    extent = Extent(text, pieces, start, intro)
    first, last = end_of_excerpt(extent, cues)
    return [
        _voiced(piece, intro) if first <= i < last and piece.kind in QUOTED else piece
        for i, piece in enumerate(pieces)
    ]


def _voiced(piece: Piece, intro: Intro) -> Piece:
    """The piece in the outlet's voice; speakers inside it keep theirs, with the outlet around."""
    voice, around = intro.voice, intro.outer
    if piece.kind in ("turn", "embed"):
        return replace(piece, outer=(*around, voice, *piece.outer))
    if piece.voice is not None:
        return replace(piece, voice=voice, outer=(*piece.outer, piece.voice, *around))
    return replace(piece, kind="excerpt", voice=voice, outer=around)
