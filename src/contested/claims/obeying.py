"""Whom a force obeys or fights for, by the words that follow it: "gunmen loyal to X"."""

from contested.claims.nouns import words_of
from contested.claims.tree import Tree


def superiors(tree: Tree, head: int) -> tuple[tuple[int, bool], ...]:
    """Whom a noun's own words say its people obey: "loyal to X", "from X", "under X".

    With each, whether the words say so outright: men "from Syria" need not be Syria's.
    """
    out = []
    for k in tree.kids[head]:
        word = tree.words[k]
        if word.deprel == "nmod" and k > head and tree.preposition(k) in words_of("serving_under"):
            out.append((k, False))
        if word.deprel == "nmod" and tree.preposition(k) == "to" and _obeys(tree, head):
            out.append((k, True))
        clausal = word.deprel in ("acl", "amod", "acl:relcl")
        if clausal and word.lemma.lower() in words_of("obeying"):
            out.extend((j, True) for j in tree.children(k, "obl", "nmod", "obj") if j > k)
        if word.deprel == "acl":
            out.extend((j, True) for j in (*_on_behalf(tree, k), *_believed(tree, k)))
    return tuple(out)


def _on_behalf(tree: Tree, verb: int) -> tuple[int, ...]:
    """X of "fighting on behalf of X", "fighting for X"."""
    behalf = [k for k in tree.children(verb, "obl") if tree.words[k].lemma == "behalf"]
    beside = [k for k in tree.children(verb, "obl") if behalf and tree.preposition(k) == "of"]
    return (*(j for k in behalf for j in tree.children(k, "nmod")), *beside)


def _believed(tree: Tree, verb: int) -> tuple[int, ...]:
    """X of "believed to belong to X": a hedge on who somebody is leaves it told (codebook 4.4)."""
    inner = [k for k in tree.children(verb, "xcomp") if tree.words[k].lemma in words_of("obeying")]
    return tuple(j for k in inner for j in tree.children(k, "obl", "nmod"))


def _obeys(tree: Tree, head: int) -> bool:
    """Whether "loyal" or its like stands on the noun."""
    kinds = ("acl", "amod", "acl:relcl")
    found = tree.children(head, *kinds)
    return any(tree.words[k].lemma.lower() in words_of("obeying") for k in found)
