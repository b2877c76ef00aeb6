"""Who stands behind a deed that a noun names: "a raid by commandos", "a Russian air strike"."""

from collections.abc import Iterator

from contested.claims.frame import Slot
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.syntax import Filler, Slots, slots_of
from contested.claims.tree import Tree


def doers_of(tree: Tree, noun: int, sorter: Sorter) -> tuple[Slot, ...]:
    """Who did the deed by "by", else whose it is by a possessor or a name before it."""
    slots = slots_of(tree, noun)
    by = [f.head for f in slots.get("by", ()) if sorter.acts(tree, f.head)]
    if by:
        return tuple(Slot(k, role="by") for k in by)
    before = [f.head for name in ("poss", "amod", "compound") for f in slots.get(name, ())]
    led = [j for k in before if tree.words[k].text.lower() in words_of("led") for j in tree.kids[k]]
    return tuple(
        Slot(k, role="amod", possessive=True)
        for k in (*before, *led)
        if tree.words[k].text[:1].isupper() and sorter.known(tree.words[k].text)
    )


def doers_around(tree: Tree, slots: Slots, sorter: Sorter) -> tuple[Slot, ...]:
    """Who did it, where a victim's clause names the deed alone: "was killed in a US raid"."""
    for name in sorted(words_of("in_a_deed")):
        for filler in slots.get(name, ()):
            if is_deed(tree, filler.head, sorter):
                found = doers_of(tree, filler.head, sorter)
                if found:
                    return found
    return ()


def is_deed(tree: Tree, k: int, sorter: Sorter) -> bool:
    """Whether a noun names an act of force, also where a side's name stands before it."""
    word = tree.words[k]
    readings = sorter.lexicon.entries_for(word.lemma.lower(), "noun")
    return word.upos == "NOUN" and any(e.act == "ASSAULT" for e in readings)


def waged_against(tree: Tree, war: Filler, sorter: Sorter) -> Iterator[Slot]:
    """Whom a war that somebody fights is against: "fought an insurgency against the state"."""
    for k in tree.children(war.head, "nmod"):
        if tree.preposition(k) in ("against", "with") and sorter.acts(tree, k):
            yield Slot(k, role="against")
