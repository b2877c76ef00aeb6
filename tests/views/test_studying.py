"""The study commands: a page, JSON, a reason in words, exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def table(tmp_path: Path) -> str:
    """150 days of attacks, strikes and patrols at random."""
    draw = np.random.default_rng(7)
    lines = ["date,lat,lon,type"]
    for kind, many in (("attack", 200), ("strike", 40), ("patrol", 60)):
        for _ in range(many):
            day = np.datetime64("2015-06-01") + int(draw.integers(0, 150))
            lat, lon = draw.uniform(34, 35, 2)
            lines.append(f"{day},{lat:.4f},{lon:.4f},{kind}")
    path = tmp_path / "events.csv"
    path.write_text("\n".join([*lines, "2015-13-01,35,37,attack", ""]), encoding="utf-8")
    return str(path)


ASKED = ("--treatment", "type=strike", "--outcome", "type=attack")
WAKES = (*ASKED, "--control", "type=patrol", "--lengths", "3,6", "--km", "5,20", "--draws", "39")


def test_events_says_what_a_table_holds_and_lacks(command: Run, table: str) -> None:
    """Exit code 1 when rows had to be left out."""
    code, out, _ = command("study", "events", table)
    assert code == 1 and "300 events" in out and "1 have a date that cannot be read" in out
    code, out, _ = command("study", "events", table, "--json")
    assert json.loads(out)[0]["problems"][0]["kind"] == "bad date"


def test_wakes_writes_a_page_a_picture_and_a_result(
    command: Run, table: str, tmp_path: Path
) -> None:
    """The result makes itself again; JSON has no NaN."""
    folder = tmp_path / "out"
    code, out, _ = command("study", "wakes", table, *WAKES, "-o", str(folder))
    assert code == 0 and out.startswith("Verdict: cannot tell.")
    assert sorted(p.name for p in folder.iterdir()) == ["report.md", "result.json", "surface.svg"]
    first = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    code, out, _ = command("study", "again", str(folder / "report.md"), "--json")
    assert code == 0 and json.loads(out, parse_constant=pytest.fail) == first


def test_a_question_without_an_outcome_gets_a_page_that_says_why(
    command: Run, table: str, tmp_path: Path
) -> None:
    """Exit code 1, the reason on standard error, and no number on the page."""
    folder = tmp_path / "out"
    asked = ("--treatment", "type=strike", "--outcome", "type=advance", "--control", "type=patrol")
    code, out, err = command("study", "wakes", table, *asked, "-o", str(folder))
    assert code == 1 and not out and "there are no outcome events" in err
    assert "cannot tell" in (folder / "report.md").read_text(encoding="utf-8")


def test_lags_and_control_and_hit_speak(command: Run, table: str, tmp_path: Path) -> None:
    """Each prints its answer, and JSON when asked."""
    code, out, _ = command("study", "lags", table, *ASKED, "--days", "3", "--period", "0")
    assert code == 0 and "rate ratio" in out and "## Power" in out
    asked = ("--terrorism", "type=strike", "--fighting", "type=attack")
    target = tmp_path / "map.csv"
    code, out, _ = command("study", "control", table, *asked, "-o", str(target))
    assert code == 0 and "transposed" in out and target.read_text().startswith("month,")
    holds = tmp_path / "holds.csv"
    holds.write_text("place,lat,lon,holder,start,end,slack_days\nM,34.5,34.5,red,2015-01-01,,9\n")
    code, out, _ = command("study", "hit", table, "--strikes", "type=strike",
                           "--holders", str(holds), "--km", "100", "--json")  # fmt: skip
    assert code == 0 and json.loads(out)["shares"][0]["holder"] == "red"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--lengths", "a"), "--lengths"),
        (("--lengths", "1.5"), "whole numbers"),
        (("--km", "5,1"), "ascend"),
        (("--match", "height"), "no covariate"),
    ],
)
def test_wrong_windows_are_told(
    command: Run, table: str, arguments: tuple[str, ...], said: str
) -> None:
    """The option or the reason is named."""
    asked = (*ASKED, "--control", "type=patrol")
    code, _, err = command("study", "wakes", table, *asked, *arguments)
    assert code == 1 and said in err


def test_a_batch_of_claims_has_a_page_each(command: Run, table: str, tmp_path: Path) -> None:
    """A refusal is a verdict too; a row that lacks a definition is named."""
    claims, out = tmp_path / "claims.csv", tmp_path / "out"
    head = "claim,treatment,control,outcome,expect\n"
    claims.write_text(
        f"{head}One,type=strike,type=patrol,type=attack,more\n"
        "Two,type=strike,type=patrol,type=advance,fewer\n"
    )
    code, said, _ = command("study", "batch", str(claims), table, "-o", str(out))
    assert code == 0 and said.count("cannot tell") == 2
    assert (out / "001" / "surface.svg").is_file() and not (out / "002" / "surface.svg").exists()
    assert [v["claim"] for v in json.loads((out / "verdicts.json").read_text())] == ["One", "Two"]
    claims.write_text(f"{head}Three,,type=patrol,type=attack,more\n")
    code, _, err = command("study", "batch", str(claims), table, "-o", str(out))
    assert code == 1 and "line 2: has no treatment" in err


def test_only_a_causal_claim_of_the_record_is_tested(
    command: Run, table: str, tmp_path: Path
) -> None:
    """An event claim is refused by its kind; an unknown id by its name."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text("Rebels hold\n\nNorthern fighters took Marn on Friday.\n")
    assert command("new")[0] == command("add", str(folder))[0] == command("build")[0] == 0
    claim = json.loads(command("claims", "--json")[1])["claims"][0]["id"]
    code, _, err = command("test", claim, table)
    assert code == 1 and "no causal claim but control" in err
    code, _, err = command("test", "c_nothing", table)
    assert code == 1 and "no such claim" in err
