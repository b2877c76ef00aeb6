"""``whatif camps``: where the relations of a month lead, beside what came next."""

import re
from pathlib import Path

from contested.errors import ScenarioError
from contested.store import derived
from contested.store.case import open_case
from contested.study.whatif.leading import Later, Lead, lead
from contested.views.labels import Labels, labels_of
from contested.views.output import counted, put_json, say, table

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
SHOWN = 20  # later pairs


def camps_of(root: Path, month: str, json: bool) -> int:
    """Camps from the relations up to ``month``."""
    if not _MONTH.fullmatch(month):
        raise ScenarioError(f"{month!r} is not a month (YYYY-MM)")
    case = open_case(root)
    with case.database.read() as connection:
        relations = list(derived.iter_relations(connection))
        named = labels_of(case, connection)
    found = lead(relations, month)
    if json:
        put_json(_plain(found))
    else:
        _tell(found, named)
    return 0


def _plain(found: Lead) -> dict[str, object]:
    return {
        "simulated": True,
        "month": found.month,
        "camps": [list(found.camps.first), list(found.camps.second)],
        "time": found.camps.time,
        "lead": found.camps.lead,
        "pull": dict(zip(found.camps.names, found.camps.pull.tolist(), strict=True)),
        "later": [
            {"a": x.a, "b": x.b, "before": x.before, "camps": x.camps, "later": x.later,
             "claims": list(x.claims)}
            for x in found.later
        ],
        "right": found.right,
        "kept": found.kept,
    }  # fmt: skip


def _tell(found: Lead, named: Labels) -> None:
    pull = dict(zip(found.camps.names, found.camps.pull.tolist(), strict=True))
    say(f"Simulated: camps that the relations up to {found.month} lead to")
    if found.camps.time is None:
        say("No camps form: all ties fade.")
        return
    for name, members in (("One", found.camps.first), ("Other", found.camps.second)):
        told = sorted(members, key=lambda m: -abs(pull[m]))
        say(
            f"{name} camp: "
            + (", ".join(f"{named.actor(m)} {abs(pull[m]):.2f}" for m in told) or "–")
        )
    say(
        f"They harden at time {found.camps.time:.2f} (1 = a full tie's own pace); the lead over "
        f"any other split is {found.camps.lead:.0%}. Numbers tell how firmly an actor belongs."
    )
    if found.right is None or found.kept is None:
        say("No later month of the record speaks of these actors.")
        return
    rows = [_row(x, named) for x in found.later[:SHOWN]]
    table(("pair", "until then", "camps", "later", "claims"), rows)
    say(
        f"Of {counted(len(found.later), 'pair')} that later months speak of, the camps give "
        f"{found.right:.0%} the right sign; keeping the sign each had, {found.kept:.0%}."
    )


def _row(x: Later, named: Labels) -> tuple[str, ...]:
    def sign(value: float) -> str:
        return "+" if value > 0 else "−" if value < 0 else "·"

    pair = f"{named.actor(x.a)} / {named.actor(x.b)}"
    return (pair, sign(x.before), sign(x.camps), sign(x.later), " ".join(x.claims[:2]))
