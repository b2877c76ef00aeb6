"""Who stood where at a date, by the record, and who is assumed to where it is silent."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from contested.record.control import Holding, control_on
from contested.record.model import ControlSpell
from contested.study.whatif.graph import distances
from contested.study.whatif.scenario import Position

NEARBY_DAYS = 365  # a holder longer gone, or a later taker, says nothing about the date
_ABOUT = 1.5  # times the distance of the nearest: about as near
_SAME_KM = 1.0  # two names this near are one place
SideOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A place and who is said to hold it. ``taker``: a side that does not hold it surely, so that
    an enemy of it is assumed there too."""

    at: Position
    taker: str | None = None


def standings(spells: Iterable[ControlSpell], day: str, side_of: SideOf) -> list[Standing]:
    """Each place with coordinates that the record speaks of around ``day`` (ISO)."""
    known = [s for s in spells if s.lat is not None and s.lon is not None]
    by_id = {s.id: s for s in known}
    found = [_held(h, [by_id[i] for i in h.spells], day, side_of) for h in control_on(known, day)]
    rest: dict[str, list[ControlSpell]] = defaultdict(list)
    for spell in known:
        if spell.place not in {s.at.name for s in found}:
            rest[spell.place].append(spell)
    found += [s for group in rest.values() if (s := _elsewhen(group, day, side_of))]
    return _without_twins(found)


def _held(holding: Holding, spells: list[ControlSpell], day: str, side_of: SideOf) -> Standing:
    where = (holding.place, holding.lat or 0.0, holding.lon or 0.0)
    claims = tuple(dict.fromkeys(c for s in spells for c in s.claims))
    holders = tuple(dict.fromkeys(side_of(h) for h in holding.holders))
    if not holders:
        taker = side_of(holding.besiegers[0])
        return Standing(
            Position(*where, (), (), f"besieged by {taker}; its holder is assumed"), taker
        )
    why = f"{holding.status}; told of {holding.days} days away"
    late = next((s for s in spells if _begins_around(s, day)), None)
    if late is not None and len(holders) == 1:
        why = (
            f"taken around {late.start}, give or take {late.slack_days} days; or still its enemy's"
        )
        return Standing(Position(*where, holders, claims, why), holders[0])
    return Standing(Position(*where, holders, claims, why))


def _begins_around(spell: ControlSpell, day: str) -> bool:
    if spell.start is None or not spell.slack_days:
        return False
    return abs((date.fromisoformat(spell.start) - date.fromisoformat(day)).days) <= spell.slack_days


def _elsewhen(spells: list[ControlSpell], day: str, side_of: SideOf) -> Standing | None:
    """From the last holder before the day, or the first one after it."""
    where = (spells[0].place, spells[0].lat or 0.0, spells[0].lon or 0.0)
    before = [s for s in spells if s.holders and s.end and _within(s.end, day, -NEARBY_DAYS)]
    if before:
        last = max(before, key=lambda s: s.end or "")
        holders = tuple(dict.fromkeys(side_of(h) for h in last.holders))
        return Standing(
            Position(*where, holders, last.claims, f"last said to be held until {last.end}")
        )
    after = [s for s in spells if s.holders and s.start and _within(s.start, day, NEARBY_DAYS)]
    if not after:
        return None
    first = min(after, key=lambda s: s.start or "")
    taker = side_of(first.holders[0])
    why = f"falls to {taker} on {first.start}; who held it before is assumed"
    return Standing(Position(*where, (), (), why), taker)


def _within(when: str, day: str, span: int) -> bool:
    now = date.fromisoformat(day)
    low, high = sorted((now, now + timedelta(days=span)))
    return low.isoformat() <= when <= high.isoformat()


def _without_twins(found: list[Standing]) -> list[Standing]:
    kept: list[Standing] = []
    for one in found:
        near = [k for k in kept if distances([k.at, one.at])[0, 1] < _SAME_KM]
        if not near and one.at.name not in {k.at.name for k in kept}:
            kept.append(one)
    return kept


def filled(
    found: Sequence[Standing],
    extra: Sequence[tuple[str, float, float]],
    sides: tuple[str, ...],
    at_war: Callable[[str, str], bool],
) -> tuple[Position, ...]:
    """Positions of every place: sides outside ``sides`` left out, silent places assumed.

    A silent place goes with the nearest sure one, or with either of two sides about as near; one
    that is taken later, besieged or taken about the date, with the nearest held by somebody at war
    with its taker.
    """
    sure = [p for s in found if (p := _only(s.at, sides)).holders]
    certain = [p for s, p in zip(found, (_only(s.at, sides) for s in found), strict=True)
               if p.holders and s.taker is None] or sure  # fmt: skip
    rows = [s for s in found if _only(s.at, sides).holders or s.taker in sides]
    rows += [Standing(Position(name, lat, lon, ())) for name, lat, lon in extra]
    out: list[Position] = []
    for row in rows:
        place = _only(row.at, sides)
        twin = [p for p in out if p.name == place.name or distances([p, place])[0, 1] < _SAME_KM]
        if not twin:
            out.append(_assumed(place, row.taker, certain, at_war))
    return tuple(out)


def _only(place: Position, sides: tuple[str, ...]) -> Position:
    held = tuple(h for h in place.holders if h in sides)
    return Position(place.name, place.lat, place.lon, held, place.claims, place.why)


def _assumed(
    place: Position, taker: str | None, sure: list[Position], at_war: Callable[[str, str], bool]
) -> Position:
    if place.holders and taker is None:
        return place
    order = np.argsort(distances([place, *sure])[0, 1:])
    near = [sure[int(k)] for k in order]
    fit = [p for p in near if taker is None or at_war(p.holders[0], taker)]
    if not fit:
        return place
    reach = _ABOUT * distances([place, fit[0]])[0, 1]
    alike = {p.holders[0]: p for p in reversed(fit) if distances([place, p])[0, 1] <= reach}
    taken = [fit[0].holders[0]] if taker else sorted(alike, key=_near_by(place, alike))
    holders = tuple(dict.fromkeys((*place.holders, *taken[:2])))
    like = " or ".join(f"{side} as at {alike[side].name}" for side in taken[:2])
    said = "; ".join(s for s in (place.why, f"assumed: {like}, the nearest that is known") if s)
    return Position(place.name, place.lat, place.lon, holders, place.claims, said)


def _near_by(place: Position, alike: dict[str, Position]) -> Callable[[str], float]:
    """Sorts sides by how near to ``place`` their place in ``alike`` is."""
    return lambda side: float(distances([place, alike[side]])[0, 1])
