"""Whom an account spells out that the registry does not have: people and abbreviated bodies.

"Nasr al-Hariri" makes a later "Hariri" that man, not the registry's one of the surname, and "the
Syrian Negotiations Commission (SNC)" makes a later "SNC" that body.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from contested.claims.frame import View
from contested.claims.registry import ActorContext, Registry
from contested.names import fold, skeleton

_SHORT = re.compile(r"((?:[\w'’-]+ ){2,10})\(([A-Z]{2,7})\)")
_SAME = 2 / 3  # share of a long form's words above which it is a known name put otherwise


def strangers_of(view: View, registry: Registry, context: ActorContext) -> frozenset[str]:
    """Folded surnames and abbreviations (in capitals) that the account gives to unknown ones."""
    bodies = spelled_out(view.account.text, registry, context)
    unknown = {short for short, actor in bodies.items() if actor is None}
    return frozenset(unknown | set(_surnames(view, registry, context)))


def spelled_out(text: str, registry: Registry, context: ActorContext) -> Mapping[str, str | None]:
    """Abbreviation → actor of the long form before its bracket, where the registry differs."""
    out: dict[str, str | None] = {}
    for found in _SHORT.finditer(text):
        short = found[2]
        known = registry.resolve(short, context).actor
        long = _long_form(found[1].split(), short)
        if known is None or long is None or short in out:
            continue
        meant = registry.resolve(" ".join(long), context)
        named = meant.actor if meant.why.startswith(("name", "alias")) else None
        if named != known and (named is not None or not _like(long, registry, known)):
            out[short] = named
    return out


def _long_form(words: Sequence[str], short: str) -> Sequence[str] | None:
    """The last of ``words`` whose capitals spell ``short``."""
    for start in range(len(words) - 1, -1, -1):
        capitals = "".join(w[0] for w in words[start:] if w[0].isupper())
        if capitals == short:
            return words[start:]
    return None


def _like(words: Sequence[str], registry: Registry, actor: str) -> bool:
    """Whether nearly all words of a long form stand in one name of the actor."""
    own = {skeleton(w) for w in words if w[0].isupper()}
    found = registry.get(actor)
    names = () if found is None else found.aliases
    return any(len(own & {skeleton(w) for w in a.text.split()}) > _SAME * len(own) for a in names)


def _surnames(view: View, registry: Registry, context: ActorContext) -> Iterator[str]:
    """Surnames whose first bearer in the account is a full name that the registry lacks."""
    known: set[str] = set()
    for tree in view.trees:
        for name in tree.sentence.names:
            if name.label not in ("Person", "person"):
                continue
            words = [w.text for w in tree.words[name.first : name.last] if w.upos == "PROPN"]
            surname = fold(words[-1]) if words else ""
            meant = registry.resolve(" ".join(words), context) if words else None
            actor = (meant.actor if meant else None) or ""
            if registry.kind_of(actor) == "person" and not registry.other_person(words, actor):
                known.add(surname)
                continue
            bare = registry.resolve(words[-1], context).actor if len(words) > 1 else None
            if bare and surname not in known and registry.other_person(words, bare):
                yield surname
