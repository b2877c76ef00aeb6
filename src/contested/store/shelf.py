"""What was added: accounts with their appearances, and what could not be read.

Adding is idempotent. One text is one account; the same text under another file, publisher or
address is a further appearance of it; the same three again only fill in what was missing.
"""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from contested.accounts.model import Account, Appearance, Passage, Refusal
from contested.codec import from_plain, to_plain
from contested.errors import CaseError, NotFound
from contested.store.schema import account as accounts
from contested.store.schema import appearance as appearances
from contested.store.schema import claim as claims
from contested.store.schema import held
from contested.store.schema import refusal as refusals

Outcome = Literal["new", "appearance", "updated", "known"]


@dataclass(frozen=True, slots=True)
class Shelved:
    """One line of the list of accounts; ``bytes`` counts the text in UTF-8."""

    id: str
    words: int
    bytes: int
    language: str
    extractor: str
    raw_sha256: str
    appearances: tuple[Appearance, ...]

    @property
    def file(self) -> str:
        """The name under which it was first added."""
        return self.appearances[0].file

    @property
    def by(self) -> str | None:
        """Who speaks in the account's own voice: its publisher, else its author."""
        return self.appearances[0].publisher or self.appearances[0].author

    @property
    def date(self) -> str | None:
        """ISO date of the first appearance that has one."""
        return next((a.date for a in self.appearances if a.date), None)


@dataclass(frozen=True, slots=True)
class Removed:
    """What ``remove`` took away; ``account`` is None when only an appearance or refusal went."""

    file: str
    account: str | None
    raw_sha256: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file over the size limit: its original is kept and can be read later.

    ``limit_mb`` is the limit it was over, ``format`` how it is to be read, ``notes`` what its
    manifest got wrong.
    """

    file: str
    cause: str
    raw_sha256: str
    limit_mb: float
    format: str
    appearance: Appearance
    notes: tuple[str, ...] = ()


def put_account(connection: Connection, account: Account) -> Outcome:
    """Add ``account`` or its new appearances; says which of the four happened."""
    row = connection.execute(select(accounts.c.text).where(accounts.c.id == account.id)).first()
    if row is None:
        _insert(connection, account)
        outcome: Outcome = "new"
    elif row.text != account.text:
        raise CaseError(f"{account.first.file}: two different texts share the id {account.id}")
    else:
        outcome = "known"
    for met in account.appearances:
        found = _put_appearance(connection, account, met)
        if outcome == "known" or (outcome == "updated" and found == "appearance"):
            outcome = found
    return outcome


def put_refusal(
    connection: Connection,
    refused: Refusal,
    raw_sha256: str | None,
    waiting: Waiting | None = None,
) -> None:
    """Remember a file that could not be read, once per file and content.

    ``waiting`` says what a build needs to read it once the size limit allows.
    """
    same = (refusals.c.file == refused.file) & (
        refusals.c.raw_sha256.is_not_distinct_from(raw_sha256)
    )
    connection.execute(delete(refusals).where(same))
    connection.execute(
        insert(refusals).values(
            file=refused.file,
            cause=refused.cause,
            raw_sha256=raw_sha256,
            waiting=waiting and json.dumps(to_plain(waiting), ensure_ascii=False),
        )
    )


def list_waiting(connection: Connection) -> list[Waiting]:
    """Files kept because they are over the size limit."""
    rows = connection.execute(select(refusals.c.waiting).order_by(refusals.c.number)).scalars()
    return [from_plain(Waiting, json.loads(w)) for w in rows if w]


def forget_refusals(connection: Connection, file: str) -> None:
    """Drop what is remembered of ``file``: it has been read after all."""
    connection.execute(delete(refusals).where(refusals.c.file == file))


def forget_missing(connection: Connection, name: str) -> None:
    """Drop what is remembered of files that were not there, or of rows and lines of ``name``.

    Called before ``name`` is added again: what is still wrong will be found again.
    """
    file = refusals.c.file
    rows = [file.startswith(f"{name}{mark}", autoescape=True) for mark in (":", "#")]
    same = or_(file == name, *rows)
    connection.execute(delete(refusals).where(refusals.c.raw_sha256.is_(None), same))


def list_refusals(connection: Connection) -> list[Refusal]:
    """Files that could not be read, whatever the limit, in order of adding."""
    query = select(refusals).where(refusals.c.waiting.is_(None)).order_by(refusals.c.number)
    rows = connection.execute(query)
    return [Refusal(r.file, r.cause) for r in rows]


def list_accounts(connection: Connection) -> list[Shelved]:
    """Every account in order of adding, without its text."""
    met: dict[str, list[Appearance]] = {}
    for row in connection.execute(select(appearances).order_by(appearances.c.number)):
        met.setdefault(row.account, []).append(from_plain(Appearance, json.loads(row.rest)))
    names = ("id", "words", "bytes", "language", "extractor", "raw_sha256")
    query = select(*(accounts.c[n] for n in names)).order_by(accounts.c.number)
    rows = connection.execute(query).mappings()
    return [Shelved(**row, appearances=tuple(met[row["id"]])) for row in rows]


def load_account(connection: Connection, account_id: str) -> Account:
    """The whole account. Raises ``NotFound``."""
    row = connection.execute(select(accounts).where(accounts.c.id == account_id)).first()
    if row is None:
        raise NotFound(f"{account_id}: no such account in this case")
    query = (
        select(appearances.c.rest)
        .where(appearances.c.account == account_id)
        .order_by(appearances.c.number)
    )
    met = [from_plain(Appearance, json.loads(r.rest)) for r in connection.execute(query)]
    return _account(row, met)


def remove(connection: Connection, name: str) -> list[Removed]:
    """Take away the accounts, appearances or refusals called ``name`` (a file, or an account id).

    An account goes, with its claims, when its last appearance does. Raises ``NotFound`` when
    nothing has that name, or when it is the beginning of several ids.
    """
    ids = _ids(connection, name)
    where = appearances.c.account.in_(ids) if ids else appearances.c.file == name
    rows = connection.execute(select(appearances).where(where)).all()
    connection.execute(delete(appearances).where(where))
    gone = [Removed(r.file, _drop_if_unmet(connection, r.account), r.raw_sha256) for r in rows]
    refused = connection.execute(select(refusals).where(refusals.c.file == name)).all()
    gone += [Removed(r.file, None, r.raw_sha256) for r in refused]
    connection.execute(delete(refusals).where(refusals.c.file == name))
    if not gone:
        raise NotFound(f"{name}: no account or file of that name in this case")
    return gone


def _ids(connection: Connection, name: str) -> list[str]:
    if not name.startswith("a_"):
        return []
    found = accounts.c.id.startswith(name, autoescape=True)
    ids = list(connection.execute(select(accounts.c.id).where(found)).scalars())
    if len(ids) > 1:
        raise NotFound(f"{name}: {len(ids)} accounts begin so; give more of the id")
    return ids


def _drop_if_unmet(connection: Connection, account_id: str) -> str | None:
    left = select(func.count()).where(appearances.c.account == account_id)
    if connection.execute(left).scalar():
        return None
    connection.execute(delete(claims).where(claims.c.account == account_id))
    connection.execute(delete(held).where(held.c.account == account_id))
    connection.execute(delete(accounts).where(accounts.c.id == account_id))
    return account_id


def _insert(connection: Connection, account: Account) -> None:
    rest = {"passages": to_plain(account.passages), "notes": list(account.notes)}
    connection.execute(
        insert(accounts).values(
            id=account.id,
            text=account.text,
            raw_sha256=account.raw_sha256,
            extractor=account.extractor,
            language=account.language,
            words=len(account.text.split()),
            bytes=len(account.text.encode("utf-8", "surrogatepass")),
            rest=json.dumps(rest, ensure_ascii=False),
        )
    )


def _put_appearance(connection: Connection, account: Account, new: Appearance) -> Outcome:
    same = (appearances.c.account == account.id) & (appearances.c.file == new.file)
    for row in connection.execute(select(appearances).where(same)):
        old = from_plain(Appearance, json.loads(row.rest))
        if not _one_place(old, new):
            continue
        merged = _merged(old, new)
        if merged == old:
            return "known"
        connection.execute(
            update(appearances).where(appearances.c.number == row.number).values(**_columns(merged))
        )
        return "updated"
    connection.execute(
        insert(appearances).values(
            account=account.id, raw_sha256=account.raw_sha256, **_columns(new)
        )
    )
    return "appearance"


def _one_place(old: Appearance, new: Appearance) -> bool:
    pairs = ((old.publisher, new.publisher), (old.url, new.url))
    return all(a == b or a is None or b is None for a, b in pairs)


def _merged(old: Appearance, new: Appearance) -> Appearance:
    """``old`` with what ``new`` says and, for the date, on what basis: a manifest beats a page."""
    said = {k: v for k, v in asdict(new).items() if v is not None}
    rank = ("none", "text", "page", "manifest")
    if new.date is None or rank.index(new.date_basis) < rank.index(old.date_basis):
        said.pop("date", None)
        said.pop("date_basis", None)
    return replace(old, **said)


def _columns(met: Appearance) -> dict[str, str | None]:
    rest = json.dumps(to_plain(met), ensure_ascii=False)
    columns = {"publisher": met.publisher, "author": met.author, "url": met.url}
    return {"file": met.file, "rest": rest, **columns}


def _account(row: Row[Any], met: list[Appearance]) -> Account:
    rest = json.loads(row.rest)
    passages = tuple(from_plain(Passage, p) for p in rest["passages"])
    return Account(
        row.id,
        row.text,
        row.raw_sha256,
        row.extractor,
        passages,
        tuple(met),
        row.language,
        tuple(rest["notes"]),
    )
