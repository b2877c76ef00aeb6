"""Nobody acts on itself: pronouns and descriptions that would mean both ends are left open."""

import re
from dataclasses import replace

from contested.claims.entities import pronoun_of
from contested.claims.frame import Draft, Slot, View
from contested.claims.model import Actor
from contested.claims.nouns import words_of

_AGAINST = frozenset(("ASSAULT", "COERCE", "ACCUSE", "THREATEN", "SANCTION", "gains", "besieges"))


def not_themselves(
    view: View, draft: Draft, agents: tuple[Actor, ...], targets: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """Nobody acts on "them" and means itself: such a pronoun is left open.

    So is whoever owns what is hit ("captured its soldiers"), unless they are its own.
    """
    doers = {a.actor for a in agents if a.actor}
    out = []
    for actor, slot in zip(targets, draft.targets, strict=False):
        same = actor.actor in doers and _of_others(view, draft, slot)
        out.append(replace(actor, actor=None, party=None, name=None) if same else actor)
    return tuple(out) if len(out) == len(targets) else targets


def not_each_other(
    draft: Draft, agents: tuple[Actor, ...], targets: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """Agents that only refer back are left open where they would fight whom the clause names."""
    named = {t.actor for t in targets if t.actor and _capital(t)}
    hostile = draft.act in _AGAINST or (draft.kind == "relation" and draft.sign == -1)
    if not hostile or not named:
        return agents
    return tuple(
        replace(a, actor=None, party=None, name=None) if a.actor in named and not _capital(a) else a
        for a in agents
    )


def _capital(actor: Actor) -> bool:
    """Whether an actor is named by a name of its own, not by "it" or "the militia"."""
    said = actor.mention or ""
    words = [w for w in re.findall(r"\w+", said) if w.lower() not in words_of("definite")]
    pronoun = said.lower() in words_of("group_pronouns") | words_of("others_pronouns")
    return not pronoun and any(w[:1].isupper() for w in words)


def _of_others(view: View, draft: Draft, slot: Slot) -> bool:
    """Whether a target is a pronoun, or a pronoun's in an act of force, that means another."""
    tree = view.trees[draft.sentence if slot.sentence is None else slot.sentence]
    of = pronoun_of(tree, slot.head)
    if tree.words[slot.head if of is None else of].text.lower() in words_of("others_pronouns"):
        return True
    said = tree.words[slot.head].text.lower()
    if said in words_of("others_possessives") and draft.act in ("REJECT", "ACCUSE"):
        return True  # "dismissed its call"
    owners = [tree.words[k].text.lower() for k in tree.children(slot.head, "nmod:poss")]
    own = any(tree.words[k].text.lower() == "own" for k in tree.children(slot.head, "amod"))
    pronoun = any(x in words_of("others_possessives") for x in owners)
    return pronoun and not own and draft.act in ("ASSAULT", "COERCE", "THREATEN", "ACCUSE")
