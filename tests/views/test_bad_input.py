"""Bad input end to end: a clear message each, nothing lost, the rest done, a non-zero exit.

Reading is real; the encoder and the extractor are stand-ins, so that this runs in seconds.
"""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casework import FIRST
from contested.accounts.model import Account
from contested.accounts.read import read_account
from contested.accounts.source import SourceFile
from contested.ids import sha256_hex
from contested.store.case import open_case
from contested.store.originals import fetch
from contested.views import adding

Go = Callable[..., tuple[int, str, str]]

PAGE_WITHOUT_TEXT = b"<!doctype html><html><head><title></title></head><body><img></body></html>"
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "empty.html": (b"", "empty"),
    "empty.jsonl": (b"", "empty"),
    "blob.txt": (bytes(range(256)) * 40, "binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, "PNG"),
    "broken.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "PDF"),
    "not.pdf": (b"this is no PDF at all", "PDF"),
    "page.html": (PAGE_WITHOUT_TEXT, "text"),
    "lines.jsonl": (b'{"id": 1, "text": \n', "JSON"),
    "table.csv": (b"a,b\n1,2\n", "manifest"),
    "sheet.xlsx": (b"PK\x03\x04", "format"),
}


@pytest.fixture
def go(command: Go) -> Go:
    """A new case in ``C`` and a way to run commands on it."""

    assert command("new")[0] == 0
    return command


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder that holds one good account."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(FIRST)
    return folder


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_cause_and_the_rest_is_done(
    go: Go, inbox: Path, name: str
) -> None:
    """One line on standard error, exit code 1, and the good account builds."""
    data, cause = BAD[name]
    (inbox / name).write_bytes(data)
    code, _, err = go("add", str(inbox))
    assert code == 1
    (line,) = err.strip().splitlines()
    assert name in line and cause.lower() in line.lower() and "Traceback" not in line
    code, out, _ = go("build")
    assert code == 0 and "2 claims from 1 account" in out
    assert name in out, "build lists what could not be read"


def test_all_bad_files_at_once(go: Go, inbox: Path, tmp_path: Path) -> None:
    """Every one is refused, the bytes of those that were opened are kept, the good one is read."""
    for name, (data, _) in BAD.items():
        (inbox / name).write_bytes(data)
    code, out, _ = go("add", str(inbox))
    assert code == 1 and f"{len(BAD) + 1} files: 1 new, {len(BAD)} not read" in out
    case = open_case(tmp_path / "C")
    for name in ("blob.txt", "broken.pdf", "page.html"):
        digest = sha256_hex(BAD[name][0])
        assert fetch(case.originals, digest) == BAD[name][0]
    listed = json.loads(go("accounts", "--json")[1])
    assert len(listed["accounts"]) == 1 and len(listed["refused"]) == len(BAD)
    assert go("remove", "blob.txt")[0] == 0
    assert len(json.loads(go("accounts", "--json")[1])["refused"]) == len(BAD) - 1


def test_fifty_megabytes_are_kept_and_skipped_in_a_moment(go: Go, inbox: Path) -> None:
    """The message gives size, limit and what to do; build says it again and exits with 1."""
    big = inbox / "big.txt"
    with big.open("wb") as handle:
        for _ in range(50):
            handle.write(b"Guards took Sarin.\n" * 52_632)
    code, _, err = go("add", str(inbox))
    assert code == 1 and "big.txt" in err and "50.0 MB" in err and "--limit-mb" in err
    code, out, _ = go("build")
    assert code == 1
    assert "2 claims from 1 account" in out and "Skipped: 1" in out and "big.txt" in out
    assert go("build", "--limit-mb", "0")[0] == 1


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16", "Fighters took Márn.\n"),
        ("utf-8-sig", "Fighters took Márn.\n"),
        ("cp1252", "Fighters took Márn – “all of it”, said a naïve élève of the café.\n" * 5),
        ("cp1256", "قال ناشطون إن المقاتلين سيطروا على القرية. Fighters took Marn.\n" * 9),
        ("koi8-r", "Боевики заняли село, сообщили жители. Fighters took Marn.\n" * 9),
    ],
)  # fmt: skip
def test_any_encoding_is_read_and_a_guess_is_noted(
    go: Go, inbox: Path, encoding: str, text: str
) -> None:
    """Text in a declared or detectable encoding never fails; what was guessed is said."""
    (inbox / "other.txt").write_bytes(text.encode(encoding))
    code, out, _ = go("add", str(inbox / "other.txt"))
    assert code == 0
    assert ("guess" in out) == (encoding not in ("utf-16", "utf-8-sig"))


def test_a_broken_byte_is_noted_and_the_text_is_read(go: Go, inbox: Path) -> None:
    """One wrong byte in UTF-8 costs one character, not the account."""
    (inbox / "odd.txt").write_bytes(b"Fighters took M\xe1rn on Friday. " + FIRST.encode())
    code, out, _ = go("add", str(inbox / "odd.txt"))
    assert code == 0 and "note:" in out


def test_a_manifest_with_missing_files_and_bad_dates(go: Go, inbox: Path) -> None:
    """Missing files are named by row, a bad date is noted, and the good rows are read."""
    (inbox / "late.txt").write_text("Guards took Sarin.\n")
    (inbox / "m.csv").write_text(
        "file,publisher,date\ngood.txt,P,2015-10-09\nlate.txt,P,30 Feb\ngone.txt,P,2015-10-01\n,,\n"
    )
    code, out, err = go("add", str(inbox / "m.csv"))
    assert code == 1
    assert "m.csv:4" in err and "gone.txt" in err and "no such file" in err
    assert "30 Feb" in out and "2 new, 1 not read" in out
    _, out, _ = go("build")
    assert "Without a date: 1 account (late.txt)" in out and "gone.txt" in out
    (inbox / "gone.txt").write_text("Troops took Tell.\n")
    (inbox / "m.csv").write_text("file,publisher,date\ngone.txt,P,2015-10-01\n")
    assert go("add", str(inbox / "m.csv"))[0] == 0
    assert "gone.txt" not in go("build")[1], "what was mended is no longer listed"


def test_a_bad_date_alone_is_a_failure_too(go: Go, inbox: Path) -> None:
    """The account is read, and the exit code says that the manifest needs a look."""
    (inbox / "m.csv").write_text("file,date\ngood.txt,yesterday\n")
    code, out, _ = go("add", str(inbox / "m.csv"))
    assert code == 1 and "yesterday" in out and "1 new" in out


def test_nothing_to_add_is_an_error(go: Go, tmp_path: Path) -> None:
    """A path that is not there, an empty folder, an empty standard input."""
    (tmp_path / "void").mkdir()
    for path in ("void", "none.txt"):
        code, _, err = go("add", str(tmp_path / path))
        assert code == 1 and err.strip()
    assert "none.txt" not in go("build")[1], "a slip of the keyboard is not part of the case"


def test_standard_input_is_an_account(go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` reads it; an empty one is refused."""
    for data, code in ((FIRST.encode(), 0), (b"", 1)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert go("add", "-", "--publisher", "P")[0] == code
    listed = json.loads(go("accounts", "--json")[1])
    assert [a["appearances"][0]["publisher"] for a in listed["accounts"]] == ["P"]
    assert listed["refused"] == []


def test_a_build_of_an_empty_case_is_no_error(go: Go) -> None:
    """There is simply nothing yet."""
    code, out, _ = go("build")
    assert code == 0 and "0 claims from 0 accounts" in out
    assert "Run build" not in go("brief")[1]


_SLOW = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background shell ignores it
from casework import annotate, fake_stages
from contested.views import building, cli
def slow(account, encoder):
    if account.first.file == "zz.txt":
        print("in the middle", flush=True)
        time.sleep(60)
    return annotate(account)
building.stages = lambda case: fake_stages(slow)
sys.exit(cli.run(sys.argv[1:]))
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_killed_build_loses_nothing(
    go: Go, inbox: Path, tmp_path: Path, how: signal.Signals
) -> None:
    """The old record stays, the next build goes on without a lock to remove by hand."""
    go("add", str(inbox))
    go("build")
    (inbox / "zz.txt").write_text("Guards took Sarin.\n")
    go("add", str(inbox))
    child = subprocess.Popen(
        [sys.executable, "-c", _SLOW, "-C", str(tmp_path / "C"), "build"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    assert child.stdout is not None and child.stdout.readline().strip() == b"in the middle"
    assert "another build is running" in go("build")[2]
    os.kill(child.pid, how)
    _, errors = child.communicate()
    assert child.returncode != 0 and b"Traceback" not in errors
    assert json.loads(go("claims", "--json")[1])["total"] == 2
    code, out, _ = go("build")
    assert code == 0 and "3 claims from 2 accounts" in out and "1 unchanged" in out


def test_a_reader_that_breaks_stops_nothing(
    go: Go, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error nobody foresaw is that file's refusal; the others are read."""

    def breaks(source: SourceFile, limit: int) -> Account:
        if source.file == "bad.txt":
            raise RuntimeError("deep inside")
        return read_account(source, limit)

    monkeypatch.setattr(adding, "read_account", breaks)
    (inbox / "bad.txt").write_text("Army units took Dayr.")
    code, out, err = go("add", str(inbox))
    assert code == 1 and "bad.txt: reading it failed" in err and "deep inside" in err
    assert "1 new, 1 not read" in out


def test_a_bad_date_is_told_each_time(go: Go, inbox: Path) -> None:
    """Also when the account is in the case already: exit code 1 never comes without a cause."""
    go("add", str(inbox / "good.txt"))
    (inbox / "list.csv").write_text("file,date\ngood.txt,2015-13-45\n")
    for _ in range(2):
        code, out, _ = go("add", str(inbox / "list.csv"))
        assert code == 1 and "2015-13-45" in out


def test_numbers_and_periods_out_of_range_are_wrong_usage(go: Go) -> None:
    """No overflow, no NaN among coordinates, no period that ends before it begins."""
    for words in (
        ("claims", "--limit", "9" * 20),
        ("export", "claims", "--coarsen", "inf"),
        ("claims", "--since", "2016", "--until", "2014"),
    ):
        assert go(*words)[0] == 2


def test_an_error_of_the_system_is_no_internal_error(
    go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is called so."""

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(adding, "accounts", full)
    code, _, err = go("accounts")
    assert code == 1 and err == "contested: output: No space left on device\n"


def test_export_follows_links_and_never_replaces_a_device(go: Go, tmp_path: Path) -> None:
    """``-o /dev/stdout`` or a link writes where it leads; what was there stays what it is."""
    link, real, pipe = (tmp_path / name for name in ("link", "real.jsonl", "pipe"))
    link.symlink_to(real)
    assert go("export", "claims", "-o", str(link))[0] == 0
    assert link.is_symlink() and real.is_file()
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert go("export", "claims", "-o", str(pipe))[0] == 0
    os.close(reader)
    assert pipe.is_fifo() and not (tmp_path / "pipe.part").exists()
