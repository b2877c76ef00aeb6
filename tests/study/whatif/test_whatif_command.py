"""The commands: from a case to a draft, from files to a report; the case itself is not touched."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from casework import extract, fake_stages, write
from contested.accounts.model import Account
from contested.annotate.model import Annotation
from contested.claims.model import Claim
from contested.store.case import Case
from contested.views import building
from contested.views.cli import run as run_line

Go = Callable[..., tuple[int, str, str]]
AT = {"Marn": (36.5, 37.2), "Dayr": (36.4, 37.6), "Hasma": (36.2, 37.1), "Tell": (36.6, 37.4)}
TEXT = """News from the hills

Rebels took Marn. Army took Dayr. Army took Hasma.
"""
LATER = """More from the hills

Army took Marn.
"""


def spread_out(account: Account, annotation: Annotation) -> tuple[Claim, ...]:
    """The stand-in's claims, each place at coordinates of its own."""
    return tuple(
        replace(c, places=tuple(replace(p, lat=AT[p.name][0], lon=AT[p.name][1]) for p in c.places))
        for c in extract(account, annotation)
    )


@pytest.fixture
def go(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Go:
    """Command lines on a built case of two accounts, five days apart."""

    def stages(case: Case) -> Any:
        return replace(fake_stages(), extract=spread_out)

    monkeypatch.setattr(building, "stages", stages)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run_line(["-C", str(tmp_path / "C"), *arguments])
        return code, *capsys.readouterr()

    folder = write(tmp_path / "in", one=TEXT, two=LATER)
    (folder / "m.csv").write_text(
        "file,publisher,date\none.txt,The Courier,2015-10-01\ntwo.txt,The Wire,2015-10-20\n"
    )
    for line in (("new",), ("add", str(folder / "m.csv")), ("build",)):
        assert call(*line)[0] == 0
    return call


@pytest.fixture
def drafted(go: Go, tmp_path: Path) -> Path:
    """The folder of a draft."""
    assert go("whatif", "draft", "--on", "2015-10-05", "-o", str(tmp_path / "w"))[0] == 0
    return tmp_path / "w"


def test_a_draft_names_sides_and_claims(go: Go) -> None:
    """Standard output is a scenario whose holders carry claim ids."""
    code, out, _ = go("whatif", "draft", "--on", "2015-10-05")
    assert code == 0 and 'basis = "claim"' in out and 'basis = "assumed"' in out
    told = json.loads(go("whatif", "draft", "--on", "2015-10-05", "--json")[1])
    assert {s["id"] for s in told["scenario"]["sides"]} == {"rebels", "army"}
    assert {p["name"] for p in told["scenario"]["places"]} >= {"Marn", "Dayr", "Hasma"}


def test_a_draft_never_overwrites_what_was_edited(go: Go, drafted: Path) -> None:
    """The same folder again is refused by name."""
    code, _, problem = go("whatif", "draft", "--on", "2015-10-05", "-o", str(drafted))
    assert code == 1 and "baseline.toml" in problem


def variant(drafted: Path) -> str:
    path = drafted / "struck.toml"
    path.write_text(
        'base = "baseline.toml"\nname = "struck"\n[[intervention]]\ndeed = "strikes"\n'
        'start = 2015-10-05\nby = "crane"\nagainst = "rebels"\n'
        'amount = { value = 5, basis = "assumed" }\n'
    )
    return str(path)


def test_a_run_reports_assumptions_first_and_leaves_the_case_alone(
    go: Go, drafted: Path, tmp_path: Path
) -> None:
    """Report, pictures, JSON; the database's bytes are the same afterwards."""
    before = (tmp_path / "C" / "case.db").read_bytes()
    base, out = str(drafted / "baseline.toml"), tmp_path / "out"
    line = ("whatif", "run", variant(drafted), "--against", base, "--runs", "60", "--cores", "1")
    code, text, _ = go(*line, "-o", str(out))
    assert code == 0
    assert text.index("## Assumptions") < text.index("## struck") and "# Simulated" in text
    for name in ("struck-fan.svg", "struck-map.svg", "baseline-fan.svg", "baseline-map.svg"):
        ElementTree.parse(out / name)
    assert (out / "report.md").read_text().startswith("# Simulated")
    plain = json.loads(go(*line, "--json")[1])
    assert plain["simulated"] is True and plain["runs"] == 60
    assert [e["outcome"] for e in plain["answers"][0]["effects"]][:2] == ["places held"] * 2
    assert (tmp_path / "C" / "case.db").read_bytes() == before


def test_without_a_baseline_the_same_with_nothing_done_is_it(go: Go, drafted: Path) -> None:
    """One file is enough."""
    code, text, _ = go("whatif", "run", variant(drafted), "--runs", "40", "--cores", "1")
    assert code == 0 and "nothing done" in text


def test_learning_says_what_the_record_dates(go: Go, drafted: Path) -> None:
    """The one dated change is listed, and each number with what is known of it after."""
    line = ("whatif", "learn", str(drafted / "baseline.toml"), "--runs", "500", "--cores", "1")
    code, text, problem = go(*line)
    assert code == 0, problem
    assert "Marn: rebels to army" in text and "share of changes reported" in text
    assert json.loads(go(*line, "--json")[1])["observed"][0]["place"] == "Marn"


def test_learnt_numbers_replace_the_ranges(go: Go, drafted: Path) -> None:
    """With --learnt the report lists what the record has narrowed, and both scenarios use it."""
    base = str(drafted / "baseline.toml")
    line = ("whatif", "run", variant(drafted), "--against", base, "--learnt", base)
    code, text, problem = go(*line, "--runs", "600", "--cores", "1")
    assert code == 0, problem
    assert "## Learnt from the record" in text and "pace of captures" in text


def test_a_battle_without_ground_is_told_and_drawn(drafted: Path, go: Go, tmp_path: Path) -> None:
    """Sides, what is left, best choices, a picture; both axes or none."""
    base, picture = str(drafted / "baseline.toml"), tmp_path / "map.svg"
    code, text, _ = go("whatif", "battle", base, "-o", str(picture))
    assert code == 0 and "Simulated" in text and "keeps" in text
    ElementTree.parse(picture)
    assert json.loads(go("whatif", "battle", base, "--json")[1])["sides"] == ["army", "rebels"]
    assert go("whatif", "battle", base, "--across", "army")[0] == 2


def test_camps_need_relations_and_a_month(go: Go) -> None:
    """A record without relations, and a month that is none, are told in words."""
    assert "camps need three" in go("whatif", "camps", "--month", "2015-10")[2]
    assert "is not a month" in go("whatif", "camps", "--month", "October")[2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("draft", "--on", "soon"), "is not a date"),
        (("draft", "--on", "2015-10-05", "--near", "Qwertyuiop"), "no place is known as"),
        (("draft", "--on", "2015-10-05", "--striker", "otter"), "otter backs no side"),
        (("draft", "--on", "1999-01-01"), "a war needs two"),
        (("run", "none.toml"), "none.toml: cannot be read"),
    ],
)
def test_bad_input_is_told_in_words(go: Go, arguments: tuple[str, ...], words: str) -> None:
    """Exit code 1 and the cause on standard error."""
    code, _, problem = go("whatif", *arguments)
    assert code == 1 and words in problem
