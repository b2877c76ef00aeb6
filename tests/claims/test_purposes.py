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
