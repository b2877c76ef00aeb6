"""How a claim reads on one line."""

from collections.abc import Iterable

from contested.claims.model import Actor, Claim, Place, Time
from contested.record.narrators import sources
from contested.views.output import clean


def who(actors: Iterable[Actor]) -> str:
    """Mentions as the account has them; the registry's name in brackets when inferred."""
    return clean(" + ".join(dict.fromkeys(filter(None, (_one(a) for a in actors)))))


def _one(actor: Actor) -> str:
    if actor.mention is None or actor.inferred:
        return f"({actor.name or actor.mention or actor.actor or 'nobody named'})"
    return actor.mention


def doing(claim: Claim) -> str:
    """``event ASSAULT aerial``."""
    about = f"about {claim.about}" if claim.about else None
    return " ".join(filter(None, (claim.kind, about, claim.act, claim.mode)))


def whom(claim: Claim) -> str:
    """``agents → targets``, or ``cause ⇒ effect`` for a causal claim."""
    if claim.cause and claim.effect:
        return clean(f"{claim.cause.mention} ⇒ {claim.effect.mention}")
    return f"{who(claim.agents) or '–'} → {who(claim.targets) or '–'}"


def where(places: Iterable[Place]) -> str:
    """``near Aleppo, from Idlib``."""
    return clean(", ".join(p.name if p.role == "at" else f"{p.role} {p.name}" for p in places))


def when(time: Time) -> str:
    """EDTF, or the interval, or nothing."""
    if time.edtf:
        return time.edtf
    if time.start or time.end:
        return f"{time.start or '..'}/{time.end or '..'}"
    return ""


def says(claim: Claim, publisher: str | None) -> str:
    """The whole chain, outermost first, or the account's own voice."""
    depths = sorted({link.depth for link in claim.chain})
    names = [
        " + ".join(link.mention for link in claim.chain if link.depth == depth) for depth in depths
    ]
    said = " › ".join(names) if sources(claim) else publisher or claim.file
    return clean(said + (f" (translated by {claim.translator})" if claim.translator else ""))
