"""What somebody will let or make others do, and what is met for, built or put off."""

import pytest
from whole import agents, claims

from encoder_ready import needs_weights

pytestmark = needs_weights


@pytest.mark.parametrize(
    "text",
    [
        "The deal will allow Hamas to attack Israel",
        "The corridor could allow Hamas to attack the base",
    ],
)
def test_what_will_let_others_act_is_foretold_with_their_act(text: str) -> None:
    """The evidence begins with what brings it about, and who acts is the agent (12.12)."""
    (found,) = claims(f"{text}.")
    assert (found.kind, found.act, found.evidence.text) == ("forecast", "ASSAULT", text)
    assert agents(f"{text}.", text) == ["hamas"]


def test_what_somebody_will_not_allow_is_his_own_act() -> None:
    """A refusal to come is of who refuses, and what is refused is no claim beside it."""
    (found,) = claims("Russia will not allow the Kurds to attend the talks.")
    assert (found.kind, found.act, found.polarity) == ("forecast", "CONCEDE", "-")
    assert [a.actor for a in found.agents] == ["russia"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Turkey will not participate in the negotiations.", "CONSULT"),
        ("Kurdish leaders said they would not attend.", "CONSULT"),
        ("Putin will convene a congress in Sochi in February.", "CONSULT"),
        ("Moscow has postponed the peace conference.", "SANCTION"),
        ("The US will build a border force in Syria.", "MOBILIZE"),
        ("The militants sent him to prison.", "COERCE"),
        ("The army vowed to eradicate the militants.", "ASSAULT"),
    ],
)
def test_verbs_of_everyday_use_are_acts_by_their_objects(text: str, act: str) -> None:
    """Talks are attended and put off, a force is built, and a prisoner is sent to prison."""
    assert [c.act for c in claims(text)] == [act]
