"""Words that no list holds, read as what the encoder takes them for: the last reading tried.

A word that the encoder takes for the trigger of a claim gets the commonest frame of the act it is
labelled with (``resources/acts/triggers.toml``). How sure the encoder is weighs in ``worth.py``.
"""

from contested.annotate.model import Sentence, Trigger
from contested.claims.frame import Draft
from contested.claims.lexicon import Lexicon
from contested.claims.match import POS, Match
from contested.claims.nouns import words_of
from contested.claims.syntax import Slots
from contested.claims.tree import Tree

LEAST = 0.4  # less likely labels are not tried
_SIGN = "trigger"  # the first word of why such a draft is one


def triggered(lexicon: Lexicon, tree: Tree, i: int, slots: Slots) -> Match | None:
    """The reading of word ``i`` that the encoder thinks likeliest, or None."""
    pos = POS.get(tree.words[i].upos)
    best = trigger_at(tree, i)
    if pos is None or best is None or best.score * tree.sentence.telling[i] < LEAST:
        return None
    if tree.words[i].lemma.lower() in words_of("denying") | words_of("confirming"):
        return None  # what is denied or confirmed is told, in ``replies.py``
    entries = lexicon.entries_for(listed(best.label), pos)
    return Match(entries[0], slots) if entries else None


def borne_out(tree: Tree, i: int, kind: str, act: str | None) -> bool:
    """Whether the encoder, too, takes word ``i`` for the act that a list reads in it."""
    best = trigger_at(tree, i)
    if best is None or best.label != f"{kind}:{act}":
        return False
    return best.score * tree.sentence.telling[i] >= LEAST


def trigger_at(tree: Tree, i: int) -> Trigger | None:
    """The likeliest label of a word, if it may be a trigger at all."""
    return max(triggers_at(tree.sentence, i), key=lambda t: t.score, default=None)


def triggers_at(sentence: Sentence, i: int) -> tuple[Trigger, ...]:
    """What a word may be the trigger of."""
    return tuple(t for t in sentence.triggers if t.word == i)


def listed(label: str) -> str:
    """How the vocabulary names a label: kinds without acts end in a colon."""
    return label if ":" in label else f"{label}:"


def whence(tree: Tree, i: int) -> str:
    """Why a draft of word ``i`` is one that only the encoder reads."""
    best = trigger_at(tree, i)
    told = "" if best is None else f" {best.label} by the encoder ({best.score:.2f})"
    return f"{_SIGN}{told}"


def by_encoder(draft: Draft) -> bool:
    """Whether no list holds a draft's word."""
    return draft.why[0].startswith(_SIGN)
