"""Names to show: neutral labels of actors, publishers of accounts, days and numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from contested.claims.model import Claim
from contested.claims.registry import Registry, load_registry
from contested.record.model import Incident, Site
from contested.record.narrators import narrator
from contested.store import shelf
from contested.store.case import Case
from contested.store.shelf import Shelved
from contested.views.output import clean

OPEN = ".."


@dataclass(frozen=True, slots=True)
class Labels:
    """What to call the actors and accounts of one case."""

    registry: Registry
    publishers: Mapping[str, str | None]
    dates: Mapping[str, str | None]
    files: Mapping[str, str]

    def actor(self, name: str) -> str:
        """The registry's label of an id, else the name itself."""
        return clean(self.registry.name_of(name))

    def actors(self, names: Iterable[str]) -> str:
        """Labels joined; a dash when there are none."""
        return " + ".join(dict.fromkeys(self.actor(n) for n in names)) or "–"

    def narrator(self, claim: Claim) -> str:
        """On whose word the claim rests."""
        who = narrator(claim, self.publishers.get(claim.account))
        return self.actors(who.split(" + "))

    def narrators(self, names: Iterable[str]) -> str:
        """Narrators as the record keys them, co-sources joined."""
        return ", ".join(dict.fromkeys(self.actors(n.split(" + ")) for n in names))

    def account(self, account: str) -> str:
        """Its publisher or author, else its file."""
        return clean(self.publishers.get(account) or self.files.get(account) or account)


def labels_of(
    case: Case, connection: Connection, accounts: Sequence[Shelved] | None = None
) -> Labels:
    """The labels of ``case``, of which ``accounts`` are all where they have been read already."""
    listed = shelf.list_accounts(connection) if accounts is None else accounts
    return Labels(
        registry_of(case),
        {a.id: a.by for a in listed},
        {a.id: a.date for a in listed},
        {a.id: a.file for a in listed},
    )


def registry_of(case: Case) -> Registry:
    """The actors of ``case``: the packaged ones, and its own where it has any."""
    return load_registry(case.actors_file if case.actors_file.exists() else None)


def days(start: str | None, end: str | None) -> str:
    """A day as itself, an interval half-open; nothing when neither end is known."""
    if not (start or end):
        return ""
    if start and end and date.fromisoformat(end) - date.fromisoformat(start) == timedelta(days=1):
        return start
    return f"{start or OPEN}/{end or OPEN}"


def what(incident: Incident) -> str:
    """``ASSAULT aerial`` or ``control gains``."""
    kind = "control" if incident.kind == "control" else ""
    return " ".join(filter(None, (kind, incident.act, incident.mode)))


def site(place: Site | None) -> str:
    """The place's name, or nothing."""
    return clean(place.name) if place else ""
