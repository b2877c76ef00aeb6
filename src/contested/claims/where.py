"""Where a claim says it happened: the named places of its clause, with coordinates."""

from collections.abc import Iterator
from dataclasses import replace

from contested.claims.atlas import LABELS, LOCATIVE, Atlas, head_of, words_in
from contested.claims.backrefs import (
    capital_of,
    is_inhabited,
    is_site,
    leads_on,
    names_a_place,
    place_words,
    referent,
    taken_up,
)
from contested.claims.frame import Draft, Slot, View
from contested.claims.joined import LOCAL, antecedent, shared_places
from contested.claims.model import Place
from contested.claims.nouns import words_of
from contested.claims.standing import nominal_role, place_of, role_of
from contested.claims.tree import NOMINAL, Tree
from contested.places import Found, bearing_of, offset_place

_NOWHERE = ("cause", "intent", "relation")
_SPOKEN = ("ACCUSE", "REJECT")
_HITTING = ("ASSAULT", "COERCE")
_BODILY = ("ASSAULT", "MOBILIZE", "RETREAT", "COERCE", "PROTEST")
_STANDS = ("in", "at", "near", "around", "outside", "inside")
_WAYS = ("kilometres", "kilometers", "km", "miles")  # where a town lies, not what happened
_CORE = ("obj", "subj", "of", "poss")
_SOME = ("a", "an", "some", "several", "many")
_ANY = ("every", "any", "each", "all", "both")


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
        if slot.role != "against":
            out += _of_slot(view, tree, draft, slot, atlas)
    ends = {tree.chars(*tree.group(x.head)) for x in draft.places if leads_on(tree, x.head)}
    if any((p.start, p.end) not in ends for p in out):
        out = [p for p in out if p.lat is not None or (p.start, p.end) not in ends]
    out += _struck(view, tree, draft, atlas)
    covered = _covered(tree, draft)
    for found in atlas.found[draft.sentence]:
        words = words_in(tree, found)
        loose = words and words <= draft.scope and not words & covered
        if loose and not _taken(out, found.start, found.end) and not _larger(tree, found):
            place = _loose(view, tree, draft, found, words)
            out += [place] if place is not None else []
    out += _sites(view, tree, draft, covered, out)
    out += _common(view, tree, draft, atlas, out)
    out = out or _struck_again(view, tree, draft, atlas)
    if out and all(p.lat is None and _loosely(tree, p) for p in out):
        out = antecedent(view, tree, draft, atlas) or out
    if not out and (draft.kind == "control" or draft.act == "ASSAULT"):
        out = _ruled_country(tree, draft, atlas)
    if not out and tree.words[draft.predicate].lemma.lower() in place_words("bound", "hosting"):
        out = _host(tree, draft, atlas)
    if not out and draft.act not in _SPOKEN:
        out = antecedent(view, tree, draft, atlas) or shared_places(view, tree, draft, atlas)
    return tuple(_unique(out))


def _loosely(tree: Tree, place: Place) -> bool:
    """Whether a place is any one of its kind: "at a checkpoint"."""
    return place.mention.split()[0].lower() in _SOME


def _struck(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """Towns, and sites in them, that are themselves attacked: where it happened."""
    out: list[Place] = []
    for slot in _hit(draft, tree.words[draft.predicate].lemma):
        if leads_on(tree, slot.head):
            below = _of_head(view, tree, draft, replace(slot, role="obj"), atlas)
            out += [p for p in below if p.lat is not None]
        named = atlas.within(draft.sentence, *tree.chars(*tree.group(slot.head)))
        of_head = [f for f in named if slot.head in words_in(tree, f) and f.match.kind in LOCAL]
        out += [place_of(f, "at", False) for f in of_head]
    return out


def _struck_again(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """As ``_struck``, where the words take up a name: "shelled the town"."""
    out: list[Place] = []
    for slot in _hit(draft, tree.words[draft.predicate].lemma):
        definite = any(tree.words[k].text.lower() == "the" for k in tree.children(slot.head, "det"))
        town = definite and draft.act == "ASSAULT" and is_inhabited(tree, slot.head)
        site = is_site(tree, slot.head) and tree.words[slot.head].lemma.lower() != "bridge"
        if town or site:
            out.append(_unnamed(view, tree, draft, replace(slot, role="obj"), atlas))
    return out


def _ruled_country(tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """ "Blockaded Yemen": a state that is held or besieged is where."""
    heads = {s.head for s in draft.targets if s.sentence in (None, draft.sentence)}
    ruled = draft.kind == "control"
    heads = {k for k in heads if ruled and tree.words[k].deprel in ("obj", "nsubj:pass")}
    if draft.nominal:  # "the invasion of Afghanistan"
        of = tree.children(draft.predicate, "nmod")
        heads |= {k for k in of if tree.preposition(k) == "of"}
    rows = atlas.found[draft.sentence]
    return [place_of(f, "at", False) for f in rows if head_of(tree, words_in(tree, f)) in heads]


def _host(tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """ "Adre has received refugees": the town that takes them in."""
    subjects = tree.children(draft.predicate, "nsubj")
    rows = ((f, head_of(tree, words_in(tree, f))) for f in atlas.found[draft.sentence])
    return [place_of(f, "to", False) for f, k in rows if k in subjects and f.match.kind in LOCAL]


def _hit(draft: Draft, draft_lemma: str) -> Iterator[Slot]:
    """What is attacked in the draft's own words."""
    verb = draft_lemma.lower()
    if draft.act not in _HITTING or verb in words_of("kill_verbs"):
        return  # who is killed is no place, though a town has the name
    for slot in draft.targets:
        if not (slot.inferred or slot.possessive) and slot.sentence in (None, draft.sentence):
            yield slot


def _covered(tree: Tree, draft: Draft) -> frozenset[int]:
    """Words that name who acts or suffers; for a mere accusation, with all that describes them."""
    out: set[int] = set()
    for slot in (*draft.agents, *draft.targets):
        if slot.sentence in (None, draft.sentence):
            out |= set(range(*tree.group(slot.head)))
            for k in tree.children(slot.head, "appos", "acl", "acl:relcl", "nmod"):
                if tree.words[k].deprel != "nmod" or _home(tree, draft, slot.head, k):
                    out |= tree.subtree(k)
            if draft.act in _SPOKEN:
                out |= tree.subtree(slot.head)
    return frozenset(out)


def _home(tree: Tree, draft: Draft, head: int, k: int) -> bool:
    """Whether ``k`` says where those who act come from: "fighters from Misrata entered"."""
    return head < draft.predicate and tree.preposition(k) == "from"


def _loose(
    view: View, tree: Tree, draft: Draft, found: Found, words: frozenset[int]
) -> Place | None:
    """A named place of the clause with its role, or None when nothing marks it as where."""
    top = min(words, key=lambda i: tree.words[i].head in words)
    if tree.words[top].deprel == "obj" and tree.words[top].head == draft.predicate:
        moved_from = {"RETREAT": "from", "MOBILIZE": "to"}.get(draft.act or "")
        return place_of(found, moved_from, False) if moved_from else None
    moved = _off(view, tree, found)
    if moved is not None:
        return moved
    role = nominal_role(tree, top)
    if role is None or _about(tree, draft, top, role):
        return None
    return place_of(found, role, False)


def _larger(tree: Tree, found: Found) -> bool:
    """Whether a state is only named to say where a place in it is: "Yemen's Saada province"."""
    top = head_of(tree, words_in(tree, found))
    marked = any(tree.words[k].text in ("'s", "’s") for k in tree.children(top, "case"))
    owner = found.match.kind == "country" and (tree.words[top].deprel == "nmod:poss" or marked)
    return owner and bearing_of(tree.words[tree.words[top].head].text) is None


def _about(tree: Tree, draft: Draft, top: int, role: str) -> bool:
    """Whether the phrase says whom it concerns: "sanctions on Iran", "leaders from Rome"."""
    if draft.kind != "event" or draft.act in _BODILY:
        return False
    if draft.act in place_words("placeless", "acts") and draft.act not in ("CONSULT", "AID"):
        return tree.preposition(top) not in LOCATIVE[:3]
    return role in ("from", "to") and tree.words[top].deprel in ("nmod", "conj")


def _taken(places: list[Place], start: int, end: int) -> bool:
    return any(p.start < end and p.end > start for p in places)


def _sites(
    view: View, tree: Tree, draft: Draft, covered: frozenset[int], known: list[Place]
) -> list[Place]:
    """Named sites that no gazetteer has: "on Republic Square", "in the Intisar quarter"."""
    out: list[Place] = []
    for k in sorted(draft.scope - covered):
        hangs = tree.words[k].deprel in ("obl", "nmod") and (is_site(tree, k) or _named(tree, k))
        role = nominal_role(tree, k) if hangs else None
        if hangs and role is None and draft.kind == "control" and _ruled(tree, draft, k):
            role = "at"
        start, end = tree.chars(*tree.group(k)) if role else (0, 0)
        if role and not _taken(known, start, end):
            text = view.text(start, end)
            out.append(Place(text, text, "site", role, None, None, None, start, end))
    return out


def _named(tree: Tree, k: int) -> bool:
    """Whether the encoder takes a proper name for a place that no gazetteer has."""
    if tree.words[k].upos != "PROPN":
        return False
    spans = (x for x in tree.sentence.names if x.label == LABELS[0] and x.first <= k < x.last)
    return any(x.score >= 0.5 for x in spans)


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
    return place_of(Found(found.start, found.end, found.text, moved), f"{direction} of", False)


def _common(view: View, tree: Tree, draft: Draft, atlas: Atlas, known: list[Place]) -> list[Place]:
    """ "there" and definite places of the clause that take up a name ("in the town")."""
    out = []
    for k in sorted(draft.scope):
        word = tree.words[k]
        there = word.text.lower() in ("there", "here") and word.deprel == "advmod"
        marked = there or (word.upos == "NOUN" and _locates(tree, k) and names_a_place(tree, k))
        if not marked or any(p.start <= word.start < p.end for p in known):
            continue
        if (there or word.deprel == "nmod") and any(p.role in ("at", "near") for p in known):
            continue
        below = {tree.words[j].start for j in tree.subtree(k, ("acl:relcl",))}
        if word.deprel == "appos" and word.head >= 0:
            below.add(tree.words[word.head].start)
        if any(p.start in below for p in known):
            continue  # "the city of Manbij" names itself
        found = referent(view, draft.sentence, k, atlas.named)
        if found is None:
            continue
        start, end = tree.chars(*tree.group(k)) if not there else (word.start, word.end)
        again = taken_up(found, start, end, view.text(start, end))
        role = "at" if there else nominal_role(tree, k) or "at"
        out.append(_off(view, tree, again) or place_of(again, role, False))
    return out


def _locates(tree: Tree, k: int) -> bool:
    """Whether a noun stands as an adverbial of place: a locative phrase of the verb itself."""
    word = tree.words[k]
    preposition = tree.preposition(k) or ""
    if word.deprel == "nmod" and preposition in _STANDS:
        return True
    if preposition == "of":
        before = tree.words[tree.children(k, "case")[0] - 1].text.lower() if k > 1 else ""
        return bearing_of(before) is not None and not before.endswith("ern")
    return word.deprel == "obl" and preposition in LOCATIVE


def _ruled(tree: Tree, draft: Draft, k: int) -> bool:
    """Whether ``k`` is what a noun of control is about: "the liberation of the quarter"."""
    return tree.words[k].head == draft.predicate and tree.preposition(k) == "of"


def _of_slot(view: View, tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> list[Place]:
    """Named places in a slot's words, with the direction they are named by; else the words."""
    out = _of_head(view, tree, draft, slot, atlas)
    lead = tree.lead(slot.head)
    for k in tree.coordinated(lead if tree.words[lead].upos in NOMINAL else slot.head):
        if k != slot.head and not any(x.head == k for x in draft.places):
            out += _of_head(view, tree, draft, replace(slot, head=k), atlas)
    return sorted(out, key=lambda p: p.start)


def _of_head(view: View, tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> list[Place]:
    start, end = tree.chars(*tree.group(slot.head))
    role = role_of(slot.role) if slot.role not in _CORE else "at"
    if slot.role == "obj" and draft.act == "RETREAT":
        role = "from"
    beside = _called(tree, draft, slot, atlas)
    if beside:
        return [place_of(f, role, slot.inferred) for f in beside]
    named = [f for f in atlas.within(draft.sentence, start, end) if not _owns(tree, f, slot.head)]
    if named:
        return [place_of(f, role, slot.inferred) for f in named]
    beyond = _beyond(tree, slot.head)
    if beyond != slot.head:
        below = (replace(slot, head=k, role=slot.role) for k in tree.coordinated(beyond))
        return [p for x in below for p in _of_head(view, tree, draft, x, atlas)]
    parted = frozenset(j for k in tree.children(slot.head, "conj") for j in tree.subtree(k))
    nested = tree.subtree(slot.head, ("acl:relcl", "appos")) - parted
    inside = [f for f in atlas.found[draft.sentence] if (w := words_in(tree, f)) and w <= nested]
    if inside:
        deeper = [_directed(view, tree, f, role, slot.inferred) for f in inside]
        whole = names_a_place(tree, slot.head) and not leads_on(tree, slot.head)
        return [_held(view, tree, draft, slot, inside[0], atlas), *deeper] if whole else deeper
    held = "control" in (draft.kind, draft.about)
    if not held and (not _names_where(tree, slot) or _is_thing(tree, slot)):
        return []
    if any(tree.words[k].text.lower() in _ANY for k in tree.children(slot.head, "det")):
        return []
    if _bare_plural(tree, slot.head):
        return []
    return [_unnamed(view, tree, draft, slot, atlas)]


def _owns(tree: Tree, found: Found, head: int) -> bool:
    """Whether a name only owns the place named: "Syria's province of Idlib"."""
    top = head_of(tree, words_in(tree, found))
    return tree.words[top].deprel == "nmod:poss" and _beyond(tree, head) != head


def _called(tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> list[Found]:
    """The name in apposition to a common noun: "Yemen's capital, Sanaa", "Ghouta, a suburb"."""
    if tree.words[slot.head].upos != "NOUN":
        return []
    up = [tree.words[slot.head].head] if tree.words[slot.head].deprel == "appos" else []
    bare = (k for k in tree.children(slot.head, "nmod") if tree.words[k].upos == "PROPN")
    bare = (k for k in bare if k == slot.head + 2 and tree.words[k - 1].text == ",")
    tops = (*tree.children(slot.head, "appos"), *up, *(k for k in bare if not tree.kids[k]))
    names = [f for f in atlas.found[draft.sentence] if head_of(tree, words_in(tree, f)) in tops]
    return names[:1]


def _held(view: View, tree: Tree, draft: Draft, slot: Slot, found: Found, atlas: Atlas) -> Place:
    """A site by the name of what it lies in: "the airport in Khormaksar"."""
    start, end = tree.chars(*tree.group(slot.head))
    role = role_of(slot.role) if slot.role not in _CORE else "at"
    if tree.words[slot.head].lemma.lower() == "capital":
        found = capital_of(view, draft.sentence, found, atlas.named) or found
    return place_of(taken_up(found, start, end, view.text(start, end)), role, slot.inferred)


def _bare_plural(tree: Tree, head: int) -> bool:
    """ "Areas", "different streets": places, but none that could be found."""
    word = tree.words[head]
    plural = word.upos == "NOUN" and word.text.lower() == word.lemma.lower() + "s"
    return plural and not tree.children(head, "det", "nmod:poss", "nummod", "compound")


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
    return names_a_place(tree, slot.head)


def _beyond(tree: Tree, head: int) -> int:
    """The name or noun behind "of" that a noun such as "village" or "ruins" only leads to."""
    if leads_on(tree, head):
        for k in tree.children(head, "nmod"):
            if tree.preposition(k) == "of" and names_a_place(tree, k):
                return k
    return head


def _directed(view: View, tree: Tree, found: Found, role: str, inferred: bool) -> Place:
    """A place named by direction: "villages north-east of Aleppo" lie off it."""
    moved = _off(view, tree, found)
    if moved is not None:
        return replace(moved, inferred=inferred)
    if tree.preposition(head_of(tree, words_in(tree, found))) in ("near", "outside", "around"):
        role = "near"
    return place_of(found, role, inferred)


def _unnamed(view: View, tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> Place:
    """Words that name no place: the place they take up, else kept without coordinates."""
    start, end = tree.chars(*tree.group(slot.head))
    text = view.text(start, end)
    role = role_of(slot.role) if slot.role not in _CORE else "at"
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


def _unique(places: list[Place]) -> list[Place]:
    out: list[Place] = []
    for p in places:
        if not any(q.start == p.start and q.end == p.end for q in out):
            out.append(p)
    return out
