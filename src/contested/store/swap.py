"""The record's claims are put in place of the old ones, account by account.

Everything runs inside the caller's one transaction, so readers see the old record or the new one
and nothing between. An account whose claims are those that the record holds already is left alone:
one account added to a thousand writes one account's claims.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, insert, select

from contested.claims.model import Claim
from contested.codec import to_json
from contested.store.rows import fold
from contested.store.schema import account as accounts
from contested.store.schema import claim as claims
from contested.store.schema import held, mark
from contested.store.schema import mention as mentions

_ROOM = 1 << 32  # numbers kept for one account's claims, so that order does not depend on others
_AT_ONCE = 2000  # claims written with one statement
_MANY = 0.5  # share of changed accounts from which it is quicker to start from nothing


@dataclass(frozen=True, slots=True)
class Part:
    """One account's claims as the record shall hold them; ``key`` names exactly these claims."""

    account: str
    key: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Swapped:
    """How many claims the record holds now, and how many accounts were written for it."""

    claims: int
    written: int


def replace_claims(
    connection: Connection, parts: Iterable[Part], marks: Mapping[str, str] | None = None
) -> Swapped:
    """Make ``parts`` the record's claims; ``marks`` are people's, by claim id."""
    number = _pairs(connection, accounts.c.id, accounts.c.number)
    wanted = [p for p in parts if p.account in number]  # not removed in the meantime
    before = _pairs(connection, held.c.account, held.c.key)
    changed = [p for p in wanted if before.get(p.account) != p.key]
    if len(changed) >= _MANY * len(before):
        changed = wanted
        for table in ("claim_text", "mention", "claim", "held"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    else:
        keep = {p.account for p in wanted} - {p.account for p in changed}
        for gone in sorted(before.keys() - keep):
            connection.execute(delete(claims).where(claims.c.account == gone))
            connection.execute(delete(held).where(held.c.account == gone))
    numbered = ((number[p.account] * _ROOM + n, c) for p in changed for n, c in enumerate(p.claims))
    while batch := list(islice(numbered, _AT_ONCE)):
        _insert(connection, batch)
    many(connection, held, [{"account": p.account, "key": p.key} for p in changed])
    connection.execute(delete(mark))
    many(connection, mark, [{"claim": c, "mark": m} for c, m in (marks or {}).items()])
    return Swapped(sum(len(p.claims) for p in wanted), len(changed))


def _pairs(connection: Connection, key: Column[Any], value: Column[Any]) -> dict[str, Any]:
    return {row[0]: row[1] for row in connection.execute(select(key, value))}


def many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows``, all with the same columns; nothing when there are none."""
    if rows:
        connection.execute(insert(table), rows)


def _insert(connection: Connection, batch: Sequence[tuple[int, Claim]]) -> None:
    many(connection, claims, [_claim_row(n, c) for n, c in batch])
    many(connection, mentions, [m for _, c in batch for m in _mention_rows(c)])
    body = [(n, _body(c)) for n, c in batch]
    connection.exec_driver_sql("INSERT INTO claim_text (rowid, body) VALUES (?, ?)", body)


def _claim_row(number: int, c: Claim) -> dict[str, Any]:
    return {
        "number": number,
        "id": c.id,
        "account": c.account,
        "kind": c.kind,
        "act": c.act,
        "stance": c.stance,
        "start": c.time.start,
        "end": c.time.end,
        "confidence": c.confidence,
        "data": to_json(c),
    }


def _mention_rows(c: Claim) -> list[dict[str, Any]]:
    ends = [e for e in (c.cause, c.effect) if e is not None]
    agents = [*c.agents, *(a for e in ends for a in e.agents)]
    targets = [*c.targets, *(a for e in ends for a in e.targets)]
    rows = [("agent", a.actor, a.party, (a.mention, a.name)) for a in agents]
    rows += [("target", a.actor, a.party, (a.mention, a.name)) for a in targets]
    rows += [("place", None, None, (p.mention, p.name)) for p in c.places]
    rows += [("link", k.actor, None, (k.mention, None)) for k in c.chain]
    return [
        {"claim": c.id, "role": role, "key": key, "party": party, "words": _words(*said)}
        for role, key, party, said in rows
    ]


def _words(mention: str | None, name: str | None) -> str:
    return fold(mention or "") + fold(name or "")


def _body(c: Claim) -> str:
    spoken = [k.mention for k in c.chain] + [a.mention or "" for a in (*c.agents, *c.targets)]
    return "\n".join([c.evidence.text, *spoken, *(p.mention for p in c.places)])
