"""Totals told by their noun: "put the dead at 300", "the toll has risen to 52", "87 bodies".

The noun for victims and the number stand apart, with verbs between that say nothing but how much.
Parsers hang such numbers anywhere, so these too are read by word order (codebook 6.1 and 12.7).
"""

from collections.abc import Iterator

from contested.claims.frame import Draft
from contested.claims.nouns import words_of
from contested.claims.predicates import scope_of
from contested.claims.sorts import Sorter
from contested.claims.tree import SUBJECTS, Tree
from contested.claims.victims import toll_draft, victim_drafts

_REACH = 10  # words between the noun and its number


def total_drafts(s: int, tree: Tree, sorter: Sorter) -> tuple[Draft, ...]:
    """Drafts of sentence ``s`` for totals of victims, in text order."""
    found = tuple(_read(s, tree, sorter))
    taken = {d.predicate for d in found}
    return found + tuple(d for d in victim_drafts(s, tree, sorter) if d.predicate not in taken)


def _read(s: int, tree: Tree, sorter: Sorter) -> Iterator[Draft]:
    for k, word in enumerate(tree.words):
        lemma = word.lemma.lower()
        if lemma in words_of("victim_nouns") or word.text.lower() in words_of("victim_nouns"):
            number = _measured(tree, k)
        elif lemma in words_of("remains"):
            number = _in_front(tree, k)
        else:
            continue
        if not number:
            continue
        of = [j for j in tree.children(k, "nmod") if tree.preposition(j) in ("of", "among")]
        people = tuple(j for j in of if sorter.acts(tree, j))
        beside = _beside(tree, k) if lemma in words_of("remains") else frozenset()
        near = (*tree.children(k, "nmod"), *sorted(beside))
        places = tuple(j for j in near if tree.preposition(j) in ("in", "at", "near"))
        scope = frozenset(range(min(_opening(tree, k), *number), max(k, *number) + 1)) | beside
        yield toll_draft(s, k, people or (k,), places, scope)


def _beside(tree: Tree, k: int) -> frozenset[int]:
    """Words around bodies that say where they lay or what was done: "87 bodies in one grave".

    The clause whose subject they are, and phrases of place behind them.
    """
    word = tree.words[k]
    if word.deprel in SUBJECTS and word.head > k:
        first = min(tree.subtree(k))
        return frozenset(j for j in scope_of(tree, word.head) if j >= first)
    end = max(tree.subtree(k, ("acl:relcl", "conj", "parataxis")))
    later = tree.children(word.head, "obl") if word.deprel == "obj" and word.head >= 0 else ()
    out = set(tree.subtree(k, ("acl:relcl", "conj", "parataxis")))
    for j in later:
        inside = tree.subtree(j, ("acl:relcl", "conj", "parataxis"))
        if min(inside) == end + 1 and tree.preposition(j) in ("in", "at", "near", "on"):
            out |= inside
            end = max(inside)
    return frozenset(out)


def _opening(tree: Tree, k: int) -> int:
    """Where the noun's phrase begins: "the number of dead", "the civilian toll"."""
    while k > 0 and tree.words[k - 1].text.lower() in words_of("openings"):
        k -= 1
    return k


def _measured(tree: Tree, k: int) -> set[int]:
    """The words of the number that the noun is said to come to; none when a clause ends before."""
    if k + 1 < len(tree.words) and tree.words[k + 1].lemma.lower() in words_of("victim_nouns"):
        return set()  # "the death toll": its last noun speaks
    come = False
    for j in range(k + 1, min(k + 1 + _REACH, len(tree.words))):
        text = tree.words[j].text.lower()
        leads = text in words_of("comes_to") and not _the_past(tree, j)
        if leads or (text == "of" and j == k + 1 and _toll_of(tree, k)):
            come = True
        elif come and _is_number(tree, j):
            found = _whole(tree, j)
            after = (
                tree.words[max(found) + 1].text.lower() if max(found) + 1 < len(tree.words) else ""
            )
            return set() if after in words_of("fates") else found  # "a toll of 50 dead"
        elif text in (",", ";", ":", ".", "—", "–") or tree.words[j].upos in ("VERB", "SCONJ"):
            return set()
    return set()


def _the_past(tree: Tree, j: int) -> bool:
    """ "In the past three days" says when, "is past 300" how many."""
    return tree.words[j].text.lower() == "past" and tree.words[j - 1].text.lower() == "the"


def _toll_of(tree: Tree, k: int) -> bool:
    """ "A toll of at least 300": a number right behind "of", but for what bounds it."""
    behind = tree.words[k + 2 : k + 6]
    first = next(
        (n for n, w in enumerate(behind) if w.text.lower() not in words_of("bounds")), None
    )
    counts = first is not None and _is_number(tree, k + 2 + first)
    return tree.words[k].lemma.lower() == "toll" and counts


def _in_front(tree: Tree, k: int) -> set[int]:
    """The number right before the noun, over adjectives: "40 charred bodies"."""
    j = k - 1
    while j > 0 and tree.words[j].upos == "ADJ" and not _is_number(tree, j):
        j -= 1
    if j < 0 or not _is_number(tree, j):
        return set()
    while j > 0 and tree.words[j - 1].text.lower() in words_of("approximators"):
        j -= 1
    return set(range(j, k))


def _is_number(tree: Tree, j: int) -> bool:
    word = tree.words[j]
    return word.upos == "NUM" or word.text.lower() in words_of("vague_numbers")


def _whole(tree: Tree, j: int) -> set[int]:
    """The number's words with what bounds it: "between 100 and 300", "more than a thousand"."""
    first, last = j, j
    while tree.words[first - 1].text.lower() in words_of("bounds"):
        first -= 1
    while last + 1 < len(tree.words) and (
        _is_number(tree, last + 1)
        or (
            tree.words[last + 1].text.lower() in ("and", "to", "or", "-", "–")
            and last + 2 < len(tree.words)
            and _is_number(tree, last + 2)
        )
    ):
        last += 1
    return set(range(first, last + 1))
