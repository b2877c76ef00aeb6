"""Forecasts with what came of them, and claims of cause."""

from collections.abc import Mapping, Sequence
from typing import Any

from contested.record.forecasts import score_forecasters
from contested.record.model import ForecastEntry
from contested.store import derived, rows
from contested.store.rows import ClaimFilter, fold
from contested.views.labels import days
from contested.views.web.pages.paging import PAGE, part, span, start_of
from contested.views.web.reading import Look


def forecasts(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """The ledger, with the evidence offered, and scores of who is resolved."""
    wanted = fold(asked.get("who", "")).rstrip()
    named = look.named
    all_of = ledger_of(look)
    if wanted:
        all_of = [f for f in all_of if wanted in fold(named.narrators([f.who])) + fold(f.who)]
    found, pages = part(all_of, asked)
    offered = look.claims([c for f in found for c in f.evidence[:3]])
    now = _resolved(found, look)
    return {
        "title": "Forecasts",
        "rows": [
            (f, named.actors(f.who.split(" + ")), days(f.due_start, f.due_end),
             [offered[c] for c in f.evidence[:3] if c in offered], *_outcome(f, now))
            for f in found
        ],
        **pages,
        "scores": [
            (named.actors(s.who.split(" + ")), s)
            for s in score_forecasters(all_of)
            if s.share is not None
        ],
    }  # fmt: skip


def ledger_of(look: Look) -> Sequence[ForecastEntry]:
    """Every forecast, or those of one voice."""
    every = look.kept("forecasts", lambda: tuple(derived.iter_forecasts(look.connection)))
    return tuple(look.voice.forecasts(every)) if look.voice else every


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
