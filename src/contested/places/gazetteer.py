"""The gazetteer: hand-made places over the pack, looked up by name in context."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache

from contested.names import fold, plain, skeleton
from contested.places.choose import Candidate, Level, Scored, rank, tied
from contested.places.model import NO_CONTEXT, Place, PlaceContext, PlaceMatch, apart_km
from contested.places.pack import Pack, packaged
from contested.places.phrases import parse_phrase, part_of_place
from contested.places.tables import demonyms, packaged_tables, spellings

_LEAST_BONES = 3
LEAST_ALIKE = 0.5
_REGION_KM = 60.0


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places by folded name. ``extra`` (hand-made, a case's own, a dump) stands over ``pack``."""

    pack: Pack | None
    extra: tuple[Place, ...]

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[Place, ...]]:
        table: dict[str, dict[str, Place]] = defaultdict(dict)
        for name, place in spellings(self.extra):
            table[plain(name)][place.id] = place
            table[fold(name)][place.id] = place
        return {key: tuple(found.values()) for key, found in table.items()}

    @cached_property
    def _by_bones(self) -> Mapping[str, tuple[Place, ...]]:
        table: dict[str, dict[str, Place]] = defaultdict(dict)
        for name, place in spellings(self.extra):
            table[skeleton(name)][place.id] = place
        return {key: tuple(found.values()) for key, found in table.items()}

    @lru_cache(maxsize=4096)  # noqa: B019 -- a gazetteer lives as long as its process
    def candidates(self, name: str, loose: bool = False) -> tuple[Candidate, ...]:
        """Places ``name`` may mean by spelling; ``loose`` also lets transliterations meet."""
        found = self._named(plain(name), "exact")
        if fold(name) != plain(name):
            known = {c.place.id for c in found}
            found += [c for c in self._named(fold(name), "folded") if c.place.id not in known]
        bones = skeleton(name)
        if not found and loose and len(bones.replace(" ", "")) >= _LEAST_BONES:
            places = [*self._by_bones.get(bones, ())]
            places += self.pack.by_bones(bones) if self.pack else ()
            found = [Candidate(place, "loose") for place in places]
        return tuple(_without_twins(found))

    def _named(self, key: str, level: Level) -> list[Candidate]:
        places = [*self._by_key.get(key, ())]
        if self.pack and key:
            places += self.pack.by_name(key)
        return [Candidate(place, level) for place in places]

    def knows(self, name: str) -> bool:
        """Whether a place is spelt like this, the Arabic article aside."""
        return bool(self.candidates(name))

    def ranked(self, name: str, context: PlaceContext = NO_CONTEXT) -> tuple[Scored, ...]:
        """Every place ``name`` may mean, best first; the name is taken as it stands."""
        found = self.candidates(name) or self._loose(name, context)
        return rank(name, found, context, self._holders(context))

    def _loose(self, name: str, context: PlaceContext) -> tuple[Candidate, ...]:
        """Loose spellings meet too many names, so only in countries the account speaks of."""
        if plain(name) in demonyms() or not context.countries:
            return ()
        found = self.candidates(name, loose=True)
        near = [c for c in found if c.place.country in context.countries]
        return tuple(c for c in near if _alike(name, c.place) >= LEAST_ALIKE)

    def _holders(self, context: PlaceContext) -> tuple[Place, ...]:
        if context.within is None:
            return ()
        whole = self.candidates(context.within)
        found = whole or self.candidates(parse_phrase(context.within).name)
        return tuple(c.place for c in found)

    def lookup(self, name: str, context: PlaceContext = NO_CONTEXT) -> PlaceMatch | None:
        """What ``name`` means in ``context``; None when no place is spelt like it.

        The whole expression is tried first ("Northern Ireland", "Kuweris airbase"), then without
        its words of kind and direction ("northern Rif Aleppo"), then without "…, Container".
        """
        whole = self.ranked(name, context)
        if whole:
            return self._answer(name, whole)
        phrase = parse_phrase(name)
        if phrase.name != name and phrase.name:
            return self._lookup_phrase(name, context)
        inner, sign, outer = re.sub(r"\s*\(([^()]+)\)$", r", \1", name).partition(",")
        if sign and inner.strip() and outer.strip():
            return self.lookup(inner.strip(), replace(context, within=outer.strip()))
        return None

    def _lookup_phrase(self, name: str, context: PlaceContext) -> PlaceMatch | None:
        phrase = parse_phrase(name)
        kind = phrase.kind or context.kind or ("region" if phrase.bearing is not None else None)
        ranked = self.ranked(phrase.name, replace(context, kind=kind))
        if not ranked:
            return self.lookup(phrase.name, context) if "," in phrase.name else None
        match = self._answer(phrase.name, ranked)
        if phrase.kind == "region" and match.resolved and match.kind == "settlement":
            match = _surroundings(match)
        if phrase.bearing is None:
            return match
        return part_of_place(match, phrase.bearing, name.split(maxsplit=1)[0])

    def _answer(self, name: str, ranked: tuple[Scored, ...]) -> PlaceMatch:
        best = ranked[0]
        place = best.place
        if tied(ranked):
            others = f"{len(ranked)} places are called {name}, and nothing tells them apart"
            return PlaceMatch(name, place.kind, None, None, None, "", None, (others,))
        why = best.why
        if len(ranked) > 1:
            why = (*why, f"best of {len(ranked)} of that name")
        return PlaceMatch(
            place.name, place.kind, place.lat, place.lon, place.precision_km,
            place.country, place.id, why,
        )  # fmt: skip


def _alike(name: str, place: Place) -> float:
    """How much of the letters ``name`` shares with the nearest spelling of ``place``, 0 to 1."""
    spelt = (place.name, *place.aliases)
    return max(SequenceMatcher(None, fold(name), fold(other)).ratio() for other in spelt)


def _surroundings(match: PlaceMatch) -> PlaceMatch:
    """A "province" or "countryside" that no list knows: the settlement with a wide radius."""
    why = (*match.why, "no province of that name is known: the area around the town")
    return replace(match, kind="area", precision_km=_REGION_KM / 2, why=why)


def _without_twins(found: list[Candidate]) -> list[Candidate]:
    """Drop pack entries that a hand-made one nearby stands for, and keep their population."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: not c.place.hand):
        twin = next((i for i, k in enumerate(kept) if _twins(k.place, candidate.place)), None)
        if twin is None:
            kept.append(candidate)
            continue
        first = kept[twin].place
        people = max(first.population, candidate.place.population)
        admin1 = first.admin1 or candidate.place.admin1
        known = replace(first, population=people, admin1=admin1)
        kept[twin] = replace(kept[twin], place=known)
    return kept


def _twins(one: Place, other: Place) -> bool:
    if not one.hand or one.country != other.country:
        return False
    towns = {"settlement", "neighbourhood"}
    same = one.kind == other.kind or {one.kind, other.kind} <= towns
    large = {"region", "district"}
    same = same or {one.kind, other.kind} <= large
    if same and one.kind in ("country", "region") and fold(one.name) == fold(other.name):
        return True
    return same and apart_km(one, other) <= max(10.0, one.precision_km, other.precision_km)


@cache
def packaged_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package; loaded once, on first use."""
    return Gazetteer(packaged(), packaged_tables())


def extend(gazetteer: Gazetteer, rows: Iterable[Place]) -> Gazetteer:
    """A gazetteer that also holds ``rows`` (a GeoNames dump, a case's ``places.csv``)."""
    return Gazetteer(gazetteer.pack, (*gazetteer.extra, *rows))
