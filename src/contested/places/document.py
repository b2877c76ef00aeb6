"""Resolving all the places of one account together, so that each helps the others."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from contested.names import fold
from contested.places.choose import Scored
from contested.places.gazetteer import Gazetteer
from contested.places.model import NO_CONTEXT, PlaceContext, PlaceMatch

CLEAR = 1.2  # points ahead of the next homonym that make a place a guide to others
MOST_COUNTRIES = 5
_CONTAINED = re.compile(r"^(?:,? in(?: the)? (?:north|south|east|west|central|\w+ern )*|, | \()$")
_LARGER = frozenset({"region", "country", "district", "settlement", "area"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name a place: half-open character offsets and the verbatim text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and what it was resolved to."""

    start: int
    end: int
    text: str
    match: PlaceMatch


@dataclass(frozen=True, slots=True)
class _Guide:
    """A mention that is clear without context: what it says about the account."""

    name: str
    country: str
    spot: tuple[float, float] | None


def resolve_places(
    text: str,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    seed: PlaceContext = NO_CONTEXT,
) -> tuple[Found | None, ...]:
    """One answer per mention, in order; None where no place is spelt like it.

    "Austin, Indiana" makes the second name hold the first; countries and clear places of the
    account weigh on its homonyms; one name keeps one meaning unless a container says otherwise.
    """
    holders = [_holder(text, mentions, i, gazetteer) for i in range(len(mentions))]
    guides = [g for m in mentions for g in _guides(gazetteer, m)]
    settled: dict[str, PlaceMatch] = {}
    for mention, holder in zip(mentions, holders, strict=True):
        if holder is not None and fold(mention.text) not in settled:
            context = replace(_context(fold(mention.text), guides, seed), within=holder)
            match = gazetteer.lookup(mention.text, context)
            if match is not None and any(why == f"in {holder}" for why in match.why):
                settled[fold(mention.text)] = match
                guides.append(_Guide(fold(mention.text), match.country, _spot(match)))
    return tuple(
        _resolve(mention, holder, gazetteer, (settled, guides, seed))
        for mention, holder in zip(mentions, holders, strict=True)
    )


def _resolve(
    mention: Mention,
    holder: str | None,
    gazetteer: Gazetteer,
    known: tuple[dict[str, PlaceMatch], list[_Guide], PlaceContext],
) -> Found | None:
    settled, guides, seed = known
    name = fold(mention.text)
    context = replace(_context(name, guides, seed), within=holder)
    match = settled.get(name) if holder is None else None
    match = match or gazetteer.lookup(mention.text, context)
    return Found(mention.start, mention.end, mention.text, match) if match else None


def _holder(text: str, mentions: Sequence[Mention], at: int, gazetteer: Gazetteer) -> str | None:
    """The next mention, when the words between say that it holds this one; lists of countries
    ("China, Japan") look the same, so a country is never held."""
    if at + 1 >= len(mentions):
        return None
    alone = gazetteer.ranked(mentions[at].text)
    if alone and alone[0].place.kind in ("country", "continent"):
        return None
    between = text[mentions[at].end : mentions[at + 1].start]
    return mentions[at + 1].text if _CONTAINED.match(between) else None


def _guides(gazetteer: Gazetteer, mention: Mention) -> list[_Guide]:
    ranked = gazetteer.ranked(mention.text)
    if not ranked or not _clear(ranked):
        return []
    place = ranked[0].place
    spot = (place.lat, place.lon) if place.precision_km <= 120 else None
    return [_Guide(fold(mention.text), place.country, spot)] if place.country else []


def _clear(ranked: Sequence[Scored]) -> bool:
    place = ranked[0].place
    weighty = place.kind in _LARGER and (place.kind != "settlement" or ranked[0].points > 5)
    alone = len(ranked) == 1 and (place.hand or place.population > 5000)
    return alone or (weighty and (len(ranked) == 1 or ranked[0].points - ranked[1].points > CLEAR))


def _context(name: str, guides: Sequence[_Guide], seed: PlaceContext) -> PlaceContext:
    """The account's countries and spots, without what the name itself would say."""
    others = [g for g in guides if g.name != name]
    counts = Counter(g.country for g in others)
    counts.update(dict.fromkeys(seed.countries, 1))
    countries = tuple(country for country, _ in counts.most_common(MOST_COUNTRIES))
    spots = tuple(dict.fromkeys(g.spot for g in others if g.spot is not None))
    return PlaceContext(countries, (*seed.near, *spots), seed.within, seed.kind)


def _spot(match: PlaceMatch) -> tuple[float, float] | None:
    return None if match.lat is None or match.lon is None else (match.lat, match.lon)
