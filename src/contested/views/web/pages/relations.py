"""Friend or foe: the matrix of the case, by month and by narrator."""

from typing import Any

from contested.record.stances import matrix, turns, where_narrators_part
from contested.store import derived
from contested.views.relating import most_related
from contested.views.web.reading import Look

SIZE = 20  # actors in the grid


def relations(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Cells between the actors with most claims, of one month or all, by one narrator or all."""
    every = look.kept("relations", lambda: tuple(derived.all_relations(look.connection)))
    narrators = look.kept("narrators", lambda: sorted({r.narrator for r in every if r.narrator}))
    months = sorted({r.month for r in every})
    who, month = asked.get("narrator") or None, asked.get("month") or None
    some = [r for r in every if r.narrator == who and (month is None or r.month == month)]
    cells = matrix(some)
    actors = most_related(cells, SIZE)
    at = {(c.a, c.b): c for c in cells}
    parting = look.kept("parting", lambda: {(p.a, p.b) for p in where_narrators_part(every)})
    turned = look.kept("turned", lambda: turns(every))
    return {
        "title": "Who stands with whom",
        "months": months,
        "narrators": [(n, look.named.actors(n.split(" + "))) for n in narrators],
        "actors": [(a, look.named.actor(a)) for a in actors],
        "grid": [[(at.get((a, b)), (a, b) in parting) for b in actors] for a in actors],
        "turns": [
            (look.named.actor(t.a), look.named.actor(t.b), t.after.month, t.after.weight)
            for t in turned[:SIZE]
        ],
    }
