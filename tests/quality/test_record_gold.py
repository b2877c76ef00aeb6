"""What the gold of the record promises: labels, quotes and origins that exist, and agree."""

import csv
import importlib.util
import json
import sys
import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORD = ROOT / "quality" / "gold" / "record"
GROUPS = sorted(p.parent.name for p in RECORD.glob("*/record.toml"))
OWN = [name for name in GROUPS if name != "g0"]  # g0 is the demo, whose accounts lie elsewhere
FIELDS = {"occurrence", "agent", "target", "place", "time", "toll"}
SPAN = {"start": "1900-01-01", "end": "2100-01-01"}  # beyond any account, for open ends
Json = dict[str, Any]


def builder() -> ModuleType:
    """``quality/build_demo_gold.py`` as a module."""
    path = ROOT / "quality" / "build_demo_gold.py"
    spec = importlib.util.spec_from_file_location("record_gold_builder", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["record_gold_builder"] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def folder(name: str) -> Path:
    """Where the accounts and the manifest of a group lie."""
    return ROOT / "demo" if name == "g0" else RECORD / name


def claims(name: str) -> list[Json]:
    path = ROOT / "demo/gold.jsonl" if name == "g0" else RECORD / name / "claims.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def record(name: str) -> Json:
    return tomllib.loads((RECORD / name / "record.toml").read_text("utf-8"))


def manifest(name: str) -> list[dict[str, str]]:
    with (folder(name) / "accounts.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def named(name: str, reference: str) -> Json:
    """The one claim that ``file-stem: words of its evidence`` names."""
    stem, _, quote = reference.partition(": ")
    found = [
        c for c in claims(name) if Path(c["file"]).stem == stem and quote in c["evidence"]["text"]
    ]
    exact = [c for c in found if c["evidence"]["text"] == quote]
    found = exact or found
    assert len(found) == 1, f"{name}: {reference!r} names {len(found)} claims"
    return found[0]


@pytest.mark.parametrize("name", OWN)
def test_a_group_is_what_its_source_says_and_covers_its_manifest(name: str) -> None:
    sources = sorted((RECORD / name).glob("*.gold"))
    module = builder()
    rebuilt = [c for path in sources for c in module.read_gold(path, RECORD / name / "accounts")]
    assert json.loads(json.dumps(rebuilt)) == claims(name)
    texts = {f"accounts/{p.name}" for p in (RECORD / name / "accounts").glob("*.txt")}
    assert {c["file"] for c in claims(name)} == {r["file"] for r in manifest(name)} == texts


@pytest.mark.parametrize("name", GROUPS)
def test_every_label_of_a_claim_stands_in_the_record_and_no_other(name: str) -> None:
    labels = {c["incident"] for c in claims(name) if "incident" in c}
    assert set(record(name)["incident"]) == labels


@pytest.mark.parametrize("name", GROUPS)
def test_every_event_and_control_claim_names_its_happening(name: str) -> None:
    loose = [c for c in claims(name) if c["kind"] in ("event", "control") and "incident" not in c]
    assert [c["evidence"]["text"] for c in loose] == []


@pytest.mark.parametrize("name", GROUPS)
def test_hard_pairs_name_one_claim_each_and_agree_with_the_labels(name: str) -> None:
    for pair in record(name).get("hard", []):
        a, b = named(name, pair["a"]), named(name, pair["b"])
        assert (a["incident"] == b["incident"]) is pair["same"], pair
        assert pair["why"]


@pytest.mark.parametrize("name", GROUPS)
def test_origins_are_named_in_the_accounts_that_tell_of_the_incident(name: str) -> None:
    makers = {r["file"]: f"{r['publisher']} {r['author']} {r['title']}" for r in manifest(name)}
    for label, entry in record(name)["incident"].items():
        files = {c["file"] for c in claims(name) if c.get("incident") == label}
        words = " ".join(makers[f] + (folder(name) / f).read_text("utf-8") for f in files)
        assert entry["origins"], label
        assert len(set(entry["origins"])) == len(entry["origins"]), label
        assert [o for o in entry["origins"] if o.lower() not in words.lower()] == [], label


@pytest.mark.parametrize("name", GROUPS)
def test_a_disputed_incident_has_two_origins_and_known_fields(name: str) -> None:
    for label, entry in record(name)["incident"].items():
        disputes = entry.get("disputes", [])
        assert set(disputes) <= FIELDS, label
        assert not disputes or len(entry["origins"]) > 1, label


@pytest.mark.parametrize("name", GROUPS)
def test_control_and_relations_are_well_formed(name: str) -> None:
    entry = record(name)
    for spell in entry.get("control", []):
        start, end = (date.fromisoformat(spell.get(k, d)) for k, d in SPAN.items())
        assert spell["place"] and spell["holder"] and start < end
        assert spell["contested"] in (True, False)
    for pair in entry.get("relation", []):
        assert pair["sign"] in (-1, 1)
        assert pair["a"] != pair["b"]
