"""Encoder promises: bad weights are refused by name; good ones read any word list, in any batch."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.annotate.encoder import Prediction, load_encoder, weights_path
from contested.annotate.pieces import (
    CLS,
    DIGIT,
    LOWER,
    MARK,
    MAX_PIECES,
    MIXED,
    SEP,
    TITLE,
    UPPER,
    letter_case,
)
from contested.errors import ModelError
from encoder_ready import encoder, needs_weights

STRUCK = [
    "Russian",
    "warplanes",
    "struck",
    "rebel",
    "positions",
    "near",
    "Aleppo",
    "on",
    "Friday",
    ".",
]


def pack(path: Path, **parts: str) -> Path:
    """A zip file of ``parts`` at ``path``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, text in parts.items():
            z.writestr(name.replace("_", "."), text)
    path.write_bytes(out.getvalue())
    return path


def test_missing_weights_are_named(tmp_path: Path) -> None:
    """The message names the file that is missing and how to make it."""
    with pytest.raises(ModelError, match=r"gone\.zip.*make train"):
        load_encoder(tmp_path / "gone.zip")


def test_a_file_that_is_no_pack_is_refused(tmp_path: Path) -> None:
    """Bytes that are no zip file are not the encoder."""
    path = tmp_path / "broken.zip"
    path.write_bytes(b"PK not really")
    with pytest.raises(ModelError, match=r"broken\.zip"):
        load_encoder(path)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"meta_json": "{not json"},
        {"meta_json": json.dumps({"labels": {}})},
        {"meta_json": "{}", "encoder_onnx": "x", "acts_onnx": "x", "tokenizer_json": "{}"},
    ],
    ids=["empty", "meta is no JSON", "no graph", "graph is no ONNX"],
)
def test_an_incomplete_pack_is_refused(tmp_path: Path, parts: dict[str, str]) -> None:
    """A pack that lacks a part, or holds a broken one, is refused by name, not by a stray error."""
    with pytest.raises(ModelError, match=r"half\.zip"):
        load_encoder(pack(tmp_path / "half.zip", **parts))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("rebels", LOWER),
        ("US", UPPER),
        ("A", TITLE),
        ("Aleppo", TITLE),
        ("2015", DIGIT),
        ("—", MARK),
        ("O'Brien-iS", MIXED),
    ],
)
def test_letter_case_keeps_what_lower_casing_loses(word: str, expected: int) -> None:
    """Each word has one class of letter case."""
    assert letter_case(word) == expected


@needs_weights
def test_a_batch_indexes_first_and_last_pieces_of_each_word() -> None:
    """Padding neither shifts nor drops words; each sentence stands between its special pieces."""
    long = ["antidisestablishmentarianism", "fell"]
    padded = encoder()._pieces.pad([STRUCK, long])
    assert padded.mask.sum(1).tolist() == [len(STRUCK), 2]
    for row, words in enumerate((STRUCK, long)):
        n = int(padded.attention[row].sum())
        assert padded.pieces[row, 0] == CLS
        assert padded.pieces[row, n - 1] == SEP
        first, last = (x[row, : len(words)].tolist() for x in (padded.first, padded.last))
        assert first[0] == 1
        assert all(a <= b for a, b in zip(first, last, strict=True))
        assert all(b + 1 == a for a, b in zip(first[1:], last, strict=False))


@needs_weights
def test_an_overlong_sentence_stays_within_the_limit() -> None:
    """Words past the limit of pieces point at the last one read; every word is still answered."""
    words = ["antidisestablishmentarianism"] * 400
    padded = encoder()._pieces.pad([words])
    assert padded.pieces.shape[1] <= MAX_PIECES + 1
    assert padded.last.max() < padded.pieces.shape[1]
    (read,) = encoder().predict([words[:160]])
    assert len(read.head) == 160


def well_formed(words: list[str], read: Prediction) -> bool:
    """One tag, relation and governor a word; one root; spans inside the sentence."""
    n = len(words)
    spans = (*read.names, *read.entities, *read.attributions, *read.roles)
    return (
        len(read.upos) == len(read.deprel) == len(read.head) == n
        and read.head.count(-1) == 1
        and all(-1 <= h < n for h in read.head)
        and all(0 <= s.first < s.last <= n and 0 <= s.score <= 1 for s in spans)
        and read.states.shape[0] == n
        and bool(np.isfinite(read.states).all())
    )


@needs_weights
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6), max_size=3))
def test_any_words_are_read(sentences: list[list[str]]) -> None:
    """Whatever the words are, each sentence gets a whole reading, in the order given."""
    read = encoder().predict(sentences)
    assert len(read) == len(sentences)
    assert all(well_formed(s, r) for s, r in zip(sentences, read, strict=True))


@needs_weights
def test_a_reading_hardly_depends_on_its_batch() -> None:
    """A sentence is read nearly alike alone and beside longer ones.

    Not wholly: int8 activations are scaled over the batch, which may tip a close call.
    """
    others = [["The", "town", "fell", "."], STRUCK * 3]
    (alone,) = encoder().predict([STRUCK])
    beside = encoder().predict([others[0], STRUCK, others[1]])[1]
    assert alone.upos == beside.upos
    assert sum(a == b for a, b in zip(alone.head, beside.head, strict=True)) >= len(STRUCK) - 2


@needs_weights
def test_the_same_batch_is_read_the_same_way() -> None:
    """Reading has no memory: the same sentences give the same reading."""
    one, other = (encoder().predict([STRUCK, ["It", "fell", "."]])[0] for _ in range(2))
    assert (one.upos, one.head, one.deprel, one.names) == (
        other.upos, other.head, other.deprel, other.names,
    )  # fmt: skip


@needs_weights
def test_act_scores_are_probabilities() -> None:
    """Sixteen acts and five classes share one each, also for a pair without a source."""
    (read,) = encoder().predict([STRUCK])
    for scores, classes in (
        (encoder().acts(read.states, [((0, 1), (3, 4)), ((), (3,))]), 16),
        (encoder().penta(read.states, [((0, 1), (3, 4)), ((), (3,))]), 5),
    ):
        assert scores.shape == (2, classes)
        assert np.allclose(scores.sum(1), 1, atol=1e-4)


@needs_weights
def test_the_encoder_names_its_weights() -> None:
    """The hash is that of the file's bytes, so that scores can be bound to it."""
    assert len(encoder().sha256) == 64
    assert load_encoder(weights_path(), 1).sha256 == encoder().sha256
