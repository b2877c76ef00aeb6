"""One SQLite file: readers never wait for a build, and a killed write leaves no trace.

Write-ahead logging keeps the old record visible until a transaction commits. Writers take the
lock when they begin (``BEGIN IMMEDIATE``), so two of them queue instead of failing half-way.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import NullPool

from contested.errors import CaseError
from contested.store.migrations import VERSION, migrate, version_of

WAIT_SECONDS = 120  # a swap of a large record may take half a minute


@dataclass(frozen=True, slots=True)
class Database:
    """The case's database. ``read()`` and ``write()`` are transactions."""

    path: Path
    engine: Engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot: what it shows does not change while it is open."""
        with self._guard(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """All or nothing: commits at the end, undoes everything on an error or a kill."""
        with self._guard(), self.engine.connect() as connection:
            writing = connection.execution_options(writing=True)
            with writing.begin():
                yield writing

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            raise CaseError(f"{self.path}: {error.orig}{_advice(str(error.orig))}") from error
        except IntegrityError:
            raise  # a mistake of ours, not of the disk
        except DatabaseError as error:
            raise CaseError(
                f"{self.path}: damaged ({error.orig}). The originals are untouched: move this "
                "file away and add them again."
            ) from error


def open_database(path: Path) -> Database:
    """Open or create ``path`` and bring its shape up to date.

    Raises ``CaseError`` when it is damaged, cannot be written or is of a newer schema.
    """
    sealed = _sealed(path)
    engine = create_engine(
        _address(path, sealed), poolclass=NullPool, connect_args={"timeout": WAIT_SECONDS}
    )
    if not sealed:
        event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    database = Database(path, engine)
    with database.read() as connection:
        current = version_of(connection) == VERSION
    if not current:
        with database.write() as connection:
            migrate(connection, str(path))
    return database


def _sealed(path: Path) -> bool:
    """Whether ``path`` lies where nobody may write and holds all of its record.

    Write-ahead logging needs a file beside the database even for reading, so such a database is
    opened as one that cannot change.
    """
    log = path.with_name(path.name + "-wal")
    open_to_all = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return path.exists() and not open_to_all and not (log.exists() and log.stat().st_size)


def _address(path: Path, sealed: bool) -> URL:
    """Built from parts, since a folder's name may hold any sign that an address gives a meaning."""
    if not sealed:
        return URL.create("sqlite", database=str(path))
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=path.absolute().as_uri(), query=query)


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _advice(cause: str) -> str:
    if "locked" in cause:
        return ": another contested is writing to it; try again when it is done"
    if "readonly" in cause or "unable to open" in cause:
        return ": check that you may write in this folder"
    return ""
