"""Verbs side by side that share what stands behind the second: its object, or its doer."""

from dataclasses import replace

from contested.claims.match import Match
from contested.claims.syntax import Filler, Slots, fill, is_passive
from contested.claims.tree import SUBJECTS, Tree


def shared_object(tree: Tree, i: int, slots: Slots) -> tuple[Filler, ...]:
    """The object that two verbs side by side share: "arrested and tortured dozens of activists".

    It stands behind the second, whichever of the two the parser hung it on.
    """
    word = tree.words[i]
    if word.upos != "VERB" or "obj" in slots or is_passive(tree, i):
        return ()
    pairs = [(i, k, k) for k in tree.children(i, "conj")]
    if word.deprel == "conj" and word.head >= 0:
        pairs.append((word.head, i, word.head))
    for first, second, other in pairs:
        between = (tree.words[j].upos in ("CCONJ", "ADV", "AUX") for j in range(first + 1, second))
        near = 0 <= first < second and all(between) and tree.words[other].upos == "VERB"
        if not near or is_passive(tree, other) or tree.children(second, *SUBJECTS):
            continue
        behind = tuple(k for k in tree.children(other, "obj") if k > second)
        if behind:
            return fill(tree, behind, True)
    return ()


def sharing(tree: Tree, i: int, match: Match, matches: dict[int, Match]) -> Match:
    """ "Arms and trains the rebels": two verbs of one act share the object."""
    if tree.words[i].upos == "VERB" and is_passive(tree, i):
        return _sharing_doer(tree, i, match, matches)
    if match.slots.get("obj") or tree.words[i].upos != "VERB":
        return match
    for k in tree.children(i, "conj"):
        other = matches.get(k)
        if other is None or other.entry.act != match.entry.act or not other.slots.get("obj"):
            continue
        if tree.children(k, "nsubj", "nsubj:pass") or is_passive(tree, k):
            continue
        if all(tree.words[j].upos in ("CCONJ", "ADV", "AUX", "PUNCT") for j in range(i + 1, k)):
            shared = tuple(Filler(f.head, True) for f in other.slots["obj"])
            return replace(match, slots={**match.slots, "obj": shared})
    return match


def _sharing_doer(tree: Tree, i: int, match: Match, matches: dict[int, Match]) -> Match:
    """ "Armed and paid by Turkey": the first of two passives of one act has the second's doer."""
    for k in tree.children(i, "conj") if not match.slots.get("by") else ():
        other = matches.get(k)
        near = all(tree.words[j].upos in ("CCONJ", "ADV", "PUNCT") for j in range(i + 1, k))
        if other is None or not near or other.entry.act != match.entry.act:
            continue
        doers = tuple(Filler(f.head, True) for f in other.slots.get("by", ()))
        return replace(match, slots={**match.slots, "by": doers}) if doers else match
    return match
