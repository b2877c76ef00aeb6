"""Who acts where no words in the act's own clause say so: whose statement it is, who did the act
before "and", whom a meeting's guest came to see, whose aim or responsibility it was."""

from collections.abc import Callable

from contested.claims.deeds import doers_of
from contested.claims.frame import Draft, Slot
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.syntax import is_passive, slots_of
from contested.claims.tree import SUBJECTS, Tree

_WRITTEN = ("by", "from")


def unsaid(tree: Tree, draft: Draft, sorter: Sorter) -> tuple[Slot, ...]:
    """Slots of those who did what ``draft`` tells, by the first rule that names somebody."""
    for rule in _RULES:
        found = rule(tree, draft, sorter)
        if found:
            return found
    return ()


def _responsible(tree: Tree, draft: Draft, _: Sorter) -> tuple[Slot, ...]:
    """Who claimed responsibility for an act, or whose aim it is, where no words say it outright."""
    if draft.kind == "intent":
        return _bidder(tree, draft.predicate)
    if draft.act != "ASSAULT":
        return ()
    for k in (draft.predicate, *tree.ancestors(draft.predicate)):
        word = tree.words[k]
        if word.lemma.lower() == "responsibility" and word.deprel == "obj":
            subjects = slots_of(tree, word.head).get("subj", ())
            claims = tree.words[word.head].lemma.lower() == "claim"
            return tuple(Slot(f.head, role="subj", inferred=True) for f in subjects if claims)
    return ()


def _bidder(tree: Tree, noun: int) -> tuple[Slot, ...]:
    """Whose aim "in a bid to …" tells: the subject of the clause it stands in."""
    word = tree.words[noun]
    if word.upos != "NOUN" or word.deprel not in ("obl", "advmod", "nmod") or word.head < 0:
        return ()
    if tree.preposition(noun) not in ("in", "as", "as part of"):
        return ()
    return _subject_above(tree, noun)


def _subject_above(tree: Tree, noun: int) -> tuple[Slot, ...]:
    """The subject of the clause that a noun stands in."""
    verb = next((k for k in tree.ancestors(noun) if tree.words[k].upos in ("VERB", "AUX")), None)
    subjects = () if verb is None else slots_of(tree, verb).get("subj", ())
    return tuple(Slot(f.head, role="subj", inferred=True) for f in subjects)


def _by_deed(tree: Tree, draft: Draft, sorter: Sorter) -> tuple[Slot, ...]:
    """Whose deed the agent's words name: "killed by a US-led air strike"."""
    deeds = (x.head for x in draft.agents if sorter.is_event(tree, x.head))
    return next((found for k in deeds if (found := doers_of(tree, k, sorter))), ())


def _author(tree: Tree, draft: Draft, sorter: Sorter) -> tuple[Slot, ...]:
    """Whose document speaks: "a statement issued by the group demanded", "the army's order"."""
    if draft.nominal or draft.kind not in ("event", "intent", "forecast"):
        return ()
    for filler in slots_of(tree, draft.predicate).get("subj", ()):
        k = filler.head
        if tree.words[k].lemma.lower() not in words_of("documents"):
            continue
        issued = [j for j in tree.children(k, "acl") if is_passive(tree, j)]
        by = [f.head for j in issued for f in slots_of(tree, j).get("by", ())]
        by += [j for j in tree.children(k, "nmod") if tree.preposition(j) in _WRITTEN]
        by += tree.children(k, "nmod:poss")
        named = tree.children(k, "compound", "amod")
        by += [j for j in named if tree.words[j].text[:1].isupper() and sorter.acts(tree, j)]
        if by:
            return tuple(Slot(j, role="by") for j in tree.coordinated(by[0]))
    return ()


def _joined_doer(tree: Tree, draft: Draft, _: Sorter) -> tuple[Slot, ...]:
    """ "Were seized by the group and held in its jails": the first passive's doer did both."""
    i = draft.predicate
    word = tree.words[i]
    if word.upos != "VERB" or word.deprel != "conj" or not is_passive(tree, i):
        return ()
    if tree.children(i, *SUBJECTS):
        return ()
    doers = slots_of(tree, tree.lead(i)).get("by", ())
    return tuple(Slot(f.head, role="by", inferred=True) for f in doers)


def _at_hands(tree: Tree, draft: Draft, _: Sorter) -> tuple[Slot, ...]:
    """ "Was killed at the hands of rebels": those whose hands they were."""
    hands = (
        k
        for k in tree.children(draft.predicate, "obl", "nmod")
        if tree.words[k].text.lower() in ("hand", "hands") and tree.preposition(k) in ("at", "by")
    )
    of = (j for k in hands for j in tree.children(k, "nmod") if tree.preposition(j) == "of")
    return tuple(Slot(k, role="by") for j in of for k in tree.coordinated(j))


def _visitor(tree: Tree, draft: Draft, sorter: Sorter) -> tuple[Slot, ...]:
    """ "After a meeting with the pope, Putin said": who tells of the meeting was at it."""
    word = tree.words[draft.predicate]
    if draft.act != "CONSULT" or not draft.nominal or word.deprel != "obl":
        return ()
    if not draft.targets or tree.preposition(draft.predicate) not in words_of("at_a_meeting"):
        return ()
    found = _subject_above(tree, draft.predicate)
    taken = {x.head for x in draft.targets}
    return tuple(x for x in found if x.head not in taken and sorter.acts(tree, x.head))


_RULES: tuple[Callable[[Tree, Draft, Sorter], tuple[Slot, ...]], ...] = (
    _responsible,
    _at_hands,
    _by_deed,
    _author,
    _joined_doer,
    _visitor,
)
