"""What a noun for an act says of it: where, on what day, about what."""

from dataclasses import replace

from contested.claims.lexicon import ActEntry
from contested.claims.match import match_entry
from contested.claims.nouns import words_of
from contested.claims.occurring import whole_of
from contested.claims.roles import Roles
from contested.claims.sorts import Sorter
from contested.claims.syntax import Slots, slots_of
from contested.claims.tree import Tree

_OF_TIME = ("nmod", "nmod:poss", "nmod:tmod", "nmod:unmarked", "obl:tmod", "amod", "compound")


def of_object(tree: Tree, entry: ActEntry, slots: Slots, sorter: Sorter) -> ActEntry:
    """``entry`` of a light verb with its object's mode and whom that hits: "its *bombing* of X"."""
    if entry.act != "ASSAULT" or entry.mode or not entry.object:
        return entry
    for filler in slots.get("obj", ()):
        own = match_entry(sorter.lexicon, sorter, tree, filler.head, slots_of(tree, filler.head))
        if own is not None and own.entry.act == "ASSAULT" and own.entry.mode:
            whom = {k: v for k, v in own.entry.roles.items() if k == "of"}
            roles = {**whom, **entry.roles}
            return replace(entry, mode=own.entry.mode, acled=own.entry.acled, roles=roles)
    return entry


def located(tree: Tree, i: int, roles: Roles, sorter: Sorter) -> bool:
    """Whether the noun, or the verb by which its act happens, says where."""
    above = tree.children(tree.words[whole_of(tree, i)].head, "obl", "nmod")
    placed = (k for k in above if tree.preposition(k) in words_of("locative"))
    return bool(roles.places) or any(sorter.stands_for_place(tree, k) for k in placed)


def dated(tree: Tree, i: int, sorter: Sorter) -> bool:
    """Whether the noun for an act carries its day: "the pledge in May 2016"."""
    return any(sorter.sort(tree, k) == "time" for k in tree.children(i, *_OF_TIME))


def about(tree: Tree, i: int, entry: ActEntry) -> bool:
    """Whether a noun for an act of speech says what it is about: "its call for a ceasefire"."""
    topics = {slot for slot, role in entry.roles.items() if "topic" in role.split("|")}
    said = any(tree.preposition(k) in topics for k in tree.children(i, "nmod", "obl"))
    return said or bool(tree.children(i, "acl"))
