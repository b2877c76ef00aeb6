"""From claims to a record: the order in which everything that claims add up to is found.

Each step is a pure function of what came before; claims are read and never changed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contested.claims.model import Claim
from contested.claims.registry import Registry
from contested.record.accounts_of import AccountText
from contested.record.actors import CaseActor, find_actors, merged
from contested.record.campaigns import Campaign, find_campaigns
from contested.record.control import find_control
from contested.record.disputes import dispute_all
from contested.record.evidence import against_outcomes, against_rejects
from contested.record.forecasts import keep_ledger
from contested.record.grades import Ruling, Rulings, grade_all
from contested.record.incidents import find_incidents, uncollected
from contested.record.judgements import Decisions, Judged, apply_judgements
from contested.record.model import (
    ControlSpell,
    DisputedField,
    ForecastOutcome,
    GradeName,
    Incident,
    Judgement,
    Record,
)
from contested.record.origins import deepest_of
from contested.record.relations import Telling, find_relations
from contested.record.sides import Sides
from contested.record.speakers import read_speakers
from contested.record.tolls import count_all


@dataclass(frozen=True, slots=True)
class Sum:
    """The view of claims under judgements, what those that stand add up to, and who takes part.

    ``campaigns`` are whom sides are said to strike month by month, beyond any one incident.
    """

    judged: Judged
    record: Record
    actors: tuple[CaseActor, ...] = ()
    campaigns: tuple[Campaign, ...] = ()


def add_up(
    claims: Sequence[Claim],
    accounts: Mapping[str, AccountText],
    judgements: Iterable[Judgement],
    registry: Registry,
) -> Sum:
    """Apply people's judgements to ``claims`` and reconcile what stands."""
    with uncollected():
        return _add_up(claims, accounts, judgements, registry)


def _add_up(
    claims: Sequence[Claim],
    accounts: Mapping[str, AccountText],
    judgements: Iterable[Judgement],
    registry: Registry,
) -> Sum:
    texts = {i: a.text for i, a in accounts.items()}
    judged = apply_judgements(claims, judgements, texts)
    view = merged(judged.claims, judged.decisions.merges, registry)
    judged = replace(judged, claims=view)
    stands = judged.standing
    telling = telling_of(stands, accounts, registry)
    record = reconcile(stands, accounts, registry, judged.decisions, telling)
    against = (
        *against_rejects(judged, accounts, Sides(registry)),
        *against_outcomes(judged, record.forecasts),
    )
    return Sum(
        replace(judged, conflicts=(*judged.conflicts, *against)),
        record,
        find_actors(stands, texts, registry),
        find_campaigns(stands, telling, Sides(registry)),
    )


def reconcile(
    claims: Sequence[Claim],
    accounts: Mapping[str, AccountText],
    registry: Registry,
    decisions: Decisions | None = None,
    telling: Telling | None = None,
) -> Record:
    """What ``claims`` (those that stand) of ``accounts`` add up to, under a person's decisions."""
    decided = decisions or Decisions()
    telling = telling or telling_of(claims, accounts, registry)
    sides = Sides(registry)
    by_id = {c.id: c for c in claims}
    incidents, loose = find_incidents(claims, accounts, decided.same, decided.distinct, sides)
    incidents = count_all(dispute_all(incidents, by_id, sides), by_id)
    incidents = grade_all(incidents, by_id, sides, rulings(incidents, decided))
    return Record(
        incidents=incidents,
        loose=loose,
        relations=find_relations(incidents, by_id, telling),
        spells=tuple(_told_apart(find_control(incidents, by_id, telling, sides))),
        forecasts=keep_ledger(by_id, telling, sides, outcomes(decided)),
    )


def _told_apart(spells: Iterable[ControlSpell]) -> Iterator[ControlSpell]:
    """Spells of one place, holder and day that differ in all else have numbered ids."""
    met: Counter[str] = Counter()
    for spell in spells:
        met[spell.id] += 1
        again = met[spell.id] > 1
        yield replace(spell, id=f"{spell.id}_{met[spell.id]}") if again else spell


def telling_of(
    claims: Sequence[Claim], accounts: Mapping[str, AccountText], registry: Registry
) -> Telling:
    """On whose word each claim rests (an id of the registry, else a name), and when it was told.

    Who a pronoun stands for speaks under that name, and a programme's guest for the programme.
    """
    speakers = read_speakers(claims, accounts, registry)
    found = {}
    for claim in claims:
        links = [k for k in claim.chain if not speakers.is_programme(claim, k)]
        said = [speakers.of(claim, k) for k in deepest_of(links)]
        names = [s.actor or s.name for s in said] or [speakers.own[claim.account].name]
        found[claim.id] = " + ".join(dict.fromkeys(names))
    return Telling(found, {a.id: a.date for a in accounts.values()})


def outcomes(decided: Decisions) -> dict[str, ForecastOutcome]:
    """What became of forecasts by a person's word, by claim id."""
    return {claim: outcome for claim, (outcome, _) in decided.outcomes.items()}


def rulings(incidents: Sequence[Incident], decided: Decisions) -> Rulings:
    """Grades that a person gave, by the incident that holds the claim they were given on."""
    home = {c: i.id for i in incidents for c in i.claims}
    found: dict[tuple[str, DisputedField], Ruling] = {}
    for one in decided.regrades:
        grade: GradeName = "discounted" if one.grade == "discounted" else "judgement"
        if one.claim in home:
            found[home[one.claim], one.field] = Ruling(grade, f"{one.grade}, {one.why}")
    return found
