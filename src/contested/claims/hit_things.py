"""Whose things are hit, where the strike just told of says whom it was against.

"Jets struck six rebel positions. One strike destroyed a truck": it was the rebels' truck. Only
what an armed side fights with or from, and only in the words that follow on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from contested.claims.frame import Draft
from contested.claims.model import Actor, Claim
from contested.claims.nouns import words_of
from contested.claims.reading import Reading
from contested.claims.syntax import slots_of

Pair = tuple[Draft, Claim]
_FAR = 3  # sentences that a series of strikes may be apart
_ARMED = ("armed-group", "military")


@dataclass(frozen=True, slots=True)
class _Struck:
    """Whom a strike was against, by whom, and the sentence that tells it."""

    whom: Actor
    by: tuple[Actor, ...]
    sentence: int


def hit_things(reading: Reading, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """``pairs`` (in text order) with the owners of things of war that a series of strikes hits."""
    out: list[Pair] = []
    last: _Struck | None = None
    for draft, claim in pairs:
        if not _strikes(claim):
            out.append((draft, claim))
            continue
        if last is not None and not _goes_on(reading, last, draft, claim):
            last = None
        own = _side(reading, claim)
        if last is not None and (own is None or own.actor == last.whom.actor):
            claim = _in_series(reading, draft, claim, last)  # noqa: PLW2901
        hit = own or _side(reading, claim)
        if hit is not None:
            known = last is None or last.whom.actor != hit.actor or any(_party(claim.agents))
            last = _Struck(hit, claim.agents if known or last is None else last.by, draft.sentence)
            claim = _in_series(reading, draft, claim, last)  # noqa: PLW2901
        out.append((draft, claim))
    return tuple(out)


def _strikes(claim: Claim) -> bool:
    """Whether a claim tells an attack that took place."""
    return (claim.kind, claim.act, claim.stance) == ("event", "ASSAULT", "asserted")


def _side(reading: Reading, claim: Claim) -> Actor | None:
    """The one armed side that a claim says was hit."""
    registry = reading.resources.registry
    found = [t for t in claim.targets if t.actor and registry.kind_of(t.actor) in _ARMED]
    return found[0] if len({t.actor for t in found}) == 1 else None


def _goes_on(reading: Reading, last: _Struck, draft: Draft, claim: Claim) -> bool:
    """Whether a strike may be of the series that hit somebody before."""
    voices = {reading.view.passage(s).voice for s in (last.sentence, draft.sentence)}
    one, other = _party(last.by), _party(claim.agents)
    near = draft.sentence - last.sentence <= _FAR
    return near and len(voices) == 1 and not (one and other and not one & other)


def _party(agents: Sequence[Actor]) -> set[str]:
    return {a.party for a in agents if a.party}


def _in_series(reading: Reading, draft: Draft, claim: Claim, last: _Struck) -> Claim:
    """A strike of a series: its things are whose the others' were, "one strike" is by the same."""
    tree = reading.view.trees[draft.sentence]
    subjects = slots_of(tree, draft.predicate).get("subj", ())
    blank = bool(subjects) and all(reading.sorter.is_event(tree, f.head) for f in subjects)
    named = bool(_party(claim.agents))
    if claim.agents and not named and not blank:
        return claim  # by somebody unknown, who may be of those that were hit before
    targets = tuple(_owned(reading, draft, t, last.whom) for t in claim.targets)
    agents = claim.agents
    if blank and not named and any(t.actor == last.whom.actor for t in targets):
        agents = tuple(replace(a, inferred=True) for a in last.by) or agents
    return replace(claim, targets=targets, agents=agents)


def _owned(reading: Reading, draft: Draft, target: Actor, whom: Actor) -> Actor:
    """``target`` as a thing of ``whom``, where it is what sides fight with and nobody's yet."""
    if target.actor or target.party or target.start is None or target.end is None:
        return target
    words = [w for w in reading.view.trees[draft.sentence].words if w.start >= target.start]
    words = [w for w in words if w.end <= target.end]
    if not words or words[-1].lemma.lower() not in words_of("things_of_war"):
        return target
    if any(w.upos == "PRON" for w in words):
        return target
    return replace(target, actor=whom.actor, party=whom.party, name=whom.name)
