"""Drafts that state nothing by the codebook, each with its rule: silence, bare labels, echoes.

Small deciders that may abstain (None); what they let pass is weighed in ``worth.py``.
"""

from collections.abc import Callable

from contested.claims.frame import Draft, View
from contested.claims.idle import for_nothing
from contested.claims.lexicon import load_lexicon
from contested.claims.model import Claim
from contested.claims.nouns import words_of
from contested.claims.occurring import happens
from contested.claims.signs import listed
from contested.claims.stating import (
    a_condition,
    a_policy,
    a_private_aim,
    a_topic,
    aims_at_nothing,
    an_inquiry,
    by_a_thing,
    by_other_means,
    generic,
    imagined,
    inference,
    must_be,
    only_possible,
    opines,
    part_of_a_name,
    warned_off,
    would_rather,
)
from contested.claims.tree import Tree

_ECHOES = ("death", "demise", "killing", "murder", "capture", "martyrdom")
_BARGAINED = ("discuss", "explain")  # whoever refuses these at a table takes a stand
_WARS = ("war", "fight", "battle", "struggle")
_LABELS = ("enclave", "stronghold", "bastion", "heartland", "pocket")
_SHELTERS = ("base", "haven", "sanctuary")
_STILL = frozenset({"last", "remaining", "only", "final", "main", "current", "biggest", "no"})
_ONCE = frozenset({"former", "erstwhile", "onetime", "one-time", "old", "ex"})
_QUESTIONS = ("whether", "if", "how", "when", "what", "who", "where", "why")


def states_nothing(view: View, draft: Draft, claim: Claim) -> str | None:
    """The rule by which the draft is no claim, or None: the first that holds of those below."""
    tree = view.trees[draft.sentence]
    for rule, reason in _BY_WORDS:
        if rule(tree, draft):
            return reason
    for of_claim, reason in _BY_CLAIM:
        if of_claim(tree, draft, claim):
            return reason
    return None


def _silent(tree: Tree, i: int) -> bool:
    return tree.words[i].lemma.lower() in listed("silence")


def _keeps_silent(tree: Tree, draft: Draft) -> bool:
    """ "Declined to comment", "refused to confirm", "did not wish to discuss"."""
    if draft.act != "REJECT" and draft.kind != "intent":
        return False
    if draft.kind == "intent" and not _negated(tree, draft.predicate):
        return False
    refuses = tree.words[draft.predicate].lemma.lower() == "refuse"
    speech = tree.children(draft.predicate, "xcomp")
    if any(_unnamed(tree, k) for k in speech):
        return True
    spoken = (k for k in speech if not (refuses and tree.words[k].lemma in _BARGAINED))
    return any(_silent(tree, k) for k in spoken)


def _blamed_on(tree: Tree, draft: Draft) -> bool:
    """ "Blaming the attack on Russia": "on" goes with the blaming, the attack was told before."""
    at = draft.predicate
    above = tree.words[at].head
    if not draft.nominal or tree.words[at].deprel != "obj" or above < 0:
        return False
    before = {tree.words[k].text.lower() for k in tree.children(at, "det")}
    on = any(tree.preposition(k) == "on" for k in tree.children(at, "nmod"))
    return tree.words[above].lemma.lower() in ("blame", "pin") and on and "the" in before


def _fellow(tree: Tree, draft: Draft) -> bool:
    """ "His co-accused": who shares a lot with somebody, no act."""
    at = draft.predicate
    before = [w.text.lower() for w in tree.words[max(0, at - 2) : at]]
    return tree.words[at].text.lower().startswith("co-") or before == ["co", "-"]


def _unnamed(tree: Tree, k: int) -> bool:
    """ "Refused to be named": who will not be known takes no stand."""
    passive = bool(tree.children(k, "aux:pass", "aux"))
    return passive and tree.words[k].lemma.lower() in words_of("unnamed_verbs")


def _left_unsaid(tree: Tree, draft: Draft) -> bool:
    """The speaking itself that is refused: "declined to *discuss* reports"."""
    word = tree.words[draft.predicate]
    if word.deprel != "xcomp" or word.head < 0 or not _silent(tree, draft.predicate):
        return False
    refusing = tree.words[word.head].lemma.lower()
    bargained = refusing == "refuse" and word.lemma in _BARGAINED
    return refusing in ("decline", "refuse") and not bargained


def _only_wished(tree: Tree, draft: Draft) -> bool:
    """ "Russia should protect its people", "they need to be removed": nobody says that it is."""
    at = draft.predicate
    word = tree.words[at]
    if word.deprel == "xcomp" and word.head >= 0 and tree.words[word.head].lemma == "need":
        return True
    aux = [k for k in tree.children(at, "aux") if tree.words[k].lemma.lower() in listed("ought")]
    perfect = any(tree.words[k].lemma.lower() == "have" for k in tree.children(at, "aux"))
    if not aux or perfect:  # "must have fled" is a guess at what happened
        return False
    subject = tree.child(at, "nsubj", "nsubj:pass")
    return subject is None or subject < aux[0]  # "should they attack, …" is a condition


def _negated(tree: Tree, i: int) -> bool:
    return any(tree.words[k].text.lower() in words_of("negations") for k in tree.kids[i])


def _asked_of_the_silent(tree: Tree, draft: Draft) -> bool:
    """ "Would not comment on whether it would seek …": a question left open states nothing."""
    at = draft.predicate
    for above in tree.ancestors(at):
        word = tree.words[at]
        if word.deprel in ("ccomp", "advcl", "acl", "xcomp", "obl", "nmod"):
            asked = any(tree.words[k].text.lower() in _QUESTIONS for k in tree.kids[at] if k < at)
            if asked and _silent(tree, above) and _denied(tree, above):
                return True
        at = above
    return False


def _denied(tree: Tree, i: int) -> bool:
    """Whether a verb of saying is negated, or governed by a refusal."""
    above = tree.words[i].head
    refused = above >= 0 and tree.words[above].lemma.lower() in ("refuse", "decline", "fail")
    return refused or _negated(tree, i)


def _bare_label(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "The rebel stronghold of Dayr", "a Kurdish enclave": what a place is called says nothing of
    who has it; "its last stronghold", "Dayr is a rebel stronghold" and "strongholds" do."""
    word = tree.words[draft.predicate]
    if claim.kind != "control" or not draft.nominal or word.lemma.lower() not in _LABELS:
        return False
    if all(p.lat is None for p in claim.places):
        return True
    which = {tree.words[k].text.lower() for k in tree.children(draft.predicate, "amod", "det")}
    if which & _ONCE:
        return True
    stated = word.deprel == "appos" or tree.children(draft.predicate, "cop")
    return not stated and word.text.lower() == word.lemma.lower() and not which & _STILL


def _echo(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "His death", "the killing": nothing is added to what was told."""
    word = tree.words[draft.predicate]
    if not draft.nominal or word.lemma.lower() not in _ECHOES or claim.kind != "event":
        return False
    if not all(x.possessive for x in draft.targets):
        return False
    return not (claim.agents or claim.quantities or claim.places or claim.time.basis == "stated")


def _no_force(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "A haven for tourists", "a base for drones": none of these holds a place."""
    if claim.act != "holds" or tree.words[draft.predicate].lemma.lower() not in _SHELTERS:
        return False
    heads = (tree.words[x.head].lemma for x in draft.agents)
    armed = any(load_lexicon().target_class(h) == "combatant" for h in heads)
    return draft.nominal and not armed and not any(a.actor for a in claim.agents)


def _no_total(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "The body of a fighter", "an exodus from the town": a toll says how many."""
    asked = claim.modality == "hypothetical" or claim.polarity == "-"
    named = draft.nominal or tree.words[draft.predicate].deprel in ("acl", "acl:relcl")
    return named and claim.kind == "toll" and not claim.quantities and not asked


def _known_war(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "The war against the group": a frame that is only pointed at, unless dated or placed."""
    at = draft.predicate
    if not draft.nominal or tree.words[at].lemma.lower() not in _WARS or happens(tree, at):
        return False
    which = {tree.words[k].text.lower() for k in tree.children(at, "det")}
    told = claim.agents or claim.places or claim.quantities or claim.time.basis == "stated"
    return claim.kind == "event" and "the" in which and not told


def _only_says_which(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "Kurdish forces fighting in Syria", "those who fought": which ones are meant, against no one
    and at no time."""
    word = tree.words[draft.predicate]
    if draft.nominal or word.lemma.lower() != "fight" or claim.kind != "event":
        return False
    opens = min(tree.subtree(draft.predicate))
    aside = opens > 0 and tree.words[opens - 1].text == ","
    own = [tree.words[k].text.lower() for k in tree.children(draft.predicate, "nsubj")]
    if own and own[0] not in ("who", "that", "which"):
        return False
    restricts = word.deprel in ("acl", "acl:relcl") and not aside and word.text.lower() != "fought"
    return restricts and not (claim.targets or claim.quantities or claim.time.basis == "stated")


_SILENCE = "codebook 1.5: silence"
_WISHED = "codebook 1.4: what should or could be"
_OPINION = "codebook 1.4: opinion without an act"
_NO_ACT = "codebook 1.4: no act of its own"
_NAME = "codebook 1.6: a name"
_GENERIC = "codebook 1.4: generic truth"
# What the words settle, then what the claim made of them settles, each with its reason.
_BY_WORDS: tuple[tuple[Callable[[Tree, Draft], bool], str], ...] = (
    (_keeps_silent, _SILENCE),
    (_left_unsaid, _SILENCE),
    (_only_wished, _WISHED),
    (must_be, _WISHED),
    (would_rather, _OPINION),
    (opines, _OPINION),
    (by_other_means, _NO_ACT),
    (a_topic, _NO_ACT),
    (a_policy, _NO_ACT),
    (a_condition, "codebook 1.8: a condition"),
    (warned_off, "codebook 12.11: what a warning is against"),
    (for_nothing, _NO_ACT),
    (an_inquiry, "codebook 12.24: an inquiry"),
    (_fellow, _NAME),
    (inference, _GENERIC),
    (imagined, "codebook 1.4: imagined"),
    (_asked_of_the_silent, "codebook 1.5: what somebody would not speak of"),
    (_blamed_on, "codebook 2.1: what is blamed on somebody"),
)
_BY_CLAIM: tuple[tuple[Callable[[Tree, Draft, Claim], bool], str], ...] = (
    (only_possible, _WISHED),
    (by_a_thing, _OPINION),
    (part_of_a_name, _NAME),
    (generic, _GENERIC),
    (a_private_aim, "codebook 1.4: private"),
    (aims_at_nothing, "codebook 1.4: an aim that is not told"),
    (_bare_label, "codebook 2.5: a mere label"),
    (_echo, "codebook 2.1: refers back to a death"),
    (_only_says_which, "codebook 1.6: says which ones are meant"),
    (_known_war, "codebook 2.1: a war that is only pointed at"),
    (_no_total, "codebook 6.1: no total"),
    (_no_force, "codebook 5.1: nobody holds it"),
)
