"""What a side's deed or weapon is blamed for is an act of force beside the blame."""

from readers import drafts, forms
from trees import tree_of

DEED = """
Marn Marn PROPN 2 nsubj
blames blame VERB 0 root
Russian russian ADJ 4 amod
shelling shelling NOUN 2 obj
for for ADP 7 case
the the DET 7 det
breach breach NOUN 2 obl
"""
SIDE = """
Marn Marn PROPN 2 nsubj
blames blame VERB 0 root
Russia Russia PROPN 2 obj
for for ADP 6 case
the the DET 6 det
breach breach NOUN 2 obl
"""
ON = """
Marn Marn PROPN 2 nsubj
blames blame VERB 0 root
the the DET 4 det
attack attack NOUN 2 obj
on on ADP 6 case
Russia Russia PROPN 2 obl
"""


def test_a_deed_that_is_blamed_is_an_act_of_its_side() -> None:
    """The stretch runs from the verb of blame; the harm is what it did."""
    tree = tree_of(DEED)
    act = next(d for d in drafts(tree) if d.act == "ASSAULT")
    assert forms(tree, act.agents) == ["Russian"]
    assert forms(tree, act.targets) == ["breach"]
    assert min(act.scope) == 1


def test_a_side_that_is_blamed_is_only_blamed() -> None:
    """Which act it was is not said."""
    assert [d.act for d in drafts(tree_of(SIDE))] == ["ACCUSE"]


def test_a_deed_blamed_on_a_side_is_that_sides() -> None:
    """ "Blames the attack on Russia"."""
    tree = tree_of(ON)
    act = next(d for d in drafts(tree) if d.act == "ASSAULT")
    assert forms(tree, act.agents) == ["Russia"]
