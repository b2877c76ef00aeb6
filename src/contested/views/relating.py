"""``matrix``, ``relations`` and ``balance``: who stands with whom."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from contested.codec import to_plain
from contested.names import fold
from contested.record.balance import measure_balance, signed_ties
from contested.record.model import Relation
from contested.record.stances import Standing, matrix, turns, where_narrators_part
from contested.record.weights import relation_weights
from contested.store import derived
from contested.store.case import Case, open_case
from contested.views.labels import Labels, labels_of
from contested.views.output import counted, put_json, say, shorten, table

Months = tuple[str | None, str | None]
NONE = "No relation between two known actors is stated or acted out here."


def show_matrix(root: Path, months: Months, narrator: str | None, size: int, json: bool) -> int:
    """Friend or foe: the ``size`` actors with most claims, rows towards columns."""
    case = open_case(root)
    relations, named = _load(case, months, narrator)
    cells = _standings(relations)
    actors = most_related(cells, size)
    if json:
        put_json({"actors": list(actors), "cells": [to_plain(c) for c in cells]})
        return 0
    if not cells:
        say(NONE)
        return 0
    put_matrix(cells, actors, named)
    say("+ stands with, − stands against, ± between; the number counts the claims. "
        "Rows towards columns.")  # fmt: skip
    left = len({x for c in cells for x in (c.a, c.b)}) - len(actors)
    if left > 0:
        say(f"{counted(left, 'actor')} with fewer claims left out (--size).")
    return 0


def put_matrix(cells: Iterable[Standing], actors: Sequence[str], named: Labels) -> None:
    """The grid of signs between ``actors``."""
    at = {(c.a, c.b): c for c in cells}
    letters = {a: str(n) for n, a in enumerate(actors, 1)}
    rows = []
    for a in actors:
        marks = ["·" if a == b else _mark(at.get((a, b))) for b in actors]
        rows.append((letters[a], shorten(named.actor(a), 26), *marks))
    table(("", "", *letters.values()), rows, whole=("", *letters.values()))


def most_related(cells: Iterable[Standing], size: int) -> tuple[str, ...]:
    """The actors with most claims towards others or from them."""
    weight: Counter[str] = Counter()
    for c in cells:
        for actor in (c.a, c.b):
            weight[actor] += len(c.positive) + len(c.negative)
    return tuple(a for a, _ in sorted(weight.items(), key=lambda w: (-w[1], w[0]))[:size])


def show_relations(root: Path, months: Months, actor: str | None, limit: int, json: bool) -> int:
    """Every pair month by month, cells where narrators part, and who changed sides."""
    case = open_case(root)
    relations, named = _load(case, months, None, everyone=True)
    if actor:
        key = fold(actor)
        relations = [
            r for r in relations
            if any(key in (fold(x), fold(named.actor(x))) for x in (r.a, r.b))
        ]  # fmt: skip
    overall = [r for r in relations if r.narrator is None]
    parting, turned = where_narrators_part(relations), turns(relations)
    if json:
        put_json({
            "total": len(overall),
            "relations": [to_plain(r) for r in relations],
            "narrators_part": [to_plain(p) for p in parting],
            "changed_sides": [to_plain(t) for t in turned],
        })  # fmt: skip
        return 0
    rows = [
        (r.month, named.actor(r.a), named.actor(r.b), f"{r.weight:+.2f}",
         f"{len(r.positive)} + / {len(r.negative)} −", " ".join((*r.positive, *r.negative)[:2]))
        for r in overall[:limit]
    ]  # fmt: skip
    table(("month", "who", "towards", "weight", "claims", "such as"), rows, whole=("month",))
    say(counted(len(overall), "relation") if overall else NONE)
    for p in parting:
        friends, foes = (named.actors(str(r.narrator) for r in s) for s in (p.friends, p.foes))
        pair = f"{named.actor(p.a)} and {named.actor(p.b)}"
        say(f"  narrators part, {p.month}: {pair} stand together for {friends}, apart for {foes}")
    for t in turned:
        way = "with" if t.after.weight > 0 else "against"
        say(f"  {named.actor(t.a)} turned {way} {named.actor(t.b)} between {t.before.month} and "
            f"{t.after.month}")  # fmt: skip
    return 0


def show_balance(root: Path, months: Months, narrator: str | None, json: bool) -> int:
    """How near the network of friends and foes is to two camps, by three measures."""
    case = open_case(root)
    relations, named = _load(case, months, narrator)
    found = measure_balance(signed_ties((c.a, c.b, c.weight) for c in _standings(relations)))
    odd = [t for t in found.triads if t.odd]
    if json:
        put_json(to_plain(found) | {"odd": [to_plain(t) for t in odd]}
                 | {"frustration": _frustration(found.frustration)})  # fmt: skip
        return 0
    if not found.actors:
        say(NONE)
        return 0
    say(f"{counted(found.actors, 'actor')}, {found.positive} ties between friends, "
        f"{found.negative} between foes")  # fmt: skip
    for name, value in (("triangles", found.by_triangles), ("walks", found.by_walks)):
        say(f"balance by {name:<12} {'nothing to count' if value is None else f'{value:.4f}'}")
    f = found.frustration
    proven = "" if f.proven else f" (not proven; at least {f.at_least})"
    index = "nothing to count" if f.index is None else f"{f.index:.4f}"
    say(f"balance by frustration  {index}: {counted(f.count, 'tie')} against the best two camps"
        + proven)  # fmt: skip
    for number, camp in enumerate(f.camps, 1):
        say(f"camp {number}: {', '.join(sorted(named.actor(a) for a in camp)) or '–'}")
    for a, b in f.against:
        say(f"  against the camps: {named.actor(a)} and {named.actor(b)}")
    for t in odd:
        signs = "".join("+" if s > 0 else "−" for s in t.signs)
        say(f"  odd triad {signs}: {', '.join(named.actor(a) for a in t.actors)}")
    return 0


def _load(
    case: Case, months: Months, narrator: str | None, everyone: bool = False
) -> tuple[list[Relation], Labels]:
    with case.database.read() as connection:
        named = labels_of(case, connection)
        found = list(derived.iter_relations(connection, months, every=bool(narrator) or everyone))
        if everyone:
            found += list(derived.iter_relations(connection, months))
    if narrator and not everyone:
        key = fold(narrator)
        found = [r for r in found if key in fold(named.actors((r.narrator or "").split(" + ")))
                 or key in fold(r.narrator or "")]  # fmt: skip
    return found, named


def _standings(relations: Iterable[Relation]) -> tuple[Standing, ...]:
    """Over the months, and over the narrators chosen."""
    from dataclasses import replace

    return matrix(replace(r, narrator=None) for r in relations)


def _mark(cell: Standing | None) -> str:
    if cell is None:
        return ""
    least = relation_weights().least
    sign = "+" if cell.weight >= least else "−" if cell.weight <= -least else "±"
    return f"{sign}{len({*cell.positive, *cell.negative})}"


def _frustration(found: object) -> object:
    plain = dict(to_plain(found))
    plain["camps"] = [sorted(c) for c in plain["camps"]]
    return plain
