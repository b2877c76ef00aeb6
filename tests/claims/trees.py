"""Hand-written syntax for tests of the claims stage, so that they need no weights.

A sentence is CoNLL-like rows ``form lemma upos head deprel``, heads counted from 1 and 0 at the
root, as in Universal Dependencies. Words stand one space apart unless a text says otherwise.
"""

from contested.accounts.model import Account, Appearance, Passage
from contested.annotate.model import Sentence, Span, Word
from contested.claims.frame import View
from contested.claims.tree import Tree


def tree_of(
    rows: str, text: str | None = None, start: int = 0, passage: int = 0, **spans: tuple[Span, ...]
) -> Tree:
    """The tree of ``rows``; words are found in ``text`` from ``start`` on (default: joined rows).

    ``spans`` are a sentence's ``names``, ``attributions`` or ``roles``.
    """
    parts = [line.split() for line in rows.strip().splitlines() if line.strip()]
    whole = text if text is not None else " " * start + plain(rows)
    words, at = [], start
    for form, lemma, upos, head, deprel in parts:
        at = whole.index(form, at)
        words.append(Word(form, at, at + len(form), lemma, upos, int(head) - 1, deprel))
        at += len(form)
    return Tree(Sentence(words[0].start, words[-1].end, passage, tuple(words), **spans))  # type: ignore[arg-type]


def plain(rows: str) -> str:
    """The forms of ``rows``, one space apart."""
    return " ".join(line.split()[0] for line in rows.strip().splitlines() if line.strip())


def view_of(*sentences: str, text: str | None = None, passages: tuple[Passage, ...] = ()) -> View:
    """A view of an account of these sentences; one body passage holds all unless others are given.

    Each sentence belongs to the passage in which its first word stands.
    """
    whole = text if text is not None else " ".join(plain(s) for s in sentences)
    parts = passages or (Passage("p0", "body", 0, len(whole)),)
    trees, at = [], 0
    for rows in sentences:
        tree = tree_of(rows, whole, at)
        first, at = tree.sentence.start, tree.sentence.end
        index = next(k for k, p in enumerate(parts) if p.start <= first < p.end)
        trees.append(tree_of(rows, whole, first, index))
    return View(account_of(whole, parts), tuple(trees))


def account_of(text: str, passages: tuple[Passage, ...], **known: str) -> Account:
    """An account with one appearance; ``known`` are its publisher, author, date."""
    appearance = Appearance("test.txt", **known)  # type: ignore[arg-type]
    return Account("a_test", text, "0" * 64, "test", passages, (appearance,))
