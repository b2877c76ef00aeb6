"""Who does it: deeds that stand for their doers, sides of a standing, subjects of participles."""

from trees import tree_of
from whole import agents, claims

from contested.claims.mend import mend


def test_strikes_act_for_those_whose_strikes_were_told_before() -> None:
    """A bare "one strike" is by the coalition that conducted the strikes."""
    text = (
        "The US-led coalition conducted nine strikes against ISIL targets in Syria. "
        "Near Manbij, one strike destroyed an ISIL vehicle."
    )
    assert agents(text, "one strike destroyed") == ["us-led-coalition"]


def test_strikes_with_a_target_of_their_own_are_told_anew() -> None:
    """ "Strikes on the town killed nine" does not say whose they were."""
    text = (
        "The US-led coalition conducted nine strikes in Syria. "
        "Air strikes on the town of Saraqib killed nine people on Monday."
    )
    found = next(c for c in claims(text) if "killed nine" in c.evidence.text)
    assert found.agents == ()


def test_whose_ally_is_named_stands_by_the_ally() -> None:
    """ "Its arch foe, the PKK": the foe is the other end, whose it is the agent."""
    text = "Turkey said that it would pursue its arch foe, the PKK, across the border."
    found = next(c for c in claims(text) if c.kind == "relation")
    assert [a.mention for a in found.agents] == ["its"]
    assert [a.actor for a in found.targets] == ["pkk"]


def test_a_bare_object_before_a_participle_does_what_it_tells() -> None:
    """ "Welcomed Jordan keeping troops there": Jordan keeps them."""
    rows = """
    He he PRON 2 nsubj
    welcomed welcome VERB 0 root
    Jordan Jordan PROPN 4 obj
    keeping keep VERB 2 xcomp
    troops troop NOUN 4 obj
    """
    assert arc(rows, 2) == (3, "nsubj")


def test_a_participle_tells_of_the_noun_right_before_it() -> None:
    """ "Objections to Jordan inviting rebels": Jordan invites, not the objections."""
    rows = """
    Objections objection NOUN 0 root
    to to ADP 4 mark
    Jordan Jordan PROPN 1 nmod
    inviting invite VERB 1 acl
    rebels rebel NOUN 4 obj
    """
    assert arc(rows, 3) == (2, "acl")


def test_a_participle_passes_over_a_noun_in_a_phrase() -> None:
    """ "Forces in Syria backing them": the forces do."""
    rows = """
    Forces force NOUN 0 root
    in in ADP 3 case
    Syria Syria PROPN 1 nmod
    backing back VERB 1 acl
    them they PRON 4 obj
    """
    assert arc(rows, 3) == (0, "acl")


def test_a_name_behind_a_rank_is_one_with_it() -> None:
    """ "Petty Officer Lowe advised them" has one subject."""
    rows = """
    Officer Officer PROPN 3 nsubj
    Lowe Lowe PROPN 3 nsubj
    advised advise VERB 0 root
    them they PRON 3 obj
    """
    assert arc(rows, 1) == (0, "flat")


def arc(rows: str, i: int) -> tuple[int, str]:
    """Head and relation of a word after mending."""
    word = mend(tree_of(rows).sentence).words[i]
    return word.head, word.deprel


def test_a_thing_that_acts_is_no_person_farther_up() -> None:
    """ "An officer in the force that took the town": "that" is the force."""
    rows = """
    An a DET 2 det
    officer officer NOUN 9 nsubj
    in in ADP 5 case
    the the DET 5 det
    force force NOUN 2 nmod
    that that PRON 7 nsubj
    took take VERB 2 acl:relcl
    it it PRON 7 obj
    spoke speak VERB 0 root
    """
    assert arc(rows, 6) == (4, "acl:relcl")
