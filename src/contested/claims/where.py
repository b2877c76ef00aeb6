"""Where a claim says it happened: the named places of its clause, with coordinates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from contested.claims.atlas import LOCATIVE, Atlas, head_of, words_in
from contested.claims.backrefs import (
    is_elsewhere,
    is_inhabited,
    is_land,
    is_seat,
    is_site,
    leads_on,
    names_a_place,
    place_words,
)
from contested.claims.elsewhere import is_of_words, is_outside, is_topic
from contested.claims.frame import Draft, Slot, View
from contested.claims.inner import inner_places, kept_from, launched, named_after
from contested.claims.joined import LOCAL, antecedent, shared_places
from contested.claims.lying import displaced, holders, is_described, settled
from contested.claims.model import Place
from contested.claims.nouns import words_of
from contested.claims.pointing import common, site_at, sites, taken
from contested.claims.slotted import (
    examples,
    gone_to,
    is_larger,
    places_of_head,
    places_of_slot,
    unnamed,
)
from contested.claims.standing import nominal_role, place_of
from contested.claims.tree import Tree
from contested.places import Found

_NOWHERE = ("cause", "relation")
_SPOKEN = ("ACCUSE", "REJECT")
_HITTING = ("ASSAULT", "COERCE")
_BODILY = ("ASSAULT", "MOBILIZE", "RETREAT", "COERCE", "PROTEST")
_WHOM = ("against", "with", "by", "between")
_STATES = ("country", "continent")
_WIDE = ("country", "continent", "region")
_TITLE = 70  # characters before a place in which an organisation's name stands
_SOME = ("a", "an", "some", "several", "many")


def places_of(view: View, draft: Draft, atlas: Atlas) -> tuple[Place, ...]:
    """The draft's places: its place slots first, then named places of its own clause.

    A second predicate of the same happening shares the places of the first. Causes and relations
    have none: they are no happening of their own, but to fight beside somebody is. An aim has those
    of what is aimed at.
    """
    tree = view.trees[draft.sentence]
    if draft.kind in _NOWHERE:
        beside = tree.words[draft.predicate].lemma.lower() in place_words("bound", "beside")
        fought = draft.kind == "relation" and beside
        return tuple(_unique(_stated(view, tree, draft, atlas))) if fought else ()
    if draft.kind == "intent":
        return tuple(_unique(_aimed(view, tree, draft, atlas)))
    out = _stated(view, tree, draft, atlas)
    if not out and is_elsewhere(tree, draft.predicate):
        return ()
    out = out or _struck_again(view, tree, draft, atlas)
    out = out or _anywhere(view, tree, draft, atlas)
    if out and all(p.lat is None and _loosely(tree, p) for p in out):
        out = antecedent(view, tree, draft, atlas) or out
    elif out and all(p.role == "at" and p.kind not in _WIDE for p in out):
        out += [p for p in antecedent(view, tree, draft, atlas) if _new(out, p)]
    if not out and (draft.kind == "control" or draft.act == "ASSAULT"):
        out = _ruled_country(tree, draft, atlas)
    if not out and tree.words[draft.predicate].lemma.lower() in place_words("bound", "hosting"):
        out = _host(tree, draft, atlas)
    out = out or inner_places(tree, draft, atlas) or named_after(tree, draft, atlas)
    if not out and draft.act not in _SPOKEN:
        out = antecedent(view, tree, draft, atlas) or shared_places(view, tree, draft, atlas)
    return tuple(_unique([p for p in out if not _titles(view, p)]))


def _aimed(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """Where what is aimed at would be, by the aim's own words: "to push Isis from Raqqa"."""
    below = tree.subtree(draft.predicate, ("acl:relcl",))
    starts = {tree.words[k].start for k in below if k > draft.predicate}
    out = [p for p in _stated(view, tree, draft, atlas) if p.start in starts]
    if not out and atlas.found[draft.sentence]:
        wished = _wished(tree, draft.predicate)
        out = _stated(view, tree, replace(draft, scope=wished), atlas)
        out = out or _wanted(tree, wished, atlas.found[draft.sentence])
    return [p for p in out if not _titles(view, p)]


def _wished(tree: Tree, at: int) -> frozenset[int]:
    """Words of what is wished for, with the clauses it hangs on: "aims to drive them from Afrin",
    "the aim is to"; not of a second wish, of a reason, nor of words."""
    top = tree.words[at].head if tree.words[at].deprel == "nsubj" else at
    below = tree.subtree(top, ("acl:relcl", "advcl", "parataxis", "appos"))
    joined = (k for k in below if tree.words[k].deprel == "conj" and tree.words[k].upos == "VERB")
    said = (k for k in below - {at, top} if tree.words[k].deprel == "ccomp")
    said = (k for k in said if tree.words[k].head not in (at, top))
    apart = frozenset(j for k in (*joined, *said) for j in tree.subtree(k))
    return frozenset(k for k in below - apart if k > at)


def _wanted(tree: Tree, wished: frozenset[int], names: Iterable[Found]) -> list[Place]:
    """Towns and lands that are what is done something to: "plans to invade Afrin"."""
    rows = ((f, head_of(tree, words_in(tree, f))) for f in names if f.match.kind in LOCAL)
    return [place_of(f, "at", False) for f, k in rows if k in wished and _is_object(tree, k)]


def _is_object(tree: Tree, k: int) -> bool:
    return tree.words[k].deprel == "obj"


@cache
def _titled() -> re.Pattern[str]:
    """An organisation's name up to the place it ends with: "the Islamic State in Iraq and the"."""
    names = "|".join(re.escape(n) for n in sorted(place_words("titled", "names")))
    kinds = "|".join(re.escape(n) for n in sorted(place_words("titled", "kinds")))
    return re.compile(
        rf"\b(?:{names}|[A-Z][\w-]+ (?:{kinds})) (?:in|of) (?:the )?(?:[A-Z][\w-]+ and (?:the )?)?$"
    )


def _titles(view: View, place: Place) -> bool:
    """Whether a place only ends an organisation's name, which is nowhere."""
    before = view.text(max(0, place.start - _TITLE), place.start)
    return _titled().search(before) is not None


def _stated(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """What the clause itself says of where, without what only places another place."""
    out: list[Place] = []
    for slot in draft.places:
        if slot.role not in _WHOM and not _said_of(tree, draft, slot, atlas):
            out += places_of_slot(view, tree, draft, slot, atlas)
    ends = {tree.chars(*tree.group(x.head)) for x in draft.places if _only_leads(tree, draft, x)}
    if any((p.start, p.end) not in ends for p in out):
        out = [p for p in out if p.lat is not None or (p.start, p.end) not in ends]
    out += _struck(view, tree, draft, atlas)
    out += [p for p in _land(view, tree, draft, atlas) if not taken(out, p.start, p.end)]
    covered = _covered(tree, draft)
    for found in atlas.found[draft.sentence]:
        words = words_in(tree, found)
        loose = words and words <= draft.scope and not words & covered
        if loose and found.match.kind in _STATES and is_described(view, out, found):
            continue
        if loose and not taken(out, found.start, found.end) and not is_larger(tree, found):
            place = _loose(view, tree, draft, found, words)
            out += [place] if place is not None else []
    out += sites(view, tree, draft, atlas, covered, out)
    out += common(view, tree, draft, atlas, out)
    out += launched(tree, draft, atlas) + kept_from(tree, draft, atlas)
    held = holders(view, out, atlas.found[draft.sentence])
    out += [p for p in held if not taken(out, p.start, p.end)]
    return settled(view, tree, out)


def _only_leads(tree: Tree, draft: Draft, slot: Slot) -> bool:
    """Whether a slot's noun only leads to a name; land that is held or lost is a place itself."""
    land = tree.words[slot.head].lemma.lower() in place_words("boundless")
    return leads_on(tree, slot.head) and not (land and draft.kind == "control")


def _said_of(tree: Tree, draft: Draft, slot: Slot, atlas: Atlas) -> bool:
    """Whether a slot says what words are about, or where it did not happen."""
    named = atlas.within(draft.sentence, *tree.chars(*tree.group(slot.head)))
    out = any(is_outside(tree, f, slot.head) for f in named)
    return out or is_topic(tree, draft, slot.head)


def _new(out: list[Place], place: Place) -> bool:
    """Whether a place is none of ``out`` again: "the city" is, "the Old City" is a part of it."""
    again = (p for p in out if p.name == place.name)
    parts = (p.mention != place.mention and p.mention.split()[-1][:1].isupper() for p in again)
    return place.lat is not None and all(parts)


def _loosely(tree: Tree, place: Place) -> bool:
    """Whether a place is any one of its kind: "at a checkpoint"."""
    return place.mention.split()[0].lower() in _SOME


def _struck(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """Towns, and sites in them, that are themselves attacked: where it happened."""
    out: list[Place] = []
    for slot in _hit(draft, tree.words[draft.predicate].lemma):
        if leads_on(tree, slot.head):
            below = places_of_head(view, tree, draft, replace(slot, role="obj"), atlas)
            out += below if any(p.lat is not None for p in below) else []
        named = atlas.within(draft.sentence, *tree.chars(*tree.group(slot.head)))
        of_head = [f for f in named if _is_head(tree, f, slot.head)]
        if names_a_place(tree, slot.head) or is_inhabited(tree, slot.head):
            out += examples(tree, slot.head, atlas.found[draft.sentence], "at")
        out += [place_of(f, "at", False) for f in of_head]
        if not of_head and _is_struck_site(tree, slot.head):
            out.append(site_at(view, tree, draft.sentence, slot.head, "at", atlas))
    return out


def _is_head(tree: Tree, found: Found, head: int) -> bool:
    """Whether what is struck is the place itself: "Aleppo", "the T4 airport", "the Niger river"."""
    words, kind = words_in(tree, found), found.match.kind
    if kind == "river" or (kind == "site" and found.match.resolved):
        return head in words or head_of(tree, words) in tree.children(head, "compound", "flat")
    return head in words and kind in LOCAL


def _is_struck_site(tree: Tree, head: int) -> bool:
    """Whether a named site is struck: "the Al-Aqsa hospital"; bridges are things."""
    return is_site(tree, head) and tree.words[head].lemma.lower() != "bridge"


def _struck_again(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """As ``_struck``, where the words take up a name: "shelled the town"."""
    out: list[Place] = []
    for slot in _hit(draft, tree.words[draft.predicate].lemma):
        definite = any(tree.words[k].text.lower() == "the" for k in tree.children(slot.head, "det"))
        town = definite and draft.act == "ASSAULT" and is_inhabited(tree, slot.head)
        if town or (draft.act == "ASSAULT" and is_land(tree, slot.head)):
            out.append(unnamed(view, tree, draft, replace(slot, role="obj"), atlas))
    return out


def _land(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """Land that is attacked, whoever holds it: "are bombing areas under rebel control"."""
    if draft.act != "ASSAULT" or draft.nominal:
        return []
    hit = tree.children(draft.predicate, "obj", "nsubj:pass")
    hit = tuple(k for k in hit if tree.words[k].text.lower() in place_words("land"))
    named = [words_in(tree, f) for f in atlas.found[draft.sentence]] if hit else []
    slots = [
        Slot(k, role="obj")
        for k in hit
        if not tree.children(k, "det") and not any(w <= tree.subtree(k) for w in named)
    ]
    return [unnamed(view, tree, draft, x, atlas) for x in slots]


def _anywhere(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """Places of a kind behind the verb's own prepositions: "held at an undisclosed location"."""
    if draft.act not in _BODILY or draft.act == "PROTEST":
        return []  # "took to the streets"
    slots = (Slot(k, role=tree.preposition(k) or "") for k in tree.children(draft.predicate, "obl"))
    slots = (x for x in slots if gone_to(tree, x) and not is_of_words(tree, draft, x.head))
    return [p for x in slots for p in places_of_slot(view, tree, draft, x, atlas)]


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
    towns = ((f, k) for f, k in rows if f.match.kind in LOCAL and not is_seat(f))
    return [place_of(f, "to", False) for f, k in towns if k in subjects]


def _hit(draft: Draft, draft_lemma: str) -> Iterator[Slot]:
    """What is attacked in the draft's own words."""
    verb = draft_lemma.lower()
    deadly = words_of("kill_verbs") | words_of("not_always_deadly")
    if draft.act not in _HITTING or verb in deadly:
        return  # who is killed is no place, though a town has the name
    barred = draft.objects if draft.act == "COERCE" else ()  # "blocked the Niger river"
    for slot in (*draft.targets, *barred):
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
                    below = tree.subtree(k)
                    out |= below if draft.predicate not in below else frozenset()
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
    if is_topic(tree, draft, top) or is_outside(tree, found, top) or is_of_words(tree, draft, top):
        return None
    if tree.words[top].deprel == "obj" and tree.words[top].head == draft.predicate:
        moved_from = {"RETREAT": "from", "MOBILIZE": "to"}.get(draft.act or "")
        verb = tree.words[draft.predicate].lemma.lower()
        goes = verb in place_words("bound", "going") | place_words("bound", "leaving")
        if found.match.kind in _WIDE and not goes:
            return None  # "could pull the US back in"
        return place_of(found, moved_from, False) if moved_from else None
    moved = displaced(view, tree, found)
    if moved is not None:
        return moved
    role = nominal_role(tree, top)
    if role is None and draft.act == "RETREAT" and tree.preposition(top) == "from":
        role = "from"  # "joined an exodus of fighters from Raqqa"
    if draft.act == "ASSAULT" and tree.preposition(top) in ("into", "onto"):
        role = "at"  # "slammed into the station"
    if role is None or _about(tree, draft, top, role):
        return None
    return place_of(found, role, False)


def _about(tree: Tree, draft: Draft, top: int, role: str) -> bool:
    """Whether the phrase says whom it concerns: "sanctions on Iran", "leaders from Rome"."""
    if draft.kind != "event" or draft.act in _BODILY:
        return False
    if draft.act in place_words("placeless", "acts") and draft.act not in ("CONSULT", "AID"):
        return tree.preposition(tree.lead(top)) not in LOCATIVE[:3]
    return role in ("from", "to") and tree.words[top].deprel in ("nmod", "conj")


def _unique(places: list[Place]) -> list[Place]:
    out: list[Place] = []
    for p in places:
        if not any(q.start == p.start and q.end == p.end for q in out):
            out.append(p)
    return out
