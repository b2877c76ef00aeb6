"""Resolve who a mention names: registry id, the side it acts for, a neutral label, and why.

Deciders are tried in order and each may abstain: what was named earlier, an exact alias, a noun
that names a side by country, a title with a name, an office with its country, a body with its
members ("Russian jets"), "X of Y", a surname, and last a coarse spelling. Nothing is guessed: an
ambiguous mention resolves to nothing, and says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from contested.claims.actors_data import (
    ActorData,
    Alias,
    RegistryActor,
    extended_actors,
    packaged_actors,
)
from contested.claims.mention import Token, drop_compounds, is_number, tokens
from contested.names import fold, skeleton

_LONGEST = 9  # words of the longest alias that is looked for inside a mention
_COARSE = 6  # letters a consonant skeleton needs before it may stand for a name
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who", "whom"}
    | {"which", "that", "this", "these", "those", "his", "its", "their", "our", "himself", "itself"}
    | {"themselves", "someone", "others", "one", "nobody", "everyone", "both", "ones"}
)
_POSSESSORS = frozenset({"its", "his", "her", "their", "our", "my", "your", "whose"})
_MEMBER_LINKS = (" loyal to ", " belonging to ", " affiliated with ", " affiliated to ")
_PLACE_LINKS: tuple[str, ...] = (
    *(" in ", " inside ", " near ", " around ", " at ", " along ", " across ", " on "),
    *(" opposing ", " fighting ", " backed by ", " led by ", " who ", " which ", " that "),
)


@dataclass(frozen=True, slots=True)
class ActorContext:
    """What surrounds a mention.

    ``date``: the account's ISO date or None. ``countries``: countries the account speaks of, most
    important first, as registry ids or ISO codes. ``earlier``: folded names met before in the
    account → actor ids.
    """

    date: str | None = None
    countries: tuple[str, ...] = ()
    earlier: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is named: registry id, side, neutral label (each None when unknown), and the reason."""

    actor: str | None
    party: str | None
    name: str | None
    why: str


@dataclass(frozen=True, slots=True)
class _Setting:
    """The part of a context that a cached reading depends on."""

    date: str | None
    countries: tuple[str, ...]


class Registry:
    """Actors by every name they go by. Build with ``load_registry``; safe to share."""

    def __init__(self, data: ActorData) -> None:
        """Index the names of ``data``."""
        self.data = data
        self.actors: Mapping[str, RegistryActor] = data.actors
        self._names, self._surnames, self._coarse = _index(data)
        self._iso = {a.iso: a.id for a in data.actors.values() if a.iso}
        self._read = lru_cache(maxsize=65536)(self._resolve)

    def get(self, actor: str) -> RegistryActor | None:
        """The actor with this id, if the registry has it."""
        return self.actors.get(actor)

    def is_state(self, actor: str | None) -> bool | None:
        """True when the actor's side is a state, False when not, None when unknown."""
        found = self.actors.get(actor or "")
        side = self.actors.get(found.party or "") if found else None
        if found is None or side is None:
            return None
        return side.kind == "state"

    def resolve(self, mention: str, context: ActorContext) -> Resolution:
        """Who ``mention`` (verbatim words, at most a noun phrase) names in ``context``."""
        words = tokens(mention)
        if not words:
            return _open("no words")
        if len(words) == 1 and words[0].text.lower() in _PRONOUNS and not words[0].text.isupper():
            return _open("a pronoun: left to coreference")
        if words[0].plain in _POSSESSORS and not words[0].text.isupper():
            return _open(f"{words[-1].plain} of a pronoun: left to coreference")
        for key in _earlier_keys(mention) if context.earlier else ():
            if key in context.earlier:
                return self._as(context.earlier[key], "named earlier in the account")
        countries = tuple(self._iso.get(c.upper(), c) for c in context.countries)
        return self._read(mention, _Setting(context.date, countries))

    # Deciders: each returns None to pass the mention on.

    def _resolve(self, mention: str, setting: _Setting) -> Resolution:
        words = self._strip(tokens(mention), modifiers=False)
        found = self._whole(words, setting)
        if found is None:
            found = self._apposition(mention, setting)
        return found or _open("not in the registry")

    def _whole(self, words: tuple[Token, ...], setting: _Setting) -> Resolution | None:
        if not words:
            return None
        plainer = drop_compounds(words)
        generic = self._generic(words, setting, None)
        return (
            (generic if generic is not None and generic.actor else None)
            or self._exact(words, setting)
            or generic
            or self._titled(words, setting)
            or self._linked(words, setting)
            or self._headed(words, setting)
            or (self._whole(plainer, setting) if plainer != words else None)
            or self._fewer(words, setting)
            or self._surname(words, setting)
            or self._spelled(words)
        )

    def _exact(self, words: tuple[Token, ...], setting: _Setting) -> Resolution | None:
        hit = self._lookup(words, setting)
        return self._as(hit[0], f"{hit[1].via} {hit[1].text!r}") if hit else None

    def _lookup(self, words: tuple[Token, ...], setting: _Setting) -> tuple[str, Alias] | None:
        text = " ".join(w.text for w in words)
        found = [
            (actor, alias)
            for actor, alias in self._names.get(fold(text), ())
            if alias.holds(setting.date) and self._written(alias.text, text)
        ]
        ids = {actor for actor, _ in found}
        if len(ids) > 1:
            near = {i for i in ids if self.actors[i].country in setting.countries}
            found = [(a, al) for a, al in found if a in near] if len(near) == 1 else []
        return found[0] if found else None

    def _written(self, alias: str, text: str) -> bool:
        """Capitals agree where the alias is also an ordinary word."""
        if fold(alias) in self.data.words.as_written:
            return text.replace(".", "") == alias.replace(".", "")
        lower = text == text.lower() and alias[:1].isupper()
        return not lower or " " in alias

    def _generic(
        self, words: tuple[Token, ...], setting: _Setting, country: str | None
    ) -> Resolution | None:
        """A noun that names a side by country, alone or with members ("rebel commanders")."""
        rule = self.data.generics.get(" ".join(w.plain for w in words))
        if rule is None and len(words) > 1 and words[-1].plain in self.data.words.members:
            rule = self.data.generics.get(words[0].plain)
        if rule is None:
            return None
        places = (country,) if country else setting.countries[: 1 if rule.own_state else None]
        for place in places:
            if place in rule.by_country:
                return self._as(rule.by_country[place], f"{rule.name} in {place}")
            if rule.own_state and place in self.actors:
                return self._as(place, f"{rule.name} in {place}")
        return _open(f"{rule.name}: left to discourse")

    def _titled(self, words: tuple[Token, ...], setting: _Setting) -> Resolution | None:
        """Titles, then a name ("Gen. Hamedani", "Turkey's Recep Tayyip Erdogan") or an office."""
        country, rest, titles = self._front(words, setting)
        if not titles and country is None:
            return None
        if rest:
            hit = self._lookup(rest, setting)
            if hit is not None and self.actors[hit[0]].kind == "person":
                return self._as(hit[0], f"title and {hit[1].text!r}")
            found = self._surname(rest, setting) if titles else None
            if found is not None:
                return found
        return self._office(titles, rest, country, setting)

    def _front(
        self, words: tuple[Token, ...], setting: _Setting
    ) -> tuple[str | None, tuple[Token, ...], tuple[str, ...]]:
        """Country, words left, and titles, read from the front of a mention."""
        country: str | None = None
        titles: list[str] = []
        rest = words
        while rest:
            n, title = _longest_title(rest, self.data.words.titles)
            step, body = self._body(rest, setting)
            if body is not None and step >= n and country is None and not titles:
                country, rest = body, rest[step:]
            elif n:
                titles.append(title)
                rest = rest[n:]
            elif titles and rest[0].plain in self.data.words.modifiers:
                rest = rest[1:]
            else:
                break
        return country, rest, tuple(titles)

    def _body(self, words: tuple[Token, ...], setting: _Setting) -> tuple[int, str | None]:
        """The longest state, body or group that the mention begins with, and its length."""
        for n in range(min(_LONGEST, len(words)), 0, -1):
            if any(w.possessive for w in words[: n - 1]):
                continue
            hit = self._lookup(words[:n], setting)
            if hit is not None and self.actors[hit[0]].kind not in ("person", "media"):
                return n, hit[0]
        return 0, None

    def _office(
        self,
        titles: tuple[str, ...],
        rest: tuple[Token, ...],
        country: str | None,
        setting: _Setting,
    ) -> Resolution | None:
        """Who held the office on the date, else the body itself; a stranger keeps its party."""
        office = next((o for t in titles if (o := self.data.words.offices.get(t))), None)
        side = self.actors[country].party if country else None
        capitals = bool(rest) and all(w.text[:1].isupper() for w in rest)
        if capitals and titles and country:
            return Resolution(None, side, None, f"unknown person of {country}")
        if rest or not titles:
            return None
        states = (country,) if country else setting.countries[:1]
        exact = titles[-1] if office is None or len(titles) > 1 else office
        for state in states:
            for wanted in dict.fromkeys((exact, office)):
                found = self._holder(state, wanted, setting.date)
                if found is not None and len(titles) == 1:
                    return self._as(found, f"{wanted} of {state}")
        return self._as(country, f"an office of {country}") if country else None

    def _holder(self, state: str, office: str | None, date: str | None) -> str | None:
        held = [
            actor.id
            for actor in self.actors.values()
            if actor.party == state
            and any(o.office == office and o.held(date) for o in actor.offices)
        ]
        return held[0] if len(held) == 1 else None

    def _headed(self, words: tuple[Token, ...], setting: _Setting) -> Resolution | None:
        """A body and its members or deeds: "Russian jets", "Assad's forces", "ISIS positions"."""
        known = self.data.words
        for n in range(min(_LONGEST, len(words) - 1), 0, -1):
            hit = self._lookup(words[:n], setting)
            if hit is None:
                continue
            rest, head = words[n:], words[-1].plain
            actor = self.actors[hit[0]]
            if rest[0].plain in known.relations and len(rest) > 1:  # "Russian ally Assad"
                return self._whole(rest[1:], setting)
            generic = self._generic(rest, setting, actor.country or actor.id)
            if generic is not None and actor.kind in ("state", "ethnic") and generic.actor:
                return generic
            if head in known.relations or (head in known.civilians and head not in known.members):
                return _open(f"{head}: someone else than {actor.id}")
            if all(w.plain in known.modifiers | known.members | known.deeds for w in rest):
                return self._members_of(actor, head, hit[1])
            if words[n - 1].possessive:
                return self._whole(self._strip(rest), setting) if _named(rest) else None
            return None
        return None

    def _members_of(
        self, actor: RegistryActor, head: str, alias: Alias | None = None
    ) -> Resolution:
        """Those of a person act for the person's side; "Chinese military advisers" for China."""
        adjective = alias is not None and alias.text.endswith(" military")
        through = actor.kind == "person" or adjective
        return self._as(
            actor.party if through and actor.party else actor.id, f"{head} of {actor.id}"
        )

    def _linked(self, words: tuple[Token, ...], setting: _Setting) -> Resolution | None:
        """ "X of Y", "forces loyal to Y", "rebels in Y"."""
        text = " ".join(w.text + ("'s" if w.possessive else "") for w in words)
        for link in _MEMBER_LINKS:
            if link in text:
                side = self._whole(self._strip(tokens(text.split(link, 1)[1])), setting)
                return self._side_of(side, "loyal to it")
        for link in _PLACE_LINKS:
            if link in text:
                left, right = text.split(link, 1)
                place = self._whole(self._strip(tokens(right)), setting) if link == " in " else None
                if place is not None and place.actor:
                    setting = replace(setting, countries=(place.actor, *setting.countries))
                return self._whole(self._strip(tokens(left)), setting)
        for link in (" of ", " from ", " for ", " to "):
            if link in text:
                return self._part_of(text, link, setting)
        return None

    def _part_of(self, text: str, link: str, setting: _Setting) -> Resolution | None:
        left, right = text.split(link, 1)
        body = self._whole(self._strip(tokens(right)), setting)
        words = self._strip(tokens(left))
        known = self.data.words
        if body is None or body.actor is None or not words:
            return self._whole(words, setting) if link == " from " else None
        head = words[-1].plain
        actor = self.actors[body.actor]
        _, rest, titles = self._front(words, setting)
        if titles and not rest:
            return self._office(titles, (), body.actor, setting)
        if head in known.relations or head in known.civilians:
            return _open(f"{head}: someone else than {actor.id}")
        if all(w.plain in known.members | known.modifiers for w in words):
            return (
                self._members_of(actor, head) if actor.kind != "state" or link == " of " else None
            )
        if all(w.text[:1].isupper() for w in rest or words):
            return Resolution(None, body.party, None, f"unknown person of {actor.id}")
        return None

    def _side_of(self, body: Resolution | None, reason: str) -> Resolution | None:
        if body is None or body.party is None:
            return None
        return self._as(body.party, f"{reason}: {body.actor}")

    def _fewer(self, words: tuple[Token, ...], setting: _Setting) -> Resolution | None:
        """The same without adjectives and numbers in front."""
        fewer = self._strip(words[:2])
        return self._whole(words[1:], setting) if len(words) > 1 and len(fewer) < 2 else None

    def _surname(self, words: tuple[Token, ...], setting: _Setting) -> Resolution | None:
        text = " ".join(w.text for w in words)
        if not text[:1].isupper():
            return None
        found = [self.actors[i] for i in self._surnames.get(fold(text), ())]
        on = [a for a in found if not a.offices or any(o.held(setting.date) for o in a.offices)]
        chosen = on if len(found) > 1 or setting.date else found
        if len(chosen) != 1:
            return None
        return self._as(chosen[0].id, f"the only {text!r} in office then")

    def _spelled(self, words: tuple[Token, ...]) -> Resolution | None:
        text = " ".join(w.text for w in words)
        bones = skeleton(text)
        if len(bones.replace(" ", "")) < _COARSE or not text[:1].isupper():
            return None
        found = self._coarse.get(bones, frozenset())
        return self._as(next(iter(found)), f"spelling of {text!r}") if len(found) == 1 else None

    def _apposition(self, mention: str, setting: _Setting) -> Resolution | None:
        """ "the US secretary of state, John Kerry"; "X (Y)": the first part that resolves."""
        parts = [p for chunk in mention.split(",") for p in chunk.replace(")", "").split("(")]
        if len(parts) < 2:
            return None
        read = (self._whole(self._strip(tokens(p), modifiers=False), setting) for p in parts)
        return next((r for r in read if r is not None and (r.actor or r.party)), None)

    def _strip(self, words: tuple[Token, ...], modifiers: bool = True) -> tuple[Token, ...]:
        drop = self.data.words.determiners | (self.data.words.modifiers if modifiers else set())
        rest = words
        while len(rest) > 1 and (rest[0].plain in drop or is_number(rest[0])):
            if rest[0].text.isupper() and len(rest[0].text) > 1:
                break
            rest = rest[1:]
        return rest

    def _as(self, actor: str, why: str) -> Resolution:
        found = self.actors.get(actor)
        if found is None:
            return Resolution(actor, None, None, why)
        return Resolution(actor, found.party, found.name, why)


@cache
def _packaged_registry() -> Registry:
    return Registry(packaged_actors())


def load_registry(extra: Path | None = None) -> Registry:
    """The packaged registry, or with a case's own ``actors.toml``.

    ``ResourceError`` names file and line of what is malformed.
    """
    return _packaged_registry() if extra is None else Registry(extended_actors(extra))


def _open(why: str) -> Resolution:
    return Resolution(None, None, None, why)


def _named(words: tuple[Token, ...]) -> bool:
    return any(w.text[:1].isupper() for w in words)


@lru_cache(maxsize=65536)
def _earlier_keys(mention: str) -> tuple[str, ...]:
    """Folded forms under which an earlier mention may have been noted: all of it, then its last
    capitalised words."""
    words = [w.text for w in tokens(mention)]
    while len(words) > 1 and words[0].islower():
        words = words[1:]
    tails = [" ".join(words[i:]) for i in range(len(words)) if words[i][:1].isupper()]
    return tuple(dict.fromkeys(fold(t) for t in (" ".join(words), *tails)))


def _longest_title(words: tuple[Token, ...], titles: frozenset[str]) -> tuple[int, str]:
    for n in range(min(4, len(words)), 0, -1):
        text = " ".join(w.plain for w in words[:n])
        if text in titles:
            return n, text
    return 0, ""


def _index(
    data: ActorData,
) -> tuple[
    dict[str, tuple[tuple[str, Alias], ...]],
    dict[str, tuple[str, ...]],
    dict[str, frozenset[str]],
]:
    names: dict[str, list[tuple[str, Alias]]] = {}
    surnames: dict[str, list[str]] = {}
    coarse: dict[str, set[str]] = {}
    for actor in data.actors.values():
        for key, alias in _keys(actor):
            names.setdefault(key, []).append((actor.id, alias))
            if alias.via in ("name", "alias"):
                coarse.setdefault(skeleton(alias.text), set()).add(actor.id)
        if actor.kind == "person":
            surnames.setdefault(fold(actor.name.split()[-1]), []).append(actor.id)
    return (
        {k: tuple(v) for k, v in names.items()},
        {k: tuple(v) for k, v in surnames.items()},
        {k: frozenset(v) for k, v in coarse.items()},
    )


def _keys(actor: RegistryActor) -> Iterator[tuple[str, Alias]]:
    for alias in actor.aliases:
        yield fold(alias.text), alias
