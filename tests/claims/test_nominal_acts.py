"""Acts that a noun names are claims when they are said to happen, or to be expected, somewhere."""

from readers import drafts
from trees import tree_of

THERE = """
There there PRON 2 expl
was be VERB 0 root
heavy heavy ADJ 4 amod
fighting fighting NOUN 2 nsubj
in in ADP 6 case
Aleppo Aleppo PROPN 4 nmod
"""
RESUMED = """
Talks talk NOUN 2 nsubj
resumed resume VERB 0 root
in in ADP 4 case
Aleppo Aleppo PROPN 2 obl
"""
EXPECTED = """
Analysts analyst NOUN 2 nsubj
expect expect VERB 0 root
clashes clash NOUN 2 obj
in in ADP 5 case
Aleppo Aleppo PROPN 3 nmod
"""


def test_there_was_fighting() -> None:
    """What exists somewhere happens; the fighting of before is only pointed at, unless placed."""
    assert [d.act for d in drafts(tree_of(THERE))] == ["ASSAULT"]
    bare = "\n".join(THERE.strip().splitlines()[:4])
    assert [d.act for d in drafts(tree_of(bare))] == ["ASSAULT"]
    assert drafts(tree_of(bare.replace("heavy heavy ADJ 4 amod", "the the DET 4 det"))) == ()


def test_talks_that_resume_somewhere_are_an_act() -> None:
    """Without a place nobody could tell which talks."""
    assert [d.act for d in drafts(tree_of(RESUMED))] == ["CONSULT"]
    assert drafts(tree_of("\n".join(RESUMED.strip().splitlines()[:2]))) == ()


def test_clashes_that_are_expected_are_an_act() -> None:
    """ "Analysts recall clashes in Aleppo" tells of none to come."""
    assert [d.act for d in drafts(tree_of(EXPECTED))] == ["ASSAULT"]
    assert drafts(tree_of(EXPECTED.replace("expect expect", "recall recall"))) == ()


def test_two_passives_share_who_did_it_and_two_verbs_what_it_was_done_to() -> None:
    """ "Arms and trains the militia", "armed and trained by Russia"."""
    active = """
    Russia Russia PROPN 2 nsubj
    arms arm VERB 0 root
    and and CCONJ 4 cc
    trains train VERB 2 conj
    militants militant NOUN 4 obj
    """
    passive = """
    militants militant NOUN 0 root
    armed arm VERB 1 acl
    and and CCONJ 4 cc
    trained train VERB 2 conj
    by by ADP 6 case
    Russia Russia PROPN 4 obl:agent
    """
    first = drafts(tree_of(active))[0]
    assert [x.head for x in first.targets] == [4]
    assert [x.head for x in drafts(tree_of(passive))[0].agents] == [5]
