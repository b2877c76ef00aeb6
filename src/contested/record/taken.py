"""Who held a place until it was taken, told in the same breath: "took a rebel-held academy"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from contested.claims.model import Claim
from contested.record.sightings import place_key
from contested.record.statements import asserted


def lost_then(claims: Iterable[Claim]) -> Mapping[str, Claim]:
    """Undated holds inside the words of a capture of the same place by others, by claim id.

    Each is given as what it means for control: the holder's loss at the time of the capture.
    """
    holds: dict[str, list[Claim]] = defaultdict(list)
    gains: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "control" and asserted(claim):
            undated = claim.act == "holds" and claim.time.basis == "account"
            (holds if undated else gains)[claim.account].append(claim)
    return {
        held.id: replace(held, act="loses", targets=held.agents, agents=(), time=capture.time)
        for account, told in holds.items()
        for held in told
        for capture in gains[account]
        if capture.act == "gains" and _described(held, capture)
    }


def _described(held: Claim, capture: Claim) -> bool:
    """Whether the hold says of what is captured whose it was."""
    whole, part = capture.evidence, held.evidence
    if part.start <= whole.start or part.end > whole.end:
        return False
    if {a.actor for a in held.agents} & {a.actor for a in capture.agents}:
        return False
    same = {place_key(p) for p in held.places} & {place_key(p) for p in capture.places}
    return bool(same)
