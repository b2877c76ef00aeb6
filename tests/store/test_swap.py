"""The record is swapped account by account, and only what differs is written."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from casework import FIRST, SECOND, an_account, annotate, extract
from contested.record.actors import CaseActor
from contested.record.judgements import Judged
from contested.record.model import Incident, Origin, Record, Relation, Site
from contested.record.reconcile import Sum
from contested.store import derived, migrations, rows, schema, shelf
from contested.store.case import Case, create_case
from contested.store.database import open_database
from contested.store.derive import Changes, replace_derived
from contested.store.derived import IncidentFilter
from contested.store.swap import Part, replace_claims

ACCOUNTS = [an_account(FIRST, "one.txt"), an_account(SECOND, "two.txt")]
PARTS = [Part(a.id, "k1", extract(a, annotate(a))) for a in ACCOUNTS]
BOTH = ["fighters took Marn", "jets struck fighters", "units took Dayr", "shells struck homes"]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Two accounts on the shelf, none in the record."""
    made = create_case(tmp_path)
    with made.database.write() as connection:
        for account in ACCOUNTS:
            shelf.put_account(connection, account)
    return made


def told(connection: Connection) -> list[str]:
    """The record's claims in order."""
    return [c.evidence.text for c in rows.iter_claims(connection)]


def test_only_accounts_whose_claims_differ_are_written(case: Case) -> None:
    """The same keys write nothing; another key writes that account, and order stays."""
    with case.database.write() as connection:
        first = replace_claims(connection, PARTS)
        assert (first.claims, first.written, told(connection)) == (4, 2, BOTH)
        assert replace_claims(connection, PARTS).written == 0
        three = [an_account(f"Guards took T{n}.\n", f"{n}.txt") for n in range(3)]
        for account in three:
            shelf.put_account(connection, account)
        more = [*PARTS, *(Part(a.id, "k1", extract(a, annotate(a))) for a in three)]
        replace_claims(connection, more)
        changed = [replace(more[0], key="k2", claims=more[0].claims[:1]), *more[1:]]
        assert replace_claims(connection, changed).written == 1
        assert told(connection)[:3] == [BOTH[0], *BOTH[2:]]
        found = list(rows.iter_claims(connection, rows.ClaimFilter(text="jets")))
        assert found == []


def test_an_account_that_no_part_holds_leaves_nothing(case: Case) -> None:
    """Claims, mentions, words and key go; coming back writes it again."""
    with case.database.write() as connection:
        replace_claims(connection, PARTS)
        assert replace_claims(connection, PARTS[:1]).claims == 2
        assert told(connection) == BOTH[:2]
        left = connection.execute(select(schema.held.c.account)).scalars().all()
        assert left == [ACCOUNTS[0].id]
        assert replace_claims(connection, PARTS).written >= 1
        assert told(connection) == BOTH


def test_an_account_taken_away_and_added_again_is_written(case: Case) -> None:
    """``remove`` forgets what the record held of it."""
    with case.database.write() as connection:
        replace_claims(connection, PARTS)
        shelf.remove(connection, "one.txt")
        shelf.put_account(connection, ACCOUNTS[0])
        assert told(connection) == BOTH[2:]
        replace_claims(connection, PARTS)
        assert sorted(told(connection)) == sorted(BOTH)


def test_marks_are_those_of_now(case: Case) -> None:
    """A mark that was undone is gone with the next swap."""
    with case.database.write() as connection:
        replace_claims(connection, PARTS, {PARTS[0].claims[0].id: "rejected"})
        assert list(derived.marks(connection).values()) == ["rejected"]
        replace_claims(connection, PARTS, {})
        assert derived.marks(connection) == {}


def test_a_case_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """The first step makes what it always made; later ones add tables and keep every row."""
    path = tmp_path / "case.db"
    steps, migrations.STEPS = migrations.STEPS, migrations.STEPS[:1]
    version, migrations.VERSION = migrations.VERSION, 1
    try:
        old = open_database(path)
        with old.write() as connection:
            migrations.migrate(connection, "here")
            shelf.put_account(connection, ACCOUNTS[0])
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
            assert "claim" in tables and "incident" not in tables and "held" not in tables
    finally:
        migrations.STEPS, migrations.VERSION = steps, version
    with open_database(path).read() as connection:
        assert migrations.version_of(connection) == version == 3
        assert len(shelf.list_accounts(connection)) == 1
        assert derived.count_incidents(connection) == 0


def happening(name: str, claims: tuple[str, ...], place: str = "Marn") -> Incident:
    """An incident at ``place`` on 9 October 2015."""
    origin = Origin("account:x", "X", "account", None, None, claims, "a_1", (("X",),))
    return Incident(
        id=name, claims=claims, kind="control", act="gains", mode=None, acled=None, quad=None,
        sign=1, agents=("islamic-state",), targets=("syria",), site=Site(place, 36.4, 37.1, 2.0),
        start="2015-10-09", end="2015-10-10", origins=(origin,), why=(),
    )  # fmt: skip


def name_of(actor: str) -> str:
    """A stand-in registry."""
    return {"islamic-state": "Islamic State", "syria": "Syrian government"}.get(actor, actor)


def swap(case: Case, *incidents: Incident) -> Changes:
    """Make ``incidents`` the record's."""
    with case.database.write() as connection:
        return replace_derived(connection, Sum(Judged(()), Record(incidents)), name_of)


def test_a_build_says_what_came_went_and_changed(case: Case) -> None:
    """By id, and by claims where an earlier claim gave an incident another id."""
    one, two = happening("i_1", ("c_1", "c_2")), happening("i_2", ("c_3",))
    assert swap(case, one, two) == Changes(("i_1", "i_2"))
    assert swap(case, one, two) == Changes(same=2)
    grown = replace(two, claims=("c_3", "c_4"))
    assert swap(case, one, grown) == Changes(changed=("i_2",), same=1)
    renamed = replace(grown, id="i_0", claims=("c_0", "c_3", "c_4"))
    assert swap(case, one, renamed) == Changes(changed=("i_0",), same=1)
    assert swap(case, renamed) == Changes(gone=("i_1",), same=1)
    with case.database.read() as connection:
        assert derived.incidents_of(connection, "c_3") == ["i_0"]
        assert derived.incidents_of(connection, "c_1") == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (IncidentFilter(), ["i_1", "i_2"]),
        (IncidentFilter(actor="islamic-state"), ["i_1", "i_2"]),
        (IncidentFilter(actor="Syrian government"), ["i_1", "i_2"]),
        (IncidentFilter(actor="islam"), []),
        (IncidentFilter(place="tell marn"), ["i_2"]),
        (IncidentFilter(place="marn"), ["i_1", "i_2"]),
        (IncidentFilter(since="2015-10-10"), []),
        (IncidentFilter(since="2015-10-09", until="2015-10-10"), ["i_1", "i_2"]),
        (IncidentFilter(act="GAINS", kind="control"), ["i_1", "i_2"]),
        (IncidentFilter(act="ASSAULT"), []),
        (IncidentFilter(disputed=True), []),
        (IncidentFilter(grade="weak"), []),
    ],
)
def test_incidents_are_filtered(case: Case, wanted: IncidentFilter, found: list[str]) -> None:
    """Every filter does what its option says, and the count agrees."""
    swap(case, happening("i_1", ("c_1",)), happening("i_2", ("c_3",), "Tell Marn"))
    with case.database.read() as connection:
        assert [i.id for i in derived.iter_incidents(connection, wanted)] == found
        assert derived.count_incidents(connection, wanted) == len(found)


def test_relations_and_actors_come_back(case: Case) -> None:
    """Those of all narrators apart from those of each; months inclusive."""
    cells = tuple(
        Relation("russia", "syria", month, who, 0.5, ("c_1",), ())
        for month in ("2015-09", "2015-10") for who in (None, "The Courier")
    )  # fmt: skip
    actor = CaseActor("swallows", "the Swallows", True, None, None, 3, ("c_1",), ("Swallows",))
    with case.database.write() as connection:
        replace_derived(connection, Sum(Judged(()), Record(relations=cells), (actor,)), name_of)
        assert len(list(derived.iter_relations(connection))) == 2
        assert len(list(derived.iter_relations(connection, ("2015-10", "2015-10"), True))) == 1
        assert list(derived.iter_actors(connection, "swallow")) == [actor]
        assert list(derived.iter_actors(connection, "sparrow")) == []
