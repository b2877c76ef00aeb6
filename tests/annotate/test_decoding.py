"""Decoding promises: one root and no cycle, best paths as brute force finds them, exact spans."""

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from contested.annotate.model import Matrix, Span
from contested.annotate.tree import best_tags, best_tree, spans_of

ROOTS_TRIED = 3  # the decoder tries the likeliest three


def scores_of(seed: int, *shape: int) -> Matrix:
    """Normal random scores."""
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32) * 4


def is_tree(heads: Sequence[int]) -> bool:
    """Exactly one root (0), and every word reaches it."""
    for word in range(1, len(heads) + 1):
        seen: set[int] = set()
        at = word
        while at and at not in seen:
            seen.add(at)
            at = heads[at - 1]
        if at:
            return False
    return list(heads).count(0) == 1


def total(arcs: Matrix, heads: Sequence[int]) -> float:
    """The score of a tree."""
    return float(sum(arcs[i, h] for i, h in enumerate(heads)))


@given(st.integers(1, 30), st.integers(0, 2**32 - 1))
@settings(max_examples=150)
def test_any_scores_give_one_rooted_tree(words: int, seed: int) -> None:
    """However confused the scores, a sentence has exactly one root and no cycle."""
    assert is_tree(best_tree(scores_of(seed, words, words + 1)))


@given(st.integers(1, 12), st.sampled_from([0.0, 1.0, -50.0]))
def test_tied_scores_give_one_rooted_tree(words: int, value: float) -> None:
    """Scores that say nothing still give a tree."""
    assert is_tree(best_tree(np.full((words, words + 1), value, np.float32)))


@given(st.integers(2, 12), st.integers(0, 2**32 - 1))
def test_a_shunned_root_is_still_chosen(words: int, seed: int) -> None:
    """A sentence whose words all prefer a governor still gets a root."""
    arcs = scores_of(seed, words, words + 1)
    arcs[:, 0] -= 1000
    assert is_tree(best_tree(arcs))


@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_short_sentences_get_the_best_tree(words: int, seed: int) -> None:
    """No tree over up to four words scores higher, of those rooted in a root that is tried."""
    arcs = scores_of(seed, words, words + 1)
    tried = set(np.argsort(-arcs[:, 0])[:ROOTS_TRIED].tolist())
    trees = [h for h in product(range(words + 1), repeat=words) if is_tree(h)]
    best = max(total(arcs, h) for h in trees if h.index(0) in tried)
    assert total(arcs, best_tree(arcs)) >= best - 1e-3


def path_score(emit: Matrix, step: Matrix, first: Matrix, path: Sequence[int]) -> float:
    """The score of one tag path."""
    moves = sum(float(step[a, b]) for a, b in pairwise(path))
    return float(first[path[0]]) + moves + sum(float(emit[i, t]) for i, t in enumerate(path))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_best_tags_are_those_of_brute_force(lengths: list[int], seed: int) -> None:
    """Each sentence of a batch gets its best path, whatever stands in its padding."""
    tags = 3
    emit = scores_of(seed, len(lengths), max(lengths), tags)
    step, first = scores_of(seed + 1, tags, tags), scores_of(seed + 2, tags)
    paths = best_tags(emit, step, first, lengths)
    for row, length, path in zip(emit, lengths, paths, strict=True):
        every = product(range(tags), repeat=length)
        best = max(path_score(row, step, first, p) for p in every)
        assert len(path) == length
        assert abs(path_score(row, step, first, path) - best) < 1e-3


GAPS_AND_LENGTHS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from(["source", "cue"])), max_size=5
)


@given(GAPS_AND_LENGTHS, st.integers(0, 2))
def test_spans_survive_the_way_through_tags(parts: list[tuple[int, int, str]], after: int) -> None:
    """Spans written as BIO tags are read back: bounds, labels, and the mean of their scores."""
    tags: list[str] = []
    spans = []
    for gap, length, label in parts:
        tags += ["O"] * gap
        spans.append((len(tags), len(tags) + length, label))
        tags += [f"B-{label}"] + [f"I-{label}"] * (length - 1)
    tags += ["O"] * after
    scores = np.linspace(0, 1, len(tags) + 1, dtype=np.float32)[:-1]
    found = spans_of(tags, scores)
    assert [(s.first, s.last, s.label) for s in found] == spans
    assert all(abs(s.score - scores[s.first : s.last].mean()) < 0.001 for s in found)


def test_a_tag_that_continues_nothing_opens_no_span() -> None:
    """An inside tag counts only behind its own label."""
    ones = np.ones(4, np.float32)
    assert spans_of(["I-a", "O", "O", "O"], ones) == ()
    assert spans_of(["B-a", "I-b", "B-b", "I-b"], ones) == (
        Span(0, 1, "a", 1.0),
        Span(2, 4, "b", 1.0),
    )
