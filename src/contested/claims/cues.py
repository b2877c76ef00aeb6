"""Load the cues of attribution: who is introduced how, and how sure they are.

The classes and their fields are described in ``resources/cues.toml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from contested.claims.vocabulary import Vocabulary, packaged

TREATMENTS = ("neutral", "distanced", "endorsed")
CLASSES = ("report", "claim", "endorse", "belief", "deny", "doubt")
LINK_KINDS = ("outlet", "state", "person", "group", "anonymous", "document")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb or speech noun: its class, how the narrator treats the speaker, and what it does
    to the content (asserted, denied or doubted)."""

    lemma: str
    cls: str
    treatment: str
    stance: str


@dataclass(frozen=True, slots=True)
class According:
    """A phrase that attributes without a clause; the source stands ``after`` or ``before`` it."""

    phrase: str
    side: str
    cls: str


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues. ``lists`` holds the plain word lists as ``section.key`` → lower-case words."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    according: tuple[According, ...]
    source_kinds: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]
    longest_scare: int

    def words(self, name: str) -> frozenset[str]:
        """The list ``section.key`` of ``cues.toml``; KeyError when there is none."""
        return self.lists[name]

    def verb(self, lemma: str) -> Cue | None:
        """The cue a verb lemma (or "point out") is, if any."""
        return self.verbs.get(lemma.lower())

    def noun(self, lemma: str) -> Cue | None:
        """The cue a noun of speech is, if any."""
        return self.nouns.get(lemma.lower())

    def source_kind(self, noun: str) -> str | None:
        """The link kind of a source noun without a name ("activists" → anonymous)."""
        return self.source_kinds.get(noun.lower())


@cache
def load_cues() -> Cues:
    """The packaged cues, read once; ``ResourceError`` names file and line of what is wrong."""
    return read_cues(packaged("cues.toml"))


def read_cues(source: Vocabulary) -> Cues:
    """Check and convert a cue file. A lemma in two classes keeps the first that lists it."""
    lists = {
        f"{section}.{key}": frozenset(w.lower() for w in source.strings(table, key, f"{key} ="))
        for section, table in source.data.items()
        if isinstance(table, dict)
        for key, value in table.items()
        if isinstance(value, list)
    }
    return Cues(
        verbs=_cues(source, "cue"),
        nouns=_cues(source, "speech_noun"),
        according=tuple(_according(source, i, t) for i, t in enumerate(source.tables("according"))),
        source_kinds=_source_kinds(source),
        lists=lists,
        longest_scare=int(source.data.get("scare", {}).get("longest", 4)),
    )


_STANCE = {"deny": "denied", "doubt": "doubted"}


def _cues(source: Vocabulary, header: str) -> dict[str, Cue]:
    out: dict[str, Cue] = {}
    for index, table in enumerate(source.tables(header)):
        cls, treatment = table.get("class"), table.get("treatment")
        if cls not in CLASSES or treatment not in TREATMENTS:
            source.fail("a cue needs a known class and treatment", "class", header, index)
        stance = table.get("stance", _STANCE.get(cls, "asserted"))
        for lemma in sorted(source.strings(table, "lemmas", "lemmas")):
            out.setdefault(lemma.lower(), Cue(lemma.lower(), cls, treatment, stance))
    return out


def _according(source: Vocabulary, index: int, table: dict[str, Any]) -> According:
    phrase, side, cls = (table.get(k) for k in ("phrase", "side", "class"))
    if not isinstance(phrase, str) or side not in ("before", "after") or cls not in CLASSES:
        source.fail("needs phrase, side (before or after) and class", "", "according", index)
    return According(phrase.lower(), side, cls)


def _source_kinds(source: Vocabulary) -> dict[str, str]:
    out: dict[str, str] = {}
    for index, table in enumerate(source.tables("source_noun")):
        kind = table.get("kind")
        if kind not in LINK_KINDS:
            source.fail(f"unknown kind of source {kind!r}", "kind", "source_noun", index)
        for lemma in source.strings(table, "lemmas", "lemmas"):
            out.setdefault(lemma.lower(), kind)
    return out
