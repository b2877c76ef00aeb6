"""Whether two claims tell of one place: by the names of buildings, of places, and by distance."""

from functools import lru_cache

from contested.names import skeleton
from contested.record.findings import Finding
from contested.record.same_time import LASTING
from contested.record.sketch import Sketch, apart_km

_VAGUE_KM = 20.0  # who is known no better than this may hold a place that no gazetteer has


def at_one_place(a: Sketch, b: Sketch) -> Finding | None:
    """Both happened at one place."""
    if not (a.placed and b.placed):
        return None
    if a.sites & b.sites:
        return Finding("site_same", f"both at {min(a.sites & b.sites)}")
    if at_other_sites(a, b):
        return Finding("site_other", f"at {min(a.sites)} and at {min(b.sites)}")
    shared = a.names & b.names
    several = 1 if a.family == "ground" else 2  # "Kandahar and Herat fall" is no one capture
    if shared and max(a.extent, b.extent) > several and min(a.extent, b.extent) == 1:
        return Finding("name_among", f"{min(shared)} is one of the places that the other tells of")
    if shared:
        wide = any(s.wide for s in a.spots)
        return Finding("name_same_wide" if wide else "name_same", f"both at {min(shared)}")
    if a.names & b.around or b.names & a.around:
        return Finding(
            "name_around", f"at {min((a.names & b.around) or (b.names & a.around))} or in it"
        )
    if any(s.wide or s.reach >= _VAGUE_KM for s in (*a.spots, *b.spots)) and not (
        a.spots and b.spots
    ):
        return Finding("name_unknown", "one may lie in the other")
    if not (a.spots and b.spots):
        return Finding("name_other", "their places have different names")
    km, s, t = min(
        ((apart_km(s, t), s, t) for s in a.spots for t in b.spots), key=lambda found: found[0]
    )
    if s.wide != t.wide and km <= max(s.reach, t.reach):
        if a.campaign and b.campaign:
            return Finding("campaign_place", "the one place holds the other")
        return Finding("place_held", "the one place holds the other")
    found = _by_distance(km, s.reach, t.reach, a.family in LASTING)
    if a.people & b.people:  # one person is not hit twice: accounts differ on where
        return found if found.weight > -1.5 else Finding("spot_off", found.why)
    return found


def at_other_sites(a: Sketch, b: Sketch) -> bool:
    """Whether each names a building of one kind by another name: two hospitals of one city."""
    if not (a.sites and b.sites and a.kinds & b.kinds) or a.sites & b.sites:
        return False
    return not any(_spelt_alike(one, other) for one in a.sites for other in b.sites)


@lru_cache(maxsize=65536)
def _spelt_alike(one: str, other: str) -> bool:
    """Whether two names may be spellings of one, or the one is the other's without a part."""
    mine, theirs = (frozenset(skeleton(w) for w in name.split()) for name in (one, other))
    return mine <= theirs or theirs <= mine


def _by_distance(km: float, one: float, other: float, lasting: bool) -> Finding:
    slack = one + other
    if km <= 2 and max(one, other) <= 3 * min(one, other):
        return Finding("spot_same", f"{km:.0f} km apart")
    if km <= slack:
        return Finding(
            "spot_near_lasting" if lasting else "spot_near",
            f"{km:.0f} km apart, within their precision",
        )
    if km <= slack + 10:
        return Finding("spot_off", f"{km:.0f} km apart")
    return Finding("spot_far" if km <= slack + 40 else "spot_elsewhere", f"{km:.0f} km apart")
