"""What eval asks of the encoder, so that scoring can run any model (or a stub) behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from contested.annotate.model import Matrix, Span

Words = Sequence[str]


class Prediction(Protocol):
    """One sentence as the encoder reads it: one tag, head (-1 at the root), relation a word."""

    @property
    def upos(self) -> Sequence[str]:
        """Universal part of speech of each word."""

    @property
    def head(self) -> Sequence[int]:
        """Index of each word's governor, -1 at the root."""

    @property
    def deprel(self) -> Sequence[str]:
        """Relation of each word to its governor."""

    @property
    def names(self) -> Sequence[Span]:
        """Entities with re3d's labels."""

    @property
    def attributions(self) -> Sequence[Span]:
        """Spans labelled source, cue or content."""

    @property
    def roles(self) -> Sequence[Span]:
        """Actor spans labelled source or target."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with the word indices of its source and target, either empty when no words do."""

    words: tuple[str, ...]
    source: tuple[int, ...]
    target: tuple[int, ...]


class SentencePredictor(Protocol):
    """Syntax and spans of word lists, in order."""

    def predict(self, sentences: Sequence[Words]) -> Sequence[Prediction]:
        """One prediction a sentence."""


class ActPredictor(Protocol):
    """The act between a source and a target."""

    def act_of_pairs(self, items: Sequence[Pair]) -> Matrix:
        """(items, 16) probabilities in the order of :data:`contested.scoring.acts.ACTS`."""

    def penta(self, sentences: Sequence[Words]) -> Matrix:
        """(sentences, 5) probabilities of the five-way class."""
