"""Short ways to read a text in tests and to look at what became of it."""

from dataclasses import replace
from typing import Any

from contested.accounts.model import Account, Passage
from contested.accounts.read import read_account
from contested.accounts.source import Format, source_of


def read(text: str | bytes, form: Format = "text", **known: Any) -> Account:
    """The account of ``text``, with appearance fields given by name."""
    data = text.encode() if isinstance(text, str) else text
    source = source_of(f"story.{form}", data, form)
    return read_account(replace(source, appearance=replace(source.appearance, **known)))


def kinds(account: Account) -> list[tuple[str, str]]:
    """Kind and words of every passage."""
    return [(p.kind, account.text[p.start : p.end]) for p in account.passages]


def of(account: Account, words: str) -> Passage:
    """The one passage that holds ``words``."""
    (found,) = [p for p in account.passages if words in account.text[p.start : p.end]]
    return found


def chain(passage: Passage) -> list[str | None]:
    """Names of the voices of a passage, outermost first."""
    return [*(voice.mention for voice in passage.outer), passage.voice]
