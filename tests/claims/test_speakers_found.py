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
    """Mentions and depths of who says the shortest claim whose evidence holds ``words``."""
    holding = (c for c in told(text) if words in c.evidence.text)
    found = min(holding, key=lambda c: len(c.evidence.text))
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
    ("text", "words", "who"),
    [
        (
            "Assad met Putin on Sunday, a spokesman for the Kremlin said.",
            "Assad met",
            "a spokesman for the Kremlin",
        ),
        (
            "Rebels were at risk of being hit “every hour of every day”, Adel Karim said in Homs.",
            "being hit",
            "Adel Karim",
        ),
        (
            "The army fell back, the official said, and rebels had shelled its tanks.",
            "had shelled",
            "the official",
        ),
        ("Both sides fear that Iran will bomb the camp.", "will bomb", "Both sides"),
        (
            "Turkey considers the YPG to be a branch of the PKK.",
            "branch of the PKK",
            "Turkey",
        ),
        (
            "It came after a US announcement that rebels had shelled Aleppo.",
            "shelled Aleppo",
            "US",
        ),
        ("Officials are convinced that Iran shelled the tanker.", "shelled", "Officials"),
        (
            "NATO leaders condemned Russia's military intervention in Syria.",
            "Russia's military",
            "NATO leaders",
        ),
        (
            "The mayor called the raid a “massacre”. “Russian jets bombed the market.”",
            "bombed the market",
            "The mayor",
        ),
        (
            "Officers in the war on the group who say it holds three villages were alarmed.",
            "holds three villages",
            "Officers",
        ),
    ],
)
def test_who_says_it_is_found_however_it_is_put(text: str, words: str, who: str) -> None:
    """Behind a comma, around a few quoted words, by fear, judgement, a noun or an adjective."""
    assert chain(text, words)[-1:] == [(who, 0)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ministers learned that two rebels had been captured by the army.", "captured"),
        ("Kerry said he was worried about the war, as he urged Turkey to free the men.", "urged"),
        ("The group has claimed nine victims, including a priest kidnapped in Raqqa.", "kidnapped"),
        ("Iran regards Hezbollah as an ally.", "ally"),
    ],
)
def test_what_the_narrator_tells_has_no_link(text: str, words: str) -> None:
    """What is learnt, what is added of the speaker, what is taken, and whose ally somebody is."""
    assert chain(text, words) == []


def test_unnamed_officials_speak_for_their_side() -> None:
    """They are anonymous, their words their side's; "the official" is the one named before."""
    text = "A Turkish official met Assad. The official said the rebels had shelled Homs."
    (link,) = next(c for c in told(text) if "shelled" in c.evidence.text).chain
    assert (link.kind, link.actor) == ("anonymous", "turkey")


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


def test_what_a_speaker_adds_is_the_same_speakers() -> None:
    """Wherever the participle hangs, "adding that" goes on with who said the rest."""
    text = "The army said it had killed nine rebels, adding that two soldiers were wounded."
    assert chain(text, "two soldiers") == [("The army", 0)]


def test_a_person_with_a_name_is_no_anonymous_office() -> None:
    """A spokesman whose name stands in apposition is a person (codebook 10.4)."""
    text = "The Kremlin's spokesman, Dmitry Peskov, told reporters that rebels had shelled Homs."
    (link,) = told(text)[0].chain
    assert link.kind == "person"


@pytest.mark.parametrize(
    "text",
    ["It is not known how many soldiers were killed in Homs.", "It is unclear who shelled Homs."],
)
def test_what_is_left_open_is_a_question(text: str) -> None:
    """ "Not known how many", "unclear who" are indirect questions (codebook 7.6)."""
    assert [c.stance for c in told(text)] == ["hypothetical"]
