"""One screen's worth of a record: pure counts over its claims, no judgement of any of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from contested.claims.model import Actor, Claim
from contested.record.narrators import narrator

NOBODY = "(nobody named)"
NOWHERE = "(no place)"
_PEOPLE = {"civilian": "civilians", "combatant": "fighters"}


@dataclass(frozen=True, slots=True)
class Change:
    """A place said to change hands; ``gainer`` and ``loser`` as the claim names them."""

    claim: str
    place: str
    act: str
    gainer: str
    loser: str
    start: str | None
    narrator: str
    stance: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a record.

    ``pairs`` counts (agent, act, target) of asserted events whose two sides are resolved: each an
    actor of the registry or a class of people. Words that nobody could resolve ("they", "us",
    "two residents") would count people apart who may be the same.
    """

    claims: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)
    narrators: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    forecasts: list[str] = field(default_factory=list)  # claim ids
    denials: list[str] = field(default_factory=list)  # claim ids
    undated: int = 0
    placeless: int = 0
    first: str | None = None  # earliest start and latest end of any stated time
    last: str | None = None


def summarise(claims: Iterable[Claim], publishers: Mapping[str, str | None]) -> Summary:
    """Count ``claims`` in one pass; ``publishers`` maps account ids to who published them."""
    so_far = Summary()
    for claim in claims:
        so_far = _count(so_far, claim, narrator(claim, publishers.get(claim.account)))
    return so_far


def _count(so_far: Summary, c: Claim, who: str) -> Summary:
    """``so_far`` with ``c``; its counters and lists are filled in place."""
    so_far.kinds[c.kind] += 1
    so_far.stances[c.stance] += 1
    so_far.narrators[who] += 1
    so_far.acts.update([c.act] if c.act else [])
    so_far.pairs.update(_pairs(c))
    so_far.changes.extend(_change(c, who))
    so_far.forecasts.extend([c.id] * (c.kind == "forecast"))
    so_far.denials.extend([c.id] * (c.stance == "denied"))
    start, end = (c.time.start, c.time.end) if c.time.basis == "stated" else (None, None)
    return replace(
        so_far,
        claims=so_far.claims + 1,
        undated=so_far.undated + (c.time.start is None and c.time.end is None),
        placeless=so_far.placeless + (c.kind in ("event", "control") and not c.places),
        first=min(filter(None, (so_far.first, start)), default=None),
        last=max(filter(None, (so_far.last, end)), default=None),
    )


def called(actors: Iterable[Actor]) -> str:
    """Names of ``actors`` in order, each once: registry name, else id, else the words used."""
    names = (a.name or a.actor or a.mention for a in actors)
    return " + ".join(dict.fromkeys(n for n in names if n)) or NOBODY


def _pairs(claim: Claim) -> list[tuple[str, str, str]]:
    asserted = claim.kind == "event" and claim.stance == "asserted"
    if not (asserted and claim.act and claim.agents and claim.targets):
        return []
    sides = ((_resolved(a), _resolved(t)) for a in claim.agents for t in claim.targets)
    return [(a, claim.act, t) for a, t in sides if a and t and a != t]


def _resolved(actor: Actor) -> str | None:
    """The registry's name for ``actor``, or that of its class of people; None when neither."""
    if actor.actor:
        return actor.name or actor.actor
    return _PEOPLE.get(actor.cls or "")


def _change(claim: Claim, who: str) -> list[Change]:
    if claim.kind != "control" or claim.act not in ("gains", "loses", "transfers"):
        return []
    return [
        Change(
            claim.id,
            " + ".join(p.name for p in claim.places) or NOWHERE,
            claim.act,
            called(claim.agents),
            called(claim.targets),
            claim.time.start,
            who,
            claim.stance,
        )
    ]
