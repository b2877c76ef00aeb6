"""Campaigns, denials, repeats, reversals: pairs made to be hard, in ``hard_pairs.toml``."""

import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from recordwork import at, claim, count, on, said_by, the_sides, who

from contested.claims.model import Claim, Evidence, PassageRef, Time
from contested.record.accounts_of import AccountText
from contested.record.incidents import find_incidents

TABLE = tomllib.loads((Path(__file__).parent / "hard_pairs.toml").read_text("utf-8"))
PAIRS = TABLE["pair"]
WEEK = tomllib.loads((Path(__file__).parent / "city_week.toml").read_text("utf-8"))


def told(name: str, said: dict[str, Any], start: int = 0) -> Claim:
    """A claim of the table, alone in an account of its own unless the table says otherwise."""
    agents = tuple(named(a, None) for a in said.get("agents", ()))
    targets = tuple(named(t, said.get("class", target_class(t))) for t in said.get("targets", ()))
    counts = [("killed", "killed"), ("villages", "places"), ("strikes", "strikes")]
    return claim(
        name,
        said.get("kind", "event"),
        said.get("act", "ASSAULT"),
        account="a_both" if said.get("goes_on") else f"a_{name}",
        mode=said.get("mode"),
        evidence=Evidence(start, start + len(said["says"]), said["says"]),
        passage=PassageRef("p_one", "title" if said.get("title") else "body", None),
        chain=said_by(said["by"]) if "by" in said else (),
        agents=agents,
        targets=targets,
        places=tuple(spot(p, said) for p in said.get("places", ())),
        time=when(said),
        quantities=tuple(count(what, said[k], said[k]) for k, what in counts if k in said),
        polarity="-" if said.get("denied") else "+",
    )


def named(called: str, cls: Any) -> Any:
    """An actor of the registry by its id, anybody else by words."""
    known = the_sides().registry.get(called)
    return who(called) if known else who(None, cls, called)


def target_class(mention: str) -> Any:
    """People with a title are fighters, farmers civilians, the rest things."""
    if mention.split(maxsplit=1)[0] in ("Colonel", "Major"):
        return "combatant"
    return "civilian" if mention == "farmers" else "object"


def spot(name: str, said: dict[str, Any]) -> Any:
    """A place of the table; near it when the claim says so."""
    lat, lon = (TABLE["places"] | WEEK["places"])[name]
    reach = 90.0 if said.get("wide") else 3.0
    return at(name, lat, lon, role="near" if said.get("near") else "at", precision_km=reach)


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
    claims, texts = read_pair(pair)
    incidents, _ = find_incidents(claims, texts)
    together = any(len(i.claims) == 2 for i in incidents)
    assert together is pair["same"]


def test_a_crowded_week_comes_apart_as_it_was() -> None:
    """A city's week of shells, raids, a base and a murder, told by accounts that dispute who did
    it and how many died: every claim lands with its own happening and none with another's."""
    claims = [told(f"c{i:02}", said) for i, said in enumerate(WEEK["claim"])]
    label = {c.id: said["l"] for c, said in zip(claims, WEEK["claim"], strict=True)}
    texts = {
        c.account: AccountText(c.account, c.evidence.text, said["told"])
        for c, said in zip(claims, WEEK["claim"], strict=True)
    }
    incidents, loose = find_incidents(claims, texts)
    assert not loose
    found = sorted(sorted(label[c] for c in i.claims) for i in incidents)
    wanted = sorted([name] * n for name, n in Counter(label.values()).items())
    assert found == wanted


def read_pair(pair: dict[str, Any]) -> tuple[list[Claim], dict[str, AccountText]]:
    """The two claims and their accounts: two, or one in which the second goes on from the first."""
    a, b = pair["a"], pair["b"]
    if not b.get("goes_on"):
        claims = [told("one", a), told("two", b)]
        said = zip(claims, (a, b), strict=True)
        return claims, {
            c.account: AccountText(c.account, c.evidence.text, s["told"]) for c, s in said
        }
    between = "\n\n" if a.get("title") else ". "
    text = a["says"] + between + b["says"]
    first = told("one", {**a, "goes_on": True})
    then = told("two", {**b, "told": a["told"]}, len(a["says"] + between))
    return [first, then], {"a_both": AccountText("a_both", text, a["told"])}


def test_there_are_enough() -> None:
    """At least twenty pairs, a third of them one happening."""
    assert len(PAIRS) >= 20
    assert sum(p["same"] for p in PAIRS) >= len(PAIRS) // 3
