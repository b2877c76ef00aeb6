"""Parsed sentences by their text, and what the deciders need to read them without weights."""

from functools import cache
from pathlib import Path

from trees import account_of, tree_of

from contested.accounts.model import Passage
from contested.claims.frame import Draft, View
from contested.claims.lexicon import load_lexicon
from contested.claims.predicates import find_drafts
from contested.claims.sorts import Sorter

ACTORS = frozenset(["Russia", "Moscow", "Turkey", "ISIS", "US", "Assad", "Kurds", "Anti-Assad"])
PLACES = frozenset(["Hama", "Idlib", "Aleppo", "Marn"])


@cache
def _sentences() -> dict[str, str]:
    """CoNLL-like rows of each sentence of ``parsed.txt`` by its text."""
    lines = Path(__file__).with_name("parsed.txt").read_text(encoding="utf-8").splitlines()
    out = {}
    for line in lines:
        if line and not line.startswith("#"):
            words = line.split(" ")
            out[_text([w.split("/")[0] for w in words])] = "\n".join(
                w.replace("/", " ") for w in words
            )
    return out


def _text(forms: list[str]) -> str:
    text = " ".join(forms).replace(" - ", "-").replace(" 's", "'s")
    for mark in ".,?":
        text = text.replace(f" {mark}", mark)
    return text


def view_of_sentence(text: str) -> View:
    """A view of an account that holds just this sentence of ``parsed.txt``."""
    tree = tree_of(_sentences()[text], text)
    passage = Passage("p0", "body", 0, len(text))
    return View(account_of(text, (passage,)), (tree,))


def sorter() -> Sorter:
    """A sorter that knows the few names of these sentences."""
    return Sorter(
        load_lexicon(),
        lambda text: bool(ACTORS & set(text.split())),
        lambda text: bool(PLACES & set(text.split())),
    )


def draft_at(view: View, form: str) -> Draft:
    """The draft whose predicate is ``form``; a bare event when the lexicon reads none there."""
    tree = view.trees[0]
    at = next(i for i, w in enumerate(tree.words) if w.text == form)
    for draft in find_drafts(0, tree, load_lexicon(), sorter()):
        if draft.predicate == at:
            return draft
    return Draft(
        sentence=0,
        predicate=at,
        kind="event",
        act="ASSAULT",
        mode=None,
        acled=None,
        sign=None,
        agents=(),
        targets=(),
        objects=(),
        places=(),
        scope=tree.subtree(at),
        score=0.5,
        why=("test",),
    )


def mentions(view: View, heads: tuple[int, ...]) -> list[str]:
    """The noun groups of these heads, verbatim."""
    tree = view.trees[0]
    return [view.text(*tree.chars(*tree.group(h))) for h in heads]
