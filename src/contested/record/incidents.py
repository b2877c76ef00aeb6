"""Claims of many accounts into incidents with their origins: ``find_incidents``."""

import gc
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from contested.claims.model import Actor, Claim, Place
from contested.claims.registry import load_registry
from contested.ids import incident_id
from contested.record.accounts_of import AccountText
from contested.record.blocking import Pair, candidate_pairs
from contested.record.cluster import cluster
from contested.record.coding import code
from contested.record.compare import compare, leans_on, log_odds
from contested.record.findings import weights
from contested.record.in_context import read_sketches
from contested.record.model import Incident, Site
from contested.record.origins import Ways, find_origins, is_interested
from contested.record.reuse import Reuse, find_reuse
from contested.record.sides import Sides
from contested.record.sketch import Sketch
from contested.record.speakers import read_speakers
from contested.record.wholes import find_wholes
from contested.record.words import record_words

_KINDS = ("event", "control")
_UNREAL = ("future", "hypothetical")
_MOST_POSSIBLY = 5
_MOST_WHY = 12  # claims of an incident whose tie is told
_NEVER = -math.inf
ClaimPair = tuple[str, str]


def find_incidents(
    claims: Sequence[Claim],
    accounts: Mapping[str, AccountText],
    same: Iterable[ClaimPair] = (),
    distinct: Iterable[ClaimPair] = (),
    sides: Sides | None = None,
) -> tuple[tuple[Incident, ...], tuple[str, ...]]:
    """Incidents with their origins, and the ids of claims that stay loose.

    ``same`` and ``distinct`` are pairs of claim ids that a person decided. Events and control that
    are said to have happened (or not to have) take part; a claim without place or time that
    nothing ties to another stays loose. Disputes, grades and tolls are filled by their own stages.
    ``sides`` read a case's own registry; the packaged one by default.
    """
    with uncollected():
        return _find(claims, accounts, (same, distinct), sides or Sides(load_registry()))


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the cycle collector: nothing here makes cycles, and walking millions of claims again
    and again would cost a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _find(
    claims: Sequence[Claim],
    accounts: Mapping[str, AccountText],
    judged: tuple[Iterable[ClaimPair], Iterable[ClaimPair]],
    sides: Sides,
) -> tuple[tuple[Incident, ...], tuple[str, ...]]:
    told = sorted((c for c in claims if happens(c)), key=lambda c: _order(c, accounts))
    sketches = read_sketches(told, accounts, sides)
    copied = find_copied(told, find_reuse(_with_claims(told, accounts)))
    index = {c.id: i for i, c in enumerate(told)}
    joined, parted = (_pairs(pairs, index) for pairs in judged)
    taken = {(min(p), max(p)) for b, a in copied.items() for p in [(index[a], index[b])]}
    odds = compare_all(sketches, taken)
    members, between = cluster(len(told), odds, weights()["same"], joined, parted)
    groups = _Groups(told, sketches, members, between, nearest(odds, members), taken)
    ways = Ways(read_speakers(claims, accounts, sides.registry), accounts, copied, sides)
    return _assemble(groups, ways, {i for p in joined for i in p})


def happens(claim: Claim) -> bool:
    """Whether a claim tells of something that happened or did not: no forecast, aim or total."""
    return claim.kind in _KINDS and claim.modality not in _UNREAL


def compare_all(sketches: Sequence[Sketch], copied: set[Pair]) -> dict[Pair, float]:
    """Log-odds of every pair worth comparing; ``copied`` pairs share words."""
    pairs = candidate_pairs(sketches) | copied
    odds = {p: log_odds(sketches[p[0]], sketches[p[1]], p in copied) for p in pairs}
    return lean(odds, sketches)


def lean(odds: dict[Pair, float], sketches: Sequence[Sketch]) -> dict[Pair, float]:
    """The log-odds, those of a claim that leans on the one before it at least as good as that
    one's, as far as the two are one: what it leaves unsaid is what was said there."""
    best = _leaning(odds, sketches)
    out = dict(odds)
    for a, b in odds if best else ():
        for then, other in ((a, b), (b, a)):
            value, first = best.get(then, (0.0, other))
            if first != other:
                source = odds.get((min(first, other), max(first, other)), _NEVER)
                out[a, b] = max(out[a, b], min(value, source))
    return out


def _leaning(
    odds: Mapping[Pair, float], sketches: Sequence[Sketch]
) -> dict[int, tuple[float, int]]:
    """Claims of violence that lean on an earlier one that they are one with: the log-odds of the
    two, and that earlier one."""
    same = weights()["same"]
    best: dict[int, tuple[float, int]] = {}
    for (a, b), value in odds.items():
        if value < same or sketches[a].account != sketches[b].account:
            continue
        then, first = (a, b) if sketches[a].start > sketches[b].start else (b, a)
        if sketches[a].family == "violence" and leans_on(sketches[then], sketches[first]):
            best[then] = max(best.get(then, (value, first)), (value, first))
    return best


def find_copied(claims: Sequence[Claim], reuses: Iterable[Reuse]) -> dict[str, str]:
    """Claims whose evidence repeats an earlier claim's: its id → the earlier one's.

    The words must overlap by half, the names and numbers of the stretch be the same, and so the
    kind and act; of several sources the earliest account's is taken.
    """
    by_account: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_account[claim.account].append(claim)
    out: dict[str, str] = {}
    for reuse in reuses:
        if not reuse.facts:
            continue
        shift = reuse.source.start - reuse.copy.start
        for claim in by_account.get(reuse.copy.account, ()):
            said = claim.evidence
            if claim.id in out or not _inside(
                said.start, said.end, reuse.copy.start, reuse.copy.end
            ):
                continue
            for source in by_account.get(reuse.source.account, ()):
                there = source.evidence
                if (source.kind, source.act) == (claim.kind, claim.act) and _meet(
                    (said.start + shift, said.end + shift), (there.start, there.end)
                ):
                    out[claim.id] = source.id
    return out


def _inside(start: int, end: int, first: int, last: int) -> bool:
    return 2 * (min(end, last) - max(start, first)) >= end - start


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches share half of the shorter."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def _order(claim: Claim, accounts: Mapping[str, AccountText]) -> tuple[str, str, int, str]:
    account = accounts.get(claim.account)
    day = (account.date if account else None) or "9999"
    return day, claim.account, claim.evidence.start, claim.id


def _with_claims(
    claims: Sequence[Claim], accounts: Mapping[str, AccountText]
) -> dict[str, AccountText]:
    wanted = {c.account for c in claims}
    return {i: a for i, a in accounts.items() if i in wanted}


def _pairs(pairs: Iterable[ClaimPair], index: Mapping[str, int]) -> list[Pair]:
    return [(index[a], index[b]) for a, b in pairs if a in index and b in index]


@dataclass(frozen=True, slots=True)
class _Groups:
    """Claims in order, their sketches, the clusters as indices and how like clusters are."""

    claims: Sequence[Claim]
    sketches: Sequence[Sketch]
    members: Sequence[Sequence[int]]
    between: Mapping[Pair, float]
    nearest: Mapping[int, int]
    copied: set[Pair]

    def why(self, members: Sequence[int]) -> tuple[str, ...]:
        """How many claims, and what tied each to the one that it is most like."""
        accounts = len({self.claims[i].account for i in members})
        out = [f"{len(members)} claims of {accounts} accounts"]
        for i in members[: _MOST_WHY + 1]:
            if i in self.nearest:
                pair = min(i, self.nearest[i]), max(i, self.nearest[i])
                found = compare(self.sketches[pair[0]], self.sketches[pair[1]], pair in self.copied)
                reasons = "; ".join(found.why)
                out.append(f"{self.claims[i].id} with {self.claims[self.nearest[i]].id}: {reasons}")
        return tuple(out)


def nearest(odds: Mapping[Pair, float], members: Sequence[Sequence[int]]) -> dict[int, int]:
    """For each claim that is not the first of its group, the likest one of the group it was
    compared with."""
    home = {i: at for at, group in enumerate(members) for i in group}
    best: dict[int, tuple[float, int]] = {}
    for (a, b), value in odds.items():
        if home[a] == home[b]:
            for one, other in ((a, b), (b, a)):
                if one not in best or (value, -other) > (best[one][0], -best[one][1]):
                    best[one] = value, other
    firsts = {group[0] for group in members}
    return {i: other for i, (_, other) in best.items() if i not in firsts}


def _assemble(
    groups: _Groups, ways: Ways, judged: set[int]
) -> tuple[tuple[Incident, ...], tuple[str, ...]]:
    loose = [
        at
        for at, members in enumerate(groups.members)
        if len(members) == 1 and members[0] not in judged and _is_loose(groups.sketches[members[0]])
    ]
    left_out = set(loose)
    wholes = find_wholes([[groups.sketches[i] for i in m] for m in groups.members])
    ids = [incident_id(groups.claims[m[0]].id) for m in groups.members]
    near = _possibly(groups.between, left_out)
    incidents = tuple(
        _incident(
            [groups.claims[i] for i in members],
            ways,
            _Among(
                ids[at],
                groups.why(members),
                tuple(ids[n] for n in near.get(at, ())),
                ids[wholes[at]] if at in wholes and wholes[at] not in left_out else None,
            ),
        )
        for at, members in enumerate(groups.members)
        if at not in left_out
    )
    return incidents, tuple(groups.claims[groups.members[at][0]].id for at in loose)


def _is_loose(s: Sketch) -> bool:
    """Without a place (where its kind of act needs one) or a time."""
    placeless = s.family in record_words().placeless
    return not s.dated or not (s.placed or s.around or placeless)


def _possibly(between: Mapping[Pair, float], left_out: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), mean in between.items():
        if mean >= weights()["possibly"] and not {a, b} & left_out:
            found[a].append((-mean, b))
            found[b].append((-mean, a))
    return {at: [n for _, n in sorted(near)[:_MOST_POSSIBLY]] for at, near in found.items()}


@dataclass(frozen=True, slots=True)
class _Among:
    """An incident among the others: its id, why its claims are one, and what it is near to."""

    id: str
    why: tuple[str, ...]
    possibly: tuple[str, ...]
    part_of: str | None


def _incident(claims: Sequence[Claim], ways: Ways, among: _Among) -> Incident:
    plain = [c for c in claims if c.stance == "asserted"] or list(claims)
    act = _most(c.act for c in plain)
    leading = [c for c in plain if c.act == act]
    place = _best_place(plain)
    start, end = _when(claims)
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days if start and end else None
    origins = find_origins(claims, ways)
    agents = _named(a for c in plain for a in c.agents)
    acled = _most(c.acled for c in leading)
    return Incident(
        id=among.id,
        claims=tuple(c.id for c in claims),
        kind=leading[0].kind,
        act=act,
        mode=_most(c.mode for c in leading),
        acled=acled,
        quad=_most(c.quad for c in leading),
        sign=leading[0].sign,
        agents=agents,
        targets=_named(t for c in plain for t in c.targets),
        site=Site(place.name, place.lat, place.lon, place.precision_km) if place else None,
        start=start,
        end=end,
        origins=origins,
        why=among.why,
        possibly=among.possibly,
        part_of=among.part_of,
        coding=code(claims, acled, days, place, ways.sides.registry),
        interested=is_interested(origins, agents, ways.sides),
    )


def _most(values: Iterable[str | None]) -> str | None:
    """The commonest value, the first of equals."""
    counted = Counter(v for v in values if v)
    return counted.most_common(1)[0][0] if counted else None


def _named(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Registry ids or words, the most often told first."""
    counted = Counter(a.actor or a.name or a.mention or "" for a in actors)
    return tuple(name for name, _ in counted.most_common() if name)


def _best_place(claims: Sequence[Claim]) -> Place | None:
    """The mention that says where most exactly, of the place most often told."""
    told = [p for c in claims for p in c.places if p.role not in ("from", "to", "via")]
    if not told:
        return None
    often = Counter(p.name for p in told)
    return min(
        told, key=lambda p: (p.lat is None, (p.precision_km or 99.0), -often[p.name], p.name)
    )


def _when(claims: Sequence[Claim]) -> tuple[str | None, str | None]:
    """The days that most claims state; else the narrowest that any gives."""
    stated = [(c.time.start, c.time.end) for c in claims if c.time.basis != "account"]
    known = [t for t in stated if t[0] or t[1]] or [(c.time.start, c.time.end) for c in claims]
    if not known:
        return None, None
    return Counter(known).most_common(1)[0][0]
