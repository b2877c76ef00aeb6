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
