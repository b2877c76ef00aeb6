"""The list of incidents, and one incident with its accounts side by side."""

from typing import Any

from contested.names import fold
from contested.record.model import Dispute, Incident
from contested.store import derived
from contested.store.derived import IncidentFilter
from contested.views.incident import ratings_of
from contested.views.labels import days, site, what
from contested.views.web.reading import Look

PAGE = 100  # rows a list shows at once


def incidents(look: Look, asked: dict[str, str], most: int | None = PAGE) -> dict[str, Any]:
    """Incidents that pass the filters in the address, at most ``most`` of them."""
    wanted = IncidentFilter(
        actor=asked.get("actor") or None,
        place=asked.get("place") or None,
        since=asked.get("since") or None,
        until=asked.get("until") or None,
        grade=asked.get("grade") or None,
        disputed=bool(asked.get("disputed")),
        act=asked.get("act") or None,
    )
    found = list(derived.iter_incidents(look.connection, wanted, most))
    total = derived.count_incidents(look.connection, wanted)
    return {"title": "Incidents", "total": total, "rows": [_row(i, look) for i in found]}


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
    }


def incident(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Everything told of one happening. Raises ``NotFound``."""
    found = derived.find_incident(look.connection, asked["id"])
    claims = look.claims(found.claims)
    by_account: dict[str, list[Any]] = {}
    for c in (claims[x] for x in found.claims if x in claims):
        by_account.setdefault(c.account, []).append(c)
    ratings, named = ratings_of(look.case), look.named
    return {
        "title": f"{what(found)} {site(found.site)} {days(found.start, found.end)}".strip(),
        "incident": found,
        "row": _row(found, look),
        "accounts": list(by_account.items()),
        "disputes": [_dispute(d, claims) for d in found.disputes],
        "origins": [
            (o, ratings.get(fold(o.name), "F"), named.account(o.earliest)) for o in found.origins
        ],
        "claims": claims,
    }


def _dispute(dispute: Dispute, claims: dict[str, Any]) -> dict[str, Any]:
    readings = [(r.value, [claims[c] for c in r.claims if c in claims]) for r in dispute.readings]
    return {"field": dispute.field, "readings": readings, "why": dispute.why}
