"""Actors of the case, and what is told of one of them."""

from typing import Any

from contested.store import derived, rows
from contested.store.rows import ClaimFilter
from contested.views.web.pages.paging import part
from contested.views.web.reading import Look

SHOWN = 60


def actors(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Actors, most claims first."""
    wanted = asked.get("name") or None
    every = look.kept("actors", lambda: tuple(derived.iter_actors(look.connection)))
    named = tuple(derived.iter_actors(look.connection, wanted)) if wanted else every
    found, pages = part(named, asked)
    return {"title": "Actors", "rows": [(a, look.named.actor(a.id)) for a in found], **pages}


def actor(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """What one actor is said to do and suffer."""
    wanted = ClaimFilter(actor=asked["id"])
    found = list(rows.iter_claims(look.connection, wanted, SHOWN))
    told = look.told(found)
    return {
        "title": look.named.actor(asked["id"]),
        "actor": asked["id"],
        "total": look.kept(("claims", wanted), lambda: rows.count_claims(look.connection, wanted)),
        "rows": list(told.values()),
    }
