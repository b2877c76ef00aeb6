"""Acts that nothing was done for: "took no action to …", "there was nothing to stop them"."""

from contested.claims.frame import Draft
from contested.claims.nouns import words_of
from contested.claims.tree import Tree

_NOTHING = ("nothing", "little", "nobody")
_NOT = ("no", "not", "n't", "n’t", "never", "any")
_CLAUSES = ("acl", "advcl", "xcomp", "ccomp")


def for_nothing(tree: Tree, draft: Draft) -> bool:
    """Whether the draft is what a step that was not taken was for, or what nothing hindered: who
    "took no action to protect them" has not said that he would, and "nothing to stop them from
    shelling" is neither a stop nor a shelling (codebook 1.4)."""
    at = tree.lead(draft.predicate)
    if draft.nominal:
        return draft.kind == "intent" and _not_taken(tree, at)
    for _ in range(2):  # "nothing to stop them *from shelling*"
        word = tree.words[at]
        if word.deprel not in _CLAUSES or word.head < 0:
            return False
        if any(tree.words[k].text.lower() == "to" for k in tree.children(at, "mark")):
            return _idle(tree, at, word.head)
        at = word.head
    return False


def _idle(tree: Tree, at: int, above: int) -> bool:
    """Whether ``above`` is, or has as its object, nothing or a step that was not taken."""
    objects = (above,) if tree.words[above].upos != "VERB" else tree.children(above, "obj")
    for k in objects:
        if tree.words[k].text.lower() in _NOTHING:
            return tree.words[at].lemma.lower() in words_of("hindering")
        if _not_taken(tree, k):
            return True
    return False


def _not_taken(tree: Tree, k: int) -> bool:
    """Whether ``k`` is a step that nobody takes: "no action", "has not taken measures"."""
    if tree.words[k].lemma.lower() not in words_of("steps"):
        return False
    taken = tree.words[k].head
    near = (*tree.kids[k], *(tree.kids[taken] if taken >= 0 else ()))
    return any(tree.words[j].text.lower() in _NOT for j in near if j < k)
