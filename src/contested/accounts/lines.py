"""What a line looks like: a title, a sentence, a name."""

import re

_STOPS = (".", ":", ";", ",", "…", "—", "–", "-")
_CLOSERS = "”’\"')]"
_FIRST = re.compile(r"[\"“'‘(\[*_]*[A-ZÀ-ÞЀ-Я0-9\u0600-\u06ff]")
_LONGEST = 25  # words; longer lines without a full stop are broken sentences


def words(line: str) -> list[str]:
    """The space-separated words of a line that hold a letter or digit."""
    return [word for word in line.split() if any(c.isalnum() for c in word)]


def title_like(line: str) -> bool:
    """Whether a line reads as a headline: short, capitalised, no stop at its end."""
    return headline_like(line) and not line.rstrip().rstrip(_CLOSERS).endswith(("?", "!"))


def headline_like(line: str) -> bool:
    """The same, but a question or exclamation may be one, as at the head of an account."""
    count = len(words(line))
    ends = line.rstrip().rstrip(_CLOSERS).endswith(_STOPS)
    return 2 <= count <= _LONGEST and not ends and _FIRST.match(line.strip()) is not None


def is_closed(line: str) -> bool:
    """Whether a line ends as running text does."""
    return line.rstrip().rstrip(_CLOSERS).endswith((".", "!", "?", "…", ":"))


def is_sentence(line: str) -> bool:
    """Whether a line reads as running text: long, or closed by a stop after some words."""
    count = len(words(line))
    return count > _LONGEST or (count >= 4 and is_closed(line))
