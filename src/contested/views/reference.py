"""The command reference, drawn from the commands themselves.

``python -m contested.views.reference > docs/commands.md`` writes it; a test compares.
"""

import inspect
from collections.abc import Iterator
from typing import Any

import typer

from contested.views.cli import app

_HEAD = """# Commands

Written by `python -m contested.views.reference`; do not edit by hand.

Exit codes: 0 done, 1 something failed or was skipped, 2 wrong usage, 130 stopped by hand.
Results go to standard output, problems and progress to standard error.
"""


def reference() -> str:
    """Every command with its arguments and options, as Markdown."""
    top = typer.main.get_command(app)
    parts = [_HEAD, _section("contested", top)]
    parts += [_section(f"contested {name}", command) for name, command in walk(top)]
    return "\n".join(parts)


def walk(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command below ``group`` with its full name."""
    for name, command in group.commands.items():
        full = f"{before} {name}".strip()
        yield full, command
        if hasattr(command, "commands"):
            yield from walk(command, full)


def _section(name: str, command: Any) -> str:
    lines = [f"## `{name}`", "", inspect.cleandoc(command.help or ""), ""]
    rows = [_row(p) for p in command.params]
    if rows:
        lines += ["| argument or option | meaning |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def _row(parameter: Any) -> str:
    word = parameter.metavar or parameter.name.upper()
    if parameter.param_type_name == "argument":
        name = word
    else:
        name = ", ".join(parameter.opts) + ("" if parameter.is_flag else f" {word}")
    shown = name.replace("|", "\\|")
    return f"| `{shown}` | {(parameter.help or '').replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    print(reference(), end="")
