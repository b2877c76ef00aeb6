"""Which items the shipped model trained on, by the hashes that its card lists."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from contested.errors import ResourceError
from contested.scoring.folds import training_hash
from contested.scoring.rows import Exposure

DIGITS = 12  # hex digits kept of a hash: enough to tell 10^5 sentences apart


@dataclass(frozen=True, slots=True)
class TrainingTexts:
    """Hashes of every training text, cut to :data:`DIGITS`; None when no list ships."""

    hashes: frozenset[str] | None

    def exposure(self, text: str) -> Exposure:
        """Whether a sentence (any spacing or case) was trained on."""
        if self.hashes is None:
            return "unknown"
        return "seen" if training_hash(text)[:DIGITS] in self.hashes else "unseen"

    def groups(self, texts: Iterable[str]) -> dict[Exposure, list[int]]:
        """Indices of the texts by exposure, never to be averaged."""
        out: dict[Exposure, list[int]] = {}
        for index, text in enumerate(texts):
            out.setdefault(self.exposure(text), []).append(index)
        return out


def load_training_texts(path: Path) -> TrainingTexts:
    """Read one hash a line (plain or ``.gz``); a missing file means nothing is known."""
    if not path.exists():
        return TrainingTexts(None)
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("ascii")
    found = set()
    for number, line in enumerate(text.splitlines(), 1):
        digits = line.strip().lower()
        if digits and (len(digits) < DIGITS or set(digits) - set("0123456789abcdef")):
            raise ResourceError(f"{path}, line {number}: not a hash of {DIGITS} or more hex digits")
        if digits:
            found.add(digits[:DIGITS])
    return TrainingTexts(frozenset(found))


def dump_training_texts(texts: Iterable[str]) -> bytes:
    """The file that :func:`load_training_texts` reads, gzip, sorted, one short hash a line."""
    lines = sorted({training_hash(t)[:DIGITS] for t in texts})
    return gzip.compress("\n".join([*lines, ""]).encode("ascii"), mtime=0)
