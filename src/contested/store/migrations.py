"""The shape of a case's database, one ordered step per version.

A step is never edited once released: a change of shape is a new step at the end.
"""

from collections.abc import Callable

from sqlalchemy import Connection, text

from contested import __version__
from contested.errors import CaseError
from contested.store import schema


def _first(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    for statement in schema.FULL_TEXT:
        connection.exec_driver_sql(statement)


def _second(connection: Connection) -> None:
    """What claims add up to, and the marks that judgements leave on them."""
    schema.derived.create_all(connection)


def _third(connection: Connection) -> None:
    """What pages read whole, so that no first visit waits for it."""
    schema.shown.create_all(connection)


STEPS: tuple[Callable[[Connection], None], ...] = (_first, _second, _third)
VERSION = len(STEPS)


def version_of(connection: Connection) -> int:
    """Schema version of this database, 0 when it is empty."""
    found = connection.execute(
        text("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'")
    ).scalar()
    if not found:
        return 0
    return int(connection.execute(text("SELECT MAX(version) FROM schema_version")).scalar() or 0)


def migrate(connection: Connection, where: str) -> None:
    """Bring the database to ``VERSION``, in the caller's transaction.

    Raises ``CaseError`` when a newer contested wrote it: its shape is unknown here.
    """
    at = version_of(connection)
    if at > VERSION:
        wrote = connection.execute(
            text("SELECT written_by FROM schema_version ORDER BY version DESC LIMIT 1")
        ).scalar()
        raise CaseError(
            f"{where}: written by contested {wrote} (schema {at}); this is {__version__} "
            f"(schema {VERSION}). Update contested, or add the files to a new case."
        )
    if at == 0:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER, written_by TEXT)")
        )
    for number, step in enumerate(STEPS[at:], at + 1):
        step(connection)
        connection.execute(
            text("INSERT INTO schema_version VALUES (:v, :by)"),
            {"v": number, "by": __version__},
        )
