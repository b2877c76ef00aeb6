"""``brief``: the record on one screen."""

from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

from contested.codec import to_plain
from contested.record.summary import NOBODY, NOWHERE, Change, Summary, summarise
from contested.store import derived, log, rows, shelf
from contested.store.case import open_case
from contested.views.answers import answers, lines
from contested.views.labels import labels_of
from contested.views.output import console, counted, listed, put_json, say, shorten

SAMPLES = 2  # denials quoted


def brief(root: Path, json: bool) -> int:
    """Summarise the record of the case."""
    case = open_case(root)
    with case.database.read() as connection:
        accounts = shelf.list_accounts(connection)
        refused = len(shelf.list_refusals(connection)) + len(shelf.list_waiting(connection))
        by = {a.id: a.by for a in accounts}
        marks = derived.marks(connection)
        every = (c for c in rows.iter_claims(connection) if marks.get(c.id) != "rejected")
        found = summarise(every, by)
        some = found.denials[:SAMPLES]
        said = {i: rows.find_claim(connection, i).evidence.text for i in some}
        built = log.last_build(connection)
        named = labels_of(case, connection)
        asked = answers(connection, named)
    if json:
        told = {"accounts": len(accounts), "not_read": refused, "doubtful": _doubtful(built)}
        told["answers"] = to_plain(asked)
        put_json(_plain(found) | told)
        return 0
    words = sum(a.words for a in accounts)
    span = f", {found.first} to {found.last}" if found.first and found.last else ""
    say(
        f"{case.name}: {counted(found.claims, 'claim')} from {counted(len(accounts), 'account')} "
        f"({words:,} words{span})"
    )
    if built is None:
        say("Nothing built yet. Run build.")
    else:
        say(f"{counted(asked.incidents, 'incident')}; what follows is what accounts say, not truth")
        _screen(lines(asked, named))
        say("")
        _screen(_counts(found, said, refused, _doubtful(built)))
    return 0


def _screen(parts: list[tuple[str, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", max_width=18)
    table.add_column(overflow="fold")
    for title, body in parts:
        if body:
            table.add_row(Text(title), Text(body))
    console().print(table)


def _doubtful(built: dict[str, Any] | None) -> int:
    """How many statements the last build held back as no claims of the war."""
    gaps = built["report"]["gaps"] if built else {}
    return sum(gaps.get("doubtful", {}).values())


def _counts(
    found: Summary, said: dict[str, str], refused: int, doubtful: int
) -> list[tuple[str, str]]:
    return [
        ("kinds", listed(found.kinds.most_common(), 9)),
        ("stance", listed(found.stances.most_common(), 9)),
        ("acts", listed(found.acts.most_common(), 8)),
        ("on whose word", listed(_named(found.narrators.most_common()), 6)),
        ("who to whom", listed(_pairs(found), 6, "×")),
        (f"changing hands ({len(found.changes):,})", _changes(found.changes)),
        (f"denials ({len(found.denials):,})", _quotes(found.denials, said)),
        ("left open", _open(found, refused, doubtful)),
    ]


def _named(narrators: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Narrators by the registry's names in place of its ids."""
    from contested.claims.registry import load_registry

    known = load_registry()
    return [(" + ".join(known.name_of(n) for n in who.split(" + ")), k) for who, k in narrators]


def _pairs(found: Summary) -> list[tuple[str, int]]:
    return [(f"{a} {act} {t}", n) for (a, act, t), n in found.pairs.most_common(12)]


def _changes(changes: list[Change]) -> str:
    """The places most often said to change hands, each with who gains it by how many claims."""
    said = Counter(
        f"{c.place}: {c.gainer} {c.act}" + (f" ({c.stance})" if c.stance != "asserted" else "")
        for c in changes
        if c.place != NOWHERE and (c.gainer != NOBODY or c.loser != NOBODY)
    )
    return listed(said.most_common(), 6, "×")


def _quotes(ids: list[str], said: dict[str, str]) -> str:
    return "\n".join(f"{i}  {shorten(said[i], 90)}" for i in ids[:SAMPLES])


def _open(found: Summary, refused: int, doubtful: int) -> str:
    parts = (
        (found.undated, "undated"),
        (found.placeless, "without a place"),
        (doubtful, "too doubtful to be told"),
        (refused, "files not read"),
    )
    return " · ".join(f"{number:,} {what}" for number, what in parts if number)


def _plain(found: Summary) -> dict[str, object]:
    plain = {f.name: to_plain(getattr(found, f.name)) for f in fields(found) if f.name != "pairs"}
    pairs = [
        {"agent": a, "act": act, "target": t, "claims": n}
        for (a, act, t), n in found.pairs.most_common()
    ]
    return plain | {"pairs": pairs}
