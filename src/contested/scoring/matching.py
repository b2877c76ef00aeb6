"""Matching of system and gold claims, as the design defines it, and the scores that follow.

Claims are contract objects (parsed JSON lines). One to one within a file and kind, maximum total
overlap, pairs only when the overlap of the evidence is at least half of their union.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from contested.scoring.agreement import FIELDS, Claim, field_right, is_scored
from contested.scoring.metrics import Counts

LEAST_OVERLAP = 0.5


def overlap(one: Claim, other: Claim) -> float:
    """Characters of evidence shared by both over characters in either (0–1)."""
    a, b = one["evidence"], other["evidence"]
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    union = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return shared / union if shared > 0 else 0.0


def match(gold: Sequence[Claim], system: Sequence[Claim]) -> tuple[tuple[int, int], ...]:
    """(gold index, system index) pairs: one to one, maximum total overlap, kinds and files equal.

    Among pairings of equal overlap (two claims on one span) the one with more acts and roles
    right is taken.
    """
    pairs: list[tuple[int, int]] = []
    for mine, theirs in _blocks(gold, system):
        weights = np.array([[_weight(gold[i], system[j]) for j in theirs] for i in mine])
        rows, columns = linear_sum_assignment(weights, maximize=True)
        pairs += [
            (mine[r], theirs[c])
            for r, c in zip(rows, columns, strict=True)
            if weights[r, c] >= LEAST_OVERLAP
        ]
    return tuple(sorted(pairs))


def _weight(gold: Claim, system: Claim) -> float:
    share = overlap(gold, system)
    if share < LEAST_OVERLAP:
        return 0.0
    agree = sum(field_right(f, gold, system) for f in ("act", "agents", "targets"))
    return share + 1e-4 * agree


def _blocks(
    gold: Sequence[Claim], system: Sequence[Claim]
) -> Iterable[tuple[list[int], list[int]]]:
    """Indices of gold and system claims that share a file and a kind."""
    sides: list[dict[tuple[str, str], list[int]]] = [{}, {}]
    for side, claims in zip(sides, (gold, system), strict=True):
        for index, claim in enumerate(claims):
            side.setdefault((claim["file"], claim["kind"]), []).append(index)
    return ((sides[0][k], sides[1][k]) for k in sorted(sides[0].keys() & sides[1].keys()))


@dataclass(frozen=True, slots=True)
class MatchScore:
    """``claims``: found and matched, by kind and ``all``; ``fields``: right among all claims;
    ``exact``: (right, matched) pairs by field; ``whole``: claims right in every field of gold."""

    claims: dict[str, Counts]
    fields: dict[str, Counts]
    exact: dict[str, tuple[int, int]]
    whole: Counts


def score_claims(gold: Sequence[Claim], system: Sequence[Claim]) -> MatchScore:
    """Match and score; a field that a gold object leaves out is not scored for that claim.

    A field's precision is taken over matched claims whose gold gives it, and over the unmatched
    ones that say something of it.
    """
    pairs = match(gold, system)
    claims = {"all": Counts(len(pairs), len(system), len(gold))}
    for kind in sorted({str(c["kind"]) for c in [*gold, *system]}):
        claims[kind] = Counts(
            sum(gold[i]["kind"] == kind for i, _ in pairs),
            sum(c["kind"] == kind for c in system),
            sum(c["kind"] == kind for c in gold),
        )
    right = {f: _right(f, gold, system, pairs) for f in FIELDS}
    taken = {j for _, j in pairs}
    extra = [s for j, s in enumerate(system) if j not in taken]
    fields = {
        f: Counts(n, held + sum(_says(f, s) for s in extra), sum(is_scored(f, c) for c in gold))
        for f, (n, held) in right.items()
    }
    whole = sum(
        all(not is_scored(f, gold[i]) or field_right(f, gold[i], system[j]) for f in FIELDS)
        for i, j in pairs
    )
    return MatchScore(claims, fields, right, Counts(whole, len(system), len(gold)))


def _says(name: str, system: Claim) -> bool:
    """Whether an unmatched claim says anything of a field that gold does not always give."""
    return is_scored(name, system) if name != "sign" else bool(system["kind"] == "relation")


def _right(
    name: str, gold: Sequence[Claim], system: Sequence[Claim], pairs: Iterable[tuple[int, int]]
) -> tuple[int, int]:
    scored = [(gold[i], system[j]) for i, j in pairs if is_scored(name, gold[i])]
    return sum(field_right(name, g, s) for g, s in scored), len(scored)
