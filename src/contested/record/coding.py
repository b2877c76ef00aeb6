"""An incident in the codes of UCDP GED and ACLED; every code abstains where its rule cannot tell.

Rules after the UCDP GED codebook 23.1 (type_of_violence, where_prec, date_prec) and the ACLED
codebook 2023 (event type by sub-event, geo and time precision), in our own words.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from contested.claims.actors_data import FORCES
from contested.claims.model import Actor, Claim, Place
from contested.claims.registry import Registry
from contested.record.model import Coding
from contested.resources import load_toml, malformed

_GOVERNMENT = ("state", "government", "military")
_WHERE = {"district": 3, "region": 4, "river": 5, "area": 5, "country": 6, "continent": 7}
_NAMED = ("settlement", "site", "neighbourhood")


def code(
    claims: Sequence[Claim],
    acled: str | None,
    days: int | None,
    place: Place | None,
    registry: Registry,
) -> Coding:
    """The codes of an incident from its claims.

    ``acled`` is its sub-event, ``days`` the length of its time (None: not known), ``place`` the
    mention that says best where it was.
    """
    return Coding(
        ged_type_of_violence=_violence(claims, registry),
        ged_where_prec=_where(place),
        ged_date_prec=_when(days),
        acled_event_type=event_types().get(acled or ""),
        acled_geo_precision=_geo(place),
        acled_time_precision=_time(days),
    )


@cache
def event_types() -> Mapping[str, str]:
    """ACLED's sub-events → event types; ``ResourceError`` when the table is malformed."""
    out: dict[str, str] = {}
    for kind, subs in load_toml("acled_types.toml").items():
        if not isinstance(subs, list) or not all(isinstance(s, str) for s in subs):
            raise malformed("acled_types.toml", kind, "must be a list of sub-events")
        out |= dict.fromkeys(subs, kind)
    return out


def _violence(claims: Sequence[Claim], registry: Registry) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; only deadly force between known sides counts."""
    told = [c for c in claims if c.act == "ASSAULT" and c.polarity == "+"]
    deadly = any(q.what == "killed" and (q.low or 0) > 0 for c in told for q in c.quantities)
    doers = _kinds((a for c in told for a in c.agents), registry)
    if not deadly or not doers & {*FORCES, *_GOVERNMENT}:
        return None
    victims = [t for c in told for t in c.targets]
    hit = _kinds(victims, registry)
    classes = {t.cls for t in victims}
    if hit & {*FORCES, *_GOVERNMENT} and "civilian" not in classes:
        return 1 if (doers | hit) & set(_GOVERNMENT) else 2
    return 3 if classes & {"civilian", "combatant"} == {"civilian"} else None


def _kinds(actors: Iterable[Actor], registry: Registry) -> set[str]:
    """Kinds of the sides behind resolved actors."""
    found: set[str] = set()
    for actor in actors:
        known = registry.get(actor.actor or "")
        side = registry.get(known.party or "") if known else None
        found |= {x.kind for x in (known, side) if x}
    return found


def _where(place: Place | None) -> int | None:
    if place is None or place.lat is None:
        return None
    if place.kind in _NAMED:
        return 1 if place.role in ("at", "in") else 2
    return _WHERE.get(place.kind)


def _when(days: int | None) -> int | None:
    if days is None:
        return None
    limits = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return next((rank for most, rank in limits if days <= most), None)


def _geo(place: Place | None) -> int | None:
    rank = _where(place)
    return None if rank is None or rank > 4 else 1 if rank == 1 else 2 if rank <= 3 else 3


def _time(days: int | None) -> int | None:
    return None if days is None or days > 31 else 1 if days <= 1 else 2 if days <= 7 else 3
