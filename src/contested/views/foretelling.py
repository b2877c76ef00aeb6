"""``forecasts``: who predicted what, and what later accounts say of it."""

from pathlib import Path

from contested.codec import to_plain
from contested.record.forecasts import score_forecasters
from contested.store import derived
from contested.store.case import open_case
from contested.store.derived import ForecastFilter
from contested.views.labels import days, labels_of
from contested.views.output import clean, counted, put_json, say, shorten, table


def forecasts(root: Path, who: str | None, json: bool) -> int:
    """Show the ledger, with the evidence offered for each, and scores of who is resolved."""
    case = open_case(root)
    with case.database.read() as connection:
        found = list(derived.iter_forecasts(connection, ForecastFilter(who)))
        ids = [c for f in found for c in f.evidence[:2]]
        claims = derived.claims_named(connection, ids)
        named = labels_of(case, connection)
    scores = [s for s in score_forecasters(found) if s.share is not None]
    if json:
        put_json({"total": len(found), "forecasts": [to_plain(f) for f in found],
                  "scores": [to_plain(s) for s in scores]})  # fmt: skip
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
    for score in scores:
        who = named.actors(score.who.split(" + "))
        told = score.came_true + score.failed
        say(f"  {who}: {score.came_true} of {told} came true ({score.low:.0%} to {score.high:.0%} "
            "as the 95% interval)")  # fmt: skip
    return 0
