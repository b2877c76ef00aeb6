"""Files come in: every byte is kept, every text frozen, every refusal remembered.

Adding is one transaction a file. The bytes are kept before they are read, so that nothing is lost
whatever reading them does.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from contested.accounts.model import Account, Refusal
from contested.accounts.source import Format, SourceFile
from contested.errors import AccountError, TooLarge
from contested.store import originals, shelf
from contested.store.case import Case
from contested.store.shelf import Outcome, Waiting

MB = 1_000_000
Read = Callable[[SourceFile, int], Account]
"""How a file is read: the source and the most bytes of text it may hold."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: an outcome with the account's id, or the refusal.

    ``notes`` are all of the account's, ``doubts`` those on what its manifest says of it.
    """

    file: str
    outcome: Outcome | None
    account: str | None
    refusal: Refusal | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def add(case: Case, found: Iterable[SourceFile | Refusal], read: Read) -> Iterator[Added]:
    """Keep and read each of ``found``, one transaction each; yields what became of it."""
    for one in found:
        yield _refuse(case, one) if isinstance(one, Refusal) else _add(case, one, read)


def read_waiting(case: Case, read: Read, limit_mb: float) -> list[Refusal]:
    """Read what ``limit_mb`` now lets in; returns what stays out."""
    with case.database.read() as connection:
        waiting = shelf.list_waiting(connection)
    out = []
    for one in waiting:
        if limit_mb <= one.limit_mb:
            out.append(Refusal(one.file, one.cause))
            continue
        data = originals.fetch(case.originals, one.raw_sha256)
        kept = SourceFile(one.file, data, cast(Format, one.format), one.appearance, notes=one.notes)
        done = _shelve(case, kept, one.raw_sha256, read, limit_mb)
        out += [done.refusal] if done.refusal else []
    return out


def _add(case: Case, source: SourceFile, read: Read) -> Added:
    """Keep the bytes first, so that nothing is lost whatever reading them does."""
    try:
        data = source.data
    except AccountError as error:
        return _refuse(case, Refusal(source.file, _without(source.file, error)))
    digest = originals.keep(case.originals, data)
    kept = replace(source, origin=data, span=None)
    return _shelve(case, kept, digest, read, case.limit_mb)


def _shelve(case: Case, kept: SourceFile, digest: str, read: Read, limit_mb: float) -> Added:
    try:
        account = read(kept, int(limit_mb * MB))
    except TooLarge as error:
        form, met = kept.format, kept.appearance
        cause = (
            f"{_without(kept.file, error)} (kept; see limit_mb in case.toml, or build --limit-mb)"
        )
        waiting = Waiting(kept.file, cause, digest, limit_mb, form, met, kept.notes)
        return _refuse(case, Refusal(kept.file, cause), digest, waiting)
    except AccountError as error:
        return _refuse(case, Refusal(kept.file, _without(kept.file, error)), digest)
    except Exception as error:  # whatever a reader of formats does, the other files go on
        return _refuse(case, Refusal(kept.file, f"reading it failed ({error!r})"), digest)
    with case.database.write() as connection:
        outcome = shelf.put_account(connection, account)
        shelf.forget_refusals(connection, kept.file)
    return Added(kept.file, outcome, account.id, None, account.notes, kept.notes)


def _refuse(
    case: Case, refusal: Refusal, digest: str | None = None, waiting: Waiting | None = None
) -> Added:
    with case.database.write() as connection:
        shelf.put_refusal(connection, refusal, digest, waiting)
    return Added(refusal.file, None, None, refusal)


def _without(file: str, error: AccountError) -> str:
    """The cause alone; messages of reading begin with the file's name."""
    return str(error).removeprefix(f"{file}: ")


def over_limit(size: int, limit: float) -> str:
    """The message for ``size`` bytes of text against ``limit`` megabytes."""
    return (
        f"{size / MB:.1f} MB of text is over the limit of {limit:g} MB: kept, not read "
        "(see limit_mb in case.toml, or build --limit-mb)"
    )
