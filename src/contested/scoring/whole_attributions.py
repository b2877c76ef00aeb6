"""Whole attributions against PolNeAR: right only when source, cue and content are all right.

Published scores count spans one kind at a time and sentence by sentence; this counts what a reader
needs, over sentence ends. PolNeAR marks no nested attribution and, beside speech, wishes and
attitudes ("wants", "refuses"), which this project reads as acts; recall is bounded by that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from contested.claims.frame import Attribution, View
from contested.scoring.datasets.polnear import Attribution as Marked
from contested.scoring.datasets.polnear import PolnearArticle

Chars = frozenset[int]


@dataclass(frozen=True, slots=True)
class Whole:
    """One attribution in character offsets; ``cue`` may be several stretches in gold."""

    source: Chars
    cue: Chars
    content: Chars


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts over articles; ``cue`` counts pairs whose cues meet, the rest need all three parts."""

    gold: int = 0
    system: int = 0
    cue: int = 0
    source: int = 0
    content: int = 0
    relaxed: int = 0
    exact: int = 0

    def __add__(self, other: "Agreement") -> "Agreement":
        names = self.__slots__
        return Agreement(*(getattr(self, n) + getattr(other, n) for n in names))

    def f1(self, right: int) -> float:
        """F1 of a count of right pairs (0-1)."""
        return 2 * right / (self.gold + self.system) if self.gold + self.system else 0.0


def agreement(article: PolnearArticle, view: View, found: Sequence[Attribution]) -> Agreement:
    """How the attributions read in one article agree with its first annotator's."""
    gold = [_marked(a, article.text) for a in article.attributions]
    system = wholes(view, found)
    total, free = Agreement(len(gold), len(system)), list(system)
    for one in gold:
        match = next((w for w in free if w.cue & one.cue), None)
        if match is not None:
            free.remove(match)
            total += _pair(one, match)
    return total


def _pair(gold: Whole, system: Whole) -> Agreement:
    source = bool(gold.source & system.source) or not (gold.source or system.source)
    union = gold.content | system.content
    content = 2 * len(gold.content & system.content) >= len(union)
    exact = _extent(gold.source) == _extent(system.source)
    exact = exact and _extent(gold.content) == _extent(system.content)
    relaxed = source and content
    return Agreement(cue=1, source=source, content=content, relaxed=relaxed, exact=exact)


def _extent(chars: Chars) -> tuple[int, int] | None:
    return (min(chars), max(chars)) if chars else None


def wholes(view: View, found: Sequence[Attribution]) -> list[Whole]:
    """Attributions with a cue, each with the parts of its quotation in other sentences."""
    carried = [a for a in found if a.cue_word is None]
    out: list[Whole] = []
    for a in found:
        if a.cue_word is None:
            continue
        content = _content(view, a)
        near = [c for c in carried if c.sources == a.sources and _nearest(c, found) is a]
        content = content.union(*(_content(view, c) for c in near))
        cue = view.trees[a.sentence].words[a.cue_word]
        out.append(
            Whole(_source(view, a, (cue.start, cue.end)), _chars(view, cue.start, cue.end), content)
        )
    return out


def _nearest(carried: Attribution, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution with a cue, of the same sources, nearest to a part of a quotation."""
    same = [a for a in found if a.cue_word is not None and a.sources == carried.sources]
    return min(same, key=lambda a: abs(a.sentence - carried.sentence), default=None)


def _source(view: View, a: Attribution, cue: tuple[int, int]) -> Chars:
    """All characters from the first to the last co-source; none where the cue is the source."""
    if not a.sources:
        return frozenset()
    start, end = min(s.start for s in a.sources), max(s.end for s in a.sources)
    nobody = a.sources[0].head is None and start <= cue[0] < end
    return frozenset() if nobody else _chars(view, start, end)


def _content(view: View, a: Attribution) -> Chars:
    words = view.trees[a.sentence].words
    spans = (_chars(view, words[k].start, words[k].end) for k in a.content)
    return frozenset[int]().union(*spans)


def _chars(view: View, start: int, end: int) -> Chars:
    text = view.account.text
    return frozenset(k for k in range(start, end) if text[k].isalnum())


def _marked(a: Marked, text: str) -> Whole:
    parts = (
        frozenset(k for start, end in part for k in range(start, end) if text[k].isalnum())
        for part in (a.source, a.cue, a.content)
    )
    return Whole(*parts)
