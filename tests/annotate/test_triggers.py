"""The branch promises: shares for words that may tell, labels and roles only where one may, the
same for a sentence alone as in a batch, and named faults."""

import numpy as np
import pytest

from contested.annotate import triggers
from contested.annotate.arguments import ASKED, ROLES, Arguments, Syntax, size_of, ways_from
from contested.annotate.encoder import load_encoder
from contested.annotate.triggers import KINDS, LEAST, MOST, load_branch
from contested.errors import ModelError

RELATIONS = ("nsubj", "obj", "root", "amod")
# "Russian jets bombed towns"
BOMBED = Syntax(("ADJ", "NOUN", "VERB", "NOUN"), (1, 2, -1, 2), ("amod", "nsubj", "root", "obj"))
TEXTS = (
    "Turkish jets bombed the town on Friday .",
    "Officials in Ankara denied that any civilians had been killed by the strikes .",
    "Oh .",
)
SENTENCES = tuple(tuple(text.split()) for text in TEXTS)
ORDER = {name: k for k, name in enumerate(RELATIONS)}


def test_a_pair_is_described_by_the_way_between_its_words() -> None:
    n = len(RELATIONS)
    subject, modifier = map(set, ways_from(BOMBED, 2, (1, 0), ORDER))
    assert {n + RELATIONS.index("nsubj"), 2 * n + RELATIONS.index("nsubj")} <= subject
    assert {n + RELATIONS.index("nsubj"), n + RELATIONS.index("amod")} <= modifier
    assert 3 * n + RELATIONS.index("amod") in modifier


def test_a_way_up_the_tree_is_told_from_a_way_down() -> None:
    [way] = ways_from(BOMBED, 0, [2], ORDER)
    up = set(way)
    assert {RELATIONS.index("amod"), RELATIONS.index("nsubj")} <= up
    assert not up & set(range(len(RELATIONS), 4 * len(RELATIONS)))


def test_features_stay_within_their_number_also_in_a_tree_with_a_cycle() -> None:
    broken = Syntax(("NOUN", "NOUN", "VERB"), (1, 0, -1), ("nsubj", "obj", "root"))
    for syntax in (BOMBED, broken):
        for one in range(len(syntax.upos)):
            for way in ways_from(syntax, one, range(len(syntax.upos)), ORDER):
                assert all(0 <= f < size_of(RELATIONS) for f in way)
                assert len(set(way)) == len(way)


def test_shares_of_pairs_follow_their_projections_and_their_ways() -> None:
    n, size = 1, size_of(RELATIONS)
    way = np.zeros((size, n), np.float32)
    way[len(RELATIONS) + RELATIONS.index("nsubj"), 0] = 5.0  # whoever is below by "nsubj" acts
    net = Arguments(
        way,
        joint=np.zeros((1, n), np.float32),
        last=np.array([[2.0, -2.0, 0.0, 0.0]], np.float32),
        bias=np.array([-3.0, -3.0, -3.0, -3.0], np.float32),
    )
    ways = ways_from(BOMBED, 2, (1, 3), ORDER)
    ends = np.zeros((len(ways), 2 * n + 2), np.float32)
    shares = net.shares(ends, ends, ways)
    assert shares[0, ROLES.index("agent")] > 0.9
    assert shares[1, ROLES.index("agent")] < 0.1


def test_only_words_that_may_tell_have_shares_labels_and_arguments() -> None:
    encoder = load_encoder()
    for words, read in zip(SENTENCES, encoder.predict(SENTENCES), strict=True):
        told = read.told
        assert len(told.shares) == len(words)
        assert all(
            not s for s, upos in zip(told.shares, read.upos, strict=True) if upos not in KINDS
        )
        likely = {k for k, share in enumerate(told.shares) if share >= LEAST}
        assert {t.word for t in told.triggers} <= likely
        assert {a.trigger for a in told.arguments} <= likely
        assert all(read.upos[a.word] in ASKED for a in told.arguments)
        assert all(sum(t.word == k for t in told.triggers) <= MOST for k in likely)


def test_the_verb_of_an_air_raid_is_told_as_an_assault_by_those_who_fly() -> None:
    [read] = load_encoder().predict(SENTENCES[:1])
    verb = SENTENCES[0].index("bombed")
    best = max((t for t in read.told.triggers if t.word == verb), key=lambda t: t.score)
    assert best.label == "event:ASSAULT"
    assert read.told.shares[verb] > 0.5
    agents = {a.word for a in read.told.arguments if a.trigger == verb and a.role == "agent"}
    assert SENTENCES[0].index("jets") in agents


def test_a_sentence_reads_alone_nearly_as_in_a_batch() -> None:
    encoder = load_encoder()
    together = encoder.predict(SENTENCES)
    for words, read in zip(SENTENCES, together, strict=True):
        [alone] = encoder.predict([words])
        assert np.allclose(alone.told.shares, read.told.shares, atol=0.15)  # int8 rounds by batch


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triggers, "FILE", "nowhere.zip")
    with pytest.raises(ModelError, match=r"nowhere\.zip.*training/triggers\.py"):
        load_branch.__wrapped__()
