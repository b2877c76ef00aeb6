"""Resolve who a mention names: registry id, the side it acts for, a neutral label, and why.

Deciders are tried in order and each may abstain: what was named earlier, an exact alias, a noun
that names a side by country, a title with a name, an office with its country, a body with its
members ("Russian jets"), "X of Y", a surname, and last a coarse spelling. Nothing is guessed: an
ambiguous mention resolves to nothing, and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from contested.claims.actor_index import Setting
from contested.claims.actors_data import (
    ActorData,
    RegistryActor,
    extended_actors,
    packaged_actors,
)
from contested.claims.mention import tokens
from contested.claims.naming import Namer, Resolution, left_open
from contested.names import fold, skeleton

__all__ = ["ActorContext", "Registry", "Resolution", "load_registry"]

_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who", "whom"}
    | {"which", "that", "this", "these", "those", "his", "its", "their", "our", "himself", "itself"}
    | {"themselves", "someone", "others", "one", "nobody", "everyone", "both", "ones"}
)
_POSSESSORS = frozenset({"its", "his", "her", "their", "our", "my", "your", "whose"})


@dataclass(frozen=True, slots=True)
class ActorContext:
    """What surrounds a mention.

    ``date``: the account's ISO date or None. ``countries``: countries the account speaks of, most
    important first, as registry ids or ISO codes. ``earlier``: folded names met before in the
    account → actor ids. ``local``: countries of the places named beside the mention.
    ``strangers``: folded surnames and abbreviations that the account gives to unknown ones.
    """

    date: str | None = None
    countries: tuple[str, ...] = ()
    earlier: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    local: tuple[str, ...] = ()
    strangers: frozenset[str] = frozenset()


class Registry:
    """Actors by every name they go by. Build with ``load_registry``; safe to share."""

    def __init__(self, data: ActorData) -> None:
        """Index the names of ``data``."""
        self.data = data
        self.actors: Mapping[str, RegistryActor] = data.actors
        self._namer = Namer(data)
        self._iso = {a.iso: a.id for a in data.actors.values() if a.iso}
        self._read = lru_cache(maxsize=65536)(self._namer.read)

    def get(self, actor: str) -> RegistryActor | None:
        """The actor with this id, if the registry has it."""
        return self.actors.get(actor)

    def kind_of(self, actor: str) -> str | None:
        """Kind of an actor (state, person, armed-group, …); None for ids it does not have."""
        found = self.actors.get(actor)
        return found.kind if found else None

    def name_of(self, actor: str) -> str:
        """The neutral label of an actor; the id itself where the registry has none."""
        found = self.actors.get(actor)
        return found.name if found else actor

    def sponsored(self, patron: str, iso: str) -> frozenset[str]:
        """The sides, by their largest body, that a state sponsors in the country of a code."""
        land = self._iso.get(iso.upper())
        found = (a for a in self.actors.values() if patron in a.sponsors and a.country == land)
        return frozenset(self._largest(a.id) for a in found if land != patron)

    def _largest(self, actor: str) -> str:
        """The largest body of one country that an actor is part of."""
        mine = self.actors[actor]
        above = self.actors.get(mine.umbrella or "")
        return actor if above is None or above.country != mine.country else self._largest(above.id)

    def known(self, actor: str) -> Resolution:
        """An actor of the registry as one that words were found to mean."""
        return self._namer.known(actor, "by whom it is sponsored")

    def is_state(self, actor: str | None) -> bool | None:
        """True when the actor's side is a state, False when not, None when unknown."""
        found = self.actors.get(actor or "")
        side = self.actors.get(found.party or "") if found else None
        if found is None or side is None:
            return None
        return side.kind == "state"

    def resolve(self, mention: str, context: ActorContext) -> Resolution:
        """Who ``mention`` (verbatim words, at most a noun phrase) names in ``context``."""
        found = self._resolve(mention, context)
        if found.actor and context.strangers and self._strange(mention, found.actor, context):
            return left_open("the account spells out another of that name")
        return found

    def other_person(self, words: Sequence[str], actor: str) -> bool:
        """Whether a person's full name is not that of ``actor``, though the surname is.

        >>> load_registry().other_person(("Ahmed", "al-Assad"), "assad")
        True
        """
        person = self.actors.get(actor)
        front = self.data.words.titles | {"al", "el", "-", ""}
        names = [w for w in words if fold(w) not in front]
        if person is None or person.kind != "person" or len(names) < 2:
            return False
        own = {skeleton(w) for a in person.aliases for w in a.text.split()[:-1]}
        return bool(own) and not own & {skeleton(w) for w in names[:-1]}

    def _strange(self, mention: str, actor: str, context: ActorContext) -> bool:
        """Whether the mention is somebody's whom the account named otherwise than ``actor``."""
        words = tokens(mention)
        if any(w.text.isupper() and w.text in context.strangers for w in words):
            return True
        last = fold(words[-1].text) in context.strangers
        owner = any(w.possessive and fold(w.text) in context.strangers for w in words)
        if owner or (last and self.kind_of(actor) == "person"):
            texts = [w.text for w in words if w.text[:1].isupper() or "-" in w.text]
            return len(texts) < 2 or self.other_person(texts, actor) or self._titled(texts)
        return False

    def _titled(self, texts: Sequence[str]) -> bool:
        """Whether only titles stand before a surname."""
        return all(fold(t) in self.data.words.titles for t in texts[:-1])

    def _resolve(self, mention: str, context: ActorContext) -> Resolution:
        words = tokens(mention)
        if not words:
            return left_open("no words")
        if len(words) == 1 and words[0].text.lower() in _PRONOUNS and not words[0].text.isupper():
            return left_open("a pronoun: left to coreference")
        if words[0].plain in _POSSESSORS and not words[0].text.isupper():
            return left_open(f"{words[-1].plain} of a pronoun: left to coreference")
        whole, *tails = _earlier_keys(mention) if context.earlier else ("",)
        # "the state" named Syria before; "Islamic State" is not that state
        for key in (whole, *(t for t in tails if t not in self.data.generics)):
            if key in context.earlier and not (
                key != whole
                and self.other_person([w.text for w in words[-2:]], context.earlier[key])
                and words[-2].text[:1].isupper()
            ):
                return self._namer.known(context.earlier[key], "named earlier in the account")
        countries, local = (
            tuple(self._iso.get(c.upper(), c) for c in codes)
            for codes in (context.countries, context.local)
        )
        return self._read(mention, Setting(context.date, countries, local))


@cache
def _packaged_registry() -> Registry:
    return Registry(packaged_actors())


def load_registry(extra: Path | None = None) -> Registry:
    """The packaged registry, or with a case's own ``actors.toml``.

    ``ResourceError`` names file and line of what is malformed.
    """
    return _packaged_registry() if extra is None else Registry(extended_actors(extra))


@lru_cache(maxsize=65536)
def _earlier_keys(mention: str) -> tuple[str, ...]:
    """Folded forms under which an earlier mention may have been noted: all of it, then its last
    capitalised words."""
    words = [w.text for w in tokens(mention)]
    while len(words) > 1 and words[0].islower():
        words = words[1:]
    tails = [" ".join(words[i:]) for i in range(len(words)) if words[i][:1].isupper()]
    return tuple(dict.fromkeys(fold(t) for t in (" ".join(words), *tails)))
