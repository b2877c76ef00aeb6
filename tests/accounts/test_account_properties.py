"""What holds for every input: passages tile the text, and bytes are read or refused."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.accounts.model import Account
from contested.accounts.read import read_account
from contested.accounts.source import Format, source_of
from contested.errors import AccountError

EXAMPLES = int(os.environ.get("CONTESTED_EXAMPLES", "60"))
relaxed = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

LINES = st.sampled_from(
    [
        "The Courier reports: Fighters took the mill on Friday, it said.",
        "He left at dawn. Al Nahr:",
        "Source: River News – by Ann Lee (Mill falls)",
        "HOST: Who won? GUEST: We did. HOST: Ah.",
        "Ann Lee: Who won?",
        "— Stork (@river_stork) 7 April 2016",
        "@river_stork, 7 April 2016",
        "RT @heron: The mill is back. pic.twitter.com/abc",
        "Mill falls to fighters",
        "Advertisement",
        "MARN, Oct 9, 2015 (Nahr News) - Fighters took the mill.",
        "The army denied it. [Continue reading…]",
        "> The miller left.",
        "# Mill falls",
        "- one mill lost",
        "9 October 2015",
        "",
        "  ",
        "Мельница взята.",
    ]
)
TEXTS = st.one_of(
    st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=25).map("\n".join),
    st.text(max_size=300),
)


def tiles(account: Account, markers: str = "") -> None:
    """Passages run in order, apart, inside the text; between them is only space and markers."""
    at = 0
    for passage in account.passages:
        assert at <= passage.start < passage.end <= len(account.text)
        assert not account.text[at : passage.start].strip(markers + " ").strip()
        piece = account.text[passage.start : passage.end]
        assert piece == piece.strip()
        at = passage.end
    assert not account.text[at:].strip(markers + " ").strip()


def voices_exact(account: Account) -> None:
    """Every voice stands verbatim at its offsets."""
    for passage in account.passages:
        for voice in passage.outer:
            assert account.text[voice.start : voice.end] == voice.mention
        if passage.voice is not None:
            assert passage.voice_start is not None
            assert account.text[passage.voice_start : passage.voice_end] == passage.voice


@relaxed
@given(TEXTS, st.booleans())
def test_passages_tile_any_text_and_voices_are_verbatim(text: str, markdown: bool) -> None:
    """Whatever the text, its passages cover it in order with exact offsets."""
    form: Format = "markdown" if markdown else "text"
    try:
        account = read_account(source_of("a.txt", text.encode("utf-8", "replace"), form))
    except AccountError:
        return
    tiles(account, "#>*-+=_.)0123456789\t\r\n" if markdown else "")
    voices_exact(account)
    assert len({passage.id for passage in account.passages}) == len(account.passages)


@relaxed
@given(
    st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("utf-16"))),
    st.sampled_from(["text", "markdown", "html", "pdf", "json"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, form: Format) -> None:
    """No input raises anything but an AccountError, and what is read can be stored as UTF-8."""
    try:
        account = read_account(source_of("a.bin", data, form))
    except AccountError as refused:
        assert str(refused).startswith("a.bin")
        return
    assert account.text.encode("utf-8")
    assert account.passages


@relaxed
@given(TEXTS)
def test_reading_is_a_function(text: str) -> None:
    """The same source gives the same account, always."""
    source = source_of("a.txt", text.encode("utf-8", "replace"))
    try:
        assert read_account(source) == read_account(source)
    except AccountError:
        return
