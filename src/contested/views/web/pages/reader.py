"""The accounts of the case, and one of them with its claims in place."""

from functools import partial
from typing import Any

from contested.store import rows, shelf
from contested.store.rows import ClaimFilter
from contested.views.web.marking import blocks
from contested.views.web.pages.paging import part
from contested.views.web.reading import Look


def accounts(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Every account with its publisher, date and length."""
    voice, listed = look.voice, look.accounts
    counts = look.kept("counts by account", lambda: rows.claims_by_account(look.connection))
    if voice:
        made = partial(rows.claims_by_account, look.connection, voice.claims)
        counts = look.kept(("counts by account", voice.label), made)
        listed = tuple(a for a in listed if a.id in counts)
    some, pages = part(listed, asked)
    return {"title": "Accounts", "rows": [(a, counts.get(a.id, 0)) for a in some], **pages}


def reader(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """One account's text, each passage cut at the edges of its claims."""
    account = shelf.load_account(look.connection, asked["id"])
    read = rows.iter_claims(look.connection, ClaimFilter(account=account.id))
    every = [look.now(c) for c in read]
    claims = [c for c in every if look.voice is None or c.id in look.voice.claims]
    told = look.told(claims)
    first = account.first
    return {
        "title": first.title or first.file,
        "account": account,
        "by": ", ".join(filter(None, (first.publisher, first.author))),
        "blocks": blocks(account, claims),
        "claims": told,
        "left_out": len(every) - len(claims),
    }
