"""PolNeAR: news articles with every attribution marked as source, cue and content (brat files)."""

import re
from dataclasses import dataclass
from pathlib import Path

from contested.scoring.datasets.base import DataMalformed, Mark, members, require

Segments = tuple[tuple[int, int], ...]  # half-open character offsets, one pair a segment
_PARTS = {"Source": "source", "Cue": "cue", "Content": "content"}
_SPAN = re.compile(r"^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"^(E\d+)\t(.*)$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution; each part may be discontinuous, source and content may be empty."""

    id: str
    source: Segments
    cue: Segments
    content: Segments


@dataclass(frozen=True, slots=True)
class Reading:
    """What one annotator marked in an article."""

    annotator: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class PolnearArticle:
    """An article with every annotator's reading; the first (by annotator id) is the default."""

    id: str
    text: str
    readings: tuple[Reading, ...]

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """The default reading."""
        return self.readings[0].attributions if self.readings else ()

    def marks(self, reading: int = 0) -> tuple[Mark, ...]:
        """Every segment of one reading, labelled source, cue or content, in text order."""
        found = (
            Mark(start, end, part)
            for a in self.readings[reading].attributions
            for part in ("source", "cue", "content")
            for start, end in getattr(a, part)
        )
        return tuple(sorted(set(found), key=lambda m: (m.start, m.end, m.label)))


def read_polnear(root: Path, split: str = "dev") -> tuple[PolnearArticle, ...]:
    """Annotated articles of ``polnear/{split}.tar.gz``, by name."""
    articles: list[PolnearArticle] = []
    for path in require(root, "polnear", rf"{split}\.tar\.gz"):
        texts: dict[str, str] = {}
        notes: dict[str, list[tuple[str, str]]] = {}
        for name, text in members(path):
            stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
            if "/text/" in name:
                texts[stem] = text
            elif "/attributions/" in name:
                article, _, annotator = stem.rpartition("_")
                notes.setdefault(article, []).append((annotator, text))
        if not texts:
            raise DataMalformed(f"{path}: no text/ folder inside")
        articles += [
            PolnearArticle(k, texts[k], _readings(notes[k], f"{path}:{k}", texts[k]))
            for k in sorted(texts)
            if k in notes
        ]
    return tuple(articles)


def _readings(notes: list[tuple[str, str]], where: str, text: str) -> tuple[Reading, ...]:
    return tuple(Reading(who, _attributions(note, where, text)) for who, note in sorted(notes))


def _attributions(note: str, where: str, text: str) -> tuple[Attribution, ...]:
    spans: dict[str, Segments] = {}
    events = []
    for line in note.split("\n"):
        if span := _SPAN.match(line):
            pairs = (pair.split() for pair in span[3].split(";"))
            spans[span[1]] = tuple((int(a), int(b)) for a, b in pairs)
            if any(not 0 <= a < b <= len(text) for a, b in spans[span[1]]):
                raise DataMalformed(f"{where}: {span[1]} lies outside the text")
        elif event := _EVENT.match(line):
            events.append((event[1], event[2]))
    return tuple(_attribution(name, body, spans) for name, body in events)


def _attribution(name: str, body: str, spans: dict[str, Segments]) -> Attribution:
    """Join an event line's parts; ``Content2`` and the like add segments."""
    parts: dict[str, Segments] = {"source": (), "cue": (), "content": ()}
    for field in body.split():
        role, _, ref = field.partition(":")
        part = _PARTS.get(role.rstrip("0123456789"))
        if part is not None:
            parts[part] += spans.get(ref, ())
    return Attribution(name, parts["source"], parts["cue"], parts["content"])
