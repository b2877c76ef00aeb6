"""What passes between the deciders of this stage: the account in view, drafts, attributions.

A draft is a claim in the making, still in word indices; the deciders (chain, stance, time, place,
quantities, actors) read drafts and never change each other's findings.
"""

from dataclasses import dataclass, field
from typing import Literal

from contested.accounts.model import Account, Passage
from contested.annotate.model import Sentence
from contested.claims.model import Kind, Modality, Polarity, Treatment
from contested.claims.tree import Tree

SourceKind = Literal["outlet", "state", "person", "group", "anonymous", "document"]


@dataclass(frozen=True, slots=True)
class View:
    """An account with its sentences as trees, in text order."""

    account: Account
    trees: tuple[Tree, ...]

    def sentence(self, s: int) -> Sentence:
        """The ``s``-th sentence."""
        return self.trees[s].sentence

    def passage(self, s: int) -> Passage:
        """The passage the ``s``-th sentence stands in."""
        return self.account.passages[self.trees[s].sentence.passage]

    def text(self, start: int, end: int) -> str:
        """The frozen text between two offsets."""
        return self.account.text[start:end]


@dataclass(frozen=True, slots=True)
class Slot:
    """A role filled by words of a sentence: its head word, and where that sentence is.

    ``sentence`` is None for the draft's own. ``role`` is the preposition for places.
    ``inferred``: taken from context, not from the predicate's own syntax.
    """

    head: int
    sentence: int | None = None
    role: str = ""
    inferred: bool = False
    possessive: bool = False  # the head is a possessor ("Russia's strikes") or demonym modifier


@dataclass(frozen=True, slots=True)
class Draft:
    """One predicate read as one claim. Word indices are of sentence ``sentence``.

    ``scope`` holds the words of the predicate's own clause: its arguments and modifiers, without
    other clauses (complements, relative clauses, coordinated predicates, parataxis).
    """

    sentence: int
    predicate: int
    kind: Kind
    act: str | None
    mode: str | None
    acled: str | None
    sign: int | None
    agents: tuple[Slot, ...]
    targets: tuple[Slot, ...]
    objects: tuple[Slot, ...]
    places: tuple[Slot, ...]
    scope: frozenset[int]
    score: float  # 0..1, how sure the reading is
    why: tuple[str, ...]
    about: str | None = None  # forecasts
    nominal: bool = False  # the predicate is a noun
    cause_words: frozenset[int] = field(default=frozenset())  # causal claims: words of each end
    effect_words: frozenset[int] = field(default=frozenset())
    fixed_polarity: Polarity | None = None  # set where the predicate itself denies ("avoid")


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: offsets of the mention in the account, and what kind of source it is.

    ``head``/``sentence`` point at the mention's head word when it is a word of a sentence.
    """

    start: int
    end: int
    kind: SourceKind
    cue: str | None
    sentence: int | None = None
    head: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Some words said by someone: co-sources, the words said, how the narrator treats it.

    ``content`` are word indices of the sentence. ``direct`` is true inside quotation marks.
    ``denies``: the source denies the content; ``doubts``: it hedges or questions it. ``scare``:
    words in scare quotes, which distance only the claims that hold them.
    """

    sentence: int
    sources: tuple[Source, ...]
    content: frozenset[int]
    direct: bool
    treatment: Treatment
    cue_word: int | None
    denies: bool = False
    doubts: bool = False
    future: bool = False  # the cue itself predicts ("expects", "warned")
    why: str = ""
    scare: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class StanceReading:
    """Polarity, modality and the condition's offsets, with reasons."""

    polarity: Polarity
    modality: Modality
    condition: tuple[int, int] | None
    why: tuple[str, ...]
