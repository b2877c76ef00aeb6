"""What a clause inside an aim or an effect tells of its own: it happened, whatever is wanted."""

from collections.abc import Iterable

from contested.claims.tenses import tense_of
from contested.claims.tree import Tree

_MODAL = frozenset(["can", "could", "may", "might", "must", "should", "would", "will", "shall"])
_MODAL |= {"'d", "’d", "'ll", "’ll"}


def told_aside(tree: Tree, aim: Iterable[int]) -> frozenset[int]:
    """Words of ``aim`` in clauses that tell of something done: "to find those *held by the group*",
    "to avoid a clash with the forces *that it has armed*"; not what they could or should do."""
    inside = frozenset(aim)
    out: set[int] = set()
    for k in inside:
        word = tree.words[k]
        if word.head in inside and _tells(tree, k):
            out |= tree.subtree(k) & inside
    return frozenset(out)


def _tells(tree: Tree, k: int) -> bool:
    word = tree.words[k]
    if word.upos not in ("VERB", "AUX"):
        return False
    if word.deprel == "acl:relcl":
        modal = any(tree.words[j].text.lower() in _MODAL for j in tree.children(k, "aux"))
        return not modal and tense_of(tree, k) in ("past", "present")
    done = word.deprel == "acl" and not word.text.lower().endswith("ing")
    return done and bool(tree.children(k, "obl:agent", "obl", "obl:tmod"))
