"""The prover refuses what does not stand in the text, and the bench knows its budgets."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "quality"), str(ROOT / "benchmarks")]

import bench  # noqa: E402
import verbatim  # noqa: E402

TEXT = "Share this page. Rebels left Marn."


def _line(start: int, end: int, words: str, **more: Any) -> dict[str, Any]:
    return {
        **{"id": f"c_{start}", "account": "a_1", "file": "001.txt", "kind": "event"},
        **{"act": "RETREAT", "mode": None, "acled": None, "quad": "material cooperation"},
        **{"sign": 1, "evidence": {"start": start, "end": end, "text": words}},
        **{"passage": {"id": "p_1", "kind": "body", "voice": None}, "agents": [], "targets": []},
        **{"objects": [], "places": [], "quantities": [], "chain": [], "condition": None},
        **{"time": {"mention": None, "start": None, "end": None, "basis": "account"}},
        **{"polarity": "+", "modality": "asserted", "stance": "asserted", "why": ["x"]},
        **{"treatment": "neutral", "confidence": 0.5},
        **more,
    }


def _run(tmp_path: Path, *claims: dict[str, Any]) -> int:
    (tmp_path / "claims.jsonl").write_text("".join(json.dumps(c) + "\n" for c in claims))
    (tmp_path / "texts.jsonl").write_text(json.dumps({"account": "a_1", "text": TEXT}) + "\n")
    paths = [str(tmp_path / f"{n}.jsonl") for n in ("claims", "texts")]
    return verbatim.main(["--claims", paths[0], "--texts", paths[1]])


def test_verbatim_claims_are_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0 and the number of quotations that were checked."""
    assert _run(tmp_path, _line(17, 33, "Rebels left Marn")) == 0
    assert "1 claims, 1 quotations: 0 problems" in capsys.readouterr().out


def test_a_word_out_of_place_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1, and both readings are shown."""
    assert _run(tmp_path, _line(16, 32, "Rebels left Marn")) == 1
    assert "' Rebels left Mar'" in capsys.readouterr().out


def test_an_empty_export_proves_nothing(tmp_path: Path) -> None:
    """Exit 2."""
    assert _run(tmp_path) == 2


def test_boilerplate_lists_name_accounts_by_file_or_record(tmp_path: Path) -> None:
    """A list's groups are joined; a record is known by what stands after ``#``."""
    body = {"note": "n", "g": {"001.txt": [{"start": 0, "end": 16, "why": "share bar"}]}}
    (tmp_path / "list.json").write_text(json.dumps(body))
    barred = verbatim.load_barred(tmp_path)
    assert barred == {"001.txt": [[0, 16]]}
    export = verbatim.Export((_line(0, 5, "Share"),), {"a_1": TEXT})
    assert "boilerplate" in verbatim.prove(export, barred)[0].cause
    assert verbatim.account_name("in/accounts.jsonl#g-7") == "g-7"
    assert verbatim.account_name("in/001.txt") == "001.txt"


def test_budgets_are_floors_or_ceilings() -> None:
    """A rate must reach its budget, a time must stay within it; no budget, no verdict."""
    assert bench.Measure("rate", 3200, "words/s", ">=3000").kept
    assert not bench.Measure("start", 2.5, "s", "<=2").kept
    assert bench.Measure("size", 27.5, "MB").kept is None


def test_without_reports_the_demo_is_repeated(tmp_path: Path) -> None:
    """Every copy is a different text, so that no account is read from the cache."""
    source, what = bench.inputs(tmp_path / "nothing", tmp_path)
    texts = [p.read_text("utf-8") for p in source.iterdir()]
    assert len(texts) == len(set(texts)) > bench.COPIES
    assert "demo" in what
