"""Reading: every encoding and format, dates with their basis, clear refusals, nothing lost."""

import json
from pathlib import Path

import pytest
from account_reading import kinds, of, read

from contested.accounts.read import merge_appearances, read_account
from contested.accounts.source import source_of
from contested.errors import AccountError, TooLarge, UnreadableFile

BODY = "Fighters took the mill at Marn on Friday, a resident said. The army denied it – twice."
CYRILLIC = "Бойцы заняли мельницу в пятницу, сообщил житель. Армия это отрицает. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_in_any_encoding_is_the_same_text(encoding: str) -> None:
    """Marks of byte order are no part of the text."""
    assert read(BODY.encode(encoding)).text == BODY


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_recognised(encoding: str) -> None:
    """Every other byte being zero gives it away; it is not taken for binary data."""
    assert read(BODY.encode(encoding)).text == BODY


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_guessed_encoding_is_noted(encoding: str) -> None:
    """Cyrillic bytes that declare nothing are read, and the guess is on record."""
    account = read((CYRILLIC * 8).encode(encoding))
    assert account.text == CYRILLIC * 8
    assert any("a guess" in note for note in account.notes)


def test_broken_characters_are_counted_not_fatal() -> None:
    """A few damaged bytes in UTF-8 cost a note, not the account."""
    account = read(("Die Mühle fiel. " * 300).encode() + b"\xff. The end came on Friday.")
    assert any("1 broken" in note for note in account.notes)


@pytest.mark.parametrize(
    ("data", "form", "cause"),
    [
        (b"", "text", "empty"),
        (b" \n\t\r\n", "text", "empty"),
        (bytes(range(256)) * 40, "text", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "text", "PNG image"),
        (b"PK\x03\x04rest", "text", "zip"),
        (b"%PDF-1.4\nbroken", "pdf", "broken"),
        (b"not a pdf", "pdf", "broken"),
        (b"", "html", "empty"),
        (b"<html><body><script>x()</script><div id='app'></div></body></html>", "html", "text"),
        (b"<html><body><a href='/'>Home</a></body></html>", "html", "text"),
        (b'{"id": "1"}', "json", "no text"),
        (b"{broken", "json", "not valid JSON"),
        (b"[1]", "json", "not a JSON object"),
    ],
)
def test_unreadable_files_say_why(data: bytes, form: str, cause: str) -> None:
    """Each refusal names the file and a cause a person can act on."""
    with pytest.raises(UnreadableFile, match=cause) as refused:
        read(data, form)  # type: ignore[arg-type]
    assert "story." in str(refused.value)


def test_text_over_the_limit_is_too_large_and_says_both_sizes() -> None:
    """Fifty megabytes are refused at once; the limit is the caller's to set."""
    with pytest.raises(TooLarge, match=r"50\.0 MB.*5\.0 MB"):
        read(b"word " * 10_000_000)
    with pytest.raises(TooLarge):
        read_account(source_of("a.txt", BODY.encode()), limit=20)
    assert read_account(source_of("a.txt", BODY.encode()), limit=200).text == BODY


PAGE = """<html lang="en"><head><title>Mill falls | The Courier</title>
<meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2015-10-09T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Mill falls</h1>
<p>Fighters took the mill at Marn on Friday, a resident said. The army denied it and sent a man
with a drum to say so in the square.</p>
<p>The River Times reports:</p>
<blockquote><p>The miller left at dawn with his mule.</p></blockquote>
<p>Nobody has seen him since, and the bakers are worried about their flour and their trade.</p>
<blockquote class="twitter-tweet"><p>The road is cut.</p>&mdash; North (@northw)
<a href="https://t.example/1">April 7, 2016</a></blockquote>
<p>That is all that is known of the matter, and it may remain so for quite some time.</p>
</article><footer>Copyright The Courier</footer></body></html>"""


def test_page_gives_text_metadata_quotes_and_posts() -> None:
    """Title, outlet and date come from the page; quotes and posts keep their own voices."""
    account = read(PAGE, "html")
    met = account.first
    assert (met.publisher, met.title) == ("The Courier", "Mill falls")
    assert (met.date, met.date_basis) == ("2015-10-09", "page")
    assert kinds(account)[0] == ("title", "Mill falls")
    assert of(account, "mule").voice == "The River Times"
    assert of(account, "road is cut").voice == "@northw"
    assert of(account, "bakers").kind == "body"
    assert "Home" not in account.text


def test_page_in_a_declared_encoding_is_read_in_it() -> None:
    """The page's own word on its encoding is taken."""
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("mule", "mułe")
    assert "mułe" in read(page.encode("iso-8859-2"), "html").text


def pdf(lines: list[str]) -> bytes:
    """A one-page PDF of some lines, made by hand."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {shown} ET".encode()
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    tail = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + head + tail


def test_pdf_lines_are_joined_into_paragraphs() -> None:
    """Lines wrapped by the page's width become sentences again, with split words whole."""
    account = read(
        pdf(
            [
                "Mill falls",
                "Fighters took the mill at Marn on Friday, a resi-",
                "dent said, and the army denied it in the evening",
                "of the same day.",
            ]
        ),
        "pdf",
    )
    assert kinds(account) == [
        ("title", "Mill falls"),
        (
            "body",
            "Fighters took the mill at Marn on Friday, a resident said, and the army denied it "
            "in the evening of the same day.",
        ),
    ]


def test_pdf_without_text_says_so() -> None:
    """A scan is refused with a hint, not read as an empty account."""
    with pytest.raises(UnreadableFile, match="PDF without text"):
        read(pdf([]), "pdf")


def test_markdown_front_matter_is_metadata() -> None:
    """Fields between dashes describe the account and are not its text."""
    text = f"---\ntitle: Mill falls\ndate: 2015-10-09\n---\n# Mill falls\n\n{BODY}\n"
    account = read(text, "markdown")
    assert (account.first.title, account.date) == ("Mill falls", "2015-10-09")
    assert [kind for kind, _ in kinds(account)] == ["boilerplate", "title", "body"]
    assert account.text == text


def test_json_text_is_frozen_as_it_stands() -> None:
    """Offsets index the field ``text``; what cannot be stored is replaced one for one."""
    line = json.dumps({"id": 1, "text": f"{BODY}\ud800\r\n{BODY}"})
    account = read(line, "json")
    assert account.text == f"{BODY}\ufffd\r\n{BODY}"
    assert any("replaced" in note for note in account.notes)


@pytest.mark.parametrize(
    ("top", "date", "basis"),
    [
        ("9 October 2015", "2015-10-09", "text"),
        ("Posted on October 9, 2015 by Ann Lee", "2015-10-09", "text"),
        ("The Courier | Marn | 9 Oct 2015", "2015-10-09", "text"),
        ("Published: 13/10/2015 10:20", "2015-10-13", "text"),
        ("Published: 03/10/2015", None, "none"),
        ("October 2015", None, "none"),
    ],
)
def test_date_in_the_text_is_taken_only_when_full_and_unambiguous(
    top: str, date: str | None, basis: str
) -> None:
    """A byline's full date dates the account; two readings of one date date nothing."""
    met = read(f"Mill falls at dawn\n\n{top}\n\n{BODY}").first
    assert (met.date, met.date_basis) == (date, basis)


def test_account_without_a_date_says_so() -> None:
    """Abstaining is noted, never silent; dates in running text are no publication date."""
    account = read(f"Mill falls\n\n{BODY} It had stood since 4 May 1802.")
    assert (account.date, account.first.date_basis) == (None, "none")
    assert any("no publication date" in note for note in account.notes)


def test_manifest_date_wins_over_page_and_text() -> None:
    """What a person wrote down about the account goes before what the page claims."""
    met = read(PAGE, "html", date="2015-10-10", date_basis="manifest").first
    assert (met.date, met.date_basis) == ("2015-10-10", "manifest")


def test_same_text_elsewhere_is_a_second_appearance() -> None:
    """One account, two publishers; adding the same again changes nothing."""
    one, two = read(BODY, publisher="A"), read(BODY, publisher="B")
    both = merge_appearances(one, two)
    assert [met.publisher for met in both.appearances] == ["A", "B"]
    assert merge_appearances(both, two) == both
    assert (both.id, both.passages) == (one.id, one.passages)
    with pytest.raises(ValueError, match="different texts"):
        merge_appearances(one, read(f"{BODY} Again."))


def test_path_that_cannot_be_opened_is_an_account_error(tmp_path: Path) -> None:
    """A file that went away between finding and reading is refused like any other."""
    source = source_of("gone.txt", b"")
    with pytest.raises(AccountError, match="cannot be opened"):
        read_account(type(source)("gone.txt", tmp_path / "gone.txt", "text", source.appearance))
