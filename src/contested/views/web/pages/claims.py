"""Claims by search and filter, and one claim with the machine's reasons."""

from typing import Any

from contested.store import rows
from contested.store.rows import ClaimFilter
from contested.views.web.pages.paging import PAGE, span, start_of
from contested.views.web.reading import Look

FILTERS = ("actor", "act", "place", "since", "until", "narrator", "stance", "kind", "text")


def claims(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Claims that pass what the address asks for, a page of them."""
    given = {name: asked[name] for name in FILTERS if asked.get(name)}
    ids = look.voice.claims if look.voice else None
    wanted = ClaimFilter(**given, min_confidence=_share(asked.get("confidence", "")), ids=ids)
    start = start_of(asked)
    total = look.kept(("claims", wanted), lambda: rows.count_claims(look.connection, wanted))
    found = list(rows.iter_claims(look.connection, wanted, PAGE, start))
    told = list(look.told(found).values())
    return {"title": "Claims", "rows": told, **span(start, len(told), total)}


def _share(words: str) -> float:
    try:
        return min(1.0, max(0.0, float(words)))
    except ValueError:
        return 0.0


def claim(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """One claim. Raises ``NotFound``."""
    found = rows.find_claim(look.connection, asked["id"])
    foreign = look.voice is not None and found.id not in look.voice.claims
    claim = look.told([found])[found.id]
    return {"title": f"Claim {found.id}", "claim": claim, "foreign": foreign}
