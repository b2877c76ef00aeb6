"""What claims are taken for: kinds and acts for others, and in which way fields are wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from contested.scoring.agreement import (
    FIELDS,
    Claim,
    actors,
    chain_keys,
    field_right,
    is_scored,
    quantity_keys,
)
from contested.scoring.matching import LEAST_OVERLAP, overlap

Pairs = Sequence[tuple[int, int]]
WORST = 10


@dataclass(frozen=True, slots=True)
class Confusion:
    """One way of going wrong: how often, and one claim of it.

    ``example`` is the id of the system's claim, ``file`` and ``start`` where its evidence begins.
    """

    what: str  # kind, act, or the name of a field
    gold: str
    system: str
    count: int
    example: str
    file: str
    start: int


def confusions(gold: Sequence[Claim], system: Sequence[Claim], pairs: Pairs) -> list[Confusion]:
    """Every confusion, the most frequent first; ties in the order of the text."""
    found: dict[tuple[str, str, str], list[Claim]] = {}
    for what, wanted, given, claim in (
        *_kinds(gold, system, pairs),
        *_acts(gold, system, pairs),
        *_fields(gold, system, pairs),
    ):
        found.setdefault((what, wanted, given), []).append(claim)
    ranked = sorted(found.items(), key=lambda item: -len(item[1]))
    return [_confusion(key, claims) for key, claims in ranked]


def _confusion(key: tuple[str, str, str], claims: Sequence[Claim]) -> Confusion:
    first = claims[0]
    example, start = str(first.get("id", "?")), int(first["evidence"]["start"])
    return Confusion(*key, len(claims), example, str(first["file"]), start)


Slip = tuple[str, str, str, Claim]


def _kinds(gold: Sequence[Claim], system: Sequence[Claim], pairs: Pairs) -> Iterator[Slip]:
    """Unmatched gold beside an unmatched claim: of another kind, or of too little in common."""
    found, given = {i for i, _ in pairs}, {j for _, j in pairs}
    free = [s for j, s in enumerate(system) if j not in given]
    for claim in (g for i, g in enumerate(gold) if i not in found):
        near = [s for s in free if s["file"] == claim["file"]]
        best = max(near, key=lambda s: overlap(claim, s), default=None)
        if best is None or not overlap(claim, best):
            continue
        free.remove(best)
        kind, other = str(claim["kind"]), str(best["kind"])
        if overlap(claim, best) >= LEAST_OVERLAP:
            yield "kind", kind, other, best
        elif kind == other:
            yield "evidence", kind, "less than half in common", best


def _acts(gold: Sequence[Claim], system: Sequence[Claim], pairs: Pairs) -> Iterator[Slip]:
    for i, j in pairs:
        wanted, given = gold[i].get("act"), system[j].get("act")
        if "act" in gold[i] and wanted != given:
            yield "act", str(wanted or "none"), str(given or "none"), system[j]


def _fields(gold: Sequence[Claim], system: Sequence[Claim], pairs: Pairs) -> Iterator[Slip]:
    for name in FIELDS:
        if name == "act":
            continue
        for i, j in pairs:
            if is_scored(name, gold[i]) and not field_right(name, gold[i], system[j]):
                yield name, *_slip(name, gold[i], system[j]), system[j]


def _slip(name: str, gold: Claim, system: Claim) -> tuple[str, str]:
    """In which way a field is wrong, in a few words for each side."""
    if name == "time":
        return str(gold["time"]["basis"]), _span_slip(gold["time"], system.get("time") or {})
    if name in ("agents", "targets"):
        wanted, given = _known(actors(gold, name)), _known(actors(system, name))
        return wanted, f"other {given}" if wanted == given else given
    if name == "chain":
        wanted, given = _links(gold), _links(system)
        return wanted, f"other {given}" if wanted == given else given
    if name == "places":
        return _set_slip(_places(gold), _places(system))
    if name == "quantities":
        return _set_slip(quantity_keys(gold), quantity_keys(system))
    return str(gold.get(name)), str(system.get(name))


def _known(keys: frozenset[str]) -> str:
    """Whether a role's actors are in the registry, as the claim has them."""
    if not keys:
        return "nobody"
    return "unregistered" if any(k.startswith("~") for k in keys) else "registered"


def _links(claim: Claim) -> str:
    links = len(chain_keys(claim))
    return "no link" if links == 0 else "1 link" if links == 1 else f"{links} links"


def _span_slip(gold: Claim, system: Claim) -> str:
    if not system.get("start") and not system.get("end"):
        return "none"
    ends = [k for k in ("start", "end") if gold.get(k) != system.get(k)]
    return f"{system.get('basis', 'stated')}, other {' and '.join(ends)}"


def _set_slip(gold: frozenset[Any], system: frozenset[Any]) -> tuple[str, str]:
    if not gold or not system:
        return "some" if gold else "none", "some" if system else "none"
    if gold < system:
        return "some", "more"
    return ("some", "fewer") if gold > system else ("some", "others")


def _places(claim: Claim) -> frozenset[Any]:
    return frozenset(str(p.get("name")) for p in claim.get("places") or ())
