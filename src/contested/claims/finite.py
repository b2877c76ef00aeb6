"""Finite verbs that a small parser hangs on their object as if they modified it; a rule of retag.

"Gunmen *stormed* a prison", "Eritrea *signed* a peace accord": nothing that modifies a noun stands
before its article or has a subject of its own.
"""

from dataclasses import replace

from contested.annotate.lemmas import lemma
from contested.annotate.model import Word
from contested.claims.lexicon import load_lexicon
from contested.claims.nouns import words_of
from contested.claims.tree import NOMINAL, SUBJECTS, Tree

Changes = dict[int, Word]
_BEFORE_NOUN = ("det", "nmod:poss", "nummod")
_OF_GROUP = ("det", "amod", "compound", "nmod:poss", "nummod", "flat", "case")
_OF_CLAUSE = ("punct", "conj", "cc", "advcl", "parataxis", "ccomp", "discourse", "mark", "advmod")


def finite(tree: Tree, i: int) -> Changes:
    """The words to change when ``i`` is such a verb: it heads a clause, the noun is its object."""
    word = tree.words[i]
    if word.deprel not in ("compound", "amod") or word.head <= i or not _is_verb(word):
        return {}
    noun = word.head
    own = [k for k in tree.children(i, *SUBJECTS) if k < i]
    parted = any(i < k < noun for k in tree.children(noun, *_BEFORE_NOUN))
    subject = own[-1] if own else _before(tree, i) if parted else None
    if subject is None or tree.words[noun].upos not in NOMINAL:
        return {}
    if any(subject < k < i for k in tree.children(noun, *_BEFORE_NOUN, "case")):
        return {}  # "allied with Libya's recognised government": the noun's group has begun
    return _clause(tree, i, subject, noun)


def _is_verb(word: Word) -> bool:
    """A past or present form that the vocabulary knows as a verb, not a participle in -ing."""
    form = word.text
    if not form.islower() or form.endswith("ing") or form == lemma(form, "VERB"):
        return False
    return bool(load_lexicon().entries_for(lemma(form, "VERB"), "verb"))


def _before(tree: Tree, i: int) -> int | None:
    """The head of the noun group right before ``i``, nothing but adverbs between them."""
    at = i - 1
    while at >= 0 and tree.words[at].upos in ("ADV", "AUX"):
        at -= 1
    if at < 0 or tree.words[at].upos not in ("NOUN", "PROPN", "PRON"):
        return None
    while 0 <= (up := tree.words[at].head) < i and tree.words[up].upos in NOMINAL:
        if tree.words[at].deprel not in ("conj", "flat", "compound", "nmod", "appos"):
            break
        at = up
    return None if tree.children(at, "case") else at


def _clause(tree: Tree, i: int, subject: int, noun: int) -> Changes:
    top = noun if tree.words[noun].head != subject else subject
    if tree.words[subject].head < 0:
        top = subject
    outer = tree.words[top]
    if outer.head == i:
        return {}
    verb = replace(tree.words[i], upos="VERB", lemma=lemma(tree.words[i].text, "VERB"))
    out = {i: replace(verb, head=outer.head, deprel=outer.deprel)}
    out[subject] = replace(tree.words[subject], head=i, deprel="nsubj")
    out[noun] = replace(tree.words[noun], head=i, deprel="obj")
    for k in (*tree.kids[noun], *tree.kids[subject]):
        rel = tree.words[k].deprel
        if k in out or (k > i and rel in _OF_GROUP) or (k < i and tree.words[k].head == subject):
            continue
        joined = rel == "conj" and tree.words[k].upos != "VERB"
        if k < i and rel in _OF_GROUP:
            out[k] = replace(tree.words[k], head=subject)
        elif k < i or (rel in _OF_CLAUSE and not joined and rel != "cc"):
            out[k] = replace(tree.words[k], head=i)
        elif tree.words[k].head == subject and k > noun:
            out[k] = replace(tree.words[k], head=noun)
    return out


def reported(tree: Tree, i: int) -> Changes:
    """ "Planes *believed to be Russian raided* the town": the finite verb behind heads the clause,
    what is believed only describes its subject."""
    word = tree.words[i]
    subjects = [k for k in tree.children(i, *SUBJECTS) if k < i]
    if word.text.lower() not in words_of("believed") or not subjects or i + 4 > len(tree.words):
        return {}
    if [w.text.lower() for w in tree.words[i + 1 : i + 3]] != ["to", "be"]:
        return {}
    for k in tree.children(i, "ccomp", "xcomp"):
        late = k > i + 3 and tree.words[k].upos == "VERB"
        if late and _is_verb(tree.words[k]) and not tree.children(k, *SUBJECTS, "aux"):
            return _described(tree, i, subjects[-1], k)
    return {}


def _described(tree: Tree, i: int, subject: int, verb: int) -> Changes:
    said = verb - 1
    out = {verb: replace(tree.words[verb], head=tree.words[i].head, deprel=tree.words[i].deprel)}
    out[subject] = replace(tree.words[subject], head=verb, deprel="nsubj")
    out[i] = replace(tree.words[i], head=subject, deprel="acl")
    out[said] = replace(tree.words[said], head=i, deprel="xcomp")
    out[i + 1] = replace(tree.words[i + 1], head=said, deprel="mark")
    out[i + 2] = replace(tree.words[i + 2], head=said, deprel="cop")
    rest = [k for k in tree.kids[i] if k > verb and k not in out]
    return out | {k: replace(tree.words[k], head=verb) for k in rest}
