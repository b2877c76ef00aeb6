"""Arcs of what is joined by "and" or stands in a list; rules of ``mend``.

Each rule looks at one word and answers with its right head and relation, or abstains (None).
"""

from contested.claims.nouns import words_of
from contested.claims.subject_arcs import BEHIND
from contested.claims.tree import SUBJECTS, Arc, Tree

_BARE_AFTER = frozenset(("will", "would", "can", "could", "may", "might", "must", "should", "to"))


def listed(tree: Tree, i: int) -> Arc | None:
    """ "Backed by rebels, coalition jets, tribesmen and guards": the kinds in a list are joined,
    none says what the one before is."""
    word, host = tree.words[i], tree.words[i].head
    if not 0 <= host < i or word.upos != "NOUN" or tree.words[host].upos != "NOUN":
        return None
    many = all(tree.words[k].text.lower() != tree.words[k].lemma.lower() for k in (i, host))
    first = _first_word(tree, i)
    parted = first > 0 and "," in (tree.words[first].text, tree.words[first - 1].text)
    plain = not tree.children(i, "det", "nmod:poss", "nummod", "cc")
    if parted and (_theirs(tree, i) or _one_of_several(tree, i)):
        return host, "conj"
    more = any(k > i and tree.words[k].upos == "NOUN" for k in tree.children(host, "conj"))
    return (host, "conj") if many and parted and plain and more else None


def _theirs(tree: Tree, i: int) -> bool:
    """Whether somebody's own stand last but one: "the militia, its trainers and the army"."""
    owners = (tree.words[k].text.lower() for k in tree.children(i, "nmod:poss"))
    joined = (*tree.children(i, "conj"), *tree.children(tree.words[i].head, "conj"))
    last = [k for k in joined if k > i]
    behind = bool(last) and not any(tree.words[k].text == "," for k in range(i, last[0]))
    return behind and any(w in ("its", "their", "his", "her") for w in owners)


def _one_of_several(tree: Tree, i: int) -> bool:
    """Whether one thing stands between two others: "a school, a bakery and two homes", "three
    buildings, two vehicles, a truck, and a mortar"."""
    host = tree.words[i].head
    if not (_one_or_some(tree, host) and _one_or_some(tree, i)):
        return False
    joined = [k for k in (*tree.children(i, "conj"), *tree.children(host, "conj")) if k > i]
    if any(tree.children(k, "cc") and _one_or_some(tree, k) for k in joined):
        return True
    return bool(joined) and not any(tree.words[k].text == "," for k in range(i, joined[0]))


def _one_or_some(tree: Tree, k: int) -> bool:
    """Whether "a" or a number stands before: a thing newly named, not one said once more."""
    opens = tree.children(k, "det")
    if opens:
        return tree.words[opens[0]].text.lower() in ("a", "an")
    return bool(tree.children(k, "nummod")) and not tree.children(k, "nmod:poss")


def named_between(tree: Tree, i: int) -> Arc | None:
    """ "The ministers of Russia, Turkey and Iran": a name between two joined ones is a third."""
    word = tree.words[i]
    if word.upos != "PROPN" or i < 2 or i + 2 >= len(tree.words):
        return None
    if tree.words[i - 1].text != "," or tree.words[i + 1].upos != "CCONJ":
        return None
    first = i - 2
    while tree.words[first].deprel in ("flat", "compound") and tree.words[first].head >= 0:
        first = tree.words[first].head
    joined = (k for k in tree.children(first, "conj") if k > i and tree.words[k].upos == "PROPN")
    return (first, "conj") if next(joined, None) == i + 2 else None


def _first_word(tree: Tree, i: int) -> int:
    """Where the group of ``i`` begins, without the comma that the parser hangs on it."""
    group = (k for k in tree.subtree(i, BEHIND) if tree.words[k].upos != "PUNCT")
    return min(group, default=i)


def named_last(tree: Tree, i: int) -> Arc | None:
    """ "By the PYD and its armed wing, the YPG": the name says who the last of two is."""
    word, host = tree.words[i], tree.words[i].head
    if not 0 <= host < i or word.upos != "PROPN":
        return None
    first = _first_word(tree, i)
    last = first - 2
    if last <= host or tree.words[first - 1].text != "," or tree.words[last].upos != "NOUN":
        return None
    owner = tree.child(last, "nmod:poss")
    theirs = owner is not None and tree.words[owner].text.lower() in ("its", "their")
    joined = theirs and owner is not None and tree.words[owner - 1].upos == "CCONJ"
    joined = joined or (tree.words[last].deprel == "conj" and tree.words[last].head == host)
    return (last, "appos") if joined and tree.words[host].upos == "PROPN" else None


def with_theirs(tree: Tree, i: int) -> Arc | None:
    """ "Villages near Afrin, held by the PYD and its wing": whose it is stands before the "and"."""
    word = tree.words[i]
    owner = tree.child(i, "nmod:poss")
    if word.head < 0 or owner is None or tree.words[owner].text.lower() not in ("its", "their"):
        return None
    joint = owner - 1
    if joint < 1 or tree.words[joint].upos != "CCONJ" or word.head >= joint:
        return None
    near = joint - 1
    while near > word.head and (
        tree.words[near].upos == "PUNCT" or tree.words[near].deprel in ("flat", "appos", "compound")
    ):
        near = near - 1 if tree.words[near].upos == "PUNCT" else tree.words[near].head
    by = tree.words[near].deprel in ("obl:agent", "obl") and tree.preposition(near) == "by"
    return (near, "conj") if by and near > word.head else None


def not_foretold(tree: Tree, i: int) -> Arc | None:
    """ "He vowed that it would end and warned them": no "would" stands before "warned"."""
    word = tree.words[i]
    host = tree.words[word.head] if 0 <= word.head < i else None
    if host is None or word.upos != "VERB" or not _past(tree, i):
        return None
    if tree.children(i, *SUBJECTS, "mark", "aux", "aux:pass", "obl:agent"):
        return None
    if not tree.children(i, "cc") or not tree.children(i, "obj", "iobj", "ccomp"):
        return None
    signs = tree.children(word.head, "aux", "mark")
    bare = any(tree.words[k].text.lower() in _BARE_AFTER for k in signs)
    done = tree.children(word.head, "aux:pass") or any(
        tree.words[k].lemma.lower() == "have" for k in signs
    )
    above = host.head
    while above >= 0 and tree.words[above].upos == "NOUN":
        above = tree.words[above].head
    if not bare or done or not 0 <= above < word.head or host.deprel == "root":
        return None
    return (above, "conj") if tree.words[above].upos == "VERB" else None


def _past(tree: Tree, i: int) -> bool:
    low = tree.words[i].text.lower()
    return low != tree.words[i].lemma.lower() and not low.endswith(("ing", "s"))


def over_a_number(tree: Tree, i: int) -> Arc | None:
    """ "Conducted over 200 raids", "killed around 60 people": what is counted is the object."""
    word = tree.words[i]
    if not 0 <= word.head < i or word.upos != "NOUN" or not tree.children(i, "nummod"):
        return None
    verb = word.head
    marks = [k for k in tree.children(i, "case") if k < i]
    if len(marks) != 1 or tree.words[marks[0]].text.lower() not in ("over", "around", "about"):
        return None
    counted = marks[0] == verb + 1 and tree.words[verb + 2].upos == "NUM"
    spans = word.lemma.lower() in words_of("spans") or word.text.lower() in words_of("spans")
    if not counted or spans or tree.words[verb].upos != "VERB":
        return None
    return None if tree.children(verb, "obj", "nsubj:pass", "aux:pass") else (verb, "obj")


def beyond_the_name(tree: Tree, i: int) -> Arc | None:
    """ "John Kerry and his partners": what is joined to the last word of a name is joined to it."""
    host = tree.words[i].head
    if not 0 <= host < i or tree.words[host].deprel != "flat" or not tree.children(i, "cc"):
        return None
    while tree.words[host].deprel == "flat" and 0 <= tree.words[host].head < host:
        host = tree.words[host].head
    return host, "conj"


def counted_victims(tree: Tree, i: int) -> Arc | None:
    """ "One was killed and 32 wounded": a bare number is the victims of the participle behind."""
    word, at = tree.words[i], i + 1
    if word.upos != "NUM" or at >= len(tree.words) or word.head == at:
        return None
    fate = tree.words[at]
    known = words_of("kill_verbs") | words_of("hurt_verbs") | words_of("detain_verbs")
    joined = fate.upos == "VERB" and fate.deprel == "conj" and fate.lemma.lower() in known
    own = tree.children(at, "aux", "aux:pass", "obj", *SUBJECTS)
    return (at, "nsubj:pass") if joined and fate.head < i and not own else None


def flat_list(tree: Tree, i: int) -> Arc | None:
    """ "Positions, vehicles and tanks": the last of a list is joined to the first too."""
    word, middle = tree.words[i], tree.words[i].head
    nominal = ("NOUN", "PROPN")
    if not 0 <= middle < i or word.upos not in nominal or not tree.children(i, "cc"):
        return None
    one = tree.words[middle]
    if one.deprel != "conj" or one.upos not in nominal or not 0 <= one.head < middle:
        return None
    first = _first_word(tree, middle)
    listed_so = first > 0 and tree.words[first - 1].text == "," and not tree.children(middle, "cc")
    return (one.head, "conj") if listed_so and tree.words[one.head].upos in nominal else None
