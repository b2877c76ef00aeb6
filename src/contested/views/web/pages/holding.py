"""Who held what: on one day, and over time."""

import re
from typing import Any

from contested.record.control import control_on
from contested.store import derived
from contested.views.labels import days
from contested.views.web.reading import Look

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def control(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Every spell, or how things stood on the day the address names."""
    spells = list(derived.iter_spells(look.connection, asked.get("place") or None))
    on = asked.get("on", "")
    day = on if _DAY.match(on) else None
    held = control_on(spells, day) if day else ()
    named = look.named
    return {
        "title": f"Control on {day}" if day else "Control",
        "day": day,
        "held": [
            (h, named.actors(h.holders), named.actors(h.besiegers) if h.besiegers else "")
            for h in held
        ],
        "spells": [
            (s, days(s.start, s.end) or "undated", named.actors(s.holders),
             named.actors(s.besiegers) if s.besiegers else "", named.narrators(s.narrators[:4]))
            for s in spells
        ],
    }  # fmt: skip
