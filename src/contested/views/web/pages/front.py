"""The front page: questions, each with its answer and a way in."""

from typing import Any

from contested.store import rows
from contested.store.rows import ClaimFilter
from contested.views.answers import SHOWN, answers
from contested.views.labels import days, site, what
from contested.views.output import shorten
from contested.views.web.reading import Look


def front(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Counts and the first few lines of every answer."""
    named = look.named
    told = look.kept("answers", lambda: answers(look.connection, named))
    claims, cause_count = look.kept("counts", lambda: _counts(look))
    causes = list(rows.iter_claims(look.connection, ClaimFilter(kind="cause"), SHOWN))
    with_whom = sorted(told.standings, key=lambda s: (-s.weight, s.a, s.b))
    return {
        "title": look.case.name,
        "root": str(look.case.root),
        "claims": claims,
        "accounts": len(named.files),
        "incidents": told.incidents,
        "disputed": [
            (i.id, what(i), site(i.site), days(i.start, i.end), [d.field for d in i.disputes])
            for i in told.disputed[:SHOWN]
        ],
        "disputes": len(told.disputed),
        "repeated": [
            (i.id, what(i), site(i.site), len(i.claims), origin)
            for i, origin in told.repeated[:SHOWN]
        ],
        "repeats": len(told.repeated),
        "friends": [_standing(s, look) for s in with_whom if s.weight > 0][:SHOWN],
        "foes": [_standing(s, look) for s in with_whom[::-1] if s.weight < 0][:SHOWN],
        "pairs": len(told.standings),
        "changes": [
            (s.place, named.actors(s.holders), s.start or "", s.status)
            for s in sorted(told.spells, key=lambda s: s.start or "", reverse=True)[:SHOWN]
        ],
        "spells": len(told.spells),
        "predicted": [
            (f.claim, named.actors(f.who.split(" + ")), shorten(f.quote, 90), f.due_end or "")
            for f in told.forecasts[:SHOWN]
        ],
        "forecasts": len(told.forecasts),
        "causes": list(look.told(causes).values()),
        "cause_count": cause_count,
        "campaigns": len(told.campaigns),
    }


def _counts(look: Look) -> tuple[int, int]:
    """Claims, and those of cause."""
    causes = rows.count_claims(look.connection, ClaimFilter(kind="cause"))
    return rows.count_claims(look.connection), causes


def _standing(cell: Any, look: Look) -> tuple[str, str, float, int]:
    count = len(cell.positive) + len(cell.negative)
    return look.named.actor(cell.a), look.named.actor(cell.b), cell.weight, count
