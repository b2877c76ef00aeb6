"""Write the tables of ``docs/quality.md`` from the numbers that are committed beside this script.

    python quality/gate.py                                       # scores.json, gold_dev.json
    python quality/ablation.py                                   # ablation.json
    contested eval --part test --json > quality/gold_test.json   # only to report
    contested eval --gold REAL --part test --json > quality/real_test.json   # REAL: quality/real.py
    python quality/page.py [--check]

Between ``<!-- table NAME -->`` and ``<!-- end -->`` the page is made, everything else is written by
hand. ``--check`` writes nothing and fails when the page is not what the numbers say.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ablation import table as ablation_table

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "quality.md"
SETS = {  # how a set is called on the page, and the file that holds its report
    "dev": "gold_dev",
    "test": "gold_test",
    "real dev": "real_dev",
    "real test": "real_test",
}
_TABLE = re.compile(r"(<!-- table ([\w ]+) -->\n).*?(<!-- end -->)", re.S)
Json = dict[str, Any]
_CORE = "act class, agents and targets right"
_READER = "second reader"


def row(*cells: object) -> str:
    """One line of a Markdown table."""
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def head(*cells: str) -> Iterator[str]:
    """The two lines that begin a table."""
    yield row(*cells)
    yield "|---" * len(cells) + "|"


def headline(report: Json) -> Iterator[str]:
    """The headline and the fields of matched claims, beside baseline and second reader."""
    core = report["headline"][_CORE]
    yield from head("", "here", "baseline", _READER, "goal", "of")
    for name in ("precision", "recall"):
        scored = [(core[k] or {}).get(name) for k in ("system", "baseline", _READER)]
        of = core["system"]["system" if name == "precision" else "gold"]
        yield row(f"**{_CORE}: {name}**", *scored, _goal(core["goals"][name]), of)
    for name, found in report["headline"]["of matched"].items():
        scored = [(found[k] or {}).get("share") for k in ("system", "baseline", _READER)]
        yield row(f"of the matched: {name}", *scored, _goal(found["goal"]), found["system"]["of"])


def _goal(goal: float | None) -> str:
    return "" if goal is None else f"{goal:g}"


def kinds(report: Json) -> Iterator[str]:
    """Precision, recall and F1 by kind."""
    yield from head("kind", "precision", "recall", "F1", "gold claims")
    rows = {"all": report["claims"], **report["kinds"], "wholly right": report["wholly right"]}
    for name, found in rows.items():
        yield row(name, found["precision"], found["recall"], found["f1"], found["gold"])


def fields(report: Json) -> Iterator[str]:
    """Precision, recall and F1 by field, and the share of matched claims that have it right."""
    yield from head("field", "precision", "recall", "F1", "right of matched", "gold claims")
    for name, found in report["fields"].items():
        share = found["of matched"]["share"]
        yield row(name, found["precision"], found["recall"], found["f1"], share, found["gold"])


def styles(report: Json) -> Iterator[str]:
    """By style of account: claims found, core, and the F1 of each field."""
    names = ("agents", "targets", "places", "time", "chain", "stance")
    yield from head("style", "accounts", "gold", "P", "R", "F1", "core P", "core R", *names)
    for name, found in report["styles"].items():
        claims, core = found["claims"], found["core"]
        shares = (claims["precision"], claims["recall"], claims["f1"])
        by_field = (found["fields"][n]["f1"] for n in names)
        right = (core["precision"], core["recall"])
        yield row(name, found["accounts"], claims["gold"], *shares, *right, *by_field)


def confusions(report: Json) -> Iterator[str]:
    """The ten most frequent."""
    yield from head("what", "gold", "taken for", "times", "such as")
    for one in report["confusions"][:10]:
        where = f"{one['example']} ({Path(one['file']).stem}:{one['start']})"
        yield row(one["what"], one["gold"], one["system"], one["count"], where)


def whole_attributions() -> Iterator[str]:
    """PolNeAR dev through the pipeline."""
    scores = json.loads((HERE / "scores.json").read_text("utf-8"))["scores"]
    yield from head("whole attributions, PolNeAR dev", "F1")
    for key, value in scores.items():
        if key.startswith("whole attributions"):
            yield row(key.split(" | ")[1].removesuffix(" F1"), float(value))


def ablation() -> Iterator[str]:
    """What is lost without each stage."""
    rows = json.loads((HERE / "ablation.json").read_text("utf-8"))["rows"]
    return ablation_table(rows)


def tables() -> dict[str, Callable[[], Iterator[str]]]:
    """Every table that the committed numbers allow, by its name on the page."""
    makers = (headline, kinds, fields, styles, confusions)
    out: dict[str, Callable[[], Iterator[str]]] = {
        "ablation": ablation,
        "whole attributions": whole_attributions,
    }
    for part, name in SETS.items():
        path = HERE / f"{name}.json"
        if path.exists():
            report = json.loads(path.read_text("utf-8"))
            out |= {f"{part} {make.__name__}": partial(make, report) for make in makers}
    return out


def filled(page: str) -> str:
    """The page with its tables made anew; one without numbers says so."""
    made = tables()

    def table(found: re.Match[str]) -> str:
        make = made.get(found[2])
        lines = make() if make else iter(["Not measured yet."])
        return found[1] + "".join(f"{line}\n" for line in lines) + found[3]

    return _TABLE.sub(table, page)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, or with ``--check`` say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args(arguments)
    old = PAGE.read_text("utf-8")
    new = filled(old)
    if args.check:
        print("up to date" if old == new else f"{PAGE}: run quality/page.py")
        return int(old != new)
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
