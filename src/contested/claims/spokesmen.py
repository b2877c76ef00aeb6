"""Whose unnamed officials and spokesmen speak: "a Turkish official", "a spokesman for the militia".

They are anonymous (codebook 10.5), and their words count as their side's. "The official" is the
one of an earlier sentence.
"""

from contested.claims.discourse import NOBODY, Discourse, Meaning
from contested.claims.frame import Source, View
from contested.claims.nouns import words_of
from contested.claims.tree import Tree


def speaks_for(tree: Tree, head: int) -> bool:
    """Whether word ``head`` means somebody unnamed who speaks for others."""
    word = tree.words[head]
    return word.upos == "NOUN" and word.lemma.lower() in words_of("speaking_for")


def side_of(view: View, discourse: Discourse, source: Source) -> Meaning:
    """The side that an unnamed source speaks for, open where no words say so."""
    if source.sentence is None or source.head is None:
        return NOBODY
    s, head = source.sentence, source.head
    tree = view.trees[s]
    side = _side(discourse, s, tree, head)
    if side is None and _taken_up(tree, head):
        lemma = tree.words[head].lemma
        for at in range(s, -1, -1):
            last = head if at == s else len(view.trees[at].words)
            before = (k for k in range(last - 1, -1, -1) if speaks_for(view.trees[at], k))
            same = (k for k in before if view.trees[at].words[k].lemma == lemma)
            sides = (_side(discourse, at, view.trees[at], k) for k in same)
            side = next((x for x in sides if x is not None), None)
            if side is not None:
                break
    return side or NOBODY


def _side(discourse: Discourse, s: int, tree: Tree, head: int) -> Meaning | None:
    """The side named in the words: a nationality, whose he is, or whom he speaks for."""
    for k in tree.children(head, "nmod:poss", "amod", "compound", "nmod"):
        if k > head and (tree.preposition(k) or "").split()[-1:] not in (["for"], ["of"], ["to"]):
            continue
        found = discourse.mean(s, k)
        side = found.party or found.actor
        if side is not None:
            person = found.actor is not None and discourse.registry.kind_of(found.actor) == "person"
            actor = side if person else found.actor or side
            return Meaning(actor, side, found.name, "speaks for them")
    return None


def _taken_up(tree: Tree, head: int) -> bool:
    """ "The official": nothing but an article stands with it."""
    before = [tree.words[k].text.lower() for k in tree.kids[head] if k < head]
    return "the" in before and not tree.children(head, "amod", "compound", "nmod", "nmod:poss")
