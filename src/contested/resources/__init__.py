"""The packaged vocabulary: readable files beside this module, and how they are loaded."""

import tomllib
from importlib.resources import files
from typing import Any

from contested.errors import ResourceError


def load_toml(name: str) -> dict[str, Any]:
    """The parsed vocabulary file ``name``; ResourceError names the file and the line."""
    try:
        return tomllib.loads(read_resource(name))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{name}: {error}") from error  # its text holds line and column


def read_resource(name: str) -> str:
    """The text of the packaged file ``name`` (UTF-8)."""
    try:
        return files(__name__).joinpath(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{name}: {error}") from error


def malformed(name: str, key: str, cause: str) -> ResourceError:
    """The error for entry ``key`` of file ``name``, with the line on which the key stands."""
    lines = read_resource(name).splitlines()
    last = key.rsplit(".", 1)[-1]
    line = next((i for i, row in enumerate(lines, 1) if row.startswith((last, f"[{key}"))), 1)
    return ResourceError(f"{name}, line {line}: {key} {cause}")
