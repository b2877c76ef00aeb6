"""What reading starts from: the bytes of one account and what is known about them beforehand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from contested.accounts.model import Appearance
from contested.errors import UnreadableFile

Format = Literal["text", "markdown", "html", "pdf", "json"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
}
"""File name endings of single accounts; ``.jsonl`` and ``.csv`` hold or name several."""

LINE_SUFFIXES = (".jsonl", ".ndjson")
"""File name endings of JSON lines, one account each."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One account before reading.

    ``origin`` is its bytes, or the path that has them (read only when asked, so that a folder of
    thousands of files is not held in memory); ``span`` is the half-open byte range of a JSON line
    within that path. ``appearance`` carries what a manifest said; ``notes`` what it got wrong.
    """

    file: str
    origin: bytes | Path
    format: Format
    appearance: Appearance
    span: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        """The raw bytes, which the store keeps under their hash.

        Raises UnreadableFile when the path cannot be opened.
        """
        if isinstance(self.origin, bytes):
            return self.origin
        try:
            if self.span is None:
                return self.origin.read_bytes()
            with self.origin.open("rb") as handle:
                handle.seek(self.span[0])
                return handle.read(self.span[1] - self.span[0])
        except OSError as error:
            raise UnreadableFile(f"{self.file}: cannot be opened ({error.strerror})") from error


def source_of(file: str, data: bytes, format: Format | None = None) -> SourceFile:
    """A source from bytes in memory; the format is taken from the name unless given."""
    found = format or SUFFIXES.get(Path(file).suffix.lower(), "text")
    return SourceFile(file, data, found, Appearance(file=file))
