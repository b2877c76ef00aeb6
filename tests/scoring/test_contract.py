"""The checker finds each breach of the contract, and passes what keeps it."""

import json
from typing import Any

import pytest

from contested.claims.model import (
    Actor,
    Claim,
    Evidence,
    Link,
    PassageRef,
    Place,
    Quantity,
    Time,
    as_json,
)
from contested.scoring.contract import check_claim, check_export

TEXT = "The ministry said rebels shelled Marn on Friday, killing two."


def _at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _claim(**changes: Any) -> dict[str, Any]:
    """A sound claim as its export reads, with ``changes`` made to it."""
    start, end = _at("rebels shelled Marn on Friday")
    claim = Claim(
        id="c_000000000001",
        account="a_000000000001",
        file="001.txt",
        kind="event",
        act="ASSAULT",
        mode="heavy-weapons",
        acled="Shelling/artillery/missile attack",
        cameo="19",
        quad="material conflict",
        sign=-1,
        evidence=Evidence(start, end, TEXT[start:end]),
        passage=PassageRef("p_000000000001", "body", None),
        agents=(Actor("rebels", *_at("rebels")),),
        targets=(Actor(None, None, None, actor="x", inferred=True, cls="unknown"),),
        objects=(),
        places=(Place("Marn", "Marn", "town", "at", 36.0, 37.0, 5.0, *_at("Marn")),),
        time=Time("Friday", "2015-10-09", "2015-10-10", "2015-10-09", "stated", *_at("Friday")),
        quantities=(Quantity("killed", 2, 2, "two", *_at("two")),),
        chain=(Link("The ministry", "said", 0, "state", None, *_at("The ministry")),),
        polarity="+",
        modality="asserted",
        condition=None,
        stance="asserted",
        treatment="neutral",
        confidence=0.8,
        why=("rule:svo",),
    )
    found: dict[str, Any] = json.loads(json.dumps(as_json(claim)))
    return found | changes


def test_a_sound_claim_passes() -> None:
    """What ``as_json`` writes of a right claim has no problem."""
    assert check_claim(_claim(), TEXT) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "rumour"),
        ("act", "BOMB"),
        ("quad", "war"),
        ("polarity", "yes"),
        ("stance", "denied"),
        ("treatment", "hostile"),
        ("confidence", 1.2),
        ("why", []),
        ("id", "1"),
        ("passage", {"id": "p_1", "kind": "boilerplate", "voice": None}),
        ("agents", [{"mention": None, "start": 3, "end": 5}]),
        ("agents", [{"mention": "warplanes", "start": 18, "end": 24}]),
        ("targets", [{"mention": None, "start": None, "end": None, "class": "army"}]),
        ("places", [{"mention": None, "role": "at", "kind": "town", "lat": 36.0, "lon": None}]),
        ("time", {"mention": None, "start": "2015-10-10", "end": "2015-10-10", "basis": "stated"}),
        ("quantities", [{"what": "killed", "low": 3, "high": 2, "mention": None}]),
        ("chain", [{"mention": None, "depth": 1, "kind": "state"}]),
    ],
)
def test_each_breach_is_found_and_named(field: str, value: Any) -> None:
    """The problem's field is the one that was broken."""
    problems = check_claim(_claim(**{field: value}), TEXT)
    assert field in {p.field for p in problems}


def test_a_missing_field_is_a_problem() -> None:
    """Every name of the contract must be there, null or not."""
    claim = _claim()
    del claim["chain"]
    (problem,) = check_claim(claim)
    assert (problem.field, problem.cause) == ("chain", "missing")


def test_kinds_have_their_own_rules() -> None:
    """Relations have a sign, forecasts a subject and deadline, causes both ends, tolls no act."""
    assert "sign" in {p.field for p in check_claim(_claim(kind="relation", act=None, sign=None))}
    assert {p.field for p in check_claim(_claim(kind="forecast"))} >= {"about", "due"}
    assert {p.field for p in check_claim(_claim(kind="cause", act=None))} == {"cause", "effect"}
    assert "act" in {p.field for p in check_claim(_claim(kind="toll"))}
    assert "act" in {p.field for p in check_claim(_claim(kind="control"))}


def test_an_export_has_unique_ids_and_nothing_from_boilerplate() -> None:
    """Twins and barred stretches are found over the whole export."""
    claims = [_claim(), _claim()]
    twins = list(check_export(claims, lambda _: TEXT))
    assert [p.field for p in twins] == ["id"]
    barred = list(check_export(claims[:1], lambda _: TEXT, lambda _: [(40, 45)]))
    assert "boilerplate" in barred[0].cause
    assert not list(check_export(claims[:1], lambda _: TEXT, lambda _: [(0, 5)]))
    assert [p.field for p in check_export(claims[:1], lambda _: None)] == ["account"]
