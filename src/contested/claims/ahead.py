"""What lies ahead by the words beside a predicate: drafts that only the future makes claims.

"An imminent attack by the army", "warned that thousands could be killed", "will force them out".
"""

from contested.claims.frame import Draft
from contested.claims.lexicon import ActEntry
from contested.claims.nouns import words_of
from contested.claims.occurring import impending
from contested.claims.roles import Roles
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
