"""The record on hand-made gold keeps what it reached, and beats what would be simpler."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from contested.record.model import Origin

QUALITY = Path(__file__).resolve().parents[2] / "quality"


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    """``quality/record.py`` as a module, its neighbours importable."""
    sys.path.insert(0, str(QUALITY))
    spec = importlib.util.spec_from_file_location("quality_record", QUALITY / "record.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["quality_record"] = module
    spec.loader.exec_module(module)
    return module


def pooled(quality: ModuleType, rows: Any, names: Any) -> dict[str, float]:
    """Scores of some groups together, on gold claims."""
    runs = [quality.run(quality.load_group(name), "gold") for name in names]
    return {r.name: r.value for r in quality.pooled([list(rows(run)) for run in runs])}


def test_incidents_of_gold_claims_are_found_again(quality: ModuleType) -> None:
    """CoNLL F1 over all eight groups and the demo stays over 80 and well over the baseline."""
    found = pooled(quality, quality.incident_rows, quality.groups())
    assert found["incidents, CoNLL F1"] >= 0.80
    assert found["incidents, CoNLL F1"] >= 0.15 + found["baseline: act, place, day, CoNLL F1"]


def test_origins_of_gold_incidents_are_right(quality: ModuleType) -> None:
    """Who an incident rests on is right for nine in ten once the incident itself is."""
    found = pooled(quality, quality.origin_rows, quality.groups())
    assert found["origins of gold incidents right"] >= 0.90


def test_every_hard_pair_names_claims(quality: ModuleType) -> None:
    """A pair whose words stand nowhere would silently not be scored."""
    for name in quality.groups():
        run = quality.run(quality.load_group(name), "gold")
        for pair in run.group.record.get("hard", ()):
            assert quality.find_claim(run, pair["a"]), pair
            assert quality.find_claim(run, pair["b"]), pair


def test_gold_becomes_claims_of_its_own_words(quality: ModuleType) -> None:
    """Converted gold keeps its evidence verbatim, and no two claims share an id."""
    group = quality.load_group("g0")
    texts = group.texts()
    assert len({c.id for c in group.claims}) == len(group.claims)
    for claim in group.claims:
        said = claim.evidence
        assert texts[claim.account].text[said.start : said.end] == said.text


def test_origins_match_by_name_and_number(quality: ModuleType) -> None:
    """One missing, one too many or another name is wrong; word order and articles are not."""

    def origin(name: str, actor: str | None = None) -> Origin:
        return Origin(name, name, "group", actor, None, (), "a", ((name, "Wire"),))

    tally, moscow = origin("the monitoring group Syria Tally"), origin("Moscow", "russia")
    assert quality.same_origins(["Syria Tally", "Moscow"], [moscow, tally])
    assert not quality.same_origins(["Syria Tally"], [moscow, tally])
    assert not quality.same_origins(["Syria Tally", "Ankara"], [moscow, tally])
