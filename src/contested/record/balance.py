"""How far a signed network is from structural balance.

A network is balanced when its actors fall into two camps, all friends inside and all foes across
(Cartwright & Harary 1956). Three degrees of it, each 1 when balanced: the share of triangles whose
signs multiply to plus; the ratio of closed walks counted with and without signs (Estrada & Benzi
2014); and one minus twice the least share of ties that stand against the best two camps (Aref &
Wilson 2018), found exactly by integer programming. An index is None where nothing can be counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

Pair = tuple[str, str]  # sorted
SignedTies = Mapping[Pair, int]  # -1 or 1


@dataclass(frozen=True, slots=True)
class Triad:
    """Three actors that are tied to each other, with the signs of (ab, ac, bc)."""

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]

    @property
    def odd(self) -> bool:
        """True when the signs multiply to minus: two friends of one who are foes, or three foes."""
        return self.signs[0] * self.signs[1] * self.signs[2] < 0


@dataclass(frozen=True, slots=True)
class Frustration:
    """The fewest ties that must change sign for balance, and the two camps that leave those.

    ``index`` is 1 - 2 count / ties. ``proven`` is False when the time limit cut the proof: then
    ``count`` is the best found, and ``at_least`` what is certain.
    """

    count: int
    at_least: int
    index: float | None
    proven: bool
    camps: tuple[frozenset[str], frozenset[str]]
    against: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """All of it for one network."""

    actors: int
    positive: int
    negative: int
    triads: tuple[Triad, ...]
    by_triangles: float | None
    by_walks: float | None
    frustration: Frustration


def signed_ties(weights: Iterable[tuple[str, str, float]], least: float = 0.0) -> dict[Pair, int]:
    """Undirected signs from directed weights: the sign of the sum over both directions.

    Pairs whose sum is zero or within ``least`` of it have no tie; self-ties are left out.
    """
    sums: dict[Pair, float] = {}
    for a, b, weight in weights:
        if a != b:
            pair = (a, b) if a < b else (b, a)
            sums[pair] = sums.get(pair, 0.0) + weight
    return {pair: (1 if s > 0 else -1) for pair, s in sorted(sums.items()) if abs(s) > least}


def measure_balance(ties: SignedTies, seconds: float = 60.0) -> Balance:
    """Triads, indices and camps; ``seconds`` limits the search for the frustration index."""
    found = triads(ties)
    odd = sum(t.odd for t in found)
    return Balance(
        len({a for pair in ties for a in pair}),
        sum(s > 0 for s in ties.values()),
        sum(s < 0 for s in ties.values()),
        found,
        1 - odd / len(found) if found else None,
        walk_index(ties),
        frustration(ties, seconds),
    )


def triads(ties: SignedTies) -> tuple[Triad, ...]:
    """Every closed triad, once, in order of its actors."""
    later: dict[str, list[str]] = {}
    for a, b in sorted(ties):
        later.setdefault(a, []).append(b)
    return tuple(
        Triad((a, b, c), (ties[a, b], ties[a, c], ties[b, c]))
        for a, ends in later.items()
        for b, c in combinations(ends, 2)
        if (b, c) in ties
    )


def walk_index(ties: SignedTies) -> float | None:
    """tr exp(A) / tr exp(|A|), A the matrix of signs (Estrada & Benzi 2014); None without ties."""
    if not ties:
        return None
    names = sorted({a for pair in ties for a in pair})
    place = {name: i for i, name in enumerate(names)}
    signs: npt.NDArray[np.float64] = np.zeros((len(names), len(names)))
    for (a, b), sign in ties.items():
        signs[place[a], place[b]] = signs[place[b], place[a]] = sign
    signed, plain = np.linalg.eigvalsh(signs), np.linalg.eigvalsh(np.abs(signs))
    top = plain.max()  # subtracted from both, so that no exponential overflows
    return float(np.exp(signed - top).sum() / np.exp(plain - top).sum())


def frustration(ties: SignedTies, seconds: float = 60.0) -> Frustration:
    """The exact frustration index by integer programming (Aref & Wilson's AND model).

    One binary per actor (its camp) and one per tie (stands against the camps); ``x`` of the best
    tied actor is fixed, as the camps may be swapped. Odd triangles each cost at least one tie.
    """
    names = sorted({a for pair in ties for a in pair})
    if not names:
        return Frustration(0, 0, None, True, (frozenset(), frozenset()), ())
    camp, least, proven = _solve(ties, names, seconds)
    against = tuple(p for p, sign in ties.items() if (camp[p[0]] == camp[p[1]]) != (sign > 0))
    first = frozenset(n for n in names if camp[n])
    camps = (first, frozenset(names) - first)
    count = len(against)
    index = 1 - 2 * count / len(ties)
    return Frustration(count, count if proven else least, index, proven, camps, against)


def _solve(ties: SignedTies, names: list[str], seconds: float) -> tuple[dict[str, bool], int, bool]:
    """(camp of each actor, proven lower bound, whether it is the optimum)."""
    import highspy  # noqa: PLC0415 -- heavy, and only this question needs it

    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    model.setOptionValue("time_limit", seconds)
    model.setOptionValue("threads", 1)
    x = {name: model.addBinary() for name in names}
    f = {pair: model.addBinary() for pair in ties}
    for (a, b), sign in ties.items():
        if sign > 0:
            model.addConstr(f[a, b] - x[a] + x[b] >= 0)
            model.addConstr(f[a, b] + x[a] - x[b] >= 0)
        else:
            model.addConstr(f[a, b] - x[a] - x[b] >= -1)
            model.addConstr(f[a, b] + x[a] + x[b] >= 1)
    for triad in triads(ties):
        if triad.odd:
            a, b, c = triad.actors
            model.addConstr(f[a, b] + f[a, c] + f[b, c] >= 1)
    degree = Counter(name for pair in ties for name in pair)
    model.addConstr(x[max(names, key=degree.__getitem__)] >= 1)
    model.minimize(sum(f.values()))
    proven = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    info = model.getInfo()
    least = 0 if info.mip_dual_bound < 0 else int(np.ceil(info.mip_dual_bound - 1e-6))
    return {n: bool(model.val(v) > 0.5) for n, v in x.items()}, least, proven
