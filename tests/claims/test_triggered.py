"""What only the encoder reads: drafted where no list holds the word and nothing beside it tells the
same; empty roles are filled where it is sure; listed words keep their reading."""

from dataclasses import replace

from readers import drafts, forms, sorter
from trees import tree_of

from contested.annotate.model import Argument, Trigger
from contested.claims.frame import Draft
from contested.claims.lexicon import load_lexicon
from contested.claims.predicates import triggered_drafts
from contested.claims.recast import SURE, recast
from contested.claims.tree import Tree
from contested.claims.triggered import LEAST, by_encoder

ZORCHED = """
Rebels rebel NOUN 2 nsubj
zorched zorch VERB 0 root
the the DET 4 det
army army NOUN 2 obj
in in ADP 6 case
Hama Hama PROPN 2 obl
. . PUNCT 2 punct
"""
TOLD_TWICE = """
Rebels rebel NOUN 2 nsubj
zorched zorch VERB 0 root
an a DET 4 det
attack attack NOUN 2 obj
on on ADP 7 case
the the DET 7 det
army army NOUN 4 nmod
. . PUNCT 2 punct
"""
STRUCK_THERE = """
Jets jet NOUN 2 nsubj
struck strike VERB 0 root
Aleppo Aleppo PROPN 2 obj
on on ADP 5 case
Friday Friday PROPN 2 obl
, , PUNCT 2 punct
hurting hurt VERB 2 advcl
rebels rebel NOUN 7 obj
. . PUNCT 2 punct
"""
BROKE = """
Troops troop NOUN 2 nsubj
broke break VERB 0 root
the the DET 4 det
siege siege NOUN 2 obj
of of ADP 7 case
the the DET 7 det
villagers villager NOUN 4 nmod
. . PUNCT 2 punct
"""


def marked(rows: str, label: str, score: float, *arguments: Argument) -> Tree:
    """The tree of ``rows``, whose second word the encoder takes for a trigger."""
    sentence = tree_of(rows).sentence
    telling = tuple(1.0 if k == 1 else 0.0 for k in range(len(sentence.words)))
    triggers = (Trigger(1, label, score),)
    return Tree(replace(sentence, telling=telling, triggers=triggers, arguments=arguments))


def found(tree: Tree, told: tuple[Draft, ...] = ()) -> tuple[Draft, ...]:
    return triggered_drafts(0, tree, load_lexicon(), sorter(frozenset({"Friday"})), told)


def test_a_word_that_no_list_holds_is_read_as_the_encoder_takes_it() -> None:
    tree = marked(ZORCHED, "event:ASSAULT", 0.9)
    (draft,) = found(tree)
    assert (draft.kind, draft.act) == ("event", "ASSAULT")
    assert forms(tree, draft.agents) == ["Rebels"]
    assert forms(tree, draft.targets) == ["army"]
    assert by_encoder(draft)


def test_an_unlikely_label_is_not_tried() -> None:
    assert found(marked(ZORCHED, "event:ASSAULT", LEAST - 0.01)) == ()


def test_a_word_beside_one_of_the_same_act_does_not_tell_it_again() -> None:
    tree = marked(TOLD_TWICE, "event:ASSAULT", 0.9)
    listed = drafts(tree)
    assert [d.act for d in listed] == ["ASSAULT"]
    assert found(tree, listed) == ()


def test_a_listed_word_keeps_its_reading_whatever_the_encoder_says() -> None:
    tree = marked(STRUCK_THERE, "event:AGREE", 0.99)
    assert found(tree, ()) == ()
    assert not any(by_encoder(d) for d in drafts(tree))


def test_an_empty_role_is_filled_by_a_word_the_encoder_is_sure_of() -> None:
    """It stands apart as inferred; a doubtful word fills nothing."""
    struck = tree_of(STRUCK_THERE)
    draft = next(d for d in drafts(struck) if d.predicate == 1)
    bare = replace(draft, targets=())
    sure = marked(STRUCK_THERE, "event:ASSAULT", 0.9, Argument(1, 7, "target", SURE))
    unsure = marked(STRUCK_THERE, "event:ASSAULT", 0.9, Argument(1, 7, "target", SURE - 0.01))
    filled = recast(sure, bare)
    assert forms(sure, filled.targets) == ["rebels"]
    assert all(t.inferred for t in filled.targets)
    assert recast(unsure, bare).targets == ()


def test_a_filled_role_stays_as_syntax_has_it() -> None:
    tree = marked(ZORCHED, "event:ASSAULT", 0.9, Argument(1, 5, "target", 0.99))
    (draft,) = found(tree)
    assert recast(tree, draft) == draft


def test_what_hangs_on_a_verbs_own_object_fills_no_role() -> None:
    """Who breaks a siege does nothing to the besieged (codebook 12.4)."""
    tree = marked(BROKE, "event:ASSAULT", 0.9, Argument(1, 6, "target", 0.99))
    (draft,) = (d for d in drafts(tree) if d.predicate == 1)
    assert recast(tree, draft).targets == ()
