"""Reading the encoder's scores promises: weights and biases by tag, rare acts made up for."""

import numpy as np
import pytest

from contested.annotate import decoding
from contested.annotate.decoding import Decoding, load_decoding
from contested.errors import ResourceError

PLAIN = Decoding(
    weights={"spans": 0.5},
    biases={"spans": {"I": -1.0, "B-cue": 0.25}},
    strength=0.5,
    seen={"ASSAULT": 97.0, "PROTEST": 1.0},
)
TAGS = ["O", "B-cue", "I-cue"]


def test_a_bias_holds_for_its_tag_or_for_every_tag_that_begins_so() -> None:
    scores = np.asarray([[2.0, 2.0, 2.0]], np.float32)
    assert PLAIN.emissions("spans", scores, TAGS).tolist() == [[1.0, 1.25, 0.0]]


def test_a_tagger_without_numbers_is_read_as_it_is() -> None:
    scores = np.asarray([[2.0, -1.0, 0.5]], np.float32)
    assert PLAIN.emissions("names", scores, TAGS).tolist() == scores.tolist()


def test_of_two_equal_acts_the_rarer_one_gains_and_shares_still_sum_to_one() -> None:
    shares = np.asarray([[0.5, 0.5]], np.float32)
    read = PLAIN.acts(shares, ["ASSAULT", "PROTEST"])[0]
    assert read[1] == pytest.approx(read[0] * 5.0)  # (100 / 4) ** 0.5
    assert read.sum() == pytest.approx(1.0)


def test_a_clear_common_act_stays_the_first() -> None:
    shares = np.asarray([[0.9, 0.1]], np.float32)
    read = PLAIN.acts(shares, ["ASSAULT", "PROTEST"])[0]
    assert read[0] > read[1]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"acts": {}}, "taggers"),
        ({"taggers": {}, "acts": {"strength": 1}}, "acts"),
        ({"taggers": {"names": {"weight": "much"}}, "acts": {"strength": 1, "seen": {}}}, "weight"),
    ],
)
def test_malformed_numbers_are_named(
    monkeypatch: pytest.MonkeyPatch, data: dict[str, object], named: str
) -> None:
    monkeypatch.setattr(decoding, "load_toml", lambda _: data)
    with pytest.raises(ResourceError, match=rf"decoding\.toml.*{named}"):
        load_decoding.__wrapped__()
