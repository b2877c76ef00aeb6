"""``control``: who held what on a day, and the history of one place."""

from collections.abc import Sequence
from pathlib import Path

from contested.codec import to_plain
from contested.record.control import Holding, control_on, history
from contested.store import derived
from contested.store.case import open_case
from contested.views.labels import Labels, days, labels_of
from contested.views.output import counted, put_json, say, table


def control_of(root: Path, place: str | None, on: str | None, json: bool) -> int:
    """Show the history of ``place``, or every place on the day ``on``, or all spells."""
    case = open_case(root)
    with case.database.read() as connection:
        spells = list(derived.iter_spells(connection))
        named = labels_of(case, connection)
    if place:
        exact = list(history(spells, place))
        with case.database.read() as connection:
            spells = exact or list(derived.iter_spells(connection, place))
    if on is not None:
        return _on(control_on(spells, on), on, named, json)
    if json:
        put_json({"total": len(spells), "spells": [to_plain(s) for s in spells]})
        return 0
    rows = [
        (s.place, days(s.start, s.end) or "?", f"± {s.slack_days} d" if s.slack_days else "",
         named.actors(s.holders), str(s.status),
         named.actors(s.besiegers) if s.besiegers else "",
         named.narrators(s.narrators[:3]),
         " ".join(s.claims[:2]))
        for s in spells
    ]  # fmt: skip
    names = ("place", "from/to", "", "held by", "status", "besieged by", "says", "claims")
    table(names, rows, whole=("from/to", "status"))
    say(counted(len(spells), "spell") if spells else "No claim says who held what here.")
    return 0


def _on(held: Sequence[Holding], on: str, named: Labels, json: bool) -> int:
    if json:
        put_json({"on": on, "places": [to_plain(h) for h in held]})
        return 0
    rows = [
        (h.place, named.actors(h.holders), str(h.status),
         named.actors(h.besiegers) if h.besiegers else "",
         f"{h.days:,} days" if h.days else "that day", f"{h.doubt:.2f}", " ".join(h.spells))
        for h in held
    ]  # fmt: skip
    names = ("place", "held by", "status", "besieged by", "last word", "doubt", "spells")
    table(names, rows, whole=("status",))
    say(f"{counted(len(held), 'place')} on {on}; doubt grows from 0 to 1 with the days since "
        "anybody told of it")  # fmt: skip
    return 0
