"""How a person's decision finds its claim again after a rebuild.

An anchor holds the hash of the account's text, the quote with 32 characters on either side, kind,
act and roles: never a claim's id, which moves with its offsets. Placing tries the exact span, then
the best overlap, and says when it finds neither. Two different anchors never share a claim as long
as another one fits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from contested.claims.model import Actor, Claim
from contested.ids import sha256_hex
from contested.record.model import Anchor

CONTEXT = 32  # characters kept on either side of a quote
_LEAST = 0.5  # overlap that suffices alone, as in the matching of claims for scores
_LEAST_ALIKE = 0.2  # overlap that suffices where act and one side agree
How = Literal["exact", "overlap", "kept", "gone"]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an anchor stands now.

    ``claim`` is the id of the claim found, None when there is none. ``account`` and ``start`` say
    where the quote stands today, None when no text holds it. ``fit`` is the overlap of the spans
    in characters over their union, 0..1.
    """

    claim: str | None
    how: How
    account: str | None
    start: int | None
    fit: float = 0.0


def text_hash(text: str) -> str:
    """SHA-256 of a frozen text, as anchors store it."""
    return sha256_hex(text.encode("utf-8", "surrogatepass"))


def account_of(anchor: Anchor) -> str:
    """The id of the account that held the anchor's text when it was judged."""
    return "a_" + anchor.account_sha256[:12]


def anchor_of(claim: Claim, text: str) -> Anchor:
    """The anchor of ``claim``; ``text`` is the frozen text of its account."""
    start, end = claim.evidence.start, claim.evidence.end
    return Anchor(
        account_sha256=text_hash(text),
        quote=text[start:end],
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        start=start,
        kind=claim.kind,
        act=claim.act,
        agents=sides(claim.agents),
        targets=sides(claim.targets),
    )


def sides(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Registry ids, else names, else the words used, in order."""
    return tuple(s for s in (a.actor or a.name or a.mention for a in actors) if s)


def place(
    anchors: Iterable[Anchor], claims: Iterable[Claim], texts: Mapping[str, str]
) -> dict[Anchor, Placed]:
    """Find every anchor again among ``claims``; ``texts`` are frozen texts by account id.

    The best fits are given first, so that an exact span is never taken by a mere overlap.
    """
    wanted = list(dict.fromkeys(anchors))
    stands = {a: _locate(a, texts) for a in wanted}
    there = {at[0] for at in stands.values() if at}
    near: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.account in there:
            near.setdefault(claim.account, []).append(claim)
    fits = sorted(f for n, a in enumerate(wanted) for f in _fits(a, n, stands[a], near))
    given: dict[int, _Fit] = {}
    taken: set[str] = set()
    for fit in fits:
        if fit.anchor not in given and fit.claim not in taken:
            given[fit.anchor] = fit
            taken.add(fit.claim)
    for fit in fits:  # one claim judged twice, before and after its span moved
        if fit.anchor not in given and fit.alike:
            given[fit.anchor] = fit
    return {a: _placed(given.get(n), stands[a]) for n, a in enumerate(wanted)}


class _Fit(NamedTuple):
    """A claim that may be an anchor's; sorts best first. ``alike``: act and both sides agree."""

    rank: float
    anchor: int
    start: int
    claim: str
    overlap: float
    alike: bool


def _placed(fit: _Fit | None, at: tuple[str, int] | None) -> Placed:
    account, start = at or (None, None)
    if fit is None:
        return Placed(None, "gone", account, start)
    return Placed(
        fit.claim, "exact" if fit.overlap == 1 else "overlap", account, start, fit.overlap
    )


def _locate(anchor: Anchor, texts: Mapping[str, str]) -> tuple[str, int] | None:
    """Account and offset of the quote today: the same text, else any text that holds it."""
    same = account_of(anchor)
    if same in texts:
        start = _offset(anchor, texts[same])
        return None if start is None else (same, start)
    around = anchor.before[-CONTEXT // 2 :] + anchor.quote + anchor.after[: CONTEXT // 2]
    for needle, shift in ((around, len(anchor.before[-CONTEXT // 2 :])), (anchor.quote, 0)):
        held = [(i, t.find(needle)) for i, t in texts.items() if needle and needle in t]
        if len(held) == 1:
            return held[0][0], held[0][1] + shift
    return None


def _offset(anchor: Anchor, text: str) -> int | None:
    if text.startswith(anchor.quote, anchor.start):
        return anchor.start
    start = text.find(anchor.before + anchor.quote + anchor.after)
    return start + len(anchor.before) if start >= 0 else None


def _fits(
    anchor: Anchor, n: int, stands: tuple[str, int] | None, near: Mapping[str, Sequence[Claim]]
) -> Iterator[_Fit]:
    """Claims of the anchor's kind whose span is its own or shares enough of it."""
    account, start = stands or ("", 0)
    end = start + len(anchor.quote)
    for claim in near.get(account, ()):
        at = claim.evidence
        shared = min(end, at.end) - max(start, at.start)
        if claim.kind != anchor.kind or shared <= 0:
            continue
        overlap = shared / (max(end, at.end) - min(start, at.start))
        act = claim.act == anchor.act
        who, whom = _alike(anchor.agents, claim.agents), _alike(anchor.targets, claim.targets)
        if overlap >= _LEAST or (overlap >= _LEAST_ALIKE and act and max(who, whom) == 1):
            score = 4 * (overlap == 1) + 2 * overlap + act + who + whom
            alike = act and min(who, whom) == 1
            yield _Fit(-score, n, at.start, claim.id, overlap, alike)


def _alike(before: tuple[str, ...], now: Iterable[Actor]) -> float:
    """Share of names on either side that stand on both; 1 where neither names anybody."""
    a, b = set(before), set(sides(now))
    return len(a & b) / len(a | b) if a | b else 1.0
