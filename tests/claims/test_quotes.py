"""Quotation marks promise to pair whatever their style, and to be followed over paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import account_of

from contested.accounts.model import Passage
from contested.claims.quotes import QuoteIndex, pair_quotes, quotes_of


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in pair_quotes(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we left” then.", ["“we left”"]),
        ('He said "we left" then.', ['"we left"']),
        ("He said «we left» then.", ["«we left»"]),
        ("He said ‘we left’ then.", ["‘we left’"]),
        ("He said 'we left' then.", ["'we left'"]),
        ("Struck by “fire“.", ["“fire“"]),
        ("“They said ‘go’ and we went.”", ["“They said ‘go’ and we went.”"]),
        ("The rebels’ mill and Adel's boat.", []),
        ("It’s the ’90s again.", []),
        ("No marks at all.", []),
    ],
)
def test_outermost_pairs_of_every_style_are_found(text: str, expected: list[str]) -> None:
    """Apostrophes open nothing, and a mark that faces wrongly still closes."""
    assert quoted(text) == expected


def test_a_paragraph_that_opens_and_does_not_close_is_continued_by_one_that_opens() -> None:
    text = "He said: “We left.\n“We came back,” he said.\nNothing more."
    found = quotes_of(account_of(text, (Passage("p", "body", 0, len(text)),)))
    assert [(q.closed, q.continues) for q in found] == [(False, False), (True, True)]
    assert text[found[0].start : found[0].end] == "“We left."


def test_boilerplate_opens_no_quotation() -> None:
    text = "“Share this\nHe left."
    passages = (Passage("a", "boilerplate", 0, 11), Passage("b", "body", 12, len(text)))
    assert quotes_of(account_of(text, passages)) == ()


def test_an_index_finds_the_quotation_of_an_offset() -> None:
    text = "A “b” c “d”."
    index = QuoteIndex(pair_quotes(text, 0, len(text)))
    assert [index.at(text.index(c)) for c in "Abcd"] == [None, 0, None, 1]


@given(st.text(alphabet="ab \n“”\"'’‘.,", max_size=60))
def test_quotations_lie_in_order_inside_the_text(text: str) -> None:
    """Whatever the marks, quotations do not overlap and never leave the text."""
    found = pair_quotes(text, 0, len(text))
    ends = [0, *(q.end for q in found)]
    assert all(
        before <= q.start < q.end <= len(text) for before, q in zip(ends, found, strict=False)
    )
