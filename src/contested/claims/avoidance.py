"""Stub; filled in shortly."""

from contested.claims.frame import Draft
from contested.claims.lexicon import Lexicon
from contested.claims.sorts import Sorter
from contested.claims.tree import Tree


def avoidance_drafts(s: int, tree: Tree, lexicon: Lexicon, sorter: Sorter) -> tuple[Draft, ...]:
    """Nothing yet."""
    return ()
