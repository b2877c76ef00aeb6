"""The vocabulary of the record: ``resources/incidents.toml``, checked and indexed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from contested.claims.vocabulary import Vocabulary, packaged

_TABLES = frozenset({"families", "placeless", "modes", "blur", "hours", "apart"})
_TABLES |= {"plain", "programme", "pronouns", "campaign", "facilities", "offices"}


@dataclass(frozen=True, slots=True)
class RecordWords:
    """What tells incidents and sources apart. ``hours`` are half-open; past 24 the next morning."""

    families: Mapping[str, str]  # act → family
    placeless: frozenset[str]
    modes: Mapping[str, str]  # mode → group of modes
    blur: frozenset[frozenset[str]]
    hours: Mapping[str, tuple[int, int]]
    apart: frozenset[str]
    besides: frozenset[str]
    again: frozenset[str]
    repeats: re.Pattern[str]  # the same in more words: "a second salvo"
    plain: frozenset[str]
    stop: frozenset[str]
    programme: frozenset[str]
    pronouns: frozenset[str]
    own: frozenset[str]  # pronouns for the speaker's side
    repeated: frozenset[str]  # families whose acts may be told of as a campaign
    standing: frozenset[str]  # modes of what goes on where no day is said
    habit: re.Pattern[str]
    denials: re.Pattern[str]  # of them those that deny one act as well
    facility: re.Pattern[str]  # a name and the common noun behind it
    alike: Mapping[str, frozenset[str]]  # noun of a work → nouns that reports give for it
    work: re.Pattern[str]  # the common noun alone, at the end
    several: frozenset[str]
    lines: frozenset[str]  # what nobody holds as a place
    office: re.Pattern[str]  # who holds it, at the start of a phrase, and of what


@cache
def record_words() -> RecordWords:
    """The packaged words; ``ResourceError`` names file and line of what is malformed."""
    return read_words(packaged("incidents.toml"))


def read_words(source: Vocabulary) -> RecordWords:
    """Check and convert a file like ``incidents.toml``."""
    source.known(source.data, _TABLES, "")
    groups = frozenset(_table(source, "modes"))
    pairs = [frozenset(p.split()) for p in _listed(source, "blur", "pairs")]
    for pair in pairs:
        if len(pair) != 2 or not pair <= groups:
            source.fail(f"{sorted(pair)} is not a pair of groups of modes", "pairs")
    return RecordWords(
        families=_reverse(source, "families"),
        placeless=_listed(source, "placeless", "families"),
        modes=_reverse(source, "modes"),
        blur=frozenset(pairs),
        hours={word: _hours(source, word, span) for word, span in _table(source, "hours").items()},
        apart=_listed(source, "apart", "words"),
        besides=_listed(source, "apart", "besides"),
        again=_listed(source, "apart", "again"),
        repeats=_patterns(source, "apart", "repeats"),
        plain=_listed(source, "plain", "nouns"),
        stop=_listed(source, "plain", "stop"),
        programme=_listed(source, "programme", "speakers"),
        pronouns=_listed(source, "pronouns", "words"),
        own=_listed(source, "pronouns", "own"),
        repeated=_listed(source, "campaign", "families"),
        standing=_listed(source, "campaign", "standing"),
        habit=_patterns(source, "campaign", "patterns"),
        denials=re.compile(
            rf"\b(?:{'|'.join(sorted(_listed(source, 'campaign', 'denials')))})\b", re.I
        ),
        facility=_facility(source),
        alike=_alike(source),
        work=re.compile(rf" (?:{_nouns(source)})$"),
        several=_listed(source, "plain", "several"),
        lines=_listed(source, "plain", "lines"),
        office=_office(source),
    )


def _patterns(source: Vocabulary, name: str, key: str) -> re.Pattern[str]:
    """Regular expressions of a table as one, any case."""
    patterns = sorted(_listed(source, name, key))
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as wrong:
            source.fail(f"{pattern!r} is no pattern: {wrong}", key)
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def _nouns(source: Vocabulary, name: str = "facilities") -> str:
    """The common nouns of a table as alternatives, the longest first."""
    nouns = sorted(_listed(source, name, "nouns"), key=lambda n: (-len(n), n))
    return "|".join(re.escape(n) for n in nouns)


def _alike(source: Vocabulary) -> Mapping[str, frozenset[str]]:
    lines = [frozenset(line.split()) for line in _listed(source, "facilities", "alike")]
    nouns = frozenset().union(*lines)
    return {noun: frozenset().union(*(line for line in lines if noun in line)) for noun in nouns}


def _office(source: Vocabulary) -> re.Pattern[str]:
    """An office with the name of what it is held in: "the governor of West Darfur"."""
    name = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
    return re.compile(
        rf"(?:[Tt]he |[Ii]ts |[Tt]heir )?(?P<office>(?i:{_nouns(source, 'offices')})) "
        rf"(?:of|in|for) (?:the )?(?P<of>{name})"
    )


def _facility(source: Vocabulary) -> re.Pattern[str]:
    """A proper name and what kind of building or work it names, both in the match."""
    nouns = _nouns(source)
    name = r"(?:(?:[Aa]l|[Ee]l|an|ash|as|at)[- ])?[A-Z][\w'’-]+"
    return re.compile(rf"\b((?!The |An? ){name}(?: {name}){{0,2}} (?i:{nouns}))\b")


def _table(source: Vocabulary, name: str) -> Mapping[str, object]:
    table = source.data.get(name)
    if not isinstance(table, Mapping):
        source.fail(f"[{name}] is missing", f"[{name}]")
    return table


def _listed(source: Vocabulary, name: str, key: str) -> frozenset[str]:
    found = source.strings(_table(source, name), key, key)
    if not found:
        source.fail(f"[{name}] {key} is empty", f"[{name}]")
    return found


def _reverse(source: Vocabulary, name: str) -> Mapping[str, str]:
    """member → the key that lists it; each member once."""
    out: dict[str, str] = {}
    for key in _table(source, name):
        for member in source.strings(_table(source, name), key, f"{key} ="):
            if member in out:
                source.fail(f"{member!r} stands under {out[member]} and {key}", f"{key} =")
            out[member] = key
    return out


def _hours(source: Vocabulary, word: str, span: object) -> tuple[int, int]:
    match span:
        case [int(first), int(last)] if 0 <= first < last <= 36:
            return first, last
    return source.fail(f"{word} needs two hours in order", f"{word} =")
