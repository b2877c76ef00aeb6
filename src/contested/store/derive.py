"""What claims add up to is put in place of what they added up to before, row by row.

Runs in the transaction that swaps the claims. A row that says what it said before is not touched,
and what came, went or changed is told.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from contested.codec import to_json
from contested.record.actors import CaseActor
from contested.record.campaigns import Campaign
from contested.record.model import ControlSpell, ForecastEntry, Incident, Relation
from contested.record.reconcile import Sum
from contested.store import schema
from contested.store.rows import fold
from contested.store.swap import many

Names = Callable[[str], str]
Row = dict[str, Any]
_AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of incidents that a build brought, took away or changed, and how many it left alone.

    An incident that only goes by another id now, because an earlier account tells of it, changed.
    """

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: int = 0


def replace_derived(connection: Connection, summed: Sum, name_of: Names) -> Changes:
    """Swap what is derived; ``name_of`` gives the neutral label of an actor's id."""
    record = summed.record
    before = _members(connection)
    written, gone = _swap(
        connection, schema.incident, [_incident(i, name_of) for i in record.incidents]
    )
    _swap_members(connection, record.incidents, written, gone)
    _swap(connection, schema.relation, [_relation(r) for r in record.relations])
    _swap(connection, schema.spell, [_spell(s, name_of) for s in record.spells])
    _swap(connection, schema.forecast, [_forecast(f, name_of) for f in record.forecasts])
    _swap(connection, schema.actor, [_actor(a) for a in summed.actors])
    _swap(connection, schema.campaign, [_campaign(c) for c in summed.campaigns])
    return _changes(record.incidents, before, written, gone)


def _swap(connection: Connection, table: Table, rows: Sequence[Row]) -> tuple[set[str], set[str]]:
    """Ids of rows written and of rows taken away; the rest stays as it is."""
    told = connection.execute(select(table.c.id, table.c.data))
    before = {row.id: row.data for row in told}
    fresh = [r for r in rows if before.get(r["id"]) != r["data"]]
    written = {r["id"] for r in fresh}
    gone = before.keys() - {r["id"] for r in rows}
    _drop(connection, table, "id", sorted((written & before.keys()) | gone))
    many(connection, table, fresh)
    return written, set(gone)


def _drop(connection: Connection, table: Table, column: str, ids: Sequence[str]) -> None:
    for first in range(0, len(ids), _AT_ONCE):
        some = table.c[column].in_(ids[first : first + _AT_ONCE])
        connection.execute(delete(table).where(some))


def _members(connection: Connection) -> dict[str, str]:
    """The incident of every claim that has one."""
    table = schema.incident_claim
    return {
        r.claim: r.incident for r in connection.execute(select(table.c.claim, table.c.incident))
    }


def _swap_members(
    connection: Connection, incidents: Iterable[Incident], written: set[str], gone: set[str]
) -> None:
    table = schema.incident_claim
    _drop(connection, table, "incident", sorted(written | gone))
    rows = [{"incident": i.id, "claim": c} for i in incidents if i.id in written for c in i.claims]
    many(connection, table, rows)


def _changes(
    incidents: Sequence[Incident], before: Mapping[str, str], written: set[str], gone: set[str]
) -> Changes:
    old = set(before.values())
    was = {i.id: {before[c] for c in i.claims if c in before} for i in incidents}
    renamed = {o for i in written for o in was[i] if i not in old and o in gone}
    new = [i.id for i in incidents if i.id in written and i.id not in old and not was[i.id] & gone]
    changed = [i.id for i in incidents if i.id in written and i.id not in new]
    same = len(incidents) - len(written)
    return Changes(tuple(new), tuple(sorted(gone - renamed)), tuple(changed), same)


def _incident(i: Incident, name_of: Names) -> dict[str, Any]:
    return {
        "id": i.id,
        "kind": i.kind,
        "act": i.act,
        "start": i.start,
        "end": i.end,
        "place": fold(i.site.name) if i.site else "",
        "lat": i.site.lat if i.site else None,
        "lon": i.site.lon if i.site else None,
        "words": _words((*i.agents, *i.targets), name_of),
        "grades": "".join(f" {g.field}:{g.grade}" for g in i.grades) + " ",
        "disputed": "".join(f" {d.field}" for d in i.disputes) + " ",
        "claims": len(i.claims),
        "origins": len(i.origins),
        "data": to_json(i),
    }


def _relation(r: Relation) -> dict[str, Any]:
    name = "\x1f".join((r.a, r.b, r.month, r.narrator or ""))
    return {
        "id": name,
        "a": r.a,
        "b": r.b,
        "month": r.month,
        "narrator": r.narrator,
        "data": to_json(r),
    }


def _spell(s: ControlSpell, name_of: Names) -> dict[str, Any]:
    return {
        "id": s.id,
        "place": fold(s.place),
        "status": s.status,
        "start": s.start,
        "end": s.end,
        "words": _words((*s.holders, *s.besiegers), name_of),
        "data": to_json(s),
    }


def _forecast(f: ForecastEntry, name_of: Names) -> dict[str, Any]:
    return {
        "id": f.claim,
        "outcome": f.outcome,
        "made_on": f.made_on,
        "due_end": f.due_end,
        "words": _words((f.who,), name_of),
        "data": to_json(f),
    }


def _actor(a: CaseActor) -> dict[str, Any]:
    words = "".join(fold(w) for w in (a.id, a.name, *a.spellings))
    return {"id": a.id, "own": int(a.own), "claims": a.count, "words": words, "data": to_json(a)}


def _campaign(c: Campaign) -> Row:
    name = "\x1f".join((c.agent, c.month))
    columns = {"agent": c.agent, "month": c.month, "parted": len(c.parted)}
    return {"id": name, **columns, "data": to_json(c)}


def _words(names: Iterable[str], name_of: Names) -> str:
    return "".join(fold(n) + fold(name_of(n)) for n in dict.fromkeys(names))
