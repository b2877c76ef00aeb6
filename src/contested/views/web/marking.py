"""An account's text cut at every claim's edges, so that overlapping claims can all be shown.

Control and direction characters are replaced one for one: offsets stay true, and no text from
outside reorders the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from contested.accounts.model import Account, Passage
from contested.claims.model import Claim
from contested.views.output import clean_in_place


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and the claims whose evidence covers it; ``kinds`` are theirs, sorted.

    ``first`` is true where one of the claims begins.
    """

    text: str
    claims: tuple[str, ...]
    kinds: tuple[str, ...]
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A passage as the reader shows it."""

    id: str
    kind: str
    voice: str | None
    segments: tuple[Segment, ...]


def blocks(account: Account, claims: Sequence[Claim]) -> tuple[Block, ...]:
    """The passages of ``account`` in order, each cut at the edges of the evidence in it."""
    return tuple(
        Block(p.id, p.kind, p.voice, tuple(_segments(account.text, p, claims)))
        for p in sorted(account.passages, key=lambda p: (p.start, p.end))
        if p.end > p.start
    )


def _segments(text: str, passage: Passage, claims: Iterable[Claim]) -> Iterable[Segment]:
    inside = [
        c for c in claims if c.evidence.start < passage.end and c.evidence.end > passage.start
    ]
    cuts = {passage.start, passage.end}
    for c in inside:
        cuts |= {max(c.evidence.start, passage.start), min(c.evidence.end, passage.end)}
    edges = sorted(cuts)
    for a, b in pairwise(edges):
        over = [c for c in inside if c.evidence.start <= a and b <= c.evidence.end]
        yield Segment(
            clean_in_place(text[a:b]),
            tuple(c.id for c in over),
            tuple(sorted({c.kind for c in over})),
            tuple(c.id for c in over if c.evidence.start == a),
        )
