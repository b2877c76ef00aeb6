"""Whether two claims tell of one happening: propositions that are weighed, each with its reason.

Every function below states one proposition in its docstring. It returns a finding (how much the
proposition speaks for one happening, negative against, in log-odds set by hand on the development
groups of ``quality/gold/record``) or None when it abstains. ``compare`` adds them to a prior and
names three outcomes. Who did it, whom it hit and how many are what accounts dispute, so they weigh
less than place, time and act.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from contested.record.model import Comparison, Outcome
from contested.record.sketch import Sketch, apart_km
from contested.record.words import record_words

PRIOR = -2.0  # of two claims that share a block
SAME = 0.4  # log-odds from which two claims are one happening
POSSIBLY = -0.6
_HOPELESS = -6.0
_SOFT_DAYS = 8  # how far back news without a date may reach
_LASTING = ("siege", "hold")
_OTHER_DOER = {"hold": -2.5, "word": -2.5, "talk": -2.5, "ground": -1.2}
_CROWDED = 20  # claims of one place, day and family from which sharing them says less
_NEAR = 220  # characters


class Finding(NamedTuple):
    """What one proposition says of a pair: log-odds and the reason in words."""

    weight: float
    why: str


Proposition = Callable[[Sketch, Sketch], Finding | None]


def act_of_one_kind(a: Sketch, b: Sketch) -> Finding | None:
    """Both tell of acts that one happening can be."""
    if a.family != b.family:
        return Finding(_HOPELESS, f"{a.act} and {b.act} are acts of different kinds")
    if a.act != b.act:
        if a.family == "ground":
            turned = "RETREAT" in (a.act, b.act)
            return Finding(-0.8 if turned else 0.2, f"{a.act} and {b.act} of one place")
        return Finding(-2.5, f"{a.act} is not {b.act}")
    if not (a.mode and b.mode):
        return Finding(0.2 if a.mode or b.mode else 0.5, f"both tell of {a.act}")
    if a.mode == b.mode:
        return Finding(1.0, f"both tell of {a.act} by the same means")
    blurred = frozenset((a.mode, b.mode)) in record_words().blur
    return Finding(-0.2 if blurred else -1.3, f"the means differ: {a.mode}, {b.mode}")


def at_one_place(a: Sketch, b: Sketch) -> Finding | None:
    """Both happened at one place."""
    if not (a.placed and b.placed):
        return None
    shared = a.names & b.names
    if shared:
        wide = any(s.wide for s in a.spots)
        crowd = min(a.crowd, b.crowd)
        less = 0.7 * math.log(crowd / _CROWDED) if crowd > _CROWDED else 0.0
        return Finding((0.5 if wide else 1.6) - less, f"both at {min(shared)}")
    if a.names & b.around or b.names & a.around:
        return Finding(0.7, f"at {min((a.names & b.around) or (b.names & a.around))} or in it")
    if not (a.spots and b.spots):
        return Finding(-1.0, "their places have different names")
    km, s, t = min(
        ((apart_km(s, t), s, t) for s in a.spots for t in b.spots), key=lambda found: found[0]
    )
    if s.wide != t.wide and km <= max(s.reach, t.reach):
        return Finding(-0.8, "the one place holds the other")
    found = _by_distance(km, s.reach, t.reach, a.family in _LASTING)
    if a.people & b.people:  # one person is not hit twice: accounts differ on where
        return Finding(max(found.weight, -1.5), found.why)
    return found


def _by_distance(km: float, one: float, other: float, lasting: bool) -> Finding:
    slack = one + other
    if km <= 2 and max(one, other) <= 3 * min(one, other):
        return Finding(1.0, f"{km:.0f} km apart")
    if km <= slack:
        return Finding(-1.5 if lasting else -0.3, f"{km:.0f} km apart, within their precision")
    if km <= slack + 10:
        return Finding(-1.5, f"{km:.0f} km apart")
    return Finding(-3.0 if km <= slack + 40 else -7.0, f"{km:.0f} km apart")


def on_one_day(a: Sketch, b: Sketch) -> Finding | None:
    """Both happened at one time."""
    if not (a.dated and b.dated):
        return None
    if a.family in _LASTING:
        return _while_it_lasts(a, b)
    gap, width = _gap(a, b)
    if not (a.stated and b.stated):
        return _loosely_dated(a, b, gap)
    if gap == 0:
        if width <= 1:
            return Finding(1.2, "on the same day")
        if width > 7 and min(_width(a), _width(b)) <= 2:
            return Finding(-1.0, f"a spell of {width} days and one of its days")
        return Finding(0.7 if width <= 7 else 0.1, f"within the same {width} days")
    if gap == 1 and _one_night(a, b):
        return Finding(1.0, "a night told by either of its days")
    if a.account == b.account and a.voice == b.voice:
        return Finding(-5.0, f"one voice puts {gap} days between them")
    if a.family == "ground":  # a place is seldom taken twice within days
        return Finding(-0.5 * gap + 0.4 if gap <= 7 else -7.0, f"{gap} days apart")
    steps = (0.0, -0.3, -1.4, -2.0)
    return Finding(steps[gap] if gap < 4 else -3.0 if gap <= 7 else -7.0, f"{gap} days apart")


def _while_it_lasts(a: Sketch, b: Sketch) -> Finding:
    ends = (a.last or math.inf, b.last or math.inf)
    if max(a.first or 0, b.first or 0) < min(ends):
        return Finding(0.8, "at the same time, while it lasts")
    return Finding(-1.0, "the one had ended when the other began")


def _bounds(s: Sketch) -> tuple[int, int]:
    """Half-open days; an open end is closed by how far news reaches."""
    if s.first is not None:
        return s.first, s.last if s.last is not None else s.first + _SOFT_DAYS
    last = s.last if s.last is not None else 1
    return last - _SOFT_DAYS, last


def _gap(a: Sketch, b: Sketch) -> tuple[int, int]:
    """Days between the two (0: they overlap), and the longer one's width."""
    (p, q), (r, s) = _bounds(a), _bounds(b)
    return max(0, p - s + 1, r - q + 1), max(q - p, s - r)


def _width(s: Sketch) -> int:
    first, last = _bounds(s)
    return last - first


def _one_night(a: Sketch, b: Sketch) -> bool:
    first, second = sorted((a, b), key=lambda s: s.first or 0)
    late = first.hours is not None and first.hours[1] > 24
    early = second.hours is not None and second.hours[0] < 6
    return (late or early) and not (second.hours and second.hours[0] >= 10)


def _loosely_dated(a: Sketch, b: Sketch, gap: int) -> Finding:
    if gap:
        loose, other = (a, b) if not a.stated else (b, a)
        back = (other.last or 0) <= (loose.last or 0)  # an undated claim may tell of long ago
        most = -1.2 if back else -4.0
        return Finding(max(most, -0.6 - 0.25 * gap), f"{gap} days apart, one of them loosely")
    near = a.told is not None and b.told is not None and abs(a.told - b.told) <= 3
    return Finding(0.6 if near else 0.2, "their times can be one")


def at_one_hour(a: Sketch, b: Sketch) -> Finding | None:
    """The part of the day is the same."""
    if a.hours is None or b.hours is None or a.family != "violence":
        return None
    meets = any(
        max(a.hours[0] + shift, b.hours[0]) < min(a.hours[1] + shift, b.hours[1])
        for shift in (-24, 0, 24)
    )
    if meets:
        return Finding(0.4, "at the same part of the day")
    return Finding(-2.0, "at other parts of the day")


def by_one_side(a: Sketch, b: Sketch) -> Finding | None:
    """Both name the same side as the one who did it."""
    if not (a.agents and b.agents):
        return None
    if a.agents & b.agents:
        return Finding(1.0, f"both by {min(a.agents & b.agents).lstrip('~')}")
    akin = (a.agents & b.agent_sides) | (b.agents & a.agent_sides)
    akin |= a.agent_parties & b.agent_parties
    if akin:
        return Finding(0.7, f"both by the side of {min(akin)}")
    if a.agent_sides & b.agent_sides:
        return Finding(0.3, f"both on the side of {min(a.agent_sides & b.agent_sides)}")
    if not (a.agent_sides and b.agent_sides):
        return None  # words that no registry knows: nothing says they are another
    return Finding(_OTHER_DOER.get(a.family, -0.8), "each names another doer")


def against_one_target(a: Sketch, b: Sketch) -> Finding | None:
    """Both name the same people or things as hit."""
    if a.people and b.people:
        if a.people & b.people:
            return Finding(4.0, f"both tell of {min(a.people & b.people).lstrip('~')}")
        return Finding(-3.0, "each names another person")
    if a.targets & b.targets:
        return Finding(0.8, f"both against {min(a.targets & b.targets).lstrip('~')}")
    if a.target_sides & b.target_sides:
        return Finding(0.5, f"both against the side of {min(a.target_sides & b.target_sides)}")
    if a.things and b.things:
        if a.things & b.things:
            return Finding(0.8, f"both against a {min(a.things & b.things)}")
        return Finding(-0.6, f"a {min(a.things)} and a {min(b.things)}")
    if a.target_sides and b.target_sides:
        return Finding(-1.0, "each names other targets")
    return None


def with_one_count(a: Sketch, b: Sketch) -> Finding | None:
    """Both give the same number of something."""
    shared = a.counts.keys() & b.counts.keys()
    best: Finding | None = None
    for what in sorted(shared):
        (low, high), (least, most) = a.counts[what], b.counts[what]
        size = max(low, least)
        if (low, high) == (least, most):
            found = Finding(0.6 + 0.3 * math.log10(max(1.0, size)), f"the same count of {what}")
        elif max(low, least) <= min(high, most):
            found = Finding(0.5, f"counts of {what} that can both hold")
        else:
            ratio = (min(low, least) + 1) / (size + 1)
            found = Finding(
                0.2 if ratio > 0.6 else -0.6 if ratio > 0.3 else -1.2,
                f"{low:.0f} and {least:.0f} {what}",
            )
        if best is None or found.weight > best.weight:
            best = found
    return best


def in_the_same_words(a: Sketch, b: Sketch) -> Finding | None:
    """Both use the same words of substance."""
    shared = a.words & b.words
    if not shared:
        spoken = a.family in ("word", "talk")
        return Finding(-1.2, "nothing shows that the same was said") if spoken else None
    share = len(shared) / min(len(a.words), len(b.words))
    weight = min(1.5, 0.25 * len(shared) + 0.6 * share)
    return Finding(weight, "shared words: " + ", ".join(sorted(shared)[:4]))


def not_told_apart(a: Sketch, b: Sketch) -> Finding | None:
    """No account sets the one apart from the other."""
    if a.account == b.account and (a if a.start > b.start else b).apart:
        return Finding(-8.0, "the account sets the second apart from the first")
    return None


def title_of_the_body(a: Sketch, b: Sketch) -> Finding | None:
    """The one is the title under which the other stands."""
    if a.account == b.account and a.title != b.title:
        return Finding(1.2, "a title tells in short what the body tells")
    return None


def told_in_one_go(a: Sketch, b: Sketch) -> Finding | None:
    """The later one goes on with what the earlier one began to tell."""
    first, then = (a, b) if a.start <= b.start else (b, a)
    if a.account == b.account and then.leans and then.start - first.end <= _NEAR:
        return Finding(1.2, "told right after it, and not to be read without it")
    return None


def of_one_extent(a: Sketch, b: Sketch) -> Finding | None:
    """Both tell of one place, or both of several."""
    if (a.extent > 1) == (b.extent > 1):
        return None
    more, less = max(a.extent, b.extent), min(a.extent, b.extent)
    return Finding(max(-3.0, -0.5 * (more - less)), f"{more} places and {less}")


PROPOSITIONS: tuple[Proposition, ...] = (
    act_of_one_kind,
    at_one_place,
    on_one_day,
    not_told_apart,
    title_of_the_body,
    told_in_one_go,
    of_one_extent,
    against_one_target,
    by_one_side,
    with_one_count,
    at_one_hour,
    in_the_same_words,
)
COPIED = Finding(4.0, "the words of the one are copied from the other")
UNPLACED = Finding(-1.3, "one of them names no place")


def compare(a: Sketch, b: Sketch, copied: bool = False) -> Comparison:
    """Weigh every proposition on a pair; ``copied`` when reuse found one in the other's words.

    ``score`` is the logistic of the summed log-odds, in 0..1; ``why`` lists the findings, each
    with its weight. A claim without a place starts lower: it needs a named person, copied words
    or agreement on nearly everything else.
    """
    found = findings(a, b, copied)
    total = PRIOR + sum(f.weight for f in found)
    why = tuple(f"{f.why} ({f.weight:+.1f})" for f in found)
    return Comparison(a.id, b.id, outcome_of(total), 1 / (1 + math.exp(-total)), why)


def outcome_of(total: float) -> Outcome:
    """What log-odds say in words."""
    return "same" if total >= SAME else "possibly" if total >= POSSIBLY else "distinct"


def log_odds(a: Sketch, b: Sketch, copied: bool = False) -> float:
    """Log-odds that two claims tell of one happening."""
    return PRIOR + sum(f.weight for f in findings(a, b, copied))


def findings(a: Sketch, b: Sketch, copied: bool = False) -> list[Finding]:
    """What the propositions find of a pair, in their order, until the case is hopeless."""
    found = [COPIED] if copied else []
    if not (a.placed and b.placed) and a.family not in record_words().placeless:
        found.append(UNPLACED)
    total = PRIOR + sum(f.weight for f in found)
    for proposition in PROPOSITIONS:
        one = proposition(a, b)
        if one is not None:
            found.append(one)
            total += one.weight
            if total < _HOPELESS:
                break
    return found
