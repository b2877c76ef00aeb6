"""Totals told by their noun are tolls, whatever the parser made of them."""

from readers import sorter
from trees import tree_of

from contested.claims.totals import total_drafts

PUT = """
Medics medic NOUN 2 nsubj
put put VERB 0 root
the the DET 4 det
dead dead ADJ 2 obj
at at ADP 6 case
300 300 NUM 2 obl
"""
RISEN = """
The the DET 3 det
death death NOUN 3 compound
toll toll NOUN 5 nsubj
has have AUX 5 aux
risen rise VERB 0 root
to to ADP 7 case
52 52 NUM 5 obl
"""
BODIES = """
about about ADV 2 advmod
forty forty NUM 4 nummod
charred char ADJ 4 amod
bodies body NOUN 5 nsubj:pass
found find VERB 0 root
"""
APART = """
The the DET 2 det
dead dead ADJ 3 nsubj
lay lie VERB 0 root
at at ADP 6 case
kilometre kilometre NOUN 6 nmod
40 40 NUM 3 obl
"""


def scope(rows: str) -> list[list[str]]:
    tree = tree_of(rows)
    found = total_drafts(0, tree, sorter())
    assert {d.kind for d in found} <= {"toll"}
    return [[tree.words[k].text for k in sorted(d.scope)] for d in found]


def test_a_number_that_the_dead_are_put_at_is_a_toll() -> None:
    """The stretch runs from the noun's article to the number."""
    assert scope(PUT) == [["the", "dead", "at", "300"]]


def test_a_toll_that_rises_is_told_once() -> None:
    """ "Death toll" is one noun; the verb between says only how much."""
    assert scope(RISEN) == [["The", "death", "toll", "has", "risen", "to", "52"]]


def test_counted_bodies_are_a_toll_with_their_bound() -> None:
    """ "About forty charred bodies found": number over adjective, and what was done with them."""
    assert scope(BODIES) == [["about", "forty", "charred", "bodies", "found"]]


def test_a_verb_between_noun_and_number_parts_them() -> None:
    """Where the dead lay is no count of them."""
    assert scope(APART) == []


def test_the_past_three_days_are_no_toll() -> None:
    """ "The death toll in the past three days" counts nobody; "a toll of 50" does."""
    past = """
    The the DET 2 det
    toll toll NOUN 0 root
    in in ADP 6 case
    the the DET 6 det
    past past ADJ 6 amod
    3 3 NUM 2 nummod
    """
    assert scope(past) == []
    of = """
    a a DET 2 det
    toll toll NOUN 0 root
    of of ADP 4 case
    50 50 NUM 2 nmod
    """
    assert scope(of) == [["a", "toll", "of", "50"]]
