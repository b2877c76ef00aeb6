"""``wording``, ``silence`` and ``causes``: how things are told, left out, and led back."""

from pathlib import Path

from sqlalchemy import Connection

from contested.claims.model import Claim
from contested.codec import to_plain
from contested.names import fold
from contested.record.accounts_of import AccountText, accounts_of
from contested.record.reconcile import telling_of
from contested.record.silence import find_silence
from contested.record.wording import find_wording
from contested.store import derived, rows, shelf
from contested.store.case import open_case
from contested.store.rows import ClaimFilter
from contested.views import words
from contested.views.labels import days, labels_of, site, what
from contested.views.listing import plain_claim
from contested.views.output import clean, counted, put_json, say, shorten, table

_WORDS = 6  # words shown of one narrator for one actor


def wording(root: Path, actor: str | None, narrator: str | None, limit: int, json: bool) -> int:
    """The words each narrator has for each actor, with counts and a quote."""
    case = open_case(root)
    with case.database.read() as connection:
        claims = _standing(connection)
        accounts = _accounts(connection)
        named = labels_of(case, connection)
    telling = telling_of(claims, accounts, named.registry)
    found = [
        n for n in find_wording(claims, accounts, telling, named.registry)
        if (actor is None or fold(actor) in (fold(n.actor), fold(named.actor(n.actor))))
        and (narrator is None or fold(narrator) in fold(named.actor(n.narrator)))
    ]  # fmt: skip
    if json:
        put_json({"total": len(found), "wording": [to_plain(n) for n in found[:limit]]})
        return 0
    by_id = {c.id: c for c in claims}
    rows_ = [
        (named.actor(n.actor), named.narrators([n.narrator]),
         ", ".join(f"{w} ×{k}" if k > 1 else w for w, k, _ in n.words[:_WORDS]),
         f"“{shorten(by_id[n.words[0][2]].evidence.text, 70)}”", n.words[0][2])
        for n in found[:limit]
    ]  # fmt: skip
    table(("actor", "narrator", "calls it", "such as", "claim"), rows_, whole=("claim",))
    more = f", the first {limit:,} shown (--limit)" if limit < len(found) else ""
    say(f"{counted(len(found), 'pair')} of actor and narrator{more}")
    return 0


def silence(root: Path, narrator: str | None, limit: int, json: bool) -> int:
    """What each publisher leaves out that two others tell of the same days."""
    case = open_case(root)
    with case.database.read() as connection:
        incidents = list(derived.iter_incidents(connection))
        claims = {c.id: c for c in _standing(connection)}
        accounts = _accounts(connection)
        named = labels_of(case, connection)
    found = [
        s for s in find_silence(incidents, claims, accounts)
        if narrator is None or fold(narrator) in fold(s.narrator)
    ]  # fmt: skip
    if json:
        put_json({"total": len(found), "silence": [to_plain(s) for s in found]})
        return 0
    told = {i.id: i for i in incidents}
    for s in found:
        say(f"{clean(s.narrator)}: leaves out {len(s.left_out)}, tells of {len(s.told)}")
        rows_ = [
            (i, days(told[i].start, told[i].end), site(told[i].site), what(told[i]),
             f"{named.actors(told[i].agents[:2])} → {named.actors(told[i].targets[:2])}",
             ", ".join(clean(b) for b in by))
            for i, by in list(zip(s.left_out, s.by, strict=True))[:limit]
        ]  # fmt: skip
        names = ("incident", "when", "where", "what", "who → whom", "told by")
        table(names, rows_, whole=("incident",), indent=2)
    say(f"{counted(len(found), 'narrator')} silent on something. Silence is no denial.")
    return 0


def causes(root: Path, text: str | None, limit: int, json: bool) -> int:
    """What led to what, by whom it is said."""
    case = open_case(root)
    with case.database.read() as connection:
        wanted = ClaimFilter(kind="cause", text=text)
        total = rows.count_claims(connection, wanted)
        found = list(rows.iter_claims(connection, wanted, limit))
        marks = derived.marks(connection)
        named = labels_of(case, connection)
    if json:
        put_json({"total": total, "causes": [plain_claim(c, marks) for c in found]})
        return 0
    rows_ = [
        (c.id, *(clean(end.mention) if end else "" for end in (c.cause, c.effect)),
         words.says(c, named.account(c.account)), c.stance)
        for c in found
    ]  # fmt: skip
    table(("id", "cause", "led to", "who says", "stance"), rows_, whole=("id", "stance"))
    say(counted(total, "causal claim"))
    return 0


def _standing(connection: Connection) -> list[Claim]:
    marks = derived.marks(connection)
    return [c for c in rows.iter_claims(connection) if marks.get(c.id) != "rejected"]


def _accounts(connection: Connection) -> dict[str, AccountText]:
    ids = [a.id for a in shelf.list_accounts(connection)]
    return accounts_of(shelf.load_account(connection, i) for i in ids)
