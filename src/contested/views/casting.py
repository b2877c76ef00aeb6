"""``actors``: who takes part, and which names may be one actor."""

from pathlib import Path

from contested.codec import to_plain
from contested.record.actors import OWN
from contested.store import derived
from contested.store.case import open_case
from contested.views.labels import labels_of
from contested.views.output import clean, counted, put_json, say, shorten, table


def actors(root: Path, name: str | None, own: bool, limit: int, json: bool) -> int:
    """Show actors that claims name; ``own`` only those that no registry has."""
    case = open_case(root)
    with case.database.read() as connection:
        found = [a for a in derived.iter_actors(connection, name) if a.own or not own]
        named = labels_of(case, connection)
    if json:
        put_json({"total": len(found), "actors": [to_plain(a) for a in found[:limit]]})
        return 0
    rows = [
        (a.id, a.name, a.kind or ("the case's own" if a.own else ""),
         named.actor(a.party) if a.party and a.party != a.id else "", f"{a.count:,}",
         shorten(", ".join(a.spellings), 70))
        for a in found[:limit]
    ]  # fmt: skip
    table(("id", "name", "kind", "acts for", "claims", "as told"), rows, whole=("claims",))
    more = f", the first {limit:,} shown (--limit)" if limit < len(found) else ""
    say(f"{counted(len(found), 'actor')}{more}")
    for a in found[:limit]:
        for s in a.suggestions:
            how = f'judge merge "{clean(a.name)}" {s.into}'
            if s.into.startswith(OWN):
                how = "no registry has either: give them one id in actors.toml"
            say(f"  {clean(a.name)} may be {clean(s.name)} ({s.score:.2f}): {s.why}; {how}")
    return 0
