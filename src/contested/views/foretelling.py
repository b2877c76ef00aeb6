"""``forecasts``: who predicted what, and what later accounts say of it."""

from collections import Counter
from pathlib import Path

from contested.codec import to_plain
from contested.store import derived
from contested.store.case import open_case
from contested.views.labels import days, labels_of
from contested.views.output import clean, counted, put_json, say, shorten, table


def forecasts(root: Path, who: str | None, json: bool) -> int:
    """Show the ledger, with the evidence offered for each, and scores of who is resolved."""
    case = open_case(root)
    with case.database.read() as connection:
        found = list(derived.iter_forecasts(connection, who))
        ids = [c for f in found for c in f.evidence[:2]]
        claims = derived.claims_named(connection, ids)
        named = labels_of(case, connection)
    scores: dict[str, Counter[str]] = {}
    for f in found:
        scores.setdefault(f.who, Counter())[f.outcome] += 1
    if json:
        put_json({"total": len(found), "forecasts": [to_plain(f) for f in found],
                  "scores": scores})  # fmt: skip
        return 0
    rows = [
        (f.claim, f.made_on or "", named.actors(f.who.split(" + ")), shorten(f.quote, 90),
         days(f.due_start, f.due_end), clean(f.condition or ""), f.outcome)
        for f in found
    ]  # fmt: skip
    names = ("claim", "made on", "who", "quote", "due", "condition", "outcome")
    table(names, rows, whole=("claim", "made on"))
    say(counted(len(found), "forecast"))
    for f in found:
        for c in (claims[i] for i in f.evidence[:2] if i in claims):
            quote = f"“{shorten(c.evidence.text, 80)}” ({named.account(c.account)})"
            say(f"  evidence offered for {f.claim}: {c.id} {quote}")
    for name, outcomes in sorted(scores.items()):
        settled = outcomes["came true"] + outcomes["failed"]
        if settled:
            said = named.actors(name.split(" + "))
            say(f"  {said}: {outcomes['came true']} of {settled} came true")
    return 0
