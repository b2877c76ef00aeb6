"""Acts that were tried, aimed at or refused, not done (codebook 5.1, 5.7, 8.1).

"Tried to retake the town" is an attack, "the battle to retake it" an aim: the place stays whose it
was, and no spell of control may begin there. "Refused to leave" is one claim, not two.
"""

from collections.abc import Sequence
from dataclasses import replace

from contested.claims.frame import Draft, Slot, StanceReading
from contested.claims.nouns import words_of
from contested.claims.tree import Tree

AIM = "an aim, no event"


def as_attempted(tree: Tree, draft: Draft, stance: StanceReading) -> Draft | None:
    """``draft`` as an attack when the taking was tried, as an intent when it was an aim, else as it
    is; None for an aim of nobody's. What was refused or failed stays a taking that was not."""
    taking = draft.kind == "control" and draft.act == "gains" and not draft.nominal
    if not taking or stance.polarity == "-":
        return draft
    above = _governor(tree, draft.predicate)
    if above is None:
        return draft
    lemma, verb = tree.words[above].lemma.lower(), tree.words[above].upos == "VERB"
    if verb and lemma in words_of("trying"):
        why = (*draft.why, "tried, not done")
        return replace(draft, kind="event", act="ASSAULT", mode=None, acled=None, why=why)
    if lemma in words_of("campaigning") and stance.modality == "asserted":
        why = (*draft.why, AIM)
        aim = replace(draft, kind="intent", act=None, mode=None, acled=None, sign=None, why=why)
        return aim if draft.agents else None
    return draft


_STANCES = ("AGREE", "SUPPORT", "REQUEST")


def without_refusals(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with one for each refusal: the act that was not done ("refused to leave"), or the
    refusal itself when it is of words ("refused to accept the plan"); codebook 5.7."""
    refusals = {
        d.predicate: d
        for d in drafts
        if d.act == "REJECT" and tree.words[d.predicate].lemma.lower() in words_of("refusing")
    }
    gone: set[int] = set()
    lent: dict[int, tuple[Slot, ...]] = {}
    for d in drafts:
        word = tree.words[d.predicate]
        if word.deprel != "xcomp" or word.head not in refusals:
            continue
        if d.kind not in ("event", "control"):
            continue
        gone.add(d.predicate if d.act in _STANCES else word.head)
        lent[word.head] = d.targets
    kept = (d for d in drafts if d.predicate not in gone)
    return [
        replace(d, targets=d.targets or lent[d.predicate])
        if d.predicate in lent and d is refusals[d.predicate]
        else d
        for d in kept
    ]


def without_rejected(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with one for each rejection: of a report, what it says, denied (codebook 7.1);
    of a proposal, the rejection, whose content is no further claim (7.3, 12.11)."""
    gone: set[int] = set()
    for d in drafts:
        if d.act != "REJECT" or d.nominal:
            continue
        for k in tree.children(d.predicate, "obj"):
            lemma = tree.words[k].lemma.lower()
            inside = {e.predicate for e in drafts if tree.words[e.predicate].head == k}
            inside &= set(tree.children(k, "acl", "ccomp"))
            if lemma in words_of("reports_denied"):
                gone |= {d.predicate} if inside else set()
            elif lemma in words_of("proposals"):
                gone |= inside
    return [d for d in drafts if d.predicate not in gone]


_WITHIN = ("", "in", "by", "during", "from", "of")


def without_repeats(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` without the nouns of force that only say by what the verb's harm was done ("a
    strike on the village killed nine", "died in an air strike"): one act, whose doer they lend."""
    verbs = {d.predicate: d for d in drafts if d.act == "ASSAULT" and not d.nominal}
    gone: set[int] = set()
    lent: dict[int, tuple[Slot, ...]] = {}
    for d in drafts:
        if d.act != "ASSAULT" or not d.nominal or (d.agents and d.targets):
            continue
        above = _harm(tree, d.predicate)
        if above not in verbs or d.predicate not in verbs[above].scope:
            continue
        gone.add(d.predicate)
        lent[above] = d.agents
    kept = (d for d in drafts if not (d.nominal and d.predicate in gone))
    return [
        replace(d, agents=d.agents or lent[d.predicate])
        if d.predicate in lent and d is verbs[d.predicate]
        else d
        for d in kept
    ]


def _harm(tree: Tree, noun: int) -> int:
    """The word whose means or occasion ``noun`` is; -1 for none."""
    for above in tree.ancestors(noun):
        shared = tree.words[noun].deprel == "nmod"  # "the majority of the attacks"
        if not shared or tree.words[above].lemma.lower() not in words_of("partitives"):
            break
        noun = above
    word = tree.words[noun]
    means = word.deprel in ("nsubj", "obl", "obl:agent")
    return word.head if means and (tree.preposition(noun) or "") in _WITHIN else -1


def _governor(tree: Tree, at: int) -> int | None:
    """The verb or noun whose "to" clause ``at`` heads, or heads together with others."""
    at = tree.lead(at)
    word = tree.words[at]
    if word.deprel not in ("xcomp", "acl", "advcl") or word.head < 0:
        return None
    infinitive = any(tree.words[k].text.lower() == "to" for k in tree.children(at, "mark"))
    return word.head if infinitive else None
