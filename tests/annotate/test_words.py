"""Word splitting promises: Universal Dependencies' words, verbatim, in order, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.annotate.words import split_words

# Letters, marks and white space that reports mix, beside whatever Unicode hypothesis adds.
REPORT_TEXT = st.text(
    st.sampled_from("aZ é1٣.,'’‘“\"-–—()$#@_:/…!?\n\t\u00a0\u200bعМ"), max_size=60
)
ANY_TEXT = st.one_of(st.text(max_size=60), REPORT_TEXT)


def words(text: str) -> list[str]:
    """The words of ``text``, verbatim."""
    return [text[a:b] for a, b in split_words(text)]


@given(ANY_TEXT)
def test_words_tile_any_text(text: str) -> None:
    """Words follow each other without overlap and hold every character that is no white space."""
    at = 0
    for start, end in split_words(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip(), "a mark between two words was lost"
        assert not any(c.isspace() for c in text[start:end]), "a word holds white space"
        at = end
    assert not text[at:].strip()


@given(ANY_TEXT, st.integers(0, 10_000))
def test_the_offset_shifts_every_word_alike(text: str, offset: int) -> None:
    """``offset`` moves the words and changes nothing else."""
    assert split_words(text, offset) == [(a + offset, b + offset) for a, b in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assad's army", ["Assad", "'s", "army"]),
        ("Assad’s army", ["Assad", "’s", "army"]),
        ("the rebels' spokesman", ["the", "rebels", "'", "spokesman"]),
        ("They don't", ["They", "do", "n't"]),
        ("They cannot", ["They", "can", "not"]),
        ("we'll and they've", ["we", "'ll", "and", "they", "'ve"]),
        ("O'Brien met Ala'Azza", ["O'Brien", "met", "Ala'Azza"]),
    ],
)
def test_clitics_stand_apart(text: str, expected: list[str]) -> None:
    """Possessives, negations and short auxiliaries are words; an apostrophe in a name is not."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.S. said", ["the", "U.S.", "said"]),
        ("Gen. Idris left", ["Gen.", "Idris", "left"]),
        ("by I.S. fighters", ["by", "I.S.", "fighters"]),
        ("at 5 p.m. on", ["at", "5", "p.m.", "on"]),
        ("J. Smith said", ["J.", "Smith", "said"]),
    ],
)
def test_abbreviations_keep_their_full_stop(text: str, expected: list[str]) -> None:
    """A full stop that belongs to an abbreviation stays in its word."""
    assert words(text) == expected


def test_a_final_full_stop_is_a_word() -> None:
    """The stop that ends a sentence stands apart."""
    assert words("The town fell.") == ["The", "town", "fell", "."]


@pytest.mark.parametrize("number", ["1,000", "3.5", "10:30", "7/10", "60"])
def test_numbers_keep_their_inner_marks(number: str) -> None:
    """Separators inside a number do not split it."""
    assert words(f"about {number} men") == ["about", number, "men"]


def test_hyphens_split_compounds() -> None:
    """Hyphenated compounds are split at the hyphen."""
    assert words("US-backed fighters") == ["US", "-", "backed", "fighters"]


def test_addresses_and_handles_are_whole() -> None:
    """A link, a handle and a tag are one word each."""
    text = "@northwatch https://t.example/a?b=1 #Dayr pic.twitter.com/aB1"
    assert words(text) == text.split()
