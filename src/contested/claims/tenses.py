"""Tense of a clause by its form and auxiliaries."""

from typing import Literal

from contested.claims.nouns import words_of
from contested.claims.tree import Tree

Tense = Literal["past", "present", "future"]
_PAST_AUXILIARIES = frozenset(["was", "were", "had", "did"])
_PRESENT = frozenset(["is", "are", "be"])
_MAYBE = frozenset(["may", "might", "could", "must"])
_HAVE = frozenset(["has", "have", "'ve", "’ve"])
_UNCHANGING = frozenset(
    ["hit", "cut", "put", "set", "shut", "split", "beat", "cost", "quit", "let"]
)


def tense_of(tree: Tree, at: int) -> Tense | None:
    """Tense of the clause ``at`` stands in by its form and auxiliaries; None where open."""
    for i in (at, *tree.ancestors(at)):
        word = tree.words[i]
        marks = {tree.words[k].text.lower() for k in tree.children(i, "aux", "aux:pass", "cop")}
        if marks & words_of("future_auxiliaries"):
            return "future"
        if marks and any(tree.words[k].text.lower() == "to" for k in tree.children(i, "mark")):
            if "have" in marks:
                return "past"
            continue  # "is said to be held", "was thought to be killed": as the verb above
        if marks & _PAST_AUXILIARIES or ("have" in marks and marks & _MAYBE):
            return "past"
        if marks:
            return "present"
        if word.upos in ("VERB", "AUX") and is_finite(tree, i):
            form = word.text.lower()
            same = form in (word.lemma.lower(), word.lemma.lower() + "s") or form.endswith("es")
            return "present" if same and form not in _UNCHANGING else "past"
    return None


def is_perfect(tree: Tree, at: int) -> bool:
    """Whether the verb at ``at`` is in the present perfect: "have been killed"."""
    marks = {tree.words[k].text.lower() for k in tree.children(at, "aux")}
    return bool(marks & _HAVE) and not marks & (_MAYBE | words_of("future_auxiliaries"))


def is_finite(tree: Tree, i: int, finite_acl: bool = False) -> bool:
    """Whether a verb without auxiliary heads a clause of its own tense.

    ``finite_acl``: also one that the parse takes for a participle of the noun before it.
    """
    word = tree.words[i]
    if word.text.lower().endswith("ing") or word.deprel in ("xcomp", "amod"):
        return False
    if word.deprel == "acl" and not finite_acl:
        return False
    marks = {tree.words[k].text.lower() for k in tree.children(i, "mark")}
    return "to" not in marks


def tense_of_main(tree: Tree) -> Tense:
    """Tense of the main clause; "present" lets the words before each date decide."""
    root = tree.words[tree.root]
    auxiliaries = {tree.words[k].text.lower() for k in tree.children(tree.root, "aux")}
    if auxiliaries & words_of("future_auxiliaries"):
        return "future"
    passive = {tree.words[k].text.lower() for k in tree.children(tree.root, "aux:pass")}
    if passive & _PRESENT:  # "is held", "are due to be held"
        return "present"
    if auxiliaries or root.upos != "VERB" or root.text.lower() in (root.lemma, root.lemma + "s"):
        return "present"
    return "past"
