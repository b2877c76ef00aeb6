"""Where the accounts speak against what a person decided. Decisions hold; this is only listed."""

from collections.abc import Iterable, Iterator, Mapping

from contested.claims.model import Claim
from contested.record.accounts_of import AccountText
from contested.record.incidents import find_incidents
from contested.record.judgements import Judged, Trouble
from contested.record.model import ForecastEntry
from contested.record.sides import Sides

_MOST = 2000  # claims looked at for one act; more would tell little and take long
_AGAINST = {"came true": "speaks against it", "failed": "speaks for it"}


def against_rejects(
    judged: Judged, accounts: Mapping[str, AccountText], sides: Sides
) -> Iterator[Trouble]:
    """Rejected claims of which other accounts tell: incidents that they would be part of."""
    rejected = {c for c, mark in judged.marks.items() if mark == "rejected"}
    acts = {(c.kind, c.act) for c in judged.claims if c.id in rejected}
    by_id = {c.id: c for c in judged.claims}
    for kind, act in sorted(acts, key=str):
        some = [c for c in judged.claims if (c.kind, c.act) == (kind, act)][:_MOST]
        incidents, _ = find_incidents(some, accounts, (), judged.decisions.distinct, sides)
        for incident in incidents:
            for claim in rejected & set(incident.claims):
                told = _others(by_id[claim], (by_id[c] for c in incident.claims), rejected)
                if told:
                    by = tuple(j for j, at in judged.placed.items() if at and at[0].claim == claim)
                    yield Trouble(by, claim, f"rejected, yet other accounts tell of it: {told}")


def against_outcomes(judged: Judged, forecasts: Iterable[ForecastEntry]) -> Iterator[Trouble]:
    """Resolved forecasts for which a later claim is offered that says otherwise."""
    for entry in forecasts:
        words = _AGAINST.get(entry.outcome)
        said = [why for why in entry.why if words and words in why]
        if said:
            by = tuple(j for j, at in judged.placed.items() if at and at[0].claim == entry.claim)
            yield Trouble(by, entry.claim, f"resolved as {entry.outcome}, yet {said[0]}")


def _others(claim: Claim, told: Iterable[Claim], rejected: set[str]) -> str:
    others = [
        c.id
        for c in told
        if c.account != claim.account and c.id not in rejected and c.stance == claim.stance
    ]
    return ", ".join(others[:5])
