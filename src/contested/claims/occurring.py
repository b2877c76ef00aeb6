"""Acts that a noun names and a verb, an adjective or another noun says go on or lie ahead.

"Talks resumed in Doha", "an offensive is expected within days", "the possible withdrawal of US
troops", "fears of an invasion". The words stand in ``discourse.toml`` and ``stance.toml``.
"""

from contested.claims.nouns import words_of
from contested.claims.stance_words import load_stance_words
from contested.claims.syntax import is_passive
from contested.claims.tree import SUBJECTS, Tree


def occurs(tree: Tree, i: int) -> bool:
    """Whether a noun for an act, not told of before, goes on or will by the verb above it."""
    return happens(tree, i) and not _definite(tree, whole_of(tree, i))


def happens(tree: Tree, i: int) -> bool:
    """Whether a noun for an act is the subject of a verb that says it goes on or will."""
    top = whole_of(tree, i)
    word = tree.words[top]
    if word.deprel not in SUBJECTS or word.head < 0:
        return False
    verb = _what_happens(tree, word.head)
    light = tree.words[verb].lemma != "take" or any(
        tree.words[k].lemma == "place" for k in tree.children(verb, "obj")
    )
    bare = tree.words[verb].lemma in ("take", "break") or not tree.children(verb, "obj")
    exists = tree.words[verb].lemma == "be" and bool(tree.children(verb, "expl"))
    occurring = exists or tree.words[verb].lemma.lower() in words_of("occurring")
    return (occurring or _announced(tree, verb)) and light and bare


def whole_of(tree: Tree, i: int) -> int:
    """The noun that counts the acts: "a *series* of meetings will take place"; else ``i``."""
    while tree.words[i].deprel == "nmod" and tree.preposition(i) == "of":
        above = tree.words[i].head
        if tree.words[above].lemma.lower() not in words_of("partitives"):
            break
        i = above
    return i


def _what_happens(tree: Tree, verb: int) -> int:
    """ "Is due to *begin*", "is expected to *resume*": the verb below one of expecting."""
    stance = load_stance_words()
    pos = {"VERB": "verb", "ADJ": "adj"}.get(tree.words[verb].upos, "")
    lemma = tree.words[verb].lemma.lower()
    for k in tree.children(verb, "xcomp"):
        found = [stance.governor(lemma, pos, "to", p) for p in (True, False)]
        if any(f is not None and f.reads == "future" for f in found):
            return k
    return verb


def _announced(tree: Tree, verb: int) -> bool:
    """ "Is expected", "are planned for January", "is imminent"."""
    lemma = tree.words[verb].lemma.lower()
    passive = tree.words[verb].upos == "VERB" and is_passive(tree, verb)
    adjective = tree.words[verb].upos == "ADJ" and bool(tree.children(verb, "cop"))
    return (passive and lemma in words_of("foretold")) or (
        adjective and lemma in words_of("foretelling")
    )


def foreseen(tree: Tree, i: int) -> bool:
    """Whether an act that a noun names is what somebody expects, plans or fears."""
    if impending(tree, i) or awaited(tree, i):
        return True
    top = whole_of(tree, i)
    word = tree.words[top]
    if word.deprel != "nmod" or _definite(tree, top):
        return False
    boding = tree.words[word.head].lemma.lower() in words_of("forebodings")
    return boding and tree.preposition(top) in ("of", "for", "about")


def awaited(tree: Tree, i: int) -> bool:
    """ "Expects more fighting", "warned of a massacre": by the verb it is the object of."""
    top = whole_of(tree, i)
    word = tree.words[top]
    if word.deprel not in ("obj", "obl") or word.head < 0 or _definite(tree, top):
        return False
    return tree.words[word.head].lemma.lower() in words_of("foreseeing")


def impending(tree: Tree, i: int) -> str | None:
    """ "An imminent attack", "a planned offensive", "the possible withdrawal": the adjective."""
    words, lemma = load_stance_words(), tree.words[i].lemma.lower()
    for k in tree.children(i, "amod"):
        low = tree.words[k].text.lower()
        if words.has("modals.impending", low):
            return low
        if words.has("modals.maybe_impending", low) and lemma in words_of("undertaken"):
            return low
    return _to_be_held(tree, i)


def _to_be_held(tree: Tree, i: int) -> str | None:
    """ "A summit to be held in Tehran", "talks due to begin on Monday"."""
    for k in tree.children(i, "acl"):
        marks = {tree.words[m].text.lower() for m in tree.children(k, "mark", "amod", "advmod")}
        if tree.words[k].lemma.lower() in words_of("held") and marks & {"to", "due"}:
            return f"to {tree.words[k].lemma.lower()}"
    return None


def _definite(tree: Tree, i: int) -> bool:
    return any(tree.words[k].lemma in ("the", "this", "that") for k in tree.children(i, "det"))
