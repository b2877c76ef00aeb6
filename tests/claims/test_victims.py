"""Deaths without an act are tolls; totals are told by questions, copulas and what was not found."""

from readers import drafts, sorter
from trees import tree_of

from contested.claims.totals import total_drafts

DIED = """
Some some DET 3 det
800 800 NUM 3 nummod
men man NOUN 4 nsubj
died die VERB 0 root
"""
IN_A_BLAST = """
Ten ten NUM 2 nummod
men man NOUN 3 nsubj
died die VERB 0 root
in in ADP 6 case
a a DET 6 det
strike strike NOUN 3 obl
"""
HOW_MANY = """
How how ADV 2 advmod
many many ADJ 3 nsubj
died die VERB 0 root
? ? PUNCT 3 punct
"""
NONE = """
There there PRON 2 expl
were be VERB 0 root
no no DET 4 det
casualties casualty NOUN 2 nsubj
"""
THE_DEAD = """
Medics medic NOUN 2 nsubj
reported report VERB 0 root
the the DET 4 det
casualties casualty NOUN 2 obj
"""
COST = """
The the DET 2 det
siege siege NOUN 4 nsubj
has have AUX 4 aux
claimed claim VERB 0 root
hundreds hundred NOUN 4 obj
of of ADP 7 case
lives life NOUN 5 nmod
"""


def totals(rows: str) -> list[str]:
    tree = tree_of(rows)
    found = total_drafts(0, tree, sorter())
    return [" ".join(tree.words[k].text for k in sorted(d.scope)) for d in found]


def test_counted_deaths_without_an_act_are_a_toll() -> None:
    """Codebook 12.7: "800 died" sums up; "ten men died in a strike" is the strike's event."""
    assert [d.kind for d in drafts(tree_of(DIED))] == ["toll"]
    assert [d.kind for d in drafts(tree_of(IN_A_BLAST)) if not d.nominal] == ["event"]


def test_a_question_for_the_dead_is_a_toll() -> None:
    """ "How many died?" asks for a total."""
    assert totals(HOW_MANY) == ["How many died"]


def test_that_there_were_no_casualties_is_a_toll_but_the_casualties_are_none() -> None:
    """A definite noun refers back (codebook 2.1)."""
    assert totals(NONE) == ["There were no casualties"]
    assert totals(THE_DEAD) == []


def test_what_a_siege_has_cost_is_a_total() -> None:
    """A siege goes on for long, and the perfect sums it up."""
    assert [d.kind for d in drafts(tree_of(COST))] == ["toll"]
    past = COST.replace("has have AUX 4 aux", "then then ADV 4 advmod")
    assert "toll" not in [d.kind for d in drafts(tree_of(past))]
