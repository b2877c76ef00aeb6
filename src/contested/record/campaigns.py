"""Whom a side is said to strike, month by month, where accounts speak of a whole campaign.

"Moscow has consistently targeted the moderates" names no day and no place, so it tells of no one
incident; yet it contradicts "our jets hit only terrorists". Here what each narrator says that a
side hit, or spared, stands beside what the others say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from contested.claims.model import Claim
from contested.record.model import Reading
from contested.record.relations import Telling, month_of
from contested.record.sides import CIVILIANS, FIGHTERS, Sides, side_id
from contested.record.statements import asserted, denied


@dataclass(frozen=True, slots=True)
class Campaign:
    """Whom ``agent`` hit (and, some say, spared) in ``month``: one reading for each kind, whose
    ``origins`` are narrators. ``parted`` are pairs of narrators who cannot both be right."""

    agent: str
    month: str
    hit: tuple[Reading, ...]
    spared: tuple[Reading, ...]
    parted: tuple[tuple[str, str], ...]


_Said = dict[str, dict[str, list[str]]]  # kind → narrator → claims


def find_campaigns(claims: Iterable[Claim], telling: Telling, sides: Sides) -> tuple[Campaign, ...]:
    """Every side and month whose strikes two narrators or more tell of; sorted by both."""
    hit: dict[tuple[str, str], _Said] = {}
    spared: dict[tuple[str, str], _Said] = {}
    for claim in claims:
        if claim.kind != "event" or claim.act != "ASSAULT" or not _known(claim):
            continue
        into = hit if asserted(claim) else spared
        who = telling.narrators.get(claim.id, claim.file)
        kinds = {k for t in claim.targets if (k := sides.hit(t)) is not None}
        month = month_of(claim, telling.dates.get(claim.account))
        for agent in {s for a in claim.agents if (s := side_id(a))}:
            said = into.setdefault((agent, month), {})
            for kind in sorted(kinds - {agent}):
                said.setdefault(kind, {}).setdefault(who, []).append(claim.id)
    keys = sorted(set(hit) | set(spared))
    found = (_campaign(key, hit.get(key, {}), spared.get(key, {}), sides) for key in keys)
    return tuple(c for c in found if c is not None)


def _known(claim: Claim) -> bool:
    return asserted(claim) or denied(claim)


def _campaign(key: tuple[str, str], hit: _Said, spared: _Said, sides: Sides) -> Campaign | None:
    narrators = {n for said in (*hit.values(), *spared.values()) for n in said}
    if len(narrators) < 2:
        return None
    alike: dict[tuple[frozenset[str], frozenset[str]], list[str]] = {}
    for narrator in narrators:  # those who say the same are compared once
        alike.setdefault((_by(hit, narrator), _by(spared, narrator)), []).append(narrator)
    parted = {
        (min(a, b), max(a, b))
        for mine, theirs in product(alike, repeat=2)
        if _part(mine[0], *theirs, sides)
        for a, b in product(alike[mine], alike[theirs])
        if a != b
    }
    return Campaign(*key, _readings(hit, sides), _readings(spared, sides), tuple(sorted(parted)))


def _part(
    mine: frozenset[str], theirs: frozenset[str], spared: frozenset[str], sides: Sides
) -> bool:
    """Nothing that I say was hit is what they say was; or they deny what I say."""
    if mine and theirs and not any(sides.same_kind(a, b) for a in mine for b in theirs):
        return True
    return any(a == b or sides.akin(a, b) for a in mine for b in spared)


def _by(said: Mapping[str, Mapping[str, object]], narrator: str) -> frozenset[str]:
    return frozenset(kind for kind, by in said.items() if narrator in by)


def _readings(said: _Said, sides: Sides) -> tuple[Reading, ...]:
    """The kinds that most narrators name first."""
    order = sorted(said, key=lambda k: (-len(said[k]), k))
    return tuple(
        Reading(
            kind if kind in (CIVILIANS, FIGHTERS) else sides.name(kind),
            tuple(dict.fromkeys(c for ids in said[kind].values() for c in ids)),
            tuple(said[kind]),
        )
        for kind in order
    )
