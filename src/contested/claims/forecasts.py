"""Drafts about the future become forecasts; the words that set their deadline are found."""

import re
from dataclasses import replace

from contested.claims.frame import Draft, StanceReading, View
from contested.claims.operators import low
from contested.claims.stance_words import StanceWords, load_stance_words
from contested.claims.tree import CLAUSAL, Tree

_FORETOLD = ("event", "control", "relation", "toll")
_YEAR = re.compile(r"20\d\d$")
_UP = ("xcomp", "conj", "advcl", "csubj")  # not "ccomp": "warned on Friday that …" dates the words


def to_forecast(view: View, draft: Draft, stance: StanceReading) -> Draft:
    """``draft`` as a forecast about its former kind when it lies in the future, else unchanged.

    Aims and plans stay intents and causal claims stay causes; polarity and condition are those of
    the reading.
    """
    if stance.modality != "future" or draft.kind not in _FORETOLD:
        return draft
    why = (*draft.why, f"forecast about {draft.kind}")
    return replace(draft, kind="forecast", about=draft.kind, why=why)


def due_expression(view: View, draft: Draft) -> tuple[int, int] | None:
    """Offsets of the words that date the forecast ("within weeks", "by Friday"), if any.

    Looked for in the predicate's own clause, then in the clauses it depends on.
    """
    tree = view.trees[draft.sentence]
    words = load_stance_words()
    inside = draft.scope
    for clause in (draft.predicate, *_clauses_above(tree, draft.predicate)):
        if clause != draft.predicate:
            inside = tree.subtree(clause, (*CLAUSAL, "conj"))
        for k in sorted(inside):
            if _dates(tree, k, words):
                return tree.chars(*_span(tree, k))
    return None


def _clauses_above(tree: Tree, i: int) -> tuple[int, ...]:
    out = []
    for head in tree.ancestors(i):
        if tree.words[i].deprel not in _UP:
            break
        out.append(head)
        i = head
    return tuple(out)


def _dates(tree: Tree, k: int, words: StanceWords) -> bool:
    """Whether word ``k`` heads an expression that dates a forecast."""
    word, text = tree.words[k], low(tree.words[k])
    if words.has("due.adverbs", text):
        return True
    if (
        word.upos == "NUM"
        and word.deprel == "obl"
        and tree.preposition(k) in ("by", "before", "until")
    ):
        return any(words.has("due.names", low(tree.words[m])) for m in tree.children(k, "nmod"))
    if word.deprel not in ("obl", "nmod", "obl:tmod", "nmod:tmod", "advmod", "obl:npmod"):
        return False
    modified = any(
        words.has("due.modifiers", low(tree.words[m])) for m in tree.children(k, "amod", "det")
    )
    preposition = tree.preposition(k)
    placed = preposition is not None and words.has("due.prepositions", preposition)
    if words.has("due.names", text) or words.has("due.seasons", text) or _YEAR.match(text):
        return placed or modified
    if not words.has("due.units", word.lemma.lower()):
        return False
    if preposition in ("in", "over", "during", "on", "at"):
        return modified or (preposition == "in" and _counted(tree, k))
    return placed or (modified and preposition is None)


def _counted(tree: Tree, k: int) -> bool:
    """ "In two weeks", "in weeks"; not "in a day of fighting"."""
    plural = low(tree.words[k]) != tree.words[k].lemma.lower()
    return plural or bool(tree.children(k, "nummod"))


def _span(tree: Tree, k: int) -> tuple[int, int]:
    inside = tree.subtree(k, CLAUSAL)
    first = last = k
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside and tree.words[last + 1].upos != "PUNCT":
        last += 1
    return first, last + 1
