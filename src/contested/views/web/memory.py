"""What the app remembers between requests, so that no page reads the whole case each time."""

from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
Stamp = tuple[tuple[int, int], ...]
_MOST = 4000  # values kept; the oldest go first


class Memory:
    """Values by name, each good for one state of what it was made from.

    A value is made anew as soon as its state (a build's number, a file's stamp) is another one.
    """

    def __init__(self) -> None:
        """Empty."""
        self._kept: dict[Hashable, tuple[Hashable, Any]] = {}
        self._lock = Lock()

    def of(self, name: Hashable, state: Hashable, make: Callable[[], T]) -> T:
        """The value of ``name`` in ``state``; two who ask at once may both make it."""
        with self._lock:
            found = self._kept.get(name)
        if found is not None and found[0] == state:
            value: T = found[1]
            return value
        value = make()
        with self._lock:
            self._kept[name] = (state, value)
            while len(self._kept) > _MOST:
                self._kept.pop(next(iter(self._kept)))
        return value


def stamp(*paths: Path) -> Stamp:
    """Time of change and size of each file; noughts for one that is empty or not there."""
    out = []
    for path in paths:
        try:
            told = path.stat()
        except OSError:
            out.append((0, 0))
            continue
        out.append((told.st_mtime_ns, told.st_size) if told.st_size else (0, 0))
    return tuple(out)
