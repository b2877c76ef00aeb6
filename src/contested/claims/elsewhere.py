"""Names in a clause that say nothing of where it happened: what words are about, what lies out."""

from contested.claims.backrefs import place_words
from contested.claims.frame import Draft
from contested.claims.tree import Tree
from contested.places import Found

_ABOUT = ("on", "about", "over", "regarding", "concerning")
_JUDGING = ("ACCUSE", "REJECT")
_WIDE = ("country", "continent")


def is_topic(tree: Tree, draft: Draft, top: int) -> bool:
    """Whether the name at ``top`` only says what is spoken of: "a conference on Syria", "discussed
    developments in Syria", "condemned the raid there"."""
    if draft.kind not in ("event", "forecast") or draft.act == "AID":
        return False
    if draft.act not in place_words("placeless", "acts"):
        return False
    discussed = tree.words[draft.predicate].lemma.lower() in place_words("spoken", "verbs")
    for k in (top, *tree.ancestors(top)):
        if k == draft.predicate:
            break
        word = tree.words[k]
        if tree.preposition(k) in _ABOUT and word.lemma.lower() not in place_words(
            "spoken", "where"
        ):
            return True
        object_ = word.deprel == "obj" and word.head == draft.predicate
        if object_ and (discussed or draft.act in _JUDGING):
            return True
    return False


def is_outside(tree: Tree, found: Found, top: int) -> bool:
    """ "Outside Syria, leaders condemned it": anywhere but there; "between the US and Russia": two
    sides."""
    preposition = tree.preposition(tree.lead(top))
    return found.match.kind in _WIDE and preposition in ("outside", "beyond", "between")


def is_of_words(tree: Tree, draft: Draft, top: int) -> bool:
    """Whether a name stands in a phrase about words: "would leave, he said in a speech in Ohio"."""
    if draft.act in place_words("placeless", "acts"):
        return False
    for k in tree.ancestors(top):
        if k == draft.predicate:
            return False
        if tree.words[k].lemma.lower() in place_words("spoken", "nouns"):
            return True
    return False
