"""Whose support somebody has: "with staunch US support", "won Washington's backing".

The noun names the one who backs; who is backed stands behind "for", or is the subject.
"""

from collections.abc import Sequence

from contested.claims.frame import Draft, Slot
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.syntax import slots_of
from contested.claims.tree import CLAUSAL, Tree

_SCORE = 0.72


def backing_drafts(s: int, tree: Tree, told: Sequence[Draft], sorter: Sorter) -> tuple[Draft, ...]:
    """Relations of sentence ``s`` that a noun of support states and ``told`` do not."""
    nouns = words_of("backing_nouns")
    found = [k for k, w in enumerate(tree.words) if w.upos == "NOUN" and w.lemma.lower() in nouns]
    taken = {d.predicate for d in told} if found else set()
    drafts = (_draft(s, tree, k, taken, sorter) for k in found if k not in taken)
    return tuple(d for d in drafts if d is not None)


def _draft(s: int, tree: Tree, at: int, taken: set[int], sorter: Sorter) -> Draft | None:
    word = tree.words[at]
    if word.deprel == "obj" and word.head in taken:
        return None  # "gives them support" tells of an act
    agents = _backers(tree, at, sorter)
    targets = _backed(tree, at, sorter) if agents else ()
    if not targets:
        return None
    return Draft(
        sentence=s,
        predicate=at,
        kind="relation",
        act=None,
        mode=None,
        acled=None,
        sign=1,
        agents=agents,
        targets=targets,
        objects=(),
        places=(),
        scope=tree.subtree(at, CLAUSAL),
        score=_SCORE,
        why=("backing",),
        nominal=True,
    )


def _backers(tree: Tree, at: int, sorter: Sorter) -> tuple[Slot, ...]:
    """The names before the noun: "Turkish", "US", "Washington's"."""
    names = tree.children(at, "amod", "compound", "nmod:poss")
    known = (
        k for k in names if tree.words[k].text[:1].isupper() and sorter.known(tree.words[k].text)
    )
    return tuple(Slot(k, role="poss", possessive=True) for k in known)


def _backed(tree: Tree, at: int, sorter: Sorter) -> tuple[Slot, ...]:
    """Whom the support is for, else who acts with it, wins or loses it."""
    word = tree.words[at]
    beside = tree.children(word.head, "obl", "obl:agent") if word.head >= 0 else ()
    behind = (*tree.children(at, "nmod"), *(k for k in beside if k > at))
    named = tuple(k for k in behind if tree.preposition(k) == "for")
    if named:
        return tuple(Slot(k, role="for") for k in named if sorter.acts(tree, k))
    having = word.deprel in ("obj", "obl:agent") or (
        word.deprel == "obl" and tree.preposition(at) == "with"
    )
    if not having or word.head < 0:
        return ()
    found = slots_of(tree, word.head).get("subj", ())
    return tuple(
        Slot(f.head, role="subj", inferred=True) for f in found if sorter.acts(tree, f.head)
    )
