"""One file to one account: frozen text, passages, date and what could not be done."""

from dataclasses import replace

from contested.accounts.blocks import Extracted
from contested.accounts.dateline import full_dates
from contested.accounts.formats import LIMIT, extract
from contested.accounts.language import account_language
from contested.accounts.model import Account, Appearance, Passage
from contested.accounts.passages import split_passages
from contested.accounts.source import SourceFile
from contested.errors import UnreadableFile
from contested.ids import account_id, sha256_hex

_TOP = 6  # passages from the top in which a byline or dateline may give the date


def read_account(source: SourceFile, limit: int = LIMIT) -> Account:
    """Read one account; its text is frozen here and all offsets index it.

    ``limit`` is in bytes of UTF-8 text. Raises UnreadableFile (broken, binary, encrypted, empty)
    or TooLarge. The same source always gives the same account.
    """
    extracted = extract(source, limit)
    known = _with_page(source.appearance, extracted)
    paragraphs = (extracted.text[block.start : block.end] for block in extracted.blocks)
    language = account_language(paragraphs, known.language)
    identity = account_id(extracted.text)
    passages = split_passages(extracted, identity, known, language)
    if source.format == "html" and all(p.kind in ("boilerplate", "byline") for p in passages):
        raise UnreadableFile(f"{source.file}: HTML without text, only links and page furniture")
    dated = _with_text_date(known, extracted.text, passages)
    return Account(
        id=identity,
        text=extracted.text,
        raw_sha256=sha256_hex(source.data),
        extractor=extracted.extractor,
        passages=passages,
        appearances=(dated,),
        language=language,
        notes=(*source.notes, *extracted.notes, *_notes(dated, passages)),
    )


def merge_appearances(account: Account, other: Account) -> Account:
    """``account`` with the places where ``other`` appeared too, each kept once, in order.

    The same text under another publisher or address is a second appearance of one account, not a
    second account. Raises ValueError when the texts differ.
    """
    if account.id != other.id:
        raise ValueError(f"{account.id} and {other.id} are different texts")
    seen = dict.fromkeys((*account.appearances, *other.appearances))
    notes = dict.fromkeys((*account.notes, *other.notes))
    return replace(account, appearances=tuple(seen), notes=tuple(notes))


def _with_page(appearance: Appearance, extracted: Extracted) -> Appearance:
    """Fill what the manifest left open from the page's own metadata."""
    page = extracted.page
    filled = replace(
        appearance,
        title=appearance.title or page.title,
        author=appearance.author or page.author,
        publisher=appearance.publisher or page.publisher,
        url=appearance.url or page.url,
        language=appearance.language or page.language,
    )
    if appearance.date is None and page.date is not None:
        filled = replace(filled, date=page.date, date_basis="page")
    return filled


def _with_text_date(appearance: Appearance, text: str, passages: tuple[Passage, ...]) -> Appearance:
    """The one full date of the bylines at the top, when nothing else dates the account."""
    if appearance.date is not None:
        return appearance
    live = [p for p in passages if p.kind != "boilerplate"][:_TOP]
    stamps = [text[p.start : p.end] for p in live if p.kind == "byline" and not p.date]
    dates = {iso for stamp in stamps for _, _, iso in full_dates(stamp)}
    if len(dates) != 1:
        return appearance
    return replace(appearance, date=dates.pop(), date_basis="text")


def _notes(appearance: Appearance, passages: tuple[Passage, ...]) -> tuple[str, ...]:
    notes = []
    if appearance.date is None:
        notes.append("no publication date: none in the manifest, the page or the text")
    foreign = [p for p in passages if not p.readable and p.kind != "boilerplate"]
    if foreign:
        languages = ", ".join(sorted({p.language for p in foreign}))
        count = "1 passage" if len(foreign) == 1 else f"{len(foreign)} passages"
        notes.append(f"{count} in {languages} kept but not read: the encoder reads English")
    return tuple(notes)
