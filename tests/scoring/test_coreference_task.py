"""Event coreference on MEANTIME: mentions of one event meet, those of another do not."""

from dataclasses import replace
from pathlib import Path

import pytest

from contested.scoring.coreference_task import coreference_rows, group
from contested.scoring.datasets.meantime import (
    MeantimeDocument,
    MeantimeMention,
    MeantimeWord,
    Participant,
)

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def article(name: str, sentence: str, event: str, doer: str, hit: str) -> MeantimeDocument:
    """One sentence with one event of one doer and one thing hit."""
    words = sentence.split()
    at = {w: i for i, w in enumerate(words)}
    mentions = (
        MeantimeMention("1", "event", (at[event],), f"EV-{event}"),
        MeantimeMention("2", "entity", (at[doer],)),
        MeantimeMention("3", "entity", (at[hit],)),
    )
    links = (Participant("1", "2", "Arg0"), Participant("1", "3", "Arg1"))
    told = tuple(MeantimeWord(w, 0) for w in words)
    return MeantimeDocument(name, told, mentions, links, "gm", "2009-06-01")


ONE = article("1", "Fiat acquired Chrysler after long talks", "acquired", "Fiat", "Chrysler")
SAME = article("2", "Yesterday Fiat acquires Chrysler at last", "acquires", "Fiat", "Chrysler")
OTHER = article("3", "Google acquired Motorola for its patents", "acquired", "Google", "Motorola")


def test_one_deal_told_twice_is_one_event() -> None:
    """Doer and thing agree: one event, whatever the form of the verb."""
    found = group([ONE, SAME])
    assert len(set(found.values())) == 1


def test_one_verb_of_others_is_another_event() -> None:
    """The baseline joins these two for their lemma; their participants keep them apart."""
    found = group([ONE, OTHER])
    assert len(set(found.values())) == 2


def test_years_between_articles_keep_events_apart() -> None:
    """What is told again years later is not taken for the same news."""
    bare = replace(ONE, participants=())
    late = replace(SAME, participants=(), date="2013-06-01")
    assert len(set(group([bare, late]).values())) == 2


@pytest.mark.skipif(not DATA.exists(), reason="no ../shared/data")
def test_the_record_beats_the_lemma_baseline() -> None:
    """On both halves of the topics the comparisons are worth more than equal lemmas."""
    rows = {(r.split, r.metric): r.value for r in coreference_rows(DATA, None)}  # type: ignore[arg-type]
    splits = {split for split, _ in rows}
    assert len(splits) == 2
    for split in splits:
        assert rows[split, "CoNLL F1"] > rows[split, "lemma baseline, CoNLL F1"]
