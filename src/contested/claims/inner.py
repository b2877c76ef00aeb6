"""Places that stand in a clause below an act and are its own: where the dead fought, where somebody
was kept from going, where what struck came from."""

from collections.abc import Iterator

from contested.claims.atlas import Atlas, head_of, words_in
from contested.claims.backrefs import place_words
from contested.claims.frame import Draft
from contested.claims.joined import standing_in
from contested.claims.model import Place
from contested.claims.nouns import words_of
from contested.claims.standing import place_of, role_of
from contested.claims.tree import SUBJECTS, Tree

_TOWNS = ("settlement", "neighbourhood", "area", "district")
_APART = ("ccomp", "acl:relcl", "parataxis", "conj")


def inner_places(tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """For an act whose own words say nothing of where: what the clauses below it say."""
    if draft.kind == "toll":
        return _of_deaths(tree, draft, atlas)
    return _meanwhile(tree, draft, atlas) if draft.act == "ASSAULT" else []


def _of_deaths(tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """Where what killed them was: "fighting in Sukhna had killed 300"."""
    below = tree.subtree(draft.predicate, _APART)
    return standing_in(tree, atlas.found[draft.sentence], below, inferred=False)


def _meanwhile(tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """Where those were who suffered: "were killed while fighting for the rebels in Syria"."""
    out: list[Place] = []
    for k in _doing(tree, draft.predicate):
        below = tree.subtree(k, _APART)
        out += standing_in(tree, atlas.found[draft.sentence], below, inferred=False)
    return out


def _doing(tree: Tree, at: int) -> Iterator[int]:
    """What the victims of ``at`` were doing: "died fighting", "a woman serving was killed"."""
    passive = tree.children(at, "nsubj:pass")
    for k in tree.children(at, "advcl"):
        marks = {tree.words[m].text.lower() for m in tree.children(k, "mark")}
        own = tree.children(k, *SUBJECTS) or k < at or marks - {"while", "when"}
        if passive and not own and tree.words[k].text.endswith("ing"):
            yield k
    if tree.words[at].lemma.lower() not in words_of("kill_verbs"):
        return
    doers = tree.children(at, "obl:agent")
    yield from (
        k for v in doers for k in tree.children(v, "acl") if tree.words[k].text.endswith("ing")
    )
    victims = passive or tree.children(at, "nsubj")
    if tree.words[at].deprel == "acl" and tree.words[at].head >= 0:
        victims = (tree.words[at].head,)
    for k in (j for v in (at, *victims) for j in tree.children(v, "acl", "xcomp", "advcl")):
        beside = k == at + 1 or (k < at and tree.words[k].head in victims)
        if k != at and beside and tree.words[k].text.endswith("ing"):
            yield k


def kept_from(tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """ "Prevented fighters reaching Syria", "barred them from entering Idlib": where to."""
    if tree.words[draft.predicate].lemma.lower() not in place_words("bound", "keeping"):
        return []
    whom = tree.children(draft.predicate, "obj", "iobj")
    clauses = (
        k for v in (draft.predicate, *whom) for k in tree.children(v, "acl", "advcl", "xcomp")
    )
    going = [k for k in clauses if tree.words[k].lemma.lower() in place_words("bound", "going")]
    out = []
    for found in atlas.found[draft.sentence]:
        top = head_of(tree, words_in(tree, found))
        lead = tree.lead(top)
        if tree.words[lead].head not in going or tree.words[lead].deprel not in ("obj", "obl"):
            continue
        preposition = tree.preposition(lead)
        out.append(place_of(found, role_of(preposition) if preposition else "to", False))
    return out


def named_after(tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """ "The Sochi peace talks", "launched the Afrin campaign": where what has the name was."""
    acts = words_of("long_acts") | words_of("happenings") | place_words("gatherings")
    nouns = {draft.predicate} if draft.nominal else set()
    if tree.words[draft.predicate].deprel in ("acl", "acl:relcl"):
        nouns.add(tree.words[draft.predicate].head)
    nouns |= set(tree.children(draft.predicate, "obj", "nsubj", "nsubj:pass"))
    nouns = {k for k in nouns if tree.words[k].lemma.lower() in acts}
    out = []
    for found in atlas.found[draft.sentence]:
        top = head_of(tree, words_in(tree, found))
        beside = tree.words[top].deprel in ("compound", "amod") and tree.words[top].head in nouns
        if beside and found.match.kind in _TOWNS and found.match.resolved:
            out.append(place_of(found, "at", False))
    return out


def launched(tree: Tree, draft: Draft, atlas: Atlas) -> list[Place]:
    """ "Rockets fired from Gaza hit": where what struck came from."""
    subjects = tree.children(draft.predicate, "nsubj", "obl:agent", "obl")
    verbs = {j for k in subjects for j in tree.children(k, "acl")}
    verbs = {j for j in verbs if tree.words[j].lemma.lower() in place_words("bound", "launching")}
    out = []
    for found in atlas.found[draft.sentence]:
        top = head_of(tree, words_in(tree, found))
        if tree.words[top].head in verbs and tree.preposition(top) == "from":
            out.append(place_of(found, "from", False))
    return out
