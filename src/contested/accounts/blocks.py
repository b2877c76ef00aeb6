"""Paragraphs as offsets, and the frozen text with its paragraphs that extraction yields."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Mark = Literal["plain", "title", "heading", "quote", "item", "meta"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line: half-open offsets without surrounding space, and its markup.

    ``group`` numbers the runs of lines that no empty line parts.
    """

    start: int
    end: int
    mark: Mark = "plain"
    group: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about itself; every field may be missing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None  # ISO
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The frozen text of a file, its blocks in order, and the page's own metadata."""

    text: str
    blocks: tuple[Block, ...]
    extractor: str
    page: Page = Page()
    notes: tuple[str, ...] = ()


class TextBuilder:
    """Joins paragraphs with empty lines while recording where each came to stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def add(self, paragraph: str, mark: Mark = "plain") -> None:
        """Append one paragraph (its lines become blocks of one group); empty ones are ignored."""
        stripped = paragraph.strip()
        if not stripped:
            return
        if self._parts:
            self._parts.append("\n\n")
            self._length += 2
        group = self._blocks[-1].group + 1 if self._blocks else 0
        for match in _LINE.finditer(stripped):
            start, end = self._length + match.start(), self._length + match.end()
            self._blocks.append(Block(start, end, mark, group))
        self._parts.append(stripped)
        self._length += len(stripped)

    def build(self) -> tuple[str, tuple[Block, ...]]:
        """The joined text and its blocks."""
        return "".join(self._parts), tuple(self._blocks)


_LINE = re.compile(r"\S(?:[^\r\n\x0b\x0c\x85\u2028\u2029]*\S)?")


def split_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of plain text: its lines, or its paragraphs where lines are wrapped by width."""
    lines: list[Block] = []
    group = 0
    last_end = 0
    for match in _LINE.finditer(text):
        if lines and _breaks(text[last_end : match.start()]) > 1:
            group += 1
        lines.append(Block(match.start(), match.end(), "plain", group))
        last_end = match.end()
    return _join_wrapped(text, lines) if _is_wrapped(text, lines) else tuple(lines)


def _breaks(gap: str) -> int:
    return len(gap.replace("\r\n", "\n").splitlines()) if gap.strip(" \t") else 0


def _is_wrapped(text: str, lines: list[Block]) -> bool:
    """Lines are wrapped by width when most that have a neighbour below nearly reach the width.

    Lists of headlines do too, so many lines must also go on in lower case.
    """
    inner = [(a.end - a.start, b.start) for a, b in pairwise(lines) if a.group == b.group]
    if len(inner) < 3:
        return False
    width = max(block.end - block.start for block in lines)
    full = sum(length >= 0.7 * width for length, _ in inner)
    lower = sum(text[start].islower() for _, start in inner)
    return 40 <= width <= 110 and full >= 0.7 * len(inner) and lower >= 0.4 * len(inner)


def _join_wrapped(text: str, lines: list[Block]) -> tuple[Block, ...]:
    """Merge the lines of each group, but for short ones that end their own paragraph."""
    width = max(block.end - block.start for block in lines)
    joined: list[Block] = []
    for block in lines:
        last = joined[-1] if joined else None
        tail = text[: last.end].rsplit("\n", 1)[-1] if last else ""
        if last and last.group == block.group and len(tail.strip()) >= 0.6 * width:
            joined[-1] = Block(last.start, block.end, last.mark, last.group)
        else:
            joined.append(block)
    return tuple(joined)
