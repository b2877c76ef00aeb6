"""Prove an export: every quoted word stands at its offsets, nothing comes from boilerplate.

    python quality/verbatim.py CASE [CASE…]
    python quality/verbatim.py --claims claims.jsonl --texts texts.jsonl

``texts.jsonl`` holds one ``{"account": "a_…", "text": "…"}`` a line. Stretches of boilerplate come
from ``quality/boilerplate/*.json``: per group of accounts, offsets into the frozen text by name.
Exit 1 when anything is wrong, 2 when there is nothing to prove.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contested.claims.model import as_json
from contested.scoring.contract import Problem, check_export, spans_of
from contested.store import rows, shelf
from contested.store.case import open_case

Barred = dict[str, list[list[int]]]
BOILERPLATE = Path(__file__).parent / "boilerplate"


@dataclass(frozen=True, slots=True)
class Export:
    """Claims as contract objects, and the frozen text of every account by id."""

    claims: tuple[dict[str, Any], ...]
    texts: dict[str, str]


def load_barred(folder: Path = BOILERPLATE) -> Barred:
    """Hand-made boilerplate offsets of every list in ``folder``, by file name or record id."""
    found: Barred = {}
    for path in sorted(folder.glob("*.json")):
        for group in json.loads(path.read_text("utf-8")).values():
            for name, stretches in group.items() if isinstance(group, dict) else ():
                found.setdefault(name, []).extend([s["start"], s["end"]] for s in stretches)
    return found


def account_name(file: str) -> str:
    """What the lists call an account: the record id after ``#``, else the file's own name."""
    return file.rpartition("#")[2] if "#" in file else Path(file).name


def case_export(root: Path) -> Export:
    """The record of a case as its export would write it, with the frozen texts."""
    case = open_case(root)
    with case.database.read() as connection:
        claims = tuple(json.loads(json.dumps(as_json(c))) for c in rows.iter_claims(connection))
        ids = [a.id for a in shelf.list_accounts(connection)]
        texts = {i: shelf.load_account(connection, i).text for i in ids}
    return Export(claims, texts)


def file_export(claims: Path, texts: Path) -> Export:
    """An export and the texts it came from, from two JSON-lines files."""
    lines = [json.loads(x) for x in texts.read_text("utf-8").split("\n") if x.strip()]
    objects = [json.loads(x) for x in claims.read_text("utf-8").split("\n") if x.strip()]
    return Export(tuple(objects), {row["account"]: row["text"] for row in lines})


def prove(export: Export, barred: Barred) -> tuple[Problem, ...]:
    """Every breach in an export; none means it is proved."""
    return tuple(
        check_export(
            export.claims,
            lambda claim: export.texts.get(claim["account"]),
            lambda claim: barred.get(account_name(claim["file"]), ()),
        )
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Check cases or files and print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path)
    parser.add_argument("--claims", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--show", type=int, default=20, help="problems to print")
    args = parser.parse_args(arguments)
    exports = {str(c): case_export(c) for c in args.cases}
    if args.claims and args.texts:
        exports[str(args.claims)] = file_export(args.claims, args.texts)
    if not any(e.claims for e in exports.values()):
        print("nothing to prove: no claims")
        return 2
    barred, wrong = load_barred(), 0
    for name, export in exports.items():
        problems = prove(export, barred)
        wrong += len(problems)
        quoted = sum(1 for c in export.claims for _ in spans_of(c))
        print(f"{name}: {len(export.claims)} claims, {quoted} quotations: {len(problems)} problems")
        for problem in problems[: args.show]:
            print(f"  {problem}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
