"""Small scenarios in our own words, for tests of everything that runs one."""

from typing import Any

from contested.study.whatif.scenario import (
    Ground,
    Link,
    Position,
    Scenario,
    Side,
    Source,
    War,
    assume,
)

STILL = Ground(assume(0.0), assume(2.0), assume(0.0), assume(0.5))
LIVELY = Ground(assume(0.02, 0.2), assume(1.2, 3.0), assume(0.05, 0.3), assume(0.3, 0.8))


def triangle(strengths: tuple[float, ...] = (1000, 900, 800), **more: Any) -> Scenario:
    """Three sides with a place each, all linked, all at war, nothing else happening."""
    ids = ("red", "green", "blue")
    said: dict[str, Any] = {
        "name": "triangle",
        "start": "2015-09-30",
        "days": 60,
        "step": 0.5,
        "runs": 4,
        "seed": 1,
        "freed": "turns",
        "ground": STILL,
        "sides": tuple(Side(i, assume(s)) for i, s in zip(ids, strengths, strict=True)),
        "wars": tuple(War(a, b, assume(0.02), assume(0.5)) for a in ids for b in ids if a != b),
        "places": tuple(Position(i.title(), 36.0 + k, 37.0, (i,)) for k, i in enumerate(ids)),
        "links": (Link("Red", "Green"), Link("Green", "Blue"), Link("Red", "Blue")),
    }
    return Scenario(**(said | more))


def chain(**more: Any) -> Scenario:
    """Marn, Dayr and Port held by the north, Hasma by the south, in a row; supply at Port."""
    holders = {"Port": "north", "Marn": "north", "Dayr": "north", "Hasma": "south"}
    said: dict[str, Any] = {
        "name": "chain",
        "start": "2015-09-30",
        "days": 60,
        "step": 1.0,
        "runs": 300,
        "seed": 3,
        "freed": "turns",
        "ground": LIVELY,
        "sides": (Side("north", assume(400, 900)), Side("south", assume(300, 1200))),
        "wars": (
            War("north", "south", assume(0.01, 0.03), assume(1.0)),
            War("south", "north", assume(0.01, 0.03), assume(1.0)),
        ),
        "places": tuple(
            Position(name, 36.0, 37.0 + 0.3 * k, (held,))
            for k, (name, held) in enumerate(holders.items())
        ),
        "links": (Link("Port", "Marn", "coast road"), Link("Marn", "Dayr"), Link("Dayr", "Hasma")),
        "sources": (Source("harbour", "Port", "north", assume(0.0, 10.0)),),
    }
    return Scenario(**(said | more))
