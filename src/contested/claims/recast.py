"""Who takes part, where syntax leaves a role empty: the words that the encoder is sure of.

Only empty roles are filled. Emptying slots that the encoder doubts, and adding words beside those
that syntax gives, was tried on texts that neither had seen, and lost more than it gained.
"""

from dataclasses import replace

from contested.claims.frame import Draft, Slot
from contested.claims.tree import Tree

SURE = 0.5  # a word with a larger share fills an empty role
WANTED = 0.3  # so does the object of a wanted act with this share
KINDS = ("event", "control", "relation", "intent")


def recast(tree: Tree, draft: Draft) -> Draft:
    """``draft`` with its empty roles filled where the encoder is sure who fills them."""
    if draft.kind not in KINDS or (draft.agents and draft.targets):
        return draft
    agents = draft.agents or _sure(tree, draft, "agent")
    filled = replace(draft, agents=agents)
    if draft.kind == "control":
        return filled  # who loses a place is seldom whom the encoder takes for it
    return replace(filled, targets=draft.targets or _sure(tree, filled, "target"))


def _sure(tree: Tree, draft: Draft, role: str) -> tuple[Slot, ...]:
    """The words that the encoder is sure of for a role, but for those that have one already."""
    inside = _placed(tree, draft)
    words = sorted(
        a.word
        for a in tree.sentence.arguments
        if (a.trigger, a.role) == (draft.predicate, role) and a.score >= _least(tree, draft, a.word)
    )
    if role == "target":  # "the UN process" is not done to the UN
        words = [k for k in words if tree.words[k].deprel not in ("compound", "amod")]
    free = (k for k in words if k != draft.predicate and not inside & set(range(*tree.group(k))))
    return tuple(Slot(k, role="encoder", inferred=True) for k in free)


def _least(tree: Tree, draft: Draft, word: int) -> float:
    """The share that a word needs: less for what a wanted act is done to by its own syntax."""
    obj = tree.words[word].deprel == "obj" and tree.words[word].head == draft.predicate
    return WANTED if obj and draft.kind == "intent" else SURE


def _placed(tree: Tree, draft: Draft) -> set[int]:
    """Words that have their part already: in another role, or below an object that is part of what
    the verb says ("broke the siege of the villagers" does nothing to them). What a wanted act is
    done to may be its object."""
    taken = (*draft.agents, *draft.targets, *draft.objects, *draft.places)
    slots = [s.head for s in taken if s.sentence is None]
    out = {k for head in slots for k in range(*tree.group(head))}
    for k in tree.children(draft.predicate, "obj"):
        if k not in slots:
            out |= tree.subtree(k) - ({k} if draft.kind == "intent" else set())
    return out
