"""``eval``: every score in one table, and what hand-made gold says of the claims."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from contested.errors import ContestedError
from contested.scoring.gold import PARTS
from contested.scoring.report import GOLD, as_table, evaluate_gold
from contested.scoring.report import evaluate as score
from contested.views.gold_scores import show_gold
from contested.views.output import console, put_json, say

Watch = Callable[[str], None]


def evaluate(data: Path | None, json: bool) -> int:
    """Score what is in ``data``, the demo and the gold; 1 when a set failed or none is there."""
    with watching(json) as watch:
        watch("encoder and claims")
        report = score(data)
    if json:
        put_json(report.as_json())
    else:
        if report.gold is not None:
            show_gold(report.gold)
        console().print(as_table(report))
    if not report.rows:
        say("Nothing was scored; name a folder of test sets with --data DIR.", stderr=True)
    return 0 if report.rows and not any(s.failed for s in report.skipped) else 1


def evaluate_claims(folder: Path | None, part: str, json: bool) -> int:
    """Score one folder of hand-made gold, the repository's by default; 1 when it cannot be read."""
    chosen = next(p for p in PARTS if p == part)
    try:
        with watching(json) as watch:
            report = evaluate_gold(folder or GOLD, chosen, watch=watch)
    except ContestedError as cause:
        say(str(cause), stderr=True)
        return 1
    if json:
        put_json(report.as_json())
    else:
        show_gold(report)
    return 0


@contextmanager
def watching(quiet: bool) -> Iterator[Watch]:
    """Say what is being read, on a terminal's last line; nothing in a pipe or with ``--json``."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    with console(stderr=True).status("reading") as status:
        yield lambda name: status.update(f"scoring {name}")
