"""Adding is idempotent, and removing undoes it."""

from dataclasses import replace
from pathlib import Path

import pytest

from casework import FIRST, SECOND, an_account, annotate, extract
from contested.accounts.model import Appearance, Refusal
from contested.errors import NotFound
from contested.store import rows, shelf
from contested.store.case import Case, create_case
from contested.store.swap import Part, replace_claims


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty case."""
    return create_case(tmp_path)


def put(case: Case, *met: Appearance, text: str = FIRST) -> list[str]:
    """Outcomes of adding ``text`` at each of ``met``."""
    account = an_account(text)
    with case.database.write() as connection:
        return [shelf.put_account(connection, replace(account, appearances=(m,))) for m in met]


def test_the_same_file_again_changes_nothing(case: Case) -> None:
    """A second add of one file is a no-op."""
    met = Appearance("one.txt", publisher="The Courier")
    assert put(case, met, met) == ["new", "known"]


@pytest.mark.parametrize(
    "other",
    [
        Appearance("one.txt", publisher="Northern Wire"),
        Appearance("one.txt", publisher="The Courier", url="there"),
        Appearance("two.txt", publisher="The Courier", url="here"),
    ],
)
def test_another_place_is_a_further_appearance(case: Case, other: Appearance) -> None:
    """One text under another publisher, address or file is still one account."""
    first = Appearance("one.txt", publisher="The Courier", url="here")
    assert put(case, first, other) == ["new", "appearance"]
    with case.database.read() as connection:
        (listed,) = shelf.list_accounts(connection)
        loaded = shelf.load_account(connection, listed.id)
    assert listed.appearances == (first, other) == loaded.appearances


def test_a_manifest_added_later_fills_in_what_was_missing(case: Case) -> None:
    """A date from a manifest replaces one guessed from the text, and nothing is doubled."""
    bare = Appearance("one.txt", date="2015-10-01", date_basis="text")
    told = Appearance("one.txt", publisher="P", date="2015-10-09", date_basis="manifest")
    assert put(case, bare, told, bare) == ["new", "updated", "known"]
    with case.database.read() as connection:
        assert shelf.list_accounts(connection)[0].appearances == (told,)


def test_an_account_comes_back_as_it_was_frozen(case: Case) -> None:
    """Text, passages, notes and hashes survive."""
    account = an_account()
    put(case, account.first)
    with case.database.read() as connection:
        assert shelf.load_account(connection, account.id) == account
        with pytest.raises(NotFound):
            shelf.load_account(connection, "a_none")


def test_removing_takes_the_claims_and_the_search_rows(case: Case) -> None:
    """Nothing of a removed account is left in the record."""
    account = an_account()
    put(case, account.first)
    put(case, Appearance("two.txt"), text=SECOND)
    with case.database.write() as connection:
        replace_claims(connection, [Part(account.id, "k", extract(account, annotate(account)))])
        assert rows.count_claims(connection) > 0
        (gone,) = shelf.remove(connection, "one.txt")
        assert gone.account == account.id
        assert rows.count_claims(connection) == 0
        for table in ("claim_text", "mention", "held"):
            assert not connection.exec_driver_sql(f"SELECT 1 FROM {table}").all()
        assert [a.file for a in shelf.list_accounts(connection)] == ["two.txt"]


def test_removing_one_of_two_appearances_keeps_the_account(case: Case) -> None:
    """The account goes only with its last appearance."""
    put(case, Appearance("one.txt"), Appearance("two.txt"))
    with case.database.write() as connection:
        assert shelf.remove(connection, "one.txt")[0].account is None
        assert shelf.list_accounts(connection)[0].file == "two.txt"
        assert shelf.remove(connection, "a_")[0].account is not None
        with pytest.raises(NotFound, match="nope"):
            shelf.remove(connection, "nope")


def test_a_refusal_is_remembered_once_and_forgotten_when_read(case: Case) -> None:
    """The list of what could not be read holds each file once, and only while it is true."""
    refused = Refusal("m.csv:2 (gone.txt)", "no such file")
    with case.database.write() as connection:
        shelf.put_refusal(connection, refused, None)
        shelf.put_refusal(connection, refused, None)
        shelf.put_refusal(connection, Refusal("b.pdf", "broken"), "f" * 64)
        assert len(shelf.list_refusals(connection)) == 2
        shelf.forget_missing(connection, "m.csv")
        shelf.forget_missing(connection, "b.pdf")  # its bytes are kept, so it stays
        assert [r.file for r in shelf.list_refusals(connection)] == ["b.pdf"]
        shelf.forget_refusals(connection, "b.pdf")
        assert not shelf.list_refusals(connection)
