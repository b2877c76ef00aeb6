"""Bare noun phrases that take up what the account has told: "the fall of Raqqa" (codebook 2.1)."""

from contested.claims.frame import Draft
from contested.claims.model import Claim

Pairs = tuple[tuple[Draft, Claim], ...]
_CHANGES = ("gains", "loses", "transfers")


def without_restated(pairs: Pairs) -> Pairs:
    """``pairs`` without nominal changes of hands that name nobody and no date, once told before."""
    told: set[str] = set()
    out = []
    for draft, claim in pairs:
        places = {p.name for p in claim.places}
        changes = claim.kind == "control" and claim.act in _CHANGES
        bare = draft.nominal and not claim.agents and claim.time.mention is None
        if changes and bare and places and places <= told:
            continue
        if changes:
            told |= places
        out.append((draft, claim))
    return tuple(out)
