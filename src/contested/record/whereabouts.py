"""Where claims stand that name no place of their own, as far as the rest of a case tells.

A claim that was given no place may still name one that other claims know ("killed twelve residents
of Ganja"). A name that no gazetteer has lies where somebody says it lies ("Qouro market in
Khartoum").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from contested.claims.model import Claim, Place
from contested.names import fold
from contested.record.accounts_of import AccountText
from contested.record.headings import names_itself
from contested.record.sketch import WIDE_KM, Sketch

_NAME = r"(?:[a-z]{2}[-’'])?[A-Z][\w'’-]+"
_AT = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]n|of|over|[Oo]utside|[Ii]nside) ({_NAME}(?: {_NAME}){{0,2}})"
)
_BEFORE = 4  # characters before a claim that may hold its "In"
_LEAST_LETTERS = 4
_MOST_AROUND = 3


def named_in_passing(
    claims: Sequence[Claim], accounts: Mapping[str, AccountText]
) -> dict[str, tuple[Place, ...]]:
    """Claims that were given no place → the one that their own words name, as other claims of the
    case know it; nothing where two places of the case have the name."""
    bare = [c for c in claims if not any(names_itself(p) for p in c.places)]
    known = _known_places(claims) if bare else {}
    out: dict[str, tuple[Place, ...]] = {}
    for claim in bare:
        account = accounts.get(claim.account)
        start, end = claim.evidence.start, claim.evidence.end
        said = account.text[max(0, start - _BEFORE) : end] if account else claim.evidence.text
        found = [p for name in _AT.findall(said) if (p := _longest(name, known)) is not None]
        if found:
            out[claim.id] = (replace(found[0], role="at", inferred=True),)
    return out


def _longest(name: str, known: Mapping[str, Place]) -> Place | None:
    """The place that the first words of a run of capitals name, the more words the better."""
    words = re.sub(r"['’]s$", "", name).split()
    names = (fold(" ".join(words[:n])) for n in range(len(words), 0, -1))
    return next((known[n] for n in names if n in known), None)


def _known_places(claims: Iterable[Claim]) -> dict[str, Place]:
    """Folded names of the towns and works of a case that stand for one place each."""
    told: dict[str, dict[tuple[float | None, float | None], Place]] = defaultdict(dict)
    for claim in claims:
        for place in claim.places:
            exact = place.lat is not None and (place.precision_km or 5.0) <= WIDE_KM
            if exact and place.role in ("at", "in"):
                for name in {place.name, place.mention or place.name}:
                    if len(name) >= _LEAST_LETTERS and names_itself(place):
                        told[fold(name)].setdefault((place.lat, place.lon), place)
    return {name: next(iter(at.values())) for name, at in told.items() if len(at) == 1}


def lie_where_told(sketches: Sequence[Sketch], claims: Iterable[Claim]) -> list[Sketch]:
    """The sketches; names that nobody knows on a map lie where any claim names them along with a
    place that is on it, unless claims name too many such places."""
    around: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        at = [p for p in claim.places if p.role in ("at", "in")]
        holds = {fold(p.name) for p in at if p.lat is not None}
        for place in at if holds else ():
            if place.lat is None and names_itself(place):
                around[fold(place.name)] |= holds
    out = []
    for s in sketches:
        unknown = s.names if not s.spots else frozenset[str]()
        more = frozenset().union(*(around.get(name, ()) for name in unknown))
        out.append(replace(s, around=s.around | more) if 0 < len(more) <= _MOST_AROUND else s)
    return out
