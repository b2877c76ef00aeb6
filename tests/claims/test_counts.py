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


NOBODY = """
No no DET 2 det
civilian civilian NOUN 4 nsubj:pass
was be AUX 4 aux:pass
hurt hurt VERB 0 root
. . PUNCT 4 punct
"""

RESULT = """
Jets jet NOUN 2 nsubj
bombed bomb VERB 0 root
a a DET 4 det
convoy convoy NOUN 2 obj
, , PUNCT 6 punct
killing kill VERB 2 advcl
18 18 NUM 8 nummod
men man NOUN 6 obj
. . PUNCT 2 punct
"""

FROM_THREE_SIDES = """
Fighters fighter NOUN 2 nsubj
stormed storm VERB 0 root
Marn Marn PROPN 2 obj
from from ADP 6 case
three three NUM 6 nummod
sides side NOUN 2 obl
. . PUNCT 2 punct
"""


def test_nobody_is_a_count() -> None:
    """No civilian hurt is zero injured."""
    assert [(q.what, q.low, q.high) for q in counts(NOBODY, "hurt")] == [("injured", 0, 0)]


def test_a_participle_adds_its_number_to_the_act() -> None:
    """Those killed as the result of a strike are the strike's killed."""
    assert [(q.what, q.low) for q in counts(RESULT, "bombed")] == [("killed", 18)]


def test_the_way_of_an_act_is_no_quantity() -> None:
    """Three sides are no count of anything."""
    assert counts(FROM_THREE_SIDES, "stormed") == ()


def test_the_numbers_of_dates_count_nothing() -> None:
    """A number that stands in a date is left out."""
    view = view_of(STRIKES)
    every = frozenset(w.start for t in view.trees for w in t.words)
    assert amounts_of(view, every) == ((),)
