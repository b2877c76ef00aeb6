"""A model that answers from a table, so that scoring is tested without weights."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from contested.annotate.model import Matrix, Span
from contested.scoring.acts import ACTS
from contested.scoring.predictors import Ends, Words


@dataclass(frozen=True)
class StubReading:
    """One sentence: every word a root noun unless said otherwise."""

    upos: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]
    names: tuple[Span, ...] = ()
    attributions: tuple[Span, ...] = ()
    roles: tuple[Span, ...] = ()
    states: Matrix = field(default_factory=lambda: np.zeros((1, 2), np.float32))


@dataclass
class StubModel:
    """Knows some sentences by their words; ``act`` and ``label`` are its only opinions."""

    known: dict[tuple[str, ...], StubReading] = field(default_factory=dict)
    act: str = "ASSAULT"
    label: int = 4
    sha256: str = "0" * 64
    meta: dict[str, Any] = field(default_factory=dict)
    labels: dict[str, list[str]] = field(default_factory=lambda: {"acts": list(ACTS)})

    def predict(self, sentences: Sequence[Words]) -> list[StubReading]:
        """The known reading, or one that finds nothing."""
        return [self.known.get(tuple(s)) or _blank(len(s)) for s in sentences]

    def acts(self, states: Matrix, pairs: Sequence[Ends]) -> Matrix:
        """All weight on ``act``."""
        out = np.zeros((len(pairs), len(ACTS)), np.float32)
        out[:, ACTS.index(self.act)] = 1
        return out

    def penta(self, states: Matrix, pairs: Sequence[Ends]) -> Matrix:
        """All weight on ``label``."""
        return np.eye(5, dtype=np.float32)[[self.label] * len(pairs)]


def _blank(size: int) -> StubReading:
    return StubReading(("NOUN",) * size, (-1,) * size, ("root",) * size)
