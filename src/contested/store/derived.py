"""What claims add up to, as views read it: incidents, relations, control, forecasts, actors."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Integer, Table, and_, cast, func, or_, select

from contested.claims.model import Claim
from contested.codec import from_plain
from contested.errors import NotFound
from contested.record.actors import CaseActor
from contested.record.campaigns import Campaign
from contested.record.model import ControlSpell, ForecastEntry, Incident, Relation
from contested.store import schema
from contested.store.rows import fold, listed

T = TypeVar("T")
Months = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents to show; every condition that is set must hold.

    ``actor`` is an id or words of a name, ``place`` words of a name. ``since`` and ``until`` are
    ISO dates, half-open: an incident passes when its interval meets theirs. ``grade`` is one that
    any field has; ``disputed`` asks for a field on which origins differ, ``True`` for any.
    ``ids`` are the only ones that may pass; ``at`` is the whole name of a place.
    """

    actor: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    grade: str | None = None
    disputed: bool = False
    field: str | None = None
    kind: str | None = None
    act: str | None = None
    ids: frozenset[str] | None = None
    at: str | None = None


def count_incidents(connection: Connection, wanted: IncidentFilter | None = None) -> int:
    """How many incidents pass."""
    query = select(func.count()).select_from(schema.incident).where(*_where(wanted))
    return int(connection.execute(query).scalar_one())


def iter_incidents(
    connection: Connection,
    wanted: IncidentFilter | None = None,
    limit: int | None = None,
    start: int = 0,
    widest: bool = False,
) -> Iterator[Incident]:
    """Incidents that pass, in the record's order (by date, the undated last), from the
    ``start``-th on; or those of most origins and claims first (``widest``)."""
    c = schema.incident.c
    query = select(c.data).where(*_where(wanted))
    order = (c.origins.desc(), c.claims.desc()) if widest else (c.start.is_(None), c.start)
    query = query.order_by(*order, c.id)
    query = query.limit(limit).offset(start or None)
    return _values(connection, query, Incident)


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """What the record has of one place: its name, how many incidents, how many of them
    disputed, their claims, and the first and last of their ISO dates."""

    name: str
    incidents: int
    disputed: int
    claims: int
    first: str | None
    last: str | None


def count_places(connection: Connection, wanted: IncidentFilter | None = None) -> list[PlaceCount]:
    """Places of the incidents that pass, most incidents first."""
    c = schema.incident.c
    name = func.json_extract(c.data, "$.site.name")  # of any one of them, as SQLite does
    counts = (func.count(), func.sum(cast(c.disputed != " ", Integer)), func.sum(c.claims))
    query = select(name, *counts, func.min(c.start), func.max(c.end))
    query = query.where(c.place != "", *_where(wanted)).group_by(c.place)
    return [
        PlaceCount(*row) for row in connection.execute(query.order_by(func.count().desc(), c.place))
    ]


def find_incident(connection: Connection, prefix: str) -> Incident:
    """The incident whose id begins so (``i_`` may be left out), or that holds a claim so named.

    Raises ``NotFound``.
    """
    table, member = schema.incident, schema.incident_claim
    begin = prefix if prefix[:2] in ("i_", "c_") else f"i_{prefix}"
    query = select(table.c.id, table.c.data)
    if begin.startswith("c_"):
        query = query.join(member, member.c.incident == table.c.id)
        query = query.where(member.c.claim.startswith(begin, autoescape=True)).distinct()
    else:
        query = query.where(table.c.id.startswith(begin, autoescape=True))
    rows = connection.execute(query.order_by(table.c.id).limit(6)).all()
    if not rows or not prefix:
        raise NotFound(f"{prefix}: no such incident in this record")
    if len(rows) > 1 and rows[0].id != begin:
        some = ", ".join(r.id for r in rows[:5])
        raise NotFound(f"{prefix}: several incidents begin so ({some}{', …' * (len(rows) > 5)})")
    return from_plain(Incident, json.loads(rows[0].data))


def incidents_named(connection: Connection, ids: Sequence[str]) -> dict[str, Incident]:
    """Incidents by id; what is gone is left out."""
    return _named(connection, schema.incident, ids, Incident)


def incidents_of(connection: Connection, claim: str) -> list[str]:
    """Ids of the incidents that hold a claim."""
    member = schema.incident_claim
    query = select(member.c.incident).where(member.c.claim == claim)
    return list(connection.execute(query).scalars())


def incident_of_claims(connection: Connection, claims: Sequence[str]) -> dict[str, str]:
    """The incident of each of the claims that is in one."""
    member = schema.incident_claim
    query = select(member.c.claim, member.c.incident)
    query = query.where(member.c.claim.in_(listed(frozenset(claims))))
    return {r.claim: r.incident for r in connection.execute(query)}


def claims_named(connection: Connection, ids: Sequence[str]) -> dict[str, Claim]:
    """Claims by id; what was removed since the last build is left out."""
    return _named(connection, schema.claim, ids, Claim)


def marks(connection: Connection) -> dict[str, str]:
    """accepted, rejected or edited, by claim id."""
    table = schema.mark
    return {r.claim: r.mark for r in connection.execute(select(table.c.claim, table.c.mark))}


def accounts_of_claims(connection: Connection) -> dict[str, str]:
    """The account of every claim of the record."""
    table = schema.claim
    return {r.id: r.account for r in connection.execute(select(table.c.id, table.c.account))}


def iter_relations(
    connection: Connection,
    months: Months = (None, None),
    every: bool = False,
    narrators: frozenset[str] | None = None,
) -> Iterator[Relation]:
    """Relations of the months (inclusive): of all narrators together, of ``every`` one alone, or
    of these ``narrators`` alone."""
    table, (first, last) = schema.relation, months
    if narrators is not None:
        tests: list[ColumnElement[bool]] = [table.c.narrator.in_(listed(narrators))]
    else:
        tests = [table.c.narrator.is_not(None) if every else table.c.narrator.is_(None)]
    tests += [table.c.month >= first] if first else []
    tests += [table.c.month <= last] if last else []
    order = (table.c.a, table.c.b, table.c.month, table.c.narrator)
    query = select(table.c.data).where(*tests).order_by(*order)
    return _values(connection, query, Relation)


def all_relations(connection: Connection) -> Iterator[Relation]:
    """Those of all narrators together, then those of each."""
    yield from iter_relations(connection)
    yield from iter_relations(connection, every=True)


def iter_spells(connection: Connection, place: str | None = None) -> Iterator[ControlSpell]:
    """Control of every place, or of ``place`` (words of its name), by place and date."""
    table = schema.spell
    tests = [table.c.place.like(f"%{fold(place)}%")] if place else []
    query = select(table.c.data).where(*tests)
    query = query.order_by(table.c.place, table.c.start.is_not(None), table.c.start, table.c.id)
    return _values(connection, query, ControlSpell)


@dataclass(frozen=True, slots=True)
class ForecastFilter:
    """Which forecasts to show: those of ``who`` (words of a name, or an id), of these
    ``narrators`` (as the record keys them) and no others, of which it is known what came."""

    who: str | None = None
    narrators: frozenset[str] | None = None
    resolved: bool = False


def count_forecasts(connection: Connection, wanted: ForecastFilter) -> int:
    """How many forecasts pass."""
    query = select(func.count()).select_from(schema.forecast).where(*_foretold(wanted))
    return int(connection.execute(query).scalar_one())


def iter_forecasts(
    connection: Connection,
    wanted: ForecastFilter | None = None,
    limit: int | None = None,
    start: int = 0,
) -> Iterator[ForecastEntry]:
    """The ledger's forecasts that pass, by the day they were made, from the ``start``-th on."""
    c = schema.forecast.c
    query = select(c.data).where(*_foretold(wanted or ForecastFilter())).order_by(c.made_on, c.id)
    return _values(connection, query.limit(limit).offset(start or None), ForecastEntry)


def _foretold(wanted: ForecastFilter) -> list[ColumnElement[bool]]:
    c = schema.forecast.c
    tests: list[ColumnElement[bool]] = []
    tests += [c.words.like(f"%{fold(wanted.who)}%")] if wanted.who else []
    tests += [c.outcome != "open"] if wanted.resolved else []
    if wanted.narrators is not None:
        tests.append(func.json_extract(c.data, "$.who").in_(listed(wanted.narrators)))
    return tests


def iter_campaigns(connection: Connection, parted: bool = False) -> Iterator[Campaign]:
    """Whom sides are said to strike, by side and month; ``parted``: only where narrators differ."""
    table = schema.campaign
    tests = [table.c.parted > 0] if parted else []
    query = select(table.c.data).where(*tests).order_by(table.c.agent, table.c.month)
    return _values(connection, query, Campaign)


def iter_actors(connection: Connection, name: str | None = None) -> Iterator[CaseActor]:
    """Actors of the case, most claims first; those that words of ``name`` fit."""
    table = schema.actor
    tests = [table.c.words.like(f"%{fold(name).rstrip()}%")] if name else []
    query = select(table.c.data).where(*tests).order_by(table.c.claims.desc(), table.c.id)
    return _values(connection, query, CaseActor)


def _values(connection: Connection, query: Any, cls: type[T]) -> Iterator[T]:
    for row in connection.execute(query).yield_per(500):
        yield from_plain(cls, json.loads(row.data))


def _named(connection: Connection, table: Table, ids: Sequence[str], kind: type[T]) -> dict[str, T]:
    query = select(table.c.id, table.c.data).where(table.c.id.in_(listed(frozenset(ids))))
    return {r.id: from_plain(kind, json.loads(r.data)) for r in connection.execute(query)}


def _where(wanted: IncidentFilter | None) -> list[ColumnElement[bool]]:
    if wanted is None:
        return []
    c = schema.incident.c
    same = ((c.kind, wanted.kind), (c.act, wanted.act))
    tests: list[ColumnElement[bool]] = [func.lower(k) == v.lower() for k, v in same if v]
    words = (
        (c.words, fold(wanted.actor or "")),
        (c.place, fold(wanted.place or "")),
        (c.grades, f":{wanted.grade} " if wanted.grade else ""),
        (c.disputed, f" {wanted.field} " if wanted.field else ""),
    )
    tests += [column.like(f"%{w}%") for column, w in words if w.strip()]
    tests += [c.disputed != " "] if wanted.disputed else []
    tests += [c.place == fold(wanted.at)] if wanted.at else []
    tests += [c.id.in_(listed(wanted.ids))] if wanted.ids is not None else []
    dated = or_(c.start.is_not(None), c.end.is_not(None))
    if wanted.since:
        tests.append(and_(dated, or_(c.end.is_(None), c.end > wanted.since)))
    if wanted.until:
        tests.append(and_(dated, or_(c.start.is_(None), c.start < wanted.until)))
    return tests
