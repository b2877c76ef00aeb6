"""Every filter of the record does what its option says."""

from pathlib import Path

import pytest

from casework import FIRST, SECOND, an_account, annotate, extract
from contested.errors import NotFound
from contested.store import rows, shelf
from contested.store.case import Case, create_case
from contested.store.rows import ClaimFilter, fold
from contested.store.swap import Part, replace_claims


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Two accounts and four claims: two taken places (9 October, 1 September), two strikes."""
    made = create_case(tmp_path)
    told = {"date_basis": "manifest", "author": "R. Sabbagh"}
    with made.database.write() as connection:
        parts = []
        for text, file, date, by in (
            (FIRST, "one.txt", "2015-10-09", "The Courier"),
            (SECOND, "two.txt", "2015-09-01", "Étoile du Nord"),
        ):
            account = an_account(text, file, date=date, publisher=by, **told)
            shelf.put_account(connection, account)
            parts.append(Part(account.id, file, extract(account, annotate(account))))
        assert replace_claims(connection, parts).claims == 4
    return made


@pytest.mark.parametrize(
    ("wanted", "evidence"),
    [
        (ClaimFilter(), ["fighters took Marn", "jets struck fighters",
                         "units took Dayr", "shells struck homes"]),
        (ClaimFilter(actor="fighter"), ["fighters took Marn", "jets struck fighters"]),
        (ClaimFilter(actor="UNITS"), ["units took Dayr"]),
        (ClaimFilter(actor="it"), []),
        (ClaimFilter(actor="%"), []),
        (ClaimFilter(narrator="?!"), []),
        (ClaimFilter(act="assault"), ["jets struck fighters", "shells struck homes"]),
        (ClaimFilter(kind="control", act="gains"), ["fighters took Marn", "units took Dayr"]),
        (ClaimFilter(place="dayr"), ["units took Dayr"]),
        (ClaimFilter(narrator="etoile"), ["units took Dayr", "shells struck homes"]),
        (ClaimFilter(narrator="said", kind="event"),
         ["jets struck fighters", "shells struck homes"]),
        (ClaimFilter(text="struck"), ["jets struck fighters", "shells struck homes"]),
        (ClaimFilter(text='"took dayr"'), ["units took Dayr"]),
        (ClaimFilter(text='"dayr took"'), []),
        (ClaimFilter(text="fight*"), ["fighters took Marn", "jets struck fighters"]),
        (ClaimFilter(text='AND " OR NOT ('), []),
        (ClaimFilter(stance="denied"), []),
        (ClaimFilter(min_confidence=0.6), []),
        (ClaimFilter(until="2015-09-02"), ["units took Dayr", "shells struck homes"]),
        (ClaimFilter(until="2015-09-01"), []),
        (ClaimFilter(since="2016-01-01", kind="control"),
         ["fighters took Marn", "units took Dayr"]),
    ],
)  # fmt: skip
def test_a_filter_keeps_what_it_says(case: Case, wanted: ClaimFilter, evidence: list[str]) -> None:
    """Claims come in the record's order, and the count agrees. Open intervals go on."""
    with case.database.read() as connection:
        found = [c.evidence.text for c in rows.iter_claims(connection, wanted)]
        assert found == evidence
        assert rows.count_claims(connection, wanted) == len(evidence)


def test_a_claim_is_found_by_the_beginning_of_its_id(case: Case) -> None:
    """With or without ``c_``; an ambiguous beginning lists what it could be."""
    with case.database.read() as connection:
        first = next(rows.iter_claims(connection))
        assert rows.find_claim(connection, first.id[:8]) == first
        assert rows.find_claim(connection, first.id[2:9]) == first
        for wrong, words in (("c_", "several"), ("c_zzz", "no such"), ("", "no such")):
            with pytest.raises(NotFound, match=words):
                rows.find_claim(connection, wrong)


def test_folding_leaves_whole_words() -> None:
    """Case, accents and punctuation go; spaces stand around every word."""
    assert fold("Deir ez-Zôr's") == " deir ez zor s "
    assert fold("") == " "
