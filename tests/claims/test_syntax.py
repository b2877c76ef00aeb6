"""Slot promises: passives undone, left-out subjects and objects put back, wholes for quantities."""

import pytest
from rows import (
    AIMED,
    ALLY,
    APART,
    BESIEGED,
    CONTROLLED,
    COORDINATED,
    GAP,
    LET,
    OFFENSIVE,
    PARTITIVE,
    PASSIVE,
    RELATIVE,
    SEIZED,
    STRIKES,
)
from trees import tree_of

from contested.claims.syntax import is_passive, light_object_slots, slots_of


def slots(rows: str, form: str) -> dict[str, list[str]]:
    """Slots of the predicate written ``form``, as words; inherited ones in brackets."""
    tree = tree_of(rows)
    i = next(k for k, w in enumerate(tree.words) if w.text == form)
    found = slots_of(tree, i)
    return {
        name: [
            f"({tree.words[f.head].text})" if f.inherited else tree.words[f.head].text for f in x
        ]
        for name, x in found.items()
    }


@pytest.mark.parametrize(
    ("rows", "form", "expected"),
    [
        (COORDINATED, "took", {"subj": ["Rebels"], "obj": ["Marn"]}),
        (BESIEGED, "besieged", {"subj": ["group"], "obj": ["airbase"], "since": ["March"]}),
        (STRIKES, "killed", {"subj": ["strikes"], "obj": ["people"], "on": ["Friday"]}),
    ],
)
def test_a_plain_verb_has_its_own_arguments(
    rows: str, form: str, expected: dict[str, list[str]]
) -> None:
    """Subject, object and each preposition fill a slot of their name."""
    assert slots(rows, form) == expected


def test_a_passive_is_undone() -> None:
    """What suffers stands as object, who does it after "by"; no one is the subject."""
    assert slots(PASSIVE, "shelled") == {"obj": ["town"], "by": ["troops"]}


def test_a_coordinated_passive_shares_what_suffers() -> None:
    """ "was shelled by A and stormed by B": the town suffers both."""
    assert slots(PASSIVE, "stormed") == {"obj": ["(town)"], "by": ["militants"]}


def test_a_coordinated_verb_inherits_its_subject() -> None:
    """Who took the town also razed the homes, and the words stand outside that clause."""
    assert slots(COORDINATED, "razed") == {"subj": ["(Rebels)"], "obj": ["homes"]}


def test_coordinated_nouns_fill_one_slot() -> None:
    """Both conjuncts are subjects of one predicate."""
    assert slots(SEIZED, "seized")["subj"] == ["army", "militia"]


def test_what_is_set_apart_fills_no_slot() -> None:
    """ "They met the general, not the minister": no meeting with the minister."""
    assert slots(APART, "met") == {"subj": ["They"], "obj": ["General"]}


@pytest.mark.parametrize(
    ("rows", "form", "subject"),
    [(CONTROLLED, "bomb", "Moscow"), (LET, "take", "rebels")],
)
def test_verbs_of_asking_lend_their_object(rows: str, form: str, subject: str) -> None:
    """Who is asked or allowed is the one who would do it."""
    assert slots(rows, form)["subj"] == [subject]


def test_an_aim_belongs_to_whoever_has_it() -> None:
    """ "Russia launched a campaign to crush …": Russia would crush."""
    assert slots(AIMED, "crush") == {"subj": ["(Russia)"], "obj": ["rebels"]}


def test_a_relative_subject_stands_for_its_noun() -> None:
    """ "fighters who hold Dayr": the fighters hold it."""
    assert slots(CONTROLLED, "hold") == {"subj": ["fighters"], "obj": ["Dayr"]}


def test_a_relative_object_stands_for_its_noun() -> None:
    """ "militants that the army besieged": the militants are besieged, not "that"."""
    assert slots(RELATIVE, "besieged") == {"subj": ["army"], "obj": ["militants"]}


def test_a_left_out_object_is_put_back() -> None:
    """ "people we back": we back the people."""
    assert slots(GAP, "back") == {"subj": ["we"], "obj": ["people"]}


def test_words_of_quantity_give_way_to_what_they_count() -> None:
    """ "a mix of rebel groups attacked": the groups did."""
    assert slots(PARTITIVE, "attacked")["subj"] == ["groups"]


def test_a_noun_has_owners_modifiers_and_phrases() -> None:
    """Possessors, adjectives and prepositional phrases of a nominal act."""
    assert slots(STRIKES, "strikes") == {"amod": ["Russian"], "on": ["villages"]}
    assert slots(ALLY, "ally") == {"poss": ["Moscow"], "copula": ["Assad"]}


def test_a_light_verb_opens_its_object() -> None:
    """ "launched an offensive against rebels": the rebels hang on the offensive."""
    tree = tree_of(OFFENSIVE)
    found = light_object_slots(tree, 2, slots_of(tree, 2))
    assert [tree.words[f.head].text for f in found["against"]] == ["rebels"]


def test_bare_participles_after_a_noun_are_passive() -> None:
    """ "the town shelled by troops" is passive, "the troops shelling it" is not."""
    rows = """
    the the DET 2 det
    town town NOUN 0 root
    {} shell VERB 2 acl
    """
    assert is_passive(tree_of(rows.format("shelled")), 2)
    assert not is_passive(tree_of(rows.format("shelling")), 2)
    assert not is_passive(tree_of(COORDINATED), 4)
