"""A PDF's text through pypdfium2, with wrapped lines joined into paragraphs."""

import re
from collections import Counter
from importlib.metadata import version
from typing import Any

from contested.accounts.blocks import Extracted, Page, TextBuilder
from contested.accounts.cues import load_cues
from contested.accounts.dateline import only_date
from contested.errors import UnreadableFile

_ENDS = (".", "!", "?", "”", '"', ":", "…")
_SPLIT = re.compile(r"(?P<left>\w+)[-\u2010\u00ad]?[\x02\ufffe]\s*(?P<right>[a-z]+)")
"""pdfium writes U+0002 or U+FFFE, by version, for the hyphen at a line's end."""
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def extract_pdf(data: bytes, file: str) -> Extracted:
    """Text and metadata of a PDF, pages in order.

    Raises UnreadableFile when it is broken, asks for a password or holds only pictures. The
    creation date inside a PDF is when the file was made, so it is noted, not taken as published.
    """
    pages, info, release = _pages(data, file)
    builder = TextBuilder()
    running = _running_lines(pages)
    for lines in pages:
        for paragraph in _paragraphs([line for line in lines if line not in running]):
            builder.add(paragraph)
    text, blocks = builder.build()
    if not blocks:
        raise UnreadableFile(f"{file}: PDF without text (scanned pages need OCR)")
    notes = _notes(info, running)
    page = Page(title=info.get("Title") or None, author=info.get("Author") or None)
    return Extracted(text, blocks, f"pdf-1/pypdfium2-{release}", page, notes)


def _pages(data: bytes, file: str) -> tuple[list[list[str]], dict[str, str], str]:
    import pypdfium2  # noqa: PLC0415 (slow to import; other formats do without)

    try:
        document = pypdfium2.PdfDocument(data)
    except Exception as error:  # PdfiumError, and ctypes errors on damaged files
        cause = "asks for a password" if "password" in str(error).lower() else f"broken ({error})"
        raise UnreadableFile(f"{file}: PDF {cause}") from error
    try:
        pages = [_lines(document, number) for number in range(len(document))]
        return pages, dict(document.get_metadata_dict()), version("pypdfium2")
    except Exception as error:
        raise UnreadableFile(f"{file}: PDF broken ({error})") from error
    finally:
        document.close()


def _mended(split: re.Match[str]) -> str:
    """A word parted at a line's end, whole; compounds such as "Al-Nahr-backed" keep the hyphen."""
    left, right = split["left"], split["right"]
    compound = left[:1].isupper() or right in load_cues().compounds
    return f"{left}-{right}" if compound else left + right


def _lines(document: Any, number: int) -> list[str]:
    page = document[number]
    raw = page.get_textpage().get_text_bounded()
    whole = re.sub(r"[\x02\ufffe]", "-", _SPLIT.sub(_mended, raw))
    clean = re.sub(r"[\ud800-\udfff\x00-\x08]", "\ufffd", whole)
    return [" ".join(line.split()) for line in clean.splitlines()]


def _running_lines(pages: list[list[str]]) -> set[str]:
    """Headers, footers and page numbers: first or last lines that recur on three pages or more."""
    edges: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line]
        edges.update({*filled[:2], *filled[-2:]})
    recurring = {line for line, count in edges.items() if count >= 3}
    return recurring | {line for line in edges if line.isdigit()}


def _paragraphs(lines: list[str]) -> list[str]:
    """Join wrapped lines; an empty line, or a short line that ends a sentence, ends a paragraph."""
    width = max((len(line) for line in lines), default=0)
    paragraphs: list[str] = [""]
    for line in lines:
        if not line:
            paragraphs.append("")
            continue
        paragraphs[-1] = _glue(paragraphs[-1], line)
        if len(line) < 0.75 * width and (line.endswith(_ENDS) or len(line) < 0.5 * width):
            paragraphs.append("")
    return [paragraph for paragraph in paragraphs if paragraph]


def _glue(text: str, line: str) -> str:
    if not text:
        return line
    if (split := _SPLIT.search(f"{text}\ufffe{line}", max(0, len(text) - 40))) and text[-1] in "-‐":
        return f"{text[: split.start()]}{_mended(split)}{line[len(split['right']) :]}"
    return f"{text} {line}"


def _notes(info: dict[str, str], running: set[str]) -> tuple[str, ...]:
    notes = []
    if made := _DATE.match(info.get("CreationDate", "")):
        stamp = only_date("-".join(made.groups()))
        notes.append(f"the PDF was made on {stamp}; not taken as its publication date")
    if running:
        notes.append(f"{len(running)} running headers, footers or page numbers were left out")
    return tuple(notes)
