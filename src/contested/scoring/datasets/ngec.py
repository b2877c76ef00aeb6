"""NGEC: synthetic news stories labelled with a PLOVER act and mode (their content is invented)."""

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from contested.scoring.datasets.base import DataMalformed, require


@dataclass(frozen=True, slots=True)
class Story:
    """A synthetic story; ``mode`` is in lower case and may be empty."""

    title: str
    text: str
    act: str
    mode: str


def read_ngec(root: Path) -> tuple[Story, ...]:
    """Stories of every zip below ``ngec/``."""
    stories: list[Story] = []
    csv.field_size_limit(10_000_000)
    for path in require(root, "ngec", r".*\.zip"):
        try:
            with zipfile.ZipFile(path) as archive:
                texts = [
                    archive.read(n).decode("utf-8") for n in archive.namelist() if n[-4:] == ".csv"
                ]
            rows = [row for t in texts for row in csv.DictReader(io.StringIO(t))]
            stories += [
                Story(r["title"], r["text"], r["label"], (r["mode"] or "").lower()) for r in rows
            ]
        except (OSError, zipfile.BadZipFile, UnicodeDecodeError, KeyError) as cause:
            raise DataMalformed(f"{path}: {cause!r}") from cause
    return tuple(stories)
