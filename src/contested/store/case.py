"""The case folder: settings, database, originals, judgements, and the registries a user adds."""

import json
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contested.errors import CaseError
from contested.store.database import Database, open_database
from contested.store.lock import build_lock

FORMAT = 1
DEFAULT_LIMIT_MB = 5.0

_TEMPLATE = """\
# A contested case. Raw files are under originals/, decisions in judgements.jsonl.
format = {format}
name = {name}

# Accounts with more text than this many megabytes are kept but not read.
limit_mb = {limit:g}
"""


@dataclass(frozen=True, slots=True)
class Case:
    """An open case: its folder, what ``case.toml`` sets, and the database."""

    root: Path
    name: str
    limit_mb: float
    database: Database

    @property
    def originals(self) -> Path:
        """Folder of raw bytes by SHA-256."""
        return self.root / "originals"

    @property
    def judgements(self) -> Path:
        """People's decisions, one JSON object a line, append-only."""
        return self.root / "judgements.jsonl"

    @property
    def actors_file(self) -> Path:
        """Optional registry of actors that extends the built-in one."""
        return self.root / "actors.toml"

    @property
    def places_file(self) -> Path:
        """Optional gazetteer that extends the built-in one."""
        return self.root / "places.csv"

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the right to build. Raises ``CaseError`` when another process has it."""
        with build_lock(self.root / "build.lock"):
            yield


def create_case(root: Path, name: str | None = None) -> Case:
    """Make a case in ``root`` (created, or an empty or ordinary folder without one)."""
    settings = root / "case.toml"
    if settings.exists():
        raise CaseError(f"{root}: already a case")
    try:
        (root / "originals").mkdir(parents=True, exist_ok=True)
        (root / "judgements.jsonl").touch()
        open_database(root / "case.db").engine.dispose()
        title = json.dumps(name or root.resolve().name, ensure_ascii=False)
        text = _TEMPLATE.format(format=FORMAT, name=title, limit=DEFAULT_LIMIT_MB)
        settings.write_text(text, encoding="utf-8")  # last: its presence makes the folder a case
    except OSError as error:
        raise CaseError(f"{root}: cannot make a case here ({error.strerror})") from error
    return open_case(root)


def open_case(root: Path) -> Case:
    """Open the case in ``root``. Raises ``CaseError`` when it cannot be read here."""
    path = root / "case.toml"
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CaseError(
            f"{root}: not a case (no case.toml). Make one with: contested new {root}"
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CaseError(f"{path}: cannot be read ({error})") from error
    written = settings.get("format", FORMAT)
    if not isinstance(written, int) or written > FORMAT:
        raise CaseError(
            f"{path}: case format {written}; this contested reads up to {FORMAT}. Update contested."
        )
    limit = settings.get("limit_mb", DEFAULT_LIMIT_MB)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit <= 0:
        raise CaseError(f"{path}: limit_mb must be a number above 0, not {limit!r}")
    name = str(settings.get("name", root.resolve().name))
    return Case(root, name, float(limit), open_database(root / "case.db"))
