"""What every task over a data folder shares: the bench it runs on, its splits, and exposure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from contested.scoring.datasets.base import DataAbsent, locate
from contested.scoring.predictors import Model
from contested.scoring.rows import Exposure, Row
from contested.scoring.seen import TrainingTexts


@dataclass(frozen=True, slots=True)
class Bench:
    """What a task needs: the folder, the model, and what the model has seen."""

    root: Path
    encoder: Model
    seen: TrainingTexts


Task = Callable[[Bench], Iterator[Row]]


def splits(root: Path, folder: str, pattern: str) -> tuple[str, ...]:
    """Split names in file names (group 1 of ``pattern``); train only when there is no other."""
    names = {re.fullmatch(pattern, p.name) for p in locate(root, folder, pattern)}
    found = {m.group(1) for m in names if m is not None}
    if not found:
        raise DataAbsent(f"{root}: no file {pattern!r} below a folder {folder!r}")
    return tuple(sorted(found - {"train"} or found))


def apart(bench: Bench, texts: Sequence[str]) -> Iterator[tuple[Exposure, list[int]]]:
    """Indices by exposure, in a fixed order."""
    groups = bench.seen.groups(texts)
    order: tuple[Exposure, ...] = ("unseen", "seen", "unknown")
    return ((e, groups[e]) for e in order if e in groups)
