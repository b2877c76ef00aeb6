"""The names of all actors, indexed: by folded name, by surname, and by coarse spelling."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from contested.claims.actors_data import FORCES, ActorData, Alias, RegistryActor
from contested.claims.mention import Token
from contested.names import fold, skeleton

_COARSE = 6  # letters a consonant skeleton needs before it may stand for a name


@dataclass(frozen=True, slots=True)
class Setting:
    """The part of a context that a cached reading depends on: ISO date, countries as ids.

    ``local``: countries of the places named beside the mention, nearest first.
    """

    date: str | None
    countries: tuple[str, ...]
    local: tuple[str, ...] = ()


class ActorIndex:
    """Finds actors by name; every look-up abstains (None) when more than one actor fits."""

    def __init__(self, data: ActorData) -> None:
        """Index the names of ``data``."""
        self.actors: Mapping[str, RegistryActor] = data.actors
        self._as_written = data.words.as_written
        self._names: dict[str, list[tuple[str, Alias]]] = {}
        self._surnames: dict[str, list[str]] = {}
        self._coarse: dict[str, set[str]] = {}
        self._offices: dict[str | None, list[RegistryActor]] = {}
        for actor in data.actors.values():
            self._add(actor)

    def _add(self, actor: RegistryActor) -> None:
        for key, alias in _keys(actor):
            self._names.setdefault(key, []).append((actor.id, alias))
            if alias.via in ("name", "alias") and _romanised(actor):
                self._coarse.setdefault(skeleton(alias.text), set()).add(actor.id)
        if actor.kind == "person":
            self._surnames.setdefault(fold(actor.name.split()[-1]), []).append(actor.id)
            self._offices.setdefault(actor.party, []).append(actor)

    def keys(self) -> Iterable[str]:
        """All folded names."""
        return self._names.keys()

    def lookup(self, words: tuple[Token, ...], setting: Setting) -> tuple[str, Alias] | None:
        """The actor that the words name on the date; a country in view settles a tie."""
        text = _joined(words)
        found = [
            (actor, alias)
            for actor, alias in self._names.get(fold(text), ())
            if alias.holds(setting.date) and self._written(actor, alias.text, text)
        ]
        ids = {actor for actor, _ in found}
        if len(ids) > 1:
            near = {i for i in ids if self.actors[i].country in setting.countries}
            found = [(a, al) for a, al in found if a in near] if len(near) == 1 else []
        return found[0] if found else None

    def _written(self, actor: str, alias: str, text: str) -> bool:
        """Capitals agree where the alias is also an ordinary word, and in names of one word."""
        if fold(alias) in self._as_written:
            return text.replace(".", "") == alias.replace(".", "")
        if text != text.lower() or not alias[:1].isupper() or " " in alias:
            return True
        return self.actors[actor].kind == "armed-group" and len(alias) >= _COARSE

    def surname(self, text: str, date: str | None) -> str | None:
        """The only person of that surname in office on the date (now, when there is none)."""
        found = [self.actors[i] for i in self._surnames.get(fold(text), ())]
        chosen = [a.id for a in found if any(o.held(date) for o in a.offices)]
        return chosen[0] if len(chosen) == 1 else None

    def spelled(self, text: str) -> str | None:
        """The only actor of that consonant skeleton; short skeletons meet too many names."""
        bones = skeleton(text)
        found = self._coarse.get(bones, set())
        return next(iter(found)) if len(found) == 1 and _length(bones) >= _COARSE else None

    def holder(self, side: str, office: str | None, date: str | None) -> str | None:
        """Who held the office for a side on the date, when exactly one person did."""
        held = [
            actor.id
            for actor in self._offices.get(side, ())
            if any(o.office == office and o.held(date) for o in actor.offices)
        ]
        return held[0] if len(held) == 1 else None


def rarest(names: Iterable[str]) -> frozenset[str]:
    """The word of each folded name that the fewest names hold: who says the name says that."""
    split = [name.split() for name in names]
    held = Counter(word for words in split for word in words)
    return frozenset(min(words, key=lambda w: (held[w], w)) for words in split if words)


def _romanised(actor: RegistryActor) -> bool:
    """Names that English spells in many ways; elsewhere a coarse match is another name."""
    if actor.kind == "person":
        return any(" al-" in alias.text for alias in actor.aliases)
    return actor.kind in FORCES


def _length(bones: str) -> int:
    return len(bones.replace(" ", ""))


def _joined(words: tuple[Token, ...]) -> str:
    """The words as an alias writes them: inner possessives kept ("People's Army")."""
    inner = (f"{w.text}'s" if w.possessive and w.text[-1] != "s" else w.text for w in words[:-1])
    return " ".join((*inner, words[-1].text))


def _keys(actor: RegistryActor) -> Iterator[tuple[str, Alias]]:
    for alias in actor.aliases:
        yield fold(alias.text), alias
