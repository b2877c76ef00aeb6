"""Places of the case, and what is told of one of them."""

from typing import Any

from contested.store import derived
from contested.store.derived import IncidentFilter
from contested.store.rows import fold
from contested.views.labels import days
from contested.views.output import clean
from contested.views.web.pages.holding import spells_of
from contested.views.web.pages.incidents import rows_of
from contested.views.web.pages.paging import PAGE, part, span, start_of
from contested.views.web.reading import Look


def places(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Places of incidents, most incidents first; or the one that the address names."""
    if asked.get("at", "").strip():
        return _place(look, asked, asked["at"])
    voice, wanted = look.voice, fold(asked.get("name", "")).rstrip()
    passing = IncidentFilter(ids=voice.incidents if voice else None)
    every = look.kept(
        ("places", voice and voice.label), lambda: derived.count_places(look.connection, passing)
    )
    some, pages = part([p for p in every if wanted in fold(p.name)] if wanted else every, asked)
    rows = [(clean(p.name), p, days(p.first, p.last) or "undated") for p in some]
    return {"title": "Places", "one": None, "rows": rows, "spells": (), **pages}


def _place(look: Look, asked: dict[str, str], name: str) -> dict[str, Any]:
    """Incidents at one place, and who held it."""
    start, key = start_of(asked), fold(name)
    wanted = IncidentFilter(at=name, ids=look.voice.incidents if look.voice else None)
    total = derived.count_incidents(look.connection, wanted)
    found = rows_of(derived.iter_incidents(look.connection, wanted, PAGE, start), look)
    named = look.named
    return {
        "title": clean(name),
        "one": clean(name),
        "rows": found,
        "spells": [
            (s, days(s.start, s.end) or "undated", named.actors(s.holders),
             named.actors(s.besiegers) if s.besiegers else "", named.narrators(s.narrators[:4]))
            for s in spells_of(look)
            if fold(s.place) == key
        ],
        **span(start, len(found), total),
    }  # fmt: skip
