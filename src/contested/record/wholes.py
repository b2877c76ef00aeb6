"""Incidents that are part of a larger one: six villages in one sweep, one raid of sixty."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from contested.record.sketch import Sketch, apart_km

_MOST_KM = 60.0
_MOST_HELD = 40  # wholes looked at for one part


@dataclass(frozen=True, slots=True)
class Extent:
    """What an incident covers, by the sketches of its claims."""

    members: tuple[Sketch, ...]

    @property
    def places(self) -> int:
        """Most places that one claim of it tells of."""
        return max(s.extent for s in self.members)


def find_wholes(groups: Sequence[Sequence[Sketch]]) -> dict[int, int]:
    """Positions of incidents → of the whole each is part of.

    A whole tells of several places; its part of fewer, within its reach, in the same days, of the
    same kind of act and by the same side. Of several wholes the one nearest in extent is taken.
    """
    extents = [Extent(tuple(g)) for g in groups]
    wholes: dict[Hashable, list[int]] = defaultdict(list)
    for at, extent in enumerate(extents):
        if extent.places > 1:
            for key in _keys(extent):
                wholes[key].append(at)
    found: dict[int, int] = {}
    for at, extent in enumerate(extents):
        near = {w for key in _keys(extent) for w in wholes.get(key, ())[:_MOST_HELD]}
        fitting = [w for w in near if w != at and _holds(extents[w], extent)]
        if fitting:
            found[at] = min(fitting, key=lambda w: (extents[w].places, w))
    return found


def _keys(extent: Extent) -> set[Hashable]:
    """Family, side and day of its claims."""
    return {
        (s.family, side, day)
        for s in extent.members
        if s.stated and s.first is not None
        for side in s.agents
        for day in range(s.first, min(s.last or s.first + 1, s.first + 3))
    }


def _holds(whole: Extent, part: Extent) -> bool:
    if part.places >= whole.places:
        return False
    names = frozenset().union(*(s.names for s in whole.members))
    if any(s.names & names for s in part.members):
        return True
    return any(
        apart_km(a, b) <= min(_MOST_KM, max(a.reach, 15.0) + b.reach)
        for s in whole.members
        for t in part.members
        for a in s.spots
        for b in t.spots
        if not b.wide
    )
