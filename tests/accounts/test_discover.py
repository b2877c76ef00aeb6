"""Finding accounts: one bad file, row or line never stops the others."""

import io
import json
import os
from pathlib import Path

import pytest

from contested.accounts.discover import discover
from contested.accounts.read import read_account

BODY = "Fighters took the mill at Marn on Friday, a resident said."


def write(folder: Path, **files: str) -> None:
    """Files of some text; ``__`` in a name stands for its dot."""
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def test_manifest_describes_files_and_reports_each_bad_row(tmp_path: Path) -> None:
    """Missing files and bad dates are named by row; the rest is found with its metadata."""
    write(tmp_path, a__txt=BODY, b__txt=f"{BODY} Twice.")
    write(
        tmp_path,
        list__csv="file,publisher,author,date,title,url,language,translator\n"
        "a.txt,The Courier,Ann Lee,2015-10-09,Mill falls,https://c.example/1,en,machine\n"
        "gone.txt,The Courier,,2015-10-09,,,,\n"
        "b.txt,,,2015-13-45,,,,\n"
        ",The Courier,,,,,,\n"
        ",,,,,,,\n",
    )
    sources, refusals = discover([tmp_path / "list.csv"])
    assert [source.file for source in sources] == ["a.txt", "b.txt"]
    first = sources[0].appearance
    assert (first.publisher, first.author, first.translator) == (
        "The Courier",
        "Ann Lee",
        "machine",
    )
    assert (first.date, first.date_basis) == ("2015-10-09", "manifest")
    causes = {refusal.file: refusal.cause for refusal in refusals}
    assert causes["list.csv:3 (gone.txt)"] == "no such file"
    assert "2015-13-45" in causes["list.csv:4 (b.txt)"]
    assert causes["list.csv:5"] == "names no file"
    assert len(refusals) == 3
    account = read_account(sources[1])
    assert account.date is None
    assert any("2015-13-45" in note for note in account.notes)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_manifest_in_any_encoding_and_with_semicolons(tmp_path: Path, encoding: str) -> None:
    """Spreadsheets export with marks, semicolons and their own encodings."""
    write(tmp_path, a__txt=BODY)
    row = "File;Publisher;Date\na.txt;L’Écho;9 October 2015\n"
    (tmp_path / "list.csv").write_bytes(row.encode(encoding))
    (source,), refusals = discover([tmp_path / "list.csv"])
    assert (source.appearance.publisher, source.appearance.date) == ("L’Écho", "2015-10-09")
    assert all("guess" in refusal.cause for refusal in refusals)


def test_json_lines_are_one_account_each(tmp_path: Path) -> None:
    """Each line is known by its id, or its number; broken ones are refused alone."""
    lines = [
        json.dumps({"id": "x-1", "publisher": "The Courier", "date": "2015-10-09", "text": BODY}),
        "{broken",
        json.dumps({"text": f"{BODY} Again."}),
        json.dumps({"id": "x-4", "date": "soon", "text": f"{BODY} And again."}),
        json.dumps({"id": "x-5", "text": " "}),
        "",
    ]
    (tmp_path / "all.jsonl").write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode())
    sources, refusals = discover([tmp_path / "all.jsonl"])
    assert [s.file for s in sources] == ["all.jsonl#x-1", "all.jsonl#3", "all.jsonl#x-4"]
    assert [r.file for r in refusals] == ["all.jsonl#2", "all.jsonl#x-4", "all.jsonl#x-5"]
    account = read_account(sources[0])
    assert (account.text, account.first.publisher, account.date) == (
        *(BODY, "The Courier", "2015-10-09"),
    )


def test_folder_is_read_deeply_and_manifest_files_only_once(tmp_path: Path) -> None:
    """Formats that cannot be read are named; hidden files are left alone."""
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    write(
        tmp_path, a__txt=BODY, b__md=BODY, c__jpg="x", list__csv="file,publisher\na.txt,Courier\n"
    )
    write(tmp_path / "deep" / "er", d__html=BODY)
    write(tmp_path / ".hidden", e__txt=BODY)
    sources, refusals = discover([tmp_path])
    assert sorted(s.file for s in sources) == ["a.txt", "b.md", "deep/er/d.html"]
    assert next(s for s in sources if s.file == "a.txt").appearance.publisher == "Courier"
    assert [r.file for r in refusals] == ["c.jpg"]


def test_one_bad_path_does_not_stop_the_others(tmp_path: Path) -> None:
    """Missing paths, empty folders and tables that are no manifests are refused by name."""
    (tmp_path / "empty").mkdir()
    write(tmp_path, a__txt=BODY, table__csv="x,y\n1,2\n", none__jsonl="", blank__csv="")
    names = ["gone.txt", "empty", "table.csv", "none.jsonl", "blank.csv", "a.txt"]
    sources, refusals = discover([tmp_path / name for name in names])
    assert [source.file for source in sources] == ["a.txt"]
    assert len(refusals) == 5


def test_standard_input_is_one_account() -> None:
    """ "-" reads plain text or a page; nothing on it is refused."""
    (source,), _ = discover(["-"], io.BytesIO(BODY.encode()))
    assert (source.file, read_account(source).text) == ("stdin", BODY)
    (page,), _ = discover(["-"], io.BytesIO(b"<!DOCTYPE html><p>x"))
    assert page.format == "html"
    assert discover(["-"], io.BytesIO(b""))[1][0].cause.endswith("empty")
    assert discover(["-"])[1][0].file == "-"


def test_same_path_twice_is_one_source(tmp_path: Path) -> None:
    """Naming a file twice, or a file and its folder, adds it once."""
    write(tmp_path, a__txt=BODY)
    sources, _ = discover([tmp_path / "a.txt", tmp_path / "a.txt", tmp_path])
    assert len(sources) == 1


def test_a_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 stand as escapes, and the file is read."""
    odd = os.fsencode(tmp_path) + b"/bad\xff.txt"
    with open(odd, "w") as handle:
        handle.write(BODY)
    sources, refusals = discover([tmp_path])
    assert [s.file for s in sources] == ["bad\\xff.txt"] and not refusals
    assert read_account(sources[0]).text == BODY


def test_a_closed_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies below it is not passed over in silence."""
    write(tmp_path, a__txt=BODY)
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    sources, refusals = discover([tmp_path])
    assert [s.file for s in sources] == ["a.txt"]
    assert [r.cause for r in refusals] == ["cannot be opened (Permission denied)"]


def test_an_empty_name_is_not_the_current_folder() -> None:
    """As when a variable of the shell is unset."""
    assert discover([""])[1][0].cause == "an empty name"


def test_half_characters_of_json_are_replaced(tmp_path: Path) -> None:
    """An escape that no text can hold does not stop the line."""
    write(tmp_path, odd__jsonl='{"id": "x\\ud800", "text": "Fighters took \\udfff Marn."}\n')
    (source,), refusals = discover([tmp_path / "odd.jsonl"])
    assert source.file == "odd.jsonl#x\ufffd" and not refusals
    assert read_account(source).text == "Fighters took \ufffd Marn."
