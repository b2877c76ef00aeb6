"""One request's look at the case: a connection, labels, and the marks people made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from contested.claims.model import Claim
from contested.store import derived
from contested.store.case import Case
from contested.views.labels import Labels, labels_of
from contested.views.web.shown import Shown, shown


@dataclass(frozen=True, slots=True)
class Look:
    """What every page needs of an open case."""

    case: Case
    connection: Connection
    named: Labels
    marks: Mapping[str, str]

    def claims(self, ids: Sequence[str]) -> dict[str, Shown]:
        """Claims by id in words; those that are gone are left out."""
        return self.told(derived.claims_named(self.connection, ids).values())

    def told(self, claims: Iterable[Claim]) -> dict[str, Shown]:
        """Claims in words, by id, each with its incident."""
        found = list(claims)
        homes = derived.incident_of_claims(self.connection, [c.id for c in found])
        return {c.id: shown(c, self.named, self.marks, homes) for c in found}


@contextmanager
def look(case: Case) -> Iterator[Look]:
    """Open the case's database for one request."""
    with case.database.read() as connection:
        yield Look(case, connection, labels_of(case, connection), derived.marks(connection))
