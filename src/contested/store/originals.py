"""Raw bytes as they came, under their SHA-256. Written once, never rewritten, never removed."""

import os
import tempfile
from pathlib import Path

from contested.errors import NotFound
from contested.ids import sha256_hex


def keep(folder: Path, data: bytes) -> str:
    """Store ``data`` unless it is there already; returns its SHA-256 in hex."""
    digest = sha256_hex(data)
    target = path_of(folder, digest)
    if target.exists():
        return digest
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
        Path(name).chmod(0o444)
        os.replace(name, target)  # a kill leaves a whole file or a .part, never half an original
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return digest


def path_of(folder: Path, digest: str) -> Path:
    """Where the bytes of ``digest`` lie, or would."""
    return folder / digest[:2] / digest


def fetch(folder: Path, digest: str) -> bytes:
    """The bytes of ``digest``. Raises ``NotFound`` when they are not kept here."""
    try:
        return path_of(folder, digest).read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"{digest[:12]}: no such original in {folder}") from error
