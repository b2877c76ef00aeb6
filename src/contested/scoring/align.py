"""From raw text with character marks to the word lists and word spans that the encoder deals in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contested.annotate.sentences import split_sentences
from contested.annotate.words import split_words
from contested.scoring.datasets.base import Mark
from contested.scoring.metrics import SpanKey

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AlignedSentence:
    """A sentence: its words, their character offsets, and the gold spans over words.

    ``snapped`` counts marks that did not end on word boundaries and were widened to them.
    """

    words: tuple[str, ...]
    offsets: tuple[Offsets, ...]
    spans: tuple[SpanKey, ...]
    snapped: int = 0

    @property
    def text(self) -> str:
        """The words joined by spaces (for keys and hashes, which ignore spaces)."""
        return " ".join(self.words)


def align(text: str, marks: Iterable[Mark], whole: bool = False) -> tuple[AlignedSentence, ...]:
    """Sentences of ``text`` with ``marks`` clipped to each; ``whole`` keeps it one sentence.

    A mark over several sentences gives one span in each of them.
    """
    kept = sorted(marks, key=lambda m: m.start)
    bounds = [(0, len(text))] if whole else split_sentences(text)
    return tuple(_sentence(text, start, end, kept) for start, end in bounds)


def _sentence(text: str, start: int, end: int, marks: Sequence[Mark]) -> AlignedSentence:
    offsets = tuple(split_words(text[start:end], start))
    spans, snapped = set(), 0
    for mark in marks:
        clipped = (max(mark.start, start), min(mark.end, end))
        found = snap(offsets, *clipped) if clipped[0] < clipped[1] else None
        if found is not None:
            spans.add((*found, mark.label))
            snapped += not _exact(text, offsets, found, clipped)
    words = tuple(text[a:b] for a, b in offsets)
    return AlignedSentence(words, offsets, tuple(sorted(spans)), snapped)


def snap(offsets: Sequence[Offsets], start: int, end: int) -> Offsets | None:
    """Words ``[first, last)`` that ``[start, end)`` touches, or None when it touches none."""
    first = bisect_right([b for _, b in offsets], start)
    last = bisect_left([a for a, _ in offsets], end)
    return (first, last) if first < last else None


def _exact(text: str, offsets: Sequence[Offsets], found: Offsets, mark: Offsets) -> bool:
    """Whether the words hold what the mark holds, white space aside."""
    held = text[offsets[found[0]][0] : offsets[found[1] - 1][1]]
    return held.split() == text[mark[0] : mark[1]].split()


def outermost(spans: Iterable[SpanKey]) -> tuple[SpanKey, ...]:
    """Drop spans that overlap a longer one (longest first), for heads that do not nest."""
    kept: list[SpanKey] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= k[0] or span[0] >= k[1] for k in kept):
            kept.append(span)
    return tuple(sorted(kept))
