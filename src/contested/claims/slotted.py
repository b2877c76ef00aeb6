"""Where a draft's own slots of place say it happened: names in their words, else the words."""

from collections.abc import Iterable
from dataclasses import replace

from contested.claims.atlas import LABELS, Atlas, head_of, words_in
from contested.claims.backrefs import (
    capital_of,
    is_land,
    leads_on,
    names_a_kind,
    names_a_place,
    place_words,
    referent,
    seat_of,
    taken_up,
)
from contested.claims.frame import Draft, Slot, View
from contested.claims.lying import displaced
from contested.claims.model import Place
from contested.claims.nouns import words_of
from contested.claims.standing import AMONG, place_of, role_of, stands
from contested.claims.tree import NOMINAL, Tree
from contested.places import Found, bearing_of

_PUTS = (
    "in",
    "at",
    "inside",
    "into",
    "to",
    "from",
    "towards",
    "toward",
    "within",
    "out of",
    "near",
)
CORE = ("obj", "subj", "of", "poss")
_SOME = ("a", "an", "some", "several", "many")
_ANY = ("every", "any", "each", "all", "both")


def places_of_slot(view: View, tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> list[Place]:
    """Named places in a slot's words, with the direction they are named by; else the words."""
    out = places_of_head(view, tree, draft, slot, atlas)
    lead = tree.lead(slot.head)
    for k in tree.coordinated(lead if tree.words[lead].upos in NOMINAL else slot.head):
        if k != slot.head and not any(x.head == k for x in draft.places):
            out += places_of_head(view, tree, draft, replace(slot, head=k), atlas)
    role = role_of(slot.role) if slot.role not in CORE else "at"
    named = examples(tree, slot.head, atlas.found[draft.sentence], role)
    out += [p for p in named if not any(q.start == p.start for q in out)]
    return sorted(out, key=lambda p: p.start)


def places_of_head(view: View, tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> list[Place]:
    """The places that the words filling a slot name, with the role that the slot gives them."""
    start, end = tree.chars(*tree.group(slot.head))
    role = _role(draft, slot)
    beside = _called(tree, draft, slot, atlas)
    if beside:
        around = _inside(tree, draft, slot, atlas) if _known_as(tree, slot.head) else []
        beside += [f for f in around if f not in beside]
        return [place_of(f, role, slot.inferred) for f in beside]
    seat = seat_of(view, draft.sentence, slot.head)
    if seat is not None:
        return [place_of(seat, role, slot.inferred)]
    named = [f for f in atlas.within(draft.sentence, start, end) if not _owns(tree, f, slot.head)]
    if named:
        here = [f for f in named if len(named) == 1 or not is_larger(tree, f)]
        return [_directed(view, tree, f, role, slot.inferred) for f in here]
    beyond = _beyond(tree, slot.head)
    if beyond != slot.head:
        below = (replace(slot, head=k, role=slot.role) for k in tree.coordinated(beyond))
        return [p for x in below for p in places_of_head(view, tree, draft, x, atlas)]
    inside = _inside(tree, draft, slot, atlas)
    if inside:
        deeper = [_directed(view, tree, f, role, slot.inferred) for f in inside]
        leads = leads_on(tree, slot.head) and _of(tree, slot.head, inside[0])
        whole = not leads and _stands_by_itself(tree, draft, slot)
        if whole and not deeper[0].role.endswith(" of"):
            return [_held(view, tree, draft, slot, inside[0], atlas), *deeper]
        return deeper
    held = "control" in (draft.kind, draft.about)
    where = _names_where(tree, slot) or gone_to(tree, slot)
    if not held and (not where or _is_thing(tree, slot)):
        return []
    if any(tree.words[k].text.lower() in _ANY for k in tree.children(slot.head, "det")):
        return []
    if _no_place(tree, slot.head):
        return []
    bare = _bare_plural(tree, slot.head) or _nowhere(tree, slot.head)
    if bare and not _is_held(draft, slot) and not gone_to(tree, slot):
        return []
    return [unnamed(view, tree, draft, slot, atlas)]


def _is_held(draft: Draft, slot: Slot) -> bool:
    """Whether a slot is what is won, held or lost: a place however vague ("areas they control")."""
    lost = (*CORE, "from")
    return draft.kind == "control" and slot.role in lost and not draft.nominal


def _role(draft: Draft, slot: Slot) -> str:
    """The role of a slot's place: what is left is where from, without a preposition too."""
    if slot.role == "obj" and draft.act == "RETREAT":
        return "from"
    return role_of(slot.role) if slot.role not in CORE else "at"


def gone_to(tree: Tree, slot: Slot) -> bool:
    """Whether a preposition puts the act in places of a kind: "fled to neighbouring countries"."""
    word = tree.words[slot.head]
    lemma, told = word.lemma.lower(), tree.children(slot.head, "det", "nmod:poss", "amod")
    some = bool(told) or word.text.lower() != lemma  # not "from house to house"
    kind = names_a_kind(lemma) or lemma in place_words("lodging") or bearing_of(lemma) is not None
    return some and slot.role in _PUTS and kind


def _inside(tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> list[Found]:
    """Names in the phrases that hang on a slot's noun: "the airport in Khormaksar"."""
    parted = frozenset(j for k in tree.children(slot.head, "conj") for j in tree.subtree(k))
    nested = tree.subtree(slot.head, ("acl:relcl", "appos")) - parted
    found = [f for f in atlas.found[draft.sentence] if (w := words_in(tree, f)) and w <= nested]
    found = [f for f in found if _reached(tree, head_of(tree, words_in(tree, f)), slot.head)]
    return [f for f in found if len(found) == 1 or not is_larger(tree, f)]


def _of(tree: Tree, head: int, found: Found) -> bool:
    """Whether a noun leads to a name by "of" alone: "the pocket of Rastan", not "a pocket in"."""
    top = head_of(tree, words_in(tree, found))
    while tree.words[top].head not in (head, -1):
        top = tree.words[top].head
    return tree.preposition(top) == "of"


def _reached(tree: Tree, top: int, head: int) -> bool:
    """Whether only words of place lie between a name and the noun it is to place: no "by"."""
    for k in (top, *tree.ancestors(top)):
        if k == head:
            return True
        preposition = tree.preposition(k)
        if preposition is not None and preposition != "of" and not stands(preposition):
            return False
    return True


def is_larger(tree: Tree, found: Found) -> bool:
    """Whether a state is only named to say where a place in it is: "Yemen's Saada province"."""
    top = head_of(tree, words_in(tree, found))
    marked = any(tree.words[k].text in ("'s", "’s") for k in tree.children(top, "case"))
    owner = found.match.kind == "country" and (tree.words[top].deprel == "nmod:poss" or marked)
    return owner and bearing_of(tree.words[tree.words[top].head].text) is None


def _owns(tree: Tree, found: Found, head: int) -> bool:
    """Whether a name only owns the place named: "Syria's province of Idlib"."""
    top = head_of(tree, words_in(tree, found))
    return tree.words[top].deprel == "nmod:poss" and _beyond(tree, head) != head


def _called(tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> list[Found]:
    """The name in apposition to a common noun: "Yemen's capital, Sanaa", "Ghouta, a suburb"."""
    if tree.words[slot.head].upos != "NOUN":
        return []
    word = tree.words[slot.head]
    aside = word.deprel == "nmod" and tree.preposition(slot.head) is None
    up = [word.head] if word.deprel == "appos" or (aside and word.head < slot.head) else []
    bare = (k for k in tree.children(slot.head, "nmod") if tree.words[k].upos == "PROPN")
    bare = (k for k in bare if k == slot.head + 2 and tree.words[k - 1].text == ",")
    tops = (*tree.children(slot.head, "appos"), *up, *(k for k in bare if not tree.kids[k]))
    tops = (*tops, *_known_as(tree, slot.head))
    names = [f for f in atlas.found[draft.sentence] if head_of(tree, words_in(tree, f)) in tops]
    return names[:1]


def _known_as(tree: Tree, head: int) -> list[int]:
    """ "The enclave known as Afrin", "the district called Sadr City"."""
    verbs = (k for k in tree.children(head, "acl", "acl:relcl"))
    verbs = (k for k in verbs if tree.words[k].lemma.lower() in place_words("naming", "verbs"))
    return [j for k in verbs for j in tree.children(k, "obl", "xcomp", "obj")]


def examples(tree: Tree, head: int, names: Iterable[Found], role: str) -> list[Place]:
    """The names that stand for several places: "towns such as Hayan and Anadan"."""
    tops = [k for k in tree.children(head, "nmod", "obl") if tree.preposition(k) in AMONG]
    tops = [j for k in tops for j in tree.coordinated(k)]
    return [place_of(f, role, False) for f in names if head_of(tree, words_in(tree, f)) in tops]


def _held(view: View, tree: Tree, draft: Draft, slot: Slot, found: Found, atlas: Atlas) -> Place:
    """A site by the name of what it lies in: "the airport in Khormaksar"; a name keeps its own."""
    start, end = tree.chars(*_named_by(tree, draft, slot.head))
    role = role_of(slot.role) if slot.role not in CORE else "at"
    if tree.words[slot.head].lemma.lower() == "capital":
        found = capital_of(view, draft.sentence, found, atlas.named) or found
    text = view.text(start, end)
    if found.match.kind in ("country", "continent"):
        return Place(text, text, "unknown", role, None, None, None, start, end, slot.inferred)
    held = place_of(taken_up(found, start, end, text), role, slot.inferred)
    return replace(held, name=text) if tree.words[slot.head].upos == "PROPN" else held


def _bare_plural(tree: Tree, head: int) -> bool:
    """ "Areas", "different streets": places, but none that could be found."""
    word = tree.words[head]
    plural = word.upos == "NOUN" and word.text.lower() == word.lemma.lower() + "s"
    return plural and not tree.children(head, "det", "nmod:poss", "nummod", "compound")


def _stands_by_itself(tree: Tree, draft: Draft, slot: Slot) -> bool:
    """Whether a noun is a place beside the names in its phrase: "the airport in Khormaksar",
    "lost territory in Syria"."""
    if _no_place(tree, slot.head):
        return False
    named = names_a_place(tree, slot.head) and not _nowhere(tree, slot.head)
    kind = names_a_kind(tree.words[slot.head].lemma.lower())
    return named or (kind and _is_held(draft, slot)) or gone_to(tree, slot)


def _no_place(tree: Tree, head: int) -> bool:
    """ "100,000 local people", "this kind of town": besieged or taken, and no place."""
    people = words_of("people_at_large") | words_of("nationals")
    return tree.words[head].lemma.lower() in people | place_words("boundless", "kinds")


def _nowhere(tree: Tree, head: int) -> bool:
    """ "Lost ground": what has no bounds."""
    word = tree.words[head]
    told = tree.children(head, "det", "compound", "amod", "acl", "acl:relcl")
    return not told and word.lemma.lower() in place_words("boundless")


def _is_thing(tree: Tree, slot: Slot) -> bool:
    """Whether the words are a thing done something to: "destroyed three Humvees", "open a gate"."""
    if slot.role not in ("obj", "subj"):
        return False
    dets = {tree.words[k].text.lower() for k in tree.children(slot.head, "det")}
    return bool(tree.children(slot.head, "nummod")) or bool(dets & set(_SOME))


def _names_where(tree: Tree, slot: Slot) -> bool:
    """Whether words without coordinates stand for a place; a name only after a preposition."""
    proper = tree.words[slot.head].upos == "PROPN" and slot.role in ("obj", "subj")
    if proper and not any(
        x.first <= slot.head < x.last and x.label in LABELS for x in tree.sentence.names
    ):
        return False
    return names_a_place(tree, slot.head) or is_land(tree, slot.head)


def _beyond(tree: Tree, head: int) -> int:
    """The name or noun behind "of" that a noun such as "village" or "ruins" only leads to."""
    if leads_on(tree, head):
        for k in tree.children(head, "nmod"):
            if tree.preposition(k) == "of" and names_a_place(tree, k):
                return k
    return head


def _named_by(tree: Tree, draft: Draft, head: int) -> tuple[int, int]:
    """The words of a place without the one that tells of it: "rebel-held areas" are areas."""
    first, last = tree.group(_stretch(tree, head))[0], tree.group(head)[1]
    return (draft.predicate + 1 if first <= draft.predicate < head else first), last


def _stretch(tree: Tree, head: int) -> int:
    """The noun that says how much of the land: "vast tracts of territory" are one place."""
    above = tree.words[head].head
    much = above >= 0 and tree.words[above].lemma.lower() in place_words("boundless", "stretches")
    return above if much and tree.preposition(head) == "of" else head


def _directed(view: View, tree: Tree, found: Found, role: str, inferred: bool) -> Place:
    """A place named by direction: "villages north-east of Aleppo" lie off it."""
    moved = displaced(view, tree, found, inferred)
    if moved is not None:
        return moved
    if tree.preposition(head_of(tree, words_in(tree, found))) in ("near", "outside", "around"):
        role = "near"
    return place_of(found, role, inferred)


def unnamed(view: View, tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> Place:
    """Words that name no place: the place they take up, else kept without coordinates."""
    start, end = tree.chars(*_named_by(tree, draft, slot.head))
    text = view.text(start, end)
    role = _role(draft, slot)
    found = _its_own(tree, draft, slot, atlas)
    found = found or referent(view, draft.sentence, slot.head, atlas.named)
    if found is not None:
        return place_of(taken_up(found, start, end, text), role, slot.inferred)
    return Place(text, text, "unknown", role, None, None, None, start, end, slot.inferred)


def _its_own(tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> Found | None:
    """The state that does something to what is its own: "Chad closed its border"."""
    owners = {tree.words[k].text.lower() for k in tree.children(slot.head, "nmod:poss")}
    if not owners & {"its", "their"}:
        return None
    subjects = tree.children(draft.predicate, "nsubj", "nsubj:pass")
    rows = ((f, head_of(tree, words_in(tree, f))) for f in atlas.found[draft.sentence])
    return next((f for f, k in rows if k in subjects and f.match.kind == "country"), None)
