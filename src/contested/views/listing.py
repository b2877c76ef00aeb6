"""``claims``: a table of claims, or a stacked list where the terminal is narrow."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contested.claims.model import Claim, as_json
from contested.store import derived, rows, shelf
from contested.store.case import open_case
from contested.store.rows import ClaimFilter
from contested.views import words
from contested.views.output import NARROW, console, counted, put_json, say, shorten


def claims(root: Path, wanted: ClaimFilter, limit: int, json: bool) -> int:
    """Show at most ``limit`` claims that pass ``wanted``."""
    case = open_case(root)
    with case.database.read() as connection:
        total = rows.count_claims(connection, wanted)
        found = list(rows.iter_claims(connection, wanted, limit))
        by = {a.id: a.by for a in shelf.list_accounts(connection)}
        marks = derived.marks(connection)
        empty = not total and not rows.count_claims(connection)
    if json:
        put_json({"total": total, "claims": [plain_claim(c, marks) for c in found]})
        return 0
    _show(found, by, marks)
    if empty:
        say("The record is empty: run build first.")
    else:
        more = f", the first {len(found):,} shown (--limit)" if len(found) < total else ""
        say(f"{counted(total, 'claim')}{more}")
    return 0


def plain_claim(claim: Claim, marks: Mapping[str, str]) -> dict[str, Any]:
    """The claim as the contract writes it, with what a person made of it."""
    return as_json(claim) | {"judgement": marks.get(claim.id)}


def _show(found: list[Claim], by: Mapping[str, str | None], marks: Mapping[str, str]) -> None:
    from rich.table import Table
    from rich.text import Text

    screen = console()
    if screen.width < NARROW:
        for c in found:
            _stack(c, by.get(c.account), marks.get(c.id, ""))
        return
    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in ("id", "when", "where", "what", "who → whom", "who says", "stance"):
        table.add_column(name, no_wrap=name in ("id", "stance"), overflow="fold")
    for c in found:
        said = words.says(c, by.get(c.account))
        cells = (c.id, words.when(c.time), words.where(c.places), words.doing(c))
        row = (*cells, words.whom(c), shorten(said, 60), _put(c, marks.get(c.id, "")))
        table.add_row(*(Text(shorten(cell, 160)) for cell in row))
    if found:
        screen.print(table)


def _put(c: Claim, mark: str) -> str:
    return f"{c.stance}, {mark}" if mark else c.stance


def _stack(c: Claim, publisher: str | None, mark: str) -> None:
    say(f"{c.id}  {words.doing(c)}  {_put(c, mark)}")
    say(f"  {words.whom(c)}")
    there = ", ".join(filter(None, (words.when(c.time), words.where(c.places))))
    say(f"  {there or 'undated, no place'}; says {words.says(c, publisher)}")
