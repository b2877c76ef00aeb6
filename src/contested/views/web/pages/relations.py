"""Friend or foe: the matrix of the case, by month, of all narrators or of one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from contested.record.model import Relation
from contested.record.stances import matrix, turns, where_narrators_part
from contested.store import derived
from contested.views.relating import most_related
from contested.views.web.reading import Look

SIZE = 20  # actors in the grid


def relations(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Cells between the actors with most claims, of one month or all."""
    every = relations_of(look)
    month = asked.get("month") or None
    cells = matrix(r for r in every if month in (None, r.month))
    actors = most_related(cells, SIZE)
    at = {(c.a, c.b): c for c in cells}
    told = look.stored("relations", lambda: parting_of(look))
    parting = look.kept("parting", lambda: {(a, b) for a, b in told["parting"]})
    turned = _own_turns(look) if look.voice else told["turned"]
    return {
        "title": "Who stands with whom",
        "months": sorted({r.month for r in every}),
        "actors": [(a, look.named.actor(a)) for a in actors],
        "grid": [[(at.get((a, b)), (a, b) in parting) for b in actors] for a in actors],
        "turns": turned,
    }


def relations_of(look: Look) -> Sequence[Relation]:
    """Of all narrators together, or of one voice as if nobody else told."""
    voice, connection = look.voice, look.connection
    if voice is None:
        return look.kept("relations", lambda: tuple(derived.iter_relations(connection)))
    own = derived.iter_relations(connection, narrators=voice.narrators)
    return look.kept(("relations", voice.label), lambda: tuple(voice.relations(own)))


def parting_of(look: Look) -> dict[str, Any]:
    """Pairs on which narrators differ, and who changed sides by all narrators together."""
    every = tuple(derived.all_relations(look.connection))
    pairs = dict.fromkeys((p.a, p.b) for p in where_narrators_part(every))
    return {"parting": list(pairs), "turned": _turned(every, look)}


def _own_turns(look: Look) -> list[tuple[str, str, str, float]]:
    alone = relations_of(look)
    return _turned([*alone, *(replace(r, narrator="it") for r in alone)], look)


def _turned(every: Sequence[Relation], look: Look) -> list[tuple[str, str, str, float]]:
    actor = look.named.actor
    return [(actor(t.a), actor(t.b), t.after.month, t.after.weight) for t in turns(every)[:SIZE]]
