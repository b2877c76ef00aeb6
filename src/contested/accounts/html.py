"""A web page to its main text through trafilatura, keeping headings and block quotes apart."""

import re
from typing import Any

from contested.accounts.blocks import Extracted, Mark, Page, TextBuilder
from contested.accounts.decode import decode
from contested.errors import UnreadableFile

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\n]+")
_BROKEN = re.compile(r"\n(?=[a-z])")  # a line break inside a sentence
_MARKS: dict[str, Mark] = {"head": "heading", "quote": "quote", "item": "item"}
_CONTAINERS = {"body", "list", "table", "row", "div", "quote"}


def extract_html(data: bytes, file: str) -> Extracted:
    """Main text, blocks and metadata of a page.

    Raises UnreadableFile when the page holds no text (a page that scripts fill, a list of links).
    """
    declared = _CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii") if declared else None
    raw, notes = decode(data, file, name)
    document, version = _trafilatura(raw, file)
    builder = TextBuilder()
    title = _squeeze(document.title or "")
    if title and title.lower() not in _squeeze("".join(document.body.itertext())).lower():
        builder.add(title.replace("\n", " "), "title")
    _walk(document.body, "plain", builder)
    text, blocks = builder.build()
    if not any(block.mark != "title" for block in blocks):
        raise UnreadableFile(f"{file}: HTML without text")
    return Extracted(text, blocks, f"html-1/trafilatura-{version}", _page(document), notes)


def _trafilatura(raw: str, file: str) -> tuple[Any, str]:
    import trafilatura  # noqa: PLC0415 (slow to import; other formats do without)

    try:
        document: Any = trafilatura.bare_extraction(
            raw, include_comments=False, with_metadata=True, date_extraction_params=_DATES
        )
    except Exception as error:  # lxml and trafilatura raise many kinds on damaged pages
        raise UnreadableFile(f"{file}: HTML cannot be parsed ({error})") from error
    if document is None or document.body is None:
        raise UnreadableFile(f"{file}: HTML without text")
    return document, trafilatura.__version__


_DATES = {"extensive_search": False, "original_date": True}
"""Only dates that the page states as its own: a guess from running text is no publication date."""


def _page(document: Any) -> Page:
    return Page(
        title=document.title or None,
        author=document.author or None,
        publisher=document.sitename or None,
        date=document.date or None,
        url=document.url or None,
        language=document.language or None,
    )


def _walk(node: Any, mark: Mark, builder: TextBuilder) -> None:
    """Add the blocks below ``node`` in order; text beside child blocks is a block of its own."""
    loose = node.text or ""
    for child in node:
        if child.tag in _CONTAINERS or child.tag in ("p", "head", "item", "cell", "code"):
            builder.add(_squeeze(loose), mark)
            _block(child, _mark(child, mark), builder)
            loose = child.tail or ""
        else:
            loose += _inline(child) + (child.tail or "")
    builder.add(_squeeze(loose), mark)


def _mark(child: Any, outer: Mark) -> Mark:
    if outer == "quote":
        return "quote"
    if child.tag == "head" and child.get("rend") == "h1":
        return "title"
    return _MARKS.get(child.tag, outer)


def _block(child: Any, mark: Mark, builder: TextBuilder) -> None:
    _walk(child, mark, builder)


def _inline(node: Any) -> str:
    """Text of an inline element; a line break is kept, other space is folded later."""
    if node.tag == "lb":
        return "\n"
    if not isinstance(node.tag, str):
        return ""
    return (node.text or "") + "".join(_inline(c) + (c.tail or "") for c in node)


def _squeeze(text: str) -> str:
    folded = _SPACE.sub(" ", text)
    lines = "\n".join(line.strip() for line in folded.split("\n") if line.strip())
    return _BROKEN.sub(" ", lines)
