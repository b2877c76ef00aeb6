"""How much an act says about who stands with whom: ``resources/relations.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from contested.claims.act_table import load_act_table
from contested.claims.model import Claim
from contested.claims.vocabulary import Vocabulary, packaged


@dataclass(frozen=True, slots=True)
class Weights:
    """Strengths in 0..1 by act, that of a stated relation and of force used side by side; the part
    of an act's strength that a mere country as target leaves it; the doubt of a cell, and the least
    weight that takes a side."""

    acts: Mapping[str, float]
    stated: float
    beside: float
    country: float
    doubt: float
    least: float

    def of(self, claim: Claim) -> float:
        """Signed strength in -1..1 of what the claim says of its agents towards its targets."""
        if claim.kind == "relation":
            return self.stated * (claim.sign or 0)
        if claim.kind not in ("event", "control") or claim.act is None:
            return 0.0
        return self.acts.get(claim.act, 0.0) * (claim.sign or 0)


@cache
def relation_weights() -> Weights:
    """The packaged weights; ``ResourceError`` names file and line of what is malformed."""
    return read_weights(packaged("relations.toml"))


def read_weights(source: Vocabulary) -> Weights:
    """Check and convert a file like ``relations.toml``: every act of the table has a weight."""
    source.known(source.data, ("doubt", "stated", "beside", "country", "least", "acts"), "=")
    acts = source.data.get("acts")
    if not isinstance(acts, Mapping):
        source.fail("[acts] is missing", "[acts]")
    known = load_act_table().rows
    for act in acts:
        if act not in known:
            source.fail(f"unknown act {act!r}", f"{act} =")
    for act in known:
        if act not in acts:
            source.fail(f"no weight for {act}", "[acts]")
    strengths = {act: _number(source, acts, act) for act in acts}
    doubt = _number(source, source.data, "doubt")
    if doubt == 0:
        source.fail("doubt must be above 0", "doubt =")
    keys = ("stated", "beside", "country")
    stated, beside, country = (_number(source, source.data, key) for key in keys)
    least = _number(source, source.data, "least")
    return Weights(strengths, stated, beside, country, doubt, least)


def _number(source: Vocabulary, table: Mapping[str, object], key: str) -> float:
    value = table.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        source.fail(f"{key} must be a number from 0 to 1", f"{key} =")
    return float(value)
