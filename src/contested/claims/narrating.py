"""Whose side the account's own voice speaks for: who "we" and "our forces" are unquoted."""

from contested.claims.discourse import Discourse, Meaning
from contested.claims.entities import Entity
from contested.claims.frame import Attribution
from contested.claims.nouns import words_of

_OUTSIDERS = (None, "media", "ngo")
_ARMED = ("armed-group", "military", "coalition", "government", "state")
_OPENING = 4  # sentences within which a communiqué names its own forces


def narrator_of(discourse: Discourse, said: tuple[tuple[Attribution, ...], ...]) -> Meaning | None:
    """The publisher or author when the registry knows a side by that name, else who "our" is."""
    first, registry = discourse.view.account.first, discourse.registry
    for name in (first.author, first.publisher):
        if name:
            found = registry.resolve(name, discourse.context)
            if (registry.kind_of(found.actor) if found.actor else None) not in _OUTSIDERS:
                return Meaning(found.actor, found.party, found.name or name, "the account itself")
    own = _own_side(discourse) if _speaks_of_its_forces(discourse, said) else None
    if own is None:
        return None
    return Meaning(own.actor, own.party, own.name, "whose forces the account calls ours")


def _speaks_of_its_forces(
    discourse: Discourse, by_sentence: tuple[tuple[Attribution, ...], ...]
) -> bool:
    """Whether the account says "our forces" in a voice that is nobody else's."""
    forces = words_of("forces") | words_of("belongings")
    for s, tree in enumerate(discourse.view.trees):
        if discourse.view.passage(s).kind != "body":
            continue
        said = frozenset(k for a in by_sentence[s] for k in a.content)
        for k, word in enumerate(tree.words):
            ours = word.text.lower() == "our" and word.deprel == "nmod:poss" and k not in said
            if ours and tree.words[word.head].lemma.lower() in forces:
                return True
    return False


def _own_side(discourse: Discourse) -> Entity | None:
    """The first force that the body names as doing something, or that those who do belong to."""
    view, registry = discourse.view, discourse.registry
    bodies = [s for s in range(len(view.trees)) if view.passage(s).kind == "body"]
    for s in bodies[:_OPENING]:
        tree = view.trees[s]
        for e in discourse.entities[s]:
            if e.actor is None or registry.kind_of(e.actor) not in _ARMED:
                continue
            top = tree.words[e.head].head if tree.preposition(e.head) == "of" else e.head
            if tree.words[tree.lead(top)].deprel == "nsubj":
                return e
    return None
