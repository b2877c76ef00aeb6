"""The command line: every command documented, fast, plain in a pipe, exact in its exit code."""

import json
import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from casework import FIRST, SECOND, write
from contested.views import building, cli
from contested.views.checking import _PACKAGES
from contested.views.reference import reference, walk

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def go(command: Run) -> Run:
    """Run one command line on the case ``C``; gives exit code, output and errors."""
    return command


@pytest.fixture
def built(go: Run, tmp_path: Path) -> Run:
    """The same, on a case that holds two accounts and four claims."""
    folder = write(tmp_path / "in", one=FIRST, two=SECOND)
    (folder / "m.csv").write_text(
        "file,publisher,date\none.txt,The Courier,2015-10-09\ntwo.txt,[Northern] Wire,\n"
    )
    assert go("new")[0] == 0
    assert go("add", str(folder / "m.csv"))[0] == 0
    assert go("build")[0] == 0
    return go


def commands() -> Iterator[tuple[str, Any]]:
    """Every command and group with its full name."""
    yield from walk(typer.main.get_command(cli.app))


NAMES = [name for name, _ in commands()]
LEAVES = [name for name, command in commands() if not hasattr(command, "commands")]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_documented(name: str) -> None:
    """Help for the command and for each of its options and arguments."""
    command = dict(commands())[name]
    assert command.help and command.help.strip().split("\n")[0].endswith((".", ";", ":")), name
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name}: {parameter.name} has no help"


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_speaks_json(name: str) -> None:
    """``--json`` is never missing."""
    assert "--json" in {o for p in dict(commands())[name].params for o in p.opts}


def test_the_reference_in_docs_is_up_to_date() -> None:
    """``docs/commands.md`` is what the commands say of themselves."""
    page = Path(__file__).parents[2] / "docs" / "commands.md"
    if not page.parent.is_dir():
        pytest.skip("no docs beside the tests")
    assert page.read_text(encoding="utf-8") == reference(), "run contested.views.reference"


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    """Under 0.3 s in the best of five, without the packages that only commands need."""
    heavy = "numpy,onnxruntime,sqlalchemy,trafilatura,contested.pipeline"
    code = (
        "import sys; from contested.views.cli import run; code = run(['--help']); "
        f"sys.exit(code or any(m in sys.modules for m in '{heavy}'.split(',')))"
    )
    times = []
    for _ in range(5):
        began = time.monotonic()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=_env())
        times.append(time.monotonic() - began)
    assert min(times) < 0.3


def _env(**more: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)} | more


def test_the_two_commands_of_the_readme(built: Run) -> None:
    """New, add, build, then a brief that counts what was read."""
    code, out, _ = built("brief")
    assert code == 0
    assert "4 claims from 2 accounts" in out
    assert "control 2" in out and "jets ASSAULT civilians ×1" in out


def test_adding_again_says_so_and_changes_nothing(built: Run, tmp_path: Path) -> None:
    """Already there is no error."""
    code, out, _ = built("add", str(tmp_path / "in" / "m.csv"))
    assert code == 0 and "2 already there" in out


def test_a_publisher_on_the_command_line_reaches_the_account(go: Run, tmp_path: Path) -> None:
    """Options of ``add`` describe files that no manifest describes."""
    folder = write(tmp_path / "in", one=FIRST)
    go("new")
    code, _, _ = go("add", str(folder / "one.txt"), "--publisher", "P", "--date", "9 Oct 2015")
    assert code == 0
    listed = json.loads(go("accounts", "--json")[1])["accounts"]
    assert listed[0]["appearances"][0]["publisher"] == "P"
    assert listed[0]["appearances"][0]["date"] == "2015-10-09"
    assert go("add", str(folder / "one.txt"), "--date", "soon")[0] == 2


def test_remove_undoes_add(built: Run) -> None:
    """The account goes with its claims and the message says where the bytes are."""
    code, out, _ = built("remove", "one.txt")
    assert code == 0 and "originals/" in out
    assert json.loads(built("claims", "--json")[1])["total"] == 2
    assert built("remove", "one.txt")[0] == 1


def test_claims_are_listed_and_filtered(built: Run) -> None:
    """Filters narrow; brackets in names are shown, not taken for markup."""
    code, out, _ = built("claims")
    assert code == 0 and "4 claims" in out and "[Northern] Wire" in out
    code, out, _ = built("claims", "--actor", "fighters", "--limit", "1")
    assert "2 claims, the first 1 shown" in out
    assert "1 claim" in built("claims", "--since", "2015-10", "--kind", "control")[1]


def test_a_narrow_terminal_gets_a_list(built: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No table is squeezed into forty columns, and every id stays whole."""
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = built("claims")
    ids = [c["id"] for c in json.loads(built("claims", "--json")[1])["claims"]]
    assert all(f"{i}  " in out for i in ids)
    assert built("brief")[0] == 0


def test_no_colour_codes_reach_a_pipe(built: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by default nor with NO_COLOR."""
    first = json.loads(built("claims", "--json")[1])["claims"][0]["id"]
    for _ in range(2):
        for line in (("brief",), ("claims",), ("accounts",), ("why", first), ("build",)):
            assert "\x1b" not in "".join(built(*line)[1:])
        monkeypatch.setenv("NO_COLOR", "1")


def test_why_marks_the_sentence(built: Run) -> None:
    """Roles in brackets, the chain, the rule; by the beginning of an id."""
    every = json.loads(built("claims", "--json")[1])["claims"]
    said = next(c for c in every if c["evidence"]["text"] == "jets struck fighters")
    code, out, _ = built("why", said["id"][2:8])
    assert code == 0
    assert "The ministry [says: said] its [agent: jets] struck [target: fighters] near" in out
    assert "The Courier, 2015-10-09" in out and "a stand-in rule" in out
    plain = json.loads(built("why", said["id"], "--json")[1])
    assert plain["claim"] == said
    assert plain["sentence"]["text"].endswith("near Dayr.")
    assert built("why", "c_none")[0] == 1


def test_export_writes_the_contract(built: Run, tmp_path: Path) -> None:
    """Names in the contract's order, one object a line, the same as ``claims`` shows."""
    code, out, _ = built("export", "claims", "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and lines == json.loads(built("claims", "--json")[1])["claims"]
    assert list(lines[0])[:6] == ["id", "account", "file", "kind", "act", "mode"]
    target = tmp_path / "claims.csv"
    assert built("export", "claims", "--format", "CSV", "-o", str(target))[0] == 0
    assert len(target.read_text().splitlines()) == 5
    assert built("export", "claims", "--format", "xml")[0] == 2
    assert built("export", "claims", "-o", str(tmp_path / "no" / "x"))[0] == 1


def test_coarse_coordinates_are_rounded_and_say_so(built: Run) -> None:
    """A grid of 50 km moves the point and widens the precision."""
    exact, coarse = (
        [json.loads(x)["places"] for x in built("export", "claims", *more)[1].splitlines()]
        for more in ((), ("--coarsen", "50"))
    )
    assert exact[0][0]["lat"] == 36.1 and coarse[0][0]["lat"] != 36.1
    assert abs(coarse[0][0]["lat"] - 36.1) < 0.3
    assert coarse[0][0]["precision_km"] == 50


def test_build_reports_what_stayed_open(built: Run) -> None:
    """Undated claims and accounts are named after every build."""
    code, out, _ = built("build")
    assert code == 0
    assert "Could not date: 2 claims (two.txt 2)" in out and "2 unchanged" in out


def test_json_of_every_reading_command_parses(built: Run, tmp_path: Path) -> None:
    """Nothing but JSON on standard output."""
    extra = ("new", str(tmp_path / "D"))
    for line in (extra, ("add", str(tmp_path / "in")), ("build",), ("brief",), ("accounts",)):
        code, out, _ = built(*line, "--json")
        assert code == 0 and json.loads(out), line
    assert json.loads(built("remove", "two.txt", "--json")[1])["removed"]


def test_errors_are_one_line_without_a_traceback(go: Run) -> None:
    """Exit code 1 and no trace, unless ``--debug`` asks for it."""
    code, out, err = go("brief")
    assert (code, out) == (1, "") and err.count("\n") == 1 and err.startswith("contested: ")
    assert "Traceback" in go("--debug", "brief")[2]


def test_wrong_usage_is_exit_code_two(go: Run) -> None:
    """Unknown commands, options and values."""
    for line in (("nope",), ("claims", "--nope"), ("claims", "--since", "soon"), ("why",)):
        assert go(*line)[0] == 2


def test_a_stopped_build_says_that_nothing_is_lost(
    built: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends in words and 130, the code of an interrupted command."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "run_build", stop)
    code, _, err = built("build")
    assert code == 130 and "record is as it was" in err


def test_places_of_a_dump_join_the_case(built: Run, tmp_path: Path) -> None:
    """A GeoNames dump becomes ``places.csv``; adding it again adds nothing."""
    row = ["7", "Tell Marn", "Tell Marn", "", "36.5", "37.5", "P", "PPL", "SY"]
    dump = tmp_path / "SY.txt"
    dump.write_text("\t".join([*row, "", "09", "", "", "", "900", "", "", "Asia/Damascus", "x"]))
    assert json.loads(built("places", "add", str(dump), "--json")[1])["new"] == 1
    assert json.loads(built("places", "add", str(dump), "--json")[1])["new"] == 0
    assert "Tell Marn" in (tmp_path / "C" / "places.csv").read_text()
    assert built("places", "add", str(tmp_path / "none.txt"))[0] == 1
    (tmp_path / "bad.txt").write_text("not a dump")
    assert built("places", "add", str(tmp_path / "bad.txt"))[0] == 1


def test_control_characters_never_reach_the_terminal(go: Run, tmp_path: Path) -> None:
    """Text that tries to drive the terminal is shown, not obeyed."""
    folder = write(tmp_path / "in", one="Fighters took Marn\u202e. Guards took\u200b Sarin.\n")
    go("new")
    go("add", str(folder), "--publisher", "Wire \x1b[31mred")
    go("build")
    _, out, _ = go("claims")
    assert "\x1b" not in out and "\u202e" not in out


def test_doctor_lists_every_check(built: Run) -> None:
    """Versions, case and database are always there, whatever is missing."""
    code, out, _ = built("doctor", "--json")
    checks = {c["name"]: c for c in json.loads(out)["checks"]}
    assert {"python", "model", "vocabulary", "full text", "disk", "database"} <= set(checks)
    assert checks["database"]["ok"] and checks["originals"]["ok"]
    assert code == (0 if all(c["ok"] for c in checks.values()) else 1)


def test_doctor_looks_at_every_package_that_is_needed() -> None:
    """What pyproject asks for at run time is what doctor checks."""
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    needed = {re.split(r"[<>=]", d)[0] for d in tomllib.loads(text)["project"]["dependencies"]}
    assert needed == set(_PACKAGES)
