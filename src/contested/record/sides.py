"""Whose side an actor is on, and whether two names may mean one side.

The registry decides: an actor acts for its party; a group belongs to the umbrellas above it. Two
names are akin when one stands above the other (Ahrar al-Sham and "the rebels"), never because
they share what stands above both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from contested.claims.model import Actor
from contested.claims.registry import Registry
from contested.claims.vocabulary import Vocabulary, packaged
from contested.names import fold, plain

CIVILIANS, FIGHTERS = "civilians", "fighters"
_FIGHTING = frozenset({"state", "government", "military", "armed-group", "coalition"})
_PEOPLE = frozenset({"population", "ethnic"})


@dataclass(frozen=True, slots=True)
class KindWords:
    """Heads of things that tell for whom they stood, and words that do so inside a mention."""

    civilian: frozenset[str]
    combatant: frozenset[str]
    combatant_words: frozenset[str]


@cache
def kind_words() -> KindWords:
    """The packaged ``target_kinds.toml``; ``ResourceError`` when malformed."""
    return read_kind_words(packaged("target_kinds.toml"))


def read_kind_words(source: Vocabulary) -> KindWords:
    """Check and convert a file like ``target_kinds.toml``; no word may stand on both sides."""
    keys = ("civilian", "combatant", "combatant_words")
    source.known(source.data, keys, "=")
    lists = [source.strings(source.data, key, f"{key} =") for key in keys]
    for word in sorted(lists[0] & (lists[1] | lists[2])):
        source.fail(f"{word!r} is said of civilians and of fighters", f'"{word}"')
    return KindWords(*lists)


@dataclass(frozen=True, eq=False)
class Sides:
    """Reads sides out of the registry; safe to share."""

    registry: Registry

    def of(self, actor: Actor) -> str | None:
        """The registry id of the side, else the folded proper name; None when neither is known."""
        return side_id(actor) or _proper(actor)

    def name(self, side: str) -> str:
        """The neutral label of a side."""
        return self.registry.name_of(side)

    @lru_cache(maxsize=65536)  # noqa: B019 -- as long-lived as the registry it reads
    def above(self, side: str) -> frozenset[str]:
        """The side itself, its party and every umbrella over either."""
        found: set[str] = set()
        ahead = [side]
        while ahead:
            one = ahead.pop()
            known = self.registry.get(one)
            if one not in found and known is not None:
                ahead += [up for up in (known.party, known.umbrella) if up]
            found.add(one)
        return frozenset(found)

    def akin(self, a: str, b: str) -> bool:
        """Both may name one side: the same, one above the other, or a state and an alliance that
        is no party of its own ("the West")."""
        if a in self.above(b) or b in self.above(a):
            return True
        kinds = {self.registry.kind_of(a), self.registry.kind_of(b)}
        return kinds == {"coalition", "state"}

    def agree(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Some name of either group may mean one of the other."""
        rest = tuple(others)
        return any(self.akin(a, b) for a in some for b in rest)

    def may_fight(self, side: str | None) -> bool:
        """Whether the registry has it as a state, an army, an armed group or an alliance."""
        return self.registry.kind_of(side or "") in _FIGHTING

    def hit(self, target: Actor) -> str | None:
        """Whom a claim says was hit, as a kind: a side, ``civilians``, ``fighters``, or None."""
        peopled = self.registry.kind_of(target.actor or "") in _PEOPLE
        if target.cls == "civilian" or peopled:
            return CIVILIANS
        side = side_id(target)
        if side is not None and target.cls != "unknown":
            return side
        if self.is_country(target):
            return None
        if target.cls == "combatant":
            return FIGHTERS
        if target.cls == "object":
            return _thing(target.mention or target.name or "")
        return side

    def is_country(self, target: Actor) -> bool:
        """A state as such, none of its people or forces: "bombing Syria" says where, not whom."""
        unclassed = target.cls in (None, "unknown")
        return unclassed and self.registry.kind_of(target.actor or "") == "state"

    def same_kind(self, a: str, b: str) -> bool:
        """Two kinds that one thing hit may be: akin sides, or fighters of whatever side."""
        if CIVILIANS in (a, b):
            return a == b
        return FIGHTERS in (a, b) or self.akin(a, b)


def side_id(actor: Actor) -> str | None:
    """The registry id of the side an actor is on; None for actors that no registry knows."""
    return actor.party or actor.actor


def _thing(mention: str) -> str | None:
    words, known = plain(mention).split(), kind_words()
    if any(w in known.combatant_words for w in words):
        return FIGHTERS
    heads = {" ".join(words[-2:]), *words[-1:]}
    if heads & known.civilian:
        return CIVILIANS
    return FIGHTERS if heads & known.combatant else None


def _proper(actor: Actor) -> str | None:
    """The folded name of an actor outside the registry: two words or more, the first and the last
    with capitals. One capital word may merely begin a sentence ("Warplanes", "We")."""
    words = plain_words(actor.name or actor.mention or "")
    proper = len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()
    return fold(" ".join(words)) or None if proper else None


def plain_words(name: str) -> list[str]:
    """The words of a name without its article."""
    words = name.split()
    return words[1:] if words and words[0].lower() == "the" else words
