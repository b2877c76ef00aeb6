"""Who stands with whom, month by month, for each narrator and for all: signed, with its claims.

Only what is asserted counts. One happening counts once in a cell, however many claims tell of it,
and a relation stated again by the same narrator in the same month adds nothing. Acts run from agent
to target; stated relations stand under both directions, and so do acts in common.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from contested.claims.model import Actor, Claim
from contested.claims.registry import load_registry
from contested.record.model import Incident, Relation
from contested.record.sides import side_id
from contested.record.statements import asserted
from contested.record.weights import Weights, relation_weights

UNDATED = "XXXX-XX"  # EDTF for a month that nothing tells
_SPAN_DAYS = 62  # a longer interval does not say in which of its months


@dataclass(frozen=True, slots=True)
class Tie:
    """What one claim says of two actors. ``happening`` is counted once in a cell."""

    a: str
    b: str
    month: str
    narrator: str
    strength: float  # signed, -1..1
    claim: str
    happening: str


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells a claim, and when: narrators by claim id, ISO dates by account id."""

    narrators: Mapping[str, str]
    dates: Mapping[str, str | None]


def find_relations(
    incidents: Iterable[Incident],
    claims: Mapping[str, Claim],
    telling: Telling,
    weights: Weights | None = None,
) -> tuple[Relation, ...]:
    """Every cell with evidence: per narrator and, with ``narrator`` None, over all of them."""
    known = weights or relation_weights()
    listed = tuple(incidents)
    happening = {c: one.id for one in listed for c in one.claims}
    found = [t for c in claims.values() for t in ties(c, telling, happening.get(c.id), known)]
    found += [t for one in listed for t in joined_ties(one, claims, telling, known)]
    cells: dict[tuple[str, str, str, str | None], list[Tie]] = {}
    for tie in found:
        for narrator in (tie.narrator, None):
            cells.setdefault((tie.a, tie.b, tie.month, narrator), []).append(tie)
    order = sorted(cells, key=lambda k: (k[0], k[1], k[2], k[3] is not None, k[3] or ""))
    return tuple(_cell(key, cells[key], known.doubt) for key in order)


def joined_ties(
    incident: Incident, claims: Mapping[str, Claim], telling: Telling, weights: Weights
) -> Iterator[Tie]:
    """Who did it by one claim and whom it hit by another of the same narrator and incident:
    "shelled the prison", "killed 50 prisoners". Force only; both claims stand behind the tie."""
    doers: dict[str, dict[frozenset[str], Claim]] = {}
    sufferers: dict[str, dict[frozenset[str], Claim]] = {}
    for claim in (claims[c] for c in incident.claims):
        force = claim.kind == "event" and claim.quad == "material conflict" and asserted(claim)
        if not force or weights.of(claim) >= 0:
            continue
        who = frozenset(s for x in claim.agents if (s := side_id(x)))
        whom = frozenset(s for x in claim.targets if (s := side_id(x)))
        narrator = telling.narrators.get(claim.id, claim.file)
        if who and not whom:
            doers.setdefault(narrator, {}).setdefault(who, claim)
        elif whom and not claim.agents:
            sufferers.setdefault(narrator, {}).setdefault(whom, claim)
    for narrator in (n for n in doers if n in sufferers):
        for one in doers[narrator].values():
            for other in sufferers[narrator].values():
                yield from _joined(one, other, incident.id, telling, weights)


def _joined(
    one: Claim, other: Claim, incident: str, telling: Telling, weights: Weights
) -> Iterator[Tie]:
    whole = replace(one, targets=other.targets)
    strength = max(weights.of(one), weights.of(other))
    month = month_of(one, telling.dates.get(one.account))
    narrator = telling.narrators.get(one.id, one.file)
    for (a, b), weight in _pairs(whole, strength, weights).items():
        if weight < 0:
            for claim in (one, other):
                yield Tie(a, b, month, narrator, weight, claim.id, incident)


def ties(claim: Claim, telling: Telling, incident: str | None, weights: Weights) -> Iterator[Tie]:
    """What one claim says about each pair of its agents and targets that the registry knows."""
    strength = weights.of(claim) if asserted(claim) else 0.0
    if strength == 0:
        return
    narrator = telling.narrators.get(claim.id, claim.file)
    month = month_of(claim, telling.dates.get(claim.account))
    stated = claim.kind == "relation"
    happening = incident or (f"stated by {narrator}" if stated else claim.id)
    for (a, b), weight in _pairs(claim, strength, weights).items():
        yield Tie(a, b, month, narrator, weight, claim.id, happening)


def _pairs(claim: Claim, strength: float, weights: Weights) -> dict[tuple[str, str], float]:
    """(whose, towards whom) → strength: agents towards targets, both ways when it is stated.

    Without targets, the agents towards each other when they act together or are said to be at one;
    with them, as far as they use force together. What befalls civilians is no stance towards the
    state whose people they are.
    """
    agents = [s for x in claim.agents if (s := side_id(x))]
    found = [(s, x) for x in claim.targets if x.cls != "civilian" and (s := side_id(x))]
    targets = {s: weights.country if _where(claim, x) else 1.0 for s, x in found}
    stated = claim.kind == "relation"
    there = {(a, b): strength * part for a in agents for b, part in targets.items() if a != b}
    if stated:
        there |= {(b, a): weight for (a, b), weight in there.items()}
    together = strength if not claim.targets and (stated or strength > 0) else 0.0
    if targets and not stated and strength < 0:
        together = weights.beside
    if together:
        there = {(a, b): together for a in agents for b in agents if a != b} | there
    return there


def _where(claim: Claim, target: Actor) -> bool:
    """Whether the target of force is a state by its mere name, which may only say where."""
    return claim.act == "ASSAULT" and target.cls in (None, "unknown") and _is_state(target.actor)


@cache
def _is_state(actor: str | None) -> bool:
    return load_registry().kind_of(actor or "") == "state"


def month_of(claim: Claim, told: str | None) -> str:
    """``YYYY-MM`` of what the claim tells; a lasting state is known for when it is told."""
    start, end = _day(claim.time.start), _day(claim.time.end)
    spoken = _day(told)
    if end is not None:
        end -= timedelta(days=1)
    if start is not None and end is not None and (end - start).days <= _SPAN_DAYS:
        return _month(start)
    within = spoken is not None and (start is None or start <= spoken)
    if end is None or start is not None:
        return _month(spoken if within else start)
    return _month(end)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _month(day: date | None) -> str:
    return day.isoformat()[:7] if day else UNDATED


def _cell(key: tuple[str, str, str, str | None], found: list[Tie], doubt: float) -> Relation:
    """The strongest tie of each happening on either side, balanced against the doubt."""
    best: dict[tuple[str, bool], float] = {}
    for tie in found:
        side = (tie.happening, tie.strength > 0)
        best[side] = max(best.get(side, 0.0), abs(tie.strength))
    good = sum(s for (_, positive), s in best.items() if positive)
    bad = sum(s for (_, positive), s in best.items() if not positive)
    weight = (good - bad) / (good + bad + doubt)
    positive = tuple(dict.fromkeys(t.claim for t in found if t.strength > 0))
    negative = tuple(dict.fromkeys(t.claim for t in found if t.strength < 0))
    return Relation(*key, weight, positive, negative)
