"""Which claims are worth comparing: blocks that overlap, split until they are small.

Claims meet when they share a family of acts with a place and a week, a named person, or (for those
that name no place) doer, target or count on a day. A block that is too full is split by each
further thing its claims say, and what still cannot be told apart is compared along a sorted window
only: the number of pairs grows with the number of claims, never with its square.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from contested.record.sketch import Sketch

FULL = 20  # members of a block that are still compared each with each
_WINDOW = 6
_CELL = 0.5  # degrees
_MARGIN = 0.15  # degrees: how near a neighbouring cell counts too
_WEEK, _DAYS_OFF = 7, 3
_LASTING = ("siege", "hold")
Pair = tuple[int, int]
Splitter = Callable[[Sketch], Iterable[Hashable]]


def candidate_pairs(sketches: Sequence[Sketch]) -> set[Pair]:
    """Pairs of indices (smaller first) worth comparing."""
    found: set[Pair] = set()
    for members in _blocks(sketches, _place_keys).values():
        found.update(_within(sketches, members, SPLITTERS))
    for members in _blocks(sketches, _person_keys).values():
        found.update(_within(sketches, members, SPLITTERS))
    for members in _blocks(sketches, _actor_keys).values():
        if any(not sketches[i].placed for i in members):
            pairs = _within(sketches, members, SPLITTERS)
            found.update(p for p in pairs if not all(sketches[i].placed for i in p))
    found.update(_neighbours(sketches))
    return found


def _blocks(
    sketches: Sequence[Sketch], keys: Callable[[Sketch], Iterable[Hashable]]
) -> dict[Hashable, list[int]]:
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        for key in set(keys(sketch)):
            blocks[key].append(index)
    return {key: members for key, members in blocks.items() if len(members) > 1}


def _place_keys(s: Sketch) -> Iterator[Hashable]:
    weeks = list(_weeks(s))
    for where in {*_cells(s), *s.names}:
        yield from ((s.family, where, week) for week in weeks)


def _cells(s: Sketch) -> Iterator[Hashable]:
    for spot in s.spots:
        for north in (-_MARGIN, _MARGIN):
            for east in (-_MARGIN, _MARGIN):
                yield (
                    math.floor((spot.lat + north) / _CELL),
                    math.floor((spot.lon + east) / _CELL),
                )


def _weeks(s: Sketch) -> Iterable[int]:
    """Weeks in which it may have happened; what lasts meets whenever it was."""
    if s.family in _LASTING:
        return (0,)
    first = s.first if s.first is not None else s.last - _WEEK if s.last is not None else None
    if first is None:
        return (-1,)
    last = s.last if s.last is not None else first + _WEEK
    low, high = (first - _DAYS_OFF) // _WEEK, (last - 1 + _DAYS_OFF) // _WEEK
    return range(low, min(high, low + 5) + 1)


def _person_keys(s: Sketch) -> Iterator[Hashable]:
    yield from ((s.family, person) for person in s.people)


def _actor_keys(s: Sketch) -> Iterator[Hashable]:
    """What else can tie a claim that names no place: sides and a count of some size on a day."""
    days = (s.first,) if s.stated else _weeks(s)
    counts = [(what, low) for what, (low, _) in s.counts.items() if low >= 5]
    for day in days:
        for agent in s.agents:
            yield from ((s.family, day, agent, target) for target in s.targets | s.things)
            yield from ((s.family, day, agent, count) for count in counts)
            yield from ((s.family, day, agent, word) for word in s.words)
        yield from ((s.family, day, count) for count in counts)


def _neighbours(sketches: Sequence[Sketch]) -> Iterator[Pair]:
    """Claims of one account that follow one another."""
    order = sorted(range(len(sketches)), key=lambda i: (sketches[i].account, sketches[i].start))
    for step in (1, 2):
        for one, other in zip(order, order[step:], strict=False):
            a, b = sketches[one], sketches[other]
            if a.account == b.account and a.family == b.family:
                yield min(one, other), max(one, other)
    titles = [i for i, s in enumerate(sketches) if s.title]
    bodies: dict[tuple[str, str], list[int]] = defaultdict(list)
    wanted = {(sketches[i].account, sketches[i].family) for i in titles}
    for i, s in enumerate(sketches):
        if not s.title and (s.account, s.family) in wanted:
            bodies[s.account, s.family].append(i)
    for i in titles:
        for j in bodies[sketches[i].account, sketches[i].family][:FULL]:
            yield min(i, j), max(i, j)


def _day(s: Sketch) -> Iterable[Hashable]:
    return (s.first,) if s.stated else ()


def _means(s: Sketch) -> Iterable[Hashable]:
    return (s.mode,) if s.mode else ()


def _count(s: Sketch) -> Iterable[Hashable]:
    return ((what, low) for what, (low, _) in s.counts.items())


SPLITTERS: tuple[Splitter, ...] = (
    _day,
    lambda s: s.agents,
    lambda s: s.targets,
    lambda s: s.things,
    _count,
    _means,
    lambda s: s.names,
    lambda s: s.words,
)


def _within(
    sketches: Sequence[Sketch], members: list[int], splitters: Sequence[Splitter]
) -> Iterator[Pair]:
    """Pairs inside a block, split by what its members say while it is too full."""
    if len(members) <= FULL:
        yield from combinations(sorted(members), 2)
        return
    if not splitters:
        yield from _along(sketches, members)
        return
    for at, split in enumerate(splitters):
        parts: dict[Hashable, list[int]] = defaultdict(list)
        for i in members:
            for key in split(sketches[i]):
                parts[key].append(i)
        for part in parts.values():
            if 1 < len(part) < len(members):
                yield from _within(sketches, part, splitters[at + 1 :])
            elif len(part) == len(members):
                break  # it tells nobody apart: the later ones may
        if at == len(splitters) - 1:
            yield from _along(sketches, members)


def _along(sketches: Sequence[Sketch], members: list[int]) -> Iterator[Pair]:
    """Pairs in a window over the members, sorted so that the like stand together."""
    order = sorted(members, key=lambda i: _likeness(sketches[i]))
    for step in range(1, _WINDOW):
        for one, other in zip(order, order[step:], strict=False):
            yield min(one, other), max(one, other)


def _likeness(s: Sketch) -> tuple[object, ...]:
    return (s.first or 0, s.mode or "", sorted(s.agents), sorted(s.targets), sorted(s.words), s.id)
