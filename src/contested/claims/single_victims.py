"""Victims without a numeral: nobody, one who is named or singular, a pair (codebook 6.2)."""

from contested.claims.frame import Draft, Slot, View
from contested.claims.lexicon import Lexicon
from contested.claims.model import Quantity
from contested.claims.nouns import words_of
from contested.claims.tree import Tree

_SINGLE = frozenset({"one", "he", "she", "him", "her", "himself", "herself"})
_PAIRS = {"pair": 2, "couple": 2, "duo": 2, "both": 2, "trio": 3}


def fate_of(lemma: str) -> str | None:
    """What a word says became of its victims: killed, injured, detained or displaced."""
    for what, lemmas in (
        ("killed", words_of("kill_verbs")),
        ("injured", words_of("hurt_verbs")),
        ("detained", words_of("detain_verbs")),
        ("displaced", words_of("displace_verbs")),
    ):
        if lemma in lemmas:
            return what
    return None


def unsaid(view: View, tree: Tree, draft: Draft, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """Counts without a numeral: nobody, and victims who are single persons."""
    what = fate_of(tree.words[draft.predicate].lemma.lower())
    if what not in ("killed", "injured", "detained"):
        return ()
    adjective = tree.words[draft.predicate].upos == "ADJ"  # "was hurt"
    suffering = ("nsubj",) if adjective else ("obj", "nsubj:pass")
    for k in tree.children(draft.predicate, *suffering):
        no = next((j for j in tree.children(k, "det") if tree.words[j].text.lower() == "no"), None)
        no = k if tree.words[k].text.lower() in ("nobody", "none", "no-one") else no
        if no is not None:
            return (_quantity(view, tree, what, 0, (no, no + 1)),)
    if tree.words[draft.predicate].lemma.lower() in words_of("not_always_deadly"):
        return ()
    return _single(view, tree, draft, what, lexicon)


def _single(
    view: View, tree: Tree, draft: Draft, what: str, lexicon: Lexicon
) -> tuple[Quantity, ...]:
    """As many as are named or told one by one; nothing when any victim may be several."""
    own = [t for t in draft.targets if t.sentence in (None, draft.sentence)]
    counts = [_persons(tree, t, lexicon) for t in own]
    if not own or len(own) != len(draft.targets) or not all(counts):
        return ()
    first, last = tree.group(own[0].head)
    return (_quantity(view, tree, what, sum(counts), (first, last)),)


def _persons(tree: Tree, slot: Slot, lexicon: Lexicon) -> int:
    """How many persons a slot surely means, 0 when that is open."""
    head = slot.head
    word, low = tree.words[head], tree.words[head].text.lower()
    if low in _SINGLE:
        return 1
    if low in _PAIRS:
        return _PAIRS[low]
    if tree.children(head, "nummod") or low.endswith("ians") or slot.possessive:
        return 0
    if word.upos == "NOUN":
        return int(_one_person(tree, head, lexicon))
    return int(_named(tree, head))


def _named(tree: Tree, head: int) -> bool:
    """Whether the head is of a person's name."""
    first, last = tree.group(head)
    people = (x for x in tree.sentence.names if x.label.lower() == "person")
    named = any(x.first < last and x.last > first for x in people)
    parts = (head, *tree.children(head, "flat", "appos"))
    return named and any(tree.words[k].upos == "PROPN" for k in parts)


def _one_person(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    """Whether a noun in the singular means one person: "a soldier", "her husband"."""
    word = tree.words[head]
    lemma = word.lemma.lower()
    if word.text.lower() != lemma or lemma in words_of("many_in_one"):
        return _named(tree, head) and any(
            tree.words[k].upos == "PROPN" for k in tree.children(head, "flat", "appos")
        )
    marks = {tree.words[k].text.lower() for k in tree.children(head, "det", "nmod:poss")}
    owned = bool(tree.children(head, "nmod:poss"))
    person = lemma in words_of("persons") | words_of("nationals") | words_of("near_ones")
    person |= lexicon.target_class(lemma) in ("civilian", "combatant")
    return person and (owned or bool(marks & {"a", "an", "another", "one", "the", "this", "that"}))


def _quantity(view: View, tree: Tree, what: str, n: int, words: tuple[int, int]) -> Quantity:
    start, end = tree.chars(*words)
    return Quantity(what, n, n, view.text(start, end), start, end)
