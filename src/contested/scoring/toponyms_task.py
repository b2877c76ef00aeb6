"""Places of GeoVirus-style files as rows of the report."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from contested.scoring.datasets.base import require
from contested.scoring.rows import Row, make_row
from contested.scoring.toponyms import score_toponyms

# Only the development half was looked at while the gazetteer was made.
HALVES: tuple[tuple[Literal["odd", "even"], str], ...] = (
    ("odd", "report half"),
    ("even", "development half"),
)


def toponym_rows(root: Path) -> Iterator[Row]:
    """Gold mentions within 161 km, detection, end to end, and the median error, a row each."""
    for path in require(root, "toponyms", r".*\.xml"):
        for half, name in HALVES:
            score = score_toponyms(path, half=half)
            if not score.gold:
                continue
            unit, split = (score.gold, "gold mentions"), f"{path.stem}, {name}"
            values = {
                "within 161 km, gold mentions": score.resolved_161,
                "detection F1": score.f1,
                "within 161 km, end to end": score.end_to_end_161,
            }
            for metric, value in values.items():
                row = make_row("toponyms", metric, value, unit, split)
                yield replace(row, exposure="unseen" if half == "odd" else "seen")
            row = make_row("toponyms", "median error (km)", score.median_km / 100, unit, split)
            yield replace(row, exposure="unseen" if half == "odd" else "seen")
