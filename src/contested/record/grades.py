"""How each field of an incident stands, by the design's rules in their printed order.

A grade says on what a field rests. It is never a verdict on what is true, and every grade carries
the rules that led to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from contested.claims.model import Claim
from contested.record.disputes import RULES, FieldRule, Told, stated, tell
from contested.record.model import DisputedField, Grade, GradeName, Incident, Origin
from contested.record.sides import Sides
from contested.record.statements import asserted, origin_of

GRADED: tuple[DisputedField, ...] = ("occurrence", "agent", "target", "toll")
_UNNAMED = frozenset({"state", "group", "person"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided about a field: ``grade`` is ``judgement`` or ``discounted``."""

    grade: GradeName
    why: str


Rulings = Mapping[tuple[str, DisputedField], Ruling]  # (incident id, field)


def fighters(claims: Iterable[Claim], sides: Sides) -> frozenset[str]:
    """Parties to the fighting: states, armies, groups and alliances that use force, hold or take
    places, or are hit as combatants, in what is asserted."""
    found: set[str] = set()
    for claim in claims:
        force = claim.kind == "control" or (claim.kind == "event" and claim.act == "ASSAULT")
        if force and asserted(claim):
            hit = [t for t in claim.targets if claim.kind == "control" or t.cls == "combatant"]
            found |= {s for a in (*claim.agents, *hit) if (s := sides.of(a)) is not None}
    return frozenset(s for s in found if sides.may_fight(s))


def grade_all(
    incidents: Iterable[Incident],
    claims: Mapping[str, Claim],
    sides: Sides,
    rulings: Rulings | None = None,
) -> tuple[Incident, ...]:
    """Every incident with its grades and whether only an interested side reports it.

    Disputes must have been found before.
    """
    parties = fighters(claims.values(), sides)
    ruled = rulings or {}
    return tuple(
        replace(
            one,
            grades=find_grades(one, claims, sides, parties, ruled),
            interested=is_interested(one, claims, sides),
        )
        for one in incidents
    )


def find_grades(
    incident: Incident,
    claims: Mapping[str, Claim],
    sides: Sides,
    parties: frozenset[str],
    rulings: Rulings,
) -> tuple[Grade, ...]:
    """A grade for each field that some origin states."""
    known = {o.key: o for o in incident.origins}
    owned = _owned(incident, claims, sides)
    disputed = {d.field: d for d in incident.disputes}
    told = tell(incident, claims, sides)
    found: list[Grade] = []
    for rule in (r for r in RULES if r.field in GRADED):
        ruling = rulings.get((incident.id, rule.field))
        dispute = disputed.get(rule.field)
        behind = [known[o] for o in _origins(rule, told, sides) if o in known]
        if ruling is not None:
            found.append(Grade(rule.field, ruling.grade, (f"a person's decision: {ruling.why}",)))
        elif dispute is not None:
            said = " against ".join(r.value for r in dispute.readings)
            found.append(Grade(rule.field, "contested", (*dispute.why, said)))
        elif behind:
            grade, why = _standing(behind, owned, sides, parties)
            found.append(Grade(rule.field, grade, why))
    return tuple(found)


def is_interested(incident: Incident, claims: Mapping[str, Claim], sides: Sides) -> bool:
    """Whether the only side that reports it is the one that did it."""
    origins = origin_of(incident)
    told = [c for c in incident.claims if asserted(claims[c])]
    return bool(told) and all(_by_agent(claims[c], origins.get(c), sides) for c in told)


def _origins(rule: FieldRule[Any], told: tuple[Told, ...], sides: Sides) -> tuple[str, ...]:
    found = stated(rule, told, sides)
    return tuple(dict.fromkeys(o for one in found for o in one.origins))


def _by_agent(claim: Claim, origin: Origin | None, sides: Sides) -> bool:
    """The origin speaks for a side that, by its own words, did it."""
    who = (origin.party or origin.actor) if origin else None
    named = [s for a in claim.agents if (s := sides.of(a)) is not None]
    return who is not None and sides.agree([who], named)


def _owned(incident: Incident, claims: Mapping[str, Claim], sides: Sides) -> frozenset[str]:
    """Keys of origins that own up to harm which another origin alleges against them."""
    if incident.quad != "material conflict" or incident.kind != "event":
        return frozenset()
    origins = origin_of(incident)
    told = [(claims[c], origins[c]) for c in incident.claims if c in origins]
    told = [(c, o) for c, o in told if asserted(c)]
    own = {o.key: o for c, o in told if _by_agent(c, o, sides)}
    charged = [
        (s, o.key) for c, o in told for a in c.agents if (s := sides.of(a)) and o.key not in own
    ]
    return frozenset(
        key
        for key, o in own.items()
        if any(sides.agree([o.party or o.actor or ""], [s]) for s, _ in charged)
    )


def _standing(
    behind: list[Origin], owned: frozenset[str], sides: Sides, parties: frozenset[str]
) -> tuple[GradeName, tuple[str, ...]]:
    """Confirmed, fair or weak, for a field that nobody disputes."""
    names = ", ".join(o.name for o in behind)
    admits = [o for o in behind if o.key in owned]
    if admits and len(behind) > 1:
        why = f"{admits[0].name} accepts responsibility for harm that another origin alleges"
        return "confirmed", (why,)
    if len(behind) == 1:
        return "weak", (f"one origin: {names}",)
    apart = [o for o in behind if not _fights(o, sides, parties)]
    rule = f"{len(behind)} independent origins: {names}"
    if not apart:
        return "weak", (rule, "each is a party to the fighting, or is not known not to be")
    return "fair", (rule, f"not a party to the fighting: {apart[0].name}", "nobody disputes it")


def _fights(origin: Origin, sides: Sides, parties: frozenset[str]) -> bool:
    """Whether the origin speaks for a side that fights; a nameless group may, so counts as one."""
    who = origin.party or origin.actor
    if who is None:
        return origin.kind in _UNNAMED
    return any(sides.akin(who, p) for p in parties)
