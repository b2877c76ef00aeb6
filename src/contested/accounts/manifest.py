"""The CSV manifest: one row a file, with what is known about it."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from contested.accounts.dateline import only_date
from contested.accounts.decode import decode
from contested.accounts.model import Appearance, Refusal
from contested.accounts.source import LINE_SUFFIXES, SUFFIXES, SourceFile
from contested.errors import BadManifest

FIELDS = (
    "publisher",
    "author",
    "title",
    "url",
    "language",
    "translation_of",
    "translator",
    "retrieved_at",
    "archive_url",
)
"""Columns that are kept as they stand; ``file`` and ``date`` are checked."""


def is_manifest(path: Path) -> bool:
    """Whether the first row names a column ``file``. Raises UnreadableFile for binary data."""
    with path.open("rb") as handle:
        head = handle.read(4096)
    if not head.strip():
        return False
    first = decode(head.split(b"\n")[0] + b"\n", path.name)[0]
    return "file" in (cell.strip().strip('"').lower() for cell in _split(first))


def _split(line: str) -> list[str]:
    return line.strip().split(_delimiter(line))


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def read_manifest(path: Path) -> tuple[list[SourceFile], list[Refusal]]:
    """A source for each row whose file exists, and a refusal for each that cannot be used.

    A date that is no full date is refused by name, and the account is read without it.
    Raises BadManifest when there is no column ``file``.
    """
    text, notes = decode(path.read_bytes(), path.name)
    refusals = [Refusal(path.name, note) for note in notes]
    lines = text.splitlines()
    delimiter = _delimiter(lines[0])
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    if "file" not in reader.fieldnames:
        raise BadManifest(f"{path.name}: no column 'file' in its first row")
    sources: list[SourceFile] = []
    try:
        for row in reader:
            where = f"{path.name}:{reader.line_num}"
            source, refused = _row(path.parent, where, _clean(row))
            sources.extend(source)
            refusals.extend(refused)
    except csv.Error as error:
        refusals.append(Refusal(f"{path.name}:{reader.line_num}", f"broken row ({error})"))
    return sources, refusals


def _clean(row: Mapping[str | None, str | list[str] | None]) -> dict[str, str]:
    """Cells without outer space; surplus and missing cells are left out."""
    return {k: v.strip() for k, v in row.items() if k is not None and isinstance(v, str)}


def _row(folder: Path, where: str, row: dict[str, str]) -> tuple[list[SourceFile], list[Refusal]]:
    name = row.get("file", "")
    if not name:
        return [], [] if not any(row.values()) else [Refusal(where, "names no file")]
    path = folder / name
    try:
        if not path.is_file():
            return [], [Refusal(f"{where} ({name})", "no such file")]
    except (OSError, ValueError) as error:
        return [], [Refusal(f"{where} ({name})", f"cannot be opened ({error})")]
    if path.suffix.lower() in LINE_SUFFIXES:
        return [], [Refusal(f"{where} ({name})", "holds many accounts: add it by itself")]
    form = SUFFIXES.get(path.suffix.lower(), "text")
    appearance, problem = described(name, row)
    refusals = [Refusal(f"{where} ({name})", problem)] if problem else []
    notes = (problem,) if problem else ()
    return [SourceFile(name, path, form, appearance, notes=notes)], refusals


def described(file: str, fields: Mapping[str, str]) -> tuple[Appearance, str | None]:
    """The appearance that some metadata fields state, and what is wrong with their date."""
    kept: dict[str, Any] = {name: fields[name] for name in FIELDS if fields.get(name)}
    appearance = Appearance(file=file, **kept)
    stated = fields.get("date", "")
    if not stated:
        return appearance, None
    iso = only_date(stated)
    if iso is None:
        return appearance, f"date {stated!r} is not a full date; read without it"
    return replace(appearance, date=iso, date_basis="manifest"), None
