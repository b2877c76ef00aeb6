"""The noun that a relative clause belongs to, by number and kind; a rule of ``mend``."""

from contested.claims.nouns import words_of
from contested.claims.tree import SUBJECTS, Arc, Tree

_SINGULAR = frozenset(("is", "was", "has", "does"))
_PLURAL = frozenset(("are", "were", "have", "do"))


def relative(tree: Tree, i: int) -> Arc | None:
    """A relative clause on the noun that agrees: "towns around Afrin, which is controlled"."""
    word = tree.words[i]
    if word.deprel != "acl:relcl" or word.head < 0:
        return None
    pronoun = next((k for k in range(word.head + 1, i) if _relates(tree, k, i)), None)
    if pronoun is None:
        return None
    speaker = _speaking(tree, word.head, pronoun, i)
    if speaker is not None:
        return (speaker, "acl:relcl")
    near = next(
        (
            k
            for k in range(pronoun - 1, word.head, -1)
            if tree.words[k].upos in ("NOUN", "PROPN", "VERB", "ADJ")
        ),
        None,
    )
    if near is None or tree.words[near].upos not in ("NOUN", "PROPN"):
        return None
    near = _top(tree, near, word.head)
    close, far = _fit(tree, near, pronoun), _fit(tree, word.head, pronoun)
    theirs = tree.words[word.head].lemma.lower() in words_of("of_others") and close >= 0
    better = (
        close > far
        or theirs
        or (close == far >= 0 and _ends_a_clause(tree, near, word.head, pronoun))
    )
    return (near, "acl:relcl") if near != word.head and better else None


def _relates(tree: Tree, k: int, i: int) -> bool:
    """Whether a word opens the relative clause of ``i``; "that" only as its subject."""
    low = tree.words[k].text.lower()
    subject = tree.words[k].head == i and tree.words[k].deprel in SUBJECTS
    return low in ("who", "which") or (low == "that" and subject)


def loose_relative(tree: Tree, i: int) -> Arc | None:
    """ "Leans on Russia, whose jets saved him": what opens with "whose" behind a noun is its.

    So does "which they say …"; a bare "which" may speak of all that was told.
    """
    word = tree.words[i]
    if word.deprel not in ("advcl", "parataxis") or not 0 <= word.head < i:
        return None
    first = next((k for k in range(word.head + 1, i) if _opens(tree, k)), None)
    if first is None or tree.words[first - 2].upos not in ("NOUN", "PROPN"):
        return None
    between = tree.words[first + 1 : i]
    if any(w.upos in ("VERB", "PUNCT") and w.text != "-" for w in between):
        return None
    low = tree.words[first].text.lower()
    own = [k for k in tree.children(i, *SUBJECTS) if k < i and k != first]
    if low == "which" and not own:
        return None
    return _top(tree, first - 2, -1), "acl:relcl"


def _opens(tree: Tree, k: int) -> bool:
    """Whether a comma and a relative pronoun stand at ``k``."""
    return tree.words[k].text.lower() in ("whose", "who", "which") and tree.words[k - 1].text == ","


def _speaking(tree: Tree, noun: int, pronoun: int, verb: int) -> int | None:
    """Persons farther up who speak: "officials involved in the war on the group who say that"."""
    people = words_of("persons") | words_of("nationals") | words_of("tellers")
    who = tree.words[pronoun].text.lower() == "who"
    if not who or tree.words[verb].lemma not in ("say", "tell", "claim", "insist", "believe"):
        return None
    if tree.words[noun].lemma.lower() in people:
        return None
    return next(
        (
            k
            for k in tree.ancestors(noun)
            if k < noun and tree.words[k].upos == "NOUN" and tree.words[k].lemma.lower() in people
        ),
        None,
    )


def _ends_a_clause(tree: Tree, near: int, far: int, pronoun: int) -> bool:
    """Whether a noun before the comma is told of inside another clause on the farther one.

    "Steps that risked a clash with the guards, who hold the road": the guards hold it.
    """
    inner = tree.children(far, "acl", "acl:relcl")
    inside = any(near in tree.subtree(k) for k in inner if far < k < near)
    who = tree.words[pronoun].text.lower() == "who"
    return inside and (who or tree.words[pronoun - 1].text == ",")


def _top(tree: Tree, k: int, limit: int) -> int:
    """The head of the name or compound that ``k`` is part of; in brackets, of what they explain."""
    while tree.words[k].head > limit and (
        tree.words[k].deprel in ("flat", "compound", "conj") or _bracketed(tree, k)
    ):
        k = tree.words[k].head
    return k


def _bracketed(tree: Tree, k: int) -> bool:
    first = min(tree.subtree(k))
    opened = "(" in (tree.words[first].text, tree.words[max(first - 1, 0)].text)
    return tree.words[k].deprel == "appos" and opened


def _fit(tree: Tree, noun: int, pronoun: int) -> int:
    """How well a noun can be what a relative pronoun and its verb speak of: 1, 0 or -1."""
    person = tree.words[noun].lemma.lower() in words_of("persons") | words_of("nationals")
    if not _agrees(tree, noun, pronoun):
        return -1
    if tree.words[pronoun].text.lower() != "who":
        return -1 if person else 0
    return int(person)


def _agrees(tree: Tree, noun: int, pronoun: int) -> bool:
    """Whether a common noun has the number of a verb whose subject the pronoun is."""
    word = tree.words[noun]
    if word.upos != "NOUN" or tree.words[pronoun].deprel not in SUBJECTS:
        return True  # English lets names of sides take either
    told = tree.words[pronoun].head  # "which they say has": the verb that it is the subject of
    finite = {tree.words[k].text.lower() for k in tree.children(told, "aux", "aux:pass", "cop")}
    finite.add(tree.words[told].text.lower())
    inflected = word.text.lower() != word.lemma.lower() and word.text.lower().endswith("s")
    plural = inflected or word.text.lower() in words_of("irregular_plurals")
    many = plural or bool(tree.children(noun, "conj"))
    return not finite & (_SINGULAR if many else _PLURAL)
