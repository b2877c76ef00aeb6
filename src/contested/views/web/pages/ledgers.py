"""Forecasts with what came of them, and claims of cause."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from contested.record.forecasts import score_forecasters
from contested.record.model import ForecastEntry
from contested.store import derived, rows
from contested.store.derived import ForecastFilter
from contested.store.rows import ClaimFilter
from contested.views.labels import days
from contested.views.web.pages.paging import PAGE, span, start_of
from contested.views.web.reading import Look


def forecasts(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """The ledger, with the evidence offered, and scores of who is resolved."""
    wanted = ForecastFilter(asked.get("who") or None, look.voice.narrators if look.voice else None)
    start, most = start_of(asked), None if asked.get("all") else PAGE
    found = list(derived.iter_forecasts(look.connection, wanted, most, start))
    total = derived.count_forecasts(look.connection, wanted)
    resolved = derived.iter_forecasts(look.connection, replace(wanted, resolved=True))
    named = look.named
    offered = look.claims([c for f in found for c in f.evidence[:3]])
    now = _resolved(found, look)
    return {
        "title": "Forecasts",
        "rows": [
            (f, named.actors(f.who.split(" + ")), days(f.due_start, f.due_end),
             [offered[c] for c in f.evidence[:3] if c in offered], *_outcome(f, now))
            for f in found
        ],
        **span(start, len(found), total),
        "scores": [
            (named.actors(s.who.split(" + ")), s)
            for s in score_forecasters(resolved)
            if s.share is not None
        ],
    }  # fmt: skip


def _resolved(found: Sequence[ForecastEntry], look: Look) -> dict[str, tuple[str, str]]:
    """What people say became of these forecasts, and who says so, now."""
    claims = derived.claims_named(look.connection, [f.claim for f in found])
    desks = look.desks(c.account for c in claims.values())
    return {c: said for desk in desks.values() for c, said in desk.outcomes.items()}


def _outcome(entry: ForecastEntry, now: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    return now.get(entry.claim, (entry.outcome, ""))


def causes(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Every "X led to Y", with its words and who says it."""
    voice, start = look.voice, start_of(asked)
    wanted = ClaimFilter(kind="cause", ids=voice.claims if voice else None)
    most = None if asked.get("all") else PAGE
    found = list(rows.iter_claims(look.connection, wanted, most, start))
    total = look.kept(("claims", wanted), lambda: rows.count_claims(look.connection, wanted))
    told = list(look.told(found).values())
    return {"title": "Causes claimed", "rows": told, **span(start, len(told), total)}
