"""How narrators tell: the words they have for each actor, and what they leave out."""

from typing import Any

from contested.claims.model import Claim
from contested.names import fold
from contested.record.accounts_of import AccountText, accounts_of
from contested.record.reconcile import telling_of
from contested.record.silence import Silence, find_silence
from contested.record.wording import Naming, find_wording
from contested.store import derived, rows, shelf
from contested.views.labels import days, site, what
from contested.views.web.pages.paging import part
from contested.views.web.reading import Look

SHOWN = 8  # incidents a narrator's line shows


def wording(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """The words each narrator has for each actor."""
    named = look.named
    wanted = fold(asked.get("actor", ""))
    found = [
        n
        for n in look.kept("wording", lambda: _namings(look))
        if not wanted.strip() or wanted in (fold(n.actor), fold(named.actor(n.actor)))
    ]
    some, pages = part(found, asked)
    return {
        "title": "Wording",
        "rows": [
            (n.actor, named.actor(n.actor), named.narrators([n.narrator]), n.words[:8])
            for n in some
        ],
        **pages,
    }


def silence(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """What each publisher leaves out that two others tell of the same days."""
    some, pages = part(look.kept("silence", lambda: _silences(look)), asked)
    named = {i for s in some for i in s.left_out[:SHOWN]}
    incidents = derived.incidents_named(look.connection, sorted(named))
    return {
        "title": "Silence",
        "rows": [
            (
                s.narrator,
                len(s.told),
                len(s.left_out),
                [
                    (i, what(incidents[i]), site(incidents[i].site),
                     days(incidents[i].start, incidents[i].end), by[:SHOWN])
                    for i, by in list(zip(s.left_out, s.by, strict=True))[:SHOWN]
                    if i in incidents
                ],
            )
            for s in some
        ],
        **pages,
    }  # fmt: skip


def _namings(look: Look) -> tuple[Naming, ...]:
    claims, accounts = _standing(look), _accounts(look)
    telling = telling_of(claims, accounts, look.named.registry)
    return find_wording(claims, accounts, telling, look.named.registry)


def _silences(look: Look) -> tuple[Silence, ...]:
    claims = {c.id: c for c in _standing(look)}
    return find_silence(derived.iter_incidents(look.connection), claims, _accounts(look))


def _standing(look: Look) -> list[Claim]:
    return [c for c in rows.iter_claims(look.connection) if look.marks.get(c.id) != "rejected"]


def _accounts(look: Look) -> dict[str, AccountText]:
    ids = [a.id for a in shelf.list_accounts(look.connection)]
    return accounts_of(shelf.load_account(look.connection, i) for i in ids)
