"""JSON lines: one account a line, each known as ``name.jsonl#id``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contested.accounts.decode import decode
from contested.accounts.formats import parse_record
from contested.accounts.manifest import FIELDS, described
from contested.accounts.model import Refusal
from contested.accounts.source import SourceFile
from contested.errors import AccountError

_BOM = b"\xef\xbb\xbf"


def json_lines(path: Path, name: str) -> tuple[list[SourceFile], list[Refusal]]:
    """A source for each line that is a JSON object with text, a refusal for each other one.

    A line without an ``id`` is known by its number. Only byte ranges are kept, not the lines.
    """
    sources: list[SourceFile] = []
    refusals: list[Refusal] = []
    for number, span, line in _lines(path):
        where = f"{name}#{number}"
        try:
            record = parse_record(decode(line, where)[0], where)
        except AccountError as error:
            refusals.append(Refusal(where, str(error).removeprefix(f"{where}: ")))
            continue
        found, refused = _source(path, name, number, (span, record))
        sources.extend(found)
        refusals.extend(refused)
    if not sources and not refusals:
        refusals.append(Refusal(name, "empty file"))
    return sources, refusals


def _source(
    path: Path, name: str, number: int, line: tuple[tuple[int, int], dict[str, Any]]
) -> tuple[list[SourceFile], list[Refusal]]:
    span, record = line
    identity = record.get("id")
    file = f"{name}#{number if identity in (None, '') else identity}"
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        return [], [Refusal(file, "no text in its field 'text'")]
    fields = {k: str(record[k]).strip() for k in (*FIELDS, "date") if record.get(k)}
    appearance, problem = described(file, fields)
    refusals = [Refusal(file, problem)] if problem else []
    notes = (problem,) if problem else ()
    return [SourceFile(file, path, "json", appearance, span, notes)], refusals


def _lines(path: Path) -> Iterator[tuple[int, tuple[int, int], bytes]]:
    """Number, byte range and bytes of each line that is not empty."""
    start = 0
    with path.open("rb") as handle:
        for number, line in enumerate(handle, start=1):
            end = start + len(line)
            skip = len(_BOM) if number == 1 and line.startswith(_BOM) else 0
            if line[skip:].strip():
                yield number, (start + skip, end), line[skip:]
            start = end
