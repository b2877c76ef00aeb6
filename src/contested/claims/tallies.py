"""Counted victims without a verb of their own: "65 dead", "at least 200 dead, over 400 wounded".

Parsers hang such a number anywhere, so these are read by word order: an amount, then the word that
says what became of them. "Left nine dead" has who left them so as its agent.
"""

from collections.abc import Iterator
from dataclasses import replace

from contested.claims.frame import Draft, Slot
from contested.claims.model import Kind
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.syntax import slots_of
from contested.claims.tree import Tree

_SCORE = 0.72
_NUMBERS = ("NUM",)


def tally_drafts(s: int, tree: Tree, sorter: Sorter) -> tuple[Draft, ...]:
    """Drafts of sentence ``s`` for numbers of victims that no verb governs, in text order."""
    return tuple(_read(s, tree, sorter))


def _read(s: int, tree: Tree, sorter: Sorter) -> Iterator[Draft]:
    last: Draft | None = None
    for k in range(1, len(tree.words)):
        if tree.words[k].text.lower() not in words_of("fates") or not _numbered(tree, k):
            continue
        led = tree.words[k].deprel == "amod" and tree.words[k].head > k
        if led or tree.children(k, "aux", "aux:pass", "obj"):
            continue  # "three dead soldiers", "nine killed themselves"
        agents, objects = _left_by(tree, k, sorter)
        by_war = any(tree.words[x.head].lemma.lower() in words_of("wars") for x in objects)
        kind: Kind = "toll" if by_war or _total(tree, k) else "event"
        scope = frozenset({k, *_number(tree, k)}) | tree.subtree(k, ("conj", "parataxis"))
        if last is not None and _goes_on(tree, last.predicate, min(_number(tree, k))):
            last = replace(last, scope=last.scope | scope)
            continue
        if last is not None:
            yield last
        last = Draft(
            sentence=s,
            predicate=k,
            kind=kind,
            act="ASSAULT" if kind == "event" else None,
            mode=None,
            acled=None,
            sign=-1,
            agents=agents,
            targets=(),
            objects=objects,
            places=(),
            scope=scope,
            score=_SCORE,
            why=("tally",),
        )
    if last is not None:
        yield last


def _goes_on(tree: Tree, before: int, first: int) -> bool:
    """Whether a second number goes on with the first: "200 dead, over 400 wounded"."""
    between = tree.words[before + 1 : first]
    return before < first and all(
        w.text.lower() in (",", "and", "with", "another") for w in between
    )


def _numbered(tree: Tree, k: int) -> bool:
    before = tree.words[k - 1]
    return before.upos in _NUMBERS or before.text.lower() in words_of("vague_numbers")


def _number(tree: Tree, k: int) -> set[int]:
    """The number's words, with "at least" and the like in front."""
    first = k - 1
    while first > 0 and tree.words[first - 1].text.lower() in words_of("approximators"):
        first -= 1
    return set(range(first, k))


def _left_by(tree: Tree, k: int, sorter: Sorter) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """Who or what left them so: an agent, or the thing that did it."""
    for i in (k, k - 1):
        head = tree.words[i].head
        if 0 <= head < k and tree.words[head].lemma.lower() == "leave":
            found = slots_of(tree, head).get("subj", ())
            slots = tuple(Slot(f.head, role="subj", inferred=f.inherited) for f in found)
            acting = tuple(x for x in slots if sorter.acts(tree, x.head))
            return acting, tuple(x for x in slots if x not in acting)
    return (), ()


def _total(tree: Tree, k: int) -> bool:
    """Whether the number sums up a stretch of time or is what somebody counts."""
    verbs = {tree.words[a].lemma.lower() for a in tree.ancestors(k)}
    words = {w.text.lower() for w in tree.words}
    root = tree.words[tree.root]
    if root.upos == "NOUN" and root.lemma.lower() in words_of("spans") and tree.root < k:
        return True  # "Two days: at least 200 dead"
    return bool(verbs & words_of("counting") or words & words_of("summing"))
