"""Arcs of what belongs to a noun for a standing, and parsers hang elsewhere; rules of ``mend``.

Each rule looks at one word and answers with its right head and relation, or abstains (None).
"""

from contested.claims.lexicon import load_lexicon
from contested.claims.nouns import words_of
from contested.claims.tree import Arc, Tree

_OWNED = ("'s", "’s", "'", "’")
_OF_ACTS = ("against", "between")  # whose side it is, whatever noun they stand behind


def owner(tree: Tree, i: int) -> Arc | None:
    """ "Iran's backing", "the latter's support": who stands before 's owns the noun behind it."""
    word = tree.words[i]
    if word.head <= i or tree.words[word.head].upos not in ("NOUN", "PROPN"):
        return None
    marks = (k for k in tree.children(i, "case") if i < k < word.head)
    owned = any(tree.words[k].text in _OWNED and tree.words[k].upos == "PART" for k in marks)
    return (word.head, "nmod:poss") if owned and not tree.children(word.head, "cop") else None


def of_standing(tree: Tree, i: int) -> Arc | None:
    """ "Joined the struggle against the group": a phrase right behind the noun for a standing or
    an act says between whom it is, not how the verb above was done."""
    word = tree.words[i]
    if not 0 <= word.head < i:
        return None
    marks = [k for k in tree.children(i, "case") if k < i]
    if len(marks) != 1 or marks[0] != min(tree.subtree(i)):
        return None
    noun, mark = marks[0] - 1, tree.words[marks[0]].text.lower()
    if noun <= word.head or tree.words[noun].upos != "NOUN" or tree.words[noun].head != word.head:
        return None
    entries = load_lexicon().entries_for(tree.words[noun].lemma, "noun")
    sided = [e for e in entries if _side(e.roles.get(mark))]
    told = any(e.kind == "relation" for e in sided) or (mark in _OF_ACTS and bool(sided))
    return (noun, "nmod") if told else None


def of_described(tree: Tree, i: int) -> Arc | None:
    """ "Forces allied with the state seized it": a phrase right behind "allied" belongs to it."""
    word = tree.words[i]
    marks = [k for k in tree.children(i, "case") if k < i]
    if len(marks) != 1 or marks[0] != min(tree.subtree(i)) or marks[0] == 0:
        return None
    at, mark = marks[0] - 1, tree.words[marks[0]].text.lower()
    told = tree.words[at]
    if at == word.head or told.deprel not in ("amod", "acl") or told.head > at:
        return None
    pos = {"ADJ": "adj", "VERB": "verb"}.get(told.upos)
    forms = {told.lemma.lower(), told.text.lower()} if pos else set()
    entries = (e for f in forms for e in load_lexicon().entries_for(f, pos or ""))
    sided = any(e.kind == "relation" and _side(e.roles.get(mark)) for e in entries)
    return (at, "obl") if sided else None


def _side(role: str | None) -> bool:
    return role is not None and bool(set(role.split("|")) & {"agent", "target", "both"})


def of_two(tree: Tree, i: int) -> Arc | None:
    """ "A pact between A and B": the second of two is joined to the first, not to the pact."""
    word = tree.words[i]
    if word.deprel != "conj" or not 0 <= word.head < i:
        return None
    for k in tree.children(word.head, "nmod"):
        alone = tree.preposition(k) == "between" and not tree.children(k, "conj")
        if alone and word.head < k < i and tree.preposition(i) is None:
            return k, "conj"
    return None


def stays(tree: Tree, i: int) -> Arc | None:
    """ "Fighters remain entrenched": what stands right behind "remain" says how they remain."""
    word = tree.words[i]
    if i == 0 or word.upos not in ("VERB", "ADJ") or tree.children(i, "nsubj", "mark", "aux"):
        return None
    before = tree.words[i - 1]
    remains = before.upos == "VERB" and before.lemma.lower() in words_of("staying_so")
    return (i - 1, "xcomp") if remains and word.head != i - 1 and before.head != i else None
