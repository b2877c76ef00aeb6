"""Whether two claims tell of one happening: propositions that are weighed, each with its reason.

Every function below states one proposition in its docstring. It returns a finding (which weight of
``resources/incident_weights.toml`` it adds, negative against, and why) or None when it abstains.
``compare`` adds the log-odds to a prior and names three outcomes. Who did it, whom it hit and how
many are what accounts dispute, so they weigh less than place, time and act.
"""

import math
from collections.abc import Callable

from contested.record.findings import Finding, weights
from contested.record.model import Comparison, Outcome
from contested.record.same_place import at_one_place, at_other_sites
from contested.record.same_time import at_one_hour, on_one_day
from contested.record.sketch import Sketch
from contested.record.words import record_words

_HOPELESS = -6.0
_OTHER_DOER = {"hold": "agent_other_told", "word": "agent_other_told", "talk": "agent_other_told"}
_OTHER_DOER["ground"] = "agent_other_ground"
_CROWDED = 20  # claims of one place, day and family from which sharing them says less
_NEAR = 220  # characters


Proposition = Callable[[Sketch, Sketch], Finding | None]


def act_of_one_kind(a: Sketch, b: Sketch) -> Finding | None:
    """Both tell of acts that one happening can be."""
    if a.family != b.family:
        return Finding("family_other", f"{a.act} and {b.act} are acts of different kinds")
    if a.act != b.act:
        if a.family == "ground":
            name = "ground_left" if "RETREAT" in (a.act, b.act) else "ground_both"
            return Finding(name, f"{a.act} and {b.act} of one place")
        return Finding("act_other", f"{a.act} is not {b.act}")
    if not (a.mode and b.mode):
        return Finding("mode_once" if a.mode or b.mode else "act_same", f"both tell of {a.act}")
    if a.mode == b.mode:
        return Finding("mode_same", f"both tell of {a.act} by the same means")
    if "rape" in (a.mode, b.mode):
        return Finding("act_other", f"means: {a.mode}, {b.mode}")
    blurred = frozenset((a.mode, b.mode)) in record_words().blur or a.sites & b.sites
    return Finding("mode_blurred" if blurred else "mode_other", f"means: {a.mode}, {b.mode}")


def hardly_by_chance(a: Sketch, b: Sketch) -> Finding | None:
    """Few other claims share their place and day."""
    crowd = min(a.crowd, b.crowd)
    if crowd <= _CROWDED or not a.names & b.names:
        return None
    return Finding("crowd", f"so do {crowd} claims", math.log(crowd / _CROWDED))


def by_one_side(a: Sketch, b: Sketch) -> Finding | None:
    """Both name the same side as the one who did it."""
    if not (a.agents and b.agents):
        return None
    if a.agents & b.agents:
        return Finding("agent_same", f"both by {min(a.agents & b.agents).lstrip('~')}")
    akin = (a.agents & b.agent_sides) | (b.agents & a.agent_sides)
    akin |= a.agent_parties & b.agent_parties
    if akin:
        return Finding("agent_akin", f"both by the side of {min(akin)}")
    if a.agent_sides & b.agent_sides:
        return Finding("agent_side", f"both on the side of {min(a.agent_sides & b.agent_sides)}")
    if not (a.agent_sides and b.agent_sides):
        return None  # words that no registry knows: nothing says they are another
    if a.campaign and b.campaign:  # who wages it is what makes it one
        return Finding("campaign_doer", "each is waged by another")
    return Finding(_OTHER_DOER.get(a.family, "agent_other"), "each names another doer")


def against_one_target(a: Sketch, b: Sketch) -> Finding | None:
    """Both name the same people or things as hit."""
    if a.people and b.people:
        if a.people & b.people:
            return Finding("person_same", f"both tell of {min(a.people & b.people).lstrip('~')}")
        return Finding("person_other", "each names another person")
    one_named = (a.people and b.targets) or (b.people and a.targets)
    if one_named and not a.target_sides & b.target_sides:
        return Finding("person_once", "one names a single person, the other other targets")
    if a.targets & b.targets and not at_other_sites(a, b):
        return Finding("target_same", f"both against {min(a.targets & b.targets).lstrip('~')}")
    if a.target_sides & b.target_sides and not _each_aids_another(a, b):
        return Finding(
            "target_side", f"both against the side of {min(a.target_sides & b.target_sides)}"
        )
    if (shared := _of_one_kind(a, b)) and not at_other_sites(a, b):
        return Finding("thing_same", f"both against a {min(shared)}")
    if a.things and b.things:
        for one, other in ((a.works, b.works), (a.folk, b.folk)):
            if one and other and not _alike(one, other):
                # (who was in a house does not differ from the house)
                return Finding("thing_other", f"a {min(one)} and a {min(other)}")
    if a.target_sides and b.target_sides:
        if _each_aids_another(a, b):
            return Finding("aided_other", "each goes to another")
        if a.campaign and b.campaign:
            return Finding("campaign_target", "each names other targets of it")
        return Finding("target_other", "each names other targets")
    return None


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the nouns of the one may be another report's for those of the other."""
    alike = record_words().alike
    return any(not alike.get(noun, frozenset()).isdisjoint(other) for noun in one)


def _of_one_kind(a: Sketch, b: Sketch) -> frozenset[str]:
    """What both hit by the kind of it: "any hospital" is one with "Khadra hospital" too."""
    return (a.things & b.things) | (a.things & b.kinds) | (b.things & a.kinds)


def _each_aids_another(a: Sketch, b: Sketch) -> bool:
    """Whom an aid goes to, year in, year out, is what makes it one."""
    return a.family == "aid" and a.campaign and b.campaign


def with_one_count(a: Sketch, b: Sketch) -> Finding | None:
    """Both give the same number of something."""
    shared = a.counts.keys() & b.counts.keys()
    best: Finding | None = None
    for what in sorted(shared):
        (low, high), (least, most) = a.counts[what], b.counts[what]
        size = max(low, least)
        if (low, high) == (least, most):
            times = 0.6 + 0.3 * math.log10(max(1.0, size))
            found = Finding("count_same", f"the same count of {what}", times)
        elif max(low, least) <= min(high, most):
            found = Finding("count_fits", f"counts of {what} that can both hold")
        else:
            ratio = (min(low, least) + 1) / (size + 1)
            name = "count_near" if ratio > 0.6 else "count_off" if ratio > 0.3 else "count_far"
            found = Finding(name, f"{low:.0f} and {least:.0f} {what}")
        if best is None or found.weight > best.weight:
            best = found
    return best


def in_the_same_words(a: Sketch, b: Sketch) -> Finding | None:
    """Both use the same words of substance."""
    shared = a.words & b.words
    if not shared and a.family == "talk" and _between_the_same(a, b):
        return Finding("parties_same", "between the same parties")
    if not shared:
        spoken = a.family in ("word", "talk")
        return Finding("words_other", "nothing shows that the same was said") if spoken else None
    share = len(shared) / min(len(a.words), len(b.words))
    times = min(1.5, 0.25 * len(shared) + 0.6 * share)
    return Finding("words", "shared words: " + ", ".join(sorted(shared)[:4]), times)


def _between_the_same(a: Sketch, b: Sketch) -> bool:
    """Whether two talks are between the same two or more, whoever is named first."""
    return len(a.agents | a.targets) > 1 and a.agents | a.targets == b.agents | b.targets


def with_the_same_roles(a: Sketch, b: Sketch) -> Finding | None:
    """Who strikes in the one is not who is struck in the other."""
    if a.family not in ("violence", "force", "aid", "word"):
        return None
    turned = (a.agents & b.targets) | (b.agents & a.targets)
    if not turned or a.agents & b.agents or a.targets & b.targets:
        return None
    times = 1.0 if a.agents and b.agents else 0.4  # who is not said to strike may be the other
    why = f"{min(turned).lstrip('~')} does it in the one, not in the other"
    return Finding("roles_turned", why, times)


def not_once_more(a: Sketch, b: Sketch) -> Finding | None:
    """Neither repeats the other on another day."""
    if a.again == b.again or not (a.stated and b.stated) or a.campaign or b.campaign:
        return None
    again, before = (a, b) if a.again else (b, a)
    if (before.last or 0) <= (again.first or 0):
        return Finding("once_more", "it happens again in the later one")
    return None


def told_by_one_voice(a: Sketch, b: Sketch) -> Finding | None:
    """One account would not tell of one happening by two means or of two doers."""
    if a.account != b.account or a.voice != b.voice or a.leans or b.leans or a.title or b.title:
        return None
    if a.denied != b.denied:
        return Finding("voice_denies", "one voice says the one and denies the other")
    if a.agent_sides and b.agent_sides and not a.agent_sides & b.agent_sides:
        return Finding("voice_doers", "one voice names two doers")
    if bool(a.mode) != bool(b.mode) and a.family == "violence":
        return Finding("voice_means", "one voice says the means of one of them")
    return None


def told_as_alike(a: Sketch, b: Sketch) -> Finding | None:
    """Both tell of one act, or both sum up a campaign."""
    if a.campaign and b.campaign:
        return Finding("campaign_both", "both sum up what was done over a time")
    if a.campaign or b.campaign:
        return Finding("campaign_once", "one sums up a campaign, the other tells of one act")
    return None


def denied_or_told(a: Sketch, b: Sketch) -> Finding | None:
    """What the one denies is what the other tells."""
    if not (a.denied or b.denied) or a.family not in ("violence", "ground", "force", "move", "aid"):
        return None
    if a.names & b.names or a.targets & b.targets or a.people & b.people or _of_one_kind(a, b):
        return None
    return Finding("denied_other", "one denies something, and nothing shows that it is this")


def tied_by_something(a: Sketch, b: Sketch) -> Finding | None:
    """Where neither says a place or a day, both name what was hit, or count the same."""
    if a.placed or b.placed or (a.stated and b.stated) or a.family in record_words().placeless:
        return None
    tied = a.targets & b.targets or a.things & b.things or a.people & b.people
    if tied or a.campaign or b.campaign or a.account == b.account:
        return None
    if a.counts.keys() & b.counts.keys():
        return None
    return Finding("bare", "nothing but doer and means ties them")


def not_told_apart(a: Sketch, b: Sketch) -> Finding | None:
    """No account sets the one apart from the other."""
    if a.account == b.account and (a if a.start > b.start else b).apart:
        return Finding("apart", "the account sets the second apart from the first")
    return None


def title_of_the_body(a: Sketch, b: Sketch) -> Finding | None:
    """The one is the title under which the other stands."""
    if a.account != b.account or a.title == b.title:
        return None
    title, body = (a, b) if a.title else (b, a)
    if title.extent > 1 and body.extent == 1:
        return None  # a title over several may sum up what the body tells one by one
    return Finding("title", "a title tells in short what the body tells")


def leans_on(then: Sketch, first: Sketch) -> bool:
    """Whether a claim goes on with what one shortly before it in its account began to tell."""
    return (
        then.leans
        and then.account == first.account
        and then.start >= first.start
        and then.start - first.end <= _NEAR
    )


def told_in_one_go(a: Sketch, b: Sketch) -> Finding | None:
    """The later one goes on with what the earlier one began to tell."""
    first, then = (a, b) if a.start <= b.start else (b, a)
    if leans_on(then, first):
        return Finding("one_go", "told right after it, and not to be read without it")
    return None


def not_by_standing_alone(a: Sketch, b: Sketch) -> Finding | None:
    """The later one says where it happened, or cannot be read without the earlier one."""
    first, then = (a, b) if a.start <= b.start else (b, a)
    if a.account == b.account and then.borrowed and not leans_on(then, first):
        return Finding("borrowed", "it has its place from the other's account alone")
    return None


def of_one_extent(a: Sketch, b: Sketch) -> Finding | None:
    """Both tell of one place, or both of several."""
    if (a.extent > 1) == (b.extent > 1):
        return None
    more, less = max(a.extent, b.extent), min(a.extent, b.extent)
    return Finding("extent", f"{more} places and {less}", min(6.0, more - less))


PROPOSITIONS: tuple[Proposition, ...] = (
    at_one_place,
    act_of_one_kind,
    hardly_by_chance,
    on_one_day,
    told_as_alike,
    denied_or_told,
    tied_by_something,
    with_the_same_roles,
    not_once_more,
    told_by_one_voice,
    not_told_apart,
    title_of_the_body,
    told_in_one_go,
    not_by_standing_alone,
    of_one_extent,
    against_one_target,
    by_one_side,
    with_one_count,
    at_one_hour,
    in_the_same_words,
)
COPIED = Finding("copied", "the words of the one are copied from the other")
UNPLACED = Finding("unplaced", "one of them names no place")


def compare(a: Sketch, b: Sketch, copied: bool = False) -> Comparison:
    """Weigh every proposition on a pair; ``copied`` when reuse found one in the other's words.

    ``score`` is the logistic of the summed log-odds, in 0..1; ``why`` lists the findings, each
    with its weight. Copied words are of the day on which they were first written, whenever their
    copy has it. A claim without a place starts lower: it needs a named person, copied words
    or agreement on nearly everything else.
    """
    total, found = weigh(a, b, copied)
    why = tuple(f"{f.why} ({f.weight:+.1f})" for f in found)
    return Comparison(a.id, b.id, outcome_of(total), 1 / (1 + math.exp(-total)), why)


def outcome_of(total: float) -> Outcome:
    """What log-odds say in words."""
    known = weights()
    return (
        "same"
        if total >= known["same"]
        else "possibly"
        if total >= known["possibly"]
        else "distinct"
    )


def log_odds(a: Sketch, b: Sketch, copied: bool = False) -> float:
    """Log-odds that two claims tell of one happening."""
    return weigh(a, b, copied)[0]


def weigh(a: Sketch, b: Sketch, copied: bool = False) -> tuple[float, list[Finding]]:
    """Log-odds of a pair and what the propositions find, in order, until the case is hopeless."""
    known = weights()
    total = known["prior"]
    found = [COPIED] if copied else []
    nowhere = a.family in record_words().placeless or (a.campaign and b.campaign)
    if not (a.placed and b.placed) and not nowhere:
        found.append(UNPLACED)
    for one in found:
        total += known[one.name] * one.times
    for proposition in PROPOSITIONS:
        finding = proposition(a, b)
        if finding is not None and not (copied and proposition is on_one_day):
            found.append(finding)
            total += known[finding.name] * finding.times
            if total < _HOPELESS:
                break
    return total, found
