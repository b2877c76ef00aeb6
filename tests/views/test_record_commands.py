"""The commands that ask the record and that judge it, on a case of four small accounts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework import write

Run = Callable[..., tuple[int, str, str]]

TEXTS = {
    "one": "Northern fighters took Marn on Friday. The jets struck homes near Dayr.\n",
    "two": "We hear that fighters took Marn. Later units took Dayr.\n",
    "three": "No. It was guards took Marn, and nobody else.\n",
    "four": "Rebels say fighters took Marn too. Then units took Sarin.\n",
}


@pytest.fixture
def go(command: Run, tmp_path: Path) -> Run:
    """A built case: three accounts give Marn to the fighters, one to the guards."""
    folder = write(tmp_path / "in", **TEXTS)
    dates = ("2015-10-09", "2015-10-10", "2015-10-10", "2015-10-11")
    rows = (f"{n}.txt,Outlet {n},{d}\n" for n, d in zip(TEXTS, dates, strict=True))
    (folder / "m.csv").write_text("file,publisher,date\n" + "".join(rows))
    for line in (("new",), ("add", str(folder / "m.csv")), ("build",)):
        assert command(*line)[0] == 0
    return command


def plain(go: Run, *line: str) -> Any:
    """What a command writes with ``--json``."""
    code, out, err = go(*line, "--json")
    assert code == 0, err
    return json.loads(out)


def claim(go: Run, quote: str, file: str = "one.txt") -> str:
    """Id of the claim on these words."""
    every = plain(go, "claims")["claims"]
    return str(next(c["id"] for c in every if c["evidence"]["text"] == quote and c["file"] == file))


def marn(go: Run) -> Any:
    """The incident at Marn with most claims."""
    found = plain(go, "incidents", "--place", "Marn")["incidents"]
    return max(found, key=lambda i: len(i["claims"]))


@pytest.fixture
def disputed(go: Run) -> Run:
    """The same, once a person says that the guards' account is of the same capture."""
    pair = (claim(go, "fighters took Marn"), claim(go, "guards took Marn", "three.txt"))
    assert go("judge", "same", *pair, "--by", "Salwa")[0] == 0
    assert go("build")[0] == 0
    return go


def test_an_incident_shows_accounts_side_by_side_with_their_origins(go: Run) -> None:
    """Quotes, paths and the rules of the grades; by its own id or that of a claim."""
    one = marn(go)
    assert len(one["claims"]) >= 3
    for name in (one["id"], one["id"][2:9], claim(go, "fighters took Marn")):
        code, out, _ = go("incident", name)
        assert code == 0 and out.startswith(one["id"])
    assert "Outlet one, 2015-10-09" in out and "“fighters took Marn”" in out
    assert "Outlet two" in out and "reliability F" in out
    assert all(g["grade"] in out and g["why"][0][:30] in out for g in one["grades"])
    told = plain(go, "incident", one["id"])["told"]
    assert [c["id"] for c in told] == one["claims"]
    assert go("why", one["id"])[1] == go("incident", one["id"])[1]
    assert go("incident", "i_none")[0] == 1


def test_why_says_which_incident_a_claim_is_in(go: Run) -> None:
    """So that one gets from a sentence to what it adds up to."""
    one = marn(go)
    assert one["id"] in go("why", one["claims"][0])[1]
    assert plain(go, "why", one["claims"][0])["incidents"] == [one["id"]]


def test_disputes_list_each_reading_with_its_quote(disputed: Run) -> None:
    """Field by field, and only of incidents that pass."""
    go = disputed
    found = plain(go, "disputes")["disputes"]
    assert found
    assert {"incident", "field", "readings", "quotes", "why"} <= set(found[0])
    code, out, _ = go("disputes", "--field", found[0]["field"])
    assert code == 0 and found[0]["incident"] in out
    quotes = [q["quote"] for q in found[0]["quotes"].values()]
    assert all(f"“{q}”" in out for q in quotes)
    assert "0 disputed incidents" in go("disputes", "--place", "Sarin")[1]
    assert plain(go, "incidents", "--disputed")["total"] == 1
    assert plain(go, "disputes", "--place", "Marn")["disputes"] == found


def test_filters_of_incidents_narrow(go: Run) -> None:
    """Actor, place, dates, act and grade; a wrong one is wrong usage."""
    total = plain(go, "incidents")["total"]
    assert 0 < plain(go, "incidents", "--actor", "fighters")["total"] < total
    assert plain(go, "incidents", "--act", "gains", "--place", "marn")["total"] >= 1
    assert plain(go, "incidents", "--act", "ASSAULT", "--place", "marn")["total"] == 0
    assert plain(go, "incidents", "--until", "2015-09")["total"] == 0
    assert plain(go, "incidents", "--grade", "confirmed")["total"] == 0
    assert go("incidents", "--grade", "maybe")[0] == go("incidents", "--since", "soon")[0] == 2
    assert "the first 1 shown" in go("incidents", "--limit", "1")[1]


def test_origins_count_incidents_and_carry_ratings(go: Run) -> None:
    """A source that a person rated shows it, others F."""
    assert go("judge", "rate", "Outlet one", "B", "--by", "Salwa")[0] == 0
    found = {o["name"]: o for o in plain(go, "origins")["origins"]}
    assert found["Outlet one"]["rating"] == "B" and found["Outlet two"]["rating"] == "F"
    assert found["Outlet one"]["incidents"] >= 1
    assert "Outlet one" in go("origins")[1]


def test_control_of_a_day_and_the_history_of_a_place(go: Run) -> None:
    """Nobody holds what nobody has told of; a day must be whole."""
    later = {p["place"] for p in plain(go, "control", "--on", "2015-11-01")["places"]}
    assert {"Dayr", "Sarin"} <= later
    assert plain(go, "control", "--on", "2015-01-01")["places"] == []
    spells = plain(go, "control", "Sarin")["spells"]
    assert [s["place"] for s in spells] == ["Sarin"] and spells[0]["claims"]
    code, out, _ = go("why", spells[0]["id"])
    assert code == 0 and "“units took Sarin”" in out and spells[0]["why"][0] in out
    assert go("why", "s_none")[0] == 1
    assert "Sarin" in go("control")[1] and "Sarin" in go("control", "--on", "2015-11-01")[1]
    assert go("control", "--on", "2015-10")[0] == 2


def test_relations_balance_and_matrix_speak_when_there_is_nothing(go: Run) -> None:
    """The stand-in names no two known actors; the commands say so and give empty JSON."""
    assert plain(go, "matrix") == {"actors": [], "cells": []}
    assert plain(go, "balance", "--month", "2015-10")["frustration"]["count"] == 0
    assert plain(go, "relations")["relations"] == []
    for line in (("matrix",), ("balance",), ("relations",)):
        code, out, _ = go(*line)
        assert code == 0 and "No relation" in out
    assert go("matrix", "--month", "soon")[0] == 2
    assert plain(go, "forecasts") == {"total": 0, "forecasts": [], "scores": []}


def test_wording_silence_and_causes_answer(go: Run) -> None:
    """Who calls whom what, who leaves out what two others tell, what led to what."""
    assert {n["narrator"] for n in plain(go, "wording")["wording"]} <= {
        *(f"Outlet {n}" for n in TEXTS), "said",
    }  # fmt: skip
    code, out, _ = go("wording", "--actor", "fighters")
    assert code == 0 and "fighters" in out and "Outlet one" in out
    silent = {s["narrator"]: s["left_out"] for s in plain(go, "silence")["silence"]}
    for name in silent["Outlet three"]:
        assert all(c["file"] != "three.txt" for c in plain(go, "incident", name)["told"])
    code, out, _ = go("silence", "--narrator", "three")
    assert code == 0 and "leaves out" in out and "no denial" in out
    assert plain(go, "causes") == {"total": 0, "causes": []} and "0 causal" in go("causes")[1]


def test_actors_are_listed_with_their_claims(go: Run) -> None:
    """By words of a name; ``--own`` leaves the registry out."""
    found = {a["id"]: a for a in plain(go, "actors")["actors"]}
    assert found["fighters"]["count"] == 3
    assert plain(go, "actors", "guard")["total"] == 1
    assert plain(go, "actors", "--own")["total"] == 0


def test_what_the_record_holds_can_be_exported(go: Run, tmp_path: Path) -> None:
    """One object a line, the same as the commands show; CSV has a row each."""
    lines = [json.loads(x) for x in go("export", "incidents")[1].splitlines()]
    assert lines == plain(go, "incidents")["incidents"]
    target = tmp_path / "control.csv"
    assert go("export", "control", "--format", "csv", "-o", str(target))[0] == 0
    assert len(target.read_text().splitlines()) == 1 + plain(go, "control")["total"]
    coarse = [json.loads(x) for x in go("export", "control", "--coarsen", "50")[1].splitlines()]
    exact = plain(go, "control")["spells"]
    assert coarse[0]["lat"] != exact[0]["lat"]
    for what in ("relations", "forecasts"):
        code, out, err = go("export", what, "--format", "csv")
        assert (code, out) == (0, "") and f"No {what}" in err


def test_a_rejected_claim_is_marked_and_leaves_the_incident(go: Run) -> None:
    """After the next build; the claim can still be seen, and undo brings it back."""
    before, name = marn(go), claim(go, "fighters took Marn", "two.txt")
    code, out, _ = go("judge", "reject", name, "--why", "a rumour", "--by", "Salwa")
    assert code == 0 and "Build to bring" in out
    assert "1 judgement applied" in go("build")[1]
    assert name not in marn(go)["claims"] and name in before["claims"]
    shown = next(c for c in plain(go, "claims")["claims"] if c["id"] == name)
    assert shown["judgement"] == "rejected" and "rejected by Salwa" in shown["why"][-1]
    assert "asserted, rejected" in go("claims")[1] and "rejected by a person" in go("why", name)[1]
    judged = plain(go, "judge", "list")["judgements"][0]
    assert judged["why"] == "a rumour" and judged["claims"] == [name] and judged["stands"]
    assert go("judge", "undo", judged["id"][:8], "--by", "Salwa")[0] == 0
    go("build")
    assert marn(go)["claims"] == before["claims"]
    assert "(undone)" in go("judge", "list")[1]


def test_an_edit_is_checked_before_it_is_written(go: Run, tmp_path: Path) -> None:
    """Short forms for who, when and how many; a wrong one leaves the file as it was."""
    name = claim(go, "units took Dayr", "two.txt")
    for wrong in ("act=FLY", "colour=red", "agents", "time=soon", "killed=many", "places=[1]"):
        assert go("judge", "edit", name, wrong, "--by", "Salwa")[0] == 1, wrong
    assert (tmp_path / "C" / "judgements.jsonl").read_text() == ""
    fields = ("agents=russia+the Swallows", "time=2015-10-08", "killed=20-30", "stance=doubted")
    assert go("judge", "edit", name, *fields, "--by", "Salwa")[0] == 0
    go("build")
    made = next(c for c in plain(go, "claims")["claims"] if c["id"] == name)
    assert [a["name"] for a in made["agents"]] == ["Russia", "the Swallows"]
    assert (made["time"]["start"], made["time"]["end"]) == ("2015-10-08", "2015-10-09")
    assert (made["quantities"][0]["low"], made["quantities"][0]["high"]) == (20, 30)
    assert made["stance"] == "doubted" and made["judgement"] == "edited"


def test_pairs_join_and_split_incidents(go: Run) -> None:
    """Distinct takes a claim out of its incident, same puts two together."""
    one = marn(go)
    first, other = one["claims"][0], one["claims"][1]
    assert go("judge", "distinct", first, other, "--by", "Salwa")[0] == 0
    go("build")
    assert not {first, other} <= set(marn(go)["claims"])
    assert go("judge", "same", first, first, "--by", "Salwa")[0] == 1
    assert go("judge", "resolve", first, "failed", "--by", "Salwa")[0] == 1
    assert go("judge", "merge", "the Swallows", "nobody-known", "--by", "Salwa")[0] == 1
    assert go("judge", "undo", "j_none")[0] == 1


def test_a_regrade_is_printed_as_a_judgement(go: Run) -> None:
    """The incident's field carries it, with who and why."""
    one = marn(go)
    line = ("judge", "regrade", one["id"], "occurrence", "discounted", "--why", "hoax")
    assert go(*line, "--by", "Salwa")[0] == 0
    go("build")
    grade = next(g for g in marn(go)["grades"] if g["field"] == "occurrence")
    assert (
        grade["grade"] == "discounted" and "Salwa" in grade["why"][0] and "hoax" in grade["why"][0]
    )


def test_a_record_whose_account_was_removed_can_still_be_read(go: Run) -> None:
    """Until the next build its incidents name claims that are gone; nothing breaks."""
    one = marn(go)
    assert go("remove", "one.txt")[0] == 0
    lines = ("incidents",), ("incident", one["id"]), ("disputes",), ("origins",), ("control",)
    more = ("brief",), ("silence",), ("wording",), ("forecasts",), ("actors",), ("matrix",)
    for line in (*lines, *more):
        code, out, err = go(*line)
        assert code == 0 and out, (line, err)
        assert json.loads(go(*line, "--json")[1]) is not None
    told = plain(go, "build")["record"]
    assert told["changes"]["gone"] or told["changes"]["changed"]


def test_a_broken_line_is_told_by_build_and_by_list(go: Run, tmp_path: Path) -> None:
    """With file and line; the list's exit code says so."""
    (tmp_path / "C" / "judgements.jsonl").write_text("=======\n")
    assert "judgements.jsonl:1" in go("build")[1]
    code, out, err = go("judge", "list")
    assert code == 1 and "judgements.jsonl:1" in err and "0 judgements" in out
    checks = {c["name"]: c for c in json.loads(go("doctor", "--json")[1])["checks"]}
    assert not checks["judgements"]["ok"] and ":1" in checks["judgements"]["detail"]


def test_the_brief_opens_with_answers(disputed: Run) -> None:
    """What is disputed and what changed hands come before the counts."""
    go = disputed
    _, out, _ = go("brief")
    titles = ("disputed (1)", "changed hands", "kinds")
    assert sorted(titles, key=out.index) == list(titles)
    assert len(plain(go, "brief")["answers"]["disputed"]) == 1


def test_build_says_what_changed(go: Run, tmp_path: Path) -> None:
    """New, changed, gone and as before; the same in JSON."""
    more = write(tmp_path / "more", five="At last fighters took Marn again.\n")
    go("add", str(more / "five.txt"), "--publisher", "Outlet five", "--date", "2015-10-12")
    told = plain(go, "build")["record"]
    assert told["written"] == 1 and told["changes"]["same"] > 0
    assert len(told["changes"]["new"]) + len(told["changes"]["changed"]) == 1
    _, out, _ = go("build")
    assert "Since the last build: 0 new, 0 changed, 0 gone" in out


def test_a_narrow_terminal_gets_lines(go: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No table is squeezed into forty columns."""
    monkeypatch.setenv("COLUMNS", "40")
    one = marn(go)
    for line in (("incidents",), ("disputes",), ("incident", one["id"]), ("control",), ("actors",)):
        code, out, _ = go(*line)
        assert code == 0 and out
    assert one["id"] in go("incidents")[1]
