"""The net over encoder states promises: shares per word, silence where not asked, named faults."""

import numpy as np
import pytest

from contested.annotate import telling
from contested.annotate.encoder import Prediction
from contested.annotate.telling import KINDS, Telling, features, load_telling
from contested.errors import ResourceError

STATES = 4
RELATIONS = ("nsubj", "root")


def net(weight: float) -> Telling:
    """One hidden unit that listens to the part of speech VERB alone."""
    first = np.zeros((STATES + len(KINDS) + len(RELATIONS), 1), np.float32)
    first[STATES + KINDS.index("VERB"), 0] = weight
    flat = np.zeros(STATES, np.float32)
    one = np.ones(1, np.float32)
    return Telling(flat, flat + 1, first, one * 0, one, -1.0, RELATIONS)


def read(*upos: str) -> Prediction:
    n = len(upos)
    states = np.arange(n * STATES, dtype=np.float32).reshape(n, STATES)
    relations = tuple("root" if u == "VERB" else "nsubj:pass" for u in upos)
    return Prediction(upos, (-1,) * n, relations, (), (), (), (), states)


def test_only_words_that_may_tell_are_asked_about() -> None:
    shares = net(3.0).shares([read("DET", "NOUN", "VERB", "PUNCT")])[0]
    assert shares[0] == shares[3] == 0.0
    assert shares[2] > 0.8
    assert 0.0 < shares[1] < 0.5


def test_a_sentence_without_such_words_has_no_shares() -> None:
    assert net(3.0).shares([read("DET", "PUNCT")]) == [(0.0, 0.0)]
    assert net(3.0).shares([]) == []


def test_several_sentences_are_read_as_each_alone() -> None:
    one, two = read("NOUN", "VERB"), read("DET", "VERB", "NOUN")
    assert net(3.0).shares([one, two]) == [*net(3.0).shares([one]), *net(3.0).shares([two])]


def test_features_are_scaled_states_then_part_of_speech_and_plain_relation() -> None:
    scale = net(0.0)
    row = features(read("NOUN", "VERB"), [0], scale)[0]
    assert row.tolist() == [0, 1, 2, 3, 0, 1, 0, 0, 1, 0]  # nsubj:pass counts as nsubj


def test_the_shipped_weights_fit_together() -> None:
    shipped = load_telling()
    assert shipped.first.shape[0] == len(shipped.mean) + len(KINDS) + len(shipped.relations)
    assert shipped.first.shape[1] == len(shipped.offset) == len(shipped.last)


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "FILE", "nowhere.npz")
    with pytest.raises(ResourceError, match=r"nowhere\.npz.*training/telling\.py"):
        load_telling.__wrapped__()
