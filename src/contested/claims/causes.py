"""Causal claims: the two ends with their actors, and the claims they speak of."""

from collections.abc import Callable
from dataclasses import replace

from contested.claims.frame import Draft, View
from contested.claims.model import Actor, Cause, Claim
from contested.claims.syntax import slots_of
from contested.claims.tree import Tree

_AGENTS = ("subj", "by", "poss", "amod", "compound")
_TARGETS = ("obj", "on", "against", "of")

ActorAt = Callable[[int], Actor]


def read_ends(view: View, draft: Draft, actor_at: ActorAt) -> tuple[Cause | None, Cause | None]:
    """Cause and effect of a causal draft as descriptions; (None, None) for other kinds."""
    if draft.kind != "cause":
        return None, None
    tree = view.trees[draft.sentence]
    return (
        _end(view, tree, draft.cause_words, actor_at),
        _end(view, tree, draft.effect_words, actor_at),
    )


def _end(view: View, tree: Tree, words: frozenset[int], actor_at: ActorAt) -> Cause | None:
    if not words:
        return None
    first, last = min(words), max(words)
    while first < last and tree.words[first].upos in ("PUNCT", "ADP", "SCONJ", "PART"):
        first += 1
    while last > first and tree.words[last].upos == "PUNCT":
        last -= 1
    start, end = tree.chars(first, last + 1)
    head = next((i for i in sorted(words) if tree.words[i].head not in words), first)
    agents, targets = _actors(tree, head, words, actor_at)
    return Cause(None, view.text(start, end), start, end, agents, targets)


def _actors(
    tree: Tree, head: int, words: frozenset[int], actor_at: ActorAt
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors by syntax that the registry knows; the end's own words only."""
    slots = slots_of(tree, head)

    def pick(names: tuple[str, ...]) -> tuple[Actor, ...]:
        heads = [f.head for n in names for f in slots.get(n, ()) if f.head in words]
        found = [actor_at(h) for h in dict.fromkeys(heads)]
        return tuple(a for a in found if a.actor is not None)

    agents, targets = pick(_AGENTS), pick(_TARGETS)
    if not agents and tree.words[head].upos in ("NOUN", "PROPN", "PRON"):
        own = actor_at(head)
        agents = (own,) if own.actor is not None else ()
    return agents, targets


def link_causes(pairs: tuple[tuple[Draft, Claim], ...]) -> tuple[Claim, ...]:
    """Fill the claim ids of causal ends that another claim of the sentence states."""
    out = []
    for draft, claim in pairs:
        if claim.cause is None or claim.effect is None:
            out.append(claim)
            continue
        ends = [
            _linked(end, words, draft, pairs)
            for end, words in (
                (claim.cause, draft.cause_words),
                (claim.effect, draft.effect_words),
            )
        ]
        out.append(replace(claim, cause=ends[0], effect=ends[1]))
    return tuple(out)


def _linked(
    end: Cause, words: frozenset[int], draft: Draft, pairs: tuple[tuple[Draft, Claim], ...]
) -> Cause:
    for other, claim in pairs:
        same = other.sentence == draft.sentence and other.predicate in words
        if same and claim.kind not in ("cause", "intent"):
            return replace(end, claim=claim.id)
    return end
