"""From what was seen of one place, in order of time, to who held it from when to when.

A capture ends what others held. A hold that is seen while another side has the place contests it
when another origin tells it soon after, and otherwise shows that it changed hands unseen in
between. What nobody ends is carried on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from contested.record.sides import Sides
from contested.record.sightings import DAY, NOBODY, Sighting

_FRESH_DAYS = 30  # a hold contests another side's only while word of that is this fresh
_SAME_DAYS = 14  # captures of one place by one side this close are one capture
_ORDER = {"loss": 0, "gain": 1, "hold": 2, "siege": 3}


@dataclass(slots=True)
class Draft:
    """A spell in the making: ``start`` None when nobody tells it, ``end`` None while it lasts."""

    side: str
    start: date | None
    end: date | None
    known: date
    seen: date
    slack: int = 0
    sights: list[Sighting] = field(default_factory=list)
    rivals: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    disputed: bool = False

    @property
    def origins(self) -> set[str]:
        """Who bears the spell out."""
        return {s.origin for s in self.sights}

    def covers(self, day: date) -> bool:
        """Whether it stands on that day, carried on beyond what is known."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def walk(seen: Iterable[Sighting], sides: Sides) -> list[Draft]:
    """Spells of one place, in order of their beginning; sieges and denials are left to others."""
    drafts: list[Draft] = []
    facts = [s for s in seen if not s.denied and s.sort != "siege"]
    for one in sorted(facts, key=lambda s: (s.since or s.day, _ORDER[s.sort], s.claim)):
        if one.sort == "loss":
            _lose(drafts, one, sides)
        elif one.sort == "gain":
            _gain(drafts, one, sides)
        else:
            _see(drafts, one, sides)
    for draft in drafts:
        _settle_start(draft)
    lasting = [d for d in drafts if d.start is None or d.end is None or d.start < d.end]
    return sorted(lasting, key=lambda d: (d.start or d.known, d.side))


def contest_denied(drafts: list[Draft], seen: Iterable[Sighting], sides: Sides) -> None:
    """Mark spells that another origin denies: that the side has it, or that another lost it."""
    near = timedelta(days=_SAME_DAYS)
    for one in (s for s in seen if s.denied):
        for draft in drafts:
            if one.side != NOBODY and sides.akin(one.side, draft.side) == (one.sort == "loss"):
                continue
            begun = draft.start is not None and abs(draft.start - one.day) <= near
            touched = draft.covers(one.day) if one.sort == "hold" else begun
            if touched and draft.origins - {one.origin}:
                draft.disputed = True
                draft.sights.append(one)
                draft.why.append(f"{one.origin} denies it")


def _lose(drafts: list[Draft], one: Sighting, sides: Sides) -> None:
    held = _open(drafts, one.side, sides)
    if held is not None:
        _close(held, one.day, f"{one.origin} tells of its loss")
        held.sights.append(one)
        return
    before = [d for d in drafts if sides.akin(d.side, one.side) and d.end is not None]
    if any(d.end and (one.day - d.end).days <= _FRESH_DAYS for d in before):
        before[-1].sights.append(one)
        return
    last = one.day - DAY
    start, slack = None, one.slack
    why = [f"held until its loss on {one.day}; since when is not told"]
    if ends := [d.end for d in before if d.end]:  # lost before: it came back unseen
        start = max(ends) + (one.day - max(ends)) / 2
        slack = max(slack, (one.day - max(ends)).days // 2)
        why.append(f"taken back unseen after its loss on {max(ends)}")
    drafts.append(Draft(one.side, start, one.day, last, last, slack, [one], [], why))


def _gain(drafts: list[Draft], one: Sighting, sides: Sides) -> None:
    mine = _open(drafts, one.side, sides)
    if mine is None:
        mine = Draft(one.side, one.day, None, one.day, one.day, one.slack)
        mine.why.append(f"taken on {one.day}, {one.origin} says")
        for other in [d for d in drafts if d.end is None]:
            _take_from(other, mine, one)
        drafts.append(mine)
    mine.sights.append(one)
    mine.seen = max(mine.seen, one.day)


def _take_from(other: Draft, mine: Draft, one: Sighting) -> None:
    """A capture ends what the other side held, unless another origin still sees it there, or tells
    of its own capture of the same days."""
    apart = other.origins - {one.origin}
    rival_start = other.start is not None and any(s.sort == "gain" for s in other.sights)
    if apart and rival_start and other.start and (one.day - other.start).days <= one.slack:
        _contest(other, mine)
    elif apart and other.seen > one.day:
        _contest(other, mine)
        _close(other, other.seen + DAY, f"still seen there on {other.seen}")
    else:
        _close(other, one.day, f"{one.origin} says that it was taken")


def _see(drafts: list[Draft], one: Sighting, sides: Sides) -> None:
    first = one.since or one.day
    mine = _open(drafts, one.side, sides) or _known_then(drafts, one, sides)
    others = [d for d in drafts if d.end is None and d is not mine]
    if mine is None:
        mine = _after_loss(drafts, one, sides) or Draft(one.side, one.since, None, first, one.day)
        if not mine.why:
            told = "since when is not told" if one.since is None else f"since {one.since}"
            mine.why.append(f"seen there on {one.day}, {told}")
        for other in others:
            _doubt_or_change(other, mine, one)
        if mine.start is None and mine not in drafts:
            mine.start = _not_before(others, first)
        if mine not in drafts:
            drafts.append(mine)
    mine.sights.append(one)
    mine.known, mine.seen = min(mine.known, first), max(mine.seen, one.day)
    if one.until is not None:
        taken = mine.end is not None and any(d.covers(mine.end) for d in drafts if d is not mine)
        end = mine.end if taken and mine.end else max(one.until, mine.end or one.until)
        _close(mine, end, f"held until {one.until}, {one.origin} says")


def _not_before(others: list[Draft], first: date) -> date | None:
    """The day until which another side is known to have had it all along; None without one. Whom
    a capture has just put there tells nothing of who was there before."""
    lately = first - timedelta(days=_FRESH_DAYS)
    settled = [d for d in others if d.known < first and not (d.start and d.start >= lately)]
    return max((min(d.seen, first) for d in settled), default=None)


def _after_loss(drafts: list[Draft], one: Sighting, sides: Sides) -> Draft | None:
    """The same side's spell that ended lately, by the word of others: it is still there."""
    for draft in reversed(drafts):
        if draft.end is None or not sides.akin(draft.side, one.side):
            continue
        late = one.day - draft.end
        if timedelta(0) <= late <= timedelta(days=_FRESH_DAYS) and one.since is None:
            draft.end = one.day + DAY
            return draft
    return None


def _doubt_or_change(other: Draft, mine: Draft, one: Sighting) -> None:
    day = one.since or one.day
    fresh = (day - other.seen).days <= _FRESH_DAYS
    if fresh and other.origins - {one.origin}:
        _contest(other, mine)
        return
    middle = other.seen + (day - other.seen) / 2
    other.slack = mine.slack = max(other.slack, (day - other.seen).days // 2)
    _close(other, middle, f"changed hands unseen between {other.seen} and {day}")
    if mine.start is None:
        mine.start = middle


def _contest(one: Draft, other: Draft) -> None:
    one.rivals.append(other.side)
    other.rivals.append(one.side)
    both = f"{', '.join(sorted(one.origins))} differ from others on who has it"
    one.why.append(both)
    other.why.append(both)


def _close(draft: Draft, day: date, why: str) -> None:
    draft.end = day
    draft.seen = min(draft.seen, day - DAY) if draft.seen >= day else draft.seen
    draft.why.append(why)


def _open(drafts: list[Draft], side: str, sides: Sides) -> Draft | None:
    return next((d for d in drafts if d.end is None and sides.akin(d.side, side)), None)


def _known_then(drafts: list[Draft], one: Sighting, sides: Sides) -> Draft | None:
    """The same side's ended spell that covers what is seen: who repeats it tells of no other."""
    days = (one.since or one.day, one.day)
    return next(
        (d for d in drafts if sides.akin(d.side, one.side) and all(map(d.covers, days))), None
    )


def _settle_start(draft: Draft) -> None:
    """Where only the day of a capture differs, the earliest account's stands; the rest is slack."""
    gains = [s for s in draft.sights if s.sort == "gain"]
    if draft.start is None or not gains or draft.start != gains[0].day:
        return
    near = [s for s in gains if (s.day - gains[0].day).days <= _SAME_DAYS]
    exact = [s for s in near if s.slack == min(g.slack for g in near)]
    first = min(exact, key=lambda s: (s.told or date.max, s.day))
    spread = max(abs((s.day - first.day).days) for s in exact)
    draft.start, draft.slack = first.day, max(draft.slack if spread else first.slack, spread)
    draft.known = first.day
