"""Where a claim says it happened: the named places of its clause, with coordinates."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from contested.claims.backrefs import (
    Named,
    is_inhabited,
    names_a_place,
    place_words,
    referent,
    taken_up,
    weigh,
)
from contested.claims.frame import Draft, Slot, View
from contested.claims.model import Place
from contested.claims.tree import Tree
from contested.names import fold
from contested.places import Found, bearing_of, offset_place

_ROLES = {
    "near": "near", "outside": "near", "close to": "near", "beside": "near", "next to": "near",
    "around": "near", "by": "near", "from": "from", "to": "to", "into": "to", "toward": "to",
    "towards": "to", "onto": "to", "through": "via", "via": "via", "across": "at", "out of": "from",
}  # fmt: skip
_LABELS = ("Location", "place")
_NOWHERE = ("cause", "intent", "relation")
_SPOKEN = ("ACCUSE", "REJECT")
_NOT_WHERE = ("of", "against", "with", "about", "for", "as", "than", "by")
_WITHIN = ("compound", "flat", "amod", "nmod:poss", "appos", "conj")
_LOCATIVE = ("in", "at", "near", "on", "around", "outside", "inside", "over", "into", "from", "to")
_LOCAL = ("settlement", "neighbourhood", "site", "area", "district", "region")
_WAYS = ("kilometres", "kilometers", "km", "miles")  # where a town lies, not what happened
_ANY = ("every", "any", "each", "all", "both")


@dataclass(frozen=True, slots=True)
class Atlas:
    """Resolved places of an account by sentence."""

    found: tuple[tuple[Found, ...], ...]
    named: Named

    def within(self, s: int, start: int, end: int) -> tuple[Found, ...]:
        """Places of sentence ``s`` whose mention overlaps ``[start, end)``."""
        return tuple(f for f in self.found[s] if f.start < end and f.end > start)


def read_atlas(view: View, find: Callable[..., tuple[Found, ...]]) -> Atlas:
    """Resolve all place mentions of the account together: the gazetteer's own and the encoder's."""
    text = view.account.text
    by_gazetteer = find(text)
    taken = [(f.start, f.end) for f in by_gazetteer]
    extra = [n for n in _model_names(view) if not any(a < n[1] and b > n[0] for a, b in taken)]
    spans = sorted([*taken, *extra])
    found = find(text, names=spans) if extra else by_gazetteer
    home = Counter(f.match.country for f in found).most_common(1)
    at_home = home[0][0] if home else ""
    out: list[tuple[Found, ...]] = []
    for tree in view.trees:
        a, b = tree.sentence.start, tree.sentence.end
        here = (f for f in found if a <= f.start and f.end <= b)
        out.append(tuple(f for f in here if _spelt(f, at_home) or not _person(tree, f)))
    return Atlas(tuple(out), weigh(tuple(out)))


def _spelt(found: Found, at_home: str) -> bool:
    """Whether the words are the very name of a place in the account's own country."""
    return found.match.country == at_home and fold(found.text) == fold(found.match.name)


def _person(tree: Tree, found: Found) -> bool:
    """Whether the encoder takes the words for a person, and no preposition puts one there."""
    words = _words(tree, found)
    for span in tree.sentence.names:
        if span.label.lower() == "person" and words <= frozenset(range(span.first, span.last)):
            return tree.preposition(_head_of(tree, words)) not in _LOCATIVE
    return False


def _model_names(view: View) -> list[tuple[int, int]]:
    """Proper-name place spans of the encoder."""
    out = []
    for tree in view.trees:
        for span in tree.sentence.names:
            if span.label not in _LABELS:
                continue
            proper = [
                i
                for i in range(span.first, span.last)
                if tree.words[i].upos == "PROPN" and tree.words[i].text[:1].isupper()
            ]
            if proper:
                out.append(tree.chars(proper[0], proper[-1] + 1))
    return sorted(set(out))


def places_of(view: View, draft: Draft, atlas: Atlas) -> tuple[Place, ...]:
    """The draft's places: its place slots first, then named places of its own clause.

    A second predicate of the same happening shares the places of the first. Causes, aims and
    relations have none: they are no happening of their own.
    """
    if draft.kind in _NOWHERE:
        return ()
    tree = view.trees[draft.sentence]
    out: list[Place] = []
    for slot in draft.places:
        out += _of_slot(view, tree, draft, slot, atlas)
    out += _struck(view, tree, draft, atlas)
    covered = _covered(tree, draft)
    for found in atlas.found[draft.sentence]:
        words = _words(tree, found)
        loose = words and words <= draft.scope and not words & covered
        if loose and not any(p.start < found.end and p.end > found.start for p in out):
            place = _loose(view, tree, found, words)
            out += [place] if place is not None else []
    out += _common(view, tree, draft, atlas, out)
    if not out and draft.act not in _SPOKEN:
        out = _antecedent(tree, draft, atlas) or _shared(view, tree, draft, atlas)
    return tuple(_unique(out))


def _struck(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """Towns, and sites in them, that are themselves attacked: where it happened."""
    if draft.act != "ASSAULT":
        return []
    out: list[Place] = []
    for slot in draft.targets:
        if slot.inferred or slot.possessive or slot.sentence not in (None, draft.sentence):
            continue
        named = atlas.within(draft.sentence, *tree.chars(*tree.group(slot.head)))
        of_head = [f for f in named if slot.head in _words(tree, f) and f.match.kind in _LOCAL]
        out += [_place(f, "at", False) for f in of_head]
        definite = any(tree.words[k].text.lower() == "the" for k in tree.children(slot.head, "det"))
        if not of_head and definite and is_inhabited(tree, slot.head):
            out.append(_unnamed(view, tree, draft, replace(slot, role="obj"), atlas))
    return out


def _covered(tree: Tree, draft: Draft) -> frozenset[int]:
    """Words that name who acts or suffers; for a mere accusation, with all that describes them."""
    out: set[int] = set()
    for slot in (*draft.agents, *draft.targets):
        if slot.sentence in (None, draft.sentence):
            out |= set(range(*tree.group(slot.head)))
            for k in tree.children(slot.head, "appos", "acl", "acl:relcl"):
                out |= tree.subtree(k)
            if draft.act in _SPOKEN:
                out |= tree.subtree(slot.head)
    return frozenset(out)


def _loose(view: View, tree: Tree, found: Found, words: frozenset[int]) -> Place | None:
    """A named place of the clause with its role, or None when nothing marks it as where."""
    top = min(words, key=lambda i: tree.words[i].head in words)
    moved = _off(view, tree, found)
    if moved is not None:
        return moved
    role = _nominal_role(tree, top)
    return _place(found, role, False) if role is not None else None


def _off(view: View, tree: Tree, found: Found) -> Place | None:
    """ "south of Aleppo": the place displaced, with the direction as its role."""
    before = view.text(max(tree.sentence.start, found.start - 24), found.start).lower().split()
    if before and before[-1] == "the":
        before.pop()
    if len(before) < 2 or before[-1] != "of" or bearing_of(before[-2]) is None:
        return None
    direction = before[-2]
    if direction.endswith("ern") or (len(before) > 2 and before[-3] in _WAYS):
        return None
    moved = offset_place(found.match, direction)
    return _place(Found(found.start, found.end, found.text, moved), f"{direction} of", False)


def _common(view: View, tree: Tree, draft: Draft, atlas: Atlas, known: list[Place]) -> list[Place]:
    """ "there" and definite places of the clause that take up a name ("in the town")."""
    out = []
    for k in sorted(draft.scope):
        word = tree.words[k]
        there = word.text.lower() in ("there", "here") and word.deprel == "advmod"
        marked = there or (word.upos == "NOUN" and _locates(tree, k) and names_a_place(tree, k))
        if not marked or any(p.start <= word.start < p.end for p in known):
            continue
        if there and any(p.role in ("at", "near") for p in known):
            continue
        below = {tree.words[j].start for j in tree.subtree(k, ("acl:relcl",))}
        if any(p.start in below for p in known):
            continue  # "the city of Manbij" names itself
        found = referent(view, draft.sentence, k, atlas.named)
        if found is None:
            continue
        start, end = tree.chars(*tree.group(k)) if not there else (word.start, word.end)
        again = taken_up(found, start, end, view.text(start, end))
        role = "at" if there else _nominal_role(tree, k) or "at"
        out.append(_off(view, tree, again) or _place(again, role, False))
    return out


def _locates(tree: Tree, k: int) -> bool:
    """Whether a noun stands as an adverbial of place: a locative phrase of the verb itself."""
    word = tree.words[k]
    preposition = tree.preposition(k) or ""
    if preposition == "of":
        before = tree.words[tree.children(k, "case")[0] - 1].text.lower() if k > 1 else ""
        return bearing_of(before) is not None and not before.endswith("ern")
    return word.deprel == "obl" and preposition in _LOCATIVE


def _shared(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """Places of the predicate that this one is joined to, as inferred ones."""
    word = tree.words[draft.predicate]
    if word.deprel != "conj" or word.head < 0 or tree.words[word.head].upos != "VERB":
        return []
    first = word.head
    if any(tree.words[k].deprel in ("nsubj", "nsubj:pass") for k in tree.kids[draft.predicate]):
        return []
    out = []
    for found in atlas.found[draft.sentence]:
        words = _words(tree, found)
        top = _head_of(tree, words)
        hangs = tree.words[top].head == first and tree.words[top].deprel in ("obl", "obj")
        role = _nominal_role(tree, top) or "at"
        if hangs and role in ("at", "near"):
            out.append(_place(found, role, True))
    return out or _shared_again(view, tree, draft, first, atlas)


def _shared_again(view: View, tree: Tree, draft: Draft, first: int, atlas: Atlas) -> list[Place]:
    """As ``_shared``, where the first predicate's place takes up a name: "entered the city"."""
    out = []
    for k in tree.children(first, "obj", "obl"):
        role = _nominal_role(tree, k) or "at"
        if not is_inhabited(tree, k) or role not in ("at", "near"):
            continue
        found = referent(view, draft.sentence, k, atlas.named)
        if found is not None:
            start, end = tree.chars(*tree.group(k))
            out.append(_place(taken_up(found, start, end, view.text(start, end)), role, True))
    return out


def _antecedent(tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """The place a clause describes: "Nimrud, whose ruins they blew up", "the town they took"."""
    word = tree.words[draft.predicate]
    if word.deprel != "acl:relcl" or word.head < 0:
        return []
    marks = {w.text.lower() for w in tree.words[word.head : draft.predicate]}
    if not marks & {"where", "whose"}:
        return []
    named = (f for f in atlas.found[draft.sentence] if word.head in _words(tree, f))
    return [_place(f, "at", False) for f in named]


def _words(tree: Tree, found: Found) -> frozenset[int]:
    return frozenset(
        i for i, w in enumerate(tree.words) if w.start < found.end and w.end > found.start
    )


def _head_of(tree: Tree, words: frozenset[int]) -> int:
    """The word of a mention that hangs on a word outside it."""
    return next((i for i in sorted(words) if tree.words[i].head not in words), min(words))


def _nominal_role(tree: Tree, at: int) -> str | None:
    """Role of a named place from its preposition; None when nothing marks it as a location.

    "The village of Balyun" and "the outskirts of Balyun" are where Balyun is.
    """
    head = at
    while tree.words[head].deprel in _WITHIN and tree.words[head].head >= 0:
        head = tree.words[head].head
    preposition = tree.preposition(head)
    for _ in range(3):
        above = tree.words[head].head
        through = above >= 0 and tree.words[above].lemma.lower() in place_words("through")
        if preposition != "of" or not through:
            break
        near = tree.words[above].lemma.lower() in ("outskirts", "vicinity")
        head, preposition = above, tree.preposition(above)
        if near:
            return "near"
    if preposition is None or preposition in _NOT_WHERE:
        return None
    return role_of(preposition)


def role_of(preposition: str) -> str:
    """The contract's role for a preposition."""
    return _ROLES.get(preposition, "at")


def _of_slot(view: View, tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> list[Place]:
    """Named places in a slot's words, with the direction they are named by; else the words."""
    out = _of_head(view, tree, draft, slot, atlas)
    for k in tree.coordinated(slot.head)[1:]:
        if not any(x.head == k for x in draft.places):
            out += _of_head(view, tree, draft, replace(slot, head=k), atlas)
    return out


def _of_head(view: View, tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> list[Place]:
    start, end = tree.chars(*tree.group(slot.head))
    role = role_of(slot.role) if slot.role not in ("obj", "subj", "of", "poss") else "at"
    named = atlas.within(draft.sentence, start, end)
    if named:
        return [_place(f, role, slot.inferred) for f in named]
    nested = tree.subtree(slot.head, ("acl:relcl", "conj", "appos"))
    inside = [f for f in atlas.found[draft.sentence] if (w := _words(tree, f)) and w <= nested]
    if inside:
        return [_directed(view, tree, f, role, slot.inferred) for f in inside]
    beyond = _beyond(tree, slot.head)
    if beyond != slot.head:
        return [_unnamed(view, tree, draft, replace(slot, head=beyond), atlas)]
    if draft.kind != "control" and not _names_where(tree, slot):
        return []
    if any(tree.words[k].text.lower() in _ANY for k in tree.children(slot.head, "det")):
        return []
    return [_unnamed(view, tree, draft, slot, atlas)]


def _names_where(tree: Tree, slot: Slot) -> bool:
    """Whether words without coordinates stand for a place; a name only after a preposition."""
    proper = tree.words[slot.head].upos == "PROPN" and slot.role in ("obj", "subj")
    if proper and not any(
        x.first <= slot.head < x.last and x.label in _LABELS for x in tree.sentence.names
    ):
        return False
    return names_a_place(tree, slot.head)


def _beyond(tree: Tree, head: int) -> int:
    """The name or noun behind "of" that a noun such as "village" or "ruins" only leads to."""
    if tree.words[head].lemma.lower() in place_words("through"):
        for k in tree.children(head, "nmod"):
            if tree.preposition(k) == "of" and names_a_place(tree, k):
                return k
    return head


def _directed(view: View, tree: Tree, found: Found, role: str, inferred: bool) -> Place:
    """A place named by direction: "villages north-east of Aleppo" lie off it."""
    moved = _off(view, tree, found)
    if moved is not None:
        return replace(moved, inferred=inferred)
    if tree.preposition(_head_of(tree, _words(tree, found))) in ("near", "outside", "around"):
        role = "near"
    return _place(found, role, inferred)


def _place(found: Found, role: str, inferred: bool) -> Place:
    m = found.match
    return Place(
        mention=found.text,
        name=m.name,
        kind=m.kind,
        role=role,
        lat=m.lat,
        lon=m.lon,
        precision_km=m.precision_km,
        start=found.start,
        end=found.end,
        inferred=inferred,
    )


def _unnamed(view: View, tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> Place:
    """Words that name no place: the place they take up, else kept without coordinates."""
    start, end = tree.chars(*tree.group(slot.head))
    text = view.text(start, end)
    role = role_of(slot.role) if slot.role not in ("obj", "subj", "of", "poss") else "at"
    found = referent(view, draft.sentence, slot.head, atlas.named)
    if found is not None:
        return _place(taken_up(found, start, end, text), role, slot.inferred)
    return Place(text, text, "unknown", role, None, None, None, start, end, slot.inferred)


def _unique(places: list[Place]) -> list[Place]:
    out: list[Place] = []
    for p in places:
        if not any(q.start == p.start and q.end == p.end for q in out):
            out.append(p)
    return out
