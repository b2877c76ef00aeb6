"""How people's decisions stand right now, before any build: by a build's own code, per account.

Anchors name accounts, so the few accounts on a page are judged anew from their own claims.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection

from contested.claims.model import Claim
from contested.record.anchors import account_of
from contested.record.judgements import apply_judgements, standing
from contested.record.model import Judgement
from contested.store import rows, shelf
from contested.store.case import Case
from contested.store.judgements import read_judgements
from contested.store.rows import ClaimFilter
from contested.views.web.memory import Memory, stamp


@dataclass(frozen=True, slots=True)
class Docket:
    """What ``judgements.jsonl`` holds. ``by_account`` has every judgement of an account's words."""

    every: tuple[Judgement, ...] = ()
    broken: tuple[str, ...] = ()
    holds: frozenset[str] = frozenset()
    by_account: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """One account under the decisions of this moment.

    ``claims`` are those that a decision touches, as it leaves them; ``said`` are the standing
    judgements by claim, oldest first; ``outcomes`` are of forecasts, with who says so.
    """

    claims: Mapping[str, Claim]
    marks: Mapping[str, str]
    said: Mapping[str, tuple[Judgement, ...]]
    outcomes: Mapping[str, tuple[str, str]]


def docket(case: Case, memory: Memory) -> Docket:
    """The file as it is now; read again only when it changed."""
    return memory.of("docket", stamp(case.judgements), lambda: _docket(case, memory))


def _docket(case: Case, memory: Memory) -> Docket:
    lines: dict[bytes, Judgement] = memory.of("judged lines", None, dict)
    every, broken = read_judgements(case.judgements, lines)
    by: dict[str, list[Judgement]] = {}
    for j in every:
        for account in dict.fromkeys(account_of(a) for a in j.anchors):
            by.setdefault(account, []).append(j)
    return Docket(
        tuple(every),
        tuple(f"{b.file}: {b.cause}" for b in broken),
        frozenset(j.id for j in standing(every)),
        {a: tuple(js) for a, js in by.items()},
    )


def desks(
    case: Case, connection: Connection, accounts: Iterable[str], memory: Memory, build: int
) -> dict[str, Desk]:
    """The accounts among these that anybody ever judged, by id."""
    told = docket(case, memory)
    out = {}
    for account in dict.fromkeys(accounts):
        some = told.by_account.get(account)
        if some:
            holding = tuple(j for j in some if j.id in told.holds)
            state = (build, tuple(j.id for j in holding))
            make = partial(_desk, connection, account, holding)
            out[account] = memory.of(("desk", account), state, make)
    return out


def _desk(connection: Connection, account: str, holding: tuple[Judgement, ...]) -> Desk:
    claims = list(rows.iter_claims(connection, ClaimFilter(account=account)))
    text = shelf.load_account(connection, account).text if claims else ""
    judged = apply_judgements(claims, holding, {account: text})
    before = {c.id: c for c in claims}
    said: dict[str, list[Judgement]] = {}
    for j in holding:
        for at in judged.placed.get(j.id, ()):
            if at.claim in before:
                said.setdefault(at.claim, []).append(j)
    return Desk(
        claims={c.id: c for c in judged.claims if c.id in before and c is not before[c.id]},
        marks=judged.marks,
        said={c: tuple(js) for c, js in said.items()},
        outcomes=judged.decisions.outcomes,
    )


def waiting(told: Docket, report: Mapping[str, object]) -> int:
    """How many decisions the last build did not know: made since, or taken back since."""
    applied = report.get("applied")
    return len(told.holds ^ set(applied if isinstance(applied, list) else ()))
