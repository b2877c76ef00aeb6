"""``new``, ``add``, ``remove`` and ``accounts``: what is in a case."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from contested.accounts.discover import discover, written
from contested.accounts.model import Refusal
from contested.accounts.read import read_account
from contested.accounts.source import SourceFile
from contested.codec import to_plain
from contested.store import shelf
from contested.store.case import Case, create_case, open_case
from contested.store.intake import Added
from contested.store.intake import add as take_in
from contested.store.shelf import Outcome
from contested.views.output import clean, console, counted, put_json, say, shorten

_OUTCOMES: dict[Outcome, str] = {
    "new": "new",
    "appearance": "further appearances",
    "updated": "with details filled in",
    "known": "already there",
}


def new(folder: Path, name: str | None, json: bool) -> int:
    """Make a case in ``folder``."""
    case = create_case(folder, name)
    if json:
        put_json({"case": str(case.root), "name": case.name})
    else:
        say(f"Made the case {case.name} in {case.root}.")
        say(f"Next: contested -C {case.root} add FILES")
    return 0


def add(root: Path, paths: list[str], said: dict[str, str], json: bool) -> int:
    """Take in ``paths``; 1 when a file was refused or a manifest row was partly wrong."""
    case = open_case(root)
    found, doubtful = _found(case, paths, said)
    done: list[Added] = []
    for one in _take(case, found, paths):
        done.append(one)
        if not json:
            _report(one)
    refused = [a for a in done if a.refusal]
    if json:
        put_json({"files": [_plain(a) for a in done], "refused": len(refused)})
    else:
        _total(done, root)
    return 1 if refused or doubtful or not done else 0


def _take(case: Case, found: list[SourceFile | Refusal], paths: list[str]) -> Iterator[Added]:
    """What becomes of ``found``; a path that is not there is told but no part of the case."""
    absent = {written(p) for p in paths if not (p and os.path.lexists(p))}
    for one in found:
        if isinstance(one, Refusal) and one.file in absent:
            yield Added(one.file, None, None, one)
        else:
            yield from take_in(case, [one], read_account)


def remove(root: Path, name: str, json: bool) -> int:
    """Take out what is called ``name``."""
    case = open_case(root)
    with case.database.write() as connection:
        gone = shelf.remove(connection, name)
    if json:
        put_json({"removed": [asdict(g) for g in gone]})
        return 0
    for one in gone:
        what = f"account {one.account} and its claims" if one.account else "one appearance"
        say(f"Removed {one.file}: {what}.")
        if one.raw_sha256:
            say(f"  Its bytes stay in originals/{one.raw_sha256[:2]}/{one.raw_sha256}.")
    say("Run build to bring the record up to date; add the file again to undo this.")
    return 0


def accounts(root: Path, json: bool) -> int:
    """List what was added."""
    case = open_case(root)
    with case.database.read() as connection:
        listed = shelf.list_accounts(connection)
        refused = shelf.list_refusals(connection)
        waiting = shelf.list_waiting(connection)
    if json:
        put_json(
            {
                "accounts": [to_plain(a) for a in listed],
                "refused": [to_plain(r) for r in refused],
                "waiting": [to_plain(w) for w in waiting],
            }
        )
        return 0
    _table(listed)
    for w in waiting:
        say(f"waiting   {w.file}: {w.cause}")
    for r in refused:
        say(f"not read  {r.file}: {r.cause}")
    return 0


def _found(
    case: Case, paths: list[str], said: dict[str, str]
) -> tuple[list[SourceFile | Refusal], int]:
    """What ``paths`` hold, refusals first, and how many rows are read although partly wrong.

    What is wrong with such a row goes with its account as a note.
    """
    sources, refusals = discover(paths, sys.stdin.buffer if "-" in paths else None)
    with case.database.write() as connection:
        for path in paths:
            shelf.forget_missing(connection, written(path))
            shelf.forget_missing(connection, written(Path(path).name))
    noted = {note for source in sources for note in source.notes}
    unread = [r for r in refusals if r.cause not in noted]
    return [*unread, *(_with(s, said) for s in sources)], len(refusals) - len(unread)


def _with(source: SourceFile, said: dict[str, str]) -> SourceFile:
    """``source`` with what the command line says about it; a manifest's own words go first."""
    known = {k: v for k, v in asdict(source.appearance).items() if v is not None}
    more = {k: v for k, v in said.items() if k not in known}
    filled: dict[str, Any] = dict(more) | ({"date_basis": "manifest"} if "date" in more else {})
    return replace(source, appearance=replace(source.appearance, **filled))


def _report(one: Added) -> None:
    if one.refusal:
        say(f"not read  {clean(one.refusal.file)}: {one.refusal.cause}", stderr=True)
    elif one.outcome != "known" or one.doubts:
        say(f"{one.outcome:<10} {clean(one.file)}  {one.account}")
    for note in one.notes if one.outcome == "new" else one.doubts:
        say(f"  note: {note}")


def _total(done: list[Added], root: Path) -> None:
    outcomes = Counter(a.outcome for a in done if a.outcome)
    parts = [f"{outcomes[k]:,} {words}" for k, words in _OUTCOMES.items() if outcomes[k]]
    refused = sum(a.refusal is not None for a in done)
    parts += [f"{refused:,} not read"] if refused else []
    say(f"{counted(len(done), 'file')}: {', '.join(parts)}." if done else "No files found.")
    if outcomes["new"] or outcomes["appearance"] or outcomes["updated"]:
        say(f"Next: contested -C {root} build")


def _plain(one: Added) -> dict[str, object]:
    plain = asdict(one)
    plain["refusal"] = one.refusal and one.refusal.cause
    return plain


def _table(listed: list[shelf.Shelved]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in ("id", "date", "words", "publisher", "file"):
        table.add_column(name, justify="right" if name == "words" else "left", no_wrap=name == "id")
    for one in listed:
        more = f" (+{len(one.appearances) - 1} more)" if len(one.appearances) > 1 else ""
        cells = (one.id, one.date or "no date", f"{one.words:,}", shorten(one.by or "", 40))
        table.add_row(*(Text(c) for c in cells), Text(clean(one.file) + more))
    console().print(table)
    say(f"{counted(len(listed), 'account')}, {sum(a.words for a in listed):,} words")
