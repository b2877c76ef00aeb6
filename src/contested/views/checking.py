"""``doctor``: is everything here that a build needs?"""

import importlib.metadata
import importlib.resources
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import text

from contested import __version__
from contested.errors import ContestedError
from contested.ids import sha256_hex
from contested.store import log, rows, shelf
from contested.store.case import Case, open_case
from contested.store.judgements import read_judgements
from contested.store.originals import path_of
from contested.views.output import put_json, say

_PACKAGES = (
    "numpy", "onnxruntime", "tokenizers", "typer", "rich", "sqlalchemy", "trafilatura",
    "lxml_html_clean", "pypdfium2", "charset-normalizer", "py3langid", "scipy", "lemminflect",
    "rapidfuzz",
    "statsmodels", "pyproj", "highspy", "starlette", "uvicorn", "jinja2", "python-multipart",
    "markdown-it-py",
)  # fmt: skip
_LEAST_FREE = 1_000_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the examination."""

    name: str
    ok: bool
    detail: str


def doctor(root: Path, json: bool) -> int:
    """Run every check; 1 when one fails."""
    checks = [*_installation(), *_case(root)]
    if json:
        put_json({"ok": all(c.ok for c in checks), "checks": [asdict(c) for c in checks]})
    else:
        for c in checks:
            say(f"{'ok  ' if c.ok else 'FAIL'}  {c.name:<18} {c.detail}")
    return 0 if all(c.ok for c in checks) else 1


def _installation() -> Iterator[Check]:
    yield Check("contested", True, __version__)
    python = platform.python_version_tuple()
    yield Check("python", (int(python[0]), int(python[1])) >= (3, 11), platform.python_version())
    for name in _PACKAGES:
        try:
            yield Check(name, True, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Check(name, False, f"not installed; pip install {name}")
    yield _tried("model", _model)
    yield _tried("vocabulary", _vocabulary)
    yield _tried("full text", _full_text)


def _tried(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name, True, check())
    except Exception as error:  # a check reports whatever is wrong, it never breaks the list
        message = str(error) if isinstance(error, ContestedError) else repr(error)
        return Check(name, False, message)


def _model() -> str:
    from contested.annotate.encoder import load_encoder, weights_path
    from contested.annotate.triggers import branch_path

    load_encoder()
    parts = [path.read_bytes() for path in (weights_path(), branch_path())]
    sizes = " and ".join(f"{len(part) / 1e6:.1f} MB" for part in parts)
    return f"{sizes}, SHA-256 {' and '.join(sha256_hex(part) for part in parts)}"


def _vocabulary() -> str:
    from contested.claims.resources import load_resources

    return f"loads, fingerprint {load_resources().fingerprint[:12]}"


def _full_text() -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    return f"FTS5, SQLite {sqlite3.sqlite_version}"


def _case(root: Path) -> Iterator[Check]:
    free = shutil.disk_usage(root if root.exists() else Path()).free
    yield Check("disk", free > _LEAST_FREE, f"{free / 1e9:.1f} GB free")
    if not (root / "case.toml").exists():
        yield Check("case", True, f"none in {root.resolve()} (choose one with -C)")
        return
    try:
        case = open_case(root)
    except ContestedError as error:
        yield Check("case", False, str(error))
        return
    yield Check("case", True, f"{case.name} in {case.root.resolve()}")
    yield _tried("database", lambda: _database(case))
    yield _tried("originals", lambda: _originals(case))
    yield _tried("judgements", lambda: _judgements(case))
    if case.actors_file.exists() or case.places_file.exists():
        yield _tried("registries", lambda: _registries(case))


def _database(case: Case) -> str:
    with case.database.read() as connection:
        verdict = connection.execute(text("PRAGMA quick_check")).scalar()
        if verdict != "ok":
            raise ContestedError(f"{case.database.path}: {verdict}")
        accounts, claims = len(shelf.list_accounts(connection)), rows.count_claims(connection)
        built = log.last_build(connection)
    when = f"last built {built['finished']}" if built else "never built"
    return f"{accounts:,} accounts, {claims:,} claims, {when}"


def _judgements(case: Case) -> str:
    found, broken = read_judgements(case.judgements)
    if broken:
        raise ContestedError(f"{broken[0].file}: {broken[0].cause} ({len(broken)} such lines)")
    return f"{len(found):,} in {case.judgements.name}"


def _registries(case: Case) -> str:
    from contested.claims.resources import load_resources

    load_resources(case.actors_file, case.places_file)
    return "this case's own actors and places load"


def _originals(case: Case) -> str:
    with case.database.read() as connection:
        kept = {a.raw_sha256 for a in shelf.list_accounts(connection)}
    missing = [h for h in sorted(kept) if not path_of(case.originals, h).exists()]
    if missing:
        raise ContestedError(f"{len(missing)} missing, such as {missing[0][:12]}")
    return f"{len(kept):,} kept"
