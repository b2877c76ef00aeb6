"""Bytes to text in any encoding, saying so when characters may have been lost."""

import re

from contested.accounts.language import language_of
from contested.errors import UnreadableFile

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a zip archive (or an office document)"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"%PDF-", "a PDF under another name"),
)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_LATIN = (
    ("cp1254", frozenset({"tr", "az"})),
    ("cp1250", frozenset({"cs", "sk", "pl", "hu", "hr", "sl", "ro", "bs", "sr"})),
)
"""Encodings of Latin letters and the languages that choose them over cp1252."""
_SAMPLE = 200_000  # bytes that the guess of an encoding looks at; enough for any page


def decode(data: bytes, file: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Text of ``data`` and notes on how sure it is.

    ``declared`` is the encoding that the page itself names. Raises UnreadableFile for empty and
    binary data. Every character of the result can be encoded again (no lone surrogates).
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise UnreadableFile(f"{file}: empty file")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableFile(f"{file}: not text but {what}")
    text, notes = _decode(data, declared)
    _refuse_binary(text, file)
    return text.lstrip("\ufeff"), notes


def _decode(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _lossy(data[len(bom) :], name)
    if (wide := _wide(data)) is not None:
        return _lossy(data, wide)
    for name in filter(None, ("utf-8", declared)):
        try:
            return data.decode(name), ()
        except (UnicodeDecodeError, LookupError):
            continue
    return _guess(data)


def _lossy(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode in a known encoding, replacing what it cannot hold and counting it."""
    text = data.decode(name, errors="replace")
    lost = text.count("\ufffd")
    if not lost:
        return text, ()
    return text, (f"encoding {name}: {lost} broken characters were replaced",)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in European text every other byte is zero."""
    head = data[:4096]
    if len(head) < 8 or b"\x00" not in head:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The most plausible encoding of bytes that are not UTF-8, always noted as a guess."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (slow to import, rarely needed)

    broken = data.decode("utf-8", errors="replace")
    others = sum(c > "\x7f" and c != "\ufffd" for c in broken)
    if others and broken.count("\ufffd") <= max(1, len(broken) // 2000):
        return broken, (f"encoding utf-8: {broken.count(chr(0xFFFD))} broken characters replaced",)
    sample = data[:_SAMPLE]
    if sum(byte > 0x7F for byte in sample) < 0.2 * len(sample):
        name = _latin(sample)
    else:
        best = from_bytes(sample).best()
        name = best.encoding if best is not None else "cp1252"
    text, notes = _lossy(data, name)
    return text, (*notes, f"encoding not declared: read as {name}, a guess")


def _latin(sample: bytes) -> str:
    """The encoding of mostly plain letters whose reading gives a language it is made for."""
    for name, languages in _LATIN:
        if language_of(sample.decode(name, errors="ignore"), "en") in languages:
            return name
    return "cp1252"


def _refuse_binary(text: str, file: str) -> None:
    sample = text[:_SAMPLE]
    odd = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if "\x00" in sample or odd > max(2, len(sample) // 50):
        raise UnreadableFile(f"{file}: binary data, not text")
    if not text.strip("\ufeff \t\r\n\x0b\x0c"):
        raise UnreadableFile(f"{file}: empty file")
