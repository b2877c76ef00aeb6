"""How the columns of an event table are called: one small TOML file per kind of table.

The packaged ones lie in ``resources/event_maps`` and double as examples. A map names columns under
``[columns]`` (``date``, ``lat``, ``lon``, and any of ``id end time type actor deaths``); the values
of a list of columns are joined by `` / ``. ``[read]`` says how values are written.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from contested.errors import ResourceError

_COLUMNS = ("id", "date", "end", "time", "lat", "lon", "type", "actor", "deaths")
_READ = (
    "delimiter", "encoding", "header", "date_formats", "decimal", "missing", "actor_separator",
    "date_precision", "unit_days",
)  # fmt: skip
_KEYS = ("name", "about", "known_by", "columns", "read", "fixed", "covariates", "precision_days")


@dataclass(frozen=True, slots=True)
class EventMap:
    """Where each field of an event stands and how it is written.

    ``known_by`` are columns whose presence gives the kind away. ``columns`` maps our field to one
    or more of theirs (names, or positions from 1 when ``header`` is false). ``fixed`` gives
    fields that no column holds. ``precision_days`` maps codes of the ``date_precision`` column
    to days that the event may be off by.
    """

    name: str
    about: str
    columns: Mapping[str, tuple[str, ...]]
    known_by: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    covariates: Mapping[str, str] = field(default_factory=dict)
    precision_days: Mapping[str, float] = field(default_factory=dict)
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    header: bool = True
    date_formats: tuple[str, ...] = ("iso",)
    decimal: str = "."
    missing: tuple[str, ...] = ("", "NA", "None", "nan", "NULL")
    actor_separator: str = ""
    date_precision: str = ""
    unit_days: float = 1.0


@cache
def packaged_maps() -> Mapping[str, EventMap]:
    """Every map of the package by its file's name without ending."""
    folder = files("contested.resources").joinpath("event_maps")
    found = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return MappingProxyType(
        {n[:-5]: parse_map(folder.joinpath(n).read_text("utf-8"), n) for n in found}
    )


def load_map(name: str) -> EventMap:
    """The packaged map ``name``, or the one in a TOML file at that path."""
    if name in packaged_maps():
        return packaged_maps()[name]
    path = Path(name)
    if not path.is_file():
        known = ", ".join(packaged_maps())
        raise ResourceError(f"{name}: neither a file nor one of the maps {known}")
    try:
        return parse_map(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{name}: {error}") from error


def parse_map(text: str, file: str) -> EventMap:
    """The map that ``text`` writes; ResourceError names the file and the line."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{file}: {error}") from error
    _check(said, text, file)
    reading = dict(said.get("read", {}))
    for key in ("date_formats", "missing"):
        if key in reading:
            reading[key] = tuple(reading[key])
    return EventMap(
        name=said["name"],
        about=said.get("about", ""),
        columns={k: _several(v) for k, v in said["columns"].items()},
        known_by=tuple(said.get("known_by", ())),
        fixed=said.get("fixed", {}),
        covariates=said.get("covariates", {}),
        precision_days={k: float(v) for k, v in said.get("precision_days", {}).items()},
        **reading,
    )


def _several(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _check(said: dict[str, Any], text: str, file: str) -> None:
    """Every key known, and the three columns without which there is no event."""
    groups = (("", said, _KEYS), ("columns", said.get("columns", {}), _COLUMNS),
              ("read", said.get("read", {}), _READ))  # fmt: skip
    for group, given, known in groups:
        for key in given:
            if key not in known:
                raise _wrong(text, file, key, f"is not one of {', '.join(known)} {group}".strip())
    if "name" not in said:
        raise _wrong(text, file, "name", "is missing")
    for key in ("date", "lat", "lon"):
        if key not in said.get("columns", {}):
            raise _wrong(text, file, "columns", f"lacks {key}")


def _wrong(text: str, file: str, key: str, cause: str) -> ResourceError:
    starts = (key, f"[{key}")
    line = next((i for i, r in enumerate(text.splitlines(), 1) if r.startswith(starts)), 1)
    return ResourceError(f"{file}, line {line}: {key} {cause}")
