"""What each origin of an incident states about one field, and whether two statements can both hold.

A claim states a field or is silent on it (an empty answer); silence is never a reading. What is
asserted states who, whom, where, when and how many; a denial states that it did not happen, or,
from the side that is said to have done it or from one who names another, who did not do it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from contested.claims.model import Claim, Place, Quantity
from contested.places import packaged_gazetteer
from contested.quantities.vocabulary import words_of_counts
from contested.record.model import Incident, Origin
from contested.record.sides import Sides
from contested.record.words import record_words

LASTING = frozenset({"holds", "besieges"})  # a state has no one day
_COUNTED = frozenset(
    {"killed", "injured", "detained", "displaced", "fighters", "aircraft", "strikes"}
)
_AWAY = frozenset({"from", "to", "via"})
_WIDE_KM = 40.0  # a place vaguer than this excludes nothing
_PROVINCE_KM = 40.0  # a town may stand for the province of its name ("fighting in Hama")
_TOWN_KM = 5.0  # towns up to this size are not each other
_NEAR_KM = 5.0  # "near" and "north of" reach this far beyond the place


@dataclass(frozen=True, slots=True)
class By:
    """Sides that did it; with ``denied``, the sides that say they did not."""

    sides: frozenset[str]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A count of one thing and class of target, both ends inclusive."""

    what: str
    cls: str
    low: int
    high: float  # inf when open


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a claim: degrees, radius in km, and whether it is a town by name."""

    name: str
    lat: float
    lon: float
    km: float
    town: bool


Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who states a claim: its origin, if any, with the agents and modes that it gives the deed."""

    origin: Origin | None
    blamed: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()

    @property
    def side(self) -> str | None:
        """The side for which it speaks."""
        return (self.origin.party or self.origin.actor) if self.origin else None


def origin_of(incident: Incident) -> Mapping[str, Origin]:
    """Claim id → the origin it goes back to."""
    return {c: origin for origin in incident.origins for c in origin.claims}


def voices(incident: Incident, claims: Mapping[str, Claim], sides: Sides) -> Mapping[str, Voice]:
    """Claim id → who states it, for every claim of the incident."""
    origins = origin_of(incident)
    blamed: dict[str, set[str]] = {o.key: set() for o in incident.origins}
    modes: dict[str, set[str]] = {o.key: set() for o in incident.origins}
    for claim in (claims[c] for c in incident.claims if c in origins):
        if asserted(claim):
            key = origins[claim.id].key
            blamed[key] |= {s for a in claim.agents if (s := sides.of(a)) is not None}
            modes[key] |= {claim.mode} if claim.mode else set()
    found = {
        o.key: Voice(o, frozenset(blamed[o.key]), frozenset(modes[o.key])) for o in incident.origins
    }
    return {c: found[origins[c].key] if c in origins else Voice(None) for c in incident.claims}


def asserted(claim: Claim) -> bool:
    """Said to be so: the only claims that count towards relations and control."""
    return claim.polarity == "+" and claim.modality == "asserted"


def denied(claim: Claim) -> bool:
    """Said not to be so, without hedge or condition."""
    return claim.polarity == "-" and claim.modality == "asserted"


def occurrence(claim: Claim, voice: Voice, sides: Sides) -> tuple[str, ...]:
    """``happened`` or ``did not happen``. A side's denial of its own deed states neither, nor does
    "it was not them" beside "it was others"; that it harmed nobody states a toll."""
    if asserted(claim):
        return ("happened",)
    if not denied(claim) or _of_agent(claim, voice, sides) or _none(claim):
        return ()
    if voice.modes and claim.mode and claim.mode not in voice.modes:
        return ()  # "no air strike", from one who tells of a truck bomb
    return ("did not happen",)


def agent(claim: Claim, voice: Voice, sides: Sides) -> tuple[By, ...]:
    """The sides said to have done it, or that a side says it did not do."""
    named = frozenset(s for a in claim.agents if (s := sides.of(a)) is not None)
    if not named and denied(claim) and _own(claim) and voice.side is not None:
        named = frozenset((voice.side,))
    if not named:
        return ()
    if asserted(claim):
        return (By(named),)
    return (By(named, denied=True),) if _of_agent(claim, voice, sides) else ()


def target(claim: Claim, voice: Voice, sides: Sides) -> tuple[frozenset[str], ...]:
    """Whom it hit, as kinds; nothing for words, where the target is an addressee."""
    if not asserted(claim) or claim.quad != "material conflict":
        return ()
    kinds = frozenset(k for t in claim.targets if (k := sides.hit(t)) is not None)
    return (kinds,) if kinds else ()


def place(claim: Claim, voice: Voice, sides: Sides) -> tuple[frozenset[Spot], ...]:
    """Where it happened, when that is precise enough to exclude other places."""
    if not asserted(claim):
        return ()
    spots = frozenset(s for p in claim.places if (s := _spot(p)) is not None)
    return (spots,) if spots else ()


def time(claim: Claim, voice: Voice, sides: Sides) -> tuple[Days, ...]:
    """The days that the words give it, half-open; a mere date of publication says nothing."""
    if not asserted(claim) or claim.time.basis == "account" or claim.act in LASTING:
        return ()
    if claim.time.start is None or claim.time.end is None:
        return ()
    return ((date.fromisoformat(claim.time.start), date.fromisoformat(claim.time.end)),)


def toll(claim: Claim, voice: Voice, sides: Sides) -> tuple[Count, ...]:
    """What the claim counts; nothing when it only supposes or denies, but that it was nobody."""
    return counts(claim) if asserted(claim) else _none(claim)


def counts(claim: Claim) -> tuple[Count, ...]:
    """One count for each thing counted, the largest of it: "200 fighters, two of them leaders"."""
    best: dict[str, Count] = {}
    counted = _COUNTED | {"places"} if claim.kind == "control" else _COUNTED
    for quantity in claim.quantities:
        if quantity.what in counted:
            one = count_of(quantity, claim)
            if quantity.what not in best or one.low > best[quantity.what].low:
                best[quantity.what] = one
    return tuple(best.values())


def count_of(quantity: Quantity, claim: Claim) -> Count:
    """Bounds of a count; "about" reaches a tenth either way."""
    low = quantity.low if quantity.low is not None else 0
    high = float("inf") if quantity.high is None else float(quantity.high)
    if low == high and _about(quantity.mention):
        low, high = int(low * 0.9), high * 1.1
    return Count(quantity.what, class_of(quantity, claim), low, high)


def class_of(quantity: Quantity, claim: Claim) -> str:
    """The class of the target that the count is of: the one its words lie in, else the only one."""
    if quantity.what in ("aircraft", "strikes", "places"):
        return "object"
    people = [t for t in claim.targets if t.cls != "object"]
    for one in people:
        start, end = one.start or 0, one.end or 0
        if start <= quantity.start < end or 0 <= start - quantity.end <= 2:
            return one.cls or "unknown"
    classes = {t.cls or "unknown" for t in people}
    return classes.pop() if len(classes) == 1 else "unknown"


def _none(claim: Claim) -> tuple[Count, ...]:
    """ "Nobody died": denials that count to nought."""
    return tuple(c for c in counts(claim) if c.high == 0) if denied(claim) else ()


def _of_agent(claim: Claim, voice: Voice, sides: Sides) -> bool:
    """A denial by the side that it says did not do it, or by one who says that another did."""
    if not denied(claim):
        return False
    if _own(claim) and voice.origin is not None:
        return True
    named = [s for a in claim.agents if (s := sides.of(a)) is not None]
    if voice.side is not None and sides.agree([voice.side], named):
        return True
    return bool(voice.blamed and named) and not sides.agree(voice.blamed, named)


def _own(claim: Claim) -> bool:
    """Whether it tells of its speaker's own side in a pronoun ("we struck no …", "denied that its
    aircraft …")."""
    firsts = (a.mention.split()[0].lower() for a in claim.agents if a.actor is None and a.mention)
    known = record_words()
    return any(word in known.pronouns | known.own for word in firsts)


def _spot(one: Place) -> Spot | None:
    named = one.mention.lower() != one.mention  # "the town" is taken from what was told before
    if one.lat is None or one.lon is None or one.role in _AWAY or one.inferred or not named:
        return None
    km = (one.precision_km or 0.0) + (0.0 if one.role in ("at", "in") else _NEAR_KM)
    if one.kind == "settlement" and names_region(one.name):
        km = max(km, _PROVINCE_KM)
    if km > _WIDE_KM or one.kind in ("country", "region", "continent", "river"):
        return None
    town = one.kind in ("settlement", "neighbourhood") and one.role == "at" and km <= _TOWN_KM
    return Spot(one.name, one.lat, one.lon, km, town)


@cache
def names_region(name: str) -> bool:
    """Whether a province or district is called like this too."""
    found = packaged_gazetteer().candidates(name)
    return any(c.place.kind in ("region", "district") for c in found)


def _about(mention: str) -> bool:
    words = words_of_counts()
    before, after = dict(words.before)["about"], dict(words.after)["about"]
    return bool(before.match(mention) or after.search(mention))
