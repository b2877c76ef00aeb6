"""Which claims are worth comparing: blocks that overlap, narrowed until they are small.

Claims meet when they share a family of acts with a neighbourhood and a week, a named person, or
(where one of them names no place, or no day) doer, target, count or place. In a block that is too
full only those meet that share one more thing that few share, else two, else three; what even
three things do not set apart is compared along a sorted window. So the number of pairs grows with
the number of claims, never with its square.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from contested.record.sketch import Sketch

FULL = 20  # members of a block that are still compared each with each
_NARROW = 10  # the same, once a block had to be narrowed
_THINGS = 3  # things shared at most before the window takes over
_WINDOW = 4
_CELL = 0.4  # degrees; a second grid is shifted by half a cell
_WIDEST_KM = 80.0  # a country meets what lies near its middle, no more
_STRIDE = 4  # days; windows of eight days start every four
_MOST_WINDOWS = 10  # a month, and a week at either end
_LASTING = ("siege", "hold")
Pair = tuple[int, int]
Token = tuple[str, Hashable]


@dataclass(frozen=True, slots=True)
class _Narrowing:
    """What narrows a block: the tokens of each claim, and its rank among all by them."""

    tokens: Sequence[Sequence[Token]]
    rank: Sequence[int]

    def along(self, members: list[int]) -> Iterator[Pair]:
        """Pairs in a window over the members, sorted so that the like stand together."""
        order = sorted(members, key=self.rank.__getitem__)
        for step in range(1, _WINDOW):
            for one, other in zip(order, order[step:], strict=False):
                yield (one, other) if one < other else (other, one)


def candidate_pairs(sketches: Sequence[Sketch]) -> set[Pair]:
    """Pairs of indices (smaller first) worth comparing."""
    narrow = _narrowing(sketches)
    alike = _first_alike(sketches)
    found = {(first, i) for i, first in enumerate(alike) if first != i}
    blocked = [i for i, first in enumerate(alike) if first == i]
    for keys, needs in (
        (_place_keys, None),
        (_person_keys, None),
        (_name_keys, lambda s: not s.spots),
        (_actor_keys, lambda s: not s.placed),
        (_undated_keys, lambda s: not s.stated),
        (_campaign_keys, None),
    ):
        found.update(_met(sketches, blocked, narrow, keys, needs))
    found.update(_neighbours(sketches))
    return found


def _met(
    sketches: Sequence[Sketch],
    blocked: Sequence[int],
    narrow: _Narrowing,
    keys: Callable[[Sketch], Iterable[Hashable]],
    needs: Callable[[Sketch], bool] | None,
) -> Iterator[Pair]:
    """Pairs within the blocks of ``keys``, of which one must be as ``needs`` asks."""
    wanted = None if needs is None else [needs(s) for s in sketches]
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for index in blocked:
        for key in set(keys(sketches[index])):
            blocks[key].append(index)
    for members in blocks.values():
        if len(members) < 2:
            continue
        if wanted is None:
            yield from _within(members, narrow)
        elif any(wanted[i] for i in members):
            yield from ((a, b) for a, b in _within(members, narrow) if wanted[a] or wanted[b])


def _place_keys(s: Sketch) -> Iterator[Hashable]:
    for week in _windows(s):
        yield from ((s.family, cell, week) for cell in _cells(s))


def _name_keys(s: Sketch) -> Iterator[Hashable]:
    """Meets a place without coordinates by its name."""
    for week in _windows(s):
        yield from ((s.family, name, week) for name in s.names)


def _undated_keys(s: Sketch) -> Iterator[Hashable]:
    """Meets a claim that says no day at its place by its doer."""
    yield from ((s.family, name, agent) for name in s.names for agent in s.agents or ("",))


def _campaign_keys(s: Sketch) -> Iterator[Hashable]:
    """Campaigns meet by who wages them, wherever."""
    if s.campaign:
        yield from ((s.family, agent) for agent in s.agents)


def _person_keys(s: Sketch) -> Iterator[Hashable]:
    yield from ((s.family, person) for person in s.people)


def _actor_keys(s: Sketch) -> Iterator[Hashable]:
    """What else can tie a claim that names no place: targets, counts, doer and words, or both
    parties of a talk, at one time."""
    counts = [(what, low) for what, (low, _) in s.counts.items() if low >= 5]
    for week in _windows(s):
        yield from ((s.family, week, count) for count in counts)
        for more in (*s.targets, *s.things, *s.kinds):
            yield s.family, week, more
        for agent in s.agents:
            yield from ((s.family, week, agent, word) for word in s.words)
        if s.family == "talk" and len(s.agents | s.targets) > 1:
            yield s.family, week, s.agents | s.targets


def _cells(s: Sketch) -> Iterator[Hashable]:
    for spot in s.spots:
        off = min(spot.reach, _WIDEST_KM) / 111 if spot.wide else 0.0
        for north in (-off, 0.0, off) if off else (0.0,):
            for east in (-off, 0.0, off) if off else (0.0,):
                for shift in (0.0, 0.5):
                    yield (
                        shift,
                        math.floor((spot.lat + north) / _CELL + shift),
                        math.floor((spot.lon + east) / _CELL + shift),
                    )


def _windows(s: Sketch) -> Iterable[int]:
    """Windows of days in which it may have happened; what lasts meets whenever it was."""
    if s.family in _LASTING:
        return (0,)
    first = s.first if s.first is not None else s.last - 8 if s.last is not None else None
    if first is None:
        return (-1,)
    last = s.last if s.last is not None else first + 8
    low, high = first // _STRIDE - 1, (last - 1) // _STRIDE
    return range(low, min(high, low + _MOST_WINDOWS) + 1)


def _neighbours(sketches: Sequence[Sketch]) -> Iterator[Pair]:
    """Claims of one account that follow one another, and its title with each of the first."""
    order = sorted(range(len(sketches)), key=lambda i: (sketches[i].account, sketches[i].start))
    for step in (1, 2):
        for one, other in zip(order, order[step:], strict=False):
            a, b = sketches[one], sketches[other]
            if a.account == b.account and a.family == b.family:
                yield min(one, other), max(one, other)
    under: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in order:
        under[sketches[i].account, sketches[i].family].append(i)
    for members in under.values():
        for i in (i for i in members if sketches[i].title):
            yield from ((min(i, j), max(i, j)) for j in members[:FULL] if j != i)


def _tokens(s: Sketch) -> list[Token]:
    """What a claim says, one token a thing, to narrow a block by."""
    out: list[Token] = [("mode", s.mode)] if s.mode else []
    out += [("day", s.first)] if s.stated else []
    out += [("hours", s.hours)] if s.hours else []
    for name, values in (("agent", s.agents), ("target", s.targets), ("thing", s.things)):
        out += [(name, v) for v in values]
    out += [("place", n) for n in sorted(s.names)[:2]]
    return out + [("count", (what, low)) for what, (low, _) in s.counts.items()]


def _within(members: list[int], narrow: _Narrowing) -> Iterator[Pair]:
    """Pairs inside a block, narrowed by what its members say while it is too full."""
    if len(members) <= FULL:
        yield from combinations(members, 2)
        return
    spoken = {i: narrow.tokens[i] for i in members}
    often = Counter(t for mine in spoken.values() for t in mine)
    dull = {t for t, n in often.items() if 2 * n > len(members)}  # most say it: it narrows nothing
    full: set[tuple[Token, ...]] = {()}
    for depth in range(1, _THINGS + 1):
        parts: dict[tuple[Token, ...], list[int]] = defaultdict(list)
        for i, mine in spoken.items():
            for key in combinations([t for t in mine if t not in dull], depth):
                if depth == 1 or (key[1:] in full and key[:-1] in full):
                    parts[key].append(i)
        full = {key for key, part in parts.items() if len(part) > _NARROW}
        for key, part in parts.items():
            if key not in full:
                yield from combinations(part, 2)
            elif depth == _THINGS:
                yield from narrow.along(part)
    yield from narrow.along(members)


def _narrowing(sketches: Sequence[Sketch]) -> _Narrowing:
    tokens = [_tokens(s) for s in sketches]
    rank = [0] * len(tokens)
    for at, i in enumerate(sorted(range(len(tokens)), key=lambda i: (repr(tokens[i]), i))):
        rank[i] = at
    return _Narrowing(tokens, rank)


def _first_alike(sketches: Sequence[Sketch]) -> list[int]:
    """For each claim the first one that says exactly the same of place, day and all the rest."""
    seen: dict[Hashable, int] = {}
    out = []
    for i, s in enumerate(sketches):
        if s.spots and s.stated and not s.apart:
            said = (s.family, s.act, s.mode, s.agents, s.targets, s.things, s.spots, s.names)
            out.append(
                seen.setdefault((*said, s.first, s.last, s.hours, *sorted(s.counts.items())), i)
            )
        else:
            out.append(i)
    return out
