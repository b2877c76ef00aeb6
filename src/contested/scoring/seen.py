"""Which items the shipped model trained on, by the hashes that its card lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from contested.errors import ModelError
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


def training_texts(meta: Mapping[str, Any]) -> TrainingTexts:
    """From the model's own metadata: ``trained_on`` lists hashes (whole, or their beginnings)."""
    listed = meta.get("trained_on")
    if not listed:
        return TrainingTexts(None)
    short = [h for h in listed if len(h) < DIGITS]
    if short:
        raise ModelError(f"the model's list of training texts holds {short[0]!r}: no hash")
    return TrainingTexts(frozenset(h[:DIGITS] for h in listed))


def hashes_of(texts: Iterable[str]) -> list[str]:
    """What ``trained_on`` should list for these texts: sorted, without repeats."""
    return sorted({training_hash(t)[:DIGITS] for t in texts})
