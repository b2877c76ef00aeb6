"""Files come in: every byte is kept, every text frozen, every refusal remembered.

Adding is one transaction a file. The bytes are kept before they are read, so that nothing is lost
whatever reading them does.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from contested.accounts.model import Account, Refusal
from contested.accounts.source import Format, SourceFile
from contested.errors import AccountError
from contested.store import originals, shelf
from contested.store.case import Case
from contested.store.shelf import Outcome, Waiting

MB = 1_000_000
_TEXTUAL = ("text", "markdown", "json")  # formats whose bytes are their text


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: an outcome with the account's id, or the refusal."""

    file: str
    outcome: Outcome | None
    account: str | None
    refusal: Refusal | None = None
    notes: tuple[str, ...] = ()


def add(
    case: Case, found: Iterable[SourceFile | Refusal], read: Callable[[SourceFile], Account]
) -> Iterator[Added]:
    """Keep and read each of ``found``, one transaction each; yields what became of it."""
    for one in found:
        yield _refuse(case, one) if isinstance(one, Refusal) else _add(case, one, read)


def _add(case: Case, source: SourceFile, read: Callable[[SourceFile], Account]) -> Added:
    """Keep the bytes first, so that nothing is lost whatever reading them does."""
    digest = None
    try:
        data = source.data
        digest = originals.keep(case.originals, data)
        size = len(data)
        if source.format in _TEXTUAL and size > case.limit_mb * MB:
            waiting = Waiting(source.file, digest, size, source.format, source.appearance)
            return _put_off(case, waiting)
        return _shelve(case, source, read)
    except AccountError as error:
        return _refuse(case, Refusal(source.file, str(error)), digest)


def _shelve(case: Case, source: SourceFile, read: Callable[[SourceFile], Account]) -> Added:
    account = read(source)
    with case.database.write() as connection:
        outcome = shelf.put_account(connection, account)
        shelf.forget_refusals(connection, source.file)
    return Added(source.file, outcome, account.id, notes=account.notes)


def _put_off(case: Case, waiting: Waiting) -> Added:
    refusal = Refusal(waiting.file, over_limit(waiting.bytes, case.limit_mb))
    with case.database.write() as connection:
        shelf.put_refusal(connection, refusal, waiting.raw_sha256, waiting)
    return Added(waiting.file, None, None, refusal)


def _refuse(case: Case, refusal: Refusal, digest: str | None = None) -> Added:
    with case.database.write() as connection:
        shelf.put_refusal(connection, refusal, digest)
    return Added(refusal.file, None, None, refusal)


def read_waiting(case: Case, read: Callable[[SourceFile], Account], limit: float) -> list[Refusal]:
    """Read what a raised limit now lets in; returns what stays out."""
    with case.database.read() as connection:
        waiting = shelf.list_waiting(connection)
    out = []
    for one in waiting:
        if one.bytes > limit * MB:
            out.append(Refusal(one.file, over_limit(one.bytes, limit)))
            continue
        data = originals.fetch(case.originals, one.raw_sha256)
        source = SourceFile(one.file, data, cast(Format, one.format), one.appearance)
        try:
            _shelve(case, source, read)
        except AccountError as error:
            _refuse(case, Refusal(one.file, str(error)), one.raw_sha256)
    return out


def over_limit(size: int, limit: float) -> str:
    """The message for ``size`` bytes of text against ``limit`` megabytes."""
    return (
        f"{size / MB:.1f} MB of text is over the limit of {limit:g} MB: kept, not read "
        "(raise limit_mb in case.toml, or build --limit-mb)"
    )
