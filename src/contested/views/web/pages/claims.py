"""Claims by search and filter, and one claim with the machine's reasons."""

from typing import Any

from contested.store import rows
from contested.store.rows import ClaimFilter
from contested.views.web.reading import Look

PAGE = 100  # rows a list shows at once
FILTERS = ("actor", "act", "place", "since", "until", "narrator", "stance", "kind", "text")


def claims(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Claims that pass what the address asks for, a page of them."""
    given = {name: asked[name] for name in FILTERS if asked.get(name)}
    wanted = ClaimFilter(**given, min_confidence=_share(asked.get("confidence", "")))
    start = max(0, int(asked["from"])) if asked.get("from", "").isdigit() else 0
    total = rows.count_claims(look.connection, wanted)
    found = list(rows.iter_claims(look.connection, wanted, PAGE, start))
    return {
        "title": "Claims",
        "total": total,
        "start": start,
        "next": start + PAGE if start + PAGE < total else None,
        "rows": list(look.told(found).values()),
    }


def _share(words: str) -> float:
    try:
        return min(1.0, max(0.0, float(words)))
    except ValueError:
        return 0.0


def claim(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """One claim. Raises ``NotFound``."""
    found = rows.find_claim(look.connection, asked["id"])
    return {"title": f"Claim {found.id}", "claim": look.told([found])[found.id]}
