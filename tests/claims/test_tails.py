"""What belongs to an act's evidence behind its last argument, and what is one act with it."""

import pytest
from whole import claims

from encoder_ready import needs_weights

pytestmark = needs_weights


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (
            "Two strikes near Raqqa destroyed a building, a truck, and a mortar system.",
            "destroyed a building, a truck, and a mortar system",
        ),
        (
            "Some boys were beaten, as well as some men in prisons.",
            "Some boys were beaten, as well as some men in prisons",
        ),
        (
            "The writer was abducted from her home by the group, along with her husband.",
            "was abducted from her home by the group, along with her husband",
        ),
        (
            "Three hostages were murdered, among them the aid workers Ann Poe and Tom Roe.",
            "Three hostages were murdered, among them the aid workers Ann Poe and Tom Roe",
        ),
    ],
)
def test_evidence_goes_on_to_all_who_are_meant(text: str, evidence: str) -> None:
    """A list behind the object, and who else suffered, belong to the act (codebook 1.3)."""
    assert any(c.evidence.text.endswith(evidence) for c in claims(text) if c.act == "ASSAULT")


def test_things_in_a_list_with_a_comma_before_its_and_are_all_hit() -> None:
    """The members of a list are targets, none says what the one before is."""
    found = claims("Two strikes near Raqqa destroyed a building, a truck, and a mortar system.")
    (act,) = (c for c in found if c.kind == "event")
    assert [t.mention for t in act.targets] == ["a building", "a truck", "a mortar system"]


def test_joined_results_are_one_act_with_what_caused_them() -> None:
    """ "Killing twelve and wounding thirty" are numbers of the strike (codebook 1.3)."""
    text = "The jets struck a market in Idlib, killing 12 people and wounding 30."
    (found,) = claims(text)
    assert {q.what for q in found.quantities} == {"killed", "injured"}


def test_what_somebody_works_at_is_done_not_only_aimed_at() -> None:
    """Who is working to train fighters trains them."""
    found = claims("Most are special forces, working to train and advise the rebels.")
    assert {(c.kind, c.act) for c in found} == {("event", "AID")}


@pytest.mark.parametrize(
    "text",
    [
        "The engineer was killed while clearing mines near Raqqa.",
        "Three volunteers died fighting in the ranks of the YPG.",
    ],
)
def test_what_somebody_was_about_when_harmed_belongs_to_the_harm(text: str) -> None:
    """ "While clearing mines" is a circumstance of the death (codebook 3.1)."""
    assert text[:-1] in [c.evidence.text for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("He spoke against Assad's allies, Russia and Iran.", "Assad's allies, Russia and Iran"),
        (
            "Washington paid its proxies, known as the Northern Army, for years.",
            "its proxies, known as the Northern Army",
        ),
    ],
)
def test_names_of_allies_belong_to_what_says_they_are(text: str, evidence: str) -> None:
    """Who the allies are stands behind the comma (codebook 8.7)."""
    assert evidence in [c.evidence.text for c in claims(text) if c.kind == "relation"]
