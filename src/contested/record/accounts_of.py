"""What the record needs of an account: its text, who published it and when."""

from collections.abc import Iterable
from dataclasses import dataclass

from contested.accounts.model import Account


@dataclass(frozen=True, slots=True)
class AccountText:
    """An account without its passages.

    ``text`` is the frozen text that claims' offsets index; ``date`` ISO or None; ``barred`` are
    half-open stretches that nobody wrote for this account (boilerplate), sorted. ``publishers``
    are all under whom the same text appeared, the first one first.
    """

    id: str
    text: str
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    file: str = ""
    barred: tuple[tuple[int, int], ...] = ()
    publishers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What to call it: its publisher, else its author, else its file, else its id."""
        return self.publisher or self.author or self.file or self.id


def accounts_of(accounts: Iterable[Account]) -> dict[str, AccountText]:
    """The accounts by id, as ``find_incidents`` takes them."""
    return {a.id: account_text(a) for a in accounts}


def account_text(account: Account) -> AccountText:
    """One account without its passages."""
    first = account.first
    publishers = (a.publisher for a in account.appearances if a.publisher)
    return AccountText(
        account.id,
        account.text,
        account.date,
        first.publisher,
        first.author,
        first.file,
        tuple((p.start, p.end) for p in account.passages if p.kind == "boilerplate"),
        tuple(dict.fromkeys(publishers)),
    )
