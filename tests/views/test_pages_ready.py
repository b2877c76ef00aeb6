"""What pages read whole is left ready by a build, belongs to that build, and is never needed."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from casework import FIRST, SECOND, fake_stages
from contested.pipeline import build as run_build
from contested.store import log, migrations, pages
from contested.store.case import open_case
from contested.views import building
from contested.views.web import app as web_app
from contested.views.web import reading, rebuild, whole
from contested.views.web.app import make_app
from contested.views.web.pages import map as mapping
from contested.views.web.pages import telling

Run = Callable[..., tuple[int, str, str]]
HERE = {"origin": "http://127.0.0.1"}
WHOLE = ("/", "/wording", "/silence", "/voices", "/relations", "/data/map.json")


@pytest.fixture
def unbuilt(command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of two accounts, added."""
    monkeypatch.setattr(rebuild, "stages", lambda _case: fake_stages())
    command("new")
    for name, words, by in (("one.txt", FIRST, "Wire"), ("two.txt", SECOND, "Herald")):
        (tmp_path / name).write_text(words, encoding="utf-8")
        command("add", str(tmp_path / name), "--date", "2015-10-10", "--publisher", by)
    return tmp_path / "C"


def client(case: Path) -> TestClient:
    """A client on an app that was just opened."""
    return TestClient(make_app(case), base_url="http://127.0.0.1", raise_server_exceptions=False)


def left(case: Path) -> dict[str, tuple[int, str]]:
    """Build and text of everything left ready."""
    with open_case(case).database.read() as connection:
        found = connection.execute(text("SELECT name, build, data FROM page"))
        return {r.name: (r.build, r.data) for r in found}


def fail(*_: Any, **__: Any) -> NoReturn:
    """What must not be called, or breaks."""
    raise RuntimeError("the disk is full")


def test_first_visits_after_a_build_read_nothing_whole(
    unbuilt: Path, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page that needs the whole record has it ready, according to anybody."""
    command("build")
    for place in (telling, mapping):
        for name in ("told_of", "map_data"):
            if hasattr(place, name):
                monkeypatch.setattr(place, name, fail)
    monkeypatch.setattr("contested.views.web.voices.told_of", fail)
    monkeypatch.setattr("contested.views.web.data.map_data", fail)
    monkeypatch.setattr("contested.views.web.pages.front.repeats_of", fail)
    monkeypatch.setattr("contested.views.web.pages.relations.parting_of", fail)
    web = client(unbuilt)
    for address in WHOLE:
        assert web.get(address).status_code == 200, address
        assert web.get(f"{address}?according=Herald").status_code == 200, address


def test_pages_made_ready_say_what_pages_made_on_demand_say(
    unbuilt: Path, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word for word, for all and for one."""
    addresses = [*WHOLE, *(f"{a}?according=Wire" for a in WHOLE)]
    command("build")
    ready = [client(unbuilt).get(a).text for a in addresses]
    with open_case(unbuilt).database.write() as connection:
        pages.put_pages(connection, 1, "", {})
    assert not left(unbuilt)
    web = client(unbuilt)
    web.get("/voices")  # before somebody asks, no page waits for the list of narrators
    assert [web.get(a).text for a in addresses] == ready


def test_where_no_build_left_pages_only_those_that_need_them_wait(
    unbuilt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older case shows at once, with a link in place of the choice; opening makes the rest."""
    run_build(open_case(unbuilt), fake_stages())
    app = make_app(unbuilt)
    web = TestClient(app, base_url="http://127.0.0.1")
    with monkeypatch.context() as patched:
        patched.setattr(telling, "told_of", fail)
        patched.setattr("contested.views.web.voices.told_of", fail)
        for address in ("/incidents", "/claims", "/actors", "/places", "/control"):
            page = web.get(address).text
            assert 'href="/voices">According to one narrator' in page, address
    app.state.warm()
    assert "voices" in left(unbuilt)
    assert '<select name="according">' in web.get("/incidents").text


def test_what_another_build_or_program_left_is_not_shown(
    unbuilt: Path, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stale page is made anew: after a build that left none, and after an update."""
    command("build")
    case = open_case(unbuilt)
    with case.database.write() as connection:
        code = reading.code_of(case)
        pages.put_pages(connection, 1, code, {"silence": '[["Ghost", 1, 1, []]]'})
    assert "Ghost" in client(unbuilt).get("/silence").text
    monkeypatch.setattr(reading, "_code", lambda: "another")
    assert "Ghost" not in client(unbuilt).get("/silence").text
    monkeypatch.undo()
    run_build(open_case(unbuilt), fake_stages())
    assert "Ghost" not in client(unbuilt).get("/silence").text


def test_names_of_actors_that_changed_show_without_a_build(unbuilt: Path, command: Run) -> None:
    """The case's own registry is part of what pages were made from."""
    command("build")
    before = reading.code_of(open_case(unbuilt))
    (unbuilt / "actors.toml").write_text("# none\n", encoding="utf-8")
    assert reading.code_of(open_case(unbuilt)) != before


def test_a_decision_and_its_undo_reach_the_pages_with_the_next_build(
    unbuilt: Path, command: Run
) -> None:
    """Rejected, the voice's claim tells nothing but can still be seen and taken back; undone, all
    is as it was."""
    command("build")
    web = client(unbuilt)
    first = left(unbuilt)
    claim = web.get("/claims?according=Herald&kind=control").text
    claim = claim.split('data-claim="')[1].split('"')[0]
    form = {"back": "/", "by": "Ann", "why": "", "one": f"reject:{claim}"}
    said = web.post("/judge", data=form, headers=HERE | {"accept": "application/json"}).json()
    assert rebuilt(web) and '"incidents":[]' in left(unbuilt)["voice Herald"][1]
    page = web.get("/claims?according=Herald").text
    assert f'data-claim="{claim}"' in page and "mark-rejected" in page
    assert "Nobody by the name Herald tells who held what" in web.get("/?according=Herald").text
    web.post("/judge", data=form | {"one": f"undo:{said['judgements'][0]}"}, headers=HERE)
    assert rebuilt(web)
    assert {n: d for n, (_, d) in left(unbuilt).items()} == {n: d for n, (_, d) in first.items()}
    assert {b for b, _ in left(unbuilt).values()} == {3}
    assert f'data-claim="{claim}"' in web.get("/claims?according=Herald").text


def rebuilt(web: TestClient) -> bool:
    """Build by the button and wait for the end; whether it went well."""
    web.post("/build", headers=HERE)
    for _ in range(600):
        page = web.get("/building").text
        if 'data-running="0"' in page:
            return 'class="error"' not in page
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("broken", ["map_data", "put_pages"])
def test_a_crash_in_making_ready_leaves_the_record_as_built(
    unbuilt: Path, command: Run, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """The build counts as done and is told; pages are made when asked for; nothing half is kept."""
    monkeypatch.setattr(whole, broken, fail)
    code, out, err = command("build")
    assert code == 0 and "4 claims" in out
    assert "the disk is full" in err and "record is built" in err
    assert not left(unbuilt)
    monkeypatch.undo()
    web = client(unbuilt)
    assert "4 claims" in web.get("/").text
    assert all(web.get(a).status_code == 200 for a in WHOLE)


def test_stopping_by_hand_while_pages_are_made_leaves_the_record(
    unbuilt: Path, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C then is no interrupted build: it is told what was left out."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(whole, "told_of", stop)
    code, out, err = command("build")
    assert code == 0 and "4 claims" in out and "record is built" in err
    with open_case(unbuilt).database.read() as connection:
        assert log.build_number(connection) == 1


def test_a_build_that_ended_meanwhile_keeps_its_own_pages(
    unbuilt: Path, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages of an older record never stand in for those of a newer one."""
    command("build")
    with open_case(unbuilt).database.write() as connection:
        pages.put_pages(connection, 1, "", {})

    def overtaken(seen: Any) -> Any:
        run_build(open_case(unbuilt), fake_stages())
        return mapping.map_data(seen)

    monkeypatch.setattr(whole, "map_data", overtaken)
    whole.prepare(open_case(unbuilt))
    assert not left(unbuilt)


def test_a_case_of_the_second_version_opens_and_is_made_ready(
    unbuilt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Built before there were stored pages: every page shows, and the next build leaves them."""
    case = open_case(unbuilt)
    run_build(case, fake_stages())
    with case.database.write() as connection:
        connection.execute(text("DROP TABLE page"))
        connection.execute(text("DELETE FROM schema_version WHERE version > 2"))
    with open_case(unbuilt).database.read() as connection:
        assert migrations.version_of(connection) == migrations.VERSION == 3
    web = client(unbuilt)
    for address in web_app.PAGES:
        if "{id}" not in address:
            assert web.get(f"{address}?according=Wire").status_code == 200, address
    monkeypatch.setattr(building, "stages", lambda _case: fake_stages())
    assert building.build(unbuilt, None, True) == 0
    assert {"map", "wording", "silence", "voices", "repeats", "relations"} <= left(unbuilt).keys()
