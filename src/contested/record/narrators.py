"""On whose word a claim rests."""

from contested.claims.model import Claim, Link


def sources(claim: Claim) -> tuple[Link, ...]:
    """The deepest links of the chain: who the words go back to. Empty for the account's voice."""
    if not claim.chain:
        return ()
    deepest = max(link.depth for link in claim.chain)
    return tuple(link for link in claim.chain if link.depth == deepest)


def narrator(claim: Claim, publisher: str | None) -> str:
    """Name of who says it last: co-sources joined, else the account's publisher, else its file."""
    said = [link.actor or link.mention for link in sources(claim)]
    return " + ".join(said) if said else publisher or claim.file
