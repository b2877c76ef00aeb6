"""Campaigns, denials, repeats, reversals: pairs made to be hard, in ``hard_pairs.toml``."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from recordwork import at, claim, count, on, the_sides, who

from contested.claims.model import Claim, Evidence, Time
from contested.record.accounts_of import AccountText
from contested.record.incidents import find_incidents

TABLE = tomllib.loads((Path(__file__).parent / "hard_pairs.toml").read_text("utf-8"))
PAIRS = TABLE["pair"]


def told(name: str, said: dict[str, Any]) -> Claim:
    """A claim of the table, alone in an account of its own."""
    registry = the_sides().registry
    agents = tuple(who(a) for a in said.get("agents", ()))
    targets = tuple(
        who(t) if registry.get(t) else who(None, target_class(t), t)
        for t in said.get("targets", ())
    )
    counts = [("killed", "killed"), ("villages", "places"), ("strikes", "strikes")]
    return claim(
        name,
        said.get("kind", "event"),
        said.get("act", "ASSAULT"),
        account=f"a_{name}",
        mode=said.get("mode"),
        evidence=Evidence(0, len(said["says"]), said["says"]),
        agents=agents,
        targets=targets,
        places=tuple(spot(p, said) for p in said.get("places", ())),
        time=when(said),
        quantities=tuple(count(what, said[k], said[k]) for k, what in counts if k in said),
        polarity="-" if said.get("denied") else "+",
    )


def target_class(mention: str) -> Any:
    """People with a title are fighters, farmers civilians, the rest things."""
    if mention.split(maxsplit=1)[0] in ("Colonel", "Major"):
        return "combatant"
    return "civilian" if mention == "farmers" else "object"


def spot(name: str, said: dict[str, Any]) -> Any:
    """A place of the table; near it when the claim says so."""
    lat, lon = TABLE["places"][name]
    return at(name, lat, lon, role="near" if said.get("near") else "at")


def when(said: dict[str, Any]) -> Time:
    """A day, a span, a start without an end, or nothing but the day on which it is told."""
    if "on" in said:
        return on(said["on"], said.get("to"))
    if "from" in said:
        return Time("since", said["from"], said.get("to"), None, "stated")
    day = date.fromisoformat(said["told"]) + timedelta(1)
    return Time(None, None, day.isoformat(), None, "account")


@pytest.mark.parametrize("pair", PAIRS, ids=[p["why"] for p in PAIRS])
def test_hard_pair(pair: dict[str, Any]) -> None:
    """What is one happening comes together, what is two stays apart, whatever they share."""
    claims = [told("one", pair["a"]), told("two", pair["b"])]
    texts = {
        c.account: AccountText(c.account, c.evidence.text, pair[k]["told"])
        for c, k in zip(claims, "ab", strict=True)
    }
    incidents, _ = find_incidents(claims, texts)
    together = any(len(i.claims) == 2 for i in incidents)
    assert together is pair["same"]


def test_there_are_enough() -> None:
    """At least twenty pairs, a third of them one happening."""
    assert len(PAIRS) >= 20
    assert sum(p["same"] for p in PAIRS) >= len(PAIRS) // 3
