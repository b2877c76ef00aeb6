"""Verbs that a small tagger takes for nouns, adjectives or adverbs where the syntax says otherwise.

Runs before the arcs are mended. Each rule answers with the words it changes, or with nothing.
"""

from dataclasses import replace
from functools import cache

from contested.annotate.lemmas import lemma
from contested.annotate.model import Word
from contested.claims.finite import finite, reported
from contested.claims.lexicon import load_lexicon
from contested.claims.tree import SUBJECTS, Tree

Changes = dict[int, Word]
_HYPHENS = ("-", "‐", "‑")
_NOMINAL = ("NOUN", "PROPN", "ADJ")
_OPENS_OBJECT = ("DET", "PRON", "PROPN", "ADJ", "NOUN", "NUM")


def retag(tree: Tree) -> Tree:
    """The tree with such words as verbs (or nouns); the same object when there are none."""
    changes: Changes = {}
    for i, word in enumerate(tree.words):
        if i == 0:
            changes.update(_opening(tree, i))
        changes.update(_common(tree, i))
        changes.update(finite(tree, i) or reported(tree, i))
        infinitive = _due(tree, i) or _infinitive(tree, i)
        if infinitive:
            changes.update(infinitive)
        elif word.upos in _NOMINAL and tree.kids[i]:
            changes.update(_with_object(tree, i))
            changes.update(_headed(tree, i))
            changes.update(_postposed(tree, i))
        elif word.upos == "VERB" and word.text.endswith("ing"):
            changes.update(_whose(tree, i))
        elif word.text == "back":
            changes.update(_back(tree, i))
        elif word.upos == "VERB" and word.deprel == "compound":
            changes.update(_before_hyphen(tree, i))
        elif word.text == "gone" and word.upos == "VERB" and tree.children(i, "cop"):
            changes[i] = replace(word, upos="ADJ", lemma="gone")  # "Charektar is gone"
    if not changes:
        return tree
    words = tuple(changes.get(i, w) for i, w in enumerate(tree.words))
    return Tree(replace(tree.sentence, words=words))


@cache
def _verb(form: str) -> str | None:
    """The lemma of ``form`` as a verb that the vocabulary of acts knows, else None."""
    found = lemma(form, "VERB")
    return found if load_lexicon().entries_for(found, "verb") else None


def _as_verb(word: Word, **arc: int | str) -> Word:
    return replace(word, upos="VERB", lemma=lemma(word.text, "VERB"), **arc)  # type: ignore[arg-type]


def _with_object(tree: Tree, i: int) -> Changes:
    """ "The state lifted/NOUN sanctions": what has an object, and a subject or auxiliary."""
    word = tree.words[i]
    if word.upos not in _NOMINAL or not tree.children(i, "obj"):
        return {}
    if tree.children(i, "cop", "det") or _verb(word.text.lower()) is None:
        return {}
    to = any(tree.words[k].text.lower() == "to" for k in tree.children(i, "mark"))
    if to or tree.children(i, *SUBJECTS, "aux"):
        return {i: _as_verb(word)}
    return {}


def _only_verb(word: Word) -> bool:
    """Whether a form is that of an infinitive the vocabulary knows, and of no noun it knows."""
    form = word.text.lower()
    return _verb(form) == form and not load_lexicon().entries_for(form, "noun")


def _infinitive(tree: Tree, i: int) -> Changes:
    """ "An offensive to oust/ADJ the rebels": what follows "to" and has an object is a verb."""
    if not 1 < i < len(tree.words) - 1 or tree.words[i - 1].text != "to":
        return {}
    word, mark, after = tree.words[i], tree.words[i - 1], tree.words[i + 1]
    if mark.upos == "PART" or not _only_verb(word) or after.upos not in _OPENS_OBJECT:
        return {}
    if word.upos in ("NOUN", "PROPN") and after.upos not in ("DET", "PRON"):
        return {}
    low = word.head > i and mark.head == word.head  # "to/case oust/amod forces"
    host = tree.words[word.head] if low else word
    if host.head < 0 or not (low or mark.head == i):
        return {}
    noun = word.head if low else _bare_noun(tree, i)
    above = tree.words[host.head].upos
    relation = "acl" if above in ("NOUN", "PROPN") else "advcl"
    out = {i: _as_verb(word, head=host.head, deprel=relation)}
    out[i - 1] = replace(mark, upos="PART", head=i, deprel="mark")
    if noun is not None:
        out[noun] = replace(tree.words[noun], head=i, deprel="obj")
    return out


def _bare_noun(tree: Tree, i: int) -> int | None:
    """The head of the noun group right behind ``i``, when no preposition joins it."""
    hosts = (i, tree.words[i].head)
    for k in range(i + 1, min(i + 7, len(tree.words))):
        word = tree.words[k]
        if word.upos in ("ADP", "PUNCT", "VERB", "AUX", "CCONJ"):
            return None
        if word.head in hosts and word.upos in ("NOUN", "PROPN", "PRON"):
            return k
    return None


def _due(tree: Tree, i: int) -> Changes:
    """ "Talks are due to resume/NOUN in Geneva": what somebody is due to do."""
    word, copula = tree.words[i], tree.children(i, "cop")
    if i < 2 or not copula or not _only_verb(word):
        return {}
    if [w.text for w in tree.words[i - 2 : i]] != ["due", "to"]:
        return {}
    due = replace(tree.words[i - 2], upos="ADJ", head=word.head, deprel=word.deprel)
    out = {i - 2: due, i: _as_verb(word, head=i - 2, deprel="xcomp")}
    out[i - 1] = replace(tree.words[i - 1], upos="PART", head=i, deprel="mark")
    for k in tree.kids[i]:
        kid = tree.words[k]
        if k < i - 2:
            out[k] = replace(kid, head=i - 2)
        elif kid.deprel == "nmod":
            out[k] = replace(kid, deprel="obl")
    return out


def _headed(tree: Tree, i: int) -> Changes:
    """ "The jets pound rebels", "Iran arms and trains them": the noun before is the subject."""
    word = tree.words[i]
    before = tree.children(i, "compound")
    if word.upos != "NOUN" or not before or before[-1] != i - 1 or tree.children(i, *SUBJECTS):
        return {}
    if tree.children(i, "cop", "case", "nmod:poss") or _verb(word.text.lower()) is None:
        return {}
    if not (tree.children(i, "obj") or _alike(tree, i)):
        return {}
    subject = before[-1]
    mine = [k for k in tree.kids[i] if k < subject and tree.words[k].deprel not in ("advmod",)]
    out = {k: replace(tree.words[k], head=subject) for k in mine}
    out[subject] = replace(tree.words[subject], deprel="nsubj")
    first = tree.words[word.head] if word.head >= 0 else None
    clause = first is not None and first.upos == "VERB" and word.deprel == "nsubj"
    return {**out, i: _as_verb(word, deprel="ccomp") if clause else _as_verb(word)}


def _postposed(tree: Tree, i: int) -> Changes:
    """ "Factions armed and paid by Turkey": an adjective joined to a participle."""
    word = tree.words[i]
    if word.upos != "ADJ" or word.deprel not in ("amod", "acl") or not 0 <= word.head < i:
        return {}
    joined = any(tree.children(k, "obl:agent") for k in tree.children(i, "conj"))
    found = joined and _verb(word.text.lower()) not in (None, word.text.lower())
    return {i: _as_verb(word, deprel="acl")} if found else {}


def _alike(tree: Tree, i: int) -> bool:
    """Whether a finite verb of the same form with an object is joined to the word."""
    form = tree.words[i].text
    return form.endswith("s") and any(
        tree.words[k].upos == "VERB"
        and tree.words[k].text.endswith("s")
        and tree.children(k, "obj")
        for k in tree.children(i, "conj")
    )


def _back(tree: Tree, i: int) -> Changes:
    """ "Egypt and the Emirates back Haftar": what follows without a preposition is the object."""
    word = tree.words[i]
    if word.text != "back" or word.upos != "ADV" or i + 1 >= len(tree.words):
        return {}
    objects = [
        k
        for k in tree.children(i, "obl", "nmod", "obj")
        if k > i and tree.words[k].upos == "PROPN" and not tree.children(k, "case")
    ]
    if not objects:
        return {}
    out = {objects[0]: replace(tree.words[objects[0]], deprel="obj")}
    if tree.children(i, "nsubj"):
        return {**out, i: _as_verb(word)}
    host = word.head
    if not 0 <= host < i or tree.words[host].upos not in ("NOUN", "PROPN"):
        return {}
    subject = tree.words[host]
    relation = "ccomp" if subject.deprel == "nsubj" else subject.deprel
    out[host] = replace(subject, head=i, deprel="nsubj")
    return {**out, i: _as_verb(word, head=subject.head, deprel=relation)}


def _whose(tree: Tree, i: int) -> Changes:
    """ "A man whose killing by rebels shocked them": a noun, and the subject of what follows."""
    word = tree.words[i]
    if i == 0 or tree.words[i - 1].text.lower() != "whose" or tree.children(i, "obj", "aux"):
        return {}
    after = (k for k in range(i + 1, len(tree.words)) if tree.words[k].upos == "VERB")
    verb = next((k for k in after if not tree.children(k, *SUBJECTS, "mark", "cc")), None)
    if verb is None or word.deprel != "acl:relcl" or tree.words[verb].text.endswith("ing"):
        return {}
    below = {k: replace(tree.words[k], deprel="nmod") for k in tree.children(i, "obl")}
    return {
        **below,
        i: replace(word, upos="NOUN", lemma=word.text.lower(), head=verb, deprel="nsubj"),
        i - 1: replace(tree.words[i - 1], head=i, deprel="nmod:poss"),
        verb: replace(tree.words[verb], head=word.head, deprel="acl:relcl"),
    }


def _before_hyphen(tree: Tree, i: int) -> Changes:
    """ "A rebel-held academy": who holds, before hyphen and participle, is no verb."""
    word = tree.words[i]
    if i + 2 >= len(tree.words) or tree.words[i + 1].text not in _HYPHENS or word.head != i + 2:
        return {}
    participle = tree.words[i + 2].upos == "VERB" and not word.text.lower().endswith(("ed", "ing"))
    return {i: replace(word, upos="NOUN", lemma=lemma(word.text, "NOUN"))} if participle else {}


def _common(tree: Tree, i: int) -> Changes:
    """ "Turkey's rebel allies": a known noun in small letters is no name, whatever its tag."""
    word = tree.words[i]
    if word.upos != "PROPN" or not word.text.islower() or len(word.text) < 4:
        return {}
    if word.deprel in ("flat", "goeswith") or tree.children(i, "flat"):
        return {}
    found, lexicon = lemma(word.text, "NOUN"), load_lexicon()
    known = lexicon.entries_for(found, "noun") or lexicon.target_class(found) != "unknown"
    return {i: replace(word, upos="NOUN", lemma=found)} if known else {}


def _opening(tree: Tree, i: int) -> Changes:
    """ "Talks resumed": a plural that opens the sentence is no name because it is capitalised."""
    word = tree.words[i]
    if not i and word.upos == "VERB" and word.deprel in (*SUBJECTS, "csubj"):
        between = any(tree.preposition(k) == "between" for k in tree.children(i, "obl", "nmod"))
        noun = replace(word, upos="NOUN", lemma=word.text.lower(), deprel="nsubj")
        joined = {k: replace(tree.words[k], deprel="nmod") for k in tree.children(i, "obl")}
        return {**joined, i: noun} if between and word.text.endswith("ing") else {}
    if i or word.upos != "PROPN" or word.deprel not in (*SUBJECTS, "root"):
        return {}
    if tree.children(i, "compound", "flat", "amod") or not word.text.endswith("s"):
        return {}
    found = lemma(word.text, "NOUN")
    common = found != word.text.lower() and load_lexicon().entries_for(found, "noun")
    return {i: replace(word, upos="NOUN", lemma=found)} if common else {}
