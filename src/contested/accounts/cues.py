"""The vocabulary of ``passages.toml``, checked once and compiled."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from contested.errors import ResourceError

NAME_FILE = "passages.toml"
Regexes = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """Everything that tells passages apart; see the comments in ``passages.toml``."""

    exact: frozenset[str]
    starts: tuple[str, ...]
    short: int
    patterns: Regexes
    glued: re.Pattern[str]
    inline: Regexes
    tails: Regexes
    link_headings: frozenset[str]
    headline_verbs: frozenset[str]
    bylines: Regexes
    byline_words: int
    not_speakers: frozenset[str]
    programmes: Regexes
    outlet_words: frozenset[str]
    report_verbs: tuple[str, ...]
    speech_verbs: tuple[str, ...]
    source_labels: tuple[str, ...]
    end_patterns: Regexes
    resumes: re.Pattern[str]
    personal: frozenset[str]
    embeds: Regexes
    stamps: Regexes
    passed_on: re.Pattern[str]
    compounds: frozenset[str]
    english: frozenset[str]
    english_one_in: int


def fold(text: str) -> str:
    """Lower case, runs of space folded, typographic marks plain, outer punctuation removed."""
    plain = text.replace("’", "'").replace("‘", "'").casefold()
    return " ".join(plain.split()).strip(" .,:;!?*_-–—|•[]()\"“”'→»…#>")


@cache
def load_cues() -> Cues:
    """The packaged cues."""
    text = (files("contested") / "resources" / NAME_FILE).read_text("utf-8")
    return parse_cues(text, NAME_FILE)


def parse_cues(text: str, file: str) -> Cues:
    """Cues from TOML text. Raises ResourceError naming file and line."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{file}: {error}") from error
    reader = _Reader(text, file, table)
    return Cues(
        exact=frozenset(fold(w) for w in reader.words("boilerplate", "exact")),
        starts=tuple(w.casefold() for w in reader.words("boilerplate", "starts")),
        short=reader.number("boilerplate", "short"),
        patterns=reader.regexes("boilerplate", "patterns"),
        glued=_glued(reader.words("boilerplate", "share_words")),
        inline=reader.regexes("boilerplate", "inline"),
        tails=reader.regexes("boilerplate", "tails"),
        link_headings=frozenset(fold(w) for w in reader.words("boilerplate", "link_headings")),
        headline_verbs=frozenset(reader.words("boilerplate", "headline_verbs")),
        bylines=reader.regexes("byline", "patterns"),
        byline_words=reader.number("byline", "words"),
        not_speakers=frozenset(reader.words("turns", "not_speakers")),
        programmes=reader.regexes("turns", "programmes", lambda p: p.replace("NAME", NAME)),
        outlet_words=frozenset(reader.words("excerpt", "outlet_words")),
        report_verbs=reader.words("excerpt", "report_verbs"),
        speech_verbs=reader.words("excerpt", "speech_verbs"),
        source_labels=reader.words("excerpt", "source_labels"),
        end_patterns=reader.regexes("excerpt", "end_patterns"),
        resumes=re.compile(rf"(?:{'|'.join(reader.words('excerpt', 'resumes'))})", re.IGNORECASE),
        personal=frozenset(reader.words("excerpt", "personal")),
        embeds=reader.regexes("embed", "patterns"),
        stamps=reader.regexes("embed", "stamps"),
        passed_on=reader.regexes("embed", "passed_on")[0],
        compounds=frozenset(reader.words("hyphens", "compounds")),
        english=frozenset(reader.words("english", "words")),
        english_one_in=reader.number("english", "one_in"),
    )


_NOT_DAYS = (
    r"(?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|As|From|Per|Via|In|And|But|Now|Here|Also|Then)\b)"
)
_TOKEN = r"(?:(?-i:[A-Z])[\w’'&.-]*|\d+)"
NAME = rf"(?P<name>{_NOT_DAYS}{_TOKEN}(?:\s+(?:(?:of|the|and|with|in)\s+)*{_TOKEN}){{0,5}})"
"""A run of capitalised words or numbers, as names of outlets, programmes and people are."""


def _glued(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(longest_first)})[\W\d_]*){{2,}}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Typed access to the table, with the line of what is wrong."""

    text: str
    file: str
    table: dict[str, Any]

    def words(self, section: str, key: str) -> tuple[str, ...]:
        value = self.table.get(section, {}).get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ResourceError(f"{self._at(key)}: [{section}] {key} must be a list of strings")
        return tuple(value)

    def number(self, section: str, key: str) -> int:
        value = self.table.get(section, {}).get(key)
        if not isinstance(value, int):
            raise ResourceError(f"{self._at(key)}: [{section}] {key} must be a whole number")
        return value

    def regexes(
        self, section: str, key: str, prepare: Callable[[str], str] = lambda pattern: pattern
    ) -> Regexes:
        found = []
        for pattern in self.words(section, key):
            try:
                found.append(re.compile(prepare(pattern), re.IGNORECASE))
            except re.error as error:
                raise ResourceError(f"{self._at(pattern)}: {pattern!r}: {error}") from error
        return tuple(found)

    def _at(self, what: str) -> str:
        for number, line in enumerate(self.text.splitlines(), start=1):
            if what in line:
                return f"{self.file}:{number}"
        return f"{self.file}:1"
