"""What exports hold back: names in every field, with offsets as they were."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import FIRST, SECOND
from contested.views.redacting import Mask, masked

Run = Callable[..., tuple[int, str, str]]
KINDS = ("claims", "incidents", "relations", "control", "forecasts")


@pytest.fixture
def case(command: Run, tmp_path: Path) -> Run:
    """Commands on a built case of two accounts."""
    command("new")
    for name, text in (("marn.txt", FIRST), ("two.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        command("add", str(tmp_path / name), "--date", "2015-10-10", "--publisher", "Marn Post")
    command("build")
    return command


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_a_name_held_back_stands_in_no_export(case: Run, kind: str, format: str) -> None:
    """Whatever the field: evidence, mention, place, narrator, file; what was done is said."""
    plain = case("export", kind, "--format", format)[1]
    code, out, err = case("export", kind, "--format", format, "--redact", "marn")
    assert code == 0
    assert "marn" not in out.lower()
    assert ("marn" in plain.lower()) == (out != plain)
    assert "Blacked out: marn" in err


def test_offsets_hold_after_a_name_is_blacked_out(case: Run) -> None:
    """Every mention is as long as before, and ids stay."""
    plain = [json.loads(x) for x in case("export", "claims")[1].splitlines()]
    told = [json.loads(x) for x in case("export", "claims", "--redact", "Marn")[1].splitlines()]
    assert [x["id"] for x in plain] == [x["id"] for x in told]
    for before, after in zip(plain, told, strict=True):
        assert len(before["evidence"]["text"]) == len(after["evidence"]["text"])
    assert any("\u2588" in x["evidence"]["text"] for x in told)


def test_json_names_what_was_withheld(case: Run, tmp_path: Path) -> None:
    """Also when the lines go to a file."""
    file = tmp_path / "out.jsonl"
    words = ("export", "control", "-o", str(file), "--redact", "Marn", "--json")
    assert json.loads(case(*words)[1])["withheld"] == ["Marn"]
    assert "Marn" not in file.read_text(encoding="utf-8")


@given(st.text(alphabet="Marnx -_.@", max_size=40))
def test_blacking_out_keeps_every_length(words: str) -> None:
    """Letter for letter, so that nothing that counts characters goes wrong."""
    out = masked(words, Mask(("Marn",), re.compile("marn", re.I)))
    assert len(out) == len(words) and "marn" not in out.lower()
