"""What a build could not date, place or read: every abstention listed, none hidden."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from contested.accounts.model import Account, Refusal
from contested.claims.model import Claim


@dataclass(frozen=True, slots=True)
class Gaps:
    """Counts and names of what stayed open.

    ``undated_accounts`` are files without a publication date; ``undated_claims`` and
    ``placeless_claims`` (events and control only) count by file; ``unplaced`` counts place names
    without coordinates; ``foreign`` counts passages by language the encoder does not read;
    ``doubtful`` counts by file what was too unlikely to be a claim of the war to be told;
    ``notes`` are what reading an account could not do; ``unread`` are files that stayed closed.
    """

    undated_accounts: tuple[str, ...] = ()
    undated_claims: Counter[str] = field(default_factory=Counter)
    placeless_claims: Counter[str] = field(default_factory=Counter)
    unplaced: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)
    notes: tuple[Refusal, ...] = ()
    unread: tuple[Refusal, ...] = ()
    doubtful: Counter[str] = field(default_factory=Counter)


def account_gaps(account: Account) -> Gaps:
    """What reading this account left open."""
    file = account.first.file
    foreign = Counter(p.language for p in account.passages if not p.readable)
    return Gaps(
        undated_accounts=() if account.date else (file,),
        foreign=foreign,
        notes=tuple(Refusal(file, note) for note in account.notes),
    )


def claim_gaps(claims: Iterable[Claim]) -> Gaps:
    """What the deciders left open on these claims."""
    undated, placeless, unplaced = Counter[str](), Counter[str](), Counter[str]()
    for claim in claims:
        undated[claim.file] += claim.time.start is None and claim.time.end is None
        placeless[claim.file] += claim.kind in ("event", "control") and not claim.places
        unplaced.update(p.name or p.mention for p in claim.places if p.lat is None)
    return Gaps(undated_claims=+undated, placeless_claims=+placeless, unplaced=unplaced)


def join_gaps(parts: Iterable[Gaps]) -> Gaps:
    """All of them as one."""
    whole = list(parts)
    return Gaps(
        tuple(f for g in whole for f in g.undated_accounts),
        _add(g.undated_claims for g in whole),
        _add(g.placeless_claims for g in whole),
        _add(g.unplaced for g in whole),
        _add(g.foreign for g in whole),
        tuple(n for g in whole for n in g.notes),
        tuple(u for g in whole for u in g.unread),
        _add(g.doubtful for g in whole),
    )


def _add(counters: Iterable[Counter[str]]) -> Counter[str]:
    total = Counter[str]()
    for counter in counters:
        total.update(counter)
    return total
