"""Whose act a bare noun of war means: "the incursion" after "Turkey launched an incursion"."""

from contested.annotate.lemmas import lemma as noun_lemma
from contested.claims.entities import Entity, hyphenated
from contested.claims.nouns import words_of
from contested.claims.tree import Tree

Told = tuple[tuple[Tree, tuple[Entity, ...]], ...]  # sentences so far, with who is named in each


def is_bare(tree: Tree, head: int) -> bool:
    """Whether a noun's own words say of nobody that it is theirs."""
    if tree.words[head].upos != "NOUN":
        return False
    if tree.children(head, "nmod:poss", "acl", "acl:relcl", "nmod"):
        return False
    before = tree.words[tree.group(head)[0] : head]
    return not any(w.text[:1].isupper() for w in before if w.upos != "DET")


def doer_before(told: Told, head: int) -> Entity | None:
    """The only one said to have done such an act before word ``head`` of the last sentence."""
    *_, (here, _) = told
    lemma = noun_lemma(here.words[head].text, "NOUN")
    found = {
        side.actor: side
        for tree, row in told
        for k, w in enumerate(tree.words)
        if (tree is not here or k < head) and w.upos == "NOUN"
        if noun_lemma(w.text, "NOUN") == lemma and (side := _doer(tree, row, k)) is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _doer(tree: Tree, row: tuple[Entity, ...], k: int) -> Entity | None:
    """Who is said to do an act: "the Turkish incursion", "jets of X conducted strikes"."""
    beside = tree.children(k, "amod", "compound", "nmod:poss")
    verb = tree.words[k].head
    if tree.words[k].deprel == "obj" and verb >= 0 and tree.words[verb].lemma in words_of("means"):
        beside += tree.children(verb, "nsubj")
    sides = (e for e in row if e.head in beside and e.actor)
    return next((e for e in sides if not hyphenated(tree, e.head)), None)
