"""Which accounts some paths hold: files, folders, JSON lines, manifests, standard input."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from contested.accounts.jsonlines import json_lines
from contested.accounts.manifest import is_manifest, read_manifest
from contested.accounts.model import Appearance, Refusal
from contested.accounts.source import LINE_SUFFIXES, SUFFIXES, Format, SourceFile, source_of
from contested.errors import AccountError

Found = tuple[list[SourceFile], list[Refusal]]


def discover(paths: Sequence[Path | str], stdin: BinaryIO | None = None) -> Found:
    """The accounts at ``paths`` in order, and what cannot be used with its cause.

    ``-`` reads ``stdin`` as one plain text. A file that a manifest names is not taken a second
    time from its folder. One bad file, row or line never stops the others.
    """
    sources: list[SourceFile] = []
    refusals: list[Refusal] = []
    for path in paths:
        if not str(path):  # an unset variable, not the current folder
            refusals.append(Refusal("", "an empty name"))
            continue
        found, refused = _from_stdin(stdin) if str(path) == "-" else _from_path(Path(path))
        sources.extend(found)
        refusals.extend(refused)
    return _once(sources), refusals


def _from_stdin(stdin: BinaryIO | None) -> Found:
    if stdin is None:
        return [], [Refusal("-", "standard input is not open")]
    data = stdin.read()
    if not data.strip():
        return [], [Refusal("-", "standard input: empty")]
    start = data.lstrip()[:200].lower()
    page = start.startswith((b"<!doctype", b"<html", b"<?xml"))
    found: Format = "pdf" if start.startswith(b"%pdf-") else "html" if page else "text"
    source = source_of("stdin", data)
    return [replace(source, format=found)], []


def _from_path(path: Path) -> Found:
    try:
        if path.is_dir():
            return _from_folder(path)
        if not path.is_file():
            cause = "not a file that can be read" if path.exists() else "no such file"
            return [], [Refusal(written(path), cause)]
        return _from_file(path, written(path.name))
    except OSError as error:
        return [], [Refusal(written(path), f"cannot be opened ({error.strerror})")]


def _from_folder(folder: Path) -> Found:
    sources: list[SourceFile] = []
    refusals: list[Refusal] = []
    for path in sorted(_visible(folder, refusals)):
        try:
            found, refused = _from_file(path, written(path.relative_to(folder).as_posix()))
        except OSError as error:
            found, refused = [], [Refusal(written(path), f"cannot be opened ({error.strerror})")]
        sources.extend(found)
        refusals.extend(refused)
    if not sources and not refusals:
        refusals.append(Refusal(written(folder), "no account in this folder"))
    return sources, refusals


def _visible(folder: Path, closed: list[Refusal]) -> Iterable[Path]:
    """Files below ``folder``; folders that cannot be opened go to ``closed``."""

    def refuse(error: OSError) -> None:
        closed.append(Refusal(written(error.filename), f"cannot be opened ({error.strerror})"))

    for above, below, names in os.walk(folder, onerror=refuse):
        below[:] = [name for name in below if not name.startswith(".")]
        paths = (Path(above, name) for name in names if not name.startswith("."))
        yield from (path for path in paths if path.is_file())


def written(name: Path | str) -> str:
    """``name`` as text that can be stored: bytes of it that are no UTF-8 become ``\\xff``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _from_file(path: Path, name: str) -> Found:
    suffix = path.suffix.lower()
    try:
        if suffix in LINE_SUFFIXES:
            return json_lines(path, name)
        if suffix == ".csv":
            return read_manifest(path) if is_manifest(path) else _no_format(name, suffix)
    except AccountError as error:
        return [], [Refusal(name, str(error).removeprefix(f"{name}: "))]
    if suffix in SUFFIXES or not suffix:
        return [SourceFile(name, path, SUFFIXES.get(suffix, "text"), Appearance(file=name))], []
    return _no_format(name, suffix)


def _no_format(name: str, suffix: str) -> Found:
    if suffix == ".csv":
        return [], [Refusal(name, "not a manifest: its first row has no column 'file'")]
    known = " ".join(sorted({*SUFFIXES, *LINE_SUFFIXES, ".csv"}))
    return [], [Refusal(name, f"{suffix} is not a format that can be read ({known})")]


def _once(sources: list[SourceFile]) -> list[SourceFile]:
    """Each file once, manifest rows before bare files of the same path; order is kept."""
    described = {_place(s) for s in sources if _is_described(s)}
    seen: set[tuple[object, ...]] = set()
    kept = []
    for source in sources:
        place = _place(source)
        if isinstance(source.origin, Path):
            if not _is_described(source) and place in described:
                continue
            key = (*place, source.appearance)
            if key in seen:
                continue
            seen.add(key)
        kept.append(source)
    return kept


def _is_described(source: SourceFile) -> bool:
    return source.appearance != Appearance(file=source.file)


def _place(source: SourceFile) -> tuple[object, ...]:
    path = source.origin.resolve() if isinstance(source.origin, Path) else None
    return (path, source.span)
