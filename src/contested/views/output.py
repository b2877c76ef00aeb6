"""How commands speak: rich tables on a terminal, plain lines in a pipe, JSON when asked.

Text from accounts is never trusted: control characters are shown, not sent to the terminal.
"""

import json
import os
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 120  # columns when nothing says how wide the output is
NARROW = 90  # below this, tables become stacked lines
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def console(stderr: bool = False) -> "Console":
    """A console that honours NO_COLOR, COLUMNS and pipes."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    piped = not stream.isatty() and "COLUMNS" not in os.environ
    return Console(file=stream, highlight=False, width=PIPE_WIDTH if piped else None)


def put_json(value: Any) -> None:
    """Write ``value`` to standard output as indented JSON in UTF-8."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def say(message: str, stderr: bool = False) -> None:
    """Write ``message`` with its spacing, control characters replaced."""
    print(_CONTROL.sub("\ufffd", message), file=sys.stderr if stderr else sys.stdout)


def clean(words: str) -> str:
    """``words`` on one line, control and direction characters replaced."""
    return _CONTROL.sub("\ufffd", " ".join(words.split()))


def clean_in_place(words: str) -> str:
    """``words`` with control and direction characters replaced one for one, line ends kept."""
    return _CONTROL.sub("\ufffd", words)


def shorten(words: str, most: int) -> str:
    """``words`` on one line of at most ``most`` characters."""
    line = clean(words)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """``1 file``, ``2 files``, ``1,204 files``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(pairs: Iterable[tuple[str, int]], most: int, mark: str = "") -> str:
    """``event 12 · control 3``, the first ``most`` of them; ``mark`` goes before each number."""
    every = list(pairs)
    shown = " · ".join(f"{clean(name)} {mark}{number:,}" for name, number in every[:most])
    return shown + (f" · {len(every) - most} more" if len(every) > most else "")


def table(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    whole: Collection[str] = (),
    indent: int = 0,
) -> None:
    """Print ``rows`` under ``names``; columns in ``whole`` are never folded.

    Where the terminal is narrow, each row becomes lines of its own. No rows, no table.
    """
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    screen = console()
    if screen.width < NARROW:
        for row in rows:
            filled = [(n, clean(cell)) for n, cell in zip(names, row, strict=True) if cell]
            say(" " * indent + "; ".join(f"{n} {cell}" for n, cell in filled))
        return
    grid = Table(box=None, pad_edge=False, show_edge=False)
    for name in names:
        grid.add_column(name, no_wrap=name in whole, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(shorten(cell, 240)) for cell in row))
    if rows:
        screen.print(Padding(grid, (0, 0, 0, indent)))
