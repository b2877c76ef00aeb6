"""Claims, origins and grades as templates need them: words only, nothing left to look up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contested.claims.model import Actor, Claim
from contested.record.model import Judgement
from contested.views import words
from contested.views.labels import Labels
from contested.views.output import clean

_VERDICTS = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "edited",
    "resolve": "resolved",
    "regrade": "regraded",
    "same": "said to be one with another",
    "distinct": "said to be apart from another",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A standing judgement on a claim: its id, what was decided, by whom, on which day, why."""

    id: str
    verdict: str
    who: str
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim on a page. ``mark`` is what a person made of it, ``incident`` an id or None.

    ``said`` are the judgements that stand on it now; ``open``: whoever looks may judge it.
    """

    id: str
    kind: str
    what: str
    who: str
    whom: str
    where: str
    when: str
    says: str
    chain: tuple[str, ...]
    quote: str
    stance: str
    treatment: str
    quantities: tuple[str, ...]
    confidence: float
    account: str
    account_name: str
    date: str
    why: tuple[str, ...]
    notes: tuple[str, ...]
    mark: str | None
    incident: str | None
    open: bool = False
    said: tuple[Decided, ...] = ()


def decided(judgements: Iterable[Judgement]) -> tuple[Decided, ...]:
    """Judgements in words, the latest first."""
    return tuple(
        Decided(j.id, _VERDICTS.get(j.verdict, j.verdict), clean(j.who), j.at[:10], clean(j.why))
        for j in judgements
    )[::-1]


def shown(
    claim: Claim, named: Labels, marks: Mapping[str, str], incidents: Mapping[str, str]
) -> Shown:
    """``claim`` in words, with neutral labels beside the mentions."""
    return Shown(
        id=claim.id,
        kind=claim.kind,
        what=words.doing(claim),
        who=_sides(claim.agents, named) if not claim.cause else clean(claim.cause.mention),
        whom=_sides(claim.targets, named) if not claim.effect else clean(claim.effect.mention),
        where=words.where(claim.places),
        when=words.when(claim.time),
        says=words.says(claim, named.publishers.get(claim.account)),
        chain=tuple(clean(f"{x.mention} ({x.kind})") for x in claim.chain),
        quote=clean(claim.evidence.text),
        stance=claim.stance,
        treatment=claim.treatment,
        quantities=tuple(_count(q.what, q.low, q.high) for q in claim.quantities),
        confidence=claim.confidence,
        account=claim.account,
        account_name=named.account(claim.account),
        date=named.dates.get(claim.account) or "undated",
        why=tuple(clean(w) for w in claim.why),
        notes=tuple(clean(n) for n in claim.notes),
        mark=marks.get(claim.id),
        incident=incidents.get(claim.id),
    )


def _sides(actors: Iterable[Actor], named: Labels) -> str:
    """Mentions, each with the registry's label when that says more."""
    out = []
    for a in actors:
        label = named.actor(a.actor) if a.actor else None
        said = clean(a.mention) if a.mention and not a.inferred else None
        both = f"{said} ({label})" if said and label and label != said else said or label
        out.append(both or clean(a.name or a.mention or "nobody named"))
    return ", ".join(dict.fromkeys(out))


def _count(what: str, low: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return f"{what} {low:,}"
    bounds = ["" if n is None else f"{n:,}" for n in (low, high)]
    return f"{what} {bounds[0]}–{bounds[1]}"
