"""What a cue verb introduces as a noun group: reported strikes, denied attacks, who is held to be
what, what is condemned."""

from contested.claims.scene import NONE, Scene, Words
from contested.claims.tree import Tree


def held_to_be(scene: Scene, i: int) -> Words:
    """Who is held to be whose: "regards X as a branch of Y", "considers X to be part of Y".

    Not "regards X as an ally", where the one who holds it is a side himself.
    """
    tree = scene.tree
    if tree.words[i].lemma.lower() not in scene.cues.words("complements.holding"):
        return NONE
    held = tree.child(i, "obj") or tree.child(i, "nsubj:pass")
    for k in tree.children(i, "obl", "xcomp", "advcl", "nmod", "ccomp"):
        if k > i and (_as_what(tree, k) or _to_be(tree, k)) and _whose(tree, k):
            own = tree.subtree(held) if held is not None and held > i else NONE
            return own | tree.subtree(k)
    return NONE


def _as_what(tree: Tree, k: int) -> bool:
    return any(tree.words[m].text.lower() == "as" for m in tree.children(k, "case", "mark"))


def _to_be(tree: Tree, k: int) -> bool:
    return any(tree.words[m].lemma == "be" for m in tree.children(k, "cop"))


def _whose(tree: Tree, k: int) -> bool:
    """Whether what somebody is held to be names another: "part of Y", "Y's branch", "tied to Y"."""
    if tree.children(k, "nmod:poss") or tree.words[k].upos in ("VERB", "ADJ"):
        return True
    return any(tree.preposition(j) in ("of", "for", "to") for j in tree.children(k, "nmod", "obl"))


def condemned(scene: Scene, i: int) -> Words:
    """What somebody condemns: the deed is told by who condemns it (codebook 10.8)."""
    tree = scene.tree
    if tree.words[i].lemma.lower() not in scene.cues.words("complements.condemning"):
        return NONE
    target = tree.child(i, "obj")
    if target is None or tree.words[target].upos != "NOUN":
        return NONE
    return tree.subtree(target, ("acl", "acl:relcl", "advcl", "parataxis", "appos"))


def dismissed_as(scene: Scene, i: int) -> Words:
    """What is dismissed as something: the words up to "as"."""
    words = scene.tree.words
    if words[i].lemma.lower() not in ("dismiss", "reject", "ridicule", "deride", "mock"):
        return NONE
    for k in range(i + 2, min(i + 26, len(words) - 1)):
        if words[k].text.lower() == "as" and words[k + 1].upos in ("DET", "PUNCT", "ADJ", "NOUN"):
            return frozenset(range(i + 1, k))
        if words[k].upos in ("VERB", "AUX"):
            break
    return NONE


def objects(scene: Scene, i: int) -> Words:
    """A noun group as content: "reported three strikes", "denied the attack", "dismissed X as"."""
    tree, lemma = scene.tree, scene.tree.words[i].lemma.lower()
    target = tree.child(i, "obj", "nsubj:pass")
    if target is None or tree.words[target].upos not in ("NOUN", "VERB"):
        return NONE
    speech = scene.cues.noun(tree.words[target].lemma)
    if lemma in scene.cues.words("complements.denied_objects"):
        as_what = any(tree.preposition(k) == "as" for k in tree.children(i, "obl"))
        if speech is not None:
            below = tree.children(target, "acl", "ccomp", "acl:relcl", "nmod")
            return NONE.union(*(tree.subtree(k) for k in below))
        if not as_what and lemma not in scene.cues.words("complements.objects"):
            return NONE
        return tree.subtree(target)
    if lemma == "put" and speech is None:
        subject = tree.child(i, "nsubj")
        if subject is None or scene.cues.noun(tree.words[subject].lemma) is None:
            return NONE
        return tree.subtree(i) - tree.subtree(subject) - {i}
    if lemma not in scene.cues.words("complements.objects") or speech is not None:
        return NONE
    if lemma == "claim" and tree.words[target].lemma in scene.cues.words("complements.taken"):
        return NONE  # "claimed nine lives" takes, and tells nothing
    return tree.subtree(target)


def of_doing(scene: Scene, i: int) -> Words:
    """What a speaker accuses of, warns of, blames for: a clause, or a noun that may be an event."""
    tree, lemma = scene.tree, scene.tree.words[i].lemma.lower()
    for mark in ("of", "for"):
        if lemma not in scene.cues.words(f"complements.{mark}"):
            continue
        for k in tree.children(i, "obl", "advcl", "xcomp", "acl"):
            marks = {scene.low(m) for m in tree.children(k, "mark", "case")}
            if mark in marks and tree.words[k].upos in ("VERB", "NOUN"):
                return tree.subtree(k)
    return NONE
