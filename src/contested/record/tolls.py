"""How many were harmed: low, best and high as UCDP GED codes them, split by class of target.

Each origin has one vote, however many accounts repeat it: its largest count of a thing and class,
after a vague count ("dozens") has given way to its own closer one. GED's codebook takes the lowest
and highest reliable figures for low and high, and leans to the lower where sources tie.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from contested.claims.model import Claim
from contested.record import statements
from contested.record.clashes import more_precise_count
from contested.record.model import Incident, Toll
from contested.record.statements import Count

ALL = "all"
_PEOPLE = ("civilian", "combatant")


def count_all(incidents: Iterable[Incident], claims: Mapping[str, Claim]) -> tuple[Incident, ...]:
    """Every incident with its tolls."""
    return tuple(replace(i, tolls=find_tolls(i, claims)) for i in incidents)


def find_tolls(incident: Incident, claims: Mapping[str, Claim]) -> tuple[Toll, ...]:
    """One toll for each thing counted and class of target, and one over all classes."""
    votes, behind = _votes(incident, claims)
    found: list[Toll] = []
    for what in dict.fromkeys(what for what, _ in votes):
        classes = {cls: by for (w, cls), by in votes.items() if w == what}
        if len(classes) > 1:
            found.append(_toll(what, ALL, _totals(what, classes), _all(behind, what)))
        for cls, by in classes.items():
            found.append(_toll(what, cls, by, behind[what, cls]))
    return tuple(found)


_Votes = dict[str, Count]  # origin → its count


def _votes(
    incident: Incident, claims: Mapping[str, Claim]
) -> tuple[dict[tuple[str, str], _Votes], dict[tuple[str, str], tuple[str, ...]]]:
    """(thing, class) → what each origin counts, and the claims behind it."""
    origins = statements.origin_of(incident)
    said: dict[tuple[str, str], dict[str, list[Count]]] = {}
    behind: dict[tuple[str, str], list[str]] = {}
    for claim_id in incident.claims:
        claim = claims[claim_id]
        if not statements.asserted(claim):
            continue
        origin = origins.get(claim_id)
        for count in statements.counts(claim):
            key = (count.what, count.cls)
            by = said.setdefault(key, {})
            by.setdefault(origin.key if origin else claim.account, []).append(count)
            behind.setdefault(key, []).append(claim_id)
    votes = {k: {o: _closest(cs) for o, cs in by.items()} for k, by in said.items()}
    return votes, {k: tuple(ids) for k, ids in behind.items()}


def _closest(counts: list[Count]) -> Count:
    """An origin's own figure: the largest that no other makes more precise."""
    different = set(counts)
    precise = [c for c in different if not any(more_precise_count(d, c) for d in different)]
    return max(precise, key=lambda c: (c.low, -c.high))


def _totals(what: str, classes: Mapping[str, _Votes]) -> _Votes:
    """Each origin's count of people of any class: civilians and fighters add up, and a count of
    people of no stated class holds them."""
    totals: _Votes = {}
    for origin in dict.fromkeys(o for by in classes.values() for o in by):
        parts = [classes[c][origin] for c in _PEOPLE if origin in classes.get(c, {})]
        summed = Count(what, ALL, sum(p.low for p in parts), sum(p.high for p in parts))
        whole = [by[origin] for c, by in classes.items() if c not in _PEOPLE and origin in by]
        totals[origin] = max([summed, *whole] if parts else whole, key=lambda c: c.low)
    return totals


def _toll(what: str, cls: str, votes: _Votes, behind: tuple[str, ...]) -> Toll:
    figures = Counter(f for v in votes.values() if (f := _figure(v)) is not None)
    best = min(figures, key=lambda f: (-figures[f], f), default=None)
    lows = [v.low for v in votes.values() if v.low or v.high == 0]
    highs = [round(v.high) for v in votes.values() if v.high != float("inf")]
    high = max([*highs, *([best] if best is not None else []), *lows], default=None)
    return Toll(what, cls, min(lows, default=None), best, high, _rule(figures, best), behind)


def _figure(count: Count) -> int | None:
    """The number an origin stands for: the lower bound; none for a mere "up to"."""
    return None if count.low == 0 and count.high > 0 else count.low


def _rule(figures: Counter[int], best: int | None) -> str:
    ends = "low and high: the outermost of all origins"
    if best is None:
        return f"{ends}; best: none, only an upper bound is given"
    if len(figures) == 1:
        return (
            f"{ends}; best: the one figure given, by {figures[best]} of {figures.total()} origins"
        )
    tied = sum(n == figures[best] for n in figures.values()) > 1
    if tied:
        return f"{ends}; best: the lowest of {len(figures)} figures that as many origins give"
    return f"{ends}; best: the figure of most origins ({figures[best]} of {figures.total()})"


def _all(behind: Mapping[tuple[str, str], tuple[str, ...]], what: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for (w, _), ids in behind.items() if w == what for c in ids))
