"""Who held what: on one day, and over time."""

import re
from collections.abc import Sequence
from typing import Any

from contested.record.control import control_on, find_control
from contested.record.model import ControlSpell
from contested.record.relations import Telling
from contested.record.sides import Sides
from contested.store import derived
from contested.store.rows import fold
from contested.views.labels import days
from contested.views.voice import Voice
from contested.views.web.pages.paging import part
from contested.views.web.reading import Look

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def control(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Every spell, or how things stood on the day the address names."""
    wanted = fold(asked.get("place", "")).rstrip()
    every = spells_of(look)
    spells = tuple(s for s in every if wanted in fold(s.place)) if wanted else every
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


def spells_of(look: Look) -> Sequence[ControlSpell]:
    """Spells as all narrators together tell them, or as they were if only one voice had told."""
    every = look.kept("spells", lambda: tuple(derived.iter_spells(look.connection)))
    voice = look.voice
    if voice is None:
        return every
    return look.kept(("spells", voice.label), lambda: _alone(look, voice, every))


def _alone(look: Look, voice: Voice, every: Sequence[ControlSpell]) -> tuple[ControlSpell, ...]:
    """From what this voice claims of who held what; its denials of others' claims stay out."""
    ids = dict.fromkeys(c for s in every for c in s.claims if c in voice.claims)
    claims = derived.claims_named(look.connection, list(ids))
    stand = {i: c for i, c in claims.items() if look.marks.get(i) != "rejected"}
    telling = Telling(dict.fromkeys(stand, voice.label), look.named.dates)
    return find_control((), stand, telling, Sides(look.named.registry))
