"""Whose deed a noun means that names no doer: "one strike destroyed a tank" is by those whose
strikes the account told of before."""

from collections.abc import Iterator

from contested.claims.deeds import doers_of, is_deed
from contested.claims.discourse import Discourse, Meaning
from contested.claims.frame import View
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.syntax import slots_of
from contested.claims.tree import Tree

_REACH = 30  # sentences back
_AIMED = ("on", "against", "by")
_FAMILIES = ("deeds_from_afar", "deeds_on_the_ground")


def doer_before(
    view: View, discourse: Discourse, sorter: Sorter, s: int, noun: int
) -> Meaning | None:
    """Who did the deed that the noun ``noun`` of sentence ``s`` takes up; None if none is known."""
    wanted = _family(view.trees[s].words[noun].lemma.lower())
    if not wanted or any(p in _AIMED for p in _behind(view.trees[s], noun)):
        return None  # "strikes on the town": told anew
    for at in range(s, max(s - _REACH, -1), -1):
        tree = view.trees[at]
        for k in reversed(range(noun if at == s else len(tree.words))):
            if tree.words[k].lemma.lower() not in wanted or not is_deed(tree, k, sorter):
                continue
            known = [discourse.mean(at, j) for j in _doers(tree, k, sorter)]
            if known:
                return known[0] if all(m.actor == known[0].actor for m in known) else None
    return None


def _family(lemma: str) -> frozenset[str]:
    """Words that may take up a deed of this name."""
    return next((words_of(name) for name in _FAMILIES if lemma in words_of(name)), frozenset())


def _behind(tree: Tree, noun: int) -> Iterator[str | None]:
    """The prepositions that lead on from a noun."""
    return (tree.preposition(k) for k in tree.children(noun, "nmod"))


def _doers(tree: Tree, noun: int, sorter: Sorter) -> Iterator[int]:
    """Who did a deed, or launched it."""
    yield from (x.head for x in doers_of(tree, noun, sorter))
    word = tree.words[noun]
    if word.deprel == "obj" and tree.words[word.head].lemma.lower() in words_of("light_verbs"):
        subjects = (f.head for f in slots_of(tree, word.head).get("subj", ()))
        yield from (k for k in subjects if sorter.acts(tree, k) or sorter.is_force(tree, k))
