"""What lies ahead is foretold, and what no single incident can have done is a total."""

import pytest
from told import claim_of, claims_told

DAY = "2021-06-20"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hundreds of people could be killed.", "could be killed"),
        ("The envoy warned that thousands of people could be killed.", "people could be killed"),
        ("An offensive would be launched in days, the minister said.", "would be launched"),
        (
            "Families are bracing for an imminent attack by government forces.",
            "imminent attack by government forces",
        ),
    ],
)
def test_an_attack_that_may_come_is_a_forecast(text: str, words: str) -> None:
    """Also in the passive, warned of, without a doer, or named by a noun with one side alone."""
    found = claim_of(text, words, DAY)
    assert (found.kind, found.about, found.act) == ("forecast", "event", "ASSAULT")


def test_what_was_known_beforehand_lay_ahead() -> None:
    """ "Would" below a verb told in the past is the future of then, no supposition."""
    found = claim_of("Everyone knew the town would be besieged.", "besieged", DAY)
    assert (found.kind, found.act, found.modality) == ("forecast", "besieges", "future")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A summit between Chad and Sudan to be held in Cairo on Friday was welcomed.", "summit"),
        ("Talks will resume in Doha this week.", "Talks will resume"),
        ("Cairo will be the third meeting between the envoys this year.", "third meeting"),
    ],
)
def test_a_meeting_to_come_is_a_forecast(text: str, words: str) -> None:
    """To be held, to go on, or what something will be: also when nobody takes part by name."""
    found = claim_of(text, words, DAY)
    assert (found.kind, found.about, found.act) == ("forecast", "event", "CONSULT")


def test_a_participle_of_effect_begins_at_itself() -> None:
    """The clause before it states a claim of its own, which the cause does not repeat."""
    told = claims_told("Militants took the bridge, forcing the army to withdraw.", DAY)
    causes = [c.evidence.text for c in told if c.kind == "cause"]
    assert causes == ["forcing the army to withdraw"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("More than 9,000 civilians were killed in the valley.", "toll"),
        ("About 2,400 detainees died inside the prisons of the militia.", "toll"),
        ("In Marn, 3,000 men were massacred.", "event"),
    ],
)
def test_thousands_dead_by_nobody_named_are_a_total(text: str, kind: str) -> None:
    """No incident kills thousands, but for a verb that names one, such as a massacre."""
    assert [c.kind for c in claims_told(text, DAY)] == [kind]
