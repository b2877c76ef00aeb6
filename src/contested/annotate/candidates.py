"""Predicates with a possible source and target, read off the tree, for the act head to score."""

from collections.abc import Sequence

from contested.annotate.model import Word

_SUBJECT = ("nsubj", "csubj")
_MODIFIERS = ("compound", "amod", "det", "nmod:poss", "flat", "nummod", "case")


def noun_group(words: Sequence[Word], head: int) -> tuple[int, ...]:
    """Indices of a head noun with its contiguous pre- and flat modifiers."""
    inside = {head}
    for i, w in enumerate(words):
        if w.head == head and w.deprel in _MODIFIERS and not (w.deprel == "case" and i < head):
            inside.add(i)
    first, last = min(inside), max(inside)
    return tuple(range(first, last + 1))


def candidates(words: Sequence[Word]) -> list[tuple[int, int | None, int | None]]:
    """(predicate, source, target) word indices of every verb; sides may be absent."""
    kids: dict[int, dict[str, int]] = {}
    for i, w in enumerate(words):
        kids.setdefault(w.head, {}).setdefault(w.deprel, i)
    out = []
    for i, w in enumerate(words):
        if w.upos != "VERB":
            continue
        own = kids.get(i, {})
        passive = "nsubj:pass" in own
        subject = own.get("nsubj")
        if subject is None and w.deprel == "conj":
            subject = kids.get(w.head, {}).get("nsubj")
        if subject is None and w.deprel == "acl:relcl":
            subject = w.head
        source = own.get("obl:agent", own.get("obl")) if passive else subject
        target = own["nsubj:pass"] if passive else own.get("obj", own.get("obl"))
        out.append((i, source, target))
    return out
