"""Annotation promises: verbatim words of readable passages in text order, and sound syntax."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.accounts.model import Account, Appearance, Passage
from contested.annotate.annotate import LONGEST, MOST_ACTS, annotate
from contested.annotate.model import Annotation
from encoder_ready import encoder, needs_weights

TITLE, BYLINE = "Rebels lose Marn", "By our correspondent"
BODY = "Russian warplanes struck rebel positions near Aleppo on Friday, activists said. Many fled."
BAR = "Share this article"
pytestmark = needs_weights


def account_of(*parts: tuple[str, str], readable: bool = True) -> Account:
    """An account of ``(kind, text)`` passages, one a line."""
    passages, text = [], ""
    for index, (kind, words) in enumerate(parts):
        start = len(text)
        text += words + "\n"
        passages.append(
            Passage(f"p{index}", kind, start, len(text) - 1, readable=readable)  # type: ignore[arg-type]
        )
    met = (Appearance("t.txt", date="2015-10-10"),)
    return Account("a_t", text, "0" * 64, "test", tuple(passages), met)


def assert_sound(account: Account, read: Annotation) -> None:
    """Every offset is verbatim and every index within its sentence."""
    at = 0
    for sentence in read.sentences:
        words = sentence.words
        assert at <= sentence.start == words[0].start
        assert sentence.end == words[-1].end
        at = sentence.end
        assert all(account.text[w.start : w.end] == w.text for w in words)
        passage = account.passages[sentence.passage]
        assert passage.start <= sentence.start < sentence.end <= passage.end
        assert [w.head for w in words].count(-1) == 1
        for span in (*sentence.names, *sentence.attributions, *sentence.roles):
            assert 0 <= span.first < span.last <= len(words)
        for act in sentence.acts:
            ends = (act.predicate, act.source, act.target)
            assert all(e is None or 0 <= e < len(words) for e in ends)
            assert 0 <= act.score <= 1


def test_only_passages_that_yield_claims_are_read() -> None:
    """Bylines and boilerplate are never annotated; titles and bodies are, in text order."""
    account = account_of(("title", TITLE), ("byline", BYLINE), ("body", BODY), ("boilerplate", BAR))
    read = annotate(account, encoder())
    assert [s.passage for s in read.sentences] == [0, 2, 2]
    assert read.account == account.id
    assert read.model == encoder().sha256
    assert_sound(account, read)


def test_an_unreadable_passage_is_not_read() -> None:
    """Text in a language the encoder does not know yields nothing."""
    assert annotate(account_of(("body", BODY), readable=False), encoder()).sentences == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n\t"])
def test_an_account_without_words_has_no_sentences(text: str) -> None:
    """Nothing to read is no error."""
    assert annotate(account_of(("body", text)), encoder()).sentences == ()


def test_an_endless_sentence_is_cut() -> None:
    """A list of hundreds of words is read in stretches, and none of its words is lost."""
    account = account_of(("body", "Marn " * 400))
    read = annotate(account, encoder())
    assert max(len(s.words) for s in read.sentences) <= LONGEST
    assert sum(len(s.words) for s in read.sentences) == 400
    assert_sound(account, read)


def test_a_plain_sentence_is_read_as_it_is_built() -> None:
    """Subject, object and the main verb of a simple wire sentence stand where they should."""
    (sentence, _) = annotate(account_of(("body", BODY)), encoder()).sentences
    words = {w.text: w for w in sentence.words}
    struck = sentence.words.index(words["struck"])
    assert words["struck"].lemma == "strike"
    assert (words["warplanes"].head, words["warplanes"].deprel) == (struck, "nsubj")
    assert (words["positions"].head, words["positions"].deprel) == (struck, "obj")
    assert words["Aleppo"].upos == "PROPN"


def test_each_verb_keeps_its_likeliest_acts() -> None:
    """At most three acts a predicate, likeliest first."""
    (sentence, _) = annotate(account_of(("body", BODY)), encoder()).sentences
    scores: dict[int, list[float]] = {}
    for act in sentence.acts:
        scores.setdefault(act.predicate, []).append(act.score)
    assert scores
    for row in scores.values():
        assert len(row) <= MOST_ACTS
        assert row == sorted(row, reverse=True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=40), min_size=1, max_size=3))
def test_any_text_is_annotated_verbatim(texts: list[str]) -> None:
    """No text makes the stage fail or lose its place."""
    account = account_of(*(("body", t) for t in texts))
    assert_sound(account, annotate(account, encoder()))
