"""What claims say about who has a place: it was taken, lost, held or ringed, by whom and when.

Only what is asserted counts as a sighting; denials are kept apart, as they contest what others say.
A claim about part of a region, or about the ground near a place, is no sighting of the place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal

from contested.claims.backrefs import place_words
from contested.claims.model import Claim, Place
from contested.names import fold, skeleton
from contested.places.phrases import parse_phrase
from contested.record.relations import Telling
from contested.record.sides import side_id
from contested.record.statements import asserted, denied, names_region
from contested.record.words import record_words

Sort = Literal["loss", "gain", "hold", "siege"]
PlaceKey = tuple[str, float, float]
DAY = timedelta(days=1)
NOBODY = ""  # "nobody took it", "the town has not fallen"
_UNSAID_DAYS = 7  # an undated capture is news: it happened within about a week before
_LONG_DAYS = 31
_WHOLE_DAYS = 100  # a hold this long was given by its ends, not by a day within it
_VAGUE = frozenset({"country", "continent", "river"})
_AREAS = ("region", "district", "area")
_NOWHERE = (99.0, 999.0)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One side and one place. ``day`` is when it was taken, lost, or is known to be held (then
    ``since`` and ``until`` may bound the hold); ``slack`` in days. ``told`` orders the accounts."""

    sort: Sort
    place: Place
    side: str
    day: date
    slack: int
    since: date | None
    until: date | None
    claim: str
    origin: str
    told: date | None
    denied: bool = False
    rival: str | None = None  # a besieger's besieged


def place_key(place: Place) -> PlaceKey:
    """Consonants of the gazetteer's name and coordinates to a tenth of a degree, so that spellings
    of one place meet and homonyms do not; names without coordinates only meet themselves."""
    if place.lat is None or place.lon is None:
        return (fold(parse_phrase(place.name).name or place.name), *_NOWHERE)
    return (skeleton(place.name), round(place.lat, 1), round(place.lon, 1))


def sightings(claim: Claim, origin: str, telling: Telling) -> Iterator[Sighting]:
    """Every side and place that the claim speaks of; none when nothing dates it."""
    if claim.kind != "control" or not (asserted(claim) or denied(claim)):
        return
    told = _day(telling.dates.get(claim.account))
    for sort, side, rival in _roles(claim):
        span = _span(claim, sort, told)
        if span is None:
            continue
        day, slack, since, until = span
        for place in held_places(claim):
            yield Sighting(
                sort, place, side, day, slack, since, until, claim.id, origin, told,
                denied(claim), rival,
            )  # fmt: skip


def held_places(claim: Claim) -> tuple[Place, ...]:
    """The places that the claim is about as wholes, the closest ones where some hold others.

    "Three villages in Hama" is about none of them by name: Hama only holds them.
    """
    at = [site for p in claim.places if p.role == "at" and (site := _site(p, claim))]
    at = [p for p in at if p.kind not in _VAGUE and _named(p)]
    counted = max((q.low or 0 for q in claim.quantities if q.what == "places"), default=0)
    if counted > 1 and len(at) < counted:
        return ()
    close = [p for p in at if p.kind not in _AREAS]
    if len(close) > 1 and not _listed(claim, close):
        close = [p for p in close if not names_region(p.name)] or close
    return tuple({place_key(p): p for p in (close or at)}.values())


def _site(place: Place, claim: Claim) -> Place | None:
    """The site that the words mean where the map only has its town: "Mosul airport", "the railway
    station" of Mosul. None for one that the words do not identify ("a camp")."""
    if place.kind not in ("settlement", "neighbourhood"):
        return place
    words = place.mention.split() or [""]
    if words[-1].lower() in _site_words() and words[-1] == words[-1].lower():
        if words[0].lower() != "the":
            return None
        owners = [k for k, w in enumerate(words) if w.endswith(("'s", "’s", "s'", "s’"))]
        site = words[max(owners, default=0) + 1 :]  # "the regime's airbase" is the airbase
        return replace(place, name=f"{place.name} {' '.join(site)}", kind="site")
    after = claim.evidence.text[max(0, place.end - claim.evidence.start) :].split()[:1]
    if place.mention == place.mention.lower() or not after:
        return place
    noun = after[0].strip('.,;:!?"”')
    if noun in place_words("sites") and place.end > claim.evidence.start:
        return replace(place, name=f"{place.name} {noun}", kind="site")
    return place


@cache
def _site_words() -> frozenset[str]:
    sites = place_words("sites") | place_words("parts") | place_words("refers", "site")
    towns = place_words("refers", "settlement") | place_words("refers", "neighbourhood")
    return sites - towns


def _listed(claim: Claim, places: list[Place]) -> bool:
    """ "Idlib and Ariha", not "al-Rai in northern Aleppo": an "and" joins two of the places."""
    spans = sorted((p.start, p.end) for p in places)
    first = claim.evidence.start
    text = claim.evidence.text
    gaps = [text[max(0, a[1] - first) : max(0, b[0] - first)] for a, b in pairwise(spans)]
    return any(" and " in gap or " & " in gap for gap in gaps)


def _named(place: Place) -> bool:
    """Known to the gazetteer, or at least a proper name or a site with one ("al-Nuri mosque");
    neither "five villages" nor "Russian-held territory"."""
    if place.lat is not None:
        return True
    last = place.name.split()[-1] if place.name.strip() else ""
    if place.name == place.name.lower():
        return False
    return last != last.lower() or last in place_words("sites") - record_words().lines


def _roles(claim: Claim) -> Iterator[tuple[Sort, str, str | None]]:
    agents = [s for a in claim.agents if (s := side_id(a))]
    targets = [s for t in claim.targets if (s := side_id(t))]
    if claim.act == "holds":
        yield from (("hold", s, None) for s in agents)
    elif claim.act == "besieges":
        yield from (("siege", s, targets[0] if targets else None) for s in agents)
        yield from (("hold", s, None) for s in targets)
    elif claim.act in ("gains", "loses", "transfers") and denied(claim) and not agents + targets:
        yield ("loss" if claim.act == "loses" else "gain"), NOBODY, None
    elif claim.act in ("gains", "loses", "transfers"):
        yield from (("loss", s, None) for s in targets if s not in agents)
        yield from (("gain", s, None) for s in agents)


def _span(
    claim: Claim, sort: Sort, told: date | None
) -> tuple[date, int, date | None, date | None] | None:
    """(day, slack, since, until); None when neither the claim nor its account has a date."""
    start, end = _day(claim.time.start), _day(claim.time.end)
    if sort in ("gain", "loss"):
        taken_over = claim.time.basis == "inherited"
        if taken_over and start is not None and end is not None and _news(start, end, told):
            return end - DAY, (end - start).days - 1, None, None
        if start is not None:
            return start, (end - start).days - 1 if end else _UNSAID_DAYS, None, None
        last = end - DAY if end is not None else told
        return (last, _UNSAID_DAYS, None, None) if last is not None else None
    if start is None and end is None:
        return (told, 0, None, None) if told is not None else None
    if start is None or end is None:
        return _open_hold(claim, start, end, told)
    whole = (end - start).days >= _WHOLE_DAYS
    return start, 0, start if whole else None, end if whole else None


def _news(start: date, end: date, told: date | None) -> bool:
    """A long stretch that ends with its telling dates nothing closer than "by now"."""
    return (
        told is not None and abs((told + DAY - end).days) <= 1 and (end - start).days > _LONG_DAYS
    )


def _open_hold(
    claim: Claim, start: date | None, end: date | None, told: date | None
) -> tuple[date, int, date | None, date | None] | None:
    """A hold with one end: since a day and still told, until a day, or printed on one."""
    if start is not None:
        return (max(told or start, start), 0, start, None)
    assert end is not None
    return end - DAY, 0, None, None if claim.time.basis == "account" else end


def provinces_meant(claims: Iterable[Claim]) -> frozenset[tuple[str, str, str]]:
    """(account, side, name) where the account itself says that it means the province: "ISIS sweeps
    Aleppo" in the title, "into Aleppo province" in the text."""
    return frozenset(
        (claim.account, side, place.name)
        for claim in claims
        if claim.kind == "control"
        for place in claim.places
        if place.kind == "region" and names_region(place.name)
        for side in map(side_id, (*claim.agents, *claim.targets))
        if side
    )


def origins_by_claim(
    claims: Mapping[str, Claim], known: Mapping[str, str], telling: Telling
) -> Mapping[str, str]:
    """Claim id → the origin it goes back to, or at least who tells it."""
    return {c: known.get(c) or telling.narrators.get(c) or claims[c].file for c in claims}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
