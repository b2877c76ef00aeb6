"""Counts as newspapers word them: wholes, shares, strengths and the driven out."""

import pytest
from trees import account_of

from contested.accounts.model import Passage
from contested.annotate.annotate import annotate
from contested.claims.extract import extract_claims
from encoder_ready import encoder, needs_weights

pytestmark = needs_weights


def counted(text: str) -> list[tuple[str, int | None, int | None]]:
    """What is counted in the claims of ``text``, with its bounds."""
    account = account_of(text, (Passage("p0", "body", 0, len(text)),), date="2015-10-10")
    found = extract_claims(account, annotate(account, encoder()))
    return [(q.what, q.low, q.high) for c in found for q in c.quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The offensive drove an estimated 40,000 people from their homes in Hama.", "displaced"),
        ("The rebels, 400 strong, attacked the town of Azaz.", "fighters"),
        ("A 3,000-strong force of Kurdish fighters entered Kobani.", "fighters"),
        ("The group had hundreds of local battle-hardened fighters in Sirte.", "fighters"),
        ("Thousands of people forced from their homes by shelling slept there.", "displaced"),
    ],
)
def test_people_are_counted_by_what_they_do_and_suffer(text: str, expected: str) -> None:
    """Who is driven from home is displaced; a strength counts fighters."""
    assert [what for what, _, _ in counted(text)] == [expected]


@pytest.mark.parametrize("whole", ["hostages", "bombers"])
def test_of_a_whole_only_the_part_counts(whole: str) -> None:
    """ "Twelve of the 40": twelve were killed, forty is no count of this act."""
    assert counted(f"Twelve of the 40 {whole} were killed.") == [("killed", 12, 12)]


def test_most_of_a_place_is_a_share() -> None:
    """Most is 51 to 100 percent (codebook 6.3), but most of them or of the week is none."""
    assert counted("The rebels control most of the province of Idlib.") == [("share", 51, 100)]
    assert counted("The army shelled Idlib for most of the week.") == []
