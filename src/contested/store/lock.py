"""Only one build at a time: an advisory lock on a file that names the process holding it.

The system drops the lock when its holder dies, so what a killed build leaves behind is taken over.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contested.errors import CaseError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def build_lock(path: Path) -> Iterator[None]:
    """Hold ``path`` for the length of a build. Raises ``CaseError`` when another process does."""
    try:
        opened = open(path, "a+", encoding="ascii")  # noqa: SIM115 -- closed below
    except OSError as error:
        raise CaseError(f"{path}: cannot be opened ({error.strerror})") from error
    with opened as handle:
        if not _take(handle.fileno()):
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            raise CaseError(f"{path.parent}: another build is running (process {holder})")
        handle.truncate(0)
        handle.write(f"{os.getpid()}\n")
        handle.flush()
        yield


def _take(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
