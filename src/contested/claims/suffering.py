"""Who suffers an act where the frame of its verb gives somebody else, or only a part.

A strike on a hospital that killed people hit both; a besieged base is its owner's; who breaks a
siege does not act on the besieged; "the regime's killing of protesters" is the regime's; Europe,
threatened or blamed, is no place.
"""

from collections.abc import Iterator
from dataclasses import replace

from contested.claims.frame import Slot
from contested.claims.lexicon import ActEntry
from contested.claims.nouns import words_of
from contested.claims.roles import Roles
from contested.claims.sorts import Sorter
from contested.claims.syntax import Slots
from contested.claims.tree import Tree

_ADDRESSING = ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "CONSULT", "SANCTION", "SUPPORT")
_OWNERS = ("nmod:poss", "amod", "compound")


def suffering(tree: Tree, entry: ActEntry, slots: Slots, roles: Roles, sorter: Sorter) -> Roles:
    """``roles`` with the targets that the words around the predicate's own slots give."""
    if entry.act == "ASSAULT":
        roles = _by_their_killing(roles)
        roles = _besieged_left_out(tree, slots, roles)
        if not roles.targets:
            roles = replace(roles, targets=tuple(_warred_on(tree, slots, sorter)))
        also = (s for s in _struck(tree, slots, sorter) if s.head not in _heads(roles))
        return replace(roles, targets=(*roles.targets, *also)) if roles.targets else roles
    if entry.act == "besieges":
        bases = tuple(
            s for s in roles.places if s.role in ("obj", "subj") and _owned(tree, s, sorter)
        )
        bases = tuple(s for s in bases if s.head not in _heads(roles))
        return replace(roles, targets=(*bases, *roles.targets))
    if entry.act in ("gains", "loses") and not roles.targets:
        return replace(roles, targets=tuple(_losers(tree, roles, sorter)))
    if entry.act in _ADDRESSING:
        return _addressed(tree, roles)
    return roles


def _heads(roles: Roles) -> set[int]:
    return {s.head for s in roles.targets}


def _by_their_killing(roles: Roles) -> Roles:
    """ "The regime's killing of protesters": whose it is killed those behind "of"."""
    owners = tuple(s for s in roles.targets if s.role == "poss")
    killed = tuple(s for s in roles.targets if s.role == "of")
    if not owners or not killed or roles.agents:
        return roles
    rest = tuple(s for s in roles.targets if s not in owners)
    return replace(roles, agents=owners, targets=rest)


def _besieged_left_out(tree: Tree, slots: Slots, roles: Roles) -> Roles:
    """ "Broke the siege of the villagers": they did not suffer that (codebook 12.4)."""
    objects = {tree.words[f.head].lemma.lower() for f in slots.get("obj", ())}
    if not objects & words_of("sieges"):
        return roles
    return replace(roles, targets=tuple(s for s in roles.targets if s.role not in ("of", "on")))


def _struck(tree: Tree, slots: Slots, sorter: Sorter) -> Iterator[Slot]:
    """Things hit by the deed that did the harm: "killed by a strike on a mosque"."""
    for name in ("subj", "by"):
        for f in slots.get(name, ()):
            if not sorter.is_event(tree, f.head):
                continue
            behind = (k for k in tree.children(f.head, "nmod", "obl"))
            beside = (x.head for x in slots.get("on", ()) if _right_behind(tree, x.head, f.head))
            for k in (*behind, *beside):
                on = tree.preposition(k) in ("on", "against")
                if on and tree.words[k].upos == "NOUN" and sorter.is_object(tree, k):
                    yield Slot(k, role="on")


def _warred_on(tree: Tree, slots: Slots, sorter: Sorter) -> Iterator[Slot]:
    """Whom a war is against that somebody joined or leads: "led the coalition's war against X"."""
    for f in slots.get("obj", ()):
        if tree.words[f.head].lemma.lower() not in words_of("led_deeds"):
            continue
        of = (k for k in tree.children(f.head, "nmod") if tree.preposition(k) == "of")
        for noun in (f.head, *of):
            for k in tree.children(noun, "nmod"):
                if tree.preposition(k) == "against" and sorter.acts(tree, k):
                    yield Slot(k, role="against")


def _right_behind(tree: Tree, k: int, noun: int) -> bool:
    """Whether a phrase follows a noun with nothing between, whatever it hangs on."""
    return noun < k and min(tree.subtree(k)) == noun + 1


def _owned(tree: Tree, slot: Slot, sorter: Sorter) -> bool:
    """Whether words say whose a site is: "a rebel base", "the army's airbase"."""
    if not sorter.is_object(tree, slot.head):
        return False
    owners = tree.children(slot.head, *_OWNERS)
    return any(sorter.known(tree.words[k].text) for k in owners)


def _losers(tree: Tree, roles: Roles, sorter: Sorter) -> Iterator[Slot]:
    """Who had a place that is taken: "the group's capital fell", "the last rebel bastion", "towns
    held by the rebels"."""
    agents = {s.head for s in roles.agents}
    for place in roles.places:
        if place.role not in ("obj", "subj", "of"):
            continue
        for k in (place.head, *tree.children(place.head, "appos")):
            owners = _owners(tree, k, bool(agents))
            held = (j for j in tree.children(k, "acl") if _is_held(tree, j))
            by = (j for h in held for j in tree.children(h, "obl:agent", "obl"))
            owners += tuple(j for j in by if tree.preposition(j) == "by")
            for j in owners:
                if j not in agents and sorter.acts(tree, j):
                    yield Slot(j, role="of", possessive=tree.words[j].deprel in _OWNERS)


def _owners(tree: Tree, place: int, taken: bool) -> tuple[int, ...]:
    """Whose seat a place is; not of old ("the former stronghold"), nor "its" of who takes it."""
    marks = tree.children(place, *_OWNERS)
    old = any(tree.words[k].text.lower() in words_of("no_longer") for k in marks)
    if old or tree.words[place].lemma.lower() not in words_of("seats"):
        return ()
    return tuple(k for k in marks if not (taken and tree.words[k].upos == "PRON"))


def _is_held(tree: Tree, verb: int) -> bool:
    return tree.words[verb].lemma.lower() in words_of("holding")


def _addressed(tree: Tree, roles: Roles) -> Roles:
    """Parts of the world that somebody speaks to or threatens: "criticised Europe"."""
    named = tuple(
        s
        for s in roles.places
        if s.role in ("obj", "iobj", "subj") and tree.words[s.head].text in words_of("continents")
    )
    if not named:
        return roles
    rest = tuple(s for s in roles.places if s not in named)
    return replace(roles, places=rest, targets=(*named, *roles.targets))
