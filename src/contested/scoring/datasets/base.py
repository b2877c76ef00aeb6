"""What the readers share: finding a set's files, marks on text, and the two ways a set can fail."""

import csv
import gzip
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contested.errors import ContestedError


class DataAbsent(ContestedError):
    """The set is not in the folder; scoring skips it and says so."""


class DataMalformed(ContestedError):
    """A file of the set is not in the format its name promises."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled half-open stretch ``[start, end)`` of characters."""

    start: int
    end: int
    label: str


def locate(root: Path, folder: str, pattern: str) -> tuple[Path, ...]:
    """Files whose name matches ``pattern`` whole, below a directory called ``folder``.

    ``root`` may be that directory itself, or any directory above it; sorted by path.
    """
    root = root.resolve()
    name = re.compile(pattern)
    found = (p for p in root.rglob("*") if name.fullmatch(p.name) and p.is_file())
    return tuple(sorted(p for p in found if folder in p.parent.parts))


def require(root: Path, folder: str, pattern: str) -> tuple[Path, ...]:
    """:func:`locate`, or :class:`DataAbsent` when nothing is found."""
    found = locate(root, folder, pattern)
    if not found:
        raise DataAbsent(f"{root}: no file {pattern!r} below a folder {folder!r}")
    return found


def read_text(path: Path) -> str:
    """Text of a plain or gzip file as UTF-8 (a byte-order mark is dropped)."""
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as cause:
        raise DataMalformed(f"{path}: {cause}") from cause


def read_tsv(path: Path, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Rows of a tab-separated file with a header that has at least ``columns``."""
    csv.field_size_limit(10_000_000)
    reader = csv.DictReader(read_text(path).splitlines(), delimiter="\t")
    missing = [c for c in columns if c not in (reader.fieldnames or ())]
    if missing:
        raise DataMalformed(f"{path}: no column {', '.join(missing)}")
    return tuple({k: v or "" for k, v in row.items() if k is not None} for row in reader)


def members(path: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of every regular file in a ``.tar.gz``, as UTF-8, line ends untouched."""
    try:
        with tarfile.open(path) as archive:
            for info in archive:
                handle = archive.extractfile(info) if info.isfile() else None
                if handle is not None and not info.name.endswith(".DS_Store"):
                    yield info.name, handle.read().decode("utf-8")
    except (OSError, EOFError, tarfile.TarError, UnicodeDecodeError) as cause:
        raise DataMalformed(f"{path}: {cause}") from cause


_TAG = re.compile(r"</?([a-z])>")


def strip_marks(marked: str, where: str) -> tuple[str, tuple[Mark, ...]]:
    """Remove ``<s>…</s>`` and ``<t>…</t>`` and return the text with their offsets in it."""
    text, marks, open_at, last = "", [], dict[str, int](), 0
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last, label = tag.end(), tag.group(1)
        if tag.group().startswith("</"):
            if label not in open_at:
                raise DataMalformed(f"{where}: {tag.group()} closes nothing")
            marks.append(Mark(open_at.pop(label), len(text), label))
        else:
            open_at[label] = len(text)
    if open_at:
        raise DataMalformed(f"{where}: <{next(iter(open_at))}> is not closed")
    return text + marked[last:], tuple(marks)
