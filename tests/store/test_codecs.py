"""What is stored comes back as it was."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import an_account, annotate, extract
from contested.accounts.model import Passage, Voice
from contested.annotate.model import ActScore, Annotation, Sentence, Span, Word
from contested.claims.model import Actor, Cause, Claim
from contested.codec import from_plain, pack, to_json, to_plain, unpack
from contested.store.annotations_codec import decode_annotation, encode_annotation

_words = st.text(min_size=1, max_size=8)
_offset = st.integers(0, 10_000)
_score = st.floats(0, 1)
_span = st.builds(Span, _offset, _offset, _words, _score)
_word = st.builds(Word, _words, _offset, _offset, _words, _words, st.integers(-1, 50), _words)
_act = st.builds(ActScore, _offset, st.none() | _offset, st.none() | _offset, _words, _score)
_spans = st.lists(_span, max_size=3).map(tuple)
_sentence = st.builds(
    Sentence, _offset, _offset, _offset, st.lists(_word, max_size=6).map(tuple), _spans, _spans,
    _spans, st.lists(_act, max_size=2).map(tuple),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.builds(Annotation, _words, _words, st.lists(_sentence, max_size=4).map(tuple)))
def test_an_annotation_comes_back_equal(annotation: Annotation) -> None:
    """Any annotation, however odd its offsets and words, survives encoding."""
    assert decode_annotation(encode_annotation(annotation)) == annotation


def test_an_annotation_is_small() -> None:
    """A long annotation takes well under twenty bytes a word."""
    text = " ".join(f"Fighters number {n} took Marn on day {n}." for n in range(2_000))
    annotation = annotate(an_account(text))
    words = sum(len(s.words) for s in annotation.sentences)
    assert len(encode_annotation(annotation)) < 20 * words


def test_a_claim_comes_back_equal() -> None:
    """Nested tuples, options and nothings all survive."""
    account = an_account()
    claim = extract(account, annotate(account))[0]
    end = Cause(None, "they", 1, 5, (Actor("they", 1, 5),))
    full = from_plain(Claim, to_plain(claim) | {"cause": to_plain(end), "about": "event"})
    assert full.cause == end
    assert from_plain(Claim, unpack(pack(full))) == full


def test_a_value_written_before_a_field_existed_takes_its_default() -> None:
    """A contract may grow: old rows read as if the new field had its default."""
    old = {"id": "p_1", "kind": "body", "start": 0, "end": 3, "outer": [], "gone": 1}
    assert from_plain(Passage, old) == Passage("p_1", "body", 0, 3)
    voice = {"mention": "Rana", "start": 0, "end": 4, "kind": "person"}
    assert from_plain(Passage, old | {"outer": [voice]}).outer == (Voice("Rana", 0, 4, "person"),)


def test_json_text_is_the_plain_value_as_json() -> None:
    """``to_json`` says what ``to_plain`` says, nested values, tuples and letters alike."""
    some = Actor("«Ḥalab»", 0, 7, "syria", "syria", "Syria")
    assert json.loads(to_json((some, None))) == to_plain((some, None))
    assert "«Ḥalab»" in to_json(some)
    with pytest.raises(TypeError, match="object has no JSON form"):
        to_json(object())
