"""How many in real reports: one who is killed or held, what only refers, counts that are shared."""

import pytest
from trees import account_of

from contested.accounts.model import Passage
from contested.annotate.annotate import annotate
from contested.claims.extract import extract_claims
from encoder_ready import encoder, needs_weights

pytestmark = needs_weights
Counts = list[tuple[str, int | None, int | None]]


def counts(text: str) -> list[Counts]:
    """What is counted, low and high, by claim in text order."""
    account = account_of(text, (Passage("p0", "body", 0, len(text)),), date="2015-10-10")
    claims = extract_claims(account, annotate(account, encoder()))
    return [[(q.what, q.low, q.high) for q in c.quantities] for c in claims]


@pytest.mark.parametrize(
    ("text", "what", "n"),
    [
        ("A soldier was killed near Homs.", "killed", 1),
        ("The army arrested Karim Haddad in Aleppo on Monday.", "detained", 1),
        ("Her brother was detained by Isis in 2013.", "detained", 1),
        ("He was killed in a strike near Idlib.", "killed", 1),
        ("Adel Karim and Rami Haddad were killed by a drone in Raqqa.", "killed", 2),
        ("The pair were captured by Kurdish fighters near Raqqa.", "detained", 2),
    ],
)
def test_single_persons_are_counted_without_a_numeral(text: str, what: str, n: int) -> None:
    """A person killed or held counts one, with a name or without (codebook 6.2)."""
    assert counts(text) == [[(what, n, n)]]


@pytest.mark.parametrize(
    "text",
    [
        "The crowd was killed near Homs.",
        "Activists were arrested in Cairo.",
        "The two presidents met in Sochi on Wednesday.",
        "The families of hundreds of prisoners urged the government to free them.",
    ],
)
def test_what_may_be_many_or_only_refers_is_not_counted(text: str) -> None:
    """A crowd, bare plurals, "the two" who were spoken of, and whose families they are."""
    assert counts(text) == [[]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels took 14 out of 23 districts of Raqqa.", [[("places", 14, 14)]]),
        (
            "Two men were killed and 30 wounded on Monday.",
            [[("killed", 2, 2)], [("injured", 30, 30)]],
        ),
        (
            "Ten people were arrested and at least four killed in Tehran.",
            [[("detained", 10, 10)], [("killed", 4, None)]],
        ),
        (
            "Dozens, perhaps hundreds, of civilians were killed in Tadamon.",
            [[("killed", 24, 999)]],
        ),
        ("The execution of 27 hostages by the group shocked Paris.", [[("killed", 27, 27)]]),
        (
            "The army increased the number of soldiers in Mali to 3,000.",
            [[("fighters", 3000, 3000)]],
        ),
    ],
)
def test_a_number_counts_its_own_and_nothing_else(text: str, expected: list[Counts]) -> None:
    """Parts of wholes, numbers before bare participles, ranges of words, what rises to a number."""
    assert counts(text) == expected
