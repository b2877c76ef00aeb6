"""From one file's bytes to frozen text and blocks, whatever the format."""

import json
import re
from typing import Any

from contested.accounts.blocks import Block, Extracted, Mark, Page, split_blocks
from contested.accounts.dateline import only_date
from contested.accounts.decode import decode
from contested.accounts.html import extract_html
from contested.accounts.pdf import extract_pdf
from contested.accounts.source import SourceFile
from contested.errors import TooLarge, UnreadableFile

LIMIT = 5_000_000
"""Bytes of UTF-8 text above which an account is kept but not read."""

_WIDEST = 4  # bytes that one character takes at most in any encoding
_MARKUP = 20  # a page or PDF may be this many times its text
_SURROGATES = re.compile("[\ud800-\udfff\x00]")


def extract(source: SourceFile, limit: int = LIMIT) -> Extracted:
    """Frozen text of ``source``.

    Raises UnreadableFile (broken, binary, encrypted, empty) or TooLarge (text over ``limit``).
    """
    data = source.data
    room = limit * (_WIDEST if source.format in ("text", "markdown", "json") else _MARKUP)
    if len(data) > room:
        raise TooLarge(_over(source.file, len(data), limit))
    extracted = _by_format(source, data)
    size = len(extracted.text.encode("utf-8"))
    if size > limit:
        raise TooLarge(_over(source.file, size, limit))
    if not extracted.blocks:
        raise UnreadableFile(f"{source.file}: holds no text")
    return extracted


def _over(file: str, size: int, limit: int) -> str:
    return f"{file}: {size / 1e6:.1f} MB, over the limit of {limit / 1e6:.1f} MB of text; not read"


def _by_format(source: SourceFile, data: bytes) -> Extracted:
    if source.format == "pdf":
        return extract_pdf(data, source.file)
    if source.format == "html":
        return extract_html(data, source.file)
    if source.format == "json":
        return _json_line(data, source.file)
    text, notes = decode(data, source.file)
    if source.format == "markdown":
        blocks, page = _markdown(text)
        return Extracted(text, blocks, "markdown-1", page, notes)
    return Extracted(text, split_blocks(text), "text-1", Page(), notes)


def _json_line(data: bytes, file: str) -> Extracted:
    """The ``text`` field of a JSON object; characters that no file can hold are replaced."""
    raw, notes = decode(data, file)
    record = parse_record(raw, file)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableFile(f"{file}: no text in its field 'text'")
    clean = _SURROGATES.sub("\ufffd", text)
    if clean != text:
        notes = (*notes, "characters that cannot be stored were replaced")
    return Extracted(clean, split_blocks(clean), "json-1", Page(), notes)


def parse_record(raw: str, file: str) -> dict[str, Any]:
    """The JSON object of one line; raises UnreadableFile with the cause."""
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{file}: not valid JSON ({error})") from error
    if not isinstance(record, dict):
        raise UnreadableFile(f"{file}: not a JSON object")
    # The text keeps its odd halves here: freezing replaces them and says so in a note.
    return {
        k: _encodable(v) if isinstance(v, str) and k != "text" else v for k, v in record.items()
    }


def _encodable(value: str) -> str:
    """``value`` with halves of characters, which ``\\ud800`` can write, replaced."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<body>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>[A-Za-z_]+):[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)
_MARKER = re.compile(
    r"(?:(?P<head>#{1,6})[ \t]+|(?P<quote>(?:>[ \t]?)+)|(?P<item>[-*+]|\d{1,3}[.)])[ \t]+)"
)


def _markdown(text: str) -> tuple[tuple[Block, ...], Page]:
    """Blocks without their line markers, and the front matter's fields; the text stays as it is."""
    front = _FRONT.match(text)
    page = _front_page(front.group("body")) if front else Page()
    blocks: list[Block] = []
    if front:
        blocks.append(Block(0, len(front.group().rstrip()), "meta", -1))
    for block in split_blocks(text):
        if not front or block.start >= front.end():
            blocks.extend(_unmarked(text, block))
    return tuple(blocks), page


def _unmarked(text: str, block: Block) -> list[Block]:
    line = text[block.start : block.end]
    if not line.strip("-*_=#> \t"):
        return []
    marker = _MARKER.match(line)
    if marker is None:
        return [block]
    start = block.start + marker.end()
    if marker["head"]:
        mark: Mark = "title" if marker["head"] == "#" else "heading"
    else:
        mark = "quote" if marker["quote"] else "item"
    return [Block(start, block.end, mark, block.group)]


def _front_page(body: str) -> Page:
    fields = {m["key"].lower(): m["value"].strip("\"'") for m in _FIELD.finditer(body)}
    return Page(
        title=fields.get("title") or None,
        author=fields.get("author") or None,
        publisher=fields.get("publisher") or fields.get("source") or None,
        date=only_date(fields.get("date", "")),
        url=fields.get("url") or None,
        language=fields.get("language") or fields.get("lang") or None,
    )
