"""re3d: documents on the war in Syria and Iraq with entities and relations, by confidence."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contested.scoring.datasets.base import DataMalformed, Mark, read_text, require
from contested.scoring.folds import fold


@dataclass(frozen=True, slots=True)
class Re3dEntity:
    """An entity over ``[start, end)`` characters; ``confidence`` in 0–1 (1 when not given)."""

    start: int
    end: int
    type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Re3dRelation:
    """A relation between two character spans (``FightingAgainst``, ``AlliesOf``, …)."""

    type: str
    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float


@dataclass(frozen=True, slots=True)
class Re3dDocument:
    """A document with its subset (the publisher's folder) and fold."""

    id: str
    subset: str
    text: str
    entities: tuple[Re3dEntity, ...]
    relations: tuple[Re3dRelation, ...]

    @property
    def fold(self) -> int:
        """Fold of the document id."""
        return fold(self.id)

    def marks(self, least: float = 0.5) -> tuple[Mark, ...]:
        """Distinct entities of at least that confidence, nested ones kept."""
        found = {Mark(e.start, e.end, e.type) for e in self.entities if e.confidence >= least}
        return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.label)))


def read_re3d(root: Path) -> tuple[Re3dDocument, ...]:
    """Every document below ``re3d/``, by id."""
    found = []
    for path in require(root, "re3d", r"documents\.json"):
        entities = _by_document(path.with_name("entities.json"))
        relations = _by_document(path.with_name("relations.json"))
        for row in _rows(path):
            name = str(row["_id"])
            try:
                document = Re3dDocument(
                    name,
                    path.parent.name,
                    row["text"],
                    tuple(_entity(e) for e in entities.get(name, ())),
                    tuple(_relation(r) for r in relations.get(name, ())),
                )
            except (KeyError, TypeError, ValueError) as cause:
                raise DataMalformed(f"{path}, document {name}: {cause!r}") from cause
            found.append(document)
    return tuple(sorted(found, key=lambda d: d.id))


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    rows = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as cause:
                raise DataMalformed(f"{path}, line {number}: {cause}") from cause
    return rows


def _by_document(path: Path) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(path):
        grouped.setdefault(str(row["documentId"]), []).append(row)
    return grouped


def _entity(row: dict[str, Any]) -> Re3dEntity:
    confidence = float(row.get("confidence", 1))
    return Re3dEntity(int(row["begin"]), int(row["end"]), row["type"], confidence)


def _relation(row: dict[str, Any]) -> Re3dRelation:
    return Re3dRelation(
        row["type"],
        (int(row["sourceBegin"]), int(row["sourceEnd"])),
        (int(row["targetBegin"]), int(row["targetEnd"])),
        float(row.get("confidence", 1)),
    )
