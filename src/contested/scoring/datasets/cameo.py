"""CAMEO sentences: source and target spans in BIO, and a five-way class for whole sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contested.scoring.datasets.base import DataMalformed, read_text, require
from contested.scoring.folds import sentence_fold

ROLES = {"S": "source", "T": "target", "R": "related"}
CLASSES = (
    "none",
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A source, target or related actor over words ``[first, last)``."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class CameoSpans:
    """A tokenised sentence with its role spans."""

    words: tuple[str, ...]
    spans: tuple[RoleSpan, ...]

    @property
    def fold(self) -> int:
        """Fold of the sentence."""
        return sentence_fold("".join(self.words))


@dataclass(frozen=True, slots=True)
class CameoClass:
    """A raw sentence and its class, an index into :data:`CLASSES`."""

    text: str
    label: int

    @property
    def fold(self) -> int:
        """Fold of the sentence."""
        return sentence_fold(self.text)


def read_cameo_spans(root: Path, split: str = "train") -> tuple[CameoSpans, ...]:
    """Sentences of ``cameo/source-target-{split}.txt``."""
    return tuple(
        item
        for path in require(root, "cameo", rf"source-target-{split}\.txt")
        for item in _spans(path)
    )


def read_cameo_classes(root: Path, split: str = "train") -> tuple[CameoClass, ...]:
    """Sentences of ``cameo/class-{split}.tsv``."""
    return tuple(
        item for path in require(root, "cameo", rf"class-{split}\.tsv") for item in _classes(path)
    )


def _spans(path: Path) -> Iterator[CameoSpans]:
    rows: list[tuple[str, str]] = []
    for number, line in enumerate([*read_text(path).split("\n"), ""], 1):
        if line.strip():
            word, _, tag = line.strip().rpartition(" ")
            if not word or tag[:2] not in ("O", "B-", "I-"):
                raise DataMalformed(f"{path}, line {number}: not a word and a tag")
            rows.append((word, tag))
        elif rows:
            yield CameoSpans(tuple(w for w, _ in rows), bio_spans([t for _, t in rows]))
            rows = []


def bio_spans(tags: list[str]) -> tuple[RoleSpan, ...]:
    """Spans of a BIO sequence; an I that continues nothing opens a span (as conlleval reads it)."""
    spans: list[RoleSpan] = []
    for index, tag in enumerate(tags):
        if tag == "O":
            continue
        label = ROLES.get(tag[2:], tag[2:])
        last = spans[-1] if spans else None
        if tag[0] == "I" and last and last.last == index and last.label == label:
            spans[-1] = RoleSpan(last.first, index + 1, label)
        else:
            spans.append(RoleSpan(index, index + 1, label))
    return tuple(spans)


def _classes(path: Path) -> Iterator[CameoClass]:
    for number, line in enumerate(read_text(path).split("\n"), 1):
        text, _, label = line.rstrip("\r").rpartition("\t")
        if not line.strip() or (number == 1 and not label.strip().isdigit()):
            continue
        if not label.strip().isdigit() or int(label) >= len(CLASSES):
            raise DataMalformed(f"{path}, line {number}: class {label!r}")
        yield CameoClass(text, int(label))
