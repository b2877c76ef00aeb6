"""When a field of a system claim says what gold's does: the design's Matching, field by field."""

import re
from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Any

from contested.names import fold
from contested.places import parse_phrase

Claim = Mapping[str, Any]
SAME_PLACE_KM = 10.0

_STOP = re.compile(r"\s(?:of|in|at|from|near|on|for|with|who|which|that|by|to|under)\b|[,;:(\[]")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def head_word(mention: str) -> str:
    """The head of an English noun phrase: its last word before a post-modifier, folded."""
    core = _STOP.split(mention.strip(), maxsplit=1)[0]
    words = _WORD.findall(core) or _WORD.findall(mention)
    return re.sub(r"['’]s$", "", words[-1]).casefold() if words else ""


def actor_key(actor: Claim) -> str:
    """The registry id, or ``~head`` of the mention (or name) of an actor outside the registry."""
    if actor.get("actor"):
        return str(actor["actor"])
    return "~" + head_word(actor.get("mention") or actor.get("name") or "")


def actors(claim: Claim, role: str) -> frozenset[str]:
    """The keys of a role's actors."""
    return frozenset(actor_key(a) for a in claim.get(role) or ())


def chain_keys(claim: Claim) -> tuple[frozenset[str], ...]:
    """Speakers by depth, outermost first; co-sources share a set."""
    depths: dict[int, set[str]] = {}
    for link in claim.get("chain") or ():
        depths.setdefault(int(link["depth"]), set()).add(actor_key(link))
    return tuple(frozenset(depths[d]) for d in sorted(depths))


def quantity_keys(claim: Claim) -> frozenset[tuple[Any, ...]]:
    """What is counted, low and high."""
    return frozenset(
        (q["what"], q.get("low"), q.get("high")) for q in claim.get("quantities") or ()
    )


def distance_km(one: Claim, other: Claim) -> float:
    """Great-circle distance of two places; infinite when either has no coordinates."""
    if None in (one.get("lat"), one.get("lon"), other.get("lat"), other.get("lon")):
        return float("inf")
    a, b = radians(one["lat"]), radians(other["lat"])
    across = radians(other["lon"] - one["lon"])
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(across / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def _place_names(place: Claim, fields: tuple[str, ...]) -> set[str]:
    """Folded spellings without article and word of kind ("the Gezira state" is "gezira")."""
    said = [str(place[f]) for f in fields if place.get(f)]
    names = {fold(x) for x in said} | {fold(parse_phrase(x).name) for x in said}
    return names | {skeleton for n in names if len(skeleton := _consonants(n)) > 2}


def _consonants(name: str) -> str:
    """A name without its vowels and doublings, which transliteration leaves open."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyw'\W]", "", name)).upper()


def _same_place(gold: Claim, system: Claim) -> bool:
    """Gold's name is the system's name or its words, or both lie within ten kilometres.

    Gold has no coordinates, and names a place as the account spells it, where the system's name
    is the gazetteer's ("Mokha" under "Mocha"): the system's own mention counts as a spelling.
    """
    wanted = _place_names(gold, ("name",) if gold.get("name") else ("mention",))
    given = _place_names(system, ("name", "mention"))
    return bool(wanted & given) or distance_km(gold, system) <= SAME_PLACE_KM


def _same_places(gold: Claim, system: Claim) -> bool:
    wanted, given = list(gold.get("places") or ()), list(system.get("places") or ())
    return all(any(_same_place(w, g) for g in given) for w in wanted) and all(
        any(_same_place(w, g) for w in wanted) for g in given
    )


def _same_time(gold: Claim, system: Claim) -> bool:
    """Intervals are equal."""
    a, b = gold.get("time") or {}, system.get("time") or {}
    return all(a.get(k) == b.get(k) for k in ("start", "end"))


def is_scored(name: str, gold: Claim) -> bool:
    """Whether gold says anything of the field: a time on the account's word alone is not scored.

    That is the codebook's 9.3; such gold gives no interval.
    """
    if name != "time":
        return name in gold
    return bool((gold.get("time") or {}).get("basis", "account") != "account")


FIELDS = (
    "act",
    "sign",
    "agents",
    "targets",
    "places",
    "time",
    "quantities",
    "chain",
    "stance",
    "treatment",
)


def field_right(name: str, gold: Claim, system: Claim) -> bool:
    """Whether the system's field says what gold's does (the design's Matching)."""
    if name in ("agents", "targets"):
        return actors(gold, name) == actors(system, name)
    if name == "chain":
        return chain_keys(gold) == chain_keys(system)
    if name == "quantities":
        return quantity_keys(gold) == quantity_keys(system)
    if name == "places":
        return _same_places(gold, system)
    if name == "time":
        return _same_time(gold, system)
    return bool(gold.get(name) == system.get(name))
