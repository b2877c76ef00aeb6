"""Where a claim says it happened: the named places of its clause, with coordinates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from contested.claims.frame import Draft, Slot, View
from contested.claims.model import Place
from contested.claims.tree import Tree
from contested.places import Found, bearing_of, offset_place

_ROLES = {
    "near": "near", "outside": "near", "close to": "near", "beside": "near", "next to": "near",
    "around": "near", "by": "near", "from": "from", "to": "to", "into": "to", "toward": "to",
    "towards": "to", "onto": "to", "through": "via", "via": "via", "across": "at", "out of": "from",
}  # fmt: skip
_LABELS = ("Location", "place")


class Finder(Protocol):
    """Resolves name spans of a text together (``contested.places.find_places``)."""

    def __call__(self, text: str, names: list[tuple[int, int]] | None = None) -> tuple[Found, ...]:
        """Places of ``text``, in order."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """Resolved places of an account by sentence."""

    found: tuple[tuple[Found, ...], ...]

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
    out: list[tuple[Found, ...]] = []
    for tree in view.trees:
        a, b = tree.sentence.start, tree.sentence.end
        out.append(tuple(f for f in found if a <= f.start and f.end <= b))
    return Atlas(tuple(out))


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
    """The draft's places: its place slots first, then named places of its own clause."""
    tree = view.trees[draft.sentence]
    out: list[Place] = []
    for slot in draft.places:
        out += _of_slot(view, tree, draft, slot, atlas)
    covered = {i for slot in (*draft.agents, *draft.targets) for i in range(*tree.group(slot.head))}
    for found in atlas.found[draft.sentence]:
        words = _words(tree, found)
        loose = words and words <= draft.scope and not words & covered
        if loose and not any(p.start < found.end and p.end > found.start for p in out):
            role = _nominal_role(tree, min(words, key=lambda i: tree.words[i].head in words))
            if role is not None:
                out.append(_place(found, role, False))
    return tuple(_unique(out))


def _words(tree: Tree, found: Found) -> frozenset[int]:
    return frozenset(
        i for i, w in enumerate(tree.words) if w.start < found.end and w.end > found.start
    )


def _head_of(tree: Tree, words: frozenset[int]) -> int:
    """The word of a mention that hangs on a word outside it."""
    return next((i for i in sorted(words) if tree.words[i].head not in words), min(words))


def _nominal_role(tree: Tree, at: int) -> str | None:
    """Role of a named place from its preposition; None when nothing marks it as a location."""
    head = at
    while tree.words[head].deprel in ("compound", "flat", "amod", "nmod:poss", "appos", "conj"):
        if tree.words[head].head < 0:
            break
        head = tree.words[head].head
    preposition = tree.preposition(head)
    if preposition is None:
        return None
    return (
        None
        if preposition in ("of", "against", "with", "about", "for", "as", "than", "by")
        else role_of(preposition)
    )


def role_of(preposition: str) -> str:
    """The contract's role for a preposition."""
    return _ROLES.get(preposition, "at")


def _of_slot(view: View, tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> list[Place]:
    """Named places in a slot's words, with the direction they are named by; else the words."""
    first, last = tree.group(slot.head)
    start, end = tree.chars(first, last)
    role = role_of(slot.role) if slot.role not in ("obj", "subj", "of", "poss") else "at"
    named = atlas.within(draft.sentence, start, end)
    if named:
        return [_place(f, role, slot.inferred) for f in named]
    nested = sorted(tree.subtree(slot.head, ("acl:relcl", "conj", "appos")))
    inside = [
        f for f in atlas.found[draft.sentence]
        if _words(tree, f) and _words(tree, f) <= frozenset(nested)
    ]  # fmt: skip
    if inside:
        return [_directed(view, tree, f, role, slot.inferred) for f in inside]
    return [_unnamed(view, tree, slot, role)]


def _directed(view: View, tree: Tree, found: Found, role: str, inferred: bool) -> Place:
    """A place named by direction: "villages north-east of Aleppo" lie off it."""
    words = _words(tree, found)
    head = _head_of(tree, words)
    before = view.text(max(tree.sentence.start, found.start - 24), found.start).lower().split()
    if before and before[-1] == "of":
        before.pop()
        direction = before[-1] if before else ""
        if bearing_of(direction) is not None:
            moved = offset_place(found.match, direction)
            return _place(
                Found(found.start, found.end, found.text, moved), f"{direction} of", inferred
            )
    preposition = tree.preposition(head)
    if preposition in ("near", "outside", "around"):
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


def _unnamed(view: View, tree: Tree, slot: Slot, role: str) -> Place:
    """Words that name no place of the gazetteer ("the town"): kept, without coordinates."""
    start, end = tree.chars(*tree.group(slot.head))
    text = view.text(start, end)
    return Place(text, text, "unknown", role, None, None, None, start, end, slot.inferred)


def _unique(places: list[Place]) -> list[Place]:
    out: list[Place] = []
    for p in places:
        if not any(q.start == p.start and q.end == p.end for q in out):
            out.append(p)
    return out
