"""What the hand-made material in demo/ and quality/ promises."""

import csv
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "demo" / "gold.jsonl"
ACCOUNTS = ROOT.parent / "shared" / "data" / "accounts"
KINDS = {"event", "control", "relation", "forecast", "cause", "intent", "toll"}


def load(name: str) -> ModuleType:
    """A script of quality/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "quality" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def mentions(claim: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything in a claim that has words and offsets."""
    found = [claim["evidence"] | {"mention": claim["evidence"]["text"]}]
    for name in ("agents", "targets", "objects", "places", "quantities", "chain"):
        found += [m for m in claim[name] if m.get("mention") is not None]
    found += [claim[k] for k in ("cause", "effect", "condition", "due") if claim.get(k)]
    return found


def test_every_word_of_gold_stands_at_its_offsets() -> None:
    for claim in gold():
        text = (ROOT / "demo" / claim["file"]).read_text(encoding="utf-8")
        for m in mentions(claim):
            assert text[m["start"] : m["end"]] == m["mention"]


def test_gold_has_every_kind_and_only_accounts_of_the_manifest() -> None:
    with (ROOT / "demo" / "accounts.csv").open(encoding="utf-8") as handle:
        files = {row["file"] for row in csv.DictReader(handle)}
    assert {c["kind"] for c in gold()} == KINDS
    assert {c["file"] for c in gold()} <= files


def test_gold_is_what_its_source_says() -> None:
    builder = load("build_demo_gold")
    sources = sorted((ROOT / "quality" / "demo_gold").glob("*.gold"))
    rebuilt = [claim for path in sources for claim in builder.read_gold(path)]
    assert json.loads(json.dumps(rebuilt)) == gold()


def test_a_quote_that_is_not_in_the_account_is_named_with_its_file() -> None:
    builder = load("build_demo_gold")
    with pytest.raises(builder.GoldError, match=r"x\.gold:1"):
        builder.read_block("f", "They took it.", "x.gold:1", ["control gains", "e They left it"])


@pytest.mark.skipif(not ACCOUNTS.exists(), reason="../shared/data is not here")
def test_the_drawn_sentences_are_those_that_were_annotated() -> None:
    drawer = load("draw_sentences")
    chance = drawer.random.Random(drawer.SEED)
    texts = (drawer.read_seeds(), drawer.read_reports())
    drawn = [sentence for group in texts for sentence in drawer.draw(group, chance)]
    path = ROOT / "quality" / "recall" / "sentences.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(r["account"], r["start"], r["end"]) for r in rows] == drawn


def test_nothing_of_others_stands_in_the_recall_list() -> None:
    path = ROOT / "quality" / "recall" / "sentences.jsonl"
    assert '"text"' not in path.read_text(encoding="utf-8")
    assert '"mention"' not in path.read_text(encoding="utf-8")


def test_every_switch_of_the_ablation_turns_something_off() -> None:
    """A function that was renamed would leave a stage on and its row at nought."""
    ablation = load("ablation")
    names = [switch.name for switch in ablation.SWITCHES]
    assert len(set(names)) == len(names)
    for switch in ablation.SWITCHES[1:]:
        assert switch.layers or switch.idle or not switch.registry
        for off in ablation._patches(switch):
            with off:
                pass


def test_the_page_of_numbers_says_what_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of docs/quality.md are made of the committed numbers, never by hand."""
    monkeypatch.syspath_prepend(str(ROOT / "quality"))
    maker = load("page")
    page = maker.PAGE.read_text(encoding="utf-8")
    assert maker.filled(page) == page
    assert maker.filled(page.replace("| event |", "| happening |")) == page


def test_the_committed_report_on_gold_is_of_the_scored_weights() -> None:
    """Headline and floors speak of one run: same weights, same numbers."""
    quality = ROOT / "quality"
    report = json.loads((quality / "gold_dev.json").read_text(encoding="utf-8"))
    scores = json.loads((quality / "scores.json").read_text(encoding="utf-8"))
    assert report["model"] == scores["weights"]
    core = report["headline"]["act class, agents and targets right"]["system"]
    for name in ("precision", "recall"):
        key = f"claims core | {name} | gold, development | unknown"
        assert core[name] == scores["scores"][key]
    assert report["part"] == "dev"
