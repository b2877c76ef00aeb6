"""Reliability promises: shares are counted as said, and shipped confidence is near them."""

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def reliability() -> ModuleType:
    """``quality/reliability.py`` as a module."""
    spec = importlib.util.spec_from_file_location(
        "reliability", ROOT / "quality" / "reliability.py"
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["reliability"] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def test_a_bin_counts_what_exists_and_what_is_right(reliability: ModuleType) -> None:
    """Two claims given about 0.85, one of them right, are 35 points apart from their confidence."""
    judged = [
        reliability.Judged("x", 0.8, True, True, False),
        reliability.Judged("x", 0.9 - 1e-9, True, False, False),
    ]
    ((low, inside),) = reliability.bins(judged)
    assert (low, len(inside)) == (0.8, 2)
    assert reliability.gap(judged) == pytest.approx(0.35, abs=1e-6)
    assert reliability.table(judged)[-1].split()[1:] == ["2", "0.85", "100%", "50%", "0%"]


def test_a_reading_is_joined_by_id(reliability: ModuleType, tmp_path: Path) -> None:
    """A wrong kind does not exist, a wrong act is not right; claims not exported are left out."""
    reading, export = tmp_path / "reading.jsonl", tmp_path / "export.jsonl"
    verdicts = [{"kind": "wrong"}, {"kind": "right", "act": "wrong"}, {"kind": "right"}]
    lines = [{"id": f"c_{k}", "verdicts": v} for k, v in enumerate(verdicts)]
    reading.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    given = [{"id": f"c_{k}", "confidence": 0.5} for k in (0, 1)]
    export.write_text("\n".join(map(json.dumps, given)), "utf-8")
    found = reliability.from_reading(reading, export)
    assert [(j.exists, j.right) for j in found] == [(False, False), (True, False)]


@pytest.mark.parametrize("source", ["train", "real"])
def test_confidence_says_how_often_claims_are_right(reliability: ModuleType, source: str) -> None:
    """On real texts annotated blind, by fits that have not seen the account: bins of twenty lie
    within two standard errors and eight points."""
    judged = [j for j in reliability.weighed() if j.source == source]
    assert reliability.gap(judged) < 0.08
    for mean, right, chance in spread(reliability, judged):
        assert abs(mean - right) < chance + 0.08


@pytest.mark.parametrize("source", ["gold", "guardian-sdf"])
def test_confidence_does_not_promise_too_much(reliability: ModuleType, source: str) -> None:
    """Where rules were tuned, and where readers judge more kindly than a match with gold does, more
    claims are right than their confidence says, never fewer."""
    judged = [j for j in reliability.weighed() if j.source == source]
    for mean, right, chance in spread(reliability, judged):
        assert right > mean - chance - 0.03


def spread(reliability: ModuleType, judged: list[Any]) -> Iterator[tuple[float, float, float]]:
    """Mean confidence, share right and two standard errors of each bin of twenty or more."""
    for _, inside in reliability.bins(judged):
        if len(inside) >= 20:
            mean = sum(j.confidence for j in inside) / len(inside)
            chance = 2 * (mean * (1 - mean) / len(inside)) ** 0.5
            yield mean, reliability.share([j.right for j in inside]), chance
