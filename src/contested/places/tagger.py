"""Finding places in raw text by the gazetteer alone: capitalised names, longest match first."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contested.errors import ResourceError
from contested.names import plain
from contested.places.choose import prior
from contested.places.document import Found, Mention, resolve_places
from contested.places.gazetteer import Gazetteer, packaged_gazetteer
from contested.places.model import NO_CONTEXT, PlaceContext
from contested.places.tables import demonyms, word_list

LONGEST = 5  # words of a name
WELL_KNOWN = 5.0  # prior points (a settlement of 10,000) from which a name needs no cue
DISTINCT = 6  # letters from which a name that only the hand-made lists have needs no cue
FAMOUS = 7.0  # prior points (350,000 people) under which a part of a longer name is no place
_SHORT = 2  # letters of a name that is trusted in capitals alone
GREAT = 8.0  # prior points of countries and the largest cities: never taken for persons
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|St\.|[^\W\d_]+(?:['’ʿ`-](?!s\b)[^\W\d_]+)*")
_JOINERS = frozenset(
    {"al", "el", "an", "ash", "as", "at", "az", "ad", "ar", "ez", "ed", "de", "des", "du", "da",
     "do", "dos", "del", "della", "la", "le", "les", "los", "las", "of", "the", "upon", "and",
     "am", "der", "den", "op", "i", "y", "e", "il", "ul", "bin", "ibn"}
)  # fmt: skip
_PAIR = re.compile(r"\b([^\W\d_]+)\.? (?=([A-Z][^\W\d_]+))")
_SAID = re.compile(
    r"\b(?:said|says|added|told) ([A-Z][^\W\d_]+)|"
    r"\b([A-Z][^\W\d_]+) (?:said|says|added|told|explained|commented|stated)\b"
)
_SETS = ("titles", "given", "bodies", "cues", "locatives", "capitals", "leaders")
_BACKED = re.compile(r"^([A-Z]\w*)-[a-z]")


@dataclass(frozen=True)
class _Guards:
    titles: frozenset[str]
    given: frozenset[str]
    bodies: frozenset[str]
    bodies_of: tuple[str, ...]
    cues: frozenset[str]
    locatives: frozenset[str]
    capitals: frozenset[str]
    leaders: frozenset[str]
    common: frozenset[str]
    surnames: frozenset[str]


@cache
def _guards() -> _Guards:
    folder = files("contested.resources").joinpath("places")
    try:
        data = tomllib.loads(folder.joinpath("tagger.toml").read_text(encoding="utf-8"))
        sets = {k: frozenset(data[k]) for k in _SETS}
        common = word_list("common_words.txt") | demonyms()
        return _Guards(
            **sets, common=common, surnames=word_list("surnames.txt"),
            bodies_of=tuple(data["bodies_of"]),
        )  # fmt: skip
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as cause:
        raise ResourceError(f"tagger.toml: {cause}") from cause


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def proper(self) -> bool:
        """Whether a name may begin or end here."""
        head = re.sub(r"^(?:al|el|an|ash|as|at|az|ad|ar|ez|er|es)[-’']", "", self.text)
        return head[:1].isupper()


def find_places(
    text: str,
    gazetteer: Gazetteer | None = None,
    names: Sequence[tuple[int, int]] | None = None,
    seed: PlaceContext = NO_CONTEXT,
) -> tuple[Found, ...]:
    """Places of ``text`` in order, resolved together.

    ``names``: spans that a name tagger found; then only those are looked up. Without them the
    gazetteer tags by itself: longest capitalised name it knows, guarded against common words,
    persons and organisations.
    """
    known = gazetteer or packaged_gazetteer()
    mentions = (
        [Mention(a, b, text[a:b]) for a, b in names]
        if names is not None
        else list(tag(text, known))
    )
    answers = resolve_places(text, mentions, known, seed)
    return tuple(found for found in answers if found is not None)


def tag(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Mentions that the gazetteer knows, in order, without overlaps."""
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    guards, at = _guards(), 0
    persons = _persons(text)
    while at < len(tokens):
        begins = tokens[at].proper and tokens[at].text.lower() not in guards.leaders
        length = _longest(text, tokens, at, gazetteer, persons) if begins else 0
        if length:
            start, end = tokens[at].start, tokens[at + length - 1].end
            yield Mention(start, end, text[start:end])
        elif (half := _BACKED.match(tokens[at].text)) and _country(half.group(1), gazetteer):
            start = tokens[at].start
            yield Mention(start, start + half.end(1), half.group(1))
        at += max(1, length)


def _country(name: str, gazetteer: Gazetteer) -> bool:
    return any(c.place.kind == "country" for c in gazetteer.candidates(name))


def _longest(
    text: str, tokens: Sequence[_Token], at: int, gazetteer: Gazetteer, persons: frozenset[str]
) -> int:
    reach = 1
    while reach < LONGEST and at + reach < len(tokens):
        gap = text[tokens[at + reach - 1].end : tokens[at + reach].start]
        word = tokens[at + reach]
        if gap != " " or not (word.proper or word.text in _JOINERS):
            break
        reach += 1
    for length in range(reach, 0, -1):
        if not tokens[at + length - 1].proper:
            continue
        name = text[tokens[at].start : tokens[at + length - 1].end]
        places = gazetteer.candidates(name)
        if not places:
            continue
        weight = max(prior(c.place) for c in places)
        if len(name) >= DISTINCT and all(c.place.hand for c in places):
            weight = max(weight, WELL_KNOWN)
        if plain(name) in persons and weight < GREAT:
            weight = 0.0
        if _accept(text, tokens, (at, at + length), weight):
            return length
    return 0


def _persons(text: str) -> frozenset[str]:
    """Names that the text gives to persons somewhere: after a given name, beside "said"."""
    guards = _guards()
    named = (m.group(2) for m in _PAIR.finditer(text) if plain(m.group(1)) in guards.given)
    spoke = (m.group(1) or m.group(2) for m in _SAID.finditer(text))
    return frozenset(plain(name) for name in (*named, *spoke))


def _accept(text: str, tokens: Sequence[_Token], span: tuple[int, int], weight: float) -> bool:
    """Whether the words around a known name let it be a place; ``weight`` is its best prior."""
    guards, (first, last) = _guards(), span
    name = text[tokens[first].start : tokens[last - 1].end]
    if text[tokens[last - 1].end :][:1] == "$":
        return False
    if len(name) <= _SHORT:
        return name in guards.capitals  # "Mo", "La" are words far more often
    if name.isupper() and len(name) <= 6:
        return name.replace(".", "") in guards.capitals
    if plain(name) in guards.common | guards.given:
        return False
    if name.lower().startswith(guards.bodies_of):
        return False
    before = _neighbour(text, tokens, first - 1, first)
    after = _neighbour(text, tokens, last, last - 1)
    if before[:1].isupper() and plain(before) in guards.titles | guards.given:
        return False
    if after[:1].isupper() and after.lower() in guards.bodies:
        return False
    start = tokens[first].start
    if text[max(0, start - 30) : start].lower().rstrip().endswith(guards.bodies_of):
        return False
    free = guards.leaders | guards.cues | demonyms()
    led = before[:1].isupper() and before.lower() not in free
    if weight < FAMOUS and (led or after[:1].isupper()):
        return False  # part of a longer name: "Rosemary Avila"
    if plain(name) in guards.surnames:
        return before.lower() in guards.locatives and not after[:1].isupper()
    return weight >= WELL_KNOWN or (before.lower() in guards.cues and not after[:1].isupper())


def _neighbour(text: str, tokens: Sequence[_Token], at: int, beside: int) -> str:
    """The word at ``at`` when nothing but a space parts it from the one at ``beside``, else ""."""
    if not 0 <= at < len(tokens):
        return ""
    left, right = sorted((tokens[at], tokens[beside]), key=lambda t: t.start)
    gap = text[left.end : right.start]
    return tokens[at].text if gap == " " or (gap == ". " and at < beside) else ""
