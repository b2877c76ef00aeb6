"""The list of incidents, and one incident with its accounts side by side."""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from contested.claims.model import Claim
from contested.names import fold
from contested.record.model import Dispute, DisputedField, Incident
from contested.store import derived
from contested.store.derived import IncidentFilter
from contested.views.incident import ratings_of
from contested.views.labels import days, site, what
from contested.views.voice import Voice, reading
from contested.views.web.pages.paging import PAGE, span, start_of
from contested.views.web.reading import Look


def incidents(look: Look, asked: dict[str, str], most: int | None = PAGE) -> dict[str, Any]:
    """Incidents that pass the filters in the address, at most ``most`` of them."""
    start = start_of(asked)
    wanted = IncidentFilter(
        actor=asked.get("actor") or None,
        place=asked.get("place") or None,
        since=asked.get("since") or None,
        until=asked.get("until") or None,
        grade=asked.get("grade") or None,
        disputed=bool(asked.get("disputed")),
        act=asked.get("act") or None,
        ids=look.voice.incidents if look.voice else None,
    )
    found = rows_of(derived.iter_incidents(look.connection, wanted, most, start), look)
    total = derived.count_incidents(look.connection, wanted)
    return {"title": "Incidents", "rows": found, **span(start, len(found), total)}


def rows_of(found: Iterable[Incident], look: Look) -> list[dict[str, Any]]:
    """Lines of a list of incidents, in words, each as all tell it or as the one voice does."""
    voice, every = look.voice, list(found)
    if voice is None:
        return [_row(i, look) for i in every]
    own = [c for i in every for c in i.claims if c in voice.claims]
    claims = derived.claims_named(look.connection, own)
    return [
        _row(voice.tells_of(i, claims), look) | {"denied": _denied(i, claims, voice)} for i in every
    ]


def _denied(i: Incident, claims: Mapping[str, Claim], voice: Voice) -> bool:
    return reading([claims[c] for c in i.claims if c in voice.claims and c in claims]).denied


def _row(i: Incident, look: Look) -> dict[str, Any]:
    return {
        "id": i.id,
        "when": days(i.start, i.end) or "undated",
        "where": site(i.site) or "no place",
        "what": what(i),
        "who": look.named.actors(i.agents),
        "whom": look.named.actors(i.targets),
        "claims": len(i.claims),
        "origins": len(i.origins),
        "disputes": [d.field for d in i.disputes],
        "grade": next((g.grade for g in i.grades if g.field == "occurrence"), ""),
        "denied": False,
    }


def incident(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Everything told of one happening, or what one voice tells of it. Raises ``NotFound``."""
    whole = derived.find_incident(look.connection, asked["id"])
    found = _heard(whole, look)
    claims = look.claims(found.claims)
    by_account: dict[str, list[Any]] = {}
    for c in (claims[x] for x in found.claims if x in claims):
        by_account.setdefault(c.account, []).append(c)
    ratings, named = ratings_of(look.case), look.named
    return {
        "title": f"{what(found)} {site(found.site)} {days(found.start, found.end)}".strip(),
        "incident": found,
        "row": _row(found, look),
        "left_out": len(whole.claims) - len(found.claims),
        "accounts": list(by_account.items()),
        "disputes": [_dispute(d, claims) for d in found.disputes],
        "origins": [
            (o, ratings.get(fold(o.name), "F"), named.account(o.earliest)) for o in found.origins
        ],
        "claims": claims,
        "fields": get_args(DisputedField),
        "ratings": "ABCDEF",
    }


def _heard(whole: Incident, look: Look) -> Incident:
    if look.voice is None:
        return whole
    return look.voice.tells_of(whole, derived.claims_named(look.connection, whole.claims))


def _dispute(dispute: Dispute, claims: dict[str, Any]) -> dict[str, Any]:
    readings = [(r.value, [claims[c] for c in r.claims if c in claims]) for r in dispute.readings]
    return {"field": dispute.field, "readings": readings, "why": dispute.why}
