"""What people decided, the latest first, and how a build that was asked for stands."""

import json
from typing import Any

from contested.record.anchors import account_of
from contested.record.model import Judgement
from contested.store import derived
from contested.views.output import clean, shorten
from contested.views.web.pages.paging import part
from contested.views.web.reading import Look


def judgements(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Every judgement with where it stands, and what the last build could not do with it."""
    told = look.docket()
    latest, pages = part(told.every[::-1], asked)
    record = look.report().get("record", {})
    undone = {j.undoes for j in told.every if j.verdict == "undo" and j.undoes}
    applied: Any = record.get("applied", ())
    return {
        "title": "Judgements",
        **pages,
        "broken": told.broken,
        "troubles": _troubles(record),
        "rows": [
            {
                "j": j,
                "who": clean(j.who),
                "why": clean(j.why),
                "quotes": [shorten(clean(a.quote), 160) for a in j.anchors],
                "claims": _claims(look, j),
                "changes": shorten(_changes(j), 200),
                "stands": j.id in told.holds,
                "open": j.id not in undone,
                "built": j.id in applied,
            }
            for j in latest
        ],
    }


def _changes(judgement: Judgement) -> str:
    out = []
    for name, value in json.loads(judgement.changes or "{}").items():
        words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        out.append(f"{name}: {words}")
    return clean("; ".join(out))


def _troubles(record: Any) -> list[tuple[str, str]]:
    found = [*record.get("lost", ()), *record.get("conflicts", ())]
    return [(" ".join(t["judgements"]), clean(t["what"])) for t in found]


def _claims(look: Look, judgement: Judgement) -> list[str]:
    """Where the judgement stands now: ids of claims."""
    at = look.desks(account_of(a) for a in judgement.anchors)
    return [c for desk in at.values() for c, js in desk.said.items() if judgement in js]


def building(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """How the build that was asked for stands; the frame has its state."""
    return {"title": "Building", "incidents": derived.count_incidents(look.connection)}
