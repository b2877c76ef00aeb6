"""``control``: who held what on a day, and the history of one place."""

from collections.abc import Sequence
from pathlib import Path

from contested.claims.model import as_json
from contested.codec import to_plain
from contested.errors import NotFound
from contested.record.control import Holding, control_on, history
from contested.store import derived
from contested.store.case import open_case
from contested.views.labels import Labels, days, labels_of
from contested.views.output import counted, put_json, say, shorten, table


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


def spell_of(root: Path, prefix: str, json: bool) -> int:
    """One spell with its reasons and the sentences behind it."""
    case = open_case(root)
    with case.database.read() as connection:
        found = [s for s in derived.iter_spells(connection) if s.id.startswith(prefix)]
        if len(found) != 1:
            words = "several spells begin so" if found else "no such spell in this record"
            raise NotFound(f"{prefix}: {words}")
        spell = found[0]
        claims = derived.claims_named(connection, spell.claims)
        named = labels_of(case, connection)
    if json:
        put_json(to_plain(spell) | {"told": [as_json(c) for c in claims.values()]})
        return 0
    say(f"{spell.id}  {spell.place}: {named.actors(spell.holders)}, {spell.status}")
    if spell.besiegers:
        say(f"besieged by {named.actors(spell.besiegers)}")
    slack = f" ± {spell.slack_days} days" if spell.slack_days else ""
    say(f"{days(spell.start, spell.end) or 'since when is not told'}{slack}; "
        f"borne out from {spell.known} to {spell.seen}")  # fmt: skip
    for why in spell.why:
        say(f"  {why}")
    rows = [
        (named.account(c.account), named.narrator(c), f"“{shorten(c.evidence.text, 120)}”", c.id)
        for c in (claims[i] for i in spell.claims if i in claims)
    ]
    table(("account", "on whose word", "quote", "claim"), rows, whole=("claim",), indent=2)
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
