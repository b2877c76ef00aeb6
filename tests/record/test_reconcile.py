"""Everything that claims add up to, in one go, under a person's decisions."""

from dataclasses import replace

from casework import an_account, annotate, extract
from contested.claims.model import Claim
from contested.claims.registry import load_registry
from contested.record.accounts_of import accounts_of
from contested.record.model import Judgement
from contested.record.reconcile import Sum, add_up
from judged import decide

_TOLD = {"date": "2015-10-09", "date_basis": "manifest"}
_ACCOUNTS = [
    an_account("Rebel fighters took Marn.\n", "one.txt", publisher="The Courier", **_TOLD),
    an_account("It is said that fighters took Marn.\n", "two.txt", publisher="The Wire", **_TOLD),
]
ACCOUNTS = accounts_of(_ACCOUNTS)
TEXTS = {a.id: a.text for a in _ACCOUNTS}


def _known(claim: Claim) -> Claim:
    side = replace(claim.agents[0], actor="syrian-rebels", party="syrian-rebels")
    time = replace(claim.time, start="2015-10-09", end="2015-10-10", basis="stated")
    return replace(claim, agents=(side,), time=time)


CLAIMS = [_known(c) for a in _ACCOUNTS for c in extract(a, annotate(a))]


def record(*judgements: Judgement) -> Sum:
    """What the two accounts add up to."""
    return add_up(CLAIMS, ACCOUNTS, judgements, load_registry())


def test_two_accounts_of_one_capture_are_one_incident() -> None:
    """With its origins, grades, control and who takes part."""
    found = record()
    (one,) = found.record.incidents
    assert set(one.claims) == {c.id for c in CLAIMS} and len(one.origins) == 2
    assert {g.field for g in one.grades} >= {"occurrence", "agent"}
    assert [s.holders for s in found.record.spells] == [("syrian-rebels",)]
    assert [a.id for a in found.actors] == ["syrian-rebels"]


def test_distinct_splits_and_undo_joins_again() -> None:
    """A pair that a person holds apart is apart for as long as the word stands."""
    apart = decide("distinct", (CLAIMS[0], CLAIMS[1]), TEXTS)
    assert len(record(apart).record.incidents) == 2
    undo = decide("undo", at="2026-11-21T00:00:00Z", undoes=apart.id)
    assert len(record(apart, undo).record.incidents) == 1


def test_a_rejected_claim_counts_no_more_but_is_not_lost() -> None:
    """One origin is left; the view still has both claims."""
    found = record(decide("reject", CLAIMS[0], TEXTS))
    (one,) = found.record.incidents
    assert one.claims == (CLAIMS[1].id,) and len(found.judged.claims) == 2


def test_a_regrade_is_shown_as_a_persons() -> None:
    """The rule that is printed is the decision."""
    found = record(decide("regrade", CLAIMS[0], TEXTS, field="occurrence", grade="discounted"))
    grade = next(g for g in found.record.incidents[0].grades if g.field == "occurrence")
    assert grade.grade == "discounted" and "person" in grade.why[0] and "Salwa" in grade.why[0]


def test_same_joins_what_the_tool_keeps_apart() -> None:
    """Two captures half a year apart are two, unless a person says one date is wrong."""
    later = replace(CLAIMS[1].time, start="2016-04-09", end="2016-04-10")
    moved = [CLAIMS[0], replace(CLAIMS[1], time=later)]
    apart = add_up(moved, ACCOUNTS, (), load_registry())
    assert len(apart.record.incidents) == 2
    same = decide("same", (moved[0], moved[1]), TEXTS)
    assert len(add_up(moved, ACCOUNTS, [same], load_registry()).record.incidents) == 1


def test_what_speaks_against_a_decision_is_listed() -> None:
    """Another account tells of what was rejected; the decision holds all the same."""
    found = record(decide("reject", CLAIMS[0], TEXTS)).judged
    (trouble,) = found.conflicts
    assert trouble.claim == CLAIMS[0].id and CLAIMS[1].id in trouble.what and trouble.judgements
    assert found.marks == {CLAIMS[0].id: "rejected"}
    both = [decide("reject", c, TEXTS) for c in CLAIMS]
    assert record(*both).judged.conflicts == ()


def test_claims_are_never_changed_by_reconciling() -> None:
    """What goes in comes out as it was."""
    before = list(CLAIMS)
    assert record().judged.claims == tuple(before)
