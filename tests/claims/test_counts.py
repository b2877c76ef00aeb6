"""Quantity promises: every number of the clause counts what its verb and noun say."""

import pytest
from readers import the_draft
from rows import DIED, STRIKES
from trees import view_of

from contested.claims.counts import amounts_of, quantities_of
from contested.claims.lexicon import load_lexicon
from contested.claims.model import Quantity

TWO_CLAUSES = """
Rebels rebel NOUN 2 nsubj
wounded wound VERB 0 root
dozens dozen NOUN 2 obj
of of ADP 5 case
civilians civilian NOUN 3 nmod
and and CCONJ 7 cc
detained detain VERB 2 conj
12 12 NUM 9 nummod
soldiers soldier NOUN 7 obj
. . PUNCT 2 punct
"""

PAID = """
Rebels rebel NOUN 2 nsubj
attacked attack VERB 0 root
40 40 NUM 4 nummod
bases base NOUN 2 obj
for for ADP 7 case
500 500 NUM 7 nummod
dollars dollar NOUN 2 obl
. . PUNCT 2 punct
"""


def counts(rows: str, form: str) -> tuple[Quantity, ...]:
    """The quantities of the draft whose predicate is written ``form``."""
    view = view_of(rows)
    found = quantities_of(view, the_draft(view, form), amounts_of(view), load_lexicon())
    assert all(view.account.text[q.start : q.end] == q.mention for q in found)
    return found


@pytest.mark.parametrize(
    ("rows", "form", "expected"),
    [
        (STRIKES, "killed", [("killed", 5, None)]),
        (DIED, "died", [("killed", 45, None)]),
        (TWO_CLAUSES, "wounded", [("injured", 24, 99)]),
        (TWO_CLAUSES, "detained", [("detained", 12, 12)]),
    ],
)
def test_victims_are_counted_by_the_verb(
    rows: str, form: str, expected: list[tuple[str, int, int | None]]
) -> None:
    """Each number belongs to its own clause; "at least" and "dozens" have their bounds."""
    assert [(q.what, q.low, q.high) for q in counts(rows, form)] == expected


def test_struck_sites_are_strikes() -> None:
    """Forty bases attacked are forty strikes."""
    assert ("strikes", 40, 40) in [(q.what, q.low, q.high) for q in counts(PAID, "attacked")]


def test_money_is_no_quantity() -> None:
    """Sums, distances and weights are not counted."""
    assert all("500" not in q.mention for q in counts(PAID, "attacked"))


def test_a_sentence_without_numbers_has_no_quantities() -> None:
    """Nothing counted, nothing invented."""
    rows = "Rebels rebel NOUN 2 nsubj\nattacked attack VERB 0 root\nMarn Marn PROPN 2 obj"
    assert counts(rows, "attacked") == ()
