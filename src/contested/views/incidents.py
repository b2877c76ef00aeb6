"""``incidents`` and ``disputes``: what happened by how many origins, and where they part."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection

from contested.claims.model import Claim
from contested.codec import to_plain
from contested.record.campaigns import Campaign
from contested.record.model import Dispute, Incident
from contested.store import derived
from contested.store.case import open_case
from contested.store.derived import IncidentFilter
from contested.views.labels import Labels, days, labels_of, site, what
from contested.views.output import counted, put_json, say, shorten, table

MOST = 6  # quotes shown for one reading of a campaign
NOTHING = "The record is empty: run build first."


def incidents(root: Path, wanted: IncidentFilter, limit: int, json: bool) -> int:
    """Show at most ``limit`` incidents that pass ``wanted``."""
    case = open_case(root)
    with case.database.read() as connection:
        total = derived.count_incidents(connection, wanted)
        found = list(derived.iter_incidents(connection, wanted, limit))
        empty = not total and not derived.count_incidents(connection)
        named = labels_of(case, connection)
    if json:
        put_json({"total": total, "incidents": [to_plain(i) for i in found]})
        return 0
    table(
        (
            "id",
            "when",
            "where",
            "what",
            "who → whom",
            "origins",
            "claims",
            "occurrence",
            "disputed",
        ),
        [_row(i, named) for i in found],
        whole=("id", "when"),
    )
    _count(total, len(found), "incident", empty)
    return 0


def disputes(root: Path, wanted: IncidentFilter, limit: int, json: bool) -> int:
    """Show the disputed fields of incidents that pass ``wanted``, each with who says what."""
    case = open_case(root)
    with case.database.read() as connection:
        total = derived.count_incidents(connection, wanted)
        found = list(derived.iter_incidents(connection, wanted, limit))
        ids = [c for i in found for d in i.disputes for r in d.readings for c in r.claims]
        claims = derived.claims_named(connection, ids)
        wide = _campaigns(connection, wanted)
        claims |= derived.claims_named(
            connection, [c for one in wide for r in (*one.hit, *one.spared) for c in r.claims]
        )
        empty = not total and not derived.count_incidents(connection)
        named = labels_of(case, connection)
    kept = [(i, d) for i in found for d in i.disputes if wanted.field in (None, d.field)]
    if json:
        plain = [_plain(i, d, claims) for i, d in kept]
        put_json({"total": total, "disputes": plain, "campaigns": [to_plain(c) for c in wide]})
        return 0
    for incident in found:
        head = (incident.id, days(incident.start, incident.end), site(incident.site))
        say("  ".join(filter(None, (*head, what(incident), _sides(incident, named)))))
        for dispute in (d for i, d in kept if i is incident):
            show_dispute(dispute, incident, claims, named)
        say("")
    for campaign in wide:
        show_campaign(campaign, claims, named)
    _count(total, len(found), "disputed incident", empty)
    if wide:
        say(f"{counted(len(wide), 'campaign')} on which narrators part")
    return 0


def show_campaign(campaign: Campaign, claims: Mapping[str, Claim], named: Labels) -> None:
    """Whom a side struck in a month by each narrator: no incident, so no grade."""
    who = named.actor(campaign.agent)
    say(f"{who} in {campaign.month}: whom it struck, beyond any one incident")
    rows = []
    for readings, put in ((campaign.hit, ""), (campaign.spared, "not ")):
        for reading in readings:
            who = named.narrators(reading.origins)
            for number, told in enumerate(claims[c] for c in reading.claims[:MOST] if c in claims):
                quote = f"“{shorten(told.evidence.text, 90)}” ({named.account(told.account)})"
                head = ("", "") if number else (put + named.actor(reading.value), who)
                rows.append((*head, quote, told.id))
    table(("reading", "on whose word", "quote", "claim"), rows, whole=("claim",), indent=4)
    say("")


def _campaigns(connection: Connection, wanted: IncidentFilter) -> list[Campaign]:
    """Those on which narrators part, as far as the filter can speak of them."""
    if wanted.place or wanted.field not in (None, "target"):
        return []
    months = (wanted.since or "")[:7], (wanted.until or "9999")[:7]
    return [
        c for c in derived.iter_campaigns(connection, parted=True)
        if wanted.actor in (None, c.agent) and months[0] <= c.month <= months[1]
    ]  # fmt: skip


def show_dispute(
    dispute: Dispute, incident: Incident, claims: Mapping[str, Claim], named: Labels
) -> None:
    """One field: each reading with who says so and the quote."""
    say(f"  {dispute.field}: {'; '.join(dispute.why)}")
    origins = {o.key: o.name for o in incident.origins}
    rows = []
    for reading in dispute.readings:
        who = ", ".join(dict.fromkeys(origins.get(k, k) for k in reading.origins))
        for number, claim in enumerate(c for c in reading.claims if c in claims):
            told = claims[claim]
            quote = f"“{shorten(told.evidence.text, 90)}” ({named.account(told.account)})"
            rows.append(("" if number else reading.value, "" if number else who, quote, claim))
    table(("reading", "on whose word", "quote", "claim"), rows, whole=("claim",), indent=4)


def _row(i: Incident, named: Labels) -> tuple[str, ...]:
    occurrence = next((g.grade for g in i.grades if g.field == "occurrence"), "")
    return (
        i.id,
        days(i.start, i.end),
        site(i.site),
        what(i),
        _sides(i, named),
        str(len(i.origins)),
        str(len(i.claims)),
        occurrence + (" (interested)" if i.interested else ""),
        ", ".join(d.field for d in i.disputes),
    )


def _sides(i: Incident, named: Labels) -> str:
    return f"{named.actors(i.agents[:3])} → {named.actors(i.targets[:3])}"


def _plain(i: Incident, d: Dispute, claims: Mapping[str, Claim]) -> dict[str, object]:
    quotes = {
        c: {"file": claims[c].file, "quote": claims[c].evidence.text}
        for r in d.readings
        for c in r.claims
        if c in claims
    }
    head = {"incident": i.id, "act": i.act, "place": site(i.site), "start": i.start, "end": i.end}
    return {**head, **to_plain(d), "quotes": quotes}


def _count(total: int, shown: int, noun: str, empty: bool) -> None:
    if empty:
        say(NOTHING)
    else:
        more = f", the first {shown:,} shown (--limit)" if shown < total else ""
        say(f"{counted(total, noun)}{more}")
