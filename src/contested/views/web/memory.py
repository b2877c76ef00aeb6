"""What the app remembers between requests, so that no page reads the whole case each time."""

from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
Stamp = tuple[tuple[int, int], ...]
_MOST = 4000  # values kept; those not asked for longest go first


class Memory:
    """Values by name, each good for one state of what it was made from.

    A value is made anew as soon as its state (a build's number, a file's stamp) is another one.
    """

    def __init__(self) -> None:
        """Empty."""
        self._kept: dict[Hashable, tuple[Hashable, Any]] = {}
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def of(self, name: Hashable, state: Hashable, make: Callable[[], T]) -> T:
        """The value of ``name`` in ``state``; who asks while it is being made waits for it."""
        found = self._find(name, state)
        if found is not None:
            return found[0]  # type: ignore[no-any-return]
        with self._lock:
            gate = self._making.setdefault(name, Lock())
        with gate:
            found = self._find(name, state)
            value: T = found[0] if found is not None else make()
            with self._lock:
                self._kept[name] = (state, value)
                self._making.pop(name, None)
                while len(self._kept) > _MOST:
                    self._kept.pop(next(iter(self._kept)))
        return value

    def holds(self, name: Hashable, state: Hashable) -> bool:
        """Whether the value of ``name`` in ``state`` is there without making it."""
        return self._find(name, state) is not None

    def _find(self, name: Hashable, state: Hashable) -> tuple[Any] | None:
        with self._lock:
            held = self._kept.pop(name, None)
            if held is None:
                return None
            self._kept[name] = held  # last in line to go
        return (held[1],) if held[0] == state else None


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
