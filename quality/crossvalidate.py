"""Pool the held-out predictions of the five folds into the rows that the package ships.

    python quality/crossvalidate.py training/runs/fold*.json

Each file is what ``training/train.py foldK`` leaves: scores of the fold, and ``plover pairs``, the
(gold, predicted) root of every held-out pair. Pairs are pooled, so the interval is over all items;
the other scores are means over folds, and say how many folds there are.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from contested.scoring.acts import quad
from contested.scoring.metrics import accuracy, macro_f1_interval

TARGET = Path(__file__).parents[1] / "src/contested/resources/crossvalidation.json"
Fold = dict[str, Any]
MEANS = {  # head → task, metric, key of the fold's score
    "names": ("re3d", "span micro F1", "micro"),
    "roles": ("cameo spans", "micro F1", "micro"),
    "penta": ("cameo class", "macro F1", "macro"),
    "plover penta": ("plover", "quad head macro F1", "macro"),
}


def pooled(folds: Sequence[Fold]) -> list[dict[str, Any]]:
    """Rows of the report from the folds' results."""
    rows = [r for head in MEANS for r in _means(folds, head)]
    pairs = [tuple(p) for f in folds for p in f.get("plover pairs", ())]
    if pairs:
        gold, system = [g for g, _ in pairs], [s for _, s in pairs]
        rows += _classes("root", gold, system, len(folds))
        quads = ([quad(g) for g in gold], [quad(s) for s in system])
        rows += _classes("quad", *quads, len(folds))
    return rows


def _means(folds: Sequence[Fold], head: str) -> Iterable[dict[str, Any]]:
    task, metric, key = MEANS[head]
    scores = [f[head][key] for f in folds if key in f.get(head, {})]
    if scores:
        spread = f"mean of {len(scores)} folds, {min(scores):.1f}–{max(scores):.1f}"
        value = round(sum(scores) / len(scores), 2)
        row = {"task": task, "metric": metric, "value": value, "n": len(scores)}
        yield row | {"unit": "folds", "split": "five folds", "note": spread}


def _classes(
    name: str, gold: Sequence[str], system: Sequence[str], folds: int
) -> Iterable[dict[str, Any]]:
    found = macro_f1_interval(gold, system)
    row: dict[str, Any] = {"task": "plover", "n": len(gold), "unit": "items", "split": "five folds"}
    low, high = (round(100 * v, 2) for v in (found.low, found.high))
    value = round(100 * found.value, 2)
    note = f"{folds} folds pooled"
    yield row | {
        "metric": f"{name} macro F1",
        "value": value,
        "low": low,
        "high": high,
        "note": note,
    }
    yield row | {"metric": f"{name} accuracy", "value": round(100 * accuracy(gold, system), 2)}


def main(paths: Sequence[str]) -> int:
    """Write the rows; needs at least one fold."""
    if not paths:
        print(__doc__)
        return 2
    folds = [json.loads(Path(p).read_text("utf-8")) for p in sorted(paths)]
    rows = pooled(folds)
    TARGET.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for row in rows:
        print(f"{row['task']}: {row['metric']} {row['value']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
