"""Whether a draft is a claim of the war at all: its signs, weighed.

A logistic regression over the signs of ``signs.py``; bias, weights and the least probability that
is still told stand in ``resources/worth.toml``, written by ``training/worth.py`` from claims that
were judged one by one. The probability is calibrated: of claims given 0.8, eight in ten are right
(they exist, with kind and act right); ``quality/reliability.py`` prints the table.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from contested.claims.model import Claim
from contested.claims.vocabulary import Vocabulary, packaged

Signs = Mapping[str, float]
MOST_REASONS = 3  # signs named on either side
FAINT = 0.15  # a sign that moves the sum by less is not named


@dataclass(frozen=True, slots=True)
class Worth:
    """What each sign weighs. ``least``: below this probability a draft is no claim."""

    bias: float
    weights: Mapping[str, float]
    least: float

    def share(self, signs: Signs) -> float:
        """Probability (0–1) that a draft with these signs is a claim, of its kind and act."""
        total = self.bias + sum(self.weights.get(name, 0.0) * v for name, v in signs.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def reasons(self, signs: Signs) -> tuple[str, ...]:
        """The signs that weigh most for and against, in words."""
        moved = sorted((self.weights.get(name, 0.0) * v, name) for name, v in signs.items())
        against = [name for w, name in moved[:MOST_REASONS] if w < -FAINT]
        speaking = [name for w, name in moved[::-1][:MOST_REASONS] if w > FAINT]
        rows = (("for", speaking), ("against", against))
        return tuple(f"{side} it: {', '.join(names)}" for side, names in rows if names)


def worthy(claim: Claim) -> bool:
    """Whether a weighed claim is likely enough to be told; the others are only counted."""
    return claim.confidence >= load_worth().least


@cache
def load_worth() -> Worth:
    """The packaged weights; ``ResourceError`` names file and line of what is wrong."""
    return read_worth(packaged("worth.toml"))


def read_worth(source: Vocabulary) -> Worth:
    """Check and convert ``worth.toml``."""
    weights = source.data.get("weights", {})
    for name, value in weights.items():
        if not isinstance(value, int | float):
            source.fail(f"the weight of {name!r} must be a number", f'"{name}"')
    found = {name: source.data.get(name) for name in ("bias", "least")}
    for name, value in found.items():
        if not isinstance(value, int | float):
            source.fail(f"{name} must be a number", f"{name} =")
    if not 0 <= float(found["least"] or 0) < 1:
        source.fail("least must be a probability under 1", "least =")
    return Worth(float(found["bias"] or 0), dict(weights), float(found["least"] or 0))
