"""``origins``: the independent sources of the record, and what only one of them says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from contested.codec import to_plain
from contested.names import fold
from contested.record.model import Incident, Origin
from contested.store import derived
from contested.store.case import open_case
from contested.store.derived import IncidentFilter
from contested.views.incident import ratings_of
from contested.views.labels import Labels, labels_of, site, what
from contested.views.output import counted, put_json, say, table


@dataclass(slots=True)
class Source:
    """One origin over the whole record.

    ``alone`` are incidents that rest on it and nothing else, ``repeated`` those of them that
    several outlets tell: many reports, one origin.
    """

    first: Origin
    incidents: int = 0
    claims: int = 0
    outlets: set[str] = field(default_factory=set)
    alone: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)


def origins(root: Path, wanted: IncidentFilter, limit: int, json: bool) -> int:
    """List the origins behind the incidents that pass ``wanted``."""
    case = open_case(root)
    with case.database.read() as connection:
        found = list(derived.iter_incidents(connection, wanted))
        named = labels_of(case, connection)
        home = outlets(connection, named)
    every = sources(found, home)
    ratings = ratings_of(case)
    rated = {s.first.key: ratings.get(fold(s.first.name), "F") for s in every}
    if json:
        put_json({"total": len(every), "origins": [_plain(s, rated) for s in every[:limit]]})
        return 0
    rows = [
        (s.first.name, s.first.kind, named.actor(s.first.party) if s.first.party else "",
         rated[s.first.key], str(s.incidents), str(len(s.alone)), str(s.claims),
         str(len(s.outlets)))
        for s in every[:limit]
    ]  # fmt: skip
    names = ("origin", "kind", "acts for", "rating", "incidents", "alone", "claims", "outlets")
    table(names, rows, whole=("rating",))
    more = f", the first {limit:,} shown (--limit)" if limit < len(every) else ""
    say(f"{counted(len(every), 'origin')} behind {counted(len(found), 'incident')}{more}")
    told = {i.id: i for i in found}
    for s in every:
        for name in s.repeated:
            one = told[name]
            say(f"  one origin repeated: {name} {what(one)} {site(one.site)}: "
                f"{counted(len(one.claims), 'claim')} go back to {s.first.name}")  # fmt: skip
    return 0


def outlets(connection: Connection, named: Labels) -> dict[str, str]:
    """Who published each claim of the record; one publisher repeats nobody but itself."""
    return {c: named.account(a) for c, a in derived.accounts_of_claims(connection).items()}


def sources(incidents: Iterable[Incident], home: Mapping[str, str]) -> list[Source]:
    """Origins by how many incidents go back to them; ``home`` is the outlet of each claim."""
    found: dict[str, Source] = {}
    for one in incidents:
        tellers = {home[c] for c in one.claims if c in home}
        for origin in one.origins:
            source = found.setdefault(origin.key, Source(origin))
            source.incidents += 1
            source.claims += len(origin.claims)
            source.outlets |= {home[c] for c in origin.claims if c in home}
            if len(one.origins) == 1:
                source.alone.append(one.id)
                if len(tellers) > 1:
                    source.repeated.append(one.id)
    return sorted(found.values(), key=lambda s: (-s.incidents, -s.claims, s.first.key))


def _plain(s: Source, rated: Mapping[str, str]) -> dict[str, object]:
    known = to_plain(s.first)
    head = {k: known[k] for k in ("key", "name", "kind", "actor", "party")}
    return head | {
        "rating": rated[s.first.key],
        "incidents": s.incidents,
        "claims": s.claims,
        "outlets": sorted(s.outlets),
        "alone": s.alone,
        "repeated": s.repeated,
    }
