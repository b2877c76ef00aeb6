"""Matching of system and gold claims, as the design defines it, and the scores that follow.

Claims are contract objects (parsed JSON lines). One to one within a file and kind, maximum total
overlap, pairs only when the overlap of the evidence is at least half of their union.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from contested.names import fold
from contested.scoring.metrics import Counts

Claim = Mapping[str, Any]
LEAST_OVERLAP = 0.5
SAME_PLACE_KM = 10.0


def overlap(one: Claim, other: Claim) -> float:
    """Characters of evidence shared by both over characters in either (0–1)."""
    a, b = one["evidence"], other["evidence"]
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    union = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return shared / union if shared > 0 else 0.0


_STOP = re.compile(r"\s(?:of|in|at|from|near|on|for|with|who|which|that|by|to|under)\b|[,;:(\[]")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def head_word(mention: str) -> str:
    """The head of an English noun phrase: its last word before a post-modifier, folded."""
    core = _STOP.split(mention.strip(), maxsplit=1)[0]
    words = _WORD.findall(core) or _WORD.findall(mention)
    return re.sub(r"['’]s$", "", words[-1]).casefold() if words else ""


def actor_key(actor: Claim) -> str:
    """The registry id, or ``~head`` of the mention (or name) of an actor outside the registry."""
    if actor.get("actor"):
        return str(actor["actor"])
    return "~" + head_word(actor.get("mention") or actor.get("name") or "")


def actors(claim: Claim, role: str) -> frozenset[str]:
    """The keys of a role's actors."""
    return frozenset(actor_key(a) for a in claim.get(role) or ())


def chain_keys(claim: Claim) -> tuple[frozenset[str], ...]:
    """Speakers by depth, outermost first; co-sources share a set."""
    depths: dict[int, set[str]] = {}
    for link in claim.get("chain") or ():
        depths.setdefault(int(link["depth"]), set()).add(actor_key(link))
    return tuple(frozenset(depths[d]) for d in sorted(depths))


def quantity_keys(claim: Claim) -> frozenset[tuple[Any, ...]]:
    """What is counted, low and high."""
    return frozenset(
        (q["what"], q.get("low"), q.get("high")) for q in claim.get("quantities") or ()
    )


def distance_km(one: Claim, other: Claim) -> float:
    """Great-circle distance of two places; infinite when either has no coordinates."""
    if None in (one.get("lat"), one.get("lon"), other.get("lat"), other.get("lon")):
        return float("inf")
    a, b = radians(one["lat"]), radians(other["lat"])
    across = radians(other["lon"] - one["lon"])
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(across / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def _same_place(one: Claim, other: Claim) -> bool:
    names = [fold(p.get("name") or p.get("mention") or "") for p in (one, other)]
    return names[0] == names[1] or distance_km(one, other) <= SAME_PLACE_KM


def _same_places(gold: Claim, system: Claim) -> bool:
    wanted, given = list(gold.get("places") or ()), list(system.get("places") or ())
    return all(any(_same_place(w, g) for g in given) for w in wanted) and all(
        any(_same_place(w, g) for w in wanted) for g in given
    )


def _same_time(gold: Claim, system: Claim) -> bool:
    """Intervals are equal; gold that gives none asks only for the basis (the account's date)."""
    a, b = gold.get("time") or {}, system.get("time") or {}
    keys = ("start", "end") if "start" in a or "end" in a else ("basis",)
    return all(a.get(k) == b.get(k) for k in keys)


FIELDS = (
    "act",
    "sign",
    "agents",
    "targets",
    "places",
    "time",
    "quantities",
    "chain",
    "stance",
    "treatment",
)


def field_right(name: str, gold: Claim, system: Claim) -> bool:
    """Whether the system's field says what gold's does (the design's Matching)."""
    if name in ("agents", "targets"):
        return actors(gold, name) == actors(system, name)
    if name == "chain":
        return chain_keys(gold) == chain_keys(system)
    if name == "quantities":
        return quantity_keys(gold) == quantity_keys(system)
    if name == "places":
        return _same_places(gold, system)
    if name == "time":
        return _same_time(gold, system)
    return bool(gold.get(name) == system.get(name))


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
    """Match and score; a field that a gold object leaves out is not scored for that claim."""
    pairs = match(gold, system)
    claims = {"all": Counts(len(pairs), len(system), len(gold))}
    for kind in sorted({str(c["kind"]) for c in [*gold, *system]}):
        claims[kind] = Counts(
            sum(gold[i]["kind"] == kind for i, _ in pairs),
            sum(c["kind"] == kind for c in system),
            sum(c["kind"] == kind for c in gold),
        )
    right = {f: _right(f, gold, system, pairs) for f in FIELDS}
    fields = {
        f: Counts(n, len(system) - len(pairs) + held, sum(f in c for c in gold))
        for f, (n, held) in right.items()
    }
    whole = sum(
        all(f not in gold[i] or field_right(f, gold[i], system[j]) for f in FIELDS)
        for i, j in pairs
    )
    return MatchScore(claims, fields, right, Counts(whole, len(system), len(gold)))


def _right(
    name: str, gold: Sequence[Claim], system: Sequence[Claim], pairs: Iterable[tuple[int, int]]
) -> tuple[int, int]:
    scored = [(gold[i], system[j]) for i, j in pairs if name in gold[i]]
    return sum(field_right(name, g, s) for g, s in scored), len(scored)
