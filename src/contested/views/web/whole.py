"""What pages read whole, made once when a build is done, so that no first visit waits for it."""

from collections.abc import Callable, Iterator
from typing import Any

from contested.record.incidents import uncollected
from contested.store import log
from contested.store.case import Case
from contested.store.pages import get_page, put_pages
from contested.views.web.memory import Memory
from contested.views.web.pages.front import repeats_of
from contested.views.web.pages.map import map_data
from contested.views.web.pages.relations import parting_of
from contested.views.web.pages.telling import Told, namings_of, silences_of, told_of
from contested.views.web.reading import Look, look, plain_json
from contested.views.web.voices import listed, row_of, voices_of

_LAST = "relations"  # stands for all of them: they are kept together or not at all


def prepare(case: Case, tell: Callable[[str], None] = lambda _: None) -> None:
    """Make it all for the record as it is and keep it beside that, unless it is there already.

    ``tell`` hears what is being made. Reads the whole record, a few seconds where it is large.
    When this stops, the record is as it was and pages are made when they are asked for.
    """
    with look(case, Memory()) as seen:
        if not seen.build or get_page(seen.connection, seen.build, seen.code, _LAST) is not None:
            return
        with uncollected():
            made = {name: plain_json(value) for name, value in _made(seen, tell)}
    with case.database.write() as connection:
        if log.build_number(connection) == seen.build:
            put_pages(connection, seen.build, seen.code, made)


def _made(seen: Look, tell: Callable[[str], None]) -> Iterator[tuple[str, Any]]:
    """Each by the name it is stored under; claims before what needs none of them."""
    tell("who tells what")
    yield from _of_claims(seen, told_of(seen))
    tell("map and sides")
    yield "map", map_data(seen)
    yield _LAST, parting_of(seen)


def _of_claims(seen: Look, told: Told) -> Iterator[tuple[str, Any]]:
    every = seen.kept("every voice", lambda: voices_of(seen, told))
    yield "voices", listed(every)
    yield from ((row_of(label), keys) for label, keys in every.items())
    yield "wording", namings_of(seen, told)
    yield "silence", silences_of(told)
    yield "repeats", repeats_of(seen, told.incidents)
