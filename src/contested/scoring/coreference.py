"""How like two partitions are: MUC, B-cubed, CEAF-e and their mean, as CoNLL-2012 scored them.

MUC: Vilain et al. 1995; B-cubed: Bagga and Baldwin 1998; CEAF-e: Luo 2005 (similarity phi-4);
the mean of the three F1: Pradhan et al. 2012. Both sides must hold the same mentions.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall in 0–1; F1 follows."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 0 when both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class CorefScore:
    """The three metrics; ``conll`` is the mean of their F1."""

    muc: Score
    b_cubed: Score
    ceaf_e: Score

    @property
    def conll(self) -> float:
        """Mean F1 of MUC, B-cubed and CEAF-e (0–1)."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def score_clusters(
    gold: Mapping[Any, Hashable], system: Mapping[Any, Hashable], singletons: bool = True
) -> CorefScore:
    """Score cluster names by mention. Without ``singletons``, mentions alone in gold are left out
    of both sides. ``ValueError`` when the two hold different mentions."""
    if gold.keys() != system.keys():
        raise ValueError("gold and system cluster different mentions")
    wanted = _clusters(gold, gold.keys())
    kept = {m for c in wanted if singletons or len(c) > 1 for m in c}
    mine, theirs = _clusters(gold, kept), _clusters(system, kept)
    return CorefScore(_muc(mine, theirs), _b_cubed(mine, theirs), _ceaf_e(mine, theirs))


def score_partitions(
    gold: Mapping[Any, Hashable], system: Mapping[Any, Hashable]
) -> tuple[Score, Score]:
    """Pairs of mentions put together, and B-cubed: both linear in the mentions, for large sets."""
    if gold.keys() != system.keys():
        raise ValueError("gold and system cluster different mentions")
    both = _pairs_in(Counter((gold[m], system[m]) for m in gold))
    wanted, given = _pairs_in(Counter(gold.values())), _pairs_in(Counter(system.values()))
    pairs = Score(both / given if given else 0.0, both / wanted if wanted else 0.0)
    return pairs, _b_cubed(_clusters(gold, gold), _clusters(system, gold))


def _pairs_in(sizes: Mapping[Hashable, int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def _clusters(names: Mapping[Any, Hashable], kept: Iterable[Hashable]) -> Clusters:
    out: dict[Hashable, set[Hashable]] = {}
    for mention in kept:
        out.setdefault(names[mention], set()).add(mention)
    return [frozenset(c) for c in out.values()]


def _muc(gold: Clusters, system: Clusters) -> Score:
    return Score(_links_kept(system, gold), _links_kept(gold, system))


def _links_kept(these: Clusters, those: Clusters) -> float:
    """Share of the links needed within ``these`` that ``those`` also make."""
    home = {m: at for at, c in enumerate(those) for m in c}
    kept = sum(len(c) - len({home[m] for m in c}) for c in these)
    needed = sum(len(c) - 1 for c in these)
    return kept / needed if needed else 0.0


def _b_cubed(gold: Clusters, system: Clusters) -> Score:
    return Score(_shared(system, gold), _shared(gold, system))


def _shared(these: Clusters, those: Clusters) -> float:
    """Mean over mentions of the share of their cluster here that is with them there too."""
    home = {m: c for c in those for m in c}
    total = sum(len(c & home[m]) / len(c) for c in these for m in c)
    mentions = sum(len(c) for c in these)
    return total / mentions if mentions else 0.0


def _ceaf_e(gold: Clusters, system: Clusters) -> Score:
    if not gold or not system:
        return Score(0.0, 0.0)
    home: dict[Hashable, int] = {m: at for at, c in enumerate(gold) for m in c}
    alike = np.zeros((len(system), len(gold)))
    for row, cluster in enumerate(system):
        for column in {home[m] for m in cluster}:
            both = gold[column]
            alike[row, column] = 2 * len(cluster & both) / (len(cluster) + len(both))
    rows, columns = linear_sum_assignment(alike, maximize=True)
    best = float(alike[rows, columns].sum())
    return Score(best / len(system), best / len(gold))
