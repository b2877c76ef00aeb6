"""The front page: questions, each with its answer and a way in."""

from typing import Any

from contested.record.stances import Standing, matrix
from contested.store import derived, rows
from contested.store.derived import IncidentFilter
from contested.store.rows import ClaimFilter
from contested.views.answers import SHOWN, Answers, answers, most_disputed, repeated
from contested.views.labels import days, site, what
from contested.views.origins import outlets
from contested.views.output import shorten
from contested.views.voice import Voice
from contested.views.web.pages.holding import spells_of
from contested.views.web.pages.ledgers import ledger_of
from contested.views.web.pages.relations import relations_of
from contested.views.web.reading import Look


def front(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Counts and the first few lines of every answer, of all narrators or of one."""
    voice = look.voice
    if voice is None:
        told = look.stored("front", lambda: front_of(look))
    else:
        told = look.kept(("front", voice.label), lambda: _front(look, _alone(look, voice)))
    wanted = ClaimFilter(kind="cause", ids=voice.claims if voice else None)
    causes = list(rows.iter_claims(look.connection, wanted, SHOWN))
    return {
        **told,
        "title": look.case.name,
        "root": str(look.case.root),
        "accounts": len(look.named.files),
        "causes": list(look.told(causes).values()),
    }


def front_of(look: Look) -> dict[str, Any]:
    """What the front page says of the whole record, in words."""
    return _front(look, answers(look.connection, look.named))


def _alone(look: Look, voice: Voice) -> Answers:
    """What rests on one voice, as the front page needs it."""
    wanted = IncidentFilter(ids=voice.incidents)
    every = list(derived.iter_incidents(look.connection, wanted))
    return Answers(
        incidents=len(every),
        disputed=tuple(i for i in every if i.disputes),
        repeated=repeated(
            every, look.kept("outlets", lambda: outlets(look.connection, look.named))
        ),
        standings=matrix(relations_of(look)),
        turned=(),
        spells=tuple(spells_of(look)),
        forecasts=tuple(ledger_of(look)),
    )


def _front(look: Look, told: Answers) -> dict[str, Any]:
    named = look.named
    with_whom = sorted(told.standings, key=lambda s: (-s.weight, s.a, s.b))
    claims, cause_count = _counts(look)
    return {
        "claims": claims,
        "incidents": told.incidents,
        "disputed": [
            (i.id, what(i), site(i.site), days(i.start, i.end), [d.field for d in i.disputes])
            for i in most_disputed(told.disputed)[:SHOWN]
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
        "cause_count": cause_count,
    }


def _counts(look: Look) -> tuple[int, int]:
    """Claims, and those of cause."""
    ids = look.voice.claims if look.voice else None
    every, causes = ClaimFilter(ids=ids), ClaimFilter(kind="cause", ids=ids)
    return rows.count_claims(look.connection, every), rows.count_claims(look.connection, causes)


def _standing(cell: Standing, look: Look) -> tuple[str, str, float, int]:
    count = len(cell.positive) + len(cell.negative)
    return look.named.actor(cell.a), look.named.actor(cell.b), cell.weight, count
