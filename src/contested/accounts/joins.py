"""Paragraphs that a page broke in mid-sentence, made whole again."""

from dataclasses import replace

from contested.accounts.cues import Cues
from contested.accounts.lines import is_closed
from contested.accounts.pieces import Piece
from contested.accounts.titles import is_byline


def join_broken(text: str, pieces: list[Piece], cues: Cues) -> list[Piece]:
    """Join a line without a stop to the next one when that goes on in lower case.

    Pages that set a link or a name on a line of its own break sentences so.
    """
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if last and _goes_on(text, last, piece, cues):
            out[-1] = replace(last, end=piece.end, group=piece.group)
        else:
            out.append(piece)
    return out


def _goes_on(text: str, last: Piece, piece: Piece, cues: Cues) -> bool:
    if not (last.kind == piece.kind == "body" and last.mark == piece.mark == "plain"):
        return False
    line = text[piece.start : piece.end]
    if not line[0].islower() or piece.group - last.group > 1:
        return False
    ends = text[max(last.start, last.end - 40) : last.end]
    return not is_closed(ends) and not is_byline(line, cues)
