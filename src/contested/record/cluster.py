"""Claims into clusters: the two that agree best first, as long as they agree on average.

A cluster is as like another as the mean log-odds over the pairs between them that were compared,
so that a chain of likenesses alone joins nothing. Pairs that a person has decided hold: the same
are joined before anything else, the distinct never.
"""

import heapq
from collections.abc import Iterable, Mapping

from contested.record.blocking import Pair

_NEVER = -1e9


class _Links:
    """Clusters while they grow: the summed log-odds and number of pairs between any two."""

    def __init__(self, size: int) -> None:
        self.members: list[list[int]] = [[i] for i in range(size)]
        self.of = list(range(size))
        self.links: list[dict[int, tuple[float, int]]] = [{} for _ in range(size)]

    def add(self, one: int, other: int, weight: float) -> None:
        """Note the log-odds of a pair that was compared."""
        a, b = self.of[one], self.of[other]
        if a != b:
            total, pairs = self.links[a].get(b, (0.0, 0))
            self.links[a][b] = self.links[b][a] = (total + weight, pairs + 1)

    def mean(self, a: int, b: int) -> float | None:
        """Mean log-odds between two clusters; None when nothing between them was compared."""
        link = self.links[a].get(b)
        return None if link is None else link[0] / link[1]

    def join(self, a: int, b: int) -> tuple[int, list[int]]:
        """Put the smaller of two clusters into the larger: the one that is left, and those whose
        likeness to it is now another."""
        if len(self.links[a]) + len(self.members[a]) < len(self.links[b]) + len(self.members[b]):
            a, b = b, a
        for i in self.members[b]:
            self.of[i] = a
        self.members[a] += self.members[b]
        self.members[b] = []
        for c, (total, pairs) in self.links[b].items():
            del self.links[c][b]
            if c != a:
                before, n = self.links[a].get(c, (0.0, 0))
                self.links[a][c] = self.links[c][a] = (before + total, n + pairs)
        moved = [c for c in self.links[b] if c != a]
        self.links[b] = {}
        return a, moved


def cluster(
    size: int,
    weights: Mapping[Pair, float],
    least: float,
    same: Iterable[Pair] = (),
    distinct: Iterable[Pair] = (),
) -> tuple[list[list[int]], dict[Pair, float]]:
    """Indices ``0..size-1`` grouped, each group sorted, groups by their first member.

    ``weights`` are log-odds of compared pairs; groups join while their mean is at least
    ``least``. The second value is the mean between any two groups that were compared, by their
    positions. A pair both same and distinct stays distinct.
    """
    links = _Links(size)
    for one, other in distinct:
        links.add(one, other, _NEVER)
    for one, other in same:
        a, b = links.of[one], links.of[other]
        if a != b and (links.mean(a, b) or 0.0) > _NEVER / 1e3:
            links.join(a, b)
    for (one, other), weight in sorted(weights.items()):
        links.add(one, other, weight)
    _grow(links, least)
    groups = sorted((sorted(m), a) for a, m in enumerate(links.members) if m)
    place = {a: at for at, (_, a) in enumerate(groups)}
    between = {
        (place[a], place[b]): total / pairs
        for _, a in groups
        for b, (total, pairs) in links.links[a].items()
        if place[a] < place[b]
    }
    return [members for members, _ in groups], between


def _grow(links: _Links, least: float) -> None:
    """Join the two groups of the highest mean until none reaches ``least``."""
    heap = [
        (-total / pairs, a, b, pairs)
        for a, row in enumerate(links.links)
        for b, (total, pairs) in row.items()
        if a < b and total / pairs >= least
    ]
    heapq.heapify(heap)
    while heap:
        score, a, b, pairs = heapq.heappop(heap)
        now = links.links[a].get(b)
        if now is None or now[1] != pairs or -now[0] / now[1] != score:
            continue  # one of them has grown since
        a, moved = links.join(a, b)
        for c in moved:
            total, n = links.links[a][c]
            if total / n >= least:
                heapq.heappush(heap, (-total / n, min(a, c), max(a, c), n))
