"""Who says it in real reports: statements, reports of things, what is merely claimed."""

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


def chain(text: str, words: str) -> list[tuple[str, int]]:
    """Mentions and depths of who says the first claim whose evidence holds ``words``."""
    found = next(c for c in told(text) if words in c.evidence.text)
    return [(link.mention, link.depth) for link in found.chain]


STATEMENT = (
    "The minister met his colleagues in Paris on Friday.\n\nAfter the talks the minister said:\n\n"
    "The rebels seized Homs on Monday.\n\nWe have supported the army since May.\n\n"
    "Britain bombed Raqqa on Tuesday."
)


@pytest.mark.parametrize("words", ["seized Homs", "supported the army", "bombed Raqqa"])
def test_paragraphs_behind_a_colon_are_the_announced_speakers(words: str) -> None:
    """A statement that is printed without marks is told by who "said:" it (codebook 10.9)."""
    assert chain(STATEMENT, words) == [("the minister", 0)]


def test_what_is_told_behind_a_colon_in_no_own_voice_is_the_narrators() -> None:
    """Without "we" or "I" the paragraphs behind the colon are not taken for a statement."""
    text = STATEMENT.replace("We have supported", "Others have supported")
    assert chain(text, "bombed Raqqa") == []


@pytest.mark.parametrize(
    ("text", "words", "link"),
    [
        (
            "There were reports of clashes between the army and rebels near Hama.",
            "clashes",
            "reports",
        ),
        ("We are worried by reports of the murder of civilians in Mosul.", "murder", "reports"),
    ],
)
def test_reports_of_something_are_an_anonymous_link(text: str, words: str, link: str) -> None:
    """Some reports are a link of their own, without what they tell of (codebook 10.5)."""
    assert chain(text, words) == [(link, 0)]


def test_denied_reports_add_no_link() -> None:
    """Who denies reports of something is the last of the chain (codebook 7.1)."""
    text = "He dismissed reports of Iranian missiles hitting the base."
    assert chain(text, "missiles") == [("He", 0)]


@pytest.mark.parametrize(
    ("verb", "treatment"),
    [("claimed", "neutral"), ("admitted", "neutral"), ("boasted", "distanced"),
     ("confirmed", "endorsed")],
)  # fmt: skip
def test_only_words_that_scoff_or_vouch_treat_the_speaker(verb: str, treatment: str) -> None:
    """ "Claimed" and "admitted" alone are neutral (codebook 11.1, 12.25)."""
    (claim,) = told(f"The ministry {verb} that its troops had seized Homs.")
    assert claim.treatment == treatment


def test_scare_quotes_distance_the_claim_that_holds_them_alone() -> None:
    """A quoted label says nothing of the other claims in the sentence (codebook 11.2)."""
    text = 'The general said his men had killed 40 "terrorists" and that rebels shelled Homs.'
    assert [c.treatment for c in told(text)] == ["distanced", "neutral"]
