"""The act that somebody is blamed for: "blames Ukrainian shelling for the breach" (codebook 12.3).

Beside the blame itself stands the act of force, told from the verb of blame on: what is blamed is a
deed or a weapon of a side, or a deed is blamed on one.
"""

from collections.abc import Iterator

from contested.claims.frame import Draft, Slot
from contested.claims.sorts import Sorter
from contested.claims.syntax import is_passive
from contested.claims.tree import Tree

_SCORE = 0.7
_ASIDE = ("acl:relcl", "parataxis", "conj", "advcl")
_OWNERS = ("amod", "compound", "nmod:poss", "nmod")


def blamed_drafts(s: int, tree: Tree, sorter: Sorter) -> tuple[Draft, ...]:
    """Drafts of the acts that sentence ``s`` blames somebody for, in text order."""
    verbs = (i for i, w in enumerate(tree.words) if w.upos == "VERB" and w.lemma == "blame")
    return tuple(d for i in verbs for d in _read(s, tree, i, sorter))


def _read(s: int, tree: Tree, verb: int, sorter: Sorter) -> Iterator[Draft]:
    things = tree.children(verb, "nsubj:pass" if is_passive(tree, verb) else "obj")
    below = {tree.preposition(k): k for k in tree.children(verb, "obl", "nmod")}
    for thing in things:
        accused, harmed = below.get("on"), below.get("for")
        weapon = sorter.lexicon.weapon(tree.words[thing].lemma)
        if weapon is None and not sorter.is_event(tree, thing):
            continue
        owners = _owners(tree, thing, sorter)
        if accused is None and harmed is None:  # "blamed the attack on the party"
            behind = (k for k in tree.children(thing, "nmod") if tree.preposition(k) == "on")
            accused = next(behind, None)
        if accused is not None and sorter.acts(tree, accused):
            owners = (Slot(accused, role="on"),)
        if not owners:
            continue
        ends = [verb, *tree.subtree(thing, _ASIDE)]
        ends += [j for k in (accused, harmed) if k is not None for j in tree.subtree(k, _ASIDE)]
        hit = harmed is not None and sorter.stands_for_place(tree, harmed)
        yield Draft(
            sentence=s,
            predicate=thing,
            kind="event",
            act="ASSAULT",
            mode=weapon.mode if weapon else None,
            acled=weapon.acled if weapon else None,
            sign=None,
            agents=owners,
            targets=(Slot(harmed, role="for"),) if harmed is not None and not hit else (),
            objects=(),
            places=(Slot(harmed, role="for"),) if harmed is not None and hit else (),
            scope=frozenset(range(min(ends), max(ends) + 1)),
            score=_SCORE,
            why=("blamed",),
            nominal=True,
        )


def _owners(tree: Tree, thing: int, sorter: Sorter) -> tuple[Slot, ...]:
    """Whose deed or weapon it is: "Ukrainian shelling", "a rocket of Islamic Jihad"."""
    out = []
    for k in tree.children(thing, *_OWNERS):
        inside = tree.words[k].deprel == "nmod"
        if inside and tree.preposition(k) not in ("of", "by", "from"):
            continue
        first, last = tree.group(k)
        name = " ".join(w.text for w in tree.words[first:last])
        if sorter.known(tree.words[k].text) or sorter.known(name):
            out.append(Slot(k, role=tree.words[k].deprel, possessive=not inside))
    return tuple(out)
