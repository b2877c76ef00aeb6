"""Places that an act has from the clause it hangs on: joined predicates, described places."""

from collections.abc import Iterable
from dataclasses import replace

from contested.claims.atlas import Atlas, head_of, words_in
from contested.claims.backrefs import is_inhabited, is_site, place_words, referent, taken_up
from contested.claims.elsewhere import is_outside
from contested.claims.frame import Draft, View
from contested.claims.model import Place
from contested.claims.pointing import site_at
from contested.claims.standing import nominal_role, place_of
from contested.claims.tree import CLAUSAL, Tree
from contested.places import Found, bearing_of

_THEM, _HIT = ("them", "him", "her", "it"), ("obj", "obl")
_WHILE = ("when", "while", "as")
LOCAL = ("settlement", "neighbourhood", "site", "area", "district", "region")


def shared_places(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """Places of the predicate that this one is joined to, as inferred ones."""
    word = tree.words[draft.predicate]
    if word.deprel == "conj" and word.head >= 0 and tree.words[word.head].upos == "NOUN":
        if draft.act in place_words("placeless", "acts"):
            return []  # "voiced concern over Afrin and urged restraint"
        return _of_noun(tree, draft, word.head, atlas)
    first = _act_of_result(tree, draft.predicate)
    if first is None and (word.head < 0 or tree.words[word.head].upos != "VERB"):
        return _down(view, tree, draft, atlas)
    first, result = (word.head, False) if first is None else (first, True)
    kids = [tree.words[k] for k in tree.kids[draft.predicate]]
    while_ = word.deprel == "advcl" and any(w.text.lower() in _WHILE for w in kids)
    joined = word.deprel == "conj" and not any(w.deprel.startswith("nsubj") for w in kids)
    if word.deprel == "conj" and any(w.text.lower() in _THEM and w.deprel in _HIT for w in kids):
        joined = True  # "protesters gathered in Tahrir Square and police fired at them"
    if not (joined or while_ or result):
        return _down(view, tree, draft, atlas)
    out = []
    said = draft.act in place_words("placeless", "acts")  # what words are about is not where
    tops = tree.children(first, *(("obl",) if said else ("obl", "obj", "nsubj")))
    tops = tuple(k for k in tops if k != draft.predicate)
    below = frozenset(j for k in tops for j in tree.subtree(k, CLAUSAL))
    for found in atlas.found[draft.sentence]:
        words = words_in(tree, found)
        top = head_of(tree, words)
        if not words or not words <= below:
            continue
        if tree.words[top].deprel == "nsubj" or is_outside(tree, found, top):
            continue
        local = tree.words[top].deprel == "obj" and found.match.kind in LOCAL
        role = "at" if local else nominal_role(tree, top)
        if role in ("at", "near"):
            out.append(place_of(found, role, True))
    return out or _shared_again(view, tree, draft, first, atlas)


def _act_of_result(tree: Tree, at: int) -> int | None:
    """The verb of "a bomb tore through the hotel, killing nine", however the parse hangs it."""
    word = tree.words[at]
    result = at > 0 and word.text.lower().endswith("ing") and tree.words[at - 1].text == ","
    if not result or word.deprel not in ("acl", "advcl"):
        return None
    return next((k for k in tree.ancestors(at) if tree.words[k].upos == "VERB"), None)


def _of_noun(tree: Tree, draft: Draft, noun: int, atlas: Atlas) -> list[Place]:
    """ "A strike on a market in Atarib killed nine" where the parse joins the verb to its noun."""
    before = tree.subtree(noun, CLAUSAL) - tree.subtree(draft.predicate)
    return standing_in(tree, atlas.found[draft.sentence], before, inferred=True)


def standing_in(
    tree: Tree, names: Iterable[Found], words: frozenset[int], inferred: bool
) -> list[Place]:
    """Places of the names that lie wholly among ``words`` and say where: at or near them."""
    out = []
    for found in names:
        own = words_in(tree, found)
        role = nominal_role(tree, head_of(tree, own)) if own and own <= words else None
        if role in ("at", "near"):
            out.append(place_of(found, role, inferred))
    return out


def _down(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """ "Robbing homes and stealing cars in Madani": the last of joined acts says where all were."""
    verbs = [k for k in tree.children(draft.predicate, "conj") if tree.words[k].upos == "VERB"]
    verbs = [k for k in verbs if not tree.children(k, "nsubj", "nsubj:pass")]
    tops = {j for k in verbs for j in tree.children(k, "obl")}
    out = []
    for found in atlas.found[draft.sentence]:
        top = head_of(tree, words_in(tree, found))
        role = nominal_role(tree, top) if top in tops else None
        if role in ("at", "near"):
            out.append(place_of(found, role, True))
    again = (p for k in verbs for p in _shared_again(view, tree, draft, k, atlas))
    return out or list(again)


def _shared_again(view: View, tree: Tree, draft: Draft, first: int, atlas: Atlas) -> list[Place]:
    """As ``_shared``, where the first predicate's place takes up a name: "entered the city"."""
    out = []
    for k in tree.children(first, "obj", "obl"):
        role = nominal_role(tree, k) or "at"
        if role not in ("at", "near"):
            continue
        if is_site(tree, k):
            site = site_at(view, tree, draft.sentence, k, role, atlas)
            out.append(replace(site, inferred=True))
        if not is_inhabited(tree, k):
            continue
        found = referent(view, draft.sentence, k, atlas.named)
        if found is not None:
            start, end = tree.chars(*tree.group(k))
            out.append(place_of(taken_up(found, start, end, view.text(start, end)), role, True))
    return out


def _in_which(tree: Tree, k: int) -> bool:
    """ "A grave at Axum, from which they were taken": the relative pronoun is where."""
    places = ("in", "at", "on", "from", "inside", "near")
    return tree.words[k].text.lower() == "which" and tree.preposition(k) in places


def antecedent(view: View, tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """The place a clause describes: "Nimrud, whose ruins they blew up", "the square where"."""
    at = tree.lead(draft.predicate)
    if tree.words[at].deprel not in ("acl:relcl", "acl", "advcl") or tree.words[at].head < 0:
        return []
    near = {at, *tree.kids[at], *(j for k in tree.kids[at] for j in tree.kids[k])}
    marks = [k for k in sorted(near) if tree.words[k].text.lower() in ("where", "whose")]
    marks = marks or [k - 1 for k in sorted(near) if _in_which(tree, k)]
    if not marks:
        return []
    last = next((k for k in range(marks[-1] - 1, -1, -1) if tree.words[k].upos != "PUNCT"), 0)
    lasts = {last}
    if bearing_of(tree.words[last].text) is not None and tree.words[last].head >= 0:
        lasts.add(tree.words[last].head)  # "Raqqa to the north, where"
    named = [f for f in atlas.found[draft.sentence] if lasts & words_in(tree, f)]
    if named:
        return [place_of(f, "at", False) for f in named]
    if not is_site(tree, last):
        return []
    start, end = tree.chars(*tree.group(last))
    return [Place(view.text(start, end), view.text(start, end), "site", "at", None, None, None,
                  start, end)]  # fmt: skip
