"""Arcs inside and beside noun groups: names behind their titles, words between preposition and
noun, whom a led coalition is against; rules of ``mend``.

Each rule looks at one word and answers with its right head and relation, or abstains (None).
"""

from contested.claims.nouns import words_of
from contested.claims.subject_arcs import BEHIND
from contested.claims.tree import SUBJECTS, Arc, Tree

_HYPHENS = ("-", "‐", "‑")


def titled(tree: Tree, i: int) -> Arc | None:
    """ "Arrested opposition leader Alexei Navalny": a title right before a name goes with it."""
    word = tree.words[i]
    if word.upos != "NOUN" or i + 1 >= len(tree.words):
        return None
    name = tree.words[i + 1]
    alike = name.upos == "PROPN" and (name.head, name.deprel) == (word.head, word.deprel)
    title = word.lemma.lower() in words_of("persons") | words_of("side_nouns")
    single = word.text.lower() == word.lemma.lower()
    return (i + 1, "nmod") if alike and title and single else None


def before_its_noun(tree: Tree, i: int) -> Arc | None:
    """ "Attacks on Syrian rebel positions": a bare noun before another of its kind is part of it.

    Both hang on one word, and one preposition stands before them.
    """
    word = tree.words[i]
    if i + 1 >= len(tree.words) or word.upos not in ("NOUN", "PROPN", "ADJ"):
        return None
    noun = tree.words[i + 1]
    alike = noun.upos == "NOUN" and (noun.head, noun.deprel) == (word.head, word.deprel)
    marks = (*tree.children(i, "case"), *tree.children(i + 1, "case", "det"))
    return (i + 1, "compound") if alike and marks and max(marks) < i else None


def owned_next(tree: Tree, i: int) -> Arc | None:
    """ "The regime's chemical attack …, when Trump fired": what is owned stands behind the "'s"."""
    word = tree.words[i]
    clitic = i + 1
    if word.head <= clitic or clitic >= len(tree.words) - 1:
        return None
    if tree.words[clitic].text not in ("'s", "’s", "'", "’"):
        return None
    last = clitic
    while last + 1 < word.head and tree.words[last + 1].upos in ("ADJ", "NUM", "NOUN", "PROPN"):
        last += 1
    ends = tree.words[last + 1].upos in ("ADP", "VERB", "AUX", "SCONJ")
    noun = tree.words[last].upos in ("NOUN", "PROPN") and last > clitic
    return (last, "nmod:poss") if noun and ends and last + 1 < word.head else None


def its_case(tree: Tree, i: int) -> Arc | None:
    """The preposition of such a word is the noun's."""
    head = tree.words[i].head
    if head < i or before_its_noun(tree, head) is None:
        return None
    return head + 1, "case"


def against_whom(tree: Tree, i: int) -> Arc | None:
    """ "The US-led coalition against Isis": it is against them, not "led" against them."""
    word = tree.words[i]
    if word.head < 0 or word.head > i or tree.preposition(i) not in ("against", "in", "with"):
        return None
    led = tree.words[word.head]
    if led.deprel != "amod" or led.head <= word.head or led.head >= i:
        return None
    hyphen = word.head > 0 and tree.words[word.head - 1].text in _HYPHENS
    return (led.head, "nmod") if hyphen else None


def named_subject(tree: Tree, i: int) -> Arc | None:
    """ "Told its counterparts Jones was killed": a name right before its verb is the subject."""
    word = tree.words[i]
    if word.deprel not in ("appos", "flat", "nmod") or word.upos != "PROPN" or word.head > i:
        return None
    if i + 2 >= len(tree.words) or tree.preposition(i) or tree.words[i - 1].upos != "NOUN":
        return None
    aux = tree.words[i + 1]
    if aux.upos != "AUX" or aux.head <= i + 1 or aux.text.lower().startswith(("be", "to")):
        return None
    verb = aux.head
    own = [k for k in tree.children(verb, *SUBJECTS) if k < verb and k != i]
    teller = any(tree.words[k].lemma.lower() in ("tell", "say") for k in tree.ancestors(i))
    if own or not teller or tree.words[verb].upos != "VERB":
        return None
    return verb, "nsubj:pass" if tree.children(verb, "aux:pass") else "nsubj"


def prefixed(tree: Tree, i: int) -> Arc | None:
    """ "The anti-Islamic State coalition": the first word of a name behind a prefix is its.

    So is that of "Islamic State positions": no state's.
    """
    word = tree.words[i]
    if i + 2 >= len(tree.words) or word.head <= i + 1:
        return None
    name = tree.words[i + 1]
    prefix = i > 1 and tree.words[i - 2].text.lower() in ("anti", "pro")
    before = prefix and tree.words[i - 1].text in _HYPHENS
    goes_on = name.upos == "PROPN" and tree.words[i + 2].text not in _HYPHENS
    capital = word.text[:1].isupper() and name.text[:1].isupper()
    found = (before and goes_on and capital) or (word.text, name.text) == ("Islamic", "State")
    return (i + 1, word.deprel) if found else None


def object_behind(tree: Tree, i: int) -> Arc | None:
    """ "Gunmen killed a policeman": what follows a verb without a preposition is its object, not
    part of its subject."""
    word = tree.words[i]
    if word.upos not in ("NOUN", "PROPN") or tree.children(i, "case", "cc"):
        return None
    verb = min(tree.subtree(i, BEHIND)) - 1
    if not 0 <= word.head < verb or tree.words[verb].upos != "VERB":
        return None
    subject = tree.words[word.head]
    plain = subject.deprel == "nsubj" and subject.head == verb
    return (verb, "obj") if plain and not tree.children(verb, "obj", "ccomp") else None


def counted(tree: Tree, i: int) -> Arc | None:
    """ "Dozens of soldiers were killed": what stands behind a count and "of" hangs on the count."""
    word = tree.words[i]
    if tree.preposition(i) != "of" or word.head < i:
        return None
    count = min(tree.subtree(i, BEHIND)) - 1
    if count < 0 or tree.words[count].head != word.head:
        return None
    many = tree.words[count]
    counts = many.upos == "NUM" or many.lemma.lower() in words_of("partitives")
    return (count, "nmod") if counts and many.deprel in SUBJECTS else None
