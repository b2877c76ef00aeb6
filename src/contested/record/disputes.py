"""Where the origins of an incident cannot all be right, field by field.

Two origins differ on a field when nothing that the one states about it can hold beside anything
that the other states. One origin that corrects itself is no dispute, and silence is no reading.
Of more than ``_MOST_ANSWERS`` different answers to one question only the commonest are compared.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from typing import Any, Generic, TypeVar

from contested.claims.model import Claim
from contested.record import clashes, statements
from contested.record.model import Dispute, DisputedField, Incident, Reading
from contested.record.sides import CIVILIANS, FIGHTERS, Sides
from contested.record.statements import By, Count, Days, Spot, Voice

T = TypeVar("T")
Told = tuple[Claim, Voice]
_MOST_ANSWERS = 100


@dataclass(frozen=True, slots=True)
class FieldRule(Generic[T]):
    """How one field is read from a claim, when two readings exclude each other, and the words."""

    field: DisputedField
    read: Callable[[Claim, Voice, Sides], tuple[T, ...]]
    clash: Callable[[T, T, Sides], bool | None]
    words: Callable[[T, Sides], str]
    rule: str
    more_precise: Callable[[T, T], bool] = lambda narrow, wide: False
    outright: bool = False  # one excluding pair suffices, whatever else the two origins grant


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """One value, the claims that state it and the origins behind them."""

    value: T
    claims: tuple[str, ...]
    origins: tuple[str, ...]


def dispute_all(
    incidents: Iterable[Incident], claims: Mapping[str, Claim], sides: Sides
) -> tuple[Incident, ...]:
    """Every incident with the fields on which its origins differ."""
    return tuple(replace(i, disputes=find_disputes(i, claims, sides)) for i in incidents)


def find_disputes(
    incident: Incident, claims: Mapping[str, Claim], sides: Sides
) -> tuple[Dispute, ...]:
    """The disputed fields of one incident, in the order of the design."""
    if len(incident.origins) < 2:
        return ()
    told = tell(incident, claims, sides)
    found = (_dispute(rule, told, sides) for rule in RULES)
    return tuple(d for d in found if d is not None)


def tell(incident: Incident, claims: Mapping[str, Claim], sides: Sides) -> tuple[Told, ...]:
    """The claims of an incident in order, each with who states it."""
    voices = statements.voices(incident, claims, sides)
    return tuple((claims[c], voices[c]) for c in incident.claims)


def stated(rule: FieldRule[T], told: Iterable[Told], sides: Sides) -> tuple[Stated[T], ...]:
    """Every value that the incident's claims give the field, in the order of the claims."""
    found: dict[T, list[tuple[str, str]]] = {}
    for claim, voice in told:
        key = voice.origin.key if voice.origin else claim.account
        for value in rule.read(claim, voice, sides):
            found.setdefault(value, []).append((claim.id, key))
    return tuple(
        Stated(value, tuple(c for c, _ in by), tuple(dict.fromkeys(o for _, o in by)))
        for value, by in found.items()
    )


def _dispute(rule: FieldRule[T], told: tuple[Told, ...], sides: Sides) -> Dispute | None:
    values = stated(rule, told, sides)
    if len(values) < 2:
        return None
    by_origin: dict[str, set[T]] = {}
    for one in values:
        for origin in one.origins:
            by_origin.setdefault(origin, set()).add(one.value)
    precise = {o: _precise(vs, rule) for o, vs in by_origin.items()}
    answers = Counter(frozenset(vs) for vs in precise.values())  # many origins, few answers
    compared = [a for a, _ in answers.most_common(_MOST_ANSWERS)]
    if not any(_differ(a, b, rule, sides) for a, b in combinations(compared, 2)):
        return None
    readings = tuple(Reading(rule.words(v.value, sides), v.claims, v.origins) for v in values)
    return Dispute(rule.field, _joined(readings), (rule.rule,))


def _precise(values: set[T], rule: FieldRule[T]) -> set[T]:
    """Without what another value of the same origin says more precisely."""
    return {v for v in values if not any(rule.more_precise(w, v) for w in values)}


def _differ(a: frozenset[T], b: frozenset[T], rule: FieldRule[T], sides: Sides) -> bool:
    """Of what both speak about, nothing that one states can hold beside what the other does."""
    answers = {rule.clash(x, y, sides) for x in a for y in b}
    return True in answers if rule.outright else answers - {None} == {True}


def _joined(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Readings in the same words are one."""
    found: dict[str, Reading] = {}
    for one in readings:
        was = found.get(one.value, Reading(one.value, (), ()))
        origins = tuple(dict.fromkeys((*was.origins, *one.origins)))
        found[one.value] = Reading(one.value, (*was.claims, *one.claims), origins)
    return tuple(found.values())


def _occurrence_words(value: str, sides: Sides) -> str:
    return value


def _agent_words(value: By, sides: Sides) -> str:
    names = " + ".join(sorted(sides.name(s) for s in value.sides))
    return f"not {names}" if value.denied else names


def _target_words(value: frozenset[str], sides: Sides) -> str:
    plain = (CIVILIANS, FIGHTERS)
    return " + ".join(sorted(k if k in plain else sides.name(k) for k in value))


def _place_words(value: frozenset[Spot], sides: Sides) -> str:
    return " + ".join(sorted({s.name for s in value}))


def _time_words(value: Days, sides: Sides) -> str:
    first, last = value[0], value[1] - timedelta(days=1)
    return first.isoformat() if first == last else f"{first}/{last}"


def count_words(value: Count, sides: Sides) -> str:
    """``57 civilian killed``, ``45 or more``, ``up to 200``, ``24–99``."""
    high = None if value.high == float("inf") else round(value.high)
    if high is None:
        bounds = f"{value.low} or more"
    elif value.low == 0 and high > 0:
        bounds = f"up to {high}"
    else:
        bounds = str(high) if value.low == high else f"{value.low}–{high}"
    what = value.what if value.cls in ("unknown", "object") else f"{value.cls} {value.what}"
    return f"{bounds} {what}"


RULES: tuple[FieldRule[Any], ...] = (
    FieldRule(
        "occurrence",
        statements.occurrence,
        clashes.clash_occurrence,
        _occurrence_words,
        "one origin says that it happened, another that it did not",
        outright=True,
    ),
    FieldRule(
        "agent",
        statements.agent,
        clashes.clash_agent,
        _agent_words,
        "origins name agents of different sides, or a side denies what it is charged with",
    ),
    FieldRule(
        "target",
        statements.target,
        clashes.clash_target,
        _target_words,
        "origins name targets of different kinds",
    ),
    FieldRule(
        "place",
        statements.place,
        clashes.clash_place,
        _place_words,
        "origins name places further apart than their precision allows",
    ),
    FieldRule(
        "time",
        statements.time,
        clashes.clash_time,
        _time_words,
        "origins give it days that do not overlap",
        clashes.more_precise_days,
    ),
    FieldRule(
        "toll",
        statements.toll,
        clashes.clash_toll,
        count_words,
        "origins give counts whose bounds do not overlap",
        clashes.more_precise_count,
    ),
)
