"""Which places are neighbours: the Gabriel graph of their coordinates, which never falls apart.

Two places are linked when no third lies in the circle whose diameter joins them (Gabriel & Sokal
1969): a stand-in for roads where nobody has drawn them.
"""

from collections.abc import Sequence

import numpy as np

from contested.places.model import distance_km
from contested.study.whatif.battle import Array
from contested.study.whatif.scenario import Link, Position


def neighbours(places: Sequence[Position]) -> tuple[Link, ...]:
    """Links between neighbouring places, each once, in their order, named by both ends."""
    apart = distances(places) ** 2
    links = []
    for i in range(len(places)):
        for j in range(i + 1, len(places)):
            others = np.delete(apart[i] + apart[j], [i, j])
            if not np.any(others < apart[i, j]):
                a, b = places[i].name, places[j].name
                links.append(Link(a, b, f"{a} – {b}"))
    return tuple(links)


def distances(places: Sequence[Position]) -> Array:
    """Great-circle distances in km, (n, n)."""
    return np.array(
        [[distance_km(a.lat, a.lon, b.lat, b.lon) for b in places] for a in places]
    ).reshape(len(places), len(places))
