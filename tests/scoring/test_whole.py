"""Sets marked for other ends are laid against claims as their docstrings say."""

from pathlib import Path
from typing import Any

import pytest
from scoring_sets import make_sets

from contested.claims.model import Actor, Claim, Evidence, PassageRef, Time
from contested.scoring.claims_task import rows_of
from contested.scoring.datasets.base import DataAbsent, DataMalformed, Mark
from contested.scoring.datasets.directed import Sentiment, read_directed_sentiment
from contested.scoring.datasets.meantime import read_meantime
from contested.scoring.gold import read_gold
from contested.scoring.matching import score_claims
from contested.scoring.whole_tasks import laid_out, sentiment_of, stance_of, tightest


def _claim(start: int, end: int, **more: Any) -> Claim:
    base: dict[str, Any] = {
        "id": f"c_{start}",
        "account": "a_1",
        "file": "text.txt",
        "kind": "event",
        "act": "ACCUSE",
        "mode": None,
        "acled": None,
        "cameo": "11",
        "quad": "verbal conflict",
        "sign": -1,
        "evidence": Evidence(start, end, "x" * (end - start)),
        "passage": PassageRef("p_1", "body", None),
        "agents": (),
        "targets": (),
        "objects": (),
        "places": (),
        "time": Time(None, None, None, None, "account"),
        "quantities": (),
        "chain": (),
        "polarity": "+",
        "modality": "asserted",
        "condition": None,
        "stance": "asserted",
        "treatment": "neutral",
        "confidence": 0.5,
        "why": ("test",),
    }
    return Claim(**(base | more))


def test_documents_are_laid_out_with_the_offsets_of_their_words(tmp_path: Path) -> None:
    """Each word stands at its offsets."""
    (document,) = read_meantime(make_sets(tmp_path))
    text, offsets = laid_out(document)
    assert [text[a:b] for a, b in offsets] == [w.text for w in document.words]
    assert stance_of(document.mentions[0]) == "denied"


def test_an_event_belongs_to_the_tightest_claim_around_it() -> None:
    """A claim that merely holds another is not taken for it."""
    wide, tight = _claim(0, 50), _claim(10, 20)
    assert tightest([wide, tight], (12, 16)) is tight
    assert tightest([wide, tight], (12, 26)) is wide
    assert tightest([tight], (0, 4)) is None


def test_sentiment_follows_the_sign_from_agent_to_target() -> None:
    """Against, for, turned round, and neutral when nobody acts on the other."""
    item = Sentiment("Ana blamed Bo", (Mark(0, 3, "p"), Mark(11, 13, "q")), 3)
    ana, bo = (Actor("Ana", 0, 3),), (Actor("Bo", 11, 13),)
    assert sentiment_of(item, [_claim(0, 13, agents=ana, targets=bo)]) == "p-q"
    assert sentiment_of(item, [_claim(0, 13, agents=bo, targets=ana, sign=1)]) == "q+p"
    assert sentiment_of(item, [_claim(0, 13, agents=ana)]) == "neutral"
    assert sentiment_of(item, []) == "neutral"


def test_bracketed_actors_become_marks(tmp_path: Path) -> None:
    """Only the two actors' brackets go; a class out of range names its line."""
    folder = tmp_path / "directed-sentiment"
    folder.mkdir()
    (folder / "valid.txt").write_text("[Ana] blamed [Bo] [sic]\tAna\tBo\t3\n")
    (item,) = read_directed_sentiment(tmp_path, "valid")
    assert item.text == "Ana blamed Bo [sic]"
    assert [item.text[m.start : m.end] for m in item.marks] == ["Ana", "Bo"]
    (folder / "valid.txt").write_text("[Ana] blamed [Bo]\tAna\tBo\t9\n")
    with pytest.raises(DataMalformed, match="line 1"):
        read_directed_sentiment(tmp_path, "valid")


def test_gold_without_its_fields_is_refused(tmp_path: Path) -> None:
    """A gold line names its file, kind and evidence, or its line is named."""
    with pytest.raises(DataAbsent):
        read_gold(tmp_path)
    (tmp_path / "accounts.csv").write_text("file\n")
    (tmp_path / "gold.jsonl").write_text('{"file": "1.txt"}\n')
    with pytest.raises(DataMalformed, match="line 1"):
        read_gold(tmp_path)


def test_claim_scores_become_rows_by_kind_field_and_exactness() -> None:
    """A claim matched against itself is wholly right everywhere."""
    gold = [
        {
            "file": "1.txt",
            "kind": "event",
            "act": "AID",
            "agents": [],
            "evidence": {"start": 0, "end": 9},
        }
    ]
    rows = {(r.task, r.metric): r for r in rows_of(score_claims(gold, gold), "demo")}
    assert rows["claims", "matched F1"].value == 100
    assert rows["claims kind", "event F1"].value == 100
    assert rows["claims exact", "act"].value == 100
    assert ("claims exact", "time") not in rows
