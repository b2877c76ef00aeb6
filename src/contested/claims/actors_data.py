"""Load the registry of actors: states, people, forces, bodies, media, and words around names.

Each file of ``resources/actors/`` holds ``[[group]]`` tables with defaults and an ``actors`` array
of one actor a line, or ``[[generic]]`` tables. Fields of an actor: id, name (the tool's neutral
label), kind, country, iso (states), party, umbrella, sponsors, aliases (strings, or ``{ text, from,
to }`` with ISO dates), demonyms, seats, offices (``{ office, from, to }``), wikidata.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from contested.claims.vocabulary import Vocabulary, packaged, packaged_names, read_toml
from contested.names import plain

KINDS = frozenset({"state", "government", "military", "armed-group", "person", "igo", "ngo"})
KINDS |= {"media", "coalition", "ethnic", "population", "other"}
FORCES = ("armed-group", "military", "coalition")  # kinds that fight under one command
_FIELDS = frozenset({"id", "name", "kind", "country", "iso", "party", "umbrella", "sponsors"})
_FIELDS |= {"aliases", "demonyms", "seats", "offices", "wikidata"}


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name an actor; ``via``: name, alias, demonym or seat. Dates are ISO, half-open."""

    text: str
    via: str
    start: str | None = None
    end: str | None = None

    def holds(self, date: str | None) -> bool:
        """True when the alias was in use on ``date`` (always when the date is unknown)."""
        if date is None:
            return True
        return (self.start or "") <= date and (self.end is None or date < self.end)


@dataclass(frozen=True, slots=True)
class Office:
    """An office held from ``start`` to ``end`` (ISO, half-open; None: still held)."""

    office: str
    start: str
    end: str | None

    def held(self, date: str | None) -> bool:
        """True when held on ``date``; without a date, when it is still held."""
        if date is None:
            return self.end is None
        return self.start <= date and (self.end is None or date < self.end)


@dataclass(frozen=True, slots=True)
class RegistryActor:
    """One actor of the registry. ``party`` is the side it acts for, its own id by default."""

    id: str
    name: str
    kind: str
    party: str | None
    country: str | None
    iso: str | None
    umbrella: str | None
    sponsors: tuple[str, ...]
    aliases: tuple[Alias, ...]
    offices: tuple[Office, ...]
    wikidata: str | None
    origin: str  # file and line


@dataclass(frozen=True, slots=True)
class GenericRule:
    """Nouns that name a side by country; without a matching country they stay open.

    ``own_state``: only the account's first country counts, and without a rule it is that state,
    unless the next country has one.
    ``if_first`` holds where a country is named with the noun or is the account's first.
    """

    name: str
    by_country: Mapping[str, str]
    own_state: bool = False
    if_first: Mapping[str, str] = field(default_factory=dict)

    def own(self, countries: tuple[str, ...]) -> tuple[str, ...]:
        """Whose "the army" is: the first country's, or the next one's where only that is at war."""
        beside = tuple(c for c in countries[1:2] if c in self.by_country)
        at_war = any(c in self.by_country for c in countries[:1])
        return beside if beside and not at_war else countries[:1]

    def sides(self, first: str) -> Mapping[str, str]:
        """Actors by country, for an account or words whose first country is ``first``."""
        main = self.if_first.get(first)
        return self.by_country if main is None else {**self.by_country, first: main}


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Words around names, by what they do to a mention's reading (see ``actor_words.toml``)."""

    determiners: frozenset[str]
    modifiers: frozenset[str]
    members: frozenset[str]
    deeds: frozenset[str]
    civilians: frozenset[str]
    relations: frozenset[str]
    titles: frozenset[str]
    offices: Mapping[str, str]
    state_of_office: Mapping[str, str]
    as_written: frozenset[str]


@dataclass(frozen=True, slots=True)
class ActorData:
    """Everything the registry is built from."""

    actors: Mapping[str, RegistryActor]
    generics: Mapping[str, GenericRule]
    words: ActorWords


@cache
def packaged_actors() -> ActorData:
    """The packaged registry, read once; ``ResourceError`` names file and line of what is wrong."""
    return read_actors([packaged(name) for name in packaged_names("actors")], _words())


def extended_actors(extra: Path) -> ActorData:
    """The packaged registry with a case's own ``actors.toml``; an id in both takes the case's."""
    base, own = packaged_actors(), read_toml(extra)
    actors = dict(base.actors) | {a.id: a for a in _actors(own)}
    _check(own, actors)
    return ActorData(actors, dict(base.generics) | dict(_generics(own, actors)), base.words)


def read_actors(sources: list[Vocabulary], words: ActorWords) -> ActorData:
    """Check and convert actor files."""
    actors: dict[str, RegistryActor] = {}
    for source in sources:
        for actor in _actors(source):
            if actor.id in actors:
                where = actors[actor.id].origin
                source.fail(f"{actor.id!r} stands already in {where}", f'id = "{actor.id}"')
            actors[actor.id] = actor
    generics: dict[str, GenericRule] = {}
    for source in sources:
        _check(source, actors)
        generics.update(_generics(source, actors))
    return ActorData(actors, generics, words)


def _actors(source: Vocabulary) -> Iterator[RegistryActor]:
    for index, group in enumerate(source.tables("group")):
        for row in group.get("actors", []):
            needle = f'id = "{row.get("id")}"'
            source.known(row, _FIELDS, needle)
            for key in ("id", "name"):
                if not isinstance(row.get(key), str):
                    source.fail(f"an actor needs a string {key}", needle, "group", index)
            kind = row.get("kind", group.get("kind"))
            if kind not in KINDS:
                source.fail(f"unknown kind {kind!r}", needle)
            yield _actor(source, group, {**row, "kind": kind}, needle)


def _actor(
    source: Vocabulary, group: dict[str, Any], row: dict[str, Any], needle: str
) -> RegistryActor:
    default = None if row["kind"] in ("person", "ethnic", "population") else row["id"]
    country = row.get("country", group.get("country"))
    return RegistryActor(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        party=row.get("party", default),
        country=row["id"] if row["kind"] == "state" else country,
        iso=row.get("iso"),
        umbrella=row.get("umbrella"),
        sponsors=tuple(row.get("sponsors", [])),
        aliases=tuple(_aliases(source, row, needle)),
        offices=tuple(_offices(source, row, needle)),
        wikidata=row.get("wikidata"),
        origin=f"{source.name}:{source.line(needle)}",
    )


def _aliases(source: Vocabulary, row: dict[str, Any], needle: str) -> Iterator[Alias]:
    yield Alias(row["name"], "name")
    for key, via in (("aliases", "alias"), ("demonyms", "demonym"), ("seats", "seat")):
        for item in row.get(key, []):
            if isinstance(item, str):
                yield Alias(item, via)
            elif isinstance(item, dict) and isinstance(item.get("text"), str):
                yield Alias(item["text"], via, _date(item.get("from")), _date(item.get("to")))
            else:
                source.fail(f"{key} holds strings or {{ text, from, to }}", needle)


def _offices(source: Vocabulary, row: dict[str, Any], needle: str) -> Iterator[Office]:
    for item in row.get("offices", []):
        start, end = _date(item.get("from")), _date(item.get("to"))
        if not isinstance(item.get("office"), str) or start is None:
            source.fail("an office needs a name and a date from", needle)
        if end is not None and end <= start:
            source.fail("an office ends before it begins", needle)
        yield Office(item["office"], start, end)


def _date(value: object) -> str | None:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str) else None


def _check(source: Vocabulary, actors: Mapping[str, RegistryActor]) -> None:
    """Every party, umbrella, sponsor and country that the file names must be an actor."""
    for group in source.tables("group"):
        for row in group.get("actors", []):
            named = [row.get("party"), row.get("umbrella"), row.get("country")]
            for other in (*named, *row.get("sponsors", [])):
                if other is not None and other not in actors:
                    source.fail(f"no actor has the id {other!r}", f'id = "{row["id"]}"')


def _generics(
    source: Vocabulary, actors: Mapping[str, RegistryActor]
) -> Iterator[tuple[str, GenericRule]]:
    for index, table in enumerate(source.tables("generic")):
        rule = GenericRule(
            name=str(table.get("name", "")),
            by_country=dict(table.get("by_country", {})),
            own_state=bool(table.get("own_state")),
            if_first=dict(table.get("if_first", {})),
        )
        for country, actor in (*rule.by_country.items(), *rule.if_first.items()):
            if country not in actors or actor not in actors:
                source.fail(f"unknown id in {country} = {actor!r}", country, "generic", index)
        for noun in source.strings(table, "nouns", "nouns"):
            yield " ".join(plain(w) for w in noun.lower().split()), rule


def _words() -> ActorWords:
    source = packaged("actor_words.toml")

    def words(key: str) -> frozenset[str]:
        return source.strings(source.data, key, f"{key} =")

    return ActorWords(
        determiners=words("determiners"),
        modifiers=words("modifiers"),
        members=words("members"),
        deeds=words("deeds"),
        civilians=words("civilians"),
        relations=words("relations"),
        titles=words("titles"),
        offices={str(k): str(v) for k, v in source.data.get("offices", {}).items()},
        state_of_office={
            str(k): str(v) for k, v in source.data.get("offices_of_one_state", {}).items()
        },
        as_written=source.strings(source.data.get("names", {}), "as_written", "as_written ="),
    )
