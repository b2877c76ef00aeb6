"""Whether two statements about one field of an incident exclude each other.

True when both cannot hold, False when they can, None when they are not about the same thing.
"""

from dataclasses import replace

from contested.names import fold
from contested.places.model import distance_km
from contested.record.sides import Sides
from contested.record.statements import By, Count, Days, Spot


def clash_occurrence(a: str, b: str, sides: Sides) -> bool:
    """It happened; it did not."""
    return a != b


def clash_agent(a: By, b: By, sides: Sides) -> bool | None:
    """No side in common; or one side denies what the other charges it with."""
    if not a.denied and not b.denied:
        return not sides.agree(a.sides, b.sides)
    charged = a.denied != b.denied and sides.agree(a.sides, b.sides)
    return True if charged else None


def clash_target(a: frozenset[str], b: frozenset[str], sides: Sides) -> bool:
    """No kind of target in common."""
    return not any(sides.same_kind(x, y) for x in a for y in b)


def clash_place(a: frozenset[Spot], b: frozenset[Spot], sides: Sides) -> bool:
    """Every place of the one excludes every place of the other."""
    return all(_exclude(x, y) for x in a for y in b)


def clash_time(a: Days, b: Days, sides: Sides) -> bool:
    """No day in common."""
    return a[1] <= b[0] or b[1] <= a[0]


def clash_toll(a: Count, b: Count, sides: Sides) -> bool | None:
    """Counts of one thing whose bounds do not overlap, of whatever class: 19 residents by the one
    and 90 fighters by the other are two tolls of one happening."""
    if a.what != b.what:
        return None
    return a.high < b.low or b.high < a.low


def more_precise_count(narrow: Count, wide: Count) -> bool:
    """The same count with closer bounds ("61" beside "dozens")."""
    same = replace(narrow, low=wide.low, high=wide.high) == wide
    return same and narrow != wide and wide.low <= narrow.low and narrow.high <= wide.high


def more_precise_days(narrow: Days, wide: Days) -> bool:
    """Days within other days."""
    return narrow != wide and wide[0] <= narrow[0] and narrow[1] <= wide[1]


def _exclude(a: Spot, b: Spot) -> bool:
    apart = distance_km(a.lat, a.lon, b.lat, b.lon)
    if a.town and b.town and fold(a.name) != fold(b.name):
        return apart > max(a.km, b.km) / 2
    return apart > a.km + b.km
