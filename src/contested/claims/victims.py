"""Deaths that no act is said to have caused, and totals asked for, denied or told by a copula.

"How many died?", "there were no casualties", "60 civilians have been the known victims", "20 people
were found dead", "as many as 800 may have died": tolls by codebook 6.1 and 12.7.
"""

import re
from dataclasses import replace

from contested.claims.frame import Draft, Slot
from contested.claims.lexicon import load_lexicon
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.tree import SUBJECTS, Tree

_SCORE = 0.72
_VAST = 1000  # victims that no single incident has
_YEAR = re.compile(r"(19|20)\d\d$")
_ASIDE = ("parataxis", "advcl", "conj", "acl:relcl", "punct")


def victim_drafts(s: int, tree: Tree, sorter: Sorter) -> tuple[Draft, ...]:
    """Tolls of sentence ``s`` that no number beside their noun gives away, in text order."""
    out = []
    for i, word in enumerate(tree.words):
        low = word.text.lower()
        if low == "how":
            found = _asked(tree, i)
        elif low == "dead":
            found = _found_dead(tree, i)
        elif low in words_of("victim_nouns"):
            found = _reported(tree, i) or _named_so(tree, i)
        else:
            continue
        if found is not None:
            out.append(_draft(s, tree, *found))
    return tuple(out)


def without_act(tree: Tree, drafts: list[Draft], sorter: Sorter) -> list[Draft]:
    """``drafts`` with counted deaths that no act caused as tolls (codebook 12.7)."""
    acts = [d for d in drafts if d.act == "ASSAULT" and not _dies(tree, d)]
    bare = [d for d in drafts if _dies(tree, d) and (_vast(tree, d) or _bare(tree, d, sorter))]
    tolls = {d.predicate for d in bare if not acts or _vast(tree, d)}
    return [_as_toll(d) if d.predicate in tolls else d for d in drafts]


def _vast(tree: Tree, draft: Draft) -> bool:
    vast = any(is_vast(tree, t.head) for t in draft.targets if t.sentence is None)
    return vast and is_total(tree, draft.predicate)


def _dies(tree: Tree, draft: Draft) -> bool:
    lemma = tree.words[draft.predicate].lemma.lower()
    return draft.kind == "event" and not draft.nominal and lemma in ("die", "perish")


def _bare(tree: Tree, draft: Draft, sorter: Sorter) -> bool:
    """Whether the dead are counted and neither a cause nor an occasion of their death is told."""
    below = tree.children(draft.predicate, "obl", "nmod", "advcl", "obl:agent")
    told = any(
        tree.words[k].deprel == "advcl"
        or sorter.is_event(tree, k)
        or load_lexicon().weapon(tree.words[k].lemma) is not None
        for k in below
    )
    relative = tree.words[draft.predicate].deprel in ("acl:relcl", "acl", "advcl")
    return not told and not relative and any(is_counted(tree, t.head) for t in draft.targets)


def _as_toll(draft: Draft) -> Draft:
    why = (*draft.why, "no act is said to have caused it")
    return replace(draft, kind="toll", act=None, mode=None, acled=None, sign=-1, why=why)


def is_counted(tree: Tree, head: int) -> bool:
    """Whether a number, exact or vague, counts the noun: "nine men", "hundreds of lives"."""
    word = tree.words[head]
    if tree.children(head, "nummod") or word.upos == "NUM":
        return True
    if word.text.lower() in words_of("vague_numbers") | words_of("portions"):
        return True
    up = tree.words[word.head] if word.head >= 0 else None
    numbers = words_of("vague_numbers") | words_of("portions")
    vague = up is not None and (up.upos == "NUM" or up.text.lower() in numbers)
    return vague and word.deprel == "nmod" and tree.preposition(head) == "of"


def is_total(tree: Tree, i: int) -> bool:
    """Whether the verb may sum up many incidents: not "massacred", nor what will be."""
    ahead = {tree.words[k].text.lower() for k in tree.children(i, "aux")}
    return tree.words[i].lemma.lower() in words_of("summed_up") and not (
        ahead & words_of("of_what_may_come")
    )


def is_vast(tree: Tree, head: int) -> bool:
    """Whether so many are counted that no single incident can be meant: "500,000 people"."""
    up = tree.words[head].head
    near = (head, *tree.children(head, "nummod", "nmod"), *((up,) if up >= 0 else ()))
    words = (tree.words[j] for k in near for j in (k, *tree.children(k, "nummod", "compound")))
    return any(_thousands(w.text.lower()) for w in words)


def _thousands(word: str) -> bool:
    digits = word.replace(",", "")
    many = digits.isdigit() and int(digits) >= _VAST and not _YEAR.match(word)
    return many or word in words_of("vast_numbers")


def _asked(tree: Tree, i: int) -> tuple[int, tuple[int, ...], frozenset[int]] | None:
    """ "How many people were killed?": the verb, whom it asks for, and the clause."""
    if i + 1 >= len(tree.words) or tree.words[i + 1].text.lower() != "many":
        return None
    verb = next((k for k in tree.ancestors(i + 1) if tree.words[k].upos == "VERB"), None)
    if verb is None or tree.words[tree.root].head >= 0 or tree.words[-1].text != "?":
        return None
    passive = bool(tree.children(verb, "aux:pass"))
    lemma = tree.words[verb].lemma.lower()
    killed = passive and lemma in words_of("kill_verbs") | words_of("hurt_verbs")
    if not killed and lemma not in ("die", "perish", "drown"):
        return None
    people = tuple(k for k in tree.children(verb, *SUBJECTS) if tree.words[k].upos == "NOUN")
    return verb, people, tree.subtree(verb, _ASIDE)


def _found_dead(tree: Tree, i: int) -> tuple[int, tuple[int, ...], frozenset[int]] | None:
    """ "20 people were found dead in a mass grave": counted, and found so."""
    word = tree.words[i]
    if word.deprel != "xcomp" or word.head < 0 or tree.words[word.head].lemma != "find":
        return None
    people = tree.children(word.head, "nsubj:pass", "obj")
    if not any(is_counted(tree, k) for k in people):
        return None
    return i, people, tree.subtree(word.head, _ASIDE)


def _reported(tree: Tree, i: int) -> tuple[int, tuple[int, ...], frozenset[int]] | None:
    """ "There were no casualties", "reported casualties on both sides": no act stands beside it."""
    word = tree.words[i]
    verb = word.head
    if word.upos != "NOUN" or verb < 0 or tree.children(i, "nummod", "nmod:poss"):
        return None
    if any(
        tree.words[k].lemma.lower() in ("the", "this", "these") for k in tree.children(i, "det")
    ):
        return None
    exists = bool(tree.children(verb, "expl")) and tree.words[verb].lemma == "be"
    told = tree.words[verb].lemma.lower() in words_of("reporting_totals")
    if not exists and not (told and word.deprel in ("obj", "nsubj:pass")):
        return None
    whole = tree.subtree(verb, _ASIDE) if exists or word.deprel != "obj" else tree.subtree(i)
    return i, (), whole | _behind(tree, i)


def _named_so(tree: Tree, i: int) -> tuple[int, tuple[int, ...], frozenset[int]] | None:
    """ "60 civilians have been the known victims": a counted subject is called so."""
    people = tree.children(i, "nsubj")
    if not tree.children(i, "cop") or not any(is_counted(tree, k) for k in people):
        return None
    return i, people, tree.subtree(i, _ASIDE)


def _behind(tree: Tree, i: int) -> frozenset[int]:
    """Words of a phrase of place right behind the noun: "casualties on both sides"."""
    if i + 1 >= len(tree.words) or tree.words[i + 1].upos != "ADP":
        return frozenset()
    head = tree.words[i + 1].head
    return tree.subtree(head, _ASIDE) if head > i + 1 else frozenset()


def _draft(
    s: int, tree: Tree, predicate: int, people: tuple[int, ...], scope: frozenset[int]
) -> Draft:
    places = (
        k
        for at in {predicate, *tree.ancestors(predicate)}
        for k in tree.children(at, "obl", "nmod")
        if k in scope and tree.preposition(k) in ("in", "at", "near", "across")
    )
    return toll_draft(s, predicate, people, tuple(sorted(places)), scope | {predicate})


def toll_draft(
    s: int, predicate: int, people: tuple[int, ...], places: tuple[int, ...], scope: frozenset[int]
) -> Draft:
    """A toll of sentence ``s`` read by word order; all but ``s`` are indices of its words."""
    return Draft(
        sentence=s,
        predicate=predicate,
        kind="toll",
        act=None,
        mode=None,
        acled=None,
        sign=-1,
        agents=(),
        targets=tuple(Slot(k) for k in people),
        objects=(),
        places=tuple(Slot(k, role="in") for k in places),
        scope=scope,
        score=_SCORE,
        why=("total",),
    )
