"""``eval`` scores what is there, says what is not, and never mixes seen with unseen."""

import json
from pathlib import Path

import pytest
from scoring_sets import make_sets
from scoring_stub import StubModel, StubReading

from contested.annotate.model import Span
from contested.scoring.act_tasks import pair
from contested.scoring.acts import quad, root
from contested.scoring.align import align, outermost
from contested.scoring.datasets.base import Mark
from contested.scoring.report import as_table, evaluate
from contested.scoring.rows import Row
from contested.scoring.seen import TrainingTexts, hashes_of, training_texts

TASKS = ("ud", "polnear", "re3d", "cameo", "plover", "ngec")


def _value(rows: tuple[Row, ...], task: str, metric: str) -> float:
    measured = (r for r in rows if r.exposure != "cross-validated")
    (found,) = [r.value for r in measured if r.task == task and r.metric == metric]
    return found


def test_every_set_that_is_there_is_scored(tmp_path: Path) -> None:
    """A model that knows one sentence gets exactly its share of each score."""
    words = ("Rebels", "shelled", "Marn", "and", "its", ".")
    roles = (Span(0, 1, "source", 0.9), Span(2, 3, "target", 0.9))
    known = StubReading(("NOUN",) * 6, (-1,) * 6, ("root",) * 6, roles=roles)
    report = evaluate(make_sets(tmp_path), TASKS, StubModel({words: known}))
    assert {r.task for r in report.rows} == {
        "ud gum",
        "polnear",
        "re3d",
        "cameo spans",
        "cameo class",
        "plover",
        "ngec",
    }
    assert _value(report.rows, "cameo spans", "micro F1") == 100
    assert _value(report.rows, "cameo class", "accuracy") == 50
    assert _value(report.rows, "plover", "root accuracy") == 50
    assert _value(report.rows, "polnear", "cue F1") == 0
    assert [s.task for s in report.skipped] == ["ud ewt"]
    assert json.dumps(report.as_json())
    assert len(list(as_table(report).renderables)) == 2


def test_a_folder_above_or_the_set_itself_does(tmp_path: Path) -> None:
    """``--data`` may name any folder around the layout, or one set's folder."""
    make_sets(tmp_path / "deep" / "data")
    for where in (tmp_path, tmp_path / "deep" / "data" / "plover"):
        assert evaluate(where, ("plover",), StubModel()).rows


def test_a_malformed_set_is_reported_and_the_rest_is_scored(tmp_path: Path) -> None:
    """One broken archive costs one row of the table."""
    data = make_sets(tmp_path)
    (data / "polnear/dev.tar.gz").write_bytes(b"not an archive")
    report = evaluate(data, TASKS, StubModel())
    (failed,) = [s for s in report.skipped if s.failed]
    assert failed.task == "polnear" and "dev.tar.gz" in failed.reason
    assert any(r.task == "plover" for r in report.rows)


def test_seen_and_unseen_items_are_never_averaged(tmp_path: Path) -> None:
    """The items whose hashes the model lists get rows of their own."""
    model = StubModel(meta={"trained_on": hashes_of(["Rebels shelled Marn ."])})
    rows = evaluate(make_sets(tmp_path), ("plover",), model).rows
    found = {r.exposure: r.value for r in rows if r.metric == "root accuracy"}
    found.pop("cross-validated", None)  # read from the package, not from these sets
    assert found == {"seen": 100.0, "unseen": 0.0}


def test_without_a_list_nothing_is_called_unseen() -> None:
    """Exposure is unknown until the model says what it read; a broken list is an error."""
    assert TrainingTexts(None).exposure("any") == "unknown"
    assert training_texts({}).exposure("any") == "unknown"


def test_marks_are_snapped_outward_and_counted() -> None:
    """Half a word is widened to the word; a mark over two sentences is clipped to each."""
    text = "Rebels left Marn. They came back."
    first, second = align(text, [Mark(2, 11, "x"), Mark(12, 22, "y")])
    assert first.spans == ((0, 2, "x"), (2, 4, "y"))
    assert second.spans == ((0, 1, "y"),)
    assert (first.snapped, second.snapped) == (1, 0)


def test_outermost_spans_win() -> None:
    """The longer of two that overlap stays, others are kept."""
    spans = [(0, 2, "a"), (0, 5, "b"), (6, 7, "c")]
    assert outermost(spans) == ((0, 5, "b"), (6, 7, "c"))


def test_an_actor_that_no_words_name_has_no_words() -> None:
    """ "An actor" in the set's column is nobody in the sentence."""
    found = pair("Marn was shelled.", (Mark(0, 4, "target"),))
    assert found.source == () and found.target == (0,)


@pytest.mark.parametrize("act", ["CONCEDE", "RETREAT"])
def test_yield_is_concede_or_retreat(act: str) -> None:
    """The plover set joins them, as material cooperation."""
    assert root(act) == "YIELD"
    assert quad(act) == "material cooperation"
