"""Read packaged vocabulary files so that every complaint names file and line."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from contested.errors import ResourceError


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One TOML file: its name for messages, its text, and its parsed tables."""

    name: str
    text: str
    data: Mapping[str, Any]

    def tables(self, key: str) -> list[dict[str, Any]]:
        """The ``[[key]]`` tables in file order (empty when there are none)."""
        found = self.data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(t, dict) for t in found):
            self.fail(f"[[{key}]] must be an array of tables", f"[{key}")
        return found

    def line(self, needle: str, header: str | None = None, index: int = 0, skip: int = 0) -> int:
        """1-based line of ``needle`` at or after the ``index``-th line ``[[header]]``, passing over
        ``skip`` earlier ones; at worst that header's own line, or 1."""
        lines, start = _lines(self.text), 0
        if header is not None:
            heads = _headed(self.text, header)
            start = heads[index] if index < len(heads) else 0
        below = (i for i in range(start, len(lines)) if needle in lines[i])
        found = list(islice(below, skip + 1))
        return (found[-1] if found else start) + 1

    def fail(
        self, message: str, needle: str, header: str | None = None, index: int = 0
    ) -> NoReturn:
        """Raise ``ResourceError`` naming file and the line that ``line`` finds."""
        self.fail_at(self.line(needle, header, index), message)

    def fail_at(self, line: int, message: str) -> NoReturn:
        """Raise ``ResourceError`` naming file and ``line``."""
        raise ResourceError(f"{self.name}, line {line}: {message}")

    def strings(self, table: Mapping[str, Any], key: str, where: str) -> frozenset[str]:
        """The strings listed under ``key`` of a table (a lone string counts as a list of one)."""
        value = table.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(v, str) for v in listed):
            self.fail(f"{key} must be a list of strings", where)
        return frozenset(listed)

    def known(self, table: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
        """Fail when the table has a field nobody reads (most often a misspelling)."""
        for key in table:
            if key not in allowed:
                self.fail(f"unknown field {key!r}", where)


@lru_cache(maxsize=8)  # every entry of a file asks for its line
def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())


@lru_cache(maxsize=8)
def _headed(text: str, header: str) -> tuple[int, ...]:
    """The lines that open a table of an array."""
    return tuple(i for i, line in enumerate(_lines(text)) if line.strip() == f"[[{header}]]")


def read_toml(path: Path) -> Vocabulary:
    """Parse a TOML file from disk; ``ResourceError`` with the parser's line when malformed."""
    return _parse(str(path), path.read_bytes())


def packaged(name: str) -> Vocabulary:
    """Parse ``contested/resources/NAME``; ``ResourceError`` when missing or malformed."""
    item = files("contested").joinpath("resources", *name.split("/"))
    try:
        raw = item.read_bytes()
    except OSError as err:
        raise ResourceError(f"{name}: missing from the package ({err})") from err
    return _parse(name, raw)


def packaged_names(folder: str) -> tuple[str, ...]:
    """Names (``folder/file.toml``) of the TOML files of a packaged resource folder, sorted."""
    where = files("contested").joinpath("resources", folder)
    names = sorted(item.name for item in where.iterdir() if item.name.endswith(".toml"))
    return tuple(f"{folder}/{name}" for name in names)


def _parse(name: str, raw: bytes) -> Vocabulary:
    try:
        text = raw.decode("utf-8")
        return Vocabulary(name, text, tomllib.loads(text))
    except UnicodeDecodeError as err:
        line = raw[: err.start].count(b"\n") + 1
        raise ResourceError(f"{name}, line {line}: not UTF-8") from err
    except tomllib.TOMLDecodeError as err:
        raise ResourceError(f"{name}: not TOML: {err}") from err
