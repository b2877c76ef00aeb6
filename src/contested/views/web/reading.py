"""One request's look at the case: a connection, labels, and the marks people made."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from contested.claims.model import Claim
from contested.store import derived, log, shelf
from contested.store.case import Case
from contested.store.shelf import Shelved
from contested.views.labels import Labels, labels_of
from contested.views.web import judged
from contested.views.web.judged import Desk, Docket
from contested.views.web.memory import Memory, Stamp, stamp
from contested.views.web.shown import Shown, decided, shown

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """What every page needs of an open case. ``build`` is the number of its last build, or 0,
    and ``state`` that of its files.

    ``open`` says that whoever looks may judge too.
    """

    case: Case
    connection: Connection
    named: Labels
    marks: Mapping[str, str]
    memory: Memory
    build: int
    state: Stamp = ()
    open: bool = False

    def accounts(self) -> tuple[Shelved, ...]:
        """Every account in order of adding, without its text."""
        make = partial(shelf.list_accounts, self.connection)
        return tuple(self.memory.of("accounts", self.state, make))

    def claims(self, ids: Sequence[str]) -> dict[str, Shown]:
        """Claims by id in words; those that are gone are left out."""
        return self.told(derived.claims_named(self.connection, ids).values())

    def told(self, claims: Iterable[Claim]) -> dict[str, Shown]:
        """Claims in words, by id, each with its incident, under the decisions of this moment."""
        found = list(claims)
        homes = derived.incident_of_claims(self.connection, [c.id for c in found])
        at = self.desks(c.account for c in found)
        out = {}
        for c in found:
            desk = at.get(c.account)
            one = shown(self.now(c), self.named, desk.marks if desk else self.marks, homes)
            by = desk.said.get(c.id, ()) if desk else ()
            out[c.id] = replace(one, open=self.open, said=decided(by))
        return out

    def now(self, claim: Claim) -> Claim:
        """The claim as the decisions of this moment leave it."""
        desk = self.desks([claim.account]).get(claim.account)
        return desk.claims.get(claim.id, claim) if desk else claim

    def desks(self, accounts: Iterable[str]) -> dict[str, Desk]:
        """Those of the accounts that somebody judged, as that leaves them now."""
        return judged.desks(self.case, self.connection, accounts, self.memory, self.build)

    def docket(self) -> Docket:
        """Every judgement of the case."""
        return judged.docket(self.case, self.memory)

    def waiting(self) -> int:
        """How many decisions the last build did not know."""
        return judged.waiting(self.docket(), self.report().get("record", {}))

    def report(self) -> Mapping[str, Mapping[str, object]]:
        """What the last build reported."""
        return self.kept(
            "report", lambda: (log.last_build(self.connection) or {}).get("report", {})
        )

    def kept(self, name: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once a build."""
        return self.memory.of(name, self.build, make)


@contextmanager
def look(case: Case, memory: Memory | None = None) -> Iterator[Look]:
    """Open the case's database for one request; without ``memory`` nobody can judge."""
    kept = memory or Memory()
    files = (case.database.path, case.database.path.with_name("case.db-wal"), case.actors_file)
    state = stamp(*files)
    with case.database.read() as connection:
        build = log.build_number(connection)
        named = kept.of("labels", state, partial(labels_of, case, connection))
        marks = kept.of("marks", build, partial(derived.marks, connection))
        yield Look(case, connection, named, marks, kept, build, state, memory is not None)
