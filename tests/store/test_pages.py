"""Pages kept beside the record, and the questions that one voice's pages ask of the store."""

from dataclasses import replace
from pathlib import Path

import pytest

from casework import FIRST, SECOND, fake_stages
from contested.accounts.model import Appearance
from contested.accounts.read import read_account
from contested.accounts.source import source_of
from contested.pipeline import build
from contested.store import derived, pages, rows
from contested.store.case import Case, create_case
from contested.store.derived import ForecastFilter, IncidentFilter
from contested.store.intake import add
from contested.store.rows import ClaimFilter


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A built case of two accounts."""
    made = create_case(tmp_path / "C")
    met = Appearance("", date="2015-10-10", date_basis="manifest")
    for name, words in (("one.txt", FIRST), ("two.txt", SECOND)):
        source = source_of(name, words.encode())
        list(add(made, [replace(source, appearance=replace(met, file=name))], read_account))
    build(made, fake_stages())
    return made


def test_a_page_is_found_for_its_own_build_and_program_only(case: Case) -> None:
    """Anything else would show a record that is no longer there."""
    with case.database.write() as connection:
        pages.put_pages(connection, 1, "p", {"map": "{}", "front": "[]"})
        assert pages.get_page(connection, 1, "p", "map") == "{}"
        assert pages.get_page(connection, 2, "p", "map") is None
        assert pages.get_page(connection, 1, "q", "map") is None
        assert pages.get_page(connection, 1, "p", "none") is None


def test_putting_pages_takes_all_others_away(case: Case) -> None:
    """What one build left does not pile up under the next."""
    with case.database.write() as connection:
        pages.put_pages(connection, 1, "p", {"map": "{}", "voice A": "1"})
        pages.put_pages(connection, 2, "p", {"map": "[]"})
        assert pages.get_page(connection, 2, "p", "map") == "[]"
        assert pages.get_page(connection, 1, "p", "voice A") is None
        pages.put_pages(connection, 2, "p", {})
        assert pages.get_page(connection, 2, "p", "map") is None


def test_ids_narrow_claims_and_counts(case: Case) -> None:
    """Only these, whatever else is asked for; no ids at all is nothing, not everything."""
    with case.database.read() as connection:
        every = list(rows.iter_claims(connection))
        some = frozenset(c.id for c in every[:2])
        assert [c.id for c in rows.iter_claims(connection, ClaimFilter(ids=some))] == [
            c.id for c in every[:2]
        ]
        assert rows.count_claims(connection, ClaimFilter(ids=some, kind="nothing")) == 0
        assert rows.count_claims(connection, ClaimFilter(ids=frozenset())) == 0
        assert sum(rows.claims_by_account(connection, some).values()) == 2
        many = some | {f"c_{n}" for n in range(50_000)}  # more than a statement takes parameters
        assert rows.count_claims(connection, ClaimFilter(ids=many)) == 2


def test_incidents_by_id_and_by_the_whole_name_of_a_place(case: Case) -> None:
    """A place's page is of that place alone, however it is spelt; a part of a name is another."""
    with case.database.read() as connection:
        every = list(derived.iter_incidents(connection))
        one = next(i for i in every if i.site)
        assert one.site is not None
        here = IncidentFilter(at=one.site.name.upper())
        assert one.id in [i.id for i in derived.iter_incidents(connection, here)]
        assert derived.count_incidents(connection, IncidentFilter(at=one.site.name[:2])) == 0
        ids = frozenset({one.id})
        assert derived.count_incidents(connection, IncidentFilter(ids=ids)) == 1
        assert derived.count_incidents(connection, IncidentFilter(ids=frozenset())) == 0


def test_places_add_up_to_the_incidents_that_have_one(case: Case) -> None:
    """Each counted once, with how many are disputed among them."""
    with case.database.read() as connection:
        every = [i for i in derived.iter_incidents(connection) if i.site]
        found = derived.count_places(connection)
        assert sum(p.incidents for p in found) == len(every) > 0
        assert sum(p.disputed for p in found) == sum(bool(i.disputes) for i in every)
        assert {p.name for p in found} == {i.site.name for i in every if i.site}
        assert derived.count_places(connection, IncidentFilter(ids=frozenset())) == []


def test_who_acts_is_told_of_the_named_claims_alone(case: Case) -> None:
    """Claim, id and words of every agent and target."""
    with case.database.read() as connection:
        one = next(c for c in rows.iter_claims(connection) if c.targets)
        found = set(rows.acting(connection, frozenset({one.id})))
        assert {c for c, _, _ in found} == {one.id}
        keys = {key for _, key, _ in found}
        assert {a.actor for a in (*one.agents, *one.targets)} == keys


def test_no_forecast_is_of_nobody(case: Case) -> None:
    """An empty set of narrators asks for none."""
    with case.database.read() as connection:
        assert derived.count_forecasts(connection, ForecastFilter(narrators=frozenset())) == 0
        assert list(derived.iter_relations(connection, narrators=frozenset())) == []
