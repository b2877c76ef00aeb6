"""One request's look at the case: a connection, labels, and the marks people made."""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from typing import Any, TypeVar

from sqlalchemy import Connection

from contested.claims.model import Claim
from contested.codec import to_plain
from contested.ids import sha256_hex
from contested.store import derived, log, pages, shelf
from contested.store.case import Case
from contested.store.shelf import Shelved
from contested.views.labels import Labels, labels_of
from contested.views.voice import Voice
from contested.views.web import judged
from contested.views.web.judged import Desk, Docket
from contested.views.web.memory import Memory, stamp
from contested.views.web.shown import Shown, decided, shown

T = TypeVar("T")
_CODE = ("record", "store", "views", "views/web", "views/web/pages")  # what pages are made by


@dataclass(frozen=True, slots=True)
class Look:
    """What every page needs of an open case. ``build`` is the number of its last build, or 0,
    ``code`` names the program and its names of actors. ``accounts`` are all, without their text.

    ``open`` says that whoever looks may judge too; ``voice`` whose word alone is asked for.
    """

    case: Case
    connection: Connection
    named: Labels
    marks: Mapping[str, str]
    memory: Memory
    build: int
    code: str = ""
    accounts: tuple[Shelved, ...] = ()
    open: bool = False
    voice: Voice | None = None

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

    def stored(self, name: str, make: Callable[[], Any]) -> Any:
        """A JSON value that the build left ready (``whole.prepare``), else made now."""
        return self.kept(("stored", name), lambda: json.loads(self.text_of(name, make)))

    def ready(self, name: str) -> bool:
        """Whether ``stored`` has the value without making it."""
        if self.memory.holds(("stored", name), self.build):
            return True
        return pages.get_page(self.connection, self.build, self.code, name) is not None

    def text_of(self, name: str, make: Callable[[], Any]) -> str:
        """The same as JSON text, not kept."""
        left = pages.get_page(self.connection, self.build, self.code, name)
        return plain_json(make()) if left is None else left

    def kept(self, name: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once a build."""
        return self.memory.of(name, self.build, make)


def plain_json(value: Any) -> str:
    """JSON as pages keep and send it: dataclasses as objects, no spare space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=to_plain)


def code_of(case: Case) -> str:
    """Names the program that makes pages, and the case's own names of actors."""
    own = case.actors_file.read_bytes() if case.actors_file.exists() else b""
    return f"{_code()}+{sha256_hex(own)[:12]}"


@cache
def _code() -> str:
    root = files("contested")
    folders = [root.joinpath(*f.split("/")) for f in _CODE]
    sources = sorted((str(f), f) for d in folders for f in d.iterdir() if f.name.endswith(".py"))
    return sha256_hex(b"\0".join(f.read_bytes() for _, f in sources))[:12]


@contextmanager
def look(case: Case, memory: Memory | None = None) -> Iterator[Look]:
    """Open the case's database for one request; without ``memory`` nobody can judge."""
    kept = memory or Memory()
    files = (case.database.path, case.database.path.with_name("case.db-wal"), case.actors_file)
    state = stamp(*files)
    with case.database.read() as connection:
        build = log.build_number(connection)
        met = partial(shelf.list_accounts, connection)
        accounts = kept.of("accounts", state, lambda: tuple(met()))
        named = kept.of("labels", state, partial(labels_of, case, connection, accounts))
        marks = kept.of("marks", build, partial(derived.marks, connection))
        code = kept.of("code", stamp(case.actors_file), partial(code_of, case))
        yield Look(case, connection, named, marks, kept, build, code, accounts, memory is not None)
