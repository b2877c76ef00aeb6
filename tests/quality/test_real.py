"""Real texts annotated blind promise: no words of others are kept, and all come back."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "quality"))
import real

TEXT = "Jets struck Dura on Monday, the ministry said."
CLAIM = {
    "file": "accounts/x00.txt",
    "evidence": {"start": 0, "end": 26, "text": "Jets struck Dura on Monday"},
    "agents": [{"mention": "Jets", "start": 0, "end": 4, "actor": None}],
    "time": {
        "mention": "Monday",
        "mention_start": 20,
        "mention_end": 26,
        "start": "2020-01-06",
        "end": "2020-01-07",
    },
    "chain": [{"mention": "the ministry", "start": 28, "end": 40, "depth": 0}],
    "targets": [{"mention": None, "actor": "syria"}],
}


def test_words_go_and_come_back_at_every_depth() -> None:
    bare = real.without_words(CLAIM)
    assert not {"Jets", "Monday", "the ministry"} & set(json.dumps(bare).split('"'))
    assert real.evidence_too(real.with_words(bare, TEXT), TEXT) == CLAIM


def test_no_committed_claim_holds_words_that_its_offsets_give() -> None:
    for claim in real.lines_of(real.REAL / "gold.jsonl"):
        assert real.without_words(claim) == claim, claim["evidence"]


def test_a_stretch_is_rebuilt_from_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, data = tmp_path / "real", tmp_path / "data"
    kept.mkdir()
    data.mkdir()
    (data / "rows.jsonl").write_text(json.dumps({"id": "r1", "text": f"Title. {TEXT}"}) + "\n")
    window = {"name": "x00", "source": "rows.jsonl#r1", "start": 7, "end": 7 + len(TEXT)}
    window |= {"publisher": "Desk", "date": "2020-01-08", "style": "wire", "part": "dev"}
    (kept / "windows.jsonl").write_text(json.dumps(window) + "\n")
    (kept / "gold.jsonl").write_text(json.dumps(real.without_words(CLAIM)) + "\n")
    monkeypatch.setattr(real, "REAL", kept)
    assert real.rebuilt(data, tmp_path / "out", lambda _: None) == 1
    assert (tmp_path / "out" / "accounts" / "x00.txt").read_text() == TEXT + "\n"
    assert real.lines_of(tmp_path / "out" / "gold.jsonl") == [CLAIM]


def test_a_missing_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "r1", "text": "x"}\n')
    with pytest.raises(SystemExit, match=r"rows\.jsonl: nothing in it is called r2"):
        real.source_text(tmp_path, "rows.jsonl#r2")
