"""What eval asks of the encoder, so that scoring can run any model (or a stub) behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from contested.annotate.model import Matrix, Span

Words = Sequence[str]
Ends = tuple[Sequence[int], Sequence[int]]  # word indices of source and target, either empty


class Prediction(Protocol):
    """One sentence as the encoder reads it: one tag, head (-1 at the root), relation a word.

    ``names`` carry re3d's labels, ``attributions`` source, cue or content, ``roles`` source or
    target; ``states`` (words, hidden) are what the act heads start from.
    """

    @property
    def upos(self) -> Sequence[str]: ...

    @property
    def head(self) -> Sequence[int]: ...

    @property
    def deprel(self) -> Sequence[str]: ...

    @property
    def names(self) -> Sequence[Span]: ...

    @property
    def attributions(self) -> Sequence[Span]: ...

    @property
    def roles(self) -> Sequence[Span]: ...

    @property
    def states(self) -> Matrix: ...


class Model(Protocol):
    """The encoder: ``contested.annotate.encoder.Encoder``, or anything that reads like it."""

    sha256: str
    meta: dict[str, Any]
    labels: dict[str, list[str]]

    def predict(self, sentences: Sequence[Words]) -> Sequence[Prediction]:
        """One prediction a sentence, in order; no sentence is empty."""

    def acts(self, states: Matrix, pairs: Sequence[Ends]) -> Matrix:
        """(pairs, 16) probabilities of the acts in ``labels["acts"]``, within one sentence."""

    def penta(self, states: Matrix, pairs: Sequence[Ends]) -> Matrix:
        """(pairs, 5) probabilities of the five-way class."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with the word indices of its source and target, either empty when no words do."""

    words: tuple[str, ...]
    source: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PairReading:
    """What the act heads say of a pair: probability of each PLOVER act, and the five-way class."""

    acts: dict[str, float]
    penta: int


def read_pairs(model: Model, items: Sequence[Pair]) -> list[PairReading]:
    """The act between the source and target of each item, in order."""
    out = []
    for item, read in zip(items, model.predict([i.words for i in items]), strict=True):
        ends = [(item.source, item.target)]
        acts = model.acts(read.states, ends)[0].tolist()
        named = dict(zip(model.labels["acts"], acts, strict=True))
        out.append(PairReading(named, int(model.penta(read.states, ends)[0].argmax())))
    return out


def penta_of(model: Model, sentences: Sequence[Words]) -> list[int]:
    """The five-way class of whole sentences."""
    return [r.penta for r in read_pairs(model, [Pair(tuple(s), (), ()) for s in sentences])]
