"""``eval`` on hand-made gold: which part is read, what goes wrong, what is printed."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from contested.scoring import report
from contested.scoring.datasets.base import DataAbsent
from encoder_ready import needs_weights

Run = Callable[..., tuple[int, str, str]]
TEXT = "Rebels shelled Aleppo on Friday, the army said.\n"
CLAIM: dict[str, object] = {
    "kind": "event",
    "act": "ASSAULT",
    "mode": None,
    "polarity": "+",
    "stance": "asserted",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two accounts with a claim each: one for development, one for testing."""
    root = tmp_path / "gold"
    root.mkdir()
    for name in ("dev.txt", "test.txt"):
        (root / name).write_text(TEXT)
    (root / "accounts_x.csv").write_text(
        "file,date,style,part\ndev.txt,2015-10-10,wire,dev\ntest.txt,2015-10-10,feature,test\n"
    )
    evidence = {"start": 0, "end": 31, "text": TEXT[:31]}
    claims = [CLAIM | {"file": f, "evidence": evidence} for f in ("dev.txt", "test.txt")]
    (root / "x.jsonl").write_text("\n".join(map(json.dumps, claims)))
    return root


def test_a_folder_without_gold_is_named(command: Run, tmp_path: Path) -> None:
    """Exit 1, and the message says what is looked for."""
    code, out, err = command("eval", "--gold", str(tmp_path))
    assert code == 1 and not out
    assert str(tmp_path) in err and "gold.jsonl" in err


def test_data_and_gold_do_not_go_together(command: Run, tmp_path: Path) -> None:
    """Each asks for another report: a mistake of usage."""
    code, _, err = command("eval", "--data", str(tmp_path), "--gold", str(tmp_path))
    assert code == 2 and "--data" in err


@needs_weights
def test_only_the_development_part_is_scored_by_default(command: Run, folder: Path) -> None:
    """The test part is scored when it is named, and then alone."""
    code, out, _ = command("eval", "--gold", str(folder), "--json")
    found = json.loads(out)
    assert code == 0 and found["part"] == "dev"
    assert found["claims"]["gold"] == 1 and list(found["styles"]) == ["wire"]
    found = json.loads(command("eval", "--gold", str(folder), "--part", "test", "--json")[1])
    assert found["part"] == "test" and list(found["styles"]) == ["feature"]


@needs_weights
def test_the_tables_name_headline_style_and_baseline(command: Run, folder: Path) -> None:
    """A person sees what the JSON holds."""
    out = command("eval", "--gold", str(folder))[1]
    for words in ("act class, agents and targets right", "baseline", "wire", "worst confusions"):
        assert words in out


def test_scores_for_floors_never_read_the_test_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """``evaluate``, which the gate runs, asks for the development part only."""
    asked: list[str] = []

    def note(folder: Path, part: str = "dev") -> None:
        asked.append(part)
        raise DataAbsent("noted")

    monkeypatch.setattr(report, "read_gold", note)
    model = SimpleNamespace(sha256="0" * 64)
    found = report.evaluate(None, ("claims",), encoder=model)
    assert set(asked) == {"dev"} and {s.reason for s in found.skipped} == {"noted"}
