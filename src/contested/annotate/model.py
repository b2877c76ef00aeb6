"""What the encoder says about an account: words with syntax, names, attributions, acts."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Word:
    """One word: verbatim text, half-open character offsets in the account, lemma and syntax.

    ``head`` is the index of the governor in the same sentence, -1 at the root; ``deprel`` is the
    Universal Dependencies v2 relation without subtype except ``nsubj:pass``, ``csubj:pass``,
    ``obl:agent``, ``nmod:poss``, ``acl:relcl``, ``aux:pass`` and ``compound:prt``.
    """

    text: str
    start: int
    end: int
    lemma: str
    upos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled run of words ``[first, last)`` of one sentence, with the model's probability."""

    first: int
    last: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class ActScore:
    """How a predicate is read between a source and a target: PLOVER act and its probability.

    ``predicate``, ``source`` and ``target`` are word indices (``None`` where no words fill them).
    """

    predicate: int
    source: int | None
    target: int | None
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """What the claim that hangs on a word is, if one does: ``event:ACT``, ``control:ACT``,
    ``relation:SIGN`` or a kind without acts, and its probability."""

    word: int
    label: str
    score: float


def label_of(kind: str, act: str | int | None) -> str:
    """A trigger's label for a claim's kind with its act, or for a relation with its sign."""
    return kind if act is None or act == "" else f"{kind}:{act}"


@dataclass(frozen=True, slots=True)
class Argument:
    """A word that takes part in what a trigger tells: agent, target or object; probability."""

    trigger: int
    word: int
    role: str
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one passage. Spans index ``words``."""

    start: int
    end: int
    passage: int  # index into Account.passages
    words: tuple[Word, ...]
    names: tuple[Span, ...] = ()  # re3d types and GUM entity types
    attributions: tuple[Span, ...] = ()  # source | cue | content
    roles: tuple[Span, ...] = ()  # actor source | target of the sentence's main act
    acts: tuple[ActScore, ...] = ()
    telling: tuple[float, ...] = ()  # per word: probability that a claim of the war hangs on it
    triggers: tuple[Trigger, ...] = ()  # of words that may tell
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything the encoder says of one account, in text order."""

    account: str
    model: str  # SHA-256 of the weights
    sentences: tuple[Sentence, ...]


Matrix = npt.NDArray[np.float32]
