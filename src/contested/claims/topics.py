"""Whom an act of speech is aimed at, when its object is not a side but something of a side's.

"Rejects the demand of the Taliban", "rejected the Egyptian paper", "blames a rocket of Islamic
Jihad": the target owns the thing. "Demanded that the president step down": it is the one who is
to act.
"""

from collections.abc import Iterator
from dataclasses import replace

from contested.claims.deeds import is_deed
from contested.claims.entities import relative_head
from contested.claims.frame import Slot
from contested.claims.lexicon import ActEntry
from contested.claims.nouns import words_of
from contested.claims.sharing import shared_object
from contested.claims.sorts import Sorter
from contested.claims.syntax import Slots, is_passive, slots_of
from contested.claims.tree import Tree

_SPOKEN = ("REJECT", "ACCUSE", "REQUEST", "THREATEN")


def aimed_at(
    tree: Tree, entry: ActEntry, slots: Slots, targets: tuple[Slot, ...], sorter: Sorter
) -> tuple[Slot, ...]:
    """``targets`` when they name a side, else the owners of the things or topics; maybe none."""
    if entry.kind == "intent":
        return targets or tuple(_wanted(tree, slots, sorter))
    if entry.act not in _SPOKEN or any(_is_side(tree, t, sorter) for t in targets):
        return targets
    things = [t.head for t in targets]
    things += [
        f.head
        for slot, role in entry.roles.items()
        if "topic" in role.split("|") and slot != "clause"
        for f in slots.get(slot, ())
    ]
    owners = tuple(s for k in things for s in _owners(tree, k, sorter))
    if owners:
        return owners
    return tuple(_doers(tree, slots, sorter)) if entry.act == "REQUEST" else targets


def _is_side(tree: Tree, slot: Slot, sorter: Sorter) -> bool:
    """Whether a slot names a side; "called on Ankara" names a state by its capital."""
    spoken = slot.role in ("on", "upon") and sorter.known(tree.words[slot.head].text)
    return sorter.acts(tree, slot.head) or spoken


def _wanted(tree: Tree, slots: Slots, sorter: Sorter) -> Iterator[Slot]:
    """Whom the wanted act is to befall: "seeks to destroy the opposition", "effort to keep it"."""
    for f in slots.get("clause", ()) or slots.get("copula", ()):
        found = befallen(tree, f.head, sorter)
        if found:
            yield from found
            return
    for f in slots.get("obj", ()):  # "does not seek a war with its neighbour"
        for k in tree.children(f.head, "nmod"):
            against = tree.preposition(k) in words_of("aimed_against")
            if against and sorter.acts(tree, k) and sorter.is_event(tree, f.head):
                yield Slot(k, role="against")


def befallen(tree: Tree, clause: int, sorter: Sorter) -> tuple[Slot, ...]:
    """Whom an act that is only wanted is to befall, by the clause that tells the aim.

    The objects of its verbs, the subject of a passive or of one's own clause ("so that the army
    would think twice"), whom it is against, or who owns what is to be hit.
    """
    ends = tuple(k for k in tree.children(clause, "advcl") if k > clause and _is_to(tree, k))
    below = (*tree.children(clause, "xcomp", "ccomp"), *tree.children(clause, "conj"), *ends)
    for verb in (clause, *below):
        if tree.words[verb].upos not in ("VERB", "AUX"):
            continue
        slots = slots_of(tree, verb)
        wanted = slots.get("obj", ()) or shared_object(tree, verb, slots)
        objects = [f.head for f in wanted if f.head > verb or is_passive(tree, verb)]
        if _moves(tree, verb, sorter):
            objects = []  # "to send troops", "to build an army"
        found = [k for k in objects if _suffers(tree, k, sorter) and not _happening(tree, k)]
        found = found or [
            f.head
            for name in sorted(words_of("aimed_against"))
            for f in slots.get(name, ())
            if sorter.acts(tree, f.head)
        ]
        found = found or [
            k
            for h in objects
            for k in tree.children(h, "nmod")
            if tree.preposition(k) in words_of("aimed_against") and sorter.acts(tree, k)
        ]
        far = verb in ends or not slots.get("obj")  # whose the things are, is too far a guess
        found = found or [x.head for k in objects if not far for x in _victims(tree, k, sorter)]
        own = [k for k in tree.children(verb, "nsubj") if sorter.acts(tree, k) and k < verb]
        if found or (own and verb == clause):
            return tuple(Slot(k, role="obj") for k in dict.fromkeys(found or own))
    return ()


def _is_to(tree: Tree, verb: int) -> bool:
    """Whether a clause is an infinitive: "to enter the town to support the rebels"."""
    return any(tree.words[k].text.lower() == "to" for k in tree.children(verb, "mark"))


def _suffers(tree: Tree, k: int, sorter: Sorter) -> bool:
    """Whether an object may be somebody: an actor, or a side named by whose it is ("its proxies");
    not a country that only a part is of."""
    word = tree.words[k]
    if word.deprel == "nmod" and tree.words[word.head].lemma.lower() in words_of("parts_of_land"):
        return False
    side = word.upos == "NOUN" and word.lemma.lower() in words_of("side_nouns")
    return side or sorter.acts(tree, k)


def _moves(tree: Tree, verb: int, sorter: Sorter) -> bool:
    """Whether a verb's object is moved, given or made, and does not suffer.

    Who is let or made do something does suffer it: "to allow residents to return".
    """
    lemma = tree.words[verb].lemma.lower()
    if lemma in words_of("letting") and tree.children(verb, "xcomp", "ccomp"):
        return False
    if lemma in words_of("making"):
        return True
    readings = sorter.lexicon.entries_for(lemma, "verb")
    return bool(readings) and all(e.roles.get("obj") in ("object", "none") for e in readings)


def _happening(tree: Tree, k: int) -> bool:
    """Whether a noun is a war or the like: it is nobody, though it is named after a country."""
    word = tree.words[k]
    return word.upos == "NOUN" and word.lemma.lower() in words_of("happenings")


def _victims(tree: Tree, k: int, sorter: Sorter) -> Iterator[Slot]:
    """Who owns what an aim is to hit: not whose aim it is ("its ties"), nor a war's country."""
    for slot in _owners(tree, k, sorter):
        mine = tree.words[slot.head].text.lower() in words_of("others_possessives")
        if not mine and not (slot.possessive and _happening(tree, k)):
            yield slot


def _owners(tree: Tree, k: int, sorter: Sorter) -> Iterator[Slot]:
    """The actor that a thing belongs to by possessor, "of", "by", or a nationality."""
    done = bool(tree.children(k, "nmod:poss")) or is_deed(tree, k, sorter)  # "its killing of X"
    for j in tree.children(k, "nmod:poss", "nmod", "amod", "compound"):
        of = ("by", "from") if done else ("of", "by", "from")
        owned = tree.words[j].deprel != "nmod" or tree.preposition(j) in of
        if tree.words[j].text.lower() in words_of("led"):  # "the US-led intervention"
            leaders = (i for i in tree.kids[j] if sorter.known(tree.words[i].text))
            yield from (Slot(i, role="of", possessive=True) for i in leaders)
            continue
        modifier = tree.words[j].deprel in ("amod", "compound")
        named = not modifier or (
            tree.words[j].text[:1].isupper() and sorter.known(tree.words[j].text)
        )
        whose = relative_head(tree, j) if tree.words[j].text.lower() == "whose" else None
        if whose is not None:
            yield Slot(whose, role="of")
        elif owned and named and sorter.acts(tree, j):
            yield Slot(j, role="of", possessive=modifier)


def _doers(tree: Tree, slots: Slots, sorter: Sorter) -> Iterator[Slot]:
    """Who is to do what is demanded: the subject of the clause."""
    for f in slots.get("clause", ()):
        if any(tree.words[k].text.lower() in words_of("relatives") for k in tree.kids[f.head]):
            continue  # "demanded a transition in which Assad had no part"
        for j in (k for n in tree.children(f.head, "nsubj") for k in tree.coordinated(n)):
            if sorter.acts(tree, j):
                yield replace(Slot(j), role="obj")
