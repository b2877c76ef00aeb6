"""Recompute every score and hold it against its floor.

    python quality/gate.py [--data ../shared/data] [--only claims …] [--check | --lower-floors]

Writes ``scores.json`` (each score with the SHA-256 of the weights it belongs to) and
``gold_dev.json`` (all that ``eval`` says of the gold's development part) and ``real_dev.json`` (the
same of real texts, where they are), and raises floors that scores have outgrown. Only
``--lower-floors`` lowers one. ``--check`` recomputes nothing: it
holds the committed scores against the committed floors and weights. ``--only`` recomputes the tasks
that begin with its words and keeps the other scores, when they belong to the same weights. Of the
hand-made gold only the development part is ever read here. Exit 1 below a floor.
"""

import argparse
import json
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contested.annotate.encoder import shipped_sha256, weights_path
from contested.scoring.claims_task import gold_rows
from contested.scoring.report import evaluate, evaluate_gold
from contested.scoring.rows import Report
from real import rebuilt

HERE = Path(__file__).parent
SCORES, FLOORS = HERE / "scores.json", HERE / "floors.toml"
GOLD, REAL_DEV = HERE / "gold_dev.json", HERE / "real_dev.json"
DATA = HERE.parents[1] / "shared" / "data"
# int8 kernels differ between processors in the last digits: a floor stands this far below.
MARGIN = 0.5
# Shares of what was matched may fall when more is matched: they are kept, and have no floor.
CONDITIONAL = "claims exact"
HEAD = """\
# A score may not fall below its floor. quality/gate.py raises floors; only its --lower-floors
# lowers one. Values in percent; errors in km are ceilings.

[floors]
"""


@dataclass(frozen=True, slots=True)
class Scores:
    """Score → value, and the SHA-256 of the weights they were measured with (None: none)."""

    weights: str | None
    values: Mapping[str, float]


def load_scores(path: Path = SCORES) -> Scores:
    """The committed scores."""
    found = json.loads(path.read_text("utf-8"))
    return Scores(found["weights"], found["scores"])


def save_scores(scores: Scores, path: Path = SCORES) -> None:
    """Write scores, sorted, so that a change reads well in a diff."""
    body = {"weights": scores.weights, "scores": dict(sorted(scores.values.items()))}
    path.write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", "utf-8")


def load_floors(path: Path = FLOORS) -> dict[str, float]:
    """The committed floors."""
    return {k: float(v) for k, v in tomllib.loads(path.read_text("utf-8"))["floors"].items()}


def save_floors(floors: Mapping[str, float], path: Path = FLOORS) -> None:
    """Write floors; the header says how they move."""
    lines = (f"{json.dumps(k, ensure_ascii=False)} = {v:.2f}\n" for k, v in sorted(floors.items()))
    path.write_text(HEAD + "".join(lines), "utf-8")


def less_is_better(key: str) -> bool:
    """Errors in kilometres have ceilings, everything else floors."""
    return "(km)" in key


def below(
    values: Mapping[str, float], floors: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """Scores on the wrong side of their floor: key → (value, floor)."""
    return {
        key: (values[key], floor)
        for key, floor in floors.items()
        if key in values and (values[key] > floor if less_is_better(key) else values[key] < floor)
    }


def moved(
    values: Mapping[str, float], floors: Mapping[str, float], lower: bool
) -> dict[str, float]:
    """Floors after this run: raised where outgrown, new where new, lowered only on request."""
    after = dict(floors)
    for key, value in values.items():
        if key.startswith(CONDITIONAL):
            continue
        sign = -1 if less_is_better(key) else 1
        reached = round(value - sign * MARGIN, 2)
        old = floors.get(key)
        if old is None or sign * (reached - old) > 0 or (lower and sign * (value - old) < 0):
            after[key] = reached
    return after


def measured(report: Report, known: Scores) -> Scores:
    """This run's scores, with those it could not recompute kept when the weights are the same."""
    values = {row.key: row.value for row in report.rows}
    kept = dict(known.values) if known.weights == report.model else {}
    return Scores(report.model, kept | values)


def with_real(report: Report, args: argparse.Namespace) -> Report:
    """``report`` with the claims of real texts annotated blind (``real.py``), where those are."""
    if not args.data.is_dir() or (args.only and not "claims".startswith(tuple(args.only))):
        return report
    with tempfile.TemporaryDirectory() as folder:
        rebuilt(args.data, Path(folder), print)
        real = evaluate_gold(Path(folder), "dev")
    REAL_DEV.write_text(json.dumps(real.as_json(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return replace(report, rows=(*report.rows, *gold_rows(real, "real, development")))


def stale(scores: Scores) -> str | None:
    """Why the committed scores do not speak of the shipped weights; None when they do."""
    weights = weights_path()
    if not weights.exists():
        return None if scores.weights is None else f"{weights}: scored weights are missing"
    if shipped_sha256() != scores.weights:
        return f"{weights}: not the weights that scores.json was measured with; run make quality"
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--lower-floors", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only", nargs="+", default=(), metavar="TASK")
    args = parser.parse_args(arguments)
    scores, floors = load_scores(), load_floors()
    problems = []
    if args.check:
        problems = [p for p in (stale(scores),) if p]
    else:
        report = with_real(
            evaluate(args.data if args.data.exists() else None, tuple(args.only)), args
        )
        for one in report.skipped:
            print(f"{'FAILED' if one.failed else 'skipped'} {one.task}: {one.reason}")
        scores = measured(report, scores)
        save_scores(scores)
        if report.gold is not None:
            plain = json.dumps(report.gold.as_json(), indent=1, ensure_ascii=False)
            GOLD.write_text(plain + "\n", "utf-8")
    failing = {} if args.lower_floors else below(scores.values, floors)
    problems += [f"{k}: {value:.2f}, floor {floor:.2f}" for k, (value, floor) in failing.items()]
    if not args.check:
        save_floors(moved(scores.values, floors, args.lower_floors))
    for problem in problems:
        print(f"BELOW {problem}" if problem.split(":")[0] in floors else problem)
    print(f"{len(scores.values)} scores, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
