"""The record's claims as views read them: in order, with what they can be searched by."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    exists,
    false,
    func,
    or_,
    select,
)
from sqlalchemy import text as sql

from contested.claims.model import Claim
from contested.codec import from_plain
from contested.errors import NotFound
from contested.store.schema import appearance as appearances
from contested.store.schema import claim as claims
from contested.store.schema import mention as mentions


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to show; every condition that is set must hold.

    ``actor``, ``place`` and ``narrator`` match a registry id or words of the mention or name
    (``narrator`` also the account's publisher or author). ``since`` and ``until`` are ISO dates,
    half-open: a claim passes when its interval meets theirs, an undated one never does.
    ``text`` is words and "quoted phrases", all of which must stand in evidence or mentions.
    """

    actor: str | None = None
    act: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    narrator: str | None = None
    stance: str | None = None
    kind: str | None = None
    text: str | None = None
    min_confidence: float = 0.0
    account: str | None = None  # its id
    ids: frozenset[str] | None = None  # no others


def count_claims(connection: Connection, wanted: ClaimFilter | None = None) -> int:
    """How many claims pass."""
    query = select(func.count()).select_from(claims).where(*_where(connection, wanted))
    return int(connection.execute(query).scalar_one())


def claims_by_account(connection: Connection, ids: frozenset[str] | None = None) -> dict[str, int]:
    """How many claims each account has, of all or of those with these ids."""
    query = select(claims.c.account, func.count()).group_by(claims.c.account)
    query = query.where(claims.c.id.in_(listed(ids))) if ids is not None else query
    return {r[0]: int(r[1]) for r in connection.execute(query)}


def acting(connection: Connection, ids: frozenset[str]) -> Iterator[tuple[str, str | None, str]]:
    """Who acts or suffers in these claims, those of cause apart: claim, registry id or None, and
    the folded words."""
    query = select(mentions.c.claim, mentions.c.key, mentions.c.words).distinct()
    query = query.join(claims, claims.c.id == mentions.c.claim).where(
        mentions.c.claim.in_(listed(ids)),
        mentions.c.role.in_(("agent", "target")),
        claims.c.kind != "cause",
    )
    for row in connection.execute(query):
        yield row.claim, row.key, row.words


def iter_claims(
    connection: Connection,
    wanted: ClaimFilter | None = None,
    limit: int | None = None,
    start: int = 0,
) -> Iterator[Claim]:
    """Claims that pass, in the record's order, from the ``start``-th on."""
    query = select(claims.c.data).where(*_where(connection, wanted)).order_by(claims.c.number)
    for row in connection.execute(query.limit(limit).offset(start or None)).yield_per(500):
        yield from_plain(Claim, json.loads(row.data))


def find_claim(connection: Connection, prefix: str) -> Claim:
    """The claim whose id begins so (``c_`` may be left out). Raises ``NotFound``."""
    begin = prefix if prefix.startswith("c_") else f"c_{prefix}"
    query = select(claims.c.id, claims.c.data).where(claims.c.id.startswith(begin, autoescape=True))
    rows = connection.execute(query.order_by(claims.c.id).limit(6)).all()
    if not rows or not prefix:
        raise NotFound(f"{prefix}: no such claim in this record")
    if len(rows) > 1 and rows[0].id != begin:
        some = ", ".join(r.id for r in rows[:5])
        raise NotFound(f"{prefix}: several claims begin so ({some}{', …' * (len(rows) > 5)})")
    return from_plain(Claim, json.loads(rows[0].data))


@lru_cache(maxsize=65536)
def fold(words: str) -> str:
    """Case, accents and punctuation away, one space around every word."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(["", *re.findall(r"[^\W_]+", bare), ""])


def _where(connection: Connection, wanted: ClaimFilter | None) -> list[ColumnElement[bool]]:
    if wanted is None:
        return []
    columns = (
        (claims.c.act, wanted.act),
        (claims.c.kind, wanted.kind),
        (claims.c.stance, wanted.stance),
    )
    tests: list[ColumnElement[bool]] = [
        func.lower(column) == value.lower() for column, value in columns if value
    ]
    if wanted.account:
        tests.append(claims.c.account == wanted.account)
    if wanted.actor:
        tests.append(_mentioned(("agent", "target"), wanted.actor))
    if wanted.place:
        tests.append(_mentioned(("place",), wanted.place))
    if wanted.narrator:
        tests.append(_narrated(connection, wanted.narrator))
    if wanted.min_confidence > 0:
        tests.append(claims.c.confidence >= wanted.min_confidence)
    if wanted.ids is not None:
        tests.append(claims.c.id.in_(listed(wanted.ids)))
    return tests + _in_time(wanted) + _in_text(wanted)


def listed(ids: frozenset[str]) -> Any:
    """The ids as something that a column may be ``in_``, however many there are."""
    return sql("SELECT value FROM json_each(:ids)").bindparams(ids=_as_json(ids))


@lru_cache(maxsize=32)  # one voice is asked for many times
def _as_json(ids: frozenset[str]) -> str:
    return json.dumps(list(ids))


def _mentioned(roles: tuple[str, ...], name: str) -> ColumnElement[bool]:
    key = name.strip().casefold()
    spoken = mentions.c.words.like(_pattern(name)) if fold(name).strip() else false()
    return exists().where(
        mentions.c.claim == claims.c.id,
        mentions.c.role.in_(roles),
        or_(mentions.c.key == key, mentions.c.party == key, spoken),
    )


def _pattern(name: str) -> str:
    """Whole words; the last may go on when it is long enough not to begin half the dictionary."""
    folded = fold(name)
    return f"%{folded.rstrip() if len(folded) > 5 else folded}%"


def _narrated(connection: Connection, name: str) -> ColumnElement[bool]:
    wanted = fold(name)
    met = connection.execute(
        select(appearances.c.account, appearances.c.publisher, appearances.c.author)
    )
    by = {a for a, *said in met if any(wanted in fold(s) for s in said if s and wanted.strip())}
    return or_(_mentioned(("link",), name), claims.c.account.in_(sorted(by)))


def _in_time(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    tests: list[ColumnElement[bool]] = []
    dated = or_(claims.c.start.is_not(None), claims.c.end.is_not(None))
    if wanted.since:
        tests.append(and_(dated, or_(claims.c.end.is_(None), claims.c.end > wanted.since)))
    if wanted.until:
        tests.append(and_(dated, or_(claims.c.start.is_(None), claims.c.start < wanted.until)))
    return tests


def _in_text(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    asked = re.findall(r'"([^"]+)"|([^\s"]+)', wanted.text or "")
    words = [phrase or word for phrase, word in asked]
    if not words:
        return []
    match = " ".join('"{}"{}'.format(w.rstrip("*"), "*" if w.endswith("*") else "") for w in words)
    found = sql("SELECT rowid FROM claim_text WHERE claim_text MATCH :m").bindparams(m=match)
    return [claims.c.number.in_(found)]
