"""The gate: shipped weights are the ones that were scored, and no score is under its floor."""

import sys
from pathlib import Path

import pytest

from contested.annotate.encoder import weights_path
from contested.scoring.report import evaluate
from encoder_ready import needs_weights

QUALITY = Path(__file__).resolve().parents[2] / "quality"
sys.path.insert(0, str(QUALITY))

import crossvalidate  # noqa: E402
import gate  # noqa: E402


def test_the_shipped_weights_are_the_ones_that_were_scored() -> None:
    """Other weights without new scores fail here."""
    if not weights_path().exists():
        pytest.skip("no weights are shipped yet")
    assert gate.stale(gate.load_scores()) is None


def test_no_committed_score_is_under_its_floor() -> None:
    """And every floor has a score."""
    scores, floors = gate.load_scores(), gate.load_floors()
    assert gate.below(scores.values, floors) == {}
    assert floors.keys() <= scores.values.keys()


@needs_weights
def test_claims_are_no_worse_than_their_floors_here_and_now() -> None:
    """Committed scores cannot hide a change of the rules: the development part is read anew.

    Only scores over all claims count, and a point is allowed: int8 kernels differ between
    processors, and a claim more or less moves a small kind by several points.
    """
    rows = evaluate(None, ("claims of gold",)).rows
    wide = {r.key: r.value + 1.0 for r in rows if r.task in ("claims", "claims core")}
    assert len(wide) == 5
    assert gate.below(wide, gate.load_floors()) == {}


def test_floors_rise_alone_and_fall_only_on_request() -> None:
    """A better score raises its floor to half a point below; a worse one leaves it."""
    floors = {"a": 80.0, "b": 80.0, "c (km)": 30.0}
    values = {"a": 90.0, "b": 70.0, "c (km)": 20.0, "new": 50.0}
    assert gate.moved(values, floors, lower=False) == {
        "a": 89.5,
        "b": 80.0,
        "c (km)": 20.5,
        "new": 49.5,
    }
    assert gate.moved(values, floors, lower=True)["b"] == 69.5


def test_scores_under_floors_and_errors_over_ceilings_fail() -> None:
    """Kilometres are better when fewer; a score that was not measured does not fail here."""
    floors = {"a": 80.0, "b (km)": 30.0, "gone": 10.0}
    assert gate.below({"a": 79.0, "b (km)": 31.0}, floors) == {
        "a": (79.0, 80.0),
        "b (km)": (31.0, 30.0),
    }
    assert gate.below({"a": 80.0, "b (km)": 30.0}, floors) == {}


def test_floors_survive_being_written(tmp_path: Path) -> None:
    """Keys with quotes and bars read back as they were."""
    path = tmp_path / "floors.toml"
    gate.save_floors({'ud ewt | LAS | "dev" | unseen': 87.25}, path)
    assert gate.load_floors(path) == {'ud ewt | LAS | "dev" | unseen': 87.25}


def test_folds_are_pooled() -> None:
    """Pairs of all folds give one interval; span scores are means that say their range."""
    folds = [
        {"names": {"micro": 60.0}, "plover pairs": [["AID", "AID"], ["YIELD", "AID"]]},
        {"names": {"micro": 64.0}, "plover pairs": [["ASSAULT", "ASSAULT"]]},
    ]
    rows = {(r["task"], r["metric"]): r for r in crossvalidate.pooled(folds)}
    assert rows["re3d", "span micro F1"]["value"] == 62.0
    assert rows["plover", "root accuracy"]["value"] == pytest.approx(66.67)
    assert rows["plover", "quad accuracy"]["value"] == 100.0
    assert rows["plover", "root macro F1"]["n"] == 3
