"""What lies ahead by the words beside a predicate: drafts that only the future makes claims.

"An imminent attack by the army", "warned that thousands could be killed", "will force them out".
"""

from dataclasses import replace

from contested.claims.frame import Draft
from contested.claims.lexicon import ActEntry
from contested.claims.nouns import words_of
from contested.claims.occurring import impending
from contested.claims.operators import is_question
from contested.claims.roles import Roles, slot_of
from contested.claims.syntax import slots_of
from contested.claims.tree import SUBJECTS, Tree


def foretold(tree: Tree, d: Draft, content: int) -> set[int]:
    """ "Warned that thousands could be killed": what others will do or suffer is foretold."""
    out: set[int] = set()
    for k in tree.subtree(content) if d.act == "THREATEN" else ():
        ahead = {tree.words[m].text.lower() for m in tree.children(k, "aux")}
        told = tree.words[k].deprel in ("ccomp", "xcomp") and tree.children(k, *SUBJECTS)
        out |= tree.subtree(k) if told and ahead & words_of("of_what_may_come") else set()
    return out


def told_ahead(tree: Tree, i: int, entry: ActEntry, roles: Roles, nominal: bool) -> bool:
    """ "An imminent attack by the army", "an offensive would be launched": what lies ahead nobody
    has told before, so one who takes part is enough, and of what is undertaken nobody."""
    if entry.kind != "event":
        return False
    aux = {tree.words[k].text.lower() for k in tree.children(i, "aux")}
    ahead = bool(aux & words_of("of_what_may_come")) and "have" not in aux
    if nominal:
        called = ahead and bool(tree.children(i, "cop"))  # "it will be a fight to the death"
        sided = bool(roles.agents or roles.targets or roles.places)
        return called or (impending(tree, i) is not None and sided)
    undertaken = bool(entry.object) or entry.act == "CONSULT"
    return ahead and undertaken and bool(tree.children(i, *SUBJECTS))


def foretells(tree: Tree, d: Draft) -> bool:
    """ "Will force the rebels to withdraw": a forecast, no cause yet (codebook 12.12)."""
    words = {tree.words[k].text.lower() for k in tree.children(d.predicate, "aux")}
    ahead = words & words_of("of_what_may_come") and "have" not in words
    return d.kind == "cause" and bool(ahead and tree.children(d.predicate, "xcomp", "ccomp"))


def brought_about(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """ "Will allow them to attack": the act that is brought about is foretold, no cause; where it
    is refused, or no act is read in it, that somebody grants it is."""
    out = {d.predicate: d for d in drafts if not foretells(tree, d)}
    for d in drafts:
        if not foretells(tree, d):
            continue
        content = tree.children(d.predicate, "xcomp", "ccomp")[0]
        act = None if _refused(tree, d.predicate) else out.get(content)
        if act is not None and act.kind in ("event", "control"):
            del out[content]
            words = act.scope | d.scope | d.effect_words
            out[d.predicate] = replace(act, predicate=d.predicate, scope=words)
        elif _grants(tree, d.predicate):
            out.pop(content, None)
            out[d.predicate] = _granted(tree, d)
    return sorted(out.values(), key=lambda d: d.predicate)


def _refused(tree: Tree, i: int) -> bool:
    return bool(words_of("negations") & {tree.words[k].text.lower() for k in tree.kids[i]})


def _grants(tree: Tree, i: int) -> bool:
    return tree.words[i].lemma.lower() in words_of("granting") and not is_question(tree, i)


def _granted(tree: Tree, d: Draft) -> Draft:
    """What somebody lets others do, or not, as an act of his own."""
    slots = slots_of(tree, d.predicate)
    return replace(
        d,
        kind="event",
        act="CONCEDE",
        agents=tuple(slot_of(f, "subj") for f in slots.get("subj", ())),
        targets=tuple(slot_of(f, "obj") for f in slots.get("obj", ())),
        scope=d.scope | d.effect_words,
        cause_words=frozenset(),
        effect_words=frozenset(),
    )
