"""The ledger of forecasts: what it keeps, what it offers, and how forecasters are scored."""

from dataclasses import replace
from typing import Any

import pytest
from recordwork import at, claim, on, said_by, the_sides, who

from contested.claims.model import Claim, Evidence
from contested.record.forecasts import keep_ledger, score_forecasters
from contested.record.model import ForecastEntry, ForecastOutcome
from contested.record.relations import Telling

TELLING = Telling(
    {"f": "General Nadim"},
    {"a_one": "2015-10-10", "a_next": "2015-10-20", "a_late": "2016-06-01", "a_old": "2015-09-01"},
)
FORECAST = claim(
    "f",
    "forecast",
    "gains",
    about="control",
    agents=(who("syrian-arab-army"),),
    places=(at("Marn"),),
    modality="future",
    due=on("2015-10-10", "2015-11-01"),
    condition=Evidence(0, 9, "if it rains"),
)


def told(name: str, account: str = "a_next", day: str = "2015-10-19", **said: Any) -> Claim:
    given: dict[str, Any] = {
        "act": "gains",
        "agents": (who("syria"),),
        "places": (at("Marn"),),
        "time": on(day),
    } | said
    return claim(name, "control", account=account, **given)


def entry(*claims: Claim, outcome: ForecastOutcome | None = None) -> ForecastEntry:
    outcomes: dict[str, ForecastOutcome] = {"f": outcome} if outcome else {}
    held = {c.id: c for c in (FORECAST, *claims)}
    return keep_ledger(held, TELLING, the_sides(), outcomes)[0]


def test_an_entry_keeps_who_what_when_and_on_what_condition() -> None:
    """All of it from the claim; the outcome is open until a person decides."""
    one = entry()
    assert (one.who, one.quote, one.made_on) == ("General Nadim", "f", "2015-10-10")
    assert (one.due_start, one.due_end, one.condition) == (
        "2015-10-10",
        "2015-11-01",
        "if it rains",
    )
    assert (one.outcome, one.evidence) == ("open", ())
    assert entry(outcome="failed").outcome == "failed"


def test_later_claims_are_offered_best_first_with_reasons() -> None:
    """Same agent, place and act before the same place alone with another agent."""
    best = told("best")
    other = told("other", agents=(who("islamic-state"),))
    one = entry(other, best)
    assert one.evidence == ("best", "other")
    assert one.why == (
        "best: same place, same agent, same act, speaks for it",
        "other: same place, same act, another side has it: speaks against it",
    )


def test_what_came_before_or_elsewhere_is_not_offered() -> None:
    """Earlier accounts, earlier events, other places, the same account, doubts: none."""
    far = told("far", places=(at("Dayr", 33.0, 44.0),))
    old = told("old", account="a_old", day="2015-08-30")
    past = told("past", day="2015-09-30")
    own = told("own", account="a_one")
    doubted = replace(told("doubted"), modality="doubted")
    assert entry(far, old, past, own, doubted).evidence == ()


def test_an_advance_may_be_told_as_a_capture_and_not_as_a_hold() -> None:
    """ "Will reach Marn" is answered by who took Marn, not by who holds it, nor without a place."""
    reach = replace(FORECAST, about="event", act="MOBILIZE")
    held = told("held", act="holds")
    nowhere = replace(told("nowhere", places=()), kind="event", act="MOBILIZE")
    claims = {c.id: c for c in (reach, told("took"), held, nowhere)}
    assert keep_ledger(claims, TELLING, the_sides())[0].evidence == ("took",)


def test_denials_speak_against_and_late_events_are_marked() -> None:
    """A denial is offered as speaking against; what came after the deadline says so."""
    denial = told("no", polarity="-")
    late = told("late", day="2015-12-01")
    reasons = " | ".join(entry(denial, late).why)
    assert "speaks against it" in reasons
    assert "late: same place, same agent, same act, after the deadline" in reasons
    assert entry(told("too late", account="a_late", day="2016-05-30")).evidence == ()


def test_scores_count_only_what_was_decided() -> None:
    """Three of four right: 0.75, Wilson interval 0.301 to 0.954; open ones only in the count."""
    three: list[ForecastOutcome] = ["came true", "came true", "came true"]
    outcomes: list[ForecastOutcome] = [*three, "failed", "open", "unresolvable"]
    entries = [
        ForecastEntry(f"c{i}", "Nadim", "event", "", None, None, None, None, o, (), ())
        for i, o in enumerate(outcomes)
    ]
    (one,) = score_forecasters(entries)
    assert (one.made, one.open, one.came_true, one.failed, one.unresolvable) == (6, 1, 3, 1, 1)
    assert one.share == 0.75
    assert one.low == pytest.approx(0.3006, abs=1e-3)
    assert one.high == pytest.approx(0.9544, abs=1e-3)
    (none,) = score_forecasters([replace(entries[4], who="Faris")])
    assert (none.share, none.low) == (None, None)


def test_a_forecast_in_an_undated_account_says_why_nothing_is_offered() -> None:
    """Without a date nothing is later than it."""
    lost = replace(FORECAST, account="a_undated", chain=said_by("x"))
    one = keep_ledger({"f": lost, "b": told("b")}, TELLING, the_sides())[0]
    assert (one.made_on, one.evidence) == (None, ())
    assert "no date" in one.why[0]
