"""Metrics over plain values: exact spans, attachment, macro F1 with its bootstrap interval."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, predicted and expected items; precision, recall and F1 in 0–1 follow."""

    right: int = 0
    predicted: int = 0
    expected: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.right + other.right,
            self.predicted + other.predicted,
            self.expected + other.expected,
        )

    @property
    def precision(self) -> float:
        """Right among predicted; 0 when nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right among expected; 0 when nothing was expected."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 when both are."""
        total = self.predicted + self.expected
        return 2 * self.right / total if total else 0.0


SpanKey = tuple[int, int, str]  # first, last, label


def span_counts(
    gold: Iterable[Iterable[SpanKey]], system: Iterable[Iterable[SpanKey]]
) -> dict[str, Counts]:
    """Exact span counts per label and, under ``micro``, over all; one inner iterable a sentence."""
    counts: dict[str, Counts] = {}
    for wanted, given in zip(gold, system, strict=True):
        want, give = set(wanted), set(given)
        for label in {s[2] for s in want | give}:
            mine = {s for s in want if s[2] == label}
            theirs = {s for s in give if s[2] == label}
            found = Counts(len(mine & theirs), len(theirs), len(mine))
            counts[label] = counts.get(label, Counts()) + found
    micro = Counts()
    for one in counts.values():
        micro += one
    return counts | {"micro": micro}


def span_f1(
    gold: Iterable[Iterable[SpanKey]], system: Iterable[Iterable[SpanKey]]
) -> dict[str, float]:
    """Exact F1 (0–1) per label and ``micro``."""
    return {label: c.f1 for label, c in span_counts(gold, system).items()}


def universal(deprel: str) -> str:
    """A relation without its subtype (``nsubj:pass`` → ``nsubj``)."""
    return deprel.split(":", maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class SyntaxScore:
    """Shares (0–1) over words: labelled and unlabelled attachment, universal tags."""

    las: float
    uas: float
    upos: float
    words: int


Tree = Sequence[tuple[str, int, str]]  # (upos, head with -1 at the root, deprel) a word


def syntax_score(gold: Iterable[Tree], system: Iterable[Tree]) -> SyntaxScore:
    """LAS compares universal relations, as CoNLL 2018 does, on every word and punctuation."""
    las = uas = tags = words = 0
    for wanted, given in zip(gold, system, strict=True):
        for (tag, head, rel), (tag2, head2, rel2) in zip(wanted, given, strict=True):
            words += 1
            tags += tag == tag2
            uas += head == head2
            las += head == head2 and universal(rel) == universal(rel2)
    total = max(words, 1)
    return SyntaxScore(las / total, uas / total, tags / total, words)


def class_counts(gold: Sequence[Hashable], system: Sequence[Hashable]) -> dict[Hashable, Counts]:
    """Counts per class, for the classes that gold holds."""
    pairs = list(zip(gold, system, strict=True))
    return {
        label: Counts(
            sum(g == s == label for g, s in pairs),
            sum(s == label for _, s in pairs),
            sum(g == label for g, _ in pairs),
        )
        for label in dict.fromkeys(gold)
    }


def macro_f1(gold: Sequence[Hashable], system: Sequence[Hashable]) -> float:
    """Mean F1 (0–1) over the classes that gold holds."""
    counts = class_counts(gold, system)
    return sum(c.f1 for c in counts.values()) / len(counts) if counts else 0.0


def accuracy(gold: Sequence[Hashable], system: Sequence[Hashable]) -> float:
    """Share of items whose class is right."""
    return sum(g == s for g, s in zip(gold, system, strict=True)) / max(len(gold), 1)


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and its percentile bootstrap interval."""

    value: float
    low: float
    high: float


def macro_f1_interval(
    gold: Sequence[Hashable], system: Sequence[Hashable], draws: int = 1000, level: float = 0.95
) -> Interval:
    """Macro F1 with a percentile bootstrap over items (seeded, so the interval repeats)."""
    if not gold:
        return Interval(0.0, 0.0, 0.0)
    classes = {label: i for i, label in enumerate(dict.fromkeys([*gold, *system]))}
    size = len(classes)
    cells = np.array([classes[g] * size + classes[s] for g, s in zip(gold, system, strict=True)])
    rng = np.random.default_rng(13)
    picks = rng.integers(0, len(cells), (draws, len(cells)))
    values = [
        _macro(np.bincount(cells[p], minlength=size * size).reshape(size, size)) for p in picks
    ]
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return Interval(macro_f1(gold, system), float(low), float(high))


def _macro(table: npt.NDArray[np.int64]) -> float:
    """Macro F1 of a confusion table (rows gold), over rows that hold anything."""
    right, wanted, given = np.diag(table), table.sum(1), table.sum(0)
    held = wanted > 0
    return float(np.mean(2 * right[held] / (wanted + given)[held]))
