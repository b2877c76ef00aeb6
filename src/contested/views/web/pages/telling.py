"""How narrators tell: the words they have for each actor, and what they leave out."""

from typing import Any

from contested.claims.model import Claim
from contested.names import fold
from contested.record.accounts_of import AccountText, accounts_of
from contested.record.reconcile import telling_of
from contested.record.silence import find_silence
from contested.record.wording import find_wording
from contested.store import derived, rows, shelf
from contested.views.labels import days, site, what
from contested.views.web.reading import Look

SHOWN = 200  # rows a page shows


def wording(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """The words each narrator has for each actor."""
    claims, accounts = _standing(look), _accounts(look)
    named = look.named
    telling = telling_of(claims, accounts, named.registry)
    wanted = fold(asked.get("actor", ""))
    found = [
        n
        for n in find_wording(claims, accounts, telling, named.registry)
        if not wanted.strip() or wanted in (fold(n.actor), fold(named.actor(n.actor)))
    ]
    return {
        "title": "Wording",
        "total": len(found),
        "rows": [
            (n.actor, named.actor(n.actor), named.narrators([n.narrator]), n.words[:8])
            for n in found[:SHOWN]
        ],
    }


def silence(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """What each publisher leaves out that two others tell of the same days."""
    incidents = {i.id: i for i in derived.iter_incidents(look.connection)}
    claims = {c.id: c for c in _standing(look)}
    found = find_silence(list(incidents.values()), claims, _accounts(look))
    return {
        "title": "Silence",
        "rows": [
            (
                s.narrator,
                len(s.told),
                [
                    (i, what(incidents[i]), site(incidents[i].site),
                     days(incidents[i].start, incidents[i].end), by)
                    for i, by in list(zip(s.left_out, s.by, strict=True))[:SHOWN]
                ],
            )
            for s in found
        ],
    }  # fmt: skip


def _standing(look: Look) -> list[Claim]:
    return [c for c in rows.iter_claims(look.connection) if look.marks.get(c.id) != "rejected"]


def _accounts(look: Look) -> dict[str, AccountText]:
    ids = [a.id for a in shelf.list_accounts(look.connection)]
    return accounts_of(shelf.load_account(look.connection, i) for i in ids)
