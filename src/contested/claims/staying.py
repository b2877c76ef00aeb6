"""Totals of people who are somewhere for want of a home, or whom nobody has seen since.

"3.5 million refugees have settled in Turkey", "Idlib is a refuge for a million displaced", "6,000
people remain missing": states of many, told by no act (codebook 6.1).
"""

from collections.abc import Iterator
from dataclasses import replace

from contested.claims.frame import Draft
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.syntax import slots_of
from contested.claims.tree import SUBJECTS, Tree
from contested.claims.victims import is_counted, toll_draft

_ASIDE = ("parataxis", "advcl", "conj", "acl:relcl", "ccomp", "punct", "mark", "cc")
_WHERE = ("in", "at", "near", "inside", "across", "along", "around")


def staying_drafts(s: int, tree: Tree, sorter: Sorter) -> tuple[Draft, ...]:
    """Tolls of sentence ``s`` for counted people who stay somewhere or are missing."""
    found = (x for i in range(len(tree.words)) for x in (_missing(tree, i), _kept(tree, i, sorter)))
    rows = tuple(x for x in found if x is not None)
    return tuple(replace(toll_draft(s, *row), why=("staying",)) for row in rows)


Row = tuple[int, tuple[int, ...], tuple[int, ...], frozenset[int]]


def _missing(tree: Tree, i: int) -> Row | None:
    """ "More than 6,000 people are missing", "remain unaccounted for"."""
    word = tree.words[i]
    if word.text.lower() not in words_of("unseen"):
        return None
    verb = word.head if word.deprel == "xcomp" and word.head >= 0 else i
    if verb != i and tree.words[verb].lemma.lower() not in words_of("being_so"):
        return None
    people = tuple(_people(tree, k) for k in tree.children(verb, *SUBJECTS))
    if not any(is_counted(tree, k) for k in people):
        return None
    return i, people, _places(tree, verb), _clause(tree, verb) | {i}


def _kept(tree: Tree, i: int, sorter: Sorter) -> Row | None:
    """ "A million refugees live in camps", "Jordan is home to 650,000 refugees"."""
    word = tree.words[i]
    lemma = word.lemma.lower()
    if word.upos == "VERB" and lemma in words_of("staying_put"):
        heads = [f.head for f in slots_of(tree, i).get("subj", ())]
    elif word.upos == "VERB" and lemma in words_of("housing"):
        heads = [f.head for f in slots_of(tree, i).get("obj", ())]
    elif lemma in words_of("refuges"):
        near = tree.children(i, "nmod", "obl")
        heads = [_people(tree, k) for k in near if tree.preposition(k) in ("to", "for", "of")]
    else:
        return None
    people = tuple(k for k in heads if is_counted(tree, k) and _uprooted(tree, k))
    if not people:
        return None
    top = i
    if word.deprel == "xcomp" and tree.words[word.head].lemma.lower() in words_of("being_so"):
        top = word.head
    hosts = [f.head for f in slots_of(tree, top).get("subj", slots_of(tree, i).get("copula", ()))]
    where = [k for k in hosts if sorter.stands_for_place(tree, k) and k not in people]
    return i, people, (*where, *_places(tree, top)), _clause(tree, top) | {i}


def _people(tree: Tree, k: int) -> int:
    """Whom a number or share is of: "hundreds and possibly thousands of people"."""
    counted = tree.words[k].upos == "NUM" or tree.words[k].lemma.lower() in words_of("partitives")
    of = [j for j in tree.children(k, "nmod") if tree.preposition(j) == "of"]
    joined = [j for m in tree.children(k, "conj") for j in tree.children(m, "nmod")]
    inner = [*of, *(j for j in joined if tree.preposition(j) == "of")]
    return _people(tree, inner[0]) if counted and inner else k


def _uprooted(tree: Tree, k: int) -> bool:
    """Whether people are called displaced, by their noun or what marks it."""
    marks = {tree.words[j].text.lower() for j in tree.children(k, "amod", "acl", "compound")}
    word = tree.words[k]
    named = {word.lemma.lower(), word.text.lower()} & words_of("uprooted")
    return bool(named or marks & words_of("uprooted"))


def _clause(tree: Tree, verb: int) -> frozenset[int]:
    return tree.subtree(verb, _ASIDE)


def _places(tree: Tree, verb: int) -> tuple[int, ...]:
    return tuple(_here(tree, verb))


def _here(tree: Tree, verb: int) -> Iterator[int]:
    for k in tree.children(verb, "obl", "nmod"):
        if tree.preposition(k) in _WHERE:
            yield k
