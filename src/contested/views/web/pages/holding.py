"""Who held what: on one day, and over time."""

import re
from typing import Any

from contested.record.control import control_on
from contested.store import derived
from contested.views.labels import days
from contested.views.web.pages.paging import part
from contested.views.web.reading import Look

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def control(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Every spell, or how things stood on the day the address names."""
    wanted = asked.get("place") or None
    every = look.kept("spells", lambda: tuple(derived.iter_spells(look.connection)))
    spells = tuple(derived.iter_spells(look.connection, wanted)) if wanted else every
    on = asked.get("on", "")
    day = on if _DAY.match(on) else None
    held = control_on(spells, day) if day else ()
    shown_held, held_pages = part(held, asked)
    some, pages = part(spells, {} if day else asked)
    named = look.named
    return {
        "title": f"Control on {day}" if day else "Control",
        "day": day,
        "held": [
            (h, named.actors(h.holders), named.actors(h.besiegers) if h.besiegers else "")
            for h in shown_held
        ],
        "spells": [
            (s, days(s.start, s.end) or "undated", named.actors(s.holders),
             named.actors(s.besiegers) if s.besiegers else "", named.narrators(s.narrators[:4]))
            for s in some
        ],
        **(held_pages if day else pages),
    }  # fmt: skip
