"""Who predicted what, by when, on what condition, and what later accounts say of it.

The ledger offers later claims as evidence, best first, with the reasons; it never decides. An
outcome comes from a person's judgement, and scores count only what was so decided.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from contested.claims.model import Actor, Claim, Place
from contested.places.model import distance_km
from contested.record.model import ForecastEntry, ForecastOutcome
from contested.record.relations import Telling
from contested.record.sides import Sides, side_id
from contested.record.statements import asserted, denied

_OFFERED = 5  # claims shown with a forecast
_LOOKED_AT = 40  # candidates that share two things, the first after the forecast
_LATE_DAYS = 90  # evidence this long after the deadline still tells how it went
_OPEN_DAYS = 730  # without a deadline, what is told within two years
_ENOUGH = 4  # points: two of place, agent and act
_NEAR_KM = 2.0
_ADVANCES = ("MOBILIZE", "ASSAULT", "RETREAT")
_CAPTURES = ("gains", "loses")
_Z = 1.96  # 95%
_CELL = 0.5  # degrees


@dataclass(frozen=True, slots=True)
class Forecaster:
    """How one forecaster's resolved forecasts turned out. ``share`` is the part that came true of
    those that could be told, with its 95% Wilson interval; None when none could."""

    who: str
    made: int
    open: int
    came_true: int
    failed: int
    unresolvable: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class _Later:
    """A claim that may bear on forecasts: when it was told and when what it tells of was."""

    told: str
    day: str
    claim: Claim


_Index = Mapping[Hashable, list[_Later]]  # claims that share something, in order of the telling


def keep_ledger(
    claims: Mapping[str, Claim],
    telling: Telling,
    sides: Sides,
    outcomes: Mapping[str, ForecastOutcome] | None = None,
) -> tuple[ForecastEntry, ...]:
    """Every forecast, in the order made; ``outcomes`` are people's decisions by claim id."""
    index = _index(claims.values(), telling, sides)
    told = outcomes or {}
    found = [
        _entry(c, telling, sides, index, told.get(c.id, "open"))
        for c in claims.values()
        if c.kind == "forecast"
    ]
    return tuple(sorted(found, key=lambda e: (e.made_on or "", e.claim)))


def score_forecasters(entries: Iterable[ForecastEntry]) -> tuple[Forecaster, ...]:
    """One score for each forecaster, those with most resolved forecasts first."""
    by: dict[str, list[ForecastOutcome]] = {}
    for entry in entries:
        by.setdefault(entry.who, []).append(entry.outcome)
    scores = [_score(who, outcomes) for who, outcomes in by.items()]
    return tuple(sorted(scores, key=lambda s: (-(s.came_true + s.failed), -s.made, s.who)))


def _score(who: str, outcomes: list[ForecastOutcome]) -> Forecaster:
    right, wrong = outcomes.count("came true"), outcomes.count("failed")
    share, low, high = _wilson(right, right + wrong)
    return Forecaster(
        who, len(outcomes), outcomes.count("open"), right, wrong,
        outcomes.count("unresolvable"), share, low, high,
    )  # fmt: skip


def _wilson(right: int, n: int) -> tuple[float | None, float | None, float | None]:
    """Share and its 95% score interval (Wilson 1927)."""
    if n == 0:
        return None, None, None
    share, spread = right / n, _Z * _Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return share, max(0.0, middle - half), min(1.0, middle + half)


def _entry(
    claim: Claim, telling: Telling, sides: Sides, index: _Index, outcome: ForecastOutcome
) -> ForecastEntry:
    made = telling.dates.get(claim.account)
    offered = _offer(claim, made, sides, index) if made else []
    due = claim.due
    notes = [f"{later.claim.id}: {', '.join(why)}" for _, later, why in offered]
    if not made:
        notes.append("its account has no date, so nothing can be later")
    return ForecastEntry(
        claim.id,
        telling.narrators.get(claim.id, claim.file),
        claim.about,
        claim.evidence.text,
        made,
        due.start if due else None,
        due.end if due else None,
        claim.condition.text if claim.condition else None,
        outcome,
        tuple(later.claim.id for _, later, _ in offered),
        tuple(notes),
    )


def _index(claims: Iterable[Claim], telling: Telling, sides: Sides) -> _Index:
    """Claims by what two of place, side and act they have, which is what a candidate must share."""
    found: dict[Hashable, list[_Later]] = {}
    for claim in claims:
        told = telling.dates.get(claim.account)
        known = asserted(claim) or denied(claim)
        if told is None or not known or claim.kind not in ("event", "control", "relation", "toll"):
            continue
        later = _Later(told, claim.time.start or told, claim)
        above = {up for s in _sides_of(claim) for up in sides.above(s)}
        for key in _keys(claim.act, above, {_cell(p) for p in claim.places if p.lat is not None}):
            found.setdefault(key, []).append(later)
    for listed in found.values():
        listed.sort(key=lambda x: (x.told, x.claim.id))
    return found


def _keys(
    act: str | None, sides: Iterable[str], cells: Iterable[tuple[int, int]]
) -> Iterator[Hashable]:
    named = sorted(sides)
    yield from ((side, act) for side in named)
    for cell in sorted(cells):
        yield (cell, "act", act)
        yield from ((cell, "side", side) for side in named)


def _offer(
    claim: Claim, made: str, sides: Sides, index: _Index
) -> list[tuple[int, _Later, list[str]]]:
    """(points, later claim, reasons), best first and, among equals, the soonest told."""
    scored: list[tuple[int, _Later, list[str]]] = []
    for later in _candidates(claim, made, sides, index):
        points, why = _likeness(claim, later.claim, sides)
        if points >= _ENOUGH:
            scored.append((points, later, [*why, _bearing(claim, later.claim, sides)]))
    scored.sort(key=lambda x: (-x[0], x[1].told, x[1].claim.id))
    return scored[:_OFFERED]


def _candidates(claim: Claim, made: str, sides: Sides, index: _Index) -> Iterator[_Later]:
    """Claims of the kind foretold that share a side and the act, or lie near, in its time."""
    seen: set[str] = {claim.id}
    last = _limit(claim, made)
    above = {up for s in _sides_of(claim) for up in sides.above(s)}
    spots = [_cell(p) for p in claim.places if p.lat is not None]
    cells = {(x + i, y + j) for x, y in spots for i in (-1, 0, 1) for j in (-1, 0, 1)}
    for key in _keys(claim.act, above, cells):
        listed = index.get(key, [])
        first = bisect_left(listed, made, key=lambda x: x.told)
        for later in listed[first : first + _LOOKED_AT]:
            timely = made <= later.day <= last and later.claim.account != claim.account
            if timely and later.claim.id not in seen and _tells(claim, later.claim):
                seen.add(later.claim.id)
                yield later


def _tells(claim: Claim, other: Claim) -> bool:
    """Whether such a claim can tell how it went: the same act, or an advance told as a capture."""
    if claim.about == other.kind:
        return claim.act == other.act
    acts = (claim.act, other.act)
    both = {claim.about, other.kind} == {"event", "control"}
    return both and any(a in _ADVANCES for a in acts) and any(a in _CAPTURES for a in acts)


def _limit(claim: Claim, made: str) -> str:
    """The last day of what can still tell how it went."""
    due = claim.due.end if claim.due else None
    days = timedelta(days=_LATE_DAYS if due else _OPEN_DAYS)
    return (date.fromisoformat(due or made) + days).isoformat()


def _likeness(claim: Claim, other: Claim, sides: Sides) -> tuple[int, list[str]]:
    """Points for what the two share, and what it is; what is foretold of a place is told of it."""
    agent = _share(claim.agents, other.agents, sides)
    target = _share(claim.targets, other.targets, sides)
    act = claim.act is not None and claim.act == other.act and claim.about == other.kind
    points = 2 * agent + target + 2 * act
    if points + 2 < _ENOUGH:
        return 0, []
    near = _near(claim.places, other.places)
    if near is False or (near is None and any(p.lat is not None for p in claim.places)):
        return 0, []
    told = (("same place", near), ("same agent", agent), ("same target", target), ("same act", act))
    return points + 2 * bool(near), [name for name, holds in told if holds]


def _bearing(claim: Claim, other: Claim, sides: Sides) -> str:
    """Whether the later claim, if it is right, speaks for the forecast or against it."""
    deadline = claim.due.end if claim.due else None
    if deadline is not None and (other.time.start or "") >= deadline:
        return "after the deadline"
    named = any(map(side_id, claim.agents)) and any(map(side_id, other.agents))
    others = named and not _share(claim.agents, other.agents, sides)
    if others and claim.polarity == other.polarity == "+" and other.kind == "control":
        return "another side has it: speaks against it"
    return "speaks for it" if claim.polarity == other.polarity else "speaks against it"


def _near(some: Iterable[Place], others: Iterable[Place]) -> bool | None:
    """Some places lie within their precision of each other; None when either has none."""
    pairs = [
        distance_km(a.lat, a.lon, b.lat, b.lon) - (a.precision_km or 0) - (b.precision_km or 0)
        for a in some
        for b in others
        if a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
    ]
    return min(pairs) <= _NEAR_KM if pairs else None


def _share(some: Iterable[Actor], others: Iterable[Actor], sides: Sides) -> bool:
    theirs = [s for a in others if (s := side_id(a))]
    return any(sides.akin(s, t) for a in some if (s := side_id(a)) for t in theirs)


def _sides_of(claim: Claim) -> set[str]:
    return {s for a in (*claim.agents, *claim.targets) if (s := side_id(a))}


def _cell(place: Place) -> tuple[int, int]:
    assert place.lat is not None and place.lon is not None
    return int(place.lat // _CELL), int(place.lon // _CELL)
