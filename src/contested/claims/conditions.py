"""Conditions: clauses and phrases under which another clause holds."""

from contested.claims.operators import low, phrase_at
from contested.claims.stance_words import StanceWords
from contested.claims.tree import Tree


def is_protasis(tree: Tree, c: int, words: StanceWords) -> bool:
    """Whether the clause headed by ``c`` states a condition ("if …", "should the army …")."""
    return opener(tree, c, words, "openers") is not None or inverted(tree, c, words) is not None


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


def opener(tree: Tree, c: int, words: StanceWords, name: str) -> int | None:
    """Where the conjunction that opens the clause of ``c`` begins, if it is a listed one."""
    first = min(tree.subtree(c))
    while first < c and tree.words[first].deprel in ("punct", "cc"):
        first += 1
    if first < c and phrase_at(tree, first, words.phrases[name]):
        return first
    for k in tree.children(c, "mark"):
        for start in range(max(0, k - 3), k + 1):  # "as long as": its first words hang elsewhere
            if k < c and start + phrase_at(tree, start, words.phrases[name]) > k:
                return start
    return None


def condition_of(tree: Tree, n: int, words: StanceWords, future: bool) -> tuple[int, int] | None:
    """Offsets of the condition on the clause headed by ``n``; conjunction included, no comma.

    ``future``: the clause lies ahead or is modal, so that "until" and bare "without" count too.
    """
    for k in tree.children(n, "advcl", "advcl:relcl"):
        opens = opener(tree, k, words, "openers")
        if opens is None and future:
            opens = opener(tree, k, words, "temporal")
        if opens is not None or inverted(tree, k, words) is not None:
            inside = tree.subtree(k, ("parataxis",))
            return _span(tree, inside if opens is None else inside | {opens})
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
