"""Which camps the record's relations lead to, and whether what came next bore that out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from contested.errors import ScenarioError
from contested.record.model import Relation
from contested.study.whatif.battle import Array
from contested.study.whatif.camps import Camps, camps


@dataclass(frozen=True, slots=True)
class Later:
    """A pair of whom later months speak: the sign the camps give, the later weight and claims."""

    a: str
    b: str
    before: float  # weight up to the month, 0 when nothing was said
    camps: int
    later: float
    claims: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Lead:
    """``right``: share of later pairs whose sign the camps gave. ``kept``: the same for the sign
    that each pair had already (pairs without one count as wrong). None where nothing came later."""

    month: str
    camps: Camps
    later: tuple[Later, ...]
    right: float | None
    kept: float | None


def lead(relations: Iterable[Relation], month: str) -> Lead:
    """Camps from all relations up to ``month`` (YYYY-MM, all narrators together), and the rest.

    Raises ScenarioError when fewer than three actors are tied by then.
    """
    every = [r for r in relations if r.narrator is None]
    before = _net(r for r in every if r.month <= month)
    after = _net(r for r in every if r.month > month and r.month[0].isdigit())
    names = tuple(sorted({x for pair in before for x in pair}))
    if len(names) < 3:
        raise ScenarioError(f"up to {month} the record ties {len(names)} actors: camps need three")
    found = camps(names, _matrix(names, before))
    sign = {n: 1 if v >= 0 else -1 for n, v in zip(names, found.pull, strict=True)}
    later = tuple(
        Later(a, b, before.get((a, b), (0.0, ()))[0], sign[a] * sign[b], weight, claims)
        for (a, b), (weight, claims) in sorted(after.items())
        if a in sign and b in sign and weight != 0
    )
    right = [x.camps * x.later > 0 for x in later]
    kept = [x.before * x.later > 0 for x in later]
    share = (float(np.mean(right)), float(np.mean(kept))) if later else (None, None)
    return Lead(month, found, later, *share)


Net = dict[tuple[str, str], tuple[float, tuple[str, ...]]]


def _net(relations: Iterable[Relation]) -> Net:
    """Weights of both directions and all months, each by its claims, for every sorted pair."""
    total: dict[tuple[str, str], float] = defaultdict(float)
    count: dict[tuple[str, str], int] = defaultdict(int)
    claims: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for one in relations:
        pair = (one.a, one.b) if one.a < one.b else (one.b, one.a)
        told = (*one.positive, *one.negative)
        total[pair] += one.weight * len(told)
        count[pair] += len(told)
        claims[pair].update(dict.fromkeys(told))
    return {p: (total[p] / max(count[p], 1), tuple(claims[p])) for p in total}


def _matrix(names: tuple[str, ...], ties: Net) -> Array:
    at = {n: k for k, n in enumerate(names)}
    out = np.zeros((len(names), len(names)))
    for (a, b), (weight, _) in ties.items():
        out[at[a], at[b]] = out[at[b], at[a]] = weight
    return out
