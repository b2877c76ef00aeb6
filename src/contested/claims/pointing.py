"""Where nouns say it happened: sites no gazetteer has, "there", "in the town"."""

from collections.abc import Sequence

from contested.claims.atlas import LOCATIVE, Atlas
from contested.claims.backrefs import (
    is_frontier,
    is_inhabited,
    is_site,
    names_a_place,
    place_words,
    referent,
    taken_up,
)
from contested.claims.elsewhere import is_topic
from contested.claims.frame import Draft, View
from contested.claims.lying import displaced
from contested.claims.model import Place
from contested.claims.standing import nominal_role, place_of
from contested.claims.tree import Tree
from contested.places import bearing_of

_STANDS = ("in", "at", "near", "around", "outside", "inside")


def taken(places: Sequence[Place], start: int, end: int) -> bool:
    """Whether a place already has words of ``[start, end)``."""
    return any(p.start < end and p.end > start for p in places)


def sites(
    view: View, tree: Tree, draft: Draft, atlas: Atlas, covered: frozenset[int], known: list[Place]
) -> list[Place]:
    """Named sites that no gazetteer has: "on Republic Square", "in the Intisar quarter"."""
    out: list[Place] = []
    for k in sorted(draft.scope - covered):
        named = is_site(tree, k) or (is_frontier(tree, k) and (not known or _itself(tree, k)))
        hangs = tree.words[k].deprel in ("obl", "nmod") and named
        role = nominal_role(tree, k) if hangs else None
        if hangs and role is None and draft.kind == "control" and _ruled(tree, draft, k):
            role = "at"
        site = site_at(view, tree, draft.sentence, k, role, atlas) if role else None
        if site is not None and not taken(known, site.start, site.end):
            out.append(site)
    return out


def site_at(view: View, tree: Tree, s: int, k: int, role: str, atlas: Atlas) -> Place:
    """A site by its own words; a town in its name says about where: "Tripoli Central Hospital"."""
    first, last = tree.group(k)
    owners = [j for j in tree.children(k, "nmod:poss") if tree.words[j].upos != "PRON"]
    if owners and not is_frontier(tree, k):  # "Marib province's Safer area" is the area
        first = max(tree.subtree(owners[0])) + 1
    start, end = tree.chars(first, last)
    text = view.text(start, end)
    inside = [f.match for f in atlas.within(s, start, end) if f.match.resolved]
    town = next((m for m in inside if m.country == atlas.named.home), None)
    if town is None:
        return Place(text, text, "site", role, None, None, None, start, end)
    return Place(text, text, "site", role, town.lat, town.lon, town.precision_km, start, end)


def _itself(tree: Tree, k: int) -> bool:
    """Whether a border is told beside a town: "in Manbij, near the border"; no "side of" it."""
    return tree.preposition(k) != "of" and not tree.children(k, "nmod:poss")


def _ruled(tree: Tree, draft: Draft, k: int) -> bool:
    """Whether ``k`` is what a noun of control is about: "the liberation of the quarter"."""
    return tree.words[k].head == draft.predicate and tree.preposition(k) == "of"


def common(view: View, tree: Tree, draft: Draft, atlas: Atlas, known: list[Place]) -> list[Place]:
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
        if any(p.start in below and p.role not in ("to", "from") for p in known):
            continue  # "the city of Manbij" names itself
        if _is_named(tree, k, known) or is_topic(tree, draft, k) or _described(tree, k, known):
            continue
        found = referent(view, draft.sentence, k, atlas.named)
        if found is None:
            continue
        start, end = tree.chars(*tree.group(k)) if not there else (word.start, word.end)
        again = taken_up(found, start, end, view.text(start, end))
        role = _there(tree, draft, k) if there else nominal_role(tree, k) or "at"
        out.append(displaced(view, tree, again) or place_of(again, role, False))
    return out


def _there(tree: Tree, draft: Draft, k: int) -> str:
    """The role of "there": where those who flee or go get to."""
    verb = tree.words[draft.predicate].lemma.lower()
    going = place_words("bound", "going") | place_words("bound", "verbs")
    return "to" if tree.words[k].head == draft.predicate and verb in going else "at"


def _described(tree: Tree, k: int, known: Sequence[Place]) -> bool:
    """Whether a noun only tells where a place lies: "Afrin, an enclave in the west of the land"."""
    for j in (k, *tree.ancestors(k)):
        word = tree.words[j]
        beside = word.deprel == "appos" or (word.deprel == "nmod" and not tree.preposition(j))
        if beside and j > word.head >= 0 and tree.words[word.head].upos == "PROPN":
            start = tree.words[word.head].start
            return any(p.start <= start < p.end for p in known)
    return False


def _is_named(tree: Tree, k: int, known: Sequence[Place]) -> bool:
    """Whether a noun is named by its own "of": "fled to the Syrian town of Mayedin"."""
    of = [j for j in tree.children(k, "nmod") if tree.preposition(j) == "of"]
    starts = {tree.words[i].start for j in of for i in range(*tree.group(j))}
    return any(p.start in starts for p in known)


def _locates(tree: Tree, k: int) -> bool:
    """Whether a noun stands as an adverbial of place: a locative phrase of the verb itself."""
    word = tree.words[k]
    preposition = tree.preposition(k) or ""
    if word.deprel == "nmod" and preposition in _STANDS:
        return True
    attacked = is_inhabited(tree, k) or word.lemma.lower() == "capital"
    if word.deprel == "nmod" and preposition == "on" and attacked:
        return True  # "in strikes on the capital"
    if preposition == "of":
        before = tree.words[tree.children(k, "case")[0] - 1].text.lower() if k > 1 else ""
        return bearing_of(before) is not None and not before.endswith("ern")
    return word.deprel == "obl" and preposition in LOCATIVE
