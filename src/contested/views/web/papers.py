"""Files that lie in a case's folder, shown as text and pictures: nothing in them runs.

Markdown is drawn without its HTML, links and pictures that lead elsewhere are told as words, a
picture stands in the page as data, and everything else is text.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

from contested.errors import NotFound
from contested.views.output import clean, clean_in_place

PICTURES = {".svg": "image/svg+xml", ".png": "image/png"}
TEXTS = (".md", ".html", ".htm", ".txt", ".json", ".csv", ".toml")
MOST = 5_000_000  # bytes of a file
SHOWN = 300_000  # characters of a text
_REACHED = '<div class="scroll" tabindex="0" role="region" aria-label="Table">'  # by keys too
_READ_FIRST = (".md", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Paper:
    """A file by its name below the folder, with its title and the day it was written."""

    name: str
    title: str
    on: str
    kind: str
    bytes: int


def papers(folder: Path) -> list[Paper]:
    """What can be shown, reports first, the latest first."""
    found = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        ending = path.suffix.lower()
        if ending not in (*PICTURES, *TEXTS) or not _inside(path, folder) or not path.is_file():
            continue
        told = path.stat()
        day = datetime.fromtimestamp(told.st_mtime, UTC).date().isoformat()
        name = path.relative_to(folder).as_posix()
        found.append(Paper(name, _title(path, name), day, ending[1:], told.st_size))
    found.sort(key=lambda p: p.on, reverse=True)
    return sorted(found, key=lambda p: f".{p.kind}" not in _READ_FIRST)


def find_paper(folder: Path, name: str) -> Path:
    """The file of that name below ``folder``. Raises ``NotFound``, also for what lies outside."""
    path = folder / name
    known = path.suffix.lower() in (*PICTURES, *TEXTS)
    if not name or not known or "\0" in name or not _inside(path, folder) or not path.is_file():
        raise NotFound(f"{name}: no such report in {folder.name}/")
    if path.stat().st_size > MOST:
        raise NotFound(f"{name}: more than {MOST // 1_000_000} MB; open it with another program")
    return path


def picture(path: Path) -> str:
    """The file as an address that holds all of it."""
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f"data:{PICTURES[path.suffix.lower()]};base64,{data}"


def text_of(path: Path) -> str:
    """The file as text, tags of a page taken away."""
    words = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix.lower() in (".html", ".htm"):
        bare = _Bare()
        bare.feed(words)
        words = "".join(bare.words).strip()
    return clean_in_place(words[:SHOWN])


def drawn(path: Path, folder: Path) -> str:
    """Markdown as safe HTML."""
    from markdown_it import MarkdownIt

    shape = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = shape.parse(text_of(path))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"  # the page has its own first heading
        token.children = list(_tame(token.children or (), path, folder)) or token.children
    html: str = shape.renderer.render(tokens, shape.options, {})
    return html.replace("<table>", f"{_REACHED}<table>").replace("</table>", "</table></div>")


def _tame(tokens: Sequence, path: Path, folder: Path) -> Iterator:  # type: ignore[type-arg]
    """Pictures from beside the report as data; no address that leads elsewhere."""
    for token in tokens:
        if token.type == "image":
            beside = _beside(str(token.attrs.get("src", "")), path, folder)
            if beside is None:
                token.type, token.tag, token.content = "text", "", f"[picture: {token.content}]"
                token.children = None
            else:
                token.attrs["src"] = picture(beside)
        elif token.type == "link_open" and not str(token.attrs.get("href", "")).startswith("#"):
            token.attrs = {}
        yield token


def _beside(source: str, path: Path, folder: Path) -> Path | None:
    found = path.parent / source
    if "\0" in source or found.suffix.lower() not in PICTURES or not _inside(found, folder):
        return None
    return found if found.is_file() and found.stat().st_size <= MOST else None


def _inside(path: Path, folder: Path) -> bool:
    """Also behind links of the file system."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False


def _title(path: Path, name: str) -> str:
    if path.suffix.lower() != ".md":
        return name
    with path.open(encoding="utf-8", errors="replace") as lines:
        heads = (line[2:].strip() for line in lines if line.startswith("# "))
        return clean(next(heads, "")) or name


class _Bare(HTMLParser):
    """Words of a page outside of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Blocks begin a line; scripts and styles are silent."""
        self._mute += tag in ("script", "style")
        if tag in ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "pre"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Ends a silence."""
        self._mute -= tag in ("script", "style") and self._mute > 0

    def handle_data(self, data: str) -> None:
        """Keeps words."""
        if not self._mute:
            self.words.append(data)
