"""The file of judgements takes what people and git do to it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from casework import an_account, annotate, extract
from contested.codec import to_plain
from contested.errors import CaseError
from contested.record.model import Anchor, Judgement
from contested.store.judgements import append_judgement, line_of, parse, read_judgements

_ACCOUNT = an_account()
KEPT = json.dumps(to_plain(extract(_ACCOUNT, annotate(_ACCOUNT))[0]), ensure_ascii=False)
ANCHOR = Anchor(
    "0" * 64, "Kämpfer “nahmen”\nMarn", "", " on Friday", 7, "control", None, (), ("x",)
)
ACCEPT = Judgement("j_1", "accept", (ANCHOR,), "Salwa", "2026-11-20T10:00:00Z", "two sources")
EDIT = replace(ACCEPT, id="j_2", verdict="edit", changes='{"act": "ASSAULT"}', kept=KEPT)


def test_what_is_appended_comes_back(tmp_path: Path) -> None:
    """One line each, whatever the quote holds, in the file's order."""
    path = tmp_path / "judgements.jsonl"
    undo = Judgement("j_3", "undo", (), "Idris", "2026-11-20T11:00:00Z", undoes="j_1")
    for one in (ACCEPT, EDIT, undo):
        append_judgement(path, one)
    assert path.read_text().count("\n") == 3
    assert read_judgements(path) == ([ACCEPT, EDIT, undo], [])
    assert json.loads(line_of(EDIT))["changes"] == {"act": "ASSAULT"}


def test_a_missing_file_holds_none(tmp_path: Path) -> None:
    """No judgements is not an error; a folder in the file's place is."""
    assert read_judgements(tmp_path / "none.jsonl") == ([], [])
    with pytest.raises(CaseError):
        read_judgements(tmp_path)
    with pytest.raises(CaseError):
        append_judgement(tmp_path, ACCEPT)


def test_a_broken_line_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A half-written line, the marks of a merge, and bytes that are no text."""
    path = tmp_path / "judgements.jsonl"
    good = line_of(ACCEPT)
    lines = [b"<<<<<<< HEAD", good, b"=======", good[:40], b"\xff\xfe", b"", line_of(EDIT), b"[1]"]
    path.write_bytes(b"\r\n".join(lines))
    found, broken = read_judgements(path)
    assert [j.id for j in found] == ["j_1", "j_2"]
    assert [b.file.split(":")[1] for b in broken] == ["1", "3", "4", "5", "8"]
    append_judgement(path, replace(ACCEPT, id="j_9"))
    assert [j.id for j in read_judgements(path)[0]] == ["j_1", "j_2", "j_9"]


def test_one_judgement_on_two_branches_counts_once(tmp_path: Path) -> None:
    """After a merge that kept both sides."""
    path = tmp_path / "judgements.jsonl"
    path.write_bytes((line_of(ACCEPT) + b"\n") * 2)
    assert len(read_judgements(path)[0]) == 1


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"verdict": "maybe"}, "verdict"),
        ({"who": None}, "who"),
        ({"anchors": []}, "anchors"),
        ({"verdict": "same"}, "2 anchors"),
        ({"verdict": "edit"}, "changes"),
        ({"verdict": "resolve"}, "outcome"),
        ({"verdict": "undo", "anchors": []}, "undoes"),
        ({"verdict": "rate", "anchors": [], "changes": {"source": "x"}}, "rating"),
        ({"anchors": [{"quote": "x"}]}, "missing"),
        ({"anchors": ["x"]}, "get"),
        ({"verdict": "edit", "changes": ["act"]}, "objects"),
        ({"kept": {"id": "c_1"}}, "missing"),
        ({"verdict": "resolve", "changes": {"outcome": "maybe"}}, "outcome is one of"),
        ({"verdict": "regrade", "changes": {"field": "colour", "grade": "fair"}}, "field is one"),
    ],
)
def test_a_line_that_says_too_little_is_no_judgement(change: dict[str, object], cause: str) -> None:
    """The message names what is missing or wrong."""
    plain = json.loads(line_of(ACCEPT)) | change
    with pytest.raises((ValueError, TypeError, AttributeError), match=cause):
        parse(json.dumps(plain).encode())
