"""PLOVER sentences with a marked source and target: the act between them (PLV), or none (AW)."""

from dataclasses import dataclass
from pathlib import Path

from contested.scoring.datasets.base import Mark, read_tsv, require, strip_marks
from contested.scoring.folds import sentence_fold

_PLV = ("sentence", "marked_sentence", "source", "target", "gold_root", "gold_penta")
_AW = ("sentence", "marked_sentence", "source", "target", "event_type", "gold_binary")
_LABELS = {"s": "source", "t": "target"}


@dataclass(frozen=True, slots=True)
class PloverPair:
    """A sentence and the act from its source to its target.

    ``marks`` are character offsets labelled source or target (an actor may be marked more than
    once, or be absent: "An actor"); ``root`` is a PLOVER act or YIELD (= CONCEDE or RETREAT);
    ``penta`` is 0–4 as in CAMEO's five-way class; ``modality`` is past or todo.
    """

    id: str
    text: str
    marks: tuple[Mark, ...]
    source: str
    target: str
    root: str
    penta: int
    modality: str

    @property
    def fold(self) -> int:
        """Fold of the sentence."""
        return sentence_fold(self.text)


@dataclass(frozen=True, slots=True)
class AwPair:
    """An ACE or wiki sentence whose marked pair is, or is not, tied by the event (``related``)."""

    id: str
    text: str
    marks: tuple[Mark, ...]
    trigger: str
    event_type: str
    related: bool

    @property
    def fold(self) -> int:
        """Fold of the sentence."""
        return sentence_fold(self.text)


def read_plover(root: Path, split: str = "train") -> tuple[PloverPair, ...]:
    """Pairs of ``plover/PLV_{split}.tsv``."""
    return tuple(
        PloverPair(
            row.get("sentence_id", ""),
            *_unmark(row, path),
            row["source"],
            row["target"],
            row["gold_root"],
            int(row["gold_penta"] or 0),
            row.get("modality_L2", ""),
        )
        for path in require(root, "plover", rf"PLV_{split}\.tsv")
        for row in read_tsv(path, _PLV)
    )


def read_aw(root: Path, split: str = "train") -> tuple[AwPair, ...]:
    """Pairs of ``plover/AW_{split}.tsv``."""
    return tuple(
        AwPair(
            row.get("uid", ""),
            *_unmark(row, path),
            row.get("trigger", ""),
            row["event_type"],
            row["gold_binary"] == "1",
        )
        for path in require(root, "plover", rf"AW_{split}\.tsv")
        for row in read_tsv(path, _AW)
    )


def _unmark(row: dict[str, str], path: Path) -> tuple[str, tuple[Mark, ...]]:
    text, marks = strip_marks(row["marked_sentence"], f"{path}: {row['sentence'][:40]}")
    return text, tuple(Mark(m.start, m.end, _LABELS.get(m.label, m.label)) for m in marks)
