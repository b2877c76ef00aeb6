"""How the encoder's raw scores are read: weights and biases of tags, rare acts made up for.

Numbers stand in ``resources/decoding.toml``; run time and training's own scores share them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from contested.annotate.model import Matrix
from contested.resources import load_toml, malformed

FILE = "decoding.toml"
_UNSEEN = 3.0  # added to each count, so that a rare class is not raised without bound


@dataclass(frozen=True, slots=True)
class Decoding:
    """Per tagger a weight and biases by tag or tag prefix; how often acts were seen in training."""

    weights: dict[str, float]
    biases: dict[str, dict[str, float]]
    strength: float
    seen: dict[str, float]

    def emissions(self, tagger: str, scores: Matrix, tags: Sequence[str]) -> Matrix:
        """``scores`` (…, T) as the path search reads them."""
        known = self.biases.get(tagger, {})
        bias = [known.get(t, known.get(t.split("-")[0], 0.0)) for t in tags]
        out: Matrix = scores * np.float32(self.weights.get(tagger, 1.0))
        out += np.asarray(bias, np.float32)
        return out

    def acts(self, shares: Matrix, labels: Sequence[str]) -> Matrix:
        """Probabilities (Q, A) of ``labels`` with the frequency of each divided out, summing to
        one (Menon et al. 2021, "Long-tail learning via logit adjustment")."""
        prior = np.asarray([(self.seen[a] + _UNSEEN) ** self.strength for a in labels], np.float32)
        out: Matrix = shares / prior
        out /= out.sum(-1, keepdims=True)
        return out


@cache
def load_decoding() -> Decoding:
    """The packaged numbers; ResourceError names file and line of what is malformed."""
    data = load_toml(FILE)
    taggers, acts = data.get("taggers"), data.get("acts")
    if not isinstance(taggers, dict):
        raise malformed(FILE, "taggers", "must be a table")
    if not isinstance(acts, dict) or not isinstance(acts.get("seen"), dict):
        raise malformed(FILE, "acts", "must be a table with a table `seen`")
    return Decoding(
        weights={
            t: _number(f"taggers.{t}.weight", row.get("weight")) for t, row in taggers.items()
        },
        biases={
            t: {tag: _number(f"taggers.{t}.bias", v) for tag, v in row.get("bias", {}).items()}
            for t, row in taggers.items()
        },
        strength=_number("acts.strength", acts.get("strength")),
        seen={a: _number(f"acts.seen.{a}", n) for a, n in acts["seen"].items()},
    )


def _number(key: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise malformed(FILE, key, "must be a number")
    return float(value)
