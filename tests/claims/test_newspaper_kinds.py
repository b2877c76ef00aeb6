"""What newspapers word so that it is no claim, an aim, a promise or yet to come; and when."""

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


@pytest.mark.parametrize(
    "text",
    [
        "The official declined to be identified.",
        "The officer refused to be named.",
    ],
)
def test_silence_is_no_claim(text: str) -> None:
    """Who will not be named takes no stand."""
    assert told(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Washington warned Turkey not to attack the Kurds.",
        "Moscow warned NATO against bombing the capital.",
    ],
)
def test_what_is_warned_against_is_not_done(text: str) -> None:
    """A warning may be told (codebook 3.5), but not what it is against (12.11)."""
    assert {c.act for c in told(text)} <= {"THREATEN", "REQUEST"}


def test_what_must_come_first_is_no_claim() -> None:
    """The content of a "when" or "until" before the future is its condition (codebook 1.8)."""
    assert [c.act for c in told("When troops attack the city, people will flee.")] == ["RETREAT"]
    assert all(c.kind != "control" for c in told("The army will go on until it captures Aleppo."))
    assert {c.kind for c in told("Rebels fled when the army captured Aleppo.")} >= {"control"}


def test_an_impending_act_is_a_forecast() -> None:
    """An imminent offensive has not happened; an offensive has."""
    text = "The general spoke of an {}offensive against the Kurds."
    assert [c.kind for c in told(text.format("imminent ")) if c.act == "ASSAULT"] == ["forecast"]
    assert [c.kind for c in told(text.format(""))] == ["event"]


def test_what_somebody_goes_somewhere_for_is_an_aim() -> None:
    """The journey happened, the destruction is what it was for (codebook 8.1)."""
    kinds = [c.kind for c in told("The army came to Aleppo to destroy the rebels.")]
    assert kinds == ["event", "intent"]


def test_pledged_support_is_a_promise() -> None:
    """To pledge a good turn is AGREE (codebook 5.6), with whom it is pledged to as its target."""
    claim = told("Russia pledged support for the Syrian government.")[0]
    assert claim.act == "AGREE"
    assert [t.actor for t in claim.targets] == ["syria"]


def test_who_is_engaged_in_a_fight_fights() -> None:
    """A passive in form alone: its subject acts, and who stands behind "against" is fought."""
    claim = told("Ukraine is engaged in a struggle against Russia.")[0]
    assert [a.actor for a in claim.agents] == ["ukraine"]
    assert [t.actor for t in claim.targets] == ["russia"]


def test_the_year_of_a_law_is_no_date() -> None:
    """ "The Terrorism Act 2006" tells nothing of when the arrest was."""
    assert told("He was arrested under the Terrorism Act 2006.")[0].time.basis == "account"
    assert told("He was arrested in 2006.")[0].time.start == "2006-01-01"


def test_the_previous_hours_count_from_the_day_told() -> None:
    """A stretch called previous ends with the weekday named before it."""
    text = "On Friday the army shelled Douma. Over the previous twenty-four hours, {}"
    claim = told(text.format("rebels had killed nine soldiers."))[-1]
    assert (claim.time.start, claim.time.end) == ("2015-10-08", "2015-10-10")


def test_both_ends_of_not_to_but_to_are_aims() -> None:
    """The first aim is denied, the second stated; neither happened."""
    found = told("Russia intervened not to fight Isis, but to save Assad.")
    assert [c.stance for c in found if c.kind == "intent"] == ["denied", "asserted"]


def test_troops_are_sent_for_an_aim() -> None:
    """What troops will be sent to do is no forecast of its own."""
    found = told("Analysts say the army will send troops to retake Palmyra.")
    assert [c.kind for c in found] == ["forecast", "intent"]


def test_a_war_displaces_a_share() -> None:
    """ "Half of the population" counted over a war is a toll with a share."""
    claim = told("The war has displaced half of the population.")[0]
    assert (claim.kind, [(q.what, q.low) for q in claim.quantities]) == ("toll", [("share", 50)])


def test_a_co_accused_accuses_nobody() -> None:
    """What somebody is called is no accusation."""
    assert all(c.act != "ACCUSE" for c in told("His co-accused, Ali, fled to Turkey."))


def test_a_day_to_come_does_not_date_the_past() -> None:
    """The day of a forecast is not inherited by what was done before."""
    found = told("Ministers will meet on Monday. Rebels shelled the airport.")
    assert found[-1].time.basis == "account"


def test_a_when_behind_a_day_is_told_of_that_day() -> None:
    """ "On Friday when Iran hosts a summit" is no condition."""
    found = told("The rift will be plain on Friday when Iran meets Russia in Tehran.")
    assert "CONSULT" in [c.act for c in found]


def test_a_year_in_the_name_of_a_thing_dates_no_later_sentence() -> None:
    """The 2003 invasion dates itself; "In 2003" dates the story."""
    tail = "Troops shelled Fallujah."
    assert told(f"The 2003 invasion of Iraq split the region. {tail}")[-1].time.basis == "account"
    assert told(f"In 2003 America invaded Iraq. {tail}")[-1].time.start == "2003-01-01"


def test_an_attack_blamed_on_somebody_is_no_attack_on_him() -> None:
    """ "Blaming the attack on Russia" accuses Russia; nobody attacked it."""
    found = told("The minister avoided blaming the attack on Russia.")
    assert [(c.act, c.stance) for c in found] == [("ACCUSE", "denied")]


def test_who_was_sent_to_kill_has_not_killed() -> None:
    """The aim of a sending is an intent, however it is parsed."""
    found = told("Gunmen were sent to kill the minister.")
    assert [c.kind for c in found if c.act != "COERCE"] == ["intent"]
