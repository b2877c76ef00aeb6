"""Sentence splitting promises: nothing lost, no break at abbreviations, breaks at lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.annotate.sentences import split_sentences

PROSE = st.lists(
    st.sampled_from(
        ["The", "U.S.", "Gen.", "said", "“No.”", "fell", ".", "!", "…", "\n", "\n\n", '"', "’", "5"]
    ),
    max_size=25,
).map(" ".join)


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, verbatim."""
    return [text[a:b] for a, b in split_sentences(text)]


@given(st.one_of(st.text(max_size=80), PROSE))
def test_sentences_tile_any_text(text: str) -> None:
    """Sentences do not overlap, hold all but white space, and have none at their ends."""
    at = 0
    for start, end in split_sentences(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip(), "text between two sentences was lost"
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(st.lists(st.text(max_size=20), max_size=4))
def test_a_line_break_always_breaks(lines: list[str]) -> None:
    """No sentence runs over a line break: titles and lists have no full stops."""
    assert all("\n" not in s for s in sentences("\n".join(lines)))


@pytest.mark.parametrize(
    "text",
    [
        "He met Gen. Idris in Marn.",
        "The U.S. envoy left.",
        "Fighters of I.S. Friday left the town.",
        "Some 3.5 km were taken.",
        "It fell on Oct. 9 at dawn.",
        "Capt. Nadim, e.g. Monday, spoke.",
        'He said "we won." and left.',
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    """Abbreviations, initials, numbers and quotes inside a sentence do not end it."""
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The town fell.", "Rebels left."),
        ("He spoke to the U.S.", "The envoy left."),
        ('"We won."', "He left."),
        ("“We won.”", "“They lost.”"),
        ("Who knows?", "Nobody!"),
        ("It fell on 9 October.", "45 people died."),
        ("We left...", "Then they came."),
    ],
)
def test_two_sentences_come_apart(first: str, second: str) -> None:
    """End punctuation before a likely opening ends a sentence, also behind quotation marks."""
    assert sentences(f"{first} {second}") == [first, second]


def test_dots_of_hesitation_do_not_end_a_sentence() -> None:
    """Three dots before a small letter are a pause."""
    assert sentences("We left... and came back.") == ["We left... and came back."]
