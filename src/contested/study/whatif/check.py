"""Whether a scenario makes sense; what is wrong is named with its file."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from math import isfinite

from contested.errors import ScenarioError
from contested.study.whatif.battle import SUM_SLACK
from contested.study.whatif.scenario import Intervention, Scenario, numbers

_CELLS = 200_000_000  # of two bytes, for the places held at every step
_MAY_BE_NEGATIVE = ("reinforcement of", "recruits of")


def check_scenario(scenario: Scenario) -> Scenario:
    """The same scenario. Raises ScenarioError naming the file and every fault at once."""
    faults = [*_numbers(scenario), *_sides(scenario), *_ground(scenario), *_deeds(scenario)]
    if not faults:
        faults = list(_pieces(scenario))
    if faults:
        raise ScenarioError(f"{scenario.origin}: " + "; ".join(faults))
    return scenario


def _numbers(scenario: Scenario) -> Iterable[str]:
    for name, number in numbers(scenario):
        if not (isfinite(number.low) and isfinite(number.high)):
            yield f"{name} is not a finite number"
        if number.low > number.high:
            yield f"{name}: low {number.low:g} is above high {number.high:g}"
        if number.low < 0 and not name.startswith(_MAY_BE_NEGATIVE):
            yield f"{name} is negative ({number.low:g})"
        if name.startswith("break point") and number.high >= 1:
            yield f"{name} must be a share of the starting strength, below 1"
    if scenario.days < 1 or scenario.runs < 1 or not 0 < scenario.step <= scenario.days:
        yield "days, runs and step must be positive, and step no longer than days"
    elif (size := scenario.days / scenario.step * scenario.runs * len(scenario.sides)) > _CELLS:
        yield f"steps × runs × sides come to {size:.1e}, over the {_CELLS:.0e} that memory holds"
    if _bad_date(scenario.start):
        yield f"start {scenario.start!r} is not a date (YYYY-MM-DD)"


def _sides(scenario: Scenario) -> Iterable[str]:
    known = set(scenario.side_ids)
    yield from _twice(scenario.side_ids, "side")
    if len(known) < 2:
        yield "a war needs at least two sides"
    yield from _twice([f"{w.by} on {w.on}" for w in scenario.wars], "war")
    for war in scenario.wars:
        yield from (
            f"war names {s!r}, which is no side" for s in (war.by, war.on) if s not in known
        )
        if war.by == war.on:
            yield f"{war.by} is at war with itself"
    for side in scenario.side_ids:
        if all(side not in (w.by, w.on) for w in scenario.wars):
            yield f"{side} is at war with nobody"
        shares = [w.share for w in scenario.wars if w.by == side]
        total = sum((s.low + s.high) / 2 for s in shares)
        if shares and abs(total - 1) > SUM_SLACK:
            yield f"{side}: shares of its fire sum to {total:g}, not to one"


def _ground(scenario: Scenario) -> Iterable[str]:
    places, sides = set(scenario.place_names), set(scenario.side_ids)
    yield from _twice(scenario.place_names, "place")
    if not places:
        yield "no places"
    for place in scenario.places:
        yield from (f"{place.name} is held by {h!r}, which is no side"
                    for h in place.holders if h not in sides)  # fmt: skip
        if not (abs(place.lat) <= 90 and abs(place.lon) <= 180):
            yield f"{place.name}: no such point ({place.lat:g}, {place.lon:g})"
    for side in scenario.side_ids:
        if not any(side in p.holders for p in scenario.places):
            yield f"{side} holds no place"
    for link in scenario.links:
        yield from (
            f"a link names {p!r}, an unknown place" for p in (link.a, link.b) if p not in places
        )
        if link.a == link.b:
            yield f"{link.a} is linked to itself"
    yield from _twice([s.name for s in scenario.sources], "source")
    for source in scenario.sources:
        if source.place not in places:
            yield f"source {source.name!r} lies at {source.place!r}, an unknown place"
        if source.side not in sides:
            yield f"source {source.name!r} feeds {source.side!r}, which is no side"
    for back in scenario.backing:
        if back.of not in sides:
            yield f"{back.by} backs {back.of!r}, which is no side"


def _deeds(scenario: Scenario) -> Iterable[str]:
    known = {
        "strikes": (set(scenario.place_names), "place"),
        "reinforcement": (set(scenario.place_names), "place"),
        "closing": ({s.name for s in scenario.sources}, "source"),
        "cutting": ({link.name for link in scenario.links if link.name}, "named link"),
    }
    for deed in scenario.interventions:
        names, what = known[deed.deed]
        yield from (
            f"{deed.deed}: {p!r} is an unknown {what}" for p in deed.places if p not in names
        )
        if deed.deed in ("closing", "cutting") and not deed.places:
            yield f"{deed.deed}: name at least one {what}"
        yield from _actors(deed, set(scenario.side_ids))
        yield from _dates(deed, scenario)


def _actors(deed: Intervention, sides: set[str]) -> Iterable[str]:
    if deed.deed in ("strikes", "reinforcement") and deed.against not in sides:
        yield f"{deed.deed}: {deed.against!r} is no side"
    if deed.helping and deed.helping not in sides:
        yield f"{deed.deed}: helping {deed.helping!r}, which is no side"


def _dates(deed: Intervention, scenario: Scenario) -> Iterable[str]:
    days = [d for d in (deed.start, deed.end) if d is not None]
    bad = [d for d in days if _bad_date(d)]
    yield from (f"{deed.deed}: {d!r} is not a date (YYYY-MM-DD)" for d in bad)
    if not bad and deed.end is not None and deed.end <= deed.start:
        yield f"{deed.deed}: ends ({deed.end}) before it starts ({deed.start})"


def _pieces(scenario: Scenario) -> Iterable[str]:
    """The graph must hang together: a piece nobody can leave decides nothing."""
    near: dict[str, set[str]] = {p: set() for p in scenario.place_names}
    for link in scenario.links:
        near[link.a].add(link.b)
        near[link.b].add(link.a)
    seen, edge = {scenario.place_names[0]}, [scenario.place_names[0]]
    while edge:
        fresh = near[edge.pop()] - seen
        seen |= fresh
        edge += fresh
    apart = [p for p in scenario.place_names if p not in seen]
    if apart:
        yield f"the graph is in pieces: no way from {scenario.place_names[0]} to {', '.join(apart)}"


def _twice(names: Iterable[str], what: str) -> Iterable[str]:
    return (f"{what} {n!r} stands twice" for n, k in Counter(names).items() if k > 1)


def _bad_date(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return True
    return False
