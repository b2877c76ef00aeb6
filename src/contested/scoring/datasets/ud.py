"""Universal Dependencies EWT and GUM in CoNLL-U, with GUM's entity and coreference layer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contested.scoring.datasets.base import DataMalformed, read_text, require

# LICENSE-GUM.txt names wikiHow and fiction as CC BY-NC-SA; the genres below it does not name.
NON_COMMERCIAL = frozenset({"whow", "fiction"})
UNSTATED = frozenset({"academic", "letter", "podcast", "essay", "court"})


@dataclass(frozen=True, slots=True)
class UdWord:
    """One syntactic word. ``head`` is 0-based, -1 at the root; ``space``: a space follows."""

    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """A GUM mention over words ``[first, last)`` with its type and coreference group."""

    first: int
    last: int
    type: str
    coref: str


@dataclass(frozen=True, slots=True)
class UdSentence:
    """A sentence with its words; ``text`` is the treebank's own line of raw text."""

    id: str
    document: str
    genre: str
    text: str
    words: tuple[UdWord, ...]
    entities: tuple[Entity, ...] = ()


def read_ud(
    root: Path, treebank: str = "ewt", split: str = "dev", leave_out: frozenset[str] = frozenset()
) -> tuple[UdSentence, ...]:
    """Sentences of ``en_{treebank}-{split}.conllu[.gz]`` in order.

    ``leave_out`` holds GUM genres (:data:`NON_COMMERCIAL` for weights that ship).
    """
    paths = require(root, "ud", rf"en_{treebank}-{split}\.conllu(\.gz)?")
    return tuple(s for p in paths for s in _sentences(p) if s.genre not in leave_out)


def raw_text(words: tuple[UdWord, ...]) -> str:
    """The words joined as they stood, by their SpaceAfter marks."""
    return "".join(w.text + (" " if w.space else "") for w in words).rstrip()


def _sentences(path: Path) -> Iterator[UdSentence]:
    document = genre = ""
    meta: dict[str, str] = {}
    rows: list[list[str]] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            meta[key.strip()] = value.strip()
            if key.strip() == "newdoc id":
                document, genre = value.strip(), ""
            elif key.strip() == "meta::genre":
                genre = value.strip()
        elif line:
            rows.append(line.split("\t"))
            if len(rows[-1]) != 10:
                raise DataMalformed(f"{path}, line {number}: not ten columns")
        elif rows:
            yield _sentence(rows, meta, document, genre, path)
            meta, rows = {}, []


def _sentence(
    rows: list[list[str]], meta: dict[str, str], document: str, genre: str, path: Path
) -> UdSentence:
    name = meta.get("sent_id", "")
    try:
        words = tuple(_words(rows))
        tags = [_misc(r[9], "Entity") for r in rows if r[0].isdigit()]
        entities = _entities(tags)
    except (ValueError, IndexError) as cause:
        raise DataMalformed(f"{path}, sentence {name}: {cause}") from cause
    return UdSentence(name, document, genre, meta.get("text", ""), words, entities)


def _words(rows: list[list[str]]) -> Iterator[UdWord]:
    """Syntactic words; inside a multi-word token only its last word may be followed by a space."""
    inside_until, range_space = 0, True
    for row in rows:
        if "-" in row[0]:
            inside_until, range_space = int(row[0].split("-")[1]), "SpaceAfter=No" not in row[9]
        elif row[0].isdigit():
            number = int(row[0])
            space = "SpaceAfter=No" not in row[9]
            if number <= inside_until:
                space = number == inside_until and range_space
            yield UdWord(row[1], row[2], row[3], row[5], int(row[6]) - 1, row[7], space)


def _misc(column: str, key: str) -> str:
    prefix = key + "="
    return next((f[len(prefix) :] for f in column.split("|") if f.startswith(prefix)), "")


_BRACKET = re.compile(
    r"\((?P<id>[^-()]+)-(?P<type>[a-z]+)[^()]*(?P<whole>\))?|(?P<close>[^-()]+)\)"
)


def _entities(tags: list[str]) -> tuple[Entity, ...]:
    """Parse GUM's nested brackets; a discontinuous mention (``9[1/2]``) gives one span a part."""
    open_at: dict[str, list[tuple[int, str]]] = {}
    found = []
    for index, tag in enumerate(tags):
        for bracket in _BRACKET.finditer(tag):
            if bracket["close"]:
                first, kind = open_at[bracket["close"]].pop()
                found.append(Entity(first, index + 1, kind, bracket["close"].split("[")[0]))
            elif bracket["whole"]:
                found.append(Entity(index, index + 1, bracket["type"], bracket["id"].split("[")[0]))
            else:
                open_at.setdefault(bracket["id"], []).append((index, bracket["type"]))
    return tuple(sorted(found, key=lambda e: (e.first, -e.last)))
