"""Whose side people are on whom the registry does not have: an account says it of a full name once
("Col Ryan Dillon, a coalition spokesman"), then goes on with the surname.

Words that say it later count backwards too, for whom an account has named it knows from the start.
"""

from dataclasses import replace

from contested.claims.actors_data import FORCES
from contested.claims.entities import Entity
from contested.claims.nouns import words_of
from contested.claims.registry import Registry
from contested.claims.syntax import slots_of
from contested.claims.tree import Tree
from contested.names import fold

Rows = tuple[tuple[Entity, ...], ...]


def with_sides(trees: tuple[Tree, ...], rows: Rows, registry: Registry) -> Rows:
    """The mentions of an account, unknown people with the side that it gives them anywhere."""
    sides: dict[str, str] = {}
    for tree, row in zip(trees, rows, strict=True):
        for e in row:
            name = _surname(tree, e)
            side = (e.party or _joined(tree, e, row, registry)) if name is not None else None
            if name is not None and side is not None:
                sides.setdefault(name, side)
    if not sides:
        return rows
    return tuple(
        tuple(_sided(tree, e, sides) for e in row) for tree, row in zip(trees, rows, strict=True)
    )


def _sided(tree: Tree, entity: Entity, sides: dict[str, str]) -> Entity:
    """A mention with its bearer's side, where its own words name none."""
    name = _surname(tree, entity) if entity.party is None else None
    return entity if name not in sides else replace(entity, party=sides[name or ""])


def _surname(tree: Tree, entity: Entity) -> str | None:
    """The last name of somebody whom the registry does not have; None for any other mention."""
    if entity.actor is not None or entity.sort != "person" or entity.plural:
        return None
    if tree.words[entity.head].upos != "PROPN":
        return None
    last = tree.words[tree.group(entity.head)[1] - 1]
    return fold(last.text) if last.upos == "PROPN" and last.text[:1].isupper() else None


def _joined(tree: Tree, entity: Entity, row: tuple[Entity, ...], registry: Registry) -> str | None:
    """The force that somebody joins, fights for or serves in, by the verbs of the sentence."""
    forces = {
        e.head: e.party or e.actor
        for e in row
        if e.actor is not None and registry.kind_of(e.actor) in FORCES
    }
    for k, word in enumerate(tree.words):
        lemma = word.lemma.lower()
        if not forces or word.upos != "VERB" or lemma not in words_of("taking_a_side"):
            continue
        if all(f.head != entity.head for f in slots_of(tree, k).get("subj", ())):
            continue
        objects = tree.children(k, "obj") if lemma in words_of("entering_a_side") else ()
        among = (j for j in tree.children(k, "obl") if tree.preposition(j) in words_of("on_a_side"))
        found = next((forces[j] for j in (*objects, *among) if j in forces), None)
        if found is not None:
            return found
    return None
