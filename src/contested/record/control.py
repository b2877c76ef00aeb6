"""Who held which place when, according to whom, and how sure that still is on a given day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from contested.claims.model import Claim
from contested.ids import sha256_hex
from contested.names import fold, skeleton
from contested.places.phrases import parse_phrase
from contested.record.holding import Draft, contest_denied, walk
from contested.record.model import ControlSpell, Incident, SpellStatus
from contested.record.relations import Telling
from contested.record.sides import Sides
from contested.record.sightings import (
    PlaceKey,
    Sighting,
    origins_by_claim,
    place_key,
    provinces_meant,
    sightings,
)
from contested.record.taken import lost_then

HALF_LIFE_DAYS = 60  # what nobody has told of for this long is even odds


@dataclass(frozen=True, slots=True)
class Holding:
    """Who has a place on one day. ``days`` is how far that lies from the nearest claim that bears
    it out; ``doubt`` grows with it from 0 towards 1, a half after ``HALF_LIFE_DAYS``."""

    place: str
    lat: float | None
    lon: float | None
    holders: tuple[str, ...]
    besiegers: tuple[str, ...]
    status: SpellStatus
    days: int
    doubt: float
    spells: tuple[str, ...]


def find_control(
    incidents: Iterable[Incident], claims: Mapping[str, Claim], telling: Telling, sides: Sides
) -> tuple[ControlSpell, ...]:
    """Spells of every place, in order of place and beginning. Holders are registry ids."""
    known = {c: o.key for one in incidents for o in one.origins for c in o.claims}
    origins = origins_by_claim(claims, known, telling)
    places: dict[PlaceKey, list[Sighting]] = {}
    provinces = provinces_meant(claims.values())
    lost = lost_then(claims.values())
    for claim in (lost.get(c, claim) for c, claim in claims.items()):
        for one in sightings(claim, origins[claim.id], telling):
            if (claim.account, one.side, one.place.name) not in provinces:
                places.setdefault(place_key(one.place), []).append(one)
    spells: list[ControlSpell] = []
    for seen in _short_names_joined(places):
        drafts = walk(seen, sides)
        contest_denied(drafts, seen, sides)
        held = [_spell(d, seen, telling) for d in drafts]
        spells += [*held, *_sieges(seen, drafts, telling, sides)]
    return tuple(spells)


def control_on(spells: Iterable[ControlSpell], day: str) -> tuple[Holding, ...]:
    """Every place whose holder on ``day`` (ISO) is known or carried on from what was known."""
    order = sorted((s for s in spells if _stands(s, day)), key=_where)
    return tuple(_holding(list(group), day) for _, group in groupby(order, key=_where))


def history(spells: Iterable[ControlSpell], place: str) -> tuple[ControlSpell, ...]:
    """The spells of one place by any spelling of its name, in order of time."""
    named = {fold(place), skeleton(place)}
    found = [s for s in spells if {fold(s.place), skeleton(s.place)} & named]
    return tuple(sorted(found, key=lambda s: (s.start or s.known or "", s.holders)))


def _short_names_joined(places: Mapping[PlaceKey, list[Sighting]]) -> list[list[Sighting]]:
    """Sightings place by place; "the Academy" is the one Academy on the map that the case has."""
    ends: dict[str, set[PlaceKey]] = {}
    for key, seen in places.items():
        words = fold(seen[0].place.name).split()
        for k in range(1, len(words)) if seen[0].place.lat is not None else ():
            ends.setdefault(" ".join(words[k:]), set()).add(key)
    joined: dict[PlaceKey, list[Sighting]] = {}
    for key in sorted(places, key=lambda k: (places[k][0].place.lat is None, k)):
        full = ends.get(key[0], set()) if places[key][0].place.lat is None else set()
        home = next(iter(full)) if len(full) == 1 else key
        joined.setdefault(home, []).extend(places[key])
    return [joined[key] for key in sorted(joined)]


def _stands(spell: ControlSpell, day: str) -> bool:
    return (spell.start is None or spell.start <= day) and (spell.end is None or day < spell.end)


def _where(spell: ControlSpell) -> tuple[str, float, float]:
    return (spell.place, spell.lat or 0.0, spell.lon or 0.0)


def _holding(spells: list[ControlSpell], day: str) -> Holding:
    sieges = [s for s in spells if s.status == "besieged"]
    held = [s for s in spells if s.status != "besieged"]
    holders = tuple(dict.fromkeys(s.holders[0] for s in held if s.holders))
    if not holders:
        holders = tuple(dict.fromkeys(h for s in sieges for h in s.holders))
    contested = len(holders) > 1 or any(s.status == "contested" for s in held)
    away = min(_away(s, day) for s in spells)
    return Holding(
        spells[0].place,
        spells[0].lat,
        spells[0].lon,
        holders,
        tuple(dict.fromkeys(b for s in sieges for b in s.besiegers)),
        "contested" if contested else "besieged" if sieges else "held",
        away,
        1 - 0.5 ** (away / HALF_LIFE_DAYS),
        tuple(s.id for s in spells),
    )


def _away(spell: ControlSpell, day: str) -> int:
    """Days between ``day`` and the stretch that claims bear out."""
    now = date.fromisoformat(day)
    first, last = spell.known or day, spell.seen or day
    return max(0, (date.fromisoformat(first) - now).days, (now - date.fromisoformat(last)).days)


def _spell(draft: Draft, seen: list[Sighting], telling: Telling) -> ControlSpell:
    contested = draft.disputed or bool(draft.rivals)
    holders = tuple(dict.fromkeys((draft.side, *draft.rivals)))
    return _built(draft, seen, telling, holders, (), "contested" if contested else "held")


def _built(
    draft: Draft,
    seen: list[Sighting],
    telling: Telling,
    holders: tuple[str, ...],
    besiegers: tuple[str, ...],
    status: SpellStatus,
) -> ControlSpell:
    place = seen[0].place
    name = place.name if place.lat is not None else parse_phrase(place.name).name or place.name
    claims = tuple(dict.fromkeys(s.claim for s in draft.sights))
    mark = "\x1f".join((place.name, draft.side, status, str(draft.start or draft.known)))
    return ControlSpell(
        id=f"s_{sha256_hex(f'{mark}{place.lat}{place.lon}'.encode())[:12]}",
        place=name,
        lat=place.lat,
        lon=place.lon,
        holders=holders,
        besiegers=besiegers,
        status=status,
        start=_iso(draft.start),
        end=_iso(draft.end),
        slack_days=draft.slack if draft.start or draft.end else None,
        claims=claims,
        narrators=tuple(dict.fromkeys(telling.narrators.get(c, "") for c in claims)),
        why=tuple(dict.fromkeys(draft.why)),
        known=_iso(draft.known),
        seen=_iso(draft.seen),
    )


def _sieges(
    seen: list[Sighting], drafts: list[Draft], telling: Telling, sides: Sides
) -> list[ControlSpell]:
    """One spell for each side that rings the place, until it takes it."""
    rings: dict[str, list[Sighting]] = {}
    for one in seen:
        if one.sort == "siege" and not one.denied:
            akin = next((s for s in rings if sides.akin(s, one.side)), one.side)
            rings.setdefault(akin, []).append(one)
    found: list[ControlSpell] = []
    for side, marks in rings.items():
        start = min((m.since for m in marks if m.since), default=None)
        first, last = min(m.since or m.day for m in marks), max(m.day for m in marks)
        taken = [d.start for d in drafts if d.start and sides.akin(d.side, side)]
        after = [t for t in taken if t >= last and (start is None or t > start)]
        end = min(after, default=None)
        inside = [m.rival for m in marks if m.rival]
        inside += [d.side for d in drafts if d.covers(last) and not sides.akin(d.side, side)]
        why = [f"ringed by {last}, {marks[-1].origin} says"]
        draft = Draft(side, start, end, first, last, 0, marks, [], why)
        holders = tuple(dict.fromkeys(inside))
        found.append(_built(draft, seen, telling, holders, (side,), "besieged"))
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
