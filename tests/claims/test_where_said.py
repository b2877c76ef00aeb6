"""Places that stand in a clause, and who is no speaker, read from kept parses."""

import pytest
from told import claim_of

DAY = "2015-10-10"


def chain(text: str, words: str) -> list[tuple[str, str]]:
    """Mentions and kinds of the links."""
    return [(link.mention, link.kind) for link in claim_of(text, words, DAY).chain]


def test_a_town_that_an_authority_is_named_after_is_where_something_is() -> None:
    """ "In Erbil" is the town, though "Erbil" may stand for its government."""
    text = "Gunmen killed three policemen in Erbil on Sunday."
    (place,) = claim_of(text, "killed", DAY).places
    assert (place.mention, place.role) == ("Erbil", "at")
    assert place.lat is not None


def test_places_that_end_an_organisations_name_are_nowhere() -> None:
    """ "The Islamic State in Iraq and the Levant" does not say where it was bombed."""
    text = "The United States bombed the Islamic State in Iraq and the Levant."
    assert not claim_of(text, "bombed", DAY).places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Codebook 7.4: a belief of nobody is dropped.
        ("The commander is believed to have killed two officers.", "killed"),
        # What is done says nothing.
        ("The attacks said that Russia had bombed Kiev.", "bombed"),
    ],
)
def test_nobody_is_said_to_speak(text: str, words: str) -> None:
    """No link without a speaker."""
    assert chain(text, words) == []


def test_unnamed_persons_in_office_are_anonymous() -> None:
    """Codebook 10.5: "officials and commanders" of no state are unnamed people."""
    text = "Officials and commanders said rebels had seized the town."
    assert chain(text, "seized") == [("Officials", "anonymous"), ("commanders", "anonymous")]


def test_who_is_cited_behind_what_is_said_says_it() -> None:
    """ "…, Reuters cited the minister as saying on Tuesday": outlet outside, minister inside."""
    text = (
        "Rebels seized the base, Reuters cited the defence minister, Sergei Shoigu, "
        "as saying on Tuesday."
    )
    links = claim_of(text, "seized", DAY).chain
    assert [(x.mention.split(",")[0], x.depth) for x in links] == [
        ("Reuters", 0),
        ("the defence minister", 1),
    ]


def test_it_without_an_antecedent_is_nobody() -> None:
    """Nothing before "It said" could be meant."""
    assert chain("It said that troops had seized the town.", "seized") == []


def test_evidence_opens_with_the_preposition_of_its_place() -> None:
    """The whole phrase belongs to the act, its first word too."""
    text = "In the northern city of Mosul, militants executed 10 men."
    assert claim_of(text, "executed", DAY).evidence.text == text[:-1]


def test_where_the_dead_were_fighting_is_where_they_died() -> None:
    """ "Killed while fighting for X in Syria" was in Syria."""
    text = "Two Britons were killed while fighting for Isis in Syria."
    (place,) = claim_of(text, "killed", DAY).places
    assert (place.mention, place.role) == ("Syria", "at")
