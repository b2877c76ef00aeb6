"""A case folder opens, refuses and recovers with words that say what to do."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from contested.errors import CaseError, NotFound
from contested.store import originals
from contested.store.case import create_case, open_case
from contested.store.lock import build_lock
from contested.store.migrations import VERSION


def test_a_new_case_has_every_part(tmp_path: Path) -> None:
    """Settings, database, originals and an empty file of judgements."""
    case = create_case(tmp_path / "C", "Northern front")
    assert open_case(case.root).name == "Northern front"
    assert case.judgements.read_text() == ""
    assert case.originals.is_dir() and case.database.path.is_file()


def test_a_case_is_not_made_over_another(tmp_path: Path) -> None:
    """``new`` never replaces what is there."""
    create_case(tmp_path)
    with pytest.raises(CaseError, match="already a case"):
        create_case(tmp_path)


def test_an_odd_name_is_kept(tmp_path: Path) -> None:
    """Quotes, backslashes and other scripts in a name survive the settings file."""
    assert create_case(tmp_path / "C", 'a "b" \\ حلب').name == 'a "b" \\ حلب'


def test_a_folder_without_a_case_says_how_to_make_one(tmp_path: Path) -> None:
    """The message holds the command."""
    with pytest.raises(CaseError, match="contested new"):
        open_case(tmp_path)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("format = 99", "Update contested"),
        ("limit_mb = 0", "limit_mb"),
        ("limit_mb = true", "limit_mb"),
        ("not toml", "cannot be read"),
    ],
)
def test_broken_settings_are_named(tmp_path: Path, settings: str, words: str) -> None:
    """A message names the file and what is wrong in it."""
    create_case(tmp_path)
    (tmp_path / "case.toml").write_text(settings)
    with pytest.raises(CaseError, match=words):
        open_case(tmp_path)


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """It is refused with the version that wrote it, not changed."""
    case = create_case(tmp_path)
    with case.database.write() as connection:
        connection.execute(text(f"INSERT INTO schema_version VALUES ({VERSION + 1}, '9.9')"))
    with pytest.raises(CaseError, match=r"contested 9\.9"):
        open_case(tmp_path)


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    """The message says that the originals are safe."""
    create_case(tmp_path)
    for left in tmp_path.glob("case.db*"):
        left.unlink()
    (tmp_path / "case.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(CaseError, match="originals are untouched"):
        open_case(tmp_path)


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    """All of a transaction or none of it."""
    case = create_case(tmp_path)
    with pytest.raises(RuntimeError), case.database.write() as connection:
        connection.execute(text("INSERT INTO refusal (file, cause) VALUES ('f', 'c')"))
        raise RuntimeError
    with case.database.read() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM refusal")).scalar() == 0


def test_readers_see_the_old_record_while_a_writer_works(tmp_path: Path) -> None:
    """A reader neither waits nor sees half of what is being written."""
    case = create_case(tmp_path)
    with case.database.write() as writer:
        writer.execute(text("INSERT INTO refusal (file, cause) VALUES ('f', 'c')"))
        with case.database.read() as reader:
            assert reader.execute(text("SELECT COUNT(*) FROM refusal")).scalar() == 0


def test_originals_are_written_once_and_read_only(tmp_path: Path) -> None:
    """The same bytes are one file that no one may write to."""
    digest = originals.keep(tmp_path, b"as it came")
    before = originals.path_of(tmp_path, digest).stat().st_mtime_ns
    assert originals.keep(tmp_path, b"as it came") == digest
    path = originals.path_of(tmp_path, digest)
    assert path.stat().st_mtime_ns == before
    assert not path.stat().st_mode & 0o222
    assert originals.fetch(tmp_path, digest) == b"as it came"
    with pytest.raises(NotFound):
        originals.fetch(tmp_path, "0" * 64)


_HOLD = """
import sys, time
from pathlib import Path
from contested.store.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_only_one_build_at_a_time_and_a_dead_one_is_taken_over(tmp_path: Path) -> None:
    """The second build names the process that runs; when that is killed, its lock is free."""
    case = create_case(tmp_path)
    lock = str(case.root / "build.lock")
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, lock],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline().strip() == b"held"
        with pytest.raises(CaseError, match=str(holder.pid)), case.building():
            pass
    finally:
        holder.kill()
        holder.wait()
    with case.building():
        assert Path(lock).read_text().strip() == str(os.getpid())


def test_the_database_survives_being_opened_by_plain_sqlite(tmp_path: Path) -> None:
    """Anyone can read a case with the sqlite3 tool."""
    case = create_case(tmp_path)
    with sqlite3.connect(case.database.path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


@pytest.mark.parametrize("name", ["wh?t", "100%20", "a#b", "a b", "ñ[x]", "-c"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    """The database lies in the case's own folder, whatever signs its name has."""
    case = create_case(tmp_path / name)
    assert case.database.path.is_file()
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_sealed_case_is_read_but_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody may write, reading works and leaves no file; writing says what is wrong."""
    root = tmp_path / "50%?"
    create_case(root)
    before = sorted(p.name for p in root.iterdir())
    monkeypatch.setattr("contested.store.database._sealed", lambda path: True)
    case = open_case(root)
    with case.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM claim")).scalar() == 0
    assert sorted(p.name for p in root.iterdir()) == before
    with (
        pytest.raises(CaseError, match="check that you may write"),
        case.database.write() as connection,
    ):
        connection.execute(text("DELETE FROM claim"))


def test_a_build_lock_that_cannot_be_taken_is_named(tmp_path: Path) -> None:
    """A folder that is not there or may not be written to gives one clear error."""
    with (
        pytest.raises(CaseError, match=r"build\.lock: cannot be opened"),
        build_lock(tmp_path / "gone" / "build.lock"),
    ):
        pass
