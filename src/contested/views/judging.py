"""``judge``: what a person decides, and how it stands after the last build."""

from collections.abc import Sequence
from pathlib import Path

from contested.codec import to_plain
from contested.record.anchors import place
from contested.record.judgements import standing
from contested.record.model import Judgement, Verdict
from contested.store import log, rows, shelf
from contested.store.case import open_case
from contested.store.judgements import read_judgements
from contested.views.deciding import Said, judge_case, judge_claims, judge_edit, judge_undo
from contested.views.output import counted, put_json, say, shorten, table


def on_claims(root: Path, verdict: Verdict, prefixes: Sequence[str], said: Said, json: bool) -> int:
    """Judge one claim, or a pair of them."""
    return _told(judge_claims(open_case(root), verdict, prefixes, said), json)


def edit(root: Path, prefix: str, changes: Sequence[str], said: Said, json: bool) -> int:
    """Set fields of a claim; what cannot be set is refused before anything is written."""
    return _told(judge_edit(open_case(root), prefix, changes, said), json)


def on_case(root: Path, verdict: Verdict, said: Said, json: bool) -> int:
    """Rate a source, or merge a name into an actor."""
    return _told(judge_case(open_case(root), verdict, said), json)


def undo(root: Path, prefix: str, said: Said, json: bool) -> int:
    """Take back the judgement whose id begins so."""
    return _told(judge_undo(open_case(root), prefix, said), json)


def show(root: Path, json: bool) -> int:
    """Every judgement with where it stands; 1 when a line of the file is no judgement."""
    case = open_case(root)
    judgements, broken = read_judgements(case.judgements)
    holds = {j.id for j in standing(judgements)}
    with case.database.read() as connection:
        claims = list(rows.iter_claims(connection)) if judgements else []
        texts = {c.account: shelf.load_account(connection, c.account).text for c in
                 {c.account: c for c in claims}.values()}  # fmt: skip
        built = log.last_build(connection) or {"report": {}}
    at = place((a for j in judgements for a in j.anchors), claims, texts)
    record = built["report"].get("record", {})
    troubles = [*record.get("lost", []), *record.get("conflicts", [])]
    if json:
        put_json({
            "judgements": [
                to_plain(j) | {"stands": j.id in holds,
                               "claims": [at[a].claim for a in j.anchors]}
                for j in judgements
            ],
            "lost": record.get("lost", []),
            "conflicts": record.get("conflicts", []),
            "broken": to_plain(broken),
        })  # fmt: skip
        return int(bool(broken))
    lines = [
        (j.id, j.at[:10], j.who, j.verdict + ("" if j.id in holds or j.verdict == "undo" else
         " (undone)"), " ".join(at[a].claim or "no claim there now" for a in j.anchors),
         _words(j), j.why)
        for j in judgements
    ]  # fmt: skip
    table(("id", "on", "who", "verdict", "claims", "what", "why"), lines, whole=("id", "on"))
    say(counted(len(judgements), "judgement"))
    for trouble in troubles:
        say(f"  {' '.join(trouble['judgements'])}: {trouble['what']}")
    for one in broken:
        say(f"  {one.file}: {one.cause}", stderr=True)
    return int(bool(broken))


def _words(j: Judgement) -> str:
    quote = " / ".join(f"“{shorten(a.quote, 50)}”" for a in j.anchors)
    return " ".join(filter(None, (quote, j.changes, j.undoes or "")))


def _told(judgement: Judgement, json: bool) -> int:
    if json:
        put_json(to_plain(judgement))
    else:
        say(f"{judgement.id}: {judgement.verdict} by {judgement.who}. Build to bring the record "
            "up to date.")  # fmt: skip
    return 0
