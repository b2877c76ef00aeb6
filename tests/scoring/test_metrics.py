"""The metrics say what their definitions say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.scoring.metrics import (
    Counts,
    SpanKey,
    accuracy,
    macro_f1,
    macro_f1_interval,
    span_counts,
    span_f1,
    syntax_score,
)

_LABELS = st.sampled_from("abc")
_SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(10, 19), _LABELS), max_size=6)


def test_a_span_counts_only_when_both_ends_and_the_label_agree() -> None:
    """One exact of three given and two wanted: precision 1/3, recall 1/2, F1 0.4."""
    gold = [[(0, 2, "x"), (3, 4, "y")]]
    system = [[(0, 2, "x"), (3, 5, "y"), (3, 4, "x")]]
    micro = span_counts(gold, system)["micro"]
    assert micro == Counts(1, 3, 2)
    assert micro.f1 == pytest.approx(0.4)


@given(st.lists(_SPANS, min_size=1, max_size=4))
def test_spans_scored_against_themselves_are_perfect(sentences: list[list[SpanKey]]) -> None:
    """F1 is 1 for every label present, micro included (0 when there is nothing)."""
    scores = span_f1(sentences, sentences)
    expected = 1.0 if any(sentences) else 0.0
    assert all(v == expected for v in scores.values())


@given(_SPANS, _SPANS)
def test_swapping_gold_and_system_swaps_precision_and_recall(
    a: list[SpanKey], b: list[SpanKey]
) -> None:
    """F1 itself does not change."""
    one, two = span_counts([a], [b])["micro"], span_counts([b], [a])["micro"]
    assert (one.precision, one.recall, one.f1) == (two.recall, two.precision, two.f1)


def test_attachment_ignores_relation_subtypes_and_needs_the_head() -> None:
    """``nsubj:pass`` equals ``nsubj``; a right relation on a wrong head is no LAS."""
    gold = [[("NOUN", 1, "nsubj:pass"), ("VERB", -1, "root"), ("PUNCT", 1, "punct")]]
    system = [[("NOUN", 1, "nsubj"), ("VERB", -1, "root"), ("SYM", 0, "punct")]]
    score = syntax_score(gold, system)
    assert (score.las, score.uas, score.upos) == (2 / 3, 2 / 3, 2 / 3)
    assert score.words == 3


def test_macro_f1_averages_gold_classes_and_its_interval_holds_it() -> None:
    """Class b is never found: macro is half of a's F1; the seeded bootstrap repeats itself."""
    gold, system = ["a"] * 8 + ["b"] * 2, ["a"] * 10
    assert macro_f1(gold, system) == pytest.approx((16 / 18) / 2)
    assert accuracy(gold, system) == pytest.approx(0.8)
    first = macro_f1_interval(gold, system)
    assert first.low <= first.value <= first.high
    assert first == macro_f1_interval(gold, system)
