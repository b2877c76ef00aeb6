"""Who takes part, where syntax leaves a role empty: the words that the encoder is sure of.

Only empty roles are filled. Emptying slots that the encoder doubts, and adding words beside those
that syntax gives, was tried on texts that neither had seen, and lost more than it gained.
"""

from dataclasses import replace

from contested.claims.frame import Draft, Slot
from contested.claims.tree import Tree

SURE = 0.5  # a word with a larger share fills an empty role
KINDS = ("event", "control", "relation", "intent")


def recast(tree: Tree, draft: Draft) -> Draft:
    """``draft`` with its empty roles filled where the encoder is sure who fills them."""
    if draft.kind not in KINDS or (draft.agents and draft.targets):
        return draft
    agents = draft.agents or _sure(tree, draft, "agent")
    filled = replace(draft, agents=agents)
    return replace(filled, targets=draft.targets or _sure(tree, filled, "target"))


def _sure(tree: Tree, draft: Draft, role: str) -> tuple[Slot, ...]:
    """The words that the encoder is sure of for a role, but for those that have one already."""
    inside = _placed(tree, draft)
    words = sorted(
        a.word
        for a in tree.sentence.arguments
        if (a.trigger, a.role) == (draft.predicate, role) and a.score >= SURE
    )
    free = (k for k in words if k != draft.predicate and not inside & set(range(*tree.group(k))))
    return tuple(Slot(k, role="encoder", inferred=True) for k in free)


def _placed(tree: Tree, draft: Draft) -> set[int]:
    """Words that have their part already: in another role, or below an object that is part of what
    the verb says ("broke the siege of the villagers" does nothing to them)."""
    taken = (*draft.agents, *draft.targets, *draft.objects, *draft.places)
    slots = [s.head for s in taken if s.sentence is None]
    out = {k for head in slots for k in range(*tree.group(head))}
    for k in tree.children(draft.predicate, "obj"):
        if k not in slots:
            out |= tree.subtree(k)
    return out
