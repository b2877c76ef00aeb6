"""Whether two claims tell of one time: the propositions about days and hours.

A day that words give counts for more than one that only the account bounds; who tells without a day
may tell of long ago.
"""

import math

from contested.record.findings import Finding
from contested.record.sketch import Sketch

_SOFT_DAYS = 8  # how far back news without a date may reach
_CAMPAIGN_DAYS = 30  # how far back a campaign without a date may reach
_TOLD_DAYS = 14  # so many days between two undated claims speak as much against them as one step
_RECENT_DAYS = 200  # older than that is ever less likely what an undated claim means
LASTING = ("siege", "hold")  # families whose acts go on for a while


def on_one_day(a: Sketch, b: Sketch) -> Finding | None:
    """Both happened at one time."""
    if not (a.dated and b.dated):
        return None
    if a.family in LASTING:
        return _while_it_lasts(a, b)
    if a.campaign and b.campaign:
        return _in_one_campaign(a, b)
    gap, width = _gap(a, b)
    if not (a.stated and b.stated):
        return _loosely_dated(a, b, gap)
    if gap == 0:
        if width <= 1:
            return Finding("day_same", "on the same day")
        if width > 7 and min(_width(a), _width(b)) <= 2 and not _in_one_town(a, b):
            return Finding("spell_day", f"a spell of {width} days and one of its days")
        return Finding("week_same" if width <= 7 else "month_same", f"within the same {width} days")
    if gap == 1 and _one_night(a, b):
        return Finding("night", "a night told by either of its days")
    if a.account == b.account and a.voice == b.voice:
        return Finding("voice_days", f"one voice puts {gap} days between them")
    if a.family == "ground":  # a place is seldom taken twice within days
        near = gap <= 7
        times = gap - 0.8 if near else 1.0
        if near and a.agents & b.agents:
            times /= 2  # the same hands can only have taken it twice if they lost it between
        return Finding("ground_gap" if near else "gap_more", f"{gap} days apart", times)
    name = f"gap_{gap}" if gap < 4 else "gap_week" if gap <= 7 else "gap_more"
    return Finding(name, f"{gap} days apart")


def _while_it_lasts(a: Sketch, b: Sketch) -> Finding:
    ends = (a.last or math.inf, b.last or math.inf)
    if max(a.first or 0, b.first or 0) < min(ends):
        return Finding("lasting_same", "at the same time, while it lasts")
    return Finding("lasting_other", "the one had ended when the other began")


def _in_one_campaign(a: Sketch, b: Sketch) -> Finding:
    gap, _ = _gap(a, b)
    if gap == 0:
        return Finding("campaign_time", "of the same time")
    pace = 365 if a.family == "aid" else 15  # who arms whom goes on for years
    return Finding("campaign_gap", f"{gap} days apart", min(4.0, gap / pace))


def _bounds(s: Sketch) -> tuple[int, int]:
    """Half-open days; an open end is closed by how far news reaches, and a campaign's by the day
    on which it is told."""
    if s.campaign:
        return _campaign_bounds(s)
    if s.first is not None:
        return s.first, s.last if s.last is not None else s.first + _SOFT_DAYS
    last = s.last if s.last is not None else 1
    return last - _SOFT_DAYS, last


def _campaign_bounds(s: Sketch) -> tuple[int, int]:
    told = s.told + 1 if s.told is not None else None
    if s.first is None:
        last = s.last or told or 1
        return last - _CAMPAIGN_DAYS, last
    last = s.last or max(told or 0, s.first + _SOFT_DAYS)
    return s.first, last


def _gap(a: Sketch, b: Sketch) -> tuple[int, int]:
    """Days between the two (0: they overlap), and the longer one's width."""
    (p, q), (r, s) = _bounds(a), _bounds(b)
    return max(0, p - s + 1, r - q + 1), max(q - p, s - r)


def _width(s: Sketch) -> int:
    first, last = _bounds(s)
    return last - first


def _one_night(a: Sketch, b: Sketch) -> bool:
    first, second = sorted((a, b), key=lambda s: s.first or 0)
    late = first.hours is not None and first.hours[1] > 24
    early = second.hours is not None and second.hours[0] < 6
    return (late or early) and not (second.hours and second.hours[0] >= 10)


def _loosely_dated(a: Sketch, b: Sketch, gap: int) -> Finding:
    if gap:
        loose, other = _loose_first(a, b)
        back = (other.last or 0) <= (loose.last or 0)  # an undated claim may tell of long ago
        why = f"{gap} days apart, one of them loosely"
        if back and (other.stated or _share_more(a, b)):
            vague = gap / _TOLD_DAYS if not other.stated else 0.0
            return Finding("loose_back", why, 1.0 + vague + _long_ago(a, b, gap))
        return Finding("loose_gap", why, min(4.0, 0.6 + 0.25 * gap))
    near = a.told is not None and b.told is not None and abs(a.told - b.told) <= 3
    return Finding("loose_near" if near else "loose_fits", "their times can be one")


def _share_more(a: Sketch, b: Sketch) -> bool:
    """Victims, or counts of one kind: what two looks back at one thing share, and the news of two
    raids on one town do not."""
    hit = a.targets & b.targets or a.people & b.people or a.things & b.things
    return bool(hit) or not a.counts.keys().isdisjoint(b.counts)


def _in_one_town(a: Sketch, b: Sketch) -> bool:
    """Both at a place that is not so large as to see much in a month."""
    return bool(a.names & b.names) and not any(s.wide for s in (*a.spots, *b.spots))


def _loose_first(a: Sketch, b: Sketch) -> tuple[Sketch, Sketch]:
    """The one that says no day, of two such the one told later, and the other."""
    if a.stated or (not b.stated and (a.last or 0) <= (b.last or 0)):
        return b, a
    return a, b


def _long_ago(a: Sketch, b: Sketch, gap: int) -> float:
    """How much less likely years make it; a blow to one town is told of for years, but forces
    come to a place, and to a province, again and again."""
    if _in_one_town(a, b) and a.family != "move":
        return 0.0
    return max(0, gap - _RECENT_DAYS) / 60


def at_one_hour(a: Sketch, b: Sketch) -> Finding | None:
    """The part of the day is the same."""
    if a.hours is None or b.hours is None or a.family != "violence":
        return None
    meets = any(
        max(a.hours[0] + shift, b.hours[0]) < min(a.hours[1] + shift, b.hours[1])
        for shift in (-24, 0, 24)
    )
    if meets:
        return Finding("hours_same", "at the same part of the day")
    return Finding("hours_other", "at other parts of the day")
