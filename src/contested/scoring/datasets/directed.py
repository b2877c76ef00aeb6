"""Directed sentiment: sentences with two marked actors p and q, and who feels what towards whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contested.scoring.datasets.base import DataMalformed, Mark, read_text, require

CLASSES = ("neutral", "p+q", "q+p", "p-q", "q-p")


@dataclass(frozen=True, slots=True)
class Sentiment:
    """A sentence without its brackets; ``marks`` are p and q; ``label`` indexes :data:`CLASSES`.

    The set's own markers cut names at the last letter ("[Los Angele]s"); offsets keep that cut.
    """

    text: str
    marks: tuple[Mark, ...]
    label: int


def read_directed_sentiment(root: Path, split: str = "train") -> tuple[Sentiment, ...]:
    """Sentences of ``directed-sentiment/{split}.txt`` (train, valid, test)."""
    return tuple(
        item
        for path in require(root, "directed-sentiment", rf"{split}\.txt")
        for item in _items(path)
    )


def _items(path: Path) -> Iterator[Sentiment]:
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        fields = line.rstrip("\r").split("\t")
        if len(fields) != 4 or not fields[3].isdigit() or int(fields[3]) >= len(CLASSES):
            raise DataMalformed(f"{path}, line {number}: not text, p, q and a class 0–4")
        text, marks = _unbracket(fields[0], fields[1], fields[2])
        yield Sentiment(text, marks, int(fields[3]))


def _unbracket(marked: str, p: str, q: str) -> tuple[str, tuple[Mark, ...]]:
    """Remove the brackets around the two actors; other brackets in the sentence stay."""
    text, marks, rest = "", [], marked
    for label, name in (("p", p), ("q", q)):
        before, found, after = rest.partition(f"[{name}]")
        if found:
            text += before
            marks.append(Mark(len(text), len(text) + len(name), label))
            text, rest = text + name, after
    return text + rest, tuple(marks)
