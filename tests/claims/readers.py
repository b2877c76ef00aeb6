"""Drafts and sorts for tests: the packaged lexicon, and a small world of known names."""

from contested.claims.frame import Draft, Slot, View
from contested.claims.lexicon import load_lexicon
from contested.claims.predicates import find_drafts
from contested.claims.sorts import Sorter
from contested.claims.tree import Tree

ACTORS = frozenset(
    ["russia", "russian", "assad", "moscow", "ankara", "idris", "general idris", "rebels", "army", "the army", "militia", "militants", "the militants", "rebel positions", "islamic state", "the group", "russian warplanes"]
)
PLACES = frozenset(["aleppo", "marn", "dayr", "raqqa"])


def sorter(dated: frozenset[str] = frozenset()) -> Sorter:
    """Sorts by ``ACTORS`` and ``PLACES``; words in ``dated`` tell the time."""
    return Sorter(
        load_lexicon(),
        lambda text: text.lower() in ACTORS,
        lambda text: text.lower() in PLACES,
        lambda tree, head: tree.words[head].text in dated,
    )


def drafts(tree: Tree) -> tuple[Draft, ...]:
    """Drafts of one sentence."""
    return find_drafts(0, tree, load_lexicon(), sorter(frozenset({"Friday", "March", "month"})))


def the_draft(view: View, form: str, s: int = 0) -> Draft:
    """The draft whose predicate is written ``form``, in sentence ``s`` of ``view``."""
    found = find_drafts(s, view.trees[s], load_lexicon(), sorter(frozenset({"Friday", "March"})))
    return next(d for d in found if view.trees[s].words[d.predicate].text == form)


def forms(tree: Tree, slots: tuple[Slot, ...]) -> list[str]:
    """The head words of ``slots``."""
    return [tree.words[s.head].text for s in slots]
