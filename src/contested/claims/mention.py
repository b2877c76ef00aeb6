"""Take a mention apart: words without quotes, possessives marked, what stands in front dropped."""

import re
from dataclasses import dataclass
from functools import lru_cache

from contested.names import plain

_EDGES = "\"'“”‘’«»()[]{},;:!?…–—"
_POSSESSIVE = re.compile(r"(?:['’ʼ]s|(?<=s)['’ʼ])$", re.IGNORECASE)
_COMPOUND = re.compile(
    r"[-–](?:backed|supported|led|allied|aligned|dominated|commanded|armed|trained|funded|sponsored"
    r"|held|controlled|linked|affiliated|inspired|based|occupied|run|friendly|brokered)$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:anti|non|pro|ex)[-–]", re.IGNORECASE)
_COUNTS = "one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy"
_COUNTS += "|eighty|ninety|hundred|thousand|dozen|dozens|hundreds|thousands|scores"
_NUMBER = re.compile(rf"^(?:[\d.,%–-]+|(?:{_COUNTS})(?:-(?:{_COUNTS}))*)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as written (edges and possessive off), folded, and whether it was a possessor."""

    text: str
    plain: str
    possessive: bool = False


@lru_cache(maxsize=65536)
def tokens(mention: str) -> tuple[Token, ...]:
    """The words of a mention, brackets and quotation marks off; empty words dropped.

    >>> [(t.text, t.possessive) for t in tokens('“Moscow’s” ally')]
    [('Moscow', True), ('ally', False)]
    """
    out = []
    for raw in _BRACKETS.sub(" ", mention).split():
        token = _token(raw)
        if token.plain:
            out.append(token)
    return tuple(out)


def _token(raw: str) -> Token:
    word = raw.strip(_EDGES)
    bare = _POSSESSIVE.sub("", word)
    trailing = bare == word and raw.endswith(("s’", "s'"))
    return Token(bare, plain(bare) if bare.lower() != "the" else "the", bare != word or trailing)


def drop_compounds(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without "US-backed", "anti-Assad", "rebel-held": they name a relation, not who is meant."""
    return tuple(w for w in words if not (_COMPOUND.search(w.text) or _PREFIX.search(w.text)))


def is_number(token: Token) -> bool:
    """True for numbers ("60-70", "two-hundred")."""
    return _NUMBER.match(token.text) is not None
