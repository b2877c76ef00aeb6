"""What a brief opens with: the questions people ask of a record, answered in a few lines each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from contested.record.campaigns import Campaign
from contested.record.model import ControlSpell, ForecastEntry, Incident
from contested.record.stances import Standing, matrix, turns
from contested.record.weights import relation_weights
from contested.store import derived
from contested.views.labels import Labels, days, site, what
from contested.views.origins import outlets, sources
from contested.views.output import clean, shorten

SHOWN = 4  # lines an answer takes


@dataclass(frozen=True, slots=True)
class Answers:
    """The record as a brief needs it.

    ``repeated`` are pairs of an incident and the one origin that several accounts repeat.
    """

    incidents: int
    disputed: tuple[Incident, ...]
    repeated: tuple[tuple[Incident, str], ...]
    standings: tuple[Standing, ...]
    turned: tuple[str, ...]
    spells: tuple[ControlSpell, ...]
    forecasts: tuple[ForecastEntry, ...]
    campaigns: tuple[Campaign, ...] = ()


def answers(connection: Connection, named: Labels) -> Answers:
    """Read what a brief needs."""
    every = list(derived.iter_incidents(connection))
    relations = list(derived.all_relations(connection))  # a turn needs those of each narrator
    return Answers(
        incidents=len(every),
        disputed=tuple(i for i in every if i.disputes),
        repeated=repeated(every, outlets(connection, named)),
        standings=matrix(relations),
        turned=tuple(
            f"{named.actor(t.a)} turned {'with' if t.after.weight > 0 else 'against'} "
            f"{named.actor(t.b)} by {t.after.month}"
            for t in turns(relations)
        ),
        spells=tuple(derived.iter_spells(connection)),
        forecasts=tuple(derived.iter_forecasts(connection)),
        campaigns=tuple(derived.iter_campaigns(connection, parted=True)),
    )


def repeated(
    incidents: Sequence[Incident], home: Mapping[str, str]
) -> tuple[tuple[Incident, str], ...]:
    """Incidents that rest on one origin which several outlets repeat, with its name; most claims
    first. ``home`` is the outlet of each claim."""
    told = {i.id: i for i in incidents}
    found = [(told[n], s.first.name) for s in sources(incidents, home) for n in s.repeated]
    return tuple(sorted(found, key=lambda r: -len(r[0].claims)))


def lines(found: Answers, named: Labels) -> list[tuple[str, str]]:
    """Title and text of each answer; an answer that has nothing to say is left out."""
    parts = [
        (f"disputed ({len(found.disputed):,})", _disputed(found.disputed, named)),
        (f"one origin, repeated ({len(found.repeated):,})", _repeated(found.repeated)),
        (f"whom it struck ({len(found.campaigns):,})", _struck(found.campaigns, named)),
        ("with whom", _sides(found.standings, 1, named)),
        ("against whom", _sides(found.standings, -1, named)),
        ("changed sides", "\n".join(found.turned[:SHOWN])),
        ("changed hands", _hands(found.spells, named)),
        (f"predicted ({len(found.forecasts):,})", _predicted(found.forecasts, named)),
    ]
    return [(title, text) for title, text in parts if text]


def _disputed(found: Sequence[Incident], named: Labels) -> str:
    ranked = sorted(found, key=lambda i: (-len(i.origins), -len(i.claims), i.id))
    out = []
    for one in ranked[:SHOWN]:
        fields = []
        for d in one.disputes:
            values = list(dict.fromkeys(r.value for r in d.readings))
            fields.append(f"{d.field}: {' against '.join(shorten(v, 40) for v in values[:3])}")
        out.append(f"{_head(one)}: {'; '.join(fields)}")
    return "\n".join(out)


def _repeated(found: Sequence[tuple[Incident, str]]) -> str:
    return "\n".join(
        f"{_head(one)}: {len(one.claims)} claims go back to {clean(origin)}"
        for one, origin in found[:SHOWN]
    )


def _head(one: Incident) -> str:
    return " ".join(filter(None, (one.id, what(one), site(one.site), days(one.start, one.end))))


def _struck(found: Sequence[Campaign], named: Labels) -> str:
    """What a side hit by each narrator, where they cannot all be right."""
    out = []
    for one in sorted(found, key=lambda c: (-len(c.parted), c.month, c.agent))[:SHOWN]:
        said = [
            f"{put}{named.actor(r.value)} ({named.narrators(r.origins[:3])})"
            for readings, put in ((one.hit, ""), (one.spared, "not "))
            for r in readings[:SHOWN]
        ]
        out.append(f"{named.actor(one.agent)} in {one.month}: {'; '.join(said)}")
    return "\n".join(out)


def _sides(standings: Sequence[Standing], sign: int, named: Labels) -> str:
    least = relation_weights().least
    pairs = [s for s in standings if s.weight * sign >= least]
    pairs.sort(key=lambda s: (-len({*s.positive, *s.negative}), -abs(s.weight), s.a, s.b))
    shown = [
        f"{named.actor(s.a)} → {named.actor(s.b)} {s.weight:+.2f} "
        f"({len(s.positive)} + / {len(s.negative)} −)"
        for s in pairs[: SHOWN + 1]
    ]
    return " · ".join(shown)


def _hands(spells: Sequence[ControlSpell], named: Labels) -> str:
    """Spells that begin on a day that somebody told, the latest first."""
    begun = sorted((s for s in spells if s.start), key=lambda s: (s.start or "", s.id))[::-1]
    out = [
        f"{clean(s.place)}: {named.actors(s.besiegers or s.holders)} "
        f"{'besieges it' if s.besiegers else 'holds it'} since {s.start}"
        + (f" ± {s.slack_days} days" if s.slack_days else "")
        + (", contested" if s.status == "contested" else "")
        for s in begun[: SHOWN + 2]
    ]
    return "\n".join(out)


def _predicted(found: Sequence[ForecastEntry], named: Labels) -> str:
    told = sorted(found, key=lambda f: (-len(f.evidence), f.made_on or "", f.claim))
    return "\n".join(
        f"{named.actors(f.who.split(' + '))}: “{shorten(f.quote, 80)}” "
        + (f"due by {f.due_end}, " if f.due_end else "")
        + (f"{len(f.evidence)} later claims bear on it" if f.outcome == "open" else f.outcome)
        for f in told[:SHOWN]
    )
