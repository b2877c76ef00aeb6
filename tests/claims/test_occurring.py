"""Acts that a noun names and that lie ahead, vows of war, and what is brought about."""

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
    ("text", "evidence", "act"),
    [
        (
            "The possible withdrawal of US troops from Syria has raised alarm.",
            "The possible withdrawal of US troops from Syria",
            "RETREAT",
        ),
        (
            "A planned offensive on Idlib has alarmed aid agencies.",
            "A planned offensive on Idlib",
            "ASSAULT",
        ),
        (
            "An offensive on Raqqa is expected in the coming weeks.",
            "An offensive on Raqqa is expected in the coming weeks",
            "ASSAULT",
        ),
        (
            "Fears of an Israeli invasion of Lebanon are growing.",
            "an Israeli invasion of Lebanon",
            "ASSAULT",
        ),
        (
            "A Turkish invasion of northern Syria is imminent.",
            "A Turkish invasion of northern Syria is imminent",
            "ASSAULT",
        ),
        (
            "Talks will take place between Russia and Turkey in Sochi.",
            "Talks will take place between Russia and Turkey in Sochi",
            "CONSULT",
        ),
        (
            "A round of UN-sponsored talks is due to resume in Geneva on Tuesday.",
            "A round of UN-sponsored talks is due to resume in Geneva on Tuesday",
            "CONSULT",
        ),
        (
            "Kurdish forces are days away from capturing Raqqa.",
            "Kurdish forces are days away from capturing Raqqa",
            "gains",
        ),
        (
            "Iran has sworn to destroy Israel.",
            "Iran has sworn to destroy Israel",
            "ASSAULT",
        ),
    ],
)
def test_what_lies_ahead_is_a_forecast(text: str, evidence: str, act: str) -> None:
    """Expected, planned, feared or vowed acts of war have not happened (codebook 8.2)."""
    found = [c for c in told(text) if c.kind == "forecast"]
    assert [(c.evidence.text, c.act, c.stance) for c in found] == [(evidence, act, "future")]
    assert not [c for c in told(text) if c.kind == "event"]


def test_an_unlikely_strike_is_a_forecast_denied() -> None:
    """ "Unlikely" foretells that it will not be (codebook 7.5)."""
    found = told("A US strike on North Korea is unlikely.")
    assert [(c.kind, c.polarity) for c in found] == [("forecast", "-")]


@pytest.mark.parametrize(
    "text",
    [
        "A Turkish invasion of northern Syria began on Friday.",
        "Talks took place between Russia and Turkey in Sochi.",
        "The king promised to help the refugees.",
    ],
)
def test_what_went_on_is_no_forecast(text: str) -> None:
    """What began has happened; a promise of help is AGREE."""
    assert [c.kind for c in told(text)] == ["event"]


@pytest.mark.parametrize(
    "text",
    [
        "The offensive has put a strain on relations between Turkey and the US.",
        "The killing of Saleh leaves Yemen with no clear end to the war.",
        "The loss of Raqqa dealt a blow to Isis.",
    ],
)
def test_what_an_event_does_to_others_is_a_cause(text: str) -> None:
    """One thing led to another (codebook 8.5)."""
    assert [c.kind for c in told(text) if c.kind == "cause"] == ["cause"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister explained the decision to the council of Hama.",
        "The Kurds are terrorists because they fight the army.",
        "The army left with its tanks.",
        "Officials fear the al-Qaida inspired affiliate in Idlib.",
        "The statements avoided blaming Douma on the regime.",
    ],
)
def test_judgements_and_people_bring_nothing_about(text: str) -> None:
    """What somebody explains, or thinks of others and why, is no cause."""
    assert not [c for c in told(text) if c.kind == "cause"]


def test_what_will_be_forced_is_a_forecast_and_no_cause() -> None:
    """ "Could force Y to do Z" foretells Z with Y as its agent (codebook 12.12)."""
    found = told("The loss of the road could force the army to withdraw from Homs.")
    assert [c.kind for c in found if c.kind in ("cause", "forecast")] == ["forecast"]


def test_what_an_attack_leads_others_to_do_is_no_aim_of_the_attack() -> None:
    """The effect of a cause is nobody's purpose (codebook 8.5)."""
    found = told("The attack inspired hundreds to join the rebels.")
    assert [c.kind for c in found] == ["cause"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The town of Idlib could soon fall to the rebels.", "future"),
        ("The army may now attack Idlib.", "future"),
        ("The rebels might not hold Idlib.", "denied"),
        ("There is little chance that the rebels will surrender.", "denied"),
    ],
)
def test_what_may_come_is_a_forecast_with_an_adverb_too(text: str, stance: str) -> None:
    """ "Could soon", "may now" tell of what may come; a scant chance denies it (7.5, 8.2)."""
    assert [(c.kind, c.stance) for c in told(text)] == [("forecast", stance)]


def test_what_is_answered_has_happened() -> None:
    """Who is expected to retaliate for a killing does so later; the killing lies behind."""
    found = {c.kind: c for c in told("Iran is expected to retaliate for the killing of Soleimani.")}
    assert found["forecast"].stance == "future"
    assert all(c.stance != "future" for k, c in found.items() if k != "forecast")
