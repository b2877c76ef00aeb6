"""What reading yields: an account, its passages, where it appeared, and what could not be read."""

from dataclasses import dataclass, field
from typing import Literal

PassageKind = Literal["title", "byline", "body", "quote", "turn", "excerpt", "embed", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an account with one voice.

    ``start``/``end`` are half-open character offsets into the account's frozen text.
    ``voice`` is the name of who speaks when it is not the account itself (a transcript speaker,
    an embedded outlet, a social-media handle); ``voice_start``/``voice_end`` are its offsets.
    ``speaker_of`` is the programme, person or outlet above the voice, outermost first.
    ``date`` is the passage's own ISO date (an embed's stamp), ``language`` its ISO 639-1 code.
    """

    id: str
    kind: PassageKind
    start: int
    end: int
    voice: str | None = None
    voice_start: int | None = None
    voice_end: int | None = None
    voice_kind: str | None = None  # outlet | person | group | document
    cue: str | None = None  # the words that introduce it: "reports", "Source", …
    outer: tuple["Voice", ...] = ()  # voices around this one, outermost first
    date: str | None = None
    language: str = "en"
    readable: bool = True  # False: in a language the encoder does not read; kept, never annotated

    @property
    def yields_claims(self) -> bool:
        """Boilerplate, bylines and unreadable languages never yield claims."""
        return self.readable and self.kind not in ("boilerplate", "byline")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker around a passage, with the offsets of the words that name it."""

    mention: str
    start: int
    end: int
    kind: str  # outlet | state | person | group | anonymous | document
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where an account's bytes were met: a file, a publisher, an address."""

    file: str
    publisher: str | None = None
    author: str | None = None
    date: str | None = None  # ISO date or None when nothing says so
    date_basis: Literal["manifest", "page", "text", "none"] = "none"
    title: str | None = None
    url: str | None = None
    language: str | None = None
    translation_of: str | None = None
    translator: str | None = None
    retrieved_at: str | None = None
    archive_url: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One document: its frozen text, passages in order, and everywhere it appeared.

    ``text`` never changes after reading; all offsets in the project index it by code point.
    ``raw_sha256`` names the bytes under ``originals/``; ``extractor`` the version that froze it.
    """

    id: str
    text: str
    raw_sha256: str
    extractor: str
    passages: tuple[Passage, ...]
    appearances: tuple[Appearance, ...]
    language: str = "en"
    notes: tuple[str, ...] = field(default=())  # what reading could not do, in words

    @property
    def first(self) -> Appearance:
        """The appearance that stands for the account (the first one met)."""
        return self.appearances[0]

    @property
    def date(self) -> str | None:
        """ISO publication date of the first appearance that has one."""
        return next((a.date for a in self.appearances if a.date), None)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or manifest row that could not be read, and why, in words a user can act on."""

    file: str
    cause: str
