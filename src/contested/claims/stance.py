"""Polarity, modality and condition of a draft, from its own clause and the governors above it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from contested.claims.conditions import condition_of, is_inverted_root
from contested.claims.frame import Attribution, Draft, StanceReading, View
from contested.claims.governing import PROTASIS, Step, steps
from contested.claims.model import Modality
from contested.claims.nouns import words_of
from contested.claims.operators import (
    future_adverb,
    is_past,
    is_question,
    low,
    modals,
    negations,
)
from contested.claims.stance_words import StanceWords, load_stance_words
from contested.claims.tree import Tree

__all__ = ["PROTASIS", "read_stance"]


@dataclass(slots=True)
class _Found:
    """What has been found so far; ``reasons`` in the order of finding."""

    flips: int = 0
    strong: bool = False  # a condition's own content, a question, a counterfactual
    future: bool = False
    doubt: bool = False
    weak: bool = False  # can, should, would, purpose, wishes
    would: bool = False
    condition: tuple[int, int] | None = None
    reasons: list[str] = field(default_factory=list)

    def note(self, reads: Modality | None, why: str) -> None:
        if reads == "future":
            self.future = True
        elif reads == "doubted":
            self.doubt = True
        elif reads == "hypothetical":
            self.weak = True
        if why:
            self.reasons.append(why)


def read_stance(
    view: View,
    draft: Draft,
    over: Sequence[Attribution],
    vocabulary: StanceWords | None = None,
) -> StanceReading:
    """Polarity, modality and condition of ``draft``, said by the speakers ``over`` it.

    Own marks of the clause count, and those of the governors whose scope holds it, up to the root
    or the edge of the last speaker's words. ``why`` holds ``PROTASIS`` when the draft stands inside
    a condition (it then gives no claim of its own).
    """
    words = vocabulary or load_stance_words()
    tree = view.trees[draft.sentence]
    found = _Found(flips=int(draft.fixed_polarity == "-"))
    start = _clause_head(tree, draft)
    chain = steps(tree, start, _Edge(draft, over), words, _is_state(draft))
    for step in chain:
        linked = (
            step.node == start != draft.predicate and not draft.fixed_polarity
        )  # a link is not denied with what it links
        _read_step(tree, replace(step, carries="modality") if linked else step, words, found)
    _read_speakers(view, draft, over, found)
    _read_sentence(tree, chain, words, found)
    _read_would(over, found, _foreknown(tree, draft.predicate))
    return StanceReading(
        polarity="-" if found.flips % 2 else "+",
        modality=_modality(found),
        condition=found.condition,
        why=tuple(dict.fromkeys(found.reasons)),
    )


def _is_state(draft: Draft) -> bool:
    """Whether the predicate names a lasting state, which stands whatever is done to its bearer."""
    return draft.kind == "relation" or (draft.kind == "control" and draft.nominal)


def _clause_head(tree: Tree, draft: Draft) -> int:
    """Where to begin: the predicate, or for a connective the clause of the claim's main end,
    for a contrast its verb."""
    if draft.why[0].startswith("contrast"):
        above = (g for g in tree.ancestors(draft.predicate) if tree.words[g].upos == "VERB")
        return next(above, draft.predicate)
    if draft.kind not in ("cause", "intent") or not draft.why[0].startswith("connective"):
        return draft.predicate
    main = draft.scope - draft.cause_words if draft.cause_words else draft.effect_words
    inside = [i for i in sorted(main) if tree.words[i].head not in draft.scope]
    return inside[0] if inside else draft.predicate


class _Edge:
    """Tells which governors lie beyond the last speaker's words: the cue words."""

    def __init__(self, draft: Draft, over: Sequence[Attribution]) -> None:
        here = [a for a in over if a.sentence == draft.sentence]
        self.cues = frozenset(a.cue_word for a in here if a.cue_word is not None)
        self.start = draft.predicate

    def __call__(self, word: int) -> bool:
        return word in self.cues and word != self.start


def _read_step(tree: Tree, step: Step, words: StanceWords, found: _Found) -> None:
    found.flips += int(step.flips)
    if step.why == PROTASIS:
        found.strong = True
    found.note(step.reads, step.why if step.flips or step.reads else "")
    if step.carries in ("all", "polarity"):
        for reason in negations(tree, step.node, words, but=step.below):
            found.flips += 1
            found.reasons.append(reason)
    if step.carries in ("all", "modality"):
        _read_modals(tree, step.node, words, found)


def _read_modals(tree: Tree, n: int, words: StanceWords, found: _Found) -> None:
    read = modals(tree, n, words)
    ahead = future_adverb(tree, n, words)
    if read.future or (ahead and not read.counterfactual):
        found.note("future", f"future: {read.future or ahead}")
    if read.doubt:
        found.note("doubted", f"hedged: {read.doubt}")
    if read.counterfactual:
        found.strong = True
        found.note("hypothetical", f"{read.counterfactual} have")
    if read.conditional:
        found.would = True
        found.reasons.append(read.conditional)
    if read.possible:
        found.note("hypothetical", f"modal {read.possible}")


def _read_speakers(view: View, draft: Draft, over: Sequence[Attribution], found: _Found) -> None:
    """What the speakers do to the content: deny, doubt, foretell."""
    for said in over:
        if said.denies:
            found.flips += 1
            found.reasons.append("denied by its source")
        if said.doubts:
            found.note("doubted", "doubted by its source")
        state = draft.nominal and (_is_state(draft) or _looked_back_on(view, draft))
        if said.future and not state and not is_past(view.trees[draft.sentence], draft.predicate):
            found.note("future", "foretold by its source")


def _looked_back_on(view: View, draft: Draft) -> bool:
    """ "Is expected to retaliate for the killing": what is answered has happened."""
    preposition = view.trees[draft.sentence].preposition(draft.predicate)
    return preposition in words_of("looking_back")


def _read_sentence(tree: Tree, chain: Sequence[Step], words: StanceWords, found: _Found) -> None:
    """Conditions on the clauses of the chain, questions, commands."""
    start, last = chain[0].node, chain[-1]
    if is_inverted_root(tree, start, words):
        found.strong = True
        found.reasons.append(PROTASIS)
        return
    modal = found.future or found.would or found.strong or found.doubt or found.weak
    if PROTASIS not in found.reasons:
        for step in chain:
            if step.node != start and step.carries == "none" and not modal:
                continue
            span = condition_of(tree, step.node, words, modal)
            if span is not None and not _covers(tree, span, start):
                found.condition = span
                found.reasons.append("under a condition")
                break
    if last.open_end and is_question(tree, start):
        found.strong = True
        found.reasons.append("question")
    if _command(tree, start) and chain[-1].node == start:
        found.note("hypothetical", "command")


def _covers(tree: Tree, span: tuple[int, int], i: int) -> bool:
    return span[0] <= tree.words[i].start < span[1]


def _command(tree: Tree, n: int) -> bool:
    """A bare verb that opens its sentence with no subject ("Stop the strikes")."""
    word = tree.words[n]
    if word.upos != "VERB" or word.head >= 0 or low(word) != word.lemma.lower():
        return False
    before = [
        k
        for k in range(n)
        if tree.words[k].upos not in ("PUNCT", "CCONJ", "INTJ", "ADV", "AUX", "PART")
    ]
    return not before and not tree.children(n, "nsubj", "nsubj:pass", "mark")


def _foreknown(tree: Tree, n: int) -> bool:
    """ "Everyone knew the city would be besieged": the content of a verb told in the past."""
    word = tree.words[n]
    return word.deprel == "ccomp" and word.head >= 0 and is_past(tree, word.head)


def _read_would(over: Sequence[Attribution], found: _Found, foreknown: bool) -> None:
    """A bare "would" is the future as reported, when someone reports it; else supposed."""
    if not found.would:
        return
    reported = bool(over) and not any(a.direct for a in over)
    if (reported or foreknown) and not found.strong:
        found.note("future", "future as reported")
    else:
        found.weak = True


def _modality(found: _Found) -> Modality:
    if found.strong:
        return "hypothetical"
    if found.future:
        return "future"
    if found.condition is not None:
        return "hypothetical"
    if found.doubt:
        return "doubted"
    return "hypothetical" if found.weak else "asserted"
