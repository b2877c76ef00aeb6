"""axe-core, which the accessibility tests run in the browser: fetched by npm from a lock file.

``python tests/axe_core.py`` puts it into the ignored ``tests/axe/node_modules``, as ``make test``
does. It is MPL-2.0 and stays what its makers publish: neither committed nor shipped.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from browsing import absent
from contested.views.web import assets

FOLDER = Path(__file__).parent / "axe"
SCRIPT = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
MARK = FOLDER / "node_modules" / "lock.sha256"  # of the lock file that it came from


def present() -> bool:
    """Whether what the lock file names lies ready."""
    told = MARK.read_text(encoding="ascii") if MARK.is_file() else ""
    return SCRIPT.is_file() and told == assets.locked(FOLDER)


def fetch() -> None:
    """Fetch it unless it is there. Raises ``AssetsError``."""
    if present():
        return
    with tempfile.TemporaryDirectory() as work:
        found = assets.installed(FOLDER, Path(work))
        shutil.rmtree(FOLDER / "node_modules", ignore_errors=True)
        shutil.copytree(found, FOLDER / "node_modules")
    MARK.write_text(assets.locked(FOLDER), encoding="ascii")


def script() -> str:
    """Its source; skips, or fails where browser tests are required, when it is not there."""
    if not present():
        absent("axe-core is missing (python tests/axe_core.py fetches it from npm)")
    return SCRIPT.read_text(encoding="utf-8")


if __name__ == "__main__":
    try:
        fetch()
    except (assets.AssetsError, OSError) as error:
        sys.exit(f"axe-core could not be fetched, accessibility tests skip: {error}")
