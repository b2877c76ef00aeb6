"""Aims that infinitives and gerunds state, each an intent of its own, and what is none."""

import pytest
from trees import account_of

from contested.accounts.model import Passage
from contested.annotate.annotate import annotate
from contested.claims.extract import extract_claims
from contested.claims.model import Claim
from encoder_ready import encoder, needs_weights

pytestmark = needs_weights


def told(text: str) -> tuple[Claim, ...]:
    """The claims of ``text``, published on Saturday 10 October 2015."""
    account = account_of(text, (Passage("p0", "body", 0, len(text)),), date="2015-10-10")
    return extract_claims(account, annotate(account, encoder()))


def aims(text: str) -> list[str]:
    """The evidence of the intents of ``text``."""
    return [c.evidence.text for c in told(text) if c.kind == "intent"]


@pytest.mark.parametrize(
    ("text", "aim", "whose"),
    [
        (
            "Turkey launched an offensive to oust Kurdish forces from Afrin.",
            "to oust Kurdish forces from Afrin",
            "turkey",
        ),
        (
            "Russian jets bombed the road to stop rebel reinforcements.",
            "to stop rebel reinforcements",
            "russia",
        ),
        (
            "The US is focused on hunting Islamic State terrorists.",
            "The US is focused on hunting Islamic State terrorists",
            "united-states",
        ),
        (
            "Turkey remained committed to joining the EU.",
            "Turkey remained committed to joining the EU",
            "turkey",
        ),
        ("The US trained 5,000 rebels to fight Isis.", "to fight Isis", "united-states"),
    ],
)
def test_what_something_is_done_for_is_an_intent(text: str, aim: str, whose: str) -> None:
    """The clause of purpose is the evidence, and whoever acts to that end is the agent (8.1)."""
    found = [c for c in told(text) if c.kind == "intent"]
    assert [c.evidence.text for c in found] == [aim]
    assert [a.actor for a in found[0].agents] == [whose]
    assert found[0].stance == "asserted"


def test_what_is_aimed_at_is_no_event() -> None:
    """Only the launch has happened (codebook 8.1)."""
    kinds = [c.kind for c in told("Turkey launched an offensive to oust Kurdish forces.")]
    assert kinds == ["event", "intent"]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "The Saudis want to restore Hadi and to drive the Houthis from Sanaa.",
            "The Saudis want to restore Hadi",
            "to drive the Houthis from Sanaa",
        ),
        (
            "The army's aim is to consolidate its position and expand its control eastwards.",
            "The army's aim is to consolidate its position",
            "expand its control eastwards",
        ),
        (
            "Ethiopia sent troops to Tigray to disarm the rebels and restore order.",
            "to disarm the rebels",
            "restore order",
        ),
    ],
)
def test_coordinated_aims_are_separate(text: str, first: str, second: str) -> None:
    """The second of two aims starts at its own verb (codebook 3.3, 8.1)."""
    assert aims(text) == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Trump called on Ankara to avoid clashes with the Kurds.",
        "It took the army two years to capture the town.",
        "The rebels did not have the manpower to hold the town.",
        "He travelled to Vienna to see his mother.",
        "May met Erdogan to discuss the crisis in Idlib.",
        "The last rebels to leave Daraya burned their homes.",
        "The coalition's aim is not only humanitarian.",
        "The army attempted to storm the town.",
    ],
)
def test_an_infinitive_that_is_no_aim(text: str) -> None:
    """What is asked for, takes time, needs men, is private or was tried is no intent."""
    assert aims(text) == []


def test_a_verb_the_tagger_misses_behind_to_still_opens_an_aim() -> None:
    """ "Oust" is rare, but nothing except a verb stands between "to" and an object."""
    text = "Turkey launched a ground and air offensive to oust Kurdish forces in January."
    assert len(aims(text)) == 1


def test_an_aim_of_a_deed_is_that_of_who_is_behind_it() -> None:
    """Who sponsors talks has their aim; a campaign that nobody leads by name has its own."""
    (first,) = [
        c
        for c in told("UN-sponsored talks designed to end the war collapsed.")
        if c.kind == "intent"
    ]
    assert [a.actor for a in first.agents] == ["united-nations"]
    (second,) = told("The aim of the campaign is to create a buffer zone along the border.")
    assert [a.mention for a in second.agents] == ["the campaign"]


def test_the_aim_of_ending_a_war_is_not_denied() -> None:
    """To end is a negation of the war, not of the aim."""
    (found,) = [
        c
        for c in told("A Russian plan aimed at ending the siege was rejected.")
        if c.kind == "intent"
    ]
    assert found.stance == "asserted"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Ukraine is determined to retake Crimea.", "ukraine"),
        ("The Russians came to help Assad.", "russia"),
        ("Azerbaijan massed troops with the intention of retaking Lachin.", "azerbaijan"),
    ],
)
def test_who_came_who_is_determined_and_who_acts_with_an_aim(text: str, whose: str) -> None:
    """An aim has the agent of the words it hangs on (codebook 8.1), and is no gain or event."""
    (found,) = [c for c in told(text) if c.kind == "intent"]
    assert [a.actor for a in found.agents] == [whose]
    assert not [c for c in told(text) if c.kind == "control"]


def test_what_a_mission_is_to_do_is_an_aim() -> None:
    """A mission told by its infinitive is a purpose (codebook 8.1)."""
    assert aims("Their mission is to train Ukrainian soldiers.") != []


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("American troops are in Syria to fight Isis.", "to fight Isis"),
        (
            "The rebels stayed in Homs to defend the old town against the army.",
            "to defend the old town against the army",
        ),
    ],
)
def test_why_somebody_is_where_he_is_is_an_intent(text: str, aim: str) -> None:
    """Whoever is or stays somewhere to do something has an aim, as who comes there for it."""
    assert aims(text) == [aim]


def test_what_an_undertaking_is_for_is_an_aim_of_who_leads_it() -> None:
    """ "Led the campaign to drive them out": the infinitive says what the campaign is for."""
    text = "The YPG led the campaign to drive Islamic State from northern Syria."
    assert aims(text) == ["to drive Islamic State from northern Syria"]
