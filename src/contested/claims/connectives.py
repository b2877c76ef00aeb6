"""Stub; filled in shortly."""

from contested.claims.frame import Draft
from contested.claims.lexicon import Lexicon
from contested.claims.sorts import Sorter
from contested.claims.tree import Tree


def connective_drafts(
    s: int, tree: Tree, drafts: tuple[Draft, ...], lexicon: Lexicon, sorter: Sorter
) -> tuple[Draft, ...]:
    """Nothing yet."""
    return ()
