"""Conditions: clauses and phrases under which another clause holds."""

from contested.claims.operators import low, phrase_at
from contested.claims.stance_words import StanceWords
from contested.claims.tree import Tree


def is_protasis(tree: Tree, c: int, words: StanceWords) -> bool:
    """Whether the clause headed by ``c`` states a condition ("if …", "should the army …")."""
    return _opens(tree, c, words, "openers") or inverted(tree, c, words) is not None


def inverted(tree: Tree, c: int, words: StanceWords) -> int | None:
    """The auxiliary that opens an inverted condition ("Were the city to fall, …"), if any."""
    for k in tree.children(c, "aux", "cop", "aux:pass"):
        if k < c and words.has("conditions.inverted", low(tree.words[k])):
            before = [
                j for j in tree.kids[c] if j < k and tree.words[j].deprel not in ("cc", "punct")
            ]
            opens = k == 0 or low(tree.words[k - 1]) in (",", "and", "but", "that", "“", '"', ";")
            if not before and opens:
                return k
    return None


def _opens(tree: Tree, c: int, words: StanceWords, name: str) -> bool:
    for k in tree.children(c, "mark", "advmod", "case"):
        if k < c and phrase_at(tree, k, words.phrases[name]):
            return True
    return False


def condition_of(tree: Tree, n: int, words: StanceWords, future: bool) -> tuple[int, int] | None:
    """Offsets of the condition on the clause headed by ``n``; conjunction included, no comma.

    ``future``: the clause lies ahead or is modal, so that "until" and bare "without" count too.
    """
    for k in tree.children(n, "advcl", "advcl:relcl"):
        if is_protasis(tree, k, words) or (future and _opens(tree, k, words, "temporal")):
            return _span(tree, tree.subtree(k, ("parataxis",)))
    word = tree.words[n]
    if (
        word.deprel == "parataxis"
        and word.head >= 0
        and inverted(tree, word.head, words) is not None
    ):
        inside = tree.subtree(word.head) - tree.subtree(n)
        return _span(tree, frozenset(k for k in inside if k < n))
    if future:
        for k in tree.children(n, "obl", "advmod"):
            if any(phrase_at(tree, m, words.phrases["nominal"]) for m in tree.children(k, "case")):
                return _span(tree, tree.subtree(k))
    return None


def is_inverted_root(tree: Tree, n: int, words: StanceWords) -> bool:
    """Whether ``n`` heads an inverted condition that the parse took for the main clause."""
    if inverted(tree, n, words) is None or tree.words[-1].text == "?":
        return False
    return any(k > n for k in tree.children(n, "parataxis", "ccomp", "conj"))


def _span(tree: Tree, inside: frozenset[int]) -> tuple[int, int]:
    kept = sorted(inside)
    while len(kept) > 1 and tree.words[kept[-1]].upos == "PUNCT":
        kept.pop()
    while len(kept) > 1 and tree.words[kept[0]].upos == "PUNCT":
        kept.pop(0)
    return tree.words[kept[0]].start, tree.words[kept[-1]].end
