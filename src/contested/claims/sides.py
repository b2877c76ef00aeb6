"""Whose standing a noun for one tells: the noun itself as a side, and sides among themselves."""

from dataclasses import replace

from contested.claims.frame import Slot
from contested.claims.nouns import words_of
from contested.claims.roles import Roles
from contested.claims.tree import Tree


def self_side(tree: Tree, i: int, roles: Roles) -> Roles:
    """A relation noun that is itself a side: "its client", "its Russian protector"."""
    lemma = tree.words[i].lemma.lower()
    if lemma not in words_of("side_nouns"):
        return roles
    if lemma not in words_of("patrons") and _whose(tree, roles):
        return replace(roles, agents=roles.targets, targets=roles.agents)
    if roles.targets and not roles.agents:
        if lemma in words_of("patrons"):
            return replace(roles, agents=(Slot(i),))  # "Assad's backers" back him
        return replace(roles, agents=roles.targets, targets=(Slot(i),))
    if roles.agents and all(a.role == "amod" for a in roles.agents):
        if lemma not in words_of("patrons") and roles.targets:
            return replace(roles, agents=roles.targets, targets=(Slot(i),))
        return replace(roles, agents=(Slot(i),)) if roles.targets else roles
    return roles


def _whose(tree: Tree, roles: Roles) -> bool:
    """Whether a pronoun's ally is named beside the noun: "its ally, Chad" is who it stands by."""
    pronoun = all(
        tree.words[x.head].text.lower() in words_of("others_possessives") for x in roles.targets
    )
    named = all(x.role == "appos" for x in roles.agents)
    return bool(roles.agents and roles.targets) and pronoun and named


def among_them(tree: Tree, roles: Roles) -> bool:
    """Whether a standing holds among its agents: "between A and B", "between the two countries"."""
    sides = [x for x in roles.agents if x.role in ("between", "of", "copula")]
    nouns = [x for x in sides if tree.words[x.head].upos == "NOUN"]
    plural = any(x.role == "between" and not _singular(tree, x.head) for x in nouns)
    counted = any(x.role == "copula" and tree.children(x.head, "nummod") for x in nouns)
    return not roles.targets and (len(sides) > 1 or plural or counted)


def _singular(tree: Tree, k: int) -> bool:
    return tree.words[k].text.lower() == tree.words[k].lemma.lower()
