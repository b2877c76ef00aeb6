"""What pages read whole, kept as JSON beside the record it was made from."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from contested.store.schema import page as pages


def put_pages(connection: Connection, build: int, code: str, made: Mapping[str, str]) -> None:
    """Keep ``made`` (JSON texts by name) for the record of ``build``, in place of all others.

    ``code`` names the program that made them.
    """
    connection.execute(delete(pages))
    if made:
        rows = [{"name": n, "build": build, "code": code, "data": t} for n, t in made.items()]
        connection.execute(insert(pages), rows)


def get_page(connection: Connection, build: int, code: str, name: str) -> str | None:
    """The JSON text of ``name``; None when what is kept is of another build or program, or when
    nothing is."""
    query = select(pages.c.data).where(
        pages.c.name == name, pages.c.build == build, pages.c.code == code
    )
    return connection.execute(query).scalar()
