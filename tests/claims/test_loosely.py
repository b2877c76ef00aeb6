"""Loose readings promise: the encoder must speak for the word, and strict readings come first."""

from dataclasses import replace

import pytest
from readers import drafts
from trees import tree_of

from contested.annotate.model import ActScore
from contested.claims import loosely
from contested.claims.lexicon import load_lexicon
from contested.claims.loosely import match_loosely
from contested.claims.syntax import slots_of
from contested.claims.tree import Tree

# No reading of "debrief" is in the vocabulary; "raise" has none that a mere limit satisfies.
UNKNOWN = """
Officers officer NOUN 2 nsubj
debriefed debrief VERB 0 root
the the DET 4 det
captives captive NOUN 2 obj
. . PUNCT 2 punct
"""
STRICT = """
Rebels rebel NOUN 2 nsubj
shelled shell VERB 0 root
Aleppo Aleppo PROPN 2 obj
. . PUNCT 2 punct
"""


def told(rows: str, share: float, act: str | None = None, score: float = 0.9) -> Tree:
    """A tree whose second word the encoder takes for told with ``share``, as ``act``."""
    sentence = tree_of(rows).sentence
    shares = tuple(share if k == 1 else 0.0 for k in range(len(sentence.words)))
    acts = (ActScore(1, 0, 3, act, score),) if act else ()
    return Tree(replace(sentence, telling=shares, acts=acts))


def test_a_word_the_vocabulary_lacks_is_read_as_the_encoders_act() -> None:
    [draft] = drafts(told(UNKNOWN, 0.9, "CONSULT"))
    assert (draft.kind, draft.act) == ("event", "CONSULT")
    assert [a.head for a in draft.agents] == [0]
    assert [t.head for t in draft.targets] == [3]
    assert draft.why[0].startswith("loose encoder")


@pytest.mark.parametrize(
    ("share", "act", "score"),
    [(0.4, "CONSULT", 0.9), (0.9, "CONSULT", 0.3), (0.9, None, 0.0)],
    ids=["no claim hangs on it", "the act is unsure", "no act"],
)
def test_an_unsure_encoder_reads_nothing(share: float, act: str | None, score: float) -> None:
    assert drafts(told(UNKNOWN, share, act, score)) == ()


def test_a_reading_that_holds_is_no_loose_one() -> None:
    [draft] = drafts(told(STRICT, 0.99, "CONSULT"))
    assert draft.act == "ASSAULT"
    assert draft.why[0].startswith("lexicon")


def test_without_shares_nothing_is_read_loosely() -> None:
    tree = tree_of(UNKNOWN)
    assert match_loosely(load_lexicon(), tree, 1, slots_of(tree, 1)) is None


def test_of_several_readings_the_encoders_act_then_the_plainest_is_taken() -> None:
    entries = [e for e in load_lexicon().entries_for("agree", "verb") if e.kind == "event"]
    plain = loosely._plainest(entries, None)
    assert plain is not None and plain.specificity == min(e.specificity for e in entries)
