"""Arcs of who does what a participle tells, and of people named by rank; rules of ``mend``.

Each rule looks at one word and answers with its right head and relation, or abstains (None).
"""

from contested.claims.nouns import words_of
from contested.claims.tree import SUBJECTS, Arc, Tree

_NOMINAL = ("NOUN", "PROPN")
_PARTS = ("flat", "compound")


def beside_its_doer(tree: Tree, i: int) -> Arc | None:
    """ "Objections to Chad inviting them": a participle right behind a noun that stands free of
    any preposition tells of that noun, not of one farther up."""
    word = tree.words[i]
    if word.upos != "VERB" or not word.text.lower().endswith("ing") or not 0 <= word.head < i - 1:
        return None
    if not tree.children(i, "obj", "ccomp", "xcomp"):
        return None
    near = _named_up_to(tree, i - 1)
    if near is None or near == word.head or tree.lead(near) == word.head:
        return None
    bound = tree.preposition(near) is not None or tree.words[near].deprel in (*_PARTS, "appos")
    return None if bound else (near, "acl")


def _named_up_to(tree: Tree, last: int) -> int | None:
    """The head of the noun group that ends with word ``last``."""
    k = last
    while tree.words[k].deprel in _PARTS and tree.words[k].head >= 0:
        k = tree.words[k].head
    return k if tree.words[k].upos in _NOMINAL and tree.group(k)[1] == last + 1 else None


def keeping(tree: Tree, i: int) -> Arc | None:
    """ "Welcomed Chad keeping troops": a bare object before a participle that has another is who
    does it."""
    word = tree.words[i]
    verb = word.head
    if word.deprel != "obj" or not i < verb or tree.words[verb].upos != "VERB":
        return None
    others = [k for k in tree.children(verb, "obj") if k > verb]
    apart = tree.children(verb, *SUBJECTS) or tree.words[i].text.lower() in words_of(
        "joining_words"
    )
    doing = tree.words[verb].text.lower().endswith("ing") and verb == i + 1
    return (verb, "nsubj") if others and doing and not apart else None


def name_behind_rank(tree: Tree, i: int) -> Arc | None:
    """ "Petty Officer Roe was advising them": two names side by side are one subject."""
    word = tree.words[i]
    if i < 1 or word.upos != "PROPN" or word.head <= i:
        return None
    before = tree.words[i - 1]
    alike = before.deprel == word.deprel and before.head == word.head and before.upos == "PROPN"
    return (i - 1, "flat") if alike else None
