"""How sides stand to each other around a date, by the record's relations."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from contested.record.model import ControlSpell, Relation
from contested.study.whatif.scenario import Backing

_BEFORE_DAYS, _AFTER_DAYS = 365, 62
_PEACE = 2  # friendly claims, none hostile, that make two armed neighbours no enemies
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
        """Whether any such act is claimed; one friendly claim alone makes no peace."""
        return bool(self.against) or len(self.friendly) < _PEACE


def _window(day: str) -> tuple[str, str]:
    now = date.fromisoformat(day)
    first, last = now - timedelta(days=_BEFORE_DAYS), now + timedelta(days=_AFTER_DAYS)
    return first.isoformat(), last.isoformat()


def find_contests(
    spells: Iterable[ControlSpell], day: str, side_of: Callable[[str], str]
) -> Mapping[frozenset[str], tuple[str, ...]]:
    """Claims that one side took a place which the other held, or rings it, in the same window."""
    first, last = _window(day)
    found: dict[frozenset[str], dict[str, None]] = defaultdict(dict)
    held: dict[str, str] = {}
    for spell in sorted(spells, key=lambda s: (s.place, s.start or "")):
        sides = tuple(dict.fromkeys(side_of(h) for h in spell.holders))
        rivals = [side_of(b) for b in spell.besiegers]
        if spell.status != "besieged" and len(sides) == 1:
            rivals += [held[spell.place]] if spell.place in held else []
            held[spell.place] = sides[0]
        if first <= (spell.start or day) <= last:
            for rival in rivals:
                for side in sides:
                    found[frozenset((side, rival))].update(dict.fromkeys(spell.claims))
    return {pair: tuple(claims) for pair, claims in found.items() if len(pair) == 2}


def find_ties(relations: Iterable[Relation], day: str, side_of: Callable[[str], str]) -> Ties:
    """Over the year before ``day`` and the two months after it, all narrators together."""
    first, last = (edge[:7] for edge in _window(day))
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
