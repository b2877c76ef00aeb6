"""How narrators tell: the words they have for each actor, and what they leave out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from contested.claims.model import Claim
from contested.codec import from_plain
from contested.names import fold
from contested.record.accounts_of import AccountText, accounts_of
from contested.record.model import Incident
from contested.record.reconcile import telling_of
from contested.record.relations import Telling
from contested.record.silence import find_silence
from contested.record.wording import Naming, find_wording
from contested.store import derived, rows, shelf
from contested.views.labels import days, site, what
from contested.views.output import clean
from contested.views.web.pages.paging import part
from contested.views.web.reading import Look

SHOWN = 8  # incidents or words that a narrator's line shows
# A narrator, how many incidents it tells of, how many it leaves out, some of these with who tells.
Kept = tuple[str, int, int, list[tuple[str, list[str]]]]


def wording(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """The words each narrator has for each actor."""
    named = look.named
    wanted = fold(asked.get("actor", ""))
    found = [
        n
        for n in look.kept("wording", partial(_wording, look))
        if not wanted.strip() or wanted in (fold(n.actor), fold(named.actor(n.actor)))
    ]
    if look.voice:
        found = [n for n in found if n.narrator in look.voice.narrators]
    some, pages = part(found, asked)
    return {
        "title": "Wording",
        "rows": [
            (n.actor, named.actor(n.actor), named.narrators([n.narrator]), n.words) for n in some
        ],
        **pages,
    }


def silence(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """What each publisher leaves out that two others tell of the same days."""
    found: list[Kept] = look.stored("silence", lambda: silences_of(told_of(look)))
    if look.voice:
        found = [s for s in found if clean(s[0]) == look.voice.label]
    some, pages = part(found, asked)
    ids = {i for _, _, _, out in some for i, _ in out}
    incidents = derived.incidents_named(look.connection, sorted(ids))
    return {
        "title": "Silence",
        "rows": [
            (
                narrator,
                told,
                left,
                [
                    (i, what(incidents[i]), site(incidents[i].site),
                     days(incidents[i].start, incidents[i].end), by)
                    for i, by in out
                    if i in incidents
                ],
            )
            for narrator, told, left, out in some
        ],
        **pages,
    }  # fmt: skip


def _wording(look: Look) -> tuple[Naming, ...]:
    left = look.stored("wording", lambda: namings_of(look, told_of(look)))
    return tuple(from_plain(Naming, one) for one in left)


@dataclass(frozen=True, slots=True)
class Told:
    """Every incident, every claim that stands, the accounts, and on whose word each claim rests.

    ``rejected`` are the narrators of claims that a person rejected: lists of claims show them too.
    """

    incidents: Sequence[Incident]
    claims: Sequence[Claim]
    accounts: Mapping[str, AccountText]
    telling: Telling
    rejected: Mapping[str, str]


def told_of(look: Look) -> Told:
    """Reads the whole case: a few seconds where it is large."""
    every, marks, registry = (
        list(rows.iter_claims(look.connection)),
        look.marks,
        look.named.registry,
    )
    claims = [c for c in every if marks.get(c.id) != "rejected"]
    gone = {c.id: c.account for c in every if marks.get(c.id) == "rejected"}
    theirs = set(gone.values())
    beside = [c for c in every if c.account in theirs]
    ids = [a.id for a in shelf.list_accounts(look.connection)]
    accounts = accounts_of(shelf.load_account(look.connection, i) for i in ids)
    incidents = tuple(derived.iter_incidents(look.connection))
    narrators = telling_of(beside, accounts, registry).narrators
    rejected = {c: narrators[c] for c in gone}
    return Told(incidents, claims, accounts, telling_of(claims, accounts, registry), rejected)


def namings_of(look: Look, told: Told) -> list[Naming]:
    """The words each narrator has for each actor, those used most."""
    found = find_wording(told.claims, told.accounts, told.telling, look.named.registry)
    return [replace(n, words=n.words[:SHOWN]) for n in found]


def silences_of(told: Told) -> list[Kept]:
    """What each publisher leaves out, as far as a page shows it."""
    claims = {c.id: c for c in told.claims}
    found = find_silence(told.incidents, claims, told.accounts)
    return [
        (s.narrator, len(s.told), len(s.left_out),
         [(i, list(by[:SHOWN])) for i, by in zip(s.left_out[:SHOWN], s.by, strict=False)])
        for s in found
    ]  # fmt: skip
