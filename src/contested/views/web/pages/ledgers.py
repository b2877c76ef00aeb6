"""Forecasts with what came of them, and claims of cause."""

from typing import Any

from contested.record.forecasts import score_forecasters
from contested.store import derived, rows
from contested.store.rows import ClaimFilter
from contested.views.labels import days
from contested.views.web.reading import Look


def forecasts(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """The ledger, with the evidence offered, and scores of who is resolved."""
    found = list(derived.iter_forecasts(look.connection, asked.get("who") or None))
    offered = look.claims([c for f in found for c in f.evidence[:3]])
    named = look.named
    return {
        "title": "Forecasts",
        "rows": [
            (f, named.actors(f.who.split(" + ")), days(f.due_start, f.due_end),
             [offered[c] for c in f.evidence[:3] if c in offered])
            for f in found
        ],
        "scores": [
            (named.actors(s.who.split(" + ")), s)
            for s in score_forecasters(found)
            if s.share is not None
        ],
    }  # fmt: skip


def causes(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Every "X led to Y", with its words and who says it."""
    found = rows.iter_claims(look.connection, ClaimFilter(kind="cause"))
    return {"title": "Causes claimed", "rows": list(look.told(found).values())}
