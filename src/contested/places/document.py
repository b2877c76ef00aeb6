"""Resolving all the places of one account together, so that each helps the others."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from contested.names import fold
from contested.places.choose import Scored
from contested.places.gazetteer import Gazetteer
from contested.places.model import NO_CONTEXT, PlaceContext, PlaceKind, PlaceMatch
from contested.places.phrases import kind_beside

CLEAR = 1.2  # points ahead of the next homonym that make a place a guide to others
MOST_COUNTRIES = 5
MOST_SPOTS = 24
_CONTAINED = re.compile(
    r"^(?:,? (?:located )?in(?: the)? (?:\w+ern |central |north |south |east |west )?"
    r"|, (?:in )?| area of | \()$"
)
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
    division: str
    spot: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class _Hint:
    """What the words beside a mention say about it."""

    within: str | None = None
    kind: PlaceKind | None = None


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
    hints = [_hint(text, mentions, i, gazetteer) for i in range(len(mentions))]
    guides = [g for m in mentions for g in _guides(gazetteer, m)]
    settled: dict[str, PlaceMatch] = {}
    for mention, hint in zip(mentions, hints, strict=True):
        if hint.within is not None and fold(mention.text) not in settled:
            context = _context(fold(mention.text), guides, seed, hint)
            match = gazetteer.lookup(mention.text, context)
            if match is not None and any(why == f"in {hint.within}" for why in match.why):
                settled[fold(mention.text)] = match
                guides.append(_Guide(fold(mention.text), match.country, "", _spot(match)))
    known: dict[tuple[str, _Hint], PlaceMatch | None] = {}
    for mention, hint in zip(mentions, hints, strict=True):
        name, key = fold(mention.text), (mention.text, hint)
        if key in known:
            continue
        match = settled.get(name) if hint == _Hint() else None
        known[key] = match or gazetteer.lookup(mention.text, _context(name, guides, seed, hint))
    return tuple(
        Found(mention.start, mention.end, mention.text, match)
        if (match := known[(mention.text, hint)])
        else None
        for mention, hint in zip(mentions, hints, strict=True)
    )


def _hint(text: str, mentions: Sequence[Mention], at: int, gazetteer: Gazetteer) -> _Hint:
    """What the words beside a mention say: its container, or the kind of place it is.

    Lists look like containers: a country is never held ("China, Japan"), nor a province by a
    province of its own country ("Washington, West Virginia"), which makes it a province.
    """
    mention = mentions[at]
    kind = kind_beside(text, mention.start, mention.end) or _river(text, mention, gazetteer)
    if at + 1 >= len(mentions):
        return _Hint(kind=kind)
    following = mentions[at + 1]
    if not _CONTAINED.match(text[mention.end : following.start]):
        return _Hint(kind=kind)
    alone = gazetteer.ranked(mention.text)
    if not alone or alone[0].place.kind in ("country", "continent"):
        return _Hint(kind=kind)
    holder = gazetteer.ranked(following.text)
    if holder and holder[0].place.kind == "region" and following.text != mention.text:
        country = holder[0].place.country
        peers = [s for s in alone if s.place.kind == "region" and s.place.country == country]
        if peers:
            return _Hint(kind=kind or "region")
    return _Hint(following.text, kind)


def _river(text: str, mention: Mention, gazetteer: Gazetteer) -> PlaceKind | None:
    """ "The Dnipro" is the river, "Dnipro" the town."""
    if text[max(0, mention.start - 4) : mention.start].lower() != "the ":
        return None
    kinds = {c.place.kind for c in gazetteer.candidates(mention.text)}
    return "river" if "river" in kinds else None


def _guides(gazetteer: Gazetteer, mention: Mention) -> list[_Guide]:
    ranked = gazetteer.ranked(mention.text)
    if not ranked or not _clear(ranked):
        return []
    place = ranked[0].place
    spot = (place.lat, place.lon) if place.precision_km <= 120 else None
    division = place.admin1 if place.kind == "region" else ""
    guide = _Guide(fold(mention.text), place.country, division, spot)
    return [guide] if place.country else []


def _clear(ranked: Sequence[Scored]) -> bool:
    place = ranked[0].place
    weighty = place.kind in _LARGER and (place.kind != "settlement" or ranked[0].points > 5)
    alone = len(ranked) == 1 and (place.hand or place.population > 5000)
    return alone or (weighty and (len(ranked) == 1 or ranked[0].points - ranked[1].points > CLEAR))


def _context(name: str, guides: Sequence[_Guide], seed: PlaceContext, hint: _Hint) -> PlaceContext:
    """The account's countries and spots, without what the name itself would say."""
    others = [g for g in guides if g.name != name]
    counts = Counter(g.country for g in others)
    counts.update(dict.fromkeys(seed.countries, 1))
    common = counts.most_common(MOST_COUNTRIES)
    shares = tuple(count / counts.total() for _, count in common)
    weighed = Counter(g.spot for g in others if g.spot is not None)
    spots = tuple(spot for spot, _ in weighed.most_common(MOST_SPOTS))
    divisions = tuple({(g.country, g.division) for g in others if g.division})
    return PlaceContext(
        tuple(country for country, _ in common), (*seed.near, *spots),
        hint.within or seed.within, hint.kind or seed.kind, (*seed.divisions, *divisions), shares,
    )  # fmt: skip


def _spot(match: PlaceMatch) -> tuple[float, float] | None:
    return None if match.lat is None or match.lon is None else (match.lat, match.lon)
