"""The front page: questions, each with its answer and a way in."""

from collections.abc import Sequence
from typing import Any

from contested.record.model import Incident
from contested.record.stances import Standing, matrix
from contested.store import derived, rows
from contested.store.derived import ForecastFilter, IncidentFilter
from contested.store.rows import ClaimFilter
from contested.views.answers import SHOWN, repeated
from contested.views.labels import days, site, what
from contested.views.origins import outlets
from contested.views.output import shorten
from contested.views.web.pages.holding import spells_of
from contested.views.web.pages.relations import relations_of
from contested.views.web.reading import Look

Repeats = Sequence[tuple[str, str]]  # incidents that several outlets repeat after one origin


def front(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Counts and the first few lines of every answer, of all narrators or of one."""
    voice = look.voice
    told = look.kept(("front", voice and voice.label), lambda: _told(look))
    wanted = ClaimFilter(kind="cause", ids=voice.claims if voice else None)
    causes = list(rows.iter_claims(look.connection, wanted, SHOWN))
    return {
        **told,
        "title": look.case.name,
        "root": str(look.case.root),
        "accounts": len(look.named.files),
        "causes": list(look.told(causes).values()),
    }


def _told(look: Look) -> dict[str, Any]:
    claims, causes = _counts(look)
    return {"claims": claims, "cause_count": causes} | {
        **_incidents(look),
        **_sides(look),
        **_hands(look),
        **_predicted(look),
    }


def repeats_of(look: Look, incidents: Sequence[Incident]) -> Repeats:
    """Reads who published every claim of the record."""
    home = outlets(look.connection, look.named)
    return [(i.id, origin) for i, origin in repeated(incidents, home)]


def _repeats(look: Look) -> Repeats:
    found: Repeats = look.stored(
        "repeats", lambda: repeats_of(look, list(derived.iter_incidents(look.connection)))
    )
    return found


def _incidents(look: Look) -> dict[str, Any]:
    connection, voice = look.connection, look.voice
    ids = voice.incidents if voice else None
    wanted = IncidentFilter(disputed=True, ids=ids)
    ranked = derived.iter_incidents(connection, wanted, SHOWN, widest=True)
    twice = [(i, origin) for i, origin in _repeats(look) if ids is None or i in ids][:SHOWN]
    told = derived.incidents_named(connection, [i for i, _ in twice])
    return {
        "incidents": derived.count_incidents(connection, IncidentFilter(ids=ids)),
        "disputed": [
            (i.id, what(i), site(i.site), days(i.start, i.end), [d.field for d in i.disputes])
            for i in ranked
        ],
        "disputes": derived.count_incidents(connection, wanted),
        "repeated": [
            (i, what(told[i]), site(told[i].site), len(told[i].claims), origin)
            for i, origin in twice
            if i in told
        ],
    }


def _sides(look: Look) -> dict[str, Any]:
    standings = matrix(relations_of(look))
    with_whom = sorted(standings, key=lambda s: (-s.weight, s.a, s.b))
    return {
        "friends": [_standing(s, look) for s in with_whom if s.weight > 0][:SHOWN],
        "foes": [_standing(s, look) for s in with_whom[::-1] if s.weight < 0][:SHOWN],
        "pairs": len(standings),
    }


def _standing(cell: Standing, look: Look) -> tuple[str, str, float, int]:
    count = len(cell.positive) + len(cell.negative)
    return look.named.actor(cell.a), look.named.actor(cell.b), cell.weight, count


def _hands(look: Look) -> dict[str, Any]:
    spells = spells_of(look)
    latest = sorted(spells, key=lambda s: s.start or "", reverse=True)[:SHOWN]
    return {
        "changes": [
            (
                s.place,
                look.named.actors(s.besiegers or s.holders),
                bool(s.besiegers),
                s.start or "",
                s.status,
            )
            for s in latest
        ],
        "spells": len(spells),
    }


def _predicted(look: Look) -> dict[str, Any]:
    wanted = ForecastFilter(narrators=look.voice.narrators if look.voice else None)
    found = derived.iter_forecasts(look.connection, wanted, SHOWN)
    return {
        "predicted": [
            (f.claim, look.named.actors(f.who.split(" + ")), shorten(f.quote, 90), f.due_end or "")
            for f in found
        ],
        "forecasts": derived.count_forecasts(look.connection, wanted),
    }


def _counts(look: Look) -> tuple[int, int]:
    """Claims, and those of cause."""
    ids = look.voice.claims if look.voice else None
    every, causes = ClaimFilter(ids=ids), ClaimFilter(kind="cause", ids=ids)
    return rows.count_claims(look.connection, every), rows.count_claims(look.connection, causes)
