"""The accounts of the case, and one of them with its claims in place."""

from typing import Any

from contested.store import rows, shelf
from contested.store.rows import ClaimFilter
from contested.views.web.marking import blocks
from contested.views.web.pages.paging import part
from contested.views.web.reading import Look


def accounts(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Every account with its publisher, date and length."""
    counts = look.kept("counts by account", lambda: rows.claims_by_account(look.connection))
    listed, pages = part(look.accounts(), asked)
    return {"title": "Accounts", "rows": [(a, counts.get(a.id, 0)) for a in listed], **pages}


def reader(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """One account's text, each passage cut at the edges of its claims."""
    account = shelf.load_account(look.connection, asked["id"])
    read = rows.iter_claims(look.connection, ClaimFilter(account=account.id))
    claims = [look.now(c) for c in read]
    told = look.told(claims)
    first = account.first
    return {
        "title": first.title or first.file,
        "account": account,
        "by": ", ".join(filter(None, (first.publisher, first.author))),
        "blocks": blocks(account, claims),
        "claims": told,
    }
