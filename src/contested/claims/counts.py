"""How many: the numbers of a claim's clause and what each counts."""

from contested.claims.frame import Draft, View
from contested.claims.lexicon import Lexicon
from contested.claims.model import Quantity
from contested.claims.nouns import words_of
from contested.claims.tree import Tree
from contested.quantities import Amount, find_quantities


def amounts_of(view: View) -> tuple[tuple[Amount, ...], ...]:
    """Amounts of each sentence, offsets relative to the sentence."""
    return tuple(find_quantities(view.text(t.sentence.start, t.sentence.end)) for t in view.trees)


def quantities_of(
    view: View, draft: Draft, amounts: tuple[tuple[Amount, ...], ...], lexicon: Lexicon
) -> tuple[Quantity, ...]:
    """The numbers in the draft's scope, each with what it counts; offsets in the account."""
    tree = view.trees[draft.sentence]
    base = tree.sentence.start
    out = []
    for amount in amounts[draft.sentence]:
        start, end = base + amount.start, base + amount.end
        words = [i for i, w in enumerate(tree.words) if w.start < end and w.end > start]
        if (
            not words
            or not set(words) & draft.scope
            or amount.unit_hint in ("money", "distance", "weight")
        ):
            continue
        what = _what(tree, draft, words, amount, lexicon)
        if what == "other" and tree.words[_counted(tree, words)].upos not in ("NOUN", "PROPN"):
            continue
        out.append(Quantity(what, amount.low, amount.high, view.text(start, end), start, end))
    return tuple(out)


def _what(tree: Tree, draft: Draft, words: list[int], amount: Amount, lexicon: Lexicon) -> str:
    """What an amount counts: victims by the verb, else by the counted noun."""
    if amount.is_share:
        return "share"
    head = _counted(tree, words)
    lemma = tree.words[head].lemma.lower()
    by_noun = lexicon.quantities.get(lemma)
    if by_noun in ("killed", "injured", "detained", "displaced"):
        return by_noun
    targets = {t.head for t in draft.targets}
    of_target = head in targets or any(head in range(*tree.group(t)) for t in targets)
    if of_target:
        by_verb = _victims(tree.words[draft.predicate].lemma.lower())
        if by_verb is not None:
            return by_verb
        if draft.act == "ASSAULT" and lexicon.target_class(lemma) == "object":
            return "strikes"
    return by_noun or "other"


def _victims(lemma: str) -> str | None:
    for what, lemmas in (
        ("killed", words_of("kill_verbs")),
        ("injured", words_of("hurt_verbs")),
        ("detained", words_of("detain_verbs")),
        ("displaced", words_of("displace_verbs")),
    ):
        if lemma in lemmas:
            return what
    return None


def _counted(tree: Tree, words: list[int]) -> int:
    """The noun that an amount counts: the governor of its number word, through "of"."""
    at = next(
        (i for i in reversed(words) if tree.words[i].upos in ("NUM", "NOUN", "ADJ", "DET")),
        words[-1],
    )
    word = tree.words[at]
    if word.deprel in ("nummod", "compound", "det", "amod", "advmod", "nmod") and word.head >= 0:
        governor = word.head
        if (
            tree.words[governor].deprel in ("nummod", "compound")
            and tree.words[governor].upos == "NUM"
        ):
            governor = tree.words[governor].head
        if tree.words[governor].upos in ("NOUN", "PROPN"):
            return governor
    for k in tree.children(at, "nmod"):
        if tree.preposition(k) == "of":
            return k
    return at
