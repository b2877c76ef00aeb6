"""Where evidence begins and ends in whole sentences, read with the shipped encoder."""

import pytest
from trees import account_of

from contested.accounts.model import Passage
from contested.annotate.annotate import annotate
from contested.claims.extract import extract_claims
from encoder_ready import encoder, needs_weights

pytestmark = needs_weights


def stretches(text: str) -> list[str]:
    """The evidence of every claim of ``text``."""
    account = account_of(text, (Passage("p0", "body", 0, len(text)),), date="2015-10-10")
    return [c.evidence.text for c in extract_claims(account, annotate(account, encoder()))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Syria's rebel-held province of Idlib is home to three million people.",
            "Syria's rebel-held province of Idlib",
        ),
        ("He fled Isis-held parts of Iraq and Syria in 2016.", "Isis-held parts of Iraq and Syria"),
        (
            "Civilians in Ghouta live under a siege imposed by forces loyal to the president.",
            "a siege imposed by forces",
        ),
        (
            "The village is held by the rebel faction Ahrar al-Sham.",
            "The village is held by the rebel faction Ahrar al-Sham",
        ),
        (
            "Turkish troops were reported to have captured the hill overlooking Afrin on Sunday.",
            "Turkish troops were reported to have captured the hill overlooking Afrin on Sunday",
        ),
    ],
)
def test_evidence_holds_what_belongs_to_its_words(text: str, expected: str) -> None:
    """Names behind a noun, the noun of a participle and a raised subject are in."""
    found = stretches(text)
    assert any(x.startswith(expected) for x in found), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The offer was endorsed by the EU foreign policy chief, Maria Lindt, on Sunday.",
            "The offer was endorsed by the EU foreign policy chief, Maria Lindt",
        ),
        (
            "She urged the army to avoid any steps that might harm civilians in the valley.",
            "She urged the army to avoid any steps that might harm civilians in the valley",
        ),
        ("They threaten the village by shelling its only road.", "They threaten the village by"),
    ],
)
def test_evidence_holds_the_name_of_who_was_told_means_and_what_says_which(
    text: str, expected: str
) -> None:
    """A bare name behind an office, "by" with its verb and a clause without a comma are in."""
    found = stretches(text)
    assert any(x.startswith(expected) for x in found), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Turkey now wants to extend its campaign, driven by its own strategic goals.",
            "Turkey now wants to extend its campaign",
        ),
        (
            "The envoy wants to keep Russia at the table since he needs its vote.",
            "The envoy wants to keep Russia at the table",
        ),
    ],
)
def test_what_only_comments_on_an_aim_is_no_part_of_its_evidence(text: str, expected: str) -> None:
    """A clause behind a comma or with "since" ends it."""
    assert expected in stretches(text)
