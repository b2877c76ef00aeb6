"""How sides stand to each other around a date, by the record's relations."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from contested.record.model import Relation
from contested.study.whatif.scenario import Backing

_BEFORE_DAYS, _AFTER_DAYS = 365, 62
Ties = Mapping[frozenset[str], "Tie"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sides: net ``weight`` (claims times weights), ``friendly`` claims, and claims of
    ``hostile`` acts by each of them."""

    weight: float
    friendly: tuple[str, ...]
    hostile: Mapping[str, tuple[str, ...]]

    @property
    def against(self) -> tuple[str, ...]:
        """All claims of hostile acts between them."""
        return tuple(dict.fromkeys(c for claims in self.hostile.values() for c in claims))

    @property
    def at_odds(self) -> bool:
        """Whether any such act is claimed, or nothing friendly is."""
        return bool(self.against) or not self.friendly


def find_ties(relations: Iterable[Relation], day: str, side_of: Callable[[str], str]) -> Ties:
    """Over the year before ``day`` and the two months after it, all narrators together."""
    now = date.fromisoformat(day)
    first = (now - timedelta(days=_BEFORE_DAYS)).isoformat()[:7]
    last = (now + timedelta(days=_AFTER_DAYS)).isoformat()[:7]
    weight: dict[frozenset[str], float] = defaultdict(float)
    good: dict[frozenset[str], dict[str, None]] = defaultdict(dict)
    bad: dict[frozenset[str], dict[str, dict[str, None]]] = defaultdict(dict)
    for one in relations:
        a, b = side_of(one.a), side_of(one.b)
        if one.narrator is not None or a == b or not first <= one.month <= last:
            continue
        pair = frozenset((a, b))
        weight[pair] += one.weight * len({*one.positive, *one.negative})
        good[pair].update(dict.fromkeys(one.positive))
        bad[pair].setdefault(a, {}).update(dict.fromkeys(one.negative))
    return {
        pair: Tie(
            total,
            tuple(good[pair]),
            {a: tuple(claims) for a, claims in bad[pair].items()},
        )
        for pair, total in weight.items()
    }


def backers(sides: tuple[str, ...], ties: Ties) -> tuple[Backing, ...]:
    """Outsiders whose net tie to a side is friendly, the best attested first."""
    out = []
    for pair, tie in ties.items():
        outside = [x for x in pair if x not in sides]
        if len(outside) == 1 and tie.weight > 0 and tie.friendly:
            (side,) = pair - {outside[0]}
            out.append(Backing(outside[0], side, tie.friendly, _grounds(tie)))
    return tuple(sorted(out, key=lambda b: (-len(b.claims), b.by, b.of)))


def _grounds(tie: Tie) -> str:
    return f"claims for it: {len(tie.friendly)}, against: {len(tie.against)}"


def nearest_side(backing: Iterable[Backing]) -> Mapping[str, str]:
    """The one side that each backer stands nearest to: what it sends goes there."""
    first: dict[str, str] = {}
    for back in backing:
        first.setdefault(back.by, back.of)
    return first
