"""What a small parser gets wrong and agreement or order makes plain."""

import pytest
from trees import tree_of

from contested.claims.mend import _open, mend


def arcs(rows: str) -> list[tuple[int, str]]:
    """Head and relation of every word after mending."""
    return [(w.head, w.deprel) for w in mend(tree_of(rows).sentence).words]


def test_a_prepositional_subject_after_the_verb_is_an_oblique() -> None:
    """ "were killed by a strike": the second subject becomes the passive's agent."""
    rows = """
    men man NOUN 3 nsubj:pass
    were be AUX 3 aux:pass
    killed kill VERB 0 root
    by by ADP 6 case
    a a DET 6 det
    strike strike NOUN 3 nsubj:pass
    """
    assert arcs(rows)[5] == (2, "obl:agent")


def test_an_indirect_object_alone_is_the_object() -> None:
    """ "urged the council to act" has an object; "gave the council maps" keeps its two."""
    alone = """
    Cairo Cairo PROPN 2 nsubj
    urged urge VERB 0 root
    council council NOUN 2 iobj
    """
    assert arcs(alone)[2] == (1, "obj")
    both = alone + "    maps map NOUN 2 obj\n"
    assert arcs(both)[2] == (1, "iobj")


def test_a_noun_joined_to_a_verb_is_the_next_verbs_subject() -> None:
    """ "Prices fell and militants swept on"."""
    rows = """
    Prices price NOUN 2 nsubj
    fell fall VERB 0 root
    and and CCONJ 5 cc
    militants militant NOUN 2 conj
    swept sweep VERB 2 conj
    """
    assert arcs(rows)[3] == (4, "nsubj")


@pytest.mark.parametrize(
    ("head", "near", "pronoun", "verb", "moves"),
    [
        ("towns town NOUN", "Afrin Afrin PROPN", "which", "is", True),  # number
        ("fighter fighter NOUN", "party party NOUN", "which", "has", True),  # people are who
        ("town town NOUN", "river river NOUN", "which", "is", False),  # either would do
        ("journey journey NOUN", "guards guard NOUN", "who", "have", True),
    ],
)
def test_a_relative_clause_stands_on_the_noun_that_agrees(
    head: str, near: str, pronoun: str, verb: str, moves: bool
) -> None:
    """It moves to the nearer noun only when that one fits better."""
    rows = f"""
    {head} 0 root
    near near ADP 3 case
    {near} 1 nmod
    {pronoun} {pronoun} PRON 6 nsubj
    {verb} {verb} AUX 6 aux
    held hold VERB 1 acl:relcl
    """
    assert arcs(rows)[5] == ((2 if moves else 0), "acl:relcl")


def test_a_result_after_according_to_is_the_acts() -> None:
    """ "…, according to activists, killing nine": they killed nobody."""
    rows = """
    They they PRON 2 nsubj
    bombed bomb VERB 0 root
    Homs Homs PROPN 2 obj
    , , PUNCT 7 punct
    according accord VERB 7 case
    to to ADP 5 fixed
    activists activist NOUN 2 obl
    , , PUNCT 9 punct
    killing kill VERB 7 acl
    nine nine NUM 9 obj
    """
    assert arcs(rows)[8] == (1, "advcl")


def test_what_somebody_is_accused_of_hangs_on_the_verb() -> None:
    """ "Accused France of arming rebels"; "the plan of arming rebels" stays on its noun."""
    rows = """
    Cairo Cairo PROPN 2 nsubj
    accused accuse VERB 0 root
    France France PROPN 2 obj
    of of SCONJ 5 mark
    arming arm VERB 3 acl
    rebels rebel NOUN 5 obj
    """
    assert arcs(rows)[4] == (1, "advcl")
    assert arcs(rows.replace("accused accuse", "showed show"))[4] == (2, "acl")


def test_a_noun_behind_its_verb_is_the_object() -> None:
    """ "launched a missile attack": a conjunct that nothing joins is what the verb acts on."""
    rows = """
    Forces force NOUN 2 nsubj
    launched launch VERB 0 root
    a a DET 5 det
    missile missile NOUN 5 compound
    attack attack NOUN 2 conj
    """
    assert arcs(rows)[4] == (1, "obj")
    joined = rows.replace("a a DET 5 det", "and and CCONJ 5 cc")
    assert arcs(joined)[4] == (1, "conj")


def test_of_two_subjects_of_a_verb_of_speech_the_first_has_its_own_verb() -> None:
    """ "Soldiers fired, diplomats said": what was said is a clause, not a participle."""
    rows = """
    Soldiers soldier NOUN 5 nsubj
    fired fire VERB 1 acl
    , , PUNCT 5 punct
    diplomats diplomat NOUN 5 nsubj
    said say VERB 0 root
    """
    assert arcs(rows)[0] == (1, "nsubj")
    assert arcs(rows)[1] == (4, "ccomp")


def test_an_object_with_a_preposition_is_an_oblique_unless_the_verb_has_a_particle() -> None:
    """ "fired on vehicles" but "called off talks"."""
    rows = """
    Soldiers soldier NOUN 2 nsubj
    fired fire VERB 0 root
    on on ADP 4 case
    vehicles vehicle NOUN 2 obj
    """
    assert arcs(rows)[3] == (1, "obl")
    assert arcs(rows.replace("fired fire", "carried carry"))[3] == (1, "obj")


def test_a_second_adjective_is_joined_to_the_first() -> None:
    """ "allied with Qaeda and hostile to Hamas" says two things of one side."""
    rows = """
    allied allied ADJ 0 root
    with with ADP 3 case
    Qaeda Qaeda PROPN 1 obl
    and and CCONJ 5 cc
    hostile hostile ADJ 3 conj
    to to ADP 7 case
    Hamas Hamas PROPN 5 obl
    """
    assert arcs(rows)[4] == (0, "conj")


def test_what_follows_a_verbs_particle_is_its_object() -> None:
    """ "hand over Afrin" gives Afrin away; "flew over Afrin" does not."""
    rows = """
    rebels rebel NOUN 2 nsubj
    hand hand VERB 0 root
    over over ADP 4 case
    Afrin Afrin PROPN 2 obl
    """
    assert arcs(rows)[2:] == [(1, "compound:prt"), (1, "obj")]
    assert arcs(rows.replace("hand hand", "fly fly"))[3] == (1, "obl")


def test_a_second_subject_right_behind_the_verb_is_its_object() -> None:
    """ "Rabat announced a ban"."""
    rows = """
    Rabat Rabat PROPN 2 nsubj
    announced announce VERB 0 root
    a a DET 4 det
    ban ban NOUN 2 nsubj
    """
    assert arcs(rows)[3] == (1, "obj")


def test_corrections_never_close_a_circle() -> None:
    """Two corrections that are right alone may not make two words govern each other."""
    tree = tree_of(
        """
        Rebels rebel NOUN 2 nsubj
        fled flee VERB 0 root
        towns town NOUN 2 obj
        """
    )
    circle = {0: (2, "nmod"), 2: (0, "nmod")}
    assert _open(tree, circle) == {2: (0, "nmod")}
    assert _open(tree, {2: (0, "nmod")}) == {2: (0, "nmod")}
