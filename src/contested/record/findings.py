"""What one proposition says of a pair of claims, and how much that weighs."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from contested.claims.vocabulary import packaged


class Finding(NamedTuple):
    """What one proposition says of a pair: the name of its weight, how many times it counts, and
    the reason in words."""

    name: str
    why: str
    times: float = 1.0

    @property
    def weight(self) -> float:
        """Log-odds that it adds."""
        return weights()[self.name] * self.times


@cache
def weights() -> Mapping[str, float]:
    """Log-odds by name, from ``incident_weights.toml``; ``ResourceError`` when malformed."""
    table = packaged("incident_weights.toml")
    for name, value in table.data.items():
        if not isinstance(value, int | float):
            table.fail(f"{name} is not a number", f"{name} =")
    return {name: float(value) for name, value in table.data.items()}
