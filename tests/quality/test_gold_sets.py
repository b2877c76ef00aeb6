"""What the gold under quality/gold promises: true offsets, known files, a split made by style."""

import csv
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "quality" / "gold"
SETS = sorted(p.stem for p in GOLD.glob("*.jsonl") if (GOLD / f"accounts_{p.stem}.csv").exists())


def builder() -> ModuleType:
    """``quality/build_demo_gold.py`` as a module."""
    path = ROOT / "quality" / "build_demo_gold.py"
    spec = importlib.util.spec_from_file_location("gold_builder", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold_builder"] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def claims(name: str) -> list[dict[str, Any]]:
    return [json.loads(ln) for ln in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]


def manifest(name: str) -> list[dict[str, Any]]:
    with (GOLD / f"accounts_{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("name", SETS)
def test_every_word_of_a_set_stands_at_its_offsets(name: str) -> None:
    for claim in claims(name):
        text = (GOLD / claim["file"]).read_text(encoding="utf-8")
        lists = ("agents", "targets", "objects", "places", "quantities", "chain")
        found = [m for k in lists for m in claim[k] if m["mention"] is not None]
        found += [claim[k] for k in ("cause", "effect", "condition", "due") if claim.get(k)]
        for m in [claim["evidence"] | {"mention": claim["evidence"]["text"]}, *found]:
            assert text[m["start"] : m["end"]] == m["mention"]


@pytest.mark.parametrize("name", SETS)
def test_a_set_covers_its_manifest_and_a_third_is_for_testing(name: str) -> None:
    rows = manifest(name)
    assert {c["file"] for c in claims(name)} == {row["file"] for row in rows}
    assert sum(row["part"] == "test" for row in rows) * 3 >= len(rows)


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_what_its_source_says(name: str) -> None:
    module = builder()
    sources = sorted((GOLD / name).glob("*.gold"))
    rebuilt = [c for path in sources for c in module.read_gold(path, GOLD / "accounts")]
    assert json.loads(json.dumps(rebuilt)) == claims(name)


def test_a_mention_counted_past_its_last_occurrence_is_named_with_file_and_line() -> None:
    module = builder()
    with pytest.raises(module.GoldError, match=r"x\.gold:1.*only 1 time"):
        lines = ["control gains", "e They took it", "a They#2 = ?"]
        module.read_block("f", "They took it.", "x.gold:1", lines)
