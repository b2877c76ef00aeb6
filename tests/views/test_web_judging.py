"""Disagreeing in the app: every button is one line of judgements.jsonl, and shows at once."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from casework import FIRST, SECOND, extract, fake_stages
from contested.accounts.model import Account
from contested.annotate.model import Annotation
from contested.claims.model import Claim, Link, Place, Quantity
from contested.store.case import open_case
from contested.views import building
from contested.views.web import rebuild
from contested.views.web.app import make_app

Run = Callable[..., tuple[int, str, str]]
HERE = {"origin": "http://127.0.0.1"}


@pytest.fixture
def case(command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built case of two accounts with two claims each."""
    monkeypatch.setattr(rebuild, "stages", lambda _case: fake_stages())
    command("new")
    for name, text in (("one.txt", FIRST), ("two.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        command("add", str(tmp_path / name), "--date", "2015-10-10", "--publisher", "Wire")
    command("build")
    return tmp_path / "C"


def claims(web: TestClient) -> list[str]:
    """Ids of the claims on the list, in order."""
    return re.findall(r'data-claim="(c_\w+)"', web.get("/claims").text)


def press(web: TestClient, **form: Any) -> Any:
    """Press a button of the page ``/claims``, without following the way back."""
    told = {"back": "/claims", "by": "Ann", "why": "seen it"} | form
    return web.post("/judge", data=told, headers=HERE, follow_redirects=False)


def lines(case: Path) -> list[dict[str, Any]]:
    """The judgements as the file holds them."""
    return [json.loads(x) for x in (case / "judgements.jsonl").read_text().splitlines()]


def card(web: TestClient, claim: str, page: str = "/claims") -> str:
    """The card of one claim."""
    found = re.search(rf'<article[^>]*id="{claim}".*?</article>', web.get(page).text, re.S)
    assert found
    return found.group()


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_button_keeps_one_line_and_marks_the_card_before_any_build(
    web: TestClient, case: Path, verdict: str
) -> None:
    """Who and why are kept and shown; the way back is to the card."""
    first, other = claims(web)[:2]
    answer = press(web, one=f"{verdict}:{first}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claims#{first}")
    (line,) = lines(case)
    assert (line["verdict"], line["who"], line["why"]) == (verdict, "Ann", "seen it")
    assert f"mark-{verdict}ed" in card(web, first)
    assert "Ann" in card(web, first)
    assert "seen it" in card(web, first)
    assert "mark-" not in card(web, other)
    assert "1 decision since the last build" in web.get("/claims").text


def test_the_line_is_the_one_that_the_command_writes(
    web: TestClient, case: Path, command: Run
) -> None:
    """Same verdict on the same claim: only id and time differ."""
    first = claims(web)[0]
    press(web, one=f"accept:{first}")
    command("judge", "accept", first, "--by", "Ann", "--why", "seen it")
    one, two = ({k: v for k, v in x.items() if k not in ("id", "at")} for x in lines(case))
    assert one == two


def test_bulk_touches_only_what_is_ticked(web: TestClient, case: Path) -> None:
    """Two ticked of four: two lines, the others unmarked."""
    every = claims(web)
    press(web, bulk="reject", claim=every[:2])
    assert [x["verdict"] for x in lines(case)] == ["reject", "reject"]
    assert ["mark-rejected" in card(web, c) for c in every] == [True, True, False, False]


def test_bulk_with_a_claim_that_is_gone_keeps_nothing(web: TestClient, case: Path) -> None:
    """All of them or none."""
    answer = press(web, bulk="reject", claim=[claims(web)[0], "c_none"])
    assert answer.status_code == 400
    assert "c_none" in answer.text
    assert lines(case) == []


def test_undo_takes_the_mark_away_and_leaves_both_lines(web: TestClient, case: Path) -> None:
    """The page offers it; afterwards nothing waits for a build."""
    first = claims(web)[0]
    press(web, one=f"reject:{first}")
    undo = re.search(r'value="(undo:j_\w+)"', card(web, first))
    assert undo
    press(web, one=undo.group(1))
    assert [x["verdict"] for x in lines(case)] == ["reject", "undo"]
    assert "mark-" not in card(web, first)
    assert "since the last build" not in web.get("/claims").text


def test_an_undo_after_the_build_shows_at_once_too(
    web: TestClient, case: Path, command: Run
) -> None:
    """The record still says rejected; the card does not, and the page says what waits."""
    first = claims(web)[0]
    press(web, one=f"reject:{first}")
    command("build")
    assert "mark-rejected" in card(web, first)
    assert "since the last build" not in web.get("/claims").text
    press(web, one=f"undo:{lines(case)[0]['id']}")
    assert "mark-" not in card(web, first)
    assert "1 decision since the last build" in web.get("/claims").text


def fields(page: str) -> dict[str, str]:
    """The inputs of the edit form, as a browser would send them untouched."""
    form = page[page.index('class="edit-form"') : page.index("</form>", page.index("edit-form"))]
    out = dict(re.findall(r'<input[^>]*name="([\w.]+)" value="([^"]*)"', form))
    out["evidence"] = out["was.evidence"]
    for name in re.findall(r'<select name="([\w.]+)"', form):
        out[name] = out[f"was.{name}"]
    return out


def test_an_edit_keeps_only_what_was_changed_and_shows_it_at_once(
    web: TestClient, case: Path
) -> None:
    """Stance, roles, time and span; an untouched form keeps nothing."""
    first = claims(web)[0]
    untouched = fields(web.get(f"/claim/{first}/edit").text)
    assert press(web, one=f"edit:{first}", **untouched).status_code == 400
    assert lines(case) == []
    span = untouched["evidence"].rstrip(".") + " on Friday"
    changed = {"stance": "denied", "agents": "russia", "time": "2015-10-09", "evidence": span}
    answer = press(web, one=f"edit:{first}", **untouched | changed)
    assert answer.status_code == 303, answer.text
    (line,) = lines(case)
    assert set(line["changes"]) == {"stance", "agents", "time", "evidence"}
    assert line["changes"]["agents"][0]["actor"] == "russia"
    now = card(web, first)
    assert "mark-edited" in now
    assert "stance-denied" in now
    assert "Russia" in now
    assert "2015-10-09" in now
    assert span in now


def test_an_edit_that_cannot_be_is_refused_before_it_is_written(
    web: TestClient, case: Path
) -> None:
    """Words that the account does not hold, and a date that is none."""
    first = claims(web)[0]
    untouched = fields(web.get(f"/claim/{first}/edit").text)
    for wrong in ({"evidence": "never said"}, {"time": "next week"}):
        answer = press(web, one=f"edit:{first}", **untouched | wrong)
        assert answer.status_code == 400
        assert next(iter(wrong.values())) in answer.text
    assert lines(case) == []


def test_a_span_that_was_edited_stays_after_a_build(
    web: TestClient, case: Path, command: Run
) -> None:
    """The build keeps the person's span, found again from the claim's own anchor."""
    first = claims(web)[0]
    untouched = fields(web.get(f"/claim/{first}/edit").text)
    span = untouched["evidence"] + " on Friday"
    press(web, one=f"edit:{first}", **untouched | {"evidence": span})
    command("build")
    assert span in card(web, first)
    assert "since the last build" not in web.get("/claims").text


def test_two_ticked_claims_are_said_to_be_one_or_two(web: TestClient, case: Path) -> None:
    """A pair is two: one or three ticked are refused."""
    every = claims(web)
    assert press(web, bulk="same", claim=every[:1]).status_code == 400
    assert press(web, bulk="same", claim=every[:3]).status_code == 400
    assert press(web, bulk="same", claim=every[:2]).status_code == 303
    assert press(web, bulk="distinct", claim=every[1:3]).status_code == 303
    assert [(x["verdict"], len(x["anchors"])) for x in lines(case)] == [
        ("same", 2),
        ("distinct", 2),
    ]


def test_what_is_no_forecast_is_not_resolved(web: TestClient, case: Path) -> None:
    """The same refusal as the command's."""
    answer = press(web, one=f"resolve:{claims(web)[0]}:came true")
    assert answer.status_code == 400
    assert "not a forecast" in answer.text
    assert lines(case) == []


def test_other_sites_cannot_judge_and_the_way_back_stays_inside(
    web: TestClient, case: Path
) -> None:
    """A foreign origin is refused; a foreign way back becomes the list of judgements."""
    first = claims(web)[0]
    form = {"one": f"accept:{first}", "back": "/claims"}
    foreign = web.post("/judge", data=form, headers={"origin": "http://evil.example"})
    assert foreign.status_code == 403
    assert web.post("/judge", data=form).status_code == 403
    assert lines(case) == []
    for back in ("//evil.example/", "http://evil.example/", "/\\evil.example"):
        answer = press(web, one=f"accept:{first}", back=back)
        assert answer.headers["location"].startswith("/judgements"), back


def test_nonsense_is_refused_in_words(web: TestClient, case: Path) -> None:
    """No button, an unknown verdict, an unknown judgement, a form too large."""
    for form in ({}, {"one": "explode:c_1"}, {"one": "undo:j_none"}, {"one": "undo:"}):
        assert press(web, **form).status_code == 400, form
    assert press(web, one="accept:c_1", why="x" * 2_000_000).status_code == 400
    assert lines(case) == []


def test_judgements_are_listed_with_undo_and_hostile_words_stay_text(
    web: TestClient, case: Path
) -> None:
    """Latest first; a reason may contain script."""
    first = claims(web)[0]
    press(web, one=f"accept:{first}", why="<script>alert(1)</script>")
    press(web, one=f"reject:{first}")
    page = web.get("/judgements").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert page.index("<td>reject</td>") < page.index("<td>accept</td>")
    assert page.count('value="undo:') == 2
    assert f"/claim/{first}" in page


def test_a_rebuild_runs_beside_the_app_and_takes_the_decisions_in(
    web: TestClient, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button answers at once; when it is done nothing waits any more."""
    first = claims(web)[0]
    press(web, one=f"reject:{first}")
    started: list[rebuild.Rebuild] = []
    start = rebuild.Rebuild.start

    def watched(self: rebuild.Rebuild) -> None:
        started.append(self)
        start(self)

    monkeypatch.setattr(rebuild.Rebuild, "start", watched)
    answer = web.post("/build", headers=HERE, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/building")
    started[0].wait(60)
    assert "4 claims from 2 accounts" in web.get("/building").text
    page = web.get("/claims").text
    assert "since the last build" not in page
    assert "mark-rejected" in card(web, first)


def test_a_build_that_fails_says_why(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cause is on the page, not lost with the thread."""

    def broken(_case: Any) -> Any:
        raise ValueError("no weights here")

    monkeypatch.setattr(rebuild, "stages", broken)
    web.post("/build", headers=HERE)
    for _ in range(100):
        page = web.get("/building").text
        if 'data-running="0"' in page:
            break
    assert "no weights here" in page


def test_the_name_is_remembered_in_the_browser(web: TestClient) -> None:
    """Typed once, it stands in the bar of the next page."""
    press(web, one=f"accept:{claims(web)[0]}", by="Zoë Q")
    assert 'name="by" value="Zoë Q"' in web.get("/claims").text


def test_scripts_are_answered_with_what_changed(web: TestClient) -> None:
    """JSON when asked: the claims to draw anew, or the error."""
    first = claims(web)[0]
    headers = HERE | {"accept": "application/json"}
    good = web.post("/judge", data={"one": f"accept:{first}"}, headers=headers)
    assert good.json()["claims"] == [first]
    bad = web.post("/judge", data={"one": "accept:c_none"}, headers=headers)
    assert bad.status_code == 400
    assert "c_none" in bad.json()["error"]


def test_the_empty_case_the_gone_case_and_a_running_build_say_what_they_are(
    command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What to do next on an empty one; who holds the lock; and no crash when the folder went."""
    command("new")
    root = tmp_path / "C"
    web = TestClient(make_app(root), base_url="http://127.0.0.1", raise_server_exceptions=False)
    assert "add accounts.csv" in web.get("/").text
    for path in ("/incidents", "/claims", "/judgements", "/wording", "/silence", "/control"):
        page = web.get(path)
        assert page.status_code == 200, path
        assert 'class="empty"' in page.text, path
    monkeypatch.setattr(rebuild, "stages", lambda _case: fake_stages())
    with open_case(root).building():
        web.post("/build", headers=HERE)
        for _ in range(200):
            page = web.get("/building")
            if 'data-running="0"' in page.text:
                break
        assert "another build is running" in page.text
    shutil.rmtree(root)
    gone = web.get("/claims")
    assert gone.status_code == 500
    assert 'class="error"' in gone.text


def test_pages_remember_between_requests_and_forget_with_the_next_build(
    web: TestClient, command: Run, tmp_path: Path
) -> None:
    """A further account shows in counts, wording and lists as soon as it is built."""
    for path in ("/", "/accounts", "/wording", "/actors", "/claims"):
        web.get(path)
    assert "2 accounts" in web.get("/").text
    third = tmp_path / "three.txt"
    third.write_text("Fighters took Salm today.\n", encoding="utf-8")
    command("add", str(third), "--publisher", "Third", "--date", "2015-10-11")
    command("build")
    assert "5 claims in 3 accounts" in web.get("/").text
    assert "Third" in web.get("/accounts").text
    assert "Salm" in web.get("/claims").text


def rich(account: Account, annotation: Annotation) -> tuple[Claim, ...]:
    """The usual claims, the first of each account with a place, a count and a speaker."""
    first, *others = extract(account, annotation)
    at = first.evidence.start
    place = Place("Marn", "Marn", "settlement", "at", 1.0, 2.0, 3.0, at, at + 4)
    count = Quantity("killed", 20, 20, "twenty", at, at + 6)
    link = Link("the ministry", "said", 0, "state", None, at, at + 12)
    return (replace(first, places=(place,), quantities=(count,), chain=(link,)), *others)


def test_place_count_and_chain_are_edited_in_place(
    case: Path, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words stay those of the account; what is emptied goes; a new place has no old position."""
    monkeypatch.setattr(building, "stages", lambda _case: fake_stages(extract=rich, model="m2"))
    command("build")
    web = TestClient(make_app(case), base_url="http://127.0.0.1", raise_server_exceptions=False)
    first = claims(web)[0]
    untouched = fields(web.get(f"/claim/{first}/edit").text)
    assert (untouched["place0.name"], untouched["killed"]) == ("Marn", "20")
    new = {"place0.name": "Dayr", "killed": "20-30", "link0.kind": "person", "link0.actor": "syria"}
    assert press(web, one=f"edit:{first}", **untouched | new).status_code == 303
    changes = lines(case)[0]["changes"]
    assert set(changes) == {"places", "quantities", "chain"}
    (place,) = changes["places"]
    assert (place["name"], place["mention"], place["lat"]) == ("Dayr", "Marn", None)
    (count,) = changes["quantities"]
    assert (count["low"], count["high"], count["mention"]) == (20, 30, "twenty")
    (link,) = changes["chain"]
    assert (link["kind"], link["actor"], link["cue"]) == ("person", "syria", "said")
    again = fields(web.get(f"/claim/{first}/edit").text)
    assert (again["place0.name"], again["killed"]) == ("Dayr", "20-30")
    gone = again | {"place0.name": "", "killed": "", "link0.mention": ""}
    assert press(web, one=f"edit:{first}", **gone).status_code == 303
    emptied: dict[str, list[Any]] = {"places": [], "quantities": [], "chain": []}
    assert lines(case)[1]["changes"] == emptied
    command("build")
    after = fields(web.get(f"/claim/{first}/edit").text)
    assert after["killed"] == ""
    assert "place0.name" not in after
