"""Drafts and sorts for tests: the packaged lexicon, and a small world of known names."""

from contested.claims.discourse import Discourse, read_discourse
from contested.claims.frame import Draft, Slot, View
from contested.claims.lexicon import load_lexicon
from contested.claims.predicates import find_drafts
from contested.claims.registry import ActorContext, load_registry
from contested.claims.sorts import Sorter
from contested.claims.tree import Tree

ACTORS = frozenset(
    {"russia", "russian", "assad", "moscow", "ankara", "idris", "general idris", "rebels", "army"}
    | {"the army", "militia", "militants", "the militants", "rebel positions", "the group"}
)
PLACES = frozenset({"aleppo", "marn", "dayr", "raqqa"})


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


def registry_sorter() -> Sorter:
    """Sorts by the packaged registry; ``PLACES`` are the places."""
    registry, context = load_registry(), ActorContext()
    return Sorter(
        load_lexicon(),
        lambda text: registry.resolve(text, context).actor is not None,
        lambda text: text.lower() in PLACES,
    )


def discourse(view: View, **known: str) -> Discourse:
    """The discourse of ``view`` over the packaged registry; ``known`` are names met before."""
    return read_discourse(view, registry_sorter(), load_registry(), ActorContext(earlier=known))
