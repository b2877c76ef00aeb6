"""Lines that belong to the page, not to the account: share bars, subscriptions, link lists."""

from dataclasses import replace

from contested.accounts.cues import Cues, fold
from contested.accounts.lines import title_like
from contested.accounts.pieces import Piece, cut

_LONGEST = 400  # characters of a line of page furniture
_TAIL = 500  # characters at an account's end in which notes on it may stand


def mark_boilerplate(text: str, pieces: list[Piece], cues: Cues) -> list[Piece]:
    """Whole lines by their wording, and stretches inside lines, as ``boilerplate``."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.kind not in ("body", "embed"):
            out.append(piece)
        elif is_boilerplate(_line(text, piece), piece, cues):
            out.append(_furniture(piece))
        else:
            out.extend(_cut_inline(text, piece, cues))
    return _under_link_headings(text, _cut_tail(text, out, cues), cues)


def is_boilerplate(line: str, piece: Piece, cues: Cues) -> bool:
    """Whether a whole line is page furniture by its wording alone."""
    if piece.mark == "meta":
        return True
    folded = fold(line)
    if folded in cues.exact or not folded:
        return True
    if len(line) > _LONGEST or len(folded.split()) > cues.short or piece.mark == "title":
        return False
    if piece.kind == "embed" and not line.isupper():
        return False  # people post "Watch: …" and mean it
    lower = " ".join(line.casefold().split())
    if lower.startswith(cues.starts) or folded.startswith(cues.starts):
        return True
    if any(pattern.search(line) for pattern in cues.patterns):
        return True
    return cues.glued.fullmatch(line.strip(" |:·•-")) is not None


def _cut_inline(text: str, piece: Piece, cues: Cues) -> list[Piece]:
    line = text[piece.start : piece.end]
    spans = sorted(match.span() for pattern in cues.inline for match in pattern.finditer(line))
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if start < end and (not apart or piece.start + start >= apart[-1][1]):
            apart.append((piece.start + start, piece.start + end))
    inside = {start for start, _ in apart}
    parts = cut(text, piece, apart)
    return [
        _furniture(part)
        if part.start in inside or (inside and is_boilerplate(_line(text, part), part, cues))
        else part
        for part in parts
    ]


def _line(text: str, piece: Piece) -> str:
    return text[piece.start : piece.end]


def _furniture(piece: Piece) -> Piece:
    return replace(piece, kind="boilerplate", voice=None, date=None, outer=())


def _cut_tail(text: str, pieces: list[Piece], cues: Cues) -> list[Piece]:
    """Part the notes on author and article from the end of the last paragraph."""
    last = max((i for i, piece in enumerate(pieces) if piece.kind == "body"), default=None)
    if last is None:
        return pieces
    piece = pieces[last]
    at = max(piece.start, piece.end - _TAIL)
    found = [m.start() for p in cues.tails if (m := p.search(text, at, piece.end))]
    if not found or min(found) == piece.start:
        return pieces
    body, *notes = cut(text, piece, [(min(found), min(found))])
    return [*pieces[:last], body, *(n.as_kind("boilerplate") for n in notes), *pieces[last + 1 :]]


def _under_link_headings(text: str, pieces: list[Piece], cues: Cues) -> list[Piece]:
    """Title-like lines right under "Related articles" and its like."""
    out: list[Piece] = []
    links = False
    for piece in pieces:
        line = text[piece.start : piece.end]
        if piece.kind == "boilerplate":
            links = links or fold(line) in cues.link_headings
        else:
            links = links and piece.kind == "body" and title_like(line)
        out.append(piece.as_kind("boilerplate") if links else piece)
    return out
