"""A person's word holds over rebuilds, says whose it is, and is never dropped in silence."""

from dataclasses import replace

import pytest

from casework import FIRST, SECOND, an_account, annotate, extract
from contested.claims.model import Claim
from contested.errors import JudgementError
from contested.record.anchors import CONTEXT, anchor_of, place
from contested.record.edits import edited
from contested.record.judgements import Judged, apply_judgements, reading
from judged import BY, decide, respan

_ACCOUNTS = [an_account(FIRST, "one.txt"), an_account(SECOND, "two.txt")]
TEXTS = {a.id: a.text for a in _ACCOUNTS}
CLAIMS = tuple(c for a in _ACCOUNTS for c in extract(a, annotate(a)))
MARN, DAYR = CLAIMS[0], CLAIMS[2]
LATER = "2026-11-21T10:00:00Z"


def view(judged: Judged, claim: Claim) -> Claim:
    """The claim as the view has it."""
    return next(c for c in judged.claims if c.id == claim.id)


def test_without_judgements_the_view_is_the_claims() -> None:
    """Nothing is added, dropped or moved."""
    assert apply_judgements(CLAIMS, (), TEXTS).claims == CLAIMS


def test_an_anchor_holds_the_quote_and_its_surroundings() -> None:
    """Thirty-two characters on either side, the text's hash, kind, act and roles."""
    text = TEXTS[MARN.account]
    anchor = anchor_of(MARN, text)
    assert text[anchor.start :].startswith(anchor.quote + anchor.after)
    assert anchor.quote == MARN.evidence.text and len(anchor.before) <= CONTEXT
    assert (anchor.kind, anchor.act, anchor.agents) == ("control", "gains", ("fighters",))
    assert "a_" + anchor.account_sha256[:12] == MARN.account


def test_an_exact_span_beats_a_larger_overlap() -> None:
    """The claim on the very words is found even when a longer one holds them."""
    wider = respan(MARN, TEXTS[MARN.account], MARN.evidence.start - 9, MARN.evidence.end + 10)
    anchor = anchor_of(MARN, TEXTS[MARN.account])
    assert place([anchor], [wider, MARN], TEXTS)[anchor].claim == MARN.id
    found = place([anchor], [wider], TEXTS)[anchor]
    assert (found.claim, found.how) == (None, "gone") or found.fit < 1


def test_a_moved_span_is_found_by_overlap() -> None:
    """Half the words suffice; a claim of another kind there does not."""
    text = TEXTS[MARN.account]
    longer = respan(MARN, text, MARN.evidence.start, MARN.evidence.end + len(" on Friday"))
    anchor = anchor_of(MARN, text)
    found = place([anchor], [longer], TEXTS)[anchor]
    assert (found.claim, found.how) == (longer.id, "overlap") and 0.5 < found.fit < 1
    assert place([anchor], [replace(longer, kind="toll")], TEXTS)[anchor].claim is None


def test_two_anchors_do_not_take_one_claim() -> None:
    """The better fit has it; the other is listed, not given its neighbour's."""
    text = TEXTS[MARN.account]
    other = replace(
        respan(MARN, text, MARN.evidence.start, MARN.evidence.end + 4), act="loses", agents=()
    )
    anchors = [anchor_of(other, text), anchor_of(MARN, text)]
    found = place(anchors, [MARN], TEXTS)
    assert [found[a].claim for a in anchors] == [None, MARN.id]


def test_a_reject_leaves_the_claim_to_be_seen_but_not_counted() -> None:
    """It stays in the view with the name of who rejected it, and out of what stands."""
    judged = apply_judgements(CLAIMS, [decide("reject", MARN, TEXTS)], TEXTS)
    assert len(judged.claims) == len(CLAIMS) and len(judged.standing) == len(CLAIMS) - 1
    assert judged.marks == {MARN.id: "rejected"}
    assert view(judged, MARN).why[-1] == f"rejected by {BY} on 2026-11-20"


def test_an_accepted_claim_stays_when_no_rule_finds_it() -> None:
    """It comes back whole, marked as a person's; a rejected one has nothing to come back for."""
    rest = CLAIMS[1:]
    judged = apply_judgements(rest, [decide("accept", MARN, TEXTS)], TEXTS)
    kept = view(judged, MARN)
    assert reading(kept) == reading(MARN) and kept.evidence == MARN.evidence
    assert judged.marks[MARN.id] == "accepted" and not judged.lost
    assert any(BY in w for w in kept.why) and any("person" in w for w in kept.why)
    gone = apply_judgements(rest, [decide("reject", MARN, TEXTS)], TEXTS)
    assert len(gone.claims) == len(rest)
    assert MARN.evidence.text in gone.lost[0].what


def test_an_accepted_reading_holds_against_a_new_one_and_the_clash_is_listed() -> None:
    """A model that now reads another act does not change what a person vouched for."""
    other = replace(MARN, act="loses")
    judged = apply_judgements([other], [decide("accept", MARN, TEXTS)], TEXTS)
    assert judged.claims[0].act == "gains"
    assert "now read as control loses" in judged.conflicts[0].what
    again = [decide("accept", MARN, TEXTS), decide("accept", other, TEXTS, LATER)]
    judged = apply_judgements([other], again, TEXTS)
    assert judged.claims[0].act == "loses" and not judged.conflicts


def test_edits_add_up_and_name_their_maker() -> None:
    """Two edits of two fields both hold; of one field the later one."""
    said = [
        decide("edit", MARN, TEXTS, agents=[{"actor": "turkey", "name": "Turkey"}]),
        decide("edit", MARN, TEXTS, LATER, act="loses"),
    ]
    for order in (said, said[::-1]):
        made = view(apply_judgements(CLAIMS, order, TEXTS), MARN)
        assert (made.act, made.agents[0].actor, made.agents[0].inferred) == (
            "loses",
            "turkey",
            True,
        )
        assert sum(BY in w for w in made.why) == 2
    assert apply_judgements(CLAIMS, said, TEXTS).marks[MARN.id] == "edited"


def test_an_edit_that_cannot_be_applied_is_listed() -> None:
    """The claim stays as it was and the cause is told."""
    judged = apply_judgements(CLAIMS, [decide("edit", MARN, TEXTS, act="FLY")], TEXTS)
    assert view(judged, MARN) == MARN
    assert "act" in judged.conflicts[0].what


def test_what_follows_from_an_edit_follows() -> None:
    """Codes come from the act, stance from polarity and modality."""
    made = edited(CLAIMS[1], {"act": "AID", "stance": "denied"})
    assert (made.quad, made.sign, made.polarity, made.stance) == (
        "material cooperation", 1, "-", "denied",
    )  # fmt: skip
    made = edited(MARN, {"places": [{"name": "Marn town"}], "time": {"start": "2015-10-09"}})
    assert (made.places[0].name, made.places[0].mention) == ("Marn town", "Marn")
    assert (made.time.start, made.time.basis) == ("2015-10-09", "stated")


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "c_1"}, {"act": "FLY"}, {"stance": "maybe"}, {"agents": ["russia"]},
        {"agents": [{}]}, {"agents": [{"mention": "nobody's words"}]}, {"time": {}},
        {"time": {"start": "2015-10-09", "end": "2015-10-01"}}, {"places": [{"name": "A"}] * 2},
        {"quantities": 3}, {"targets": [{"name": "x", "class": "soldier"}]},
    ],
)  # fmt: skip
def test_a_wrong_edit_names_its_field(changes: dict[str, object]) -> None:
    """Wrong names, values and shapes are refused before anything is written."""
    with pytest.raises(JudgementError, match=next(iter(changes))):
        edited(MARN, changes)


def test_undo_takes_a_judgement_back_and_may_be_undone() -> None:
    """What was undone counts no more; an undone undo lets it count again."""
    no = decide("reject", MARN, TEXTS)
    undo = decide("undo", at=LATER, undoes=no.id)
    assert not apply_judgements(CLAIMS, [no, undo], TEXTS).marks
    redo = decide("undo", at="2026-11-22T10:00:00Z", undoes=undo.id)
    assert apply_judgements(CLAIMS, [no, undo, redo], TEXTS).marks == {MARN.id: "rejected"}


def test_the_later_of_two_decisions_holds_and_the_clash_is_listed() -> None:
    """Accepted, then rejected: rejected, and said so."""
    both = [decide("reject", MARN, TEXTS, LATER), decide("accept", MARN, TEXTS)]
    judged = apply_judgements(CLAIMS, both, TEXTS)
    assert judged.marks == {MARN.id: "rejected"}
    assert judged.conflicts[0].what == "rejected after it was accepted"


def test_pairs_outcomes_ratings_and_merges_reach_the_record() -> None:
    """Each by the ids that claims have now."""
    said = [
        decide("same", (DAYR, MARN), TEXTS),
        decide("distinct", (MARN, CLAIMS[1]), TEXTS),
        decide("distinct", (MARN, DAYR), TEXTS, LATER),
        decide("resolve", CLAIMS[3], TEXTS, outcome="failed"),
        decide("rate", source="The Courier", rating="B"),
        decide("merge", name="the Swallows", into="free-syrian-army"),
        decide("regrade", MARN, TEXTS, field="agent", grade="discounted"),
    ]
    judged = apply_judgements(CLAIMS, said, TEXTS)
    found = judged.decisions
    assert found.same == frozenset() and len(found.distinct) == 2
    assert (min(MARN.id, DAYR.id), max(MARN.id, DAYR.id)) in found.distinct
    assert found.outcomes[CLAIMS[3].id][0] == "failed"
    assert found.ratings == {"courier": "B"} and found.merges == {"swallows": "free-syrian-army"}
    assert (found.regrades[0].claim, found.regrades[0].grade) == (MARN.id, "discounted")
    assert judged.conflicts[0].what == "distinct after same of the same pair"


def test_words_in_a_new_text_are_found_there() -> None:
    """An account frozen anew has another hash; the quote and its surroundings still find it."""
    again = an_account("An earlier line.\n\n" + FIRST, "one.txt")
    texts = {again.id: again.text}
    claims = extract(again, annotate(again))
    judged = apply_judgements(claims, [decide("reject", MARN, TEXTS)], texts)
    assert [c.evidence.text for c in judged.claims if c.id in judged.marks] == [
        "fighters took Marn"
    ]
    kept = apply_judgements((), [decide("accept", MARN, TEXTS)], texts).claims[0]
    at = kept.agents[0]
    assert kept.account == again.id and again.text[at.start : at.end] == at.mention == "fighters"
    lost = apply_judgements((), [decide("accept", MARN, TEXTS)], {}).lost
    assert "no account holds these words" in lost[0].what


def test_one_claim_accepted_before_and_after_it_moved_is_one() -> None:
    """Two anchors of one claim share it, and leave no twin when it goes."""
    text = TEXTS[MARN.account]
    longer = respan(MARN, text, MARN.evidence.start, MARN.evidence.end + len(" on Friday"))
    said = [decide("accept", MARN, TEXTS), decide("accept", longer, TEXTS, LATER)]
    assert len(apply_judgements([longer], said, TEXTS).claims) == 1
    assert len(apply_judgements([], said, TEXTS).claims) == 1
