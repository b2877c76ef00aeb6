"""The working form of passages while the stages of ``passages.py`` refine them."""

from dataclasses import dataclass, replace
from itertools import pairwise

from contested.accounts.blocks import Block, Mark
from contested.accounts.model import PassageKind, Voice


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text with one kind and voice, not yet final; offsets as in Passage."""

    start: int
    end: int
    kind: PassageKind = "body"
    mark: Mark = "plain"
    group: int = 0
    voice: Voice | None = None
    outer: tuple[Voice, ...] = ()
    date: str | None = None

    def as_kind(self, kind: PassageKind) -> "Piece":
        """The same stretch under another kind."""
        return replace(self, kind=kind)


def piece_of(block: Block) -> Piece:
    """A block before anything is known but its markup."""
    return Piece(block.start, block.end, "body", block.mark, block.group)


def cut(text: str, piece: Piece, spans: list[tuple[int, int]]) -> list[Piece]:
    """``piece`` cut at ``spans`` (offsets into ``text``, in order, apart), each part trimmed.

    Parts that are only space are dropped, so a piece cut at nothing comes back alone.
    """
    edges = [piece.start, *(edge for span in spans for edge in span), piece.end]
    parts = (trimmed(text, a, b) for a, b in pairwise(edges))
    return [replace(piece, start=a, end=b) for a, b in parts if a < b]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without space at either end (empty when there is nothing else)."""
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip())
    return start + left, max(start + left, start + len(stretch.rstrip()))
