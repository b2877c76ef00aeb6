"""Definite descriptions that take somebody up again: "the group", "the general"."""

from contested.claims.nouns import words_of
from contested.claims.tree import Tree


def described(tree: Tree, head: int) -> str | None:
    """What kind of actor a bare definite description stands for ("the group", "the general")."""
    word = tree.words[head]
    determiner = tree.child(head, "det")
    if word.upos != "NOUN" or determiner is None:
        return None
    if tree.words[determiner].text.lower() not in words_of("definite"):
        return None
    lemma = word.lemma.lower()
    judged = (tree.words[k].text.lower() for k in tree.children(head, "amod", "compound"))
    known = lemma == "enemy" or any(w in words_of("judging") for w in judged)
    narrowed = ("nmod", "nmod:poss") if known else ("nmod", "acl:relcl", "nmod:poss")
    narrowing = (k for k in tree.children(head, *narrowed) if not _beside_it(tree, k))
    if any(tree.words[k].upos != "PRON" or k < head for k in narrowing):
        return None
    lemma = lemma if lemma in words_of("groups") else lemma.removesuffix("s")
    for kind, lemmas in (("group", "groups"), ("person", "persons"), ("state", "states")):
        if lemma in words_of(lemmas):
            return None if kind == "person" and _of_a_nation(tree, head) else kind
    return None


def _beside_it(tree: Tree, k: int) -> bool:
    """Whether a noun without a preposition follows a comma: "from Raqqa, its capital"."""
    first = min(tree.subtree(k))
    parted = first > 0 and "," in (tree.words[first].text, tree.words[first - 1].text)
    return tree.words[k].deprel == "nmod" and parted


def _of_a_nation(tree: Tree, head: int) -> bool:
    """Whether a name before a person's noun says whose: "the Hungarian consul" is no one before."""
    return any(tree.words[k].text[:1].isupper() for k in tree.children(head, "amod", "compound"))
