"""Whom a state arms and sends in a war abroad: "their Arab proxies", "our Kurdish partners".

The registry has who sponsors whom; a description fits when all whom it can mean are of one side.
"""

from collections.abc import Callable

from contested.annotate.lemmas import lemma as noun_lemma
from contested.claims.antecedents import NOBODY, Antecedents, Meaning
from contested.claims.nouns import words_of
from contested.claims.registry import Resolution
from contested.claims.tree import Tree

_LANDS = 3  # countries of the account that a war may be fought in


def client_meant(
    known: Antecedents, tree: Tree, head: int, mean: Callable[[int], Meaning]
) -> Meaning | None:
    """Whom a state sends to fight for it; ``mean`` tells who a word of the sentence stands for."""
    at = _patron(tree, head) if _is_client(tree, head) else None
    owner = mean(at) if at is not None else NOBODY
    patron = owner.party or owner.actor
    if patron is None or known.registry.kind_of(patron) != "state":
        return None
    found = _client_of(known, tree, head, patron)
    if found is None:
        return None
    return Meaning(found.actor, found.party, found.name, f"sponsored by {patron}")


def _is_client(tree: Tree, head: int) -> bool:
    """Whether a noun names a state's helpers: "proxies", "a proxy force", "Kurdish allies"."""
    word = tree.words[head]
    if word.upos != "NOUN":
        return False
    said = [tree.words[k].lemma.lower() for k in tree.children(head, "amod", "compound")]
    if not said:
        return False  # "its proxies" may be anybody's
    if noun_lemma(word.text.lower(), "NOUN") in words_of("proxies") | words_of("helpers"):
        return True
    return any(x in words_of("proxies") for x in said)


def _patron(tree: Tree, head: int) -> int | None:
    """Whose helpers they are: a possessor, or who is named before them with "and"."""
    owner = tree.child(head, "nmod:poss")
    word = tree.words[head]
    if owner is None and word.deprel == "conj" and 0 <= word.head < head:
        return word.head
    return owner


def _client_of(known: Antecedents, tree: Tree, head: int, patron: str) -> Resolution | None:
    """The one side, of those that ``patron`` sponsors, that a noun for its helpers can mean."""
    registry, context = known.registry, known.context
    said = [tree.words[k] for k in tree.children(head, "amod", "compound") if k < head]
    for word in said:
        people = registry.resolve(f"{word.text} fighters", context) if word.text.istitle() else None
        found = registry.get(people.actor) if people is not None and people.actor else None
        if found is not None and found.kind != "state":
            return people if patron in found.sponsors else None
    if all(w.text.lower() not in words_of("proxies") | words_of("of_the_land") for w in said):
        return None
    for land in context.countries[:_LANDS]:
        sides = registry.sponsored(patron, land)
        if sides:
            return registry.known(next(iter(sides))) if len(sides) == 1 else None
    return None
