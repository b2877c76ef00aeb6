"""What the monthly relations add up to: the matrix, where narrators part, who changed sides."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from contested.record.model import Relation
from contested.record.relations import UNDATED
from contested.record.weights import Weights, relation_weights


@dataclass(frozen=True, slots=True)
class Standing:
    """How ``a`` stands to ``b`` over all months: the mean of their weights, each by its claims."""

    a: str
    b: str
    weight: float
    months: tuple[str, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parting:
    """Narrators who put one pair on opposite sides in the same month."""

    a: str
    b: str
    month: str
    friends: tuple[Relation, ...]
    foes: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """``a`` changed sides towards ``b`` between two months, by all narrators together."""

    a: str
    b: str
    before: Relation
    after: Relation


def matrix(relations: Iterable[Relation], narrator: str | None = None) -> tuple[Standing, ...]:
    """Friend or foe for each pair with evidence, by one narrator or by all (None)."""
    pairs: dict[tuple[str, str], list[Relation]] = {}
    for one in relations:
        if one.narrator == narrator:
            pairs.setdefault((one.a, one.b), []).append(one)
    return tuple(_standing(a, b, pairs[a, b]) for a, b in sorted(pairs))


def where_narrators_part(
    relations: Iterable[Relation], weights: Weights | None = None
) -> tuple[Parting, ...]:
    """Cells of one month in which some narrators see friends and others foes."""
    least = (weights or relation_weights()).least
    cells: dict[tuple[str, str, str], list[Relation]] = {}
    for one in relations:
        if one.narrator is not None and one.month != UNDATED and abs(one.weight) >= least:
            cells.setdefault((one.a, one.b, one.month), []).append(one)
    found: list[Parting] = []
    for key in sorted(cells):
        friends = tuple(r for r in cells[key] if r.weight > 0)
        foes = tuple(r for r in cells[key] if r.weight < 0)
        if friends and foes:
            found.append(Parting(*key, friends, foes))
    return tuple(found)


def turns(relations: Iterable[Relation], weights: Weights | None = None) -> tuple[Turn, ...]:
    """Pairs whose sign changed from one month with evidence to the next; near-zero months are no
    side, so a change passes over them.

    Somebody must have seen both sides of it: one narrator whose own sign changed, before and
    after. Two narrators who differ all along, one heard earlier, tell of no turn.
    """
    relations = tuple(relations)
    heard: dict[tuple[str, str, str], set[tuple[str, bool]]] = {}
    for one in relations:
        if one.narrator is not None and one.weight:
            heard.setdefault((one.a, one.b, one.month), set()).add((one.narrator, one.weight > 0))
    least = (weights or relation_weights()).least
    pairs: dict[tuple[str, str], list[Relation]] = {}
    for one in relations:
        if one.narrator is None and one.month != UNDATED and abs(one.weight) >= least:
            pairs.setdefault((one.a, one.b), []).append(one)
    found: list[Turn] = []
    for a, b in sorted(pairs):
        months = sorted(pairs[a, b], key=lambda r: r.month)
        for before, after in pairwise(months):
            was, now = (heard.get((a, b, r.month), set()) for r in (before, after))
            if before.weight * after.weight < 0 and _one_saw(was, now, after.weight > 0):
                found.append(Turn(a, b, before, after))
    return tuple(found)


def _one_saw(was: set[tuple[str, bool]], now: set[tuple[str, bool]], friendly: bool) -> bool:
    """Whether a narrator told the one side before and the other after."""
    before = {who for who, sign in was if sign is not friendly}
    return bool(before & {who for who, sign in now if sign is friendly})


def _standing(a: str, b: str, months: list[Relation]) -> Standing:
    shares = [len(r.positive) + len(r.negative) for r in months]
    weight = sum(r.weight * n for r, n in zip(months, shares, strict=True)) / sum(shares)
    return Standing(
        a,
        b,
        weight,
        tuple(sorted(r.month for r in months)),
        tuple(dict.fromkeys(c for r in months for c in r.positive)),
        tuple(dict.fromkeys(c for r in months for c in r.negative)),
    )
