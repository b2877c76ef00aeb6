"""Claims and incidents in two lines, for tests of what is derived from them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from contested.claims.actors_data import packaged_actors
from contested.claims.model import (
    Actor,
    Claim,
    Evidence,
    Link,
    PassageRef,
    Place,
    Quantity,
    TargetClass,
    Time,
    stance_of,
)
from contested.claims.registry import load_registry
from contested.record.model import Incident, Origin
from contested.record.sides import Sides

NEVER = Time(None, None, None, None, "account")


def the_sides() -> Sides:
    """Sides by the packaged registry."""
    return Sides(load_registry())


def who(actor: str | None, cls: TargetClass | None = None, mention: str | None = None) -> Actor:
    """An actor of the registry with its party, or a mere mention."""
    known = packaged_actors().actors.get(actor or "")
    party = known.party if known else None
    return Actor(mention or actor, 0, len(mention or actor or ""), actor, party, actor, False, cls)


def on(first: str, last: str | None = None, basis: Any = "stated") -> Time:
    """``[first, last)``, one day when no last is given."""
    end = last or (date.fromisoformat(first) + timedelta(1)).isoformat()
    return Time(first, first, end, first, basis)


def at(name: str, lat: float | None = 36.0, lon: float | None = 37.0, **said: Any) -> Place:
    """A town of 3 km unless said."""
    given: dict[str, Any] = {"kind": "settlement", "role": "at", "precision_km": 3.0} | said
    return Place(
        name, name, given["kind"], given["role"], lat, lon, given["precision_km"], 0, len(name)
    )


def count(what: str, low: int | None, high: int | None, mention: str = "", at: int = 0) -> Quantity:
    """A count, its mention at ``at``."""
    text = mention or str(low)
    return Quantity(what, low, high, text, at, at + len(text))


def claim(name: str, kind: Any = "event", act: str | None = "ASSAULT", **said: Any) -> Claim:
    """A claim called ``name``; ``said`` overrides any field (agents, targets, time, …)."""
    force = kind == "control" or act in ("ASSAULT", "COERCE")
    given: dict[str, Any] = {
        "account": "a_one", "file": "one.txt", "mode": None, "acled": None, "cameo": None,
        "quad": "material conflict" if force else None, "sign": -1 if force else None,
        "agents": (), "targets": (), "objects": (), "places": (), "time": NEVER,
        "quantities": (), "chain": (), "polarity": "+", "modality": "asserted",
        "condition": None, "treatment": "neutral", "confidence": 0.9, "why": ("a test",),
        "evidence": Evidence(0, len(name), name), "passage": PassageRef("p_one", "body", None),
    } | said  # fmt: skip
    stance = stance_of(given["polarity"], given["modality"])
    return Claim(id=name, kind=kind, act=act, stance=stance, **given)


def said_by(name: str, actor: str | None = None, kind: Any = "group") -> tuple[Link, ...]:
    """A chain of one speaker."""
    return (Link(name, "said", 0, kind, actor, 0, len(name)),)


def origin(
    key: str, claims: Iterable[str], party: str | None = None, kind: str = "outlet"
) -> Origin:
    """An origin of these claims."""
    return Origin(key, key, kind, party, party, tuple(claims), "a_one", ((key,),))


def incident(claims: Iterable[Claim], *origins: Origin) -> Incident:
    """An incident of these claims in order; without origins, one for each claim."""
    listed = tuple(claims)
    found = origins or tuple(origin(f"o-{c.id}", [c.id]) for c in listed)
    first = listed[0]
    return Incident(
        "i_one", tuple(c.id for c in listed), first.kind, first.act, None, None, first.quad,
        first.sign, (), (), None, None, None, found, ("a test",),
    )  # fmt: skip
