"""Matching promises: a reading holds only where its conditions do, and opens what it names."""

from readers import drafts, forms
from trees import tree_of

from contested.claims.frame import Draft
from contested.claims.tree import Tree

IN_HANDS = """
Hasma Hasma PROPN 6 nsubj
has have AUX 6 aux
been be AUX 6 cop
in in ADP 6 case
Russian russian ADJ 6 amod
hands hand NOUN 0 root
since since ADP 8 case
April April PROPN 6 obl
"""
REMAINS = """
The the DET 2 det
airport airport NOUN 3 nsubj
remains remain VERB 0 root
in in ADP 6 case
the the DET 6 det
hands hand NOUN 3 obl
of of ADP 9 case
the the DET 9 det
army army NOUN 6 nmod
"""
FELL = """
Qormash Qormash PROPN 2 nsubj
fell fall VERB 0 root
"""
FREED = """
The the DET 2 det
army army NOUN 3 nsubj
freed free VERB 0 root
Qormash Qormash PROPN 3 obj
"""
HELD_TALKS = """
The the DET 2 det
army army NOUN 3 nsubj
held hold VERB 0 root
talks talk NOUN 3 obj
in in ADP 7 case
the the DET 7 det
village village NOUN 3 obl
"""
SHARE = """
The the DET 2 det
army army NOUN 3 nsubj
controls control VERB 0 root
most most ADJ 3 obj
of of ADP 7 case
the the DET 7 det
city city NOUN 4 nmod
"""
TANKS = """
The the DET 2 det
army army NOUN 3 nsubj
captured capture VERB 0 root
three three NUM 5 nummod
tanks tank NOUN 3 obj
"""
LEFT = """
Troops troop NOUN 2 nsubj
walked walk VERB 0 root
out out ADP 5 case
of of ADP 5 case
Qormash Qormash PROPN 2 obl
"""


def control(rows: str) -> tuple[Tree, Draft]:
    """The only claim of control of a sentence."""
    tree = tree_of(rows)
    return tree, next(d for d in drafts(tree) if d.kind == "control")


def test_hands_after_a_copula_hold_the_place() -> None:
    """ "Has been in Russian hands": the modifier holds what the subject names."""
    tree, d = control(IN_HANDS)
    assert d.act == "holds"
    assert (forms(tree, d.agents), forms(tree, d.places)) == (["Russian"], ["Hasma"])


def test_a_named_phrase_lends_its_own_arguments() -> None:
    """ "Remains in the hands of the army": the holder hangs on the noun, not on the verb."""
    tree, d = control(REMAINS)
    assert (forms(tree, d.agents), forms(tree, d.places)) == (["army"], ["airport"])


def test_an_unknown_name_may_be_a_place() -> None:
    """A proper noun that names no actor can fall, and can be freed."""
    tree, d = control(FELL)
    assert (d.act, forms(tree, d.places)) == ("gains", ["Qormash"])
    tree, d = control(FREED)
    assert (d.act, forms(tree, d.agents), forms(tree, d.places)) == ("gains", ["army"], ["Qormash"])


def test_only_what_is_held_counts_as_held() -> None:
    """Where talks are held is not held, and a tank is no place."""
    for rows in (HELD_TALKS, TANKS):
        assert not [d for d in drafts(tree_of(rows)) if d.kind == "control"]


def test_a_share_of_a_place_is_a_place() -> None:
    """ "Most of the city" is held as the city is."""
    assert control(SHARE)[1].act == "holds"


def test_two_prepositions_make_one() -> None:
    """ "Walked out of": the reading asks for both words together."""
    found = drafts(tree_of(LEFT))
    assert [(d.kind, d.act) for d in found] == [("event", "RETREAT")]
