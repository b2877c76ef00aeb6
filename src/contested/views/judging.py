"""``judge``: what a person decides, written as one line, and how it stands after the last build."""

import getpass
import json as jsonlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contested.claims.model import Claim
from contested.claims.registry import Registry
from contested.codec import to_plain
from contested.errors import JudgementError, NotFound
from contested.ids import judgement_id
from contested.record.anchors import anchor_of, place
from contested.record.edits import checked, edited
from contested.record.judgements import standing
from contested.record.model import Judgement, Verdict
from contested.store import derived, log, rows, shelf
from contested.store.case import Case, open_case
from contested.store.judgements import append_judgement, read_judgements
from contested.views.labels import labels_of
from contested.views.output import counted, put_json, say, shorten, table
from contested.views.periods import bounds

_BY_INCIDENT: tuple[Verdict, ...] = ("same", "distinct", "regrade")
_COUNTED = ("killed", "injured", "detained", "displaced", "fighters", "aircraft", "strikes")


@dataclass(frozen=True, slots=True)
class Said:
    """Who judges, the reason, and what the verdict sets."""

    by: str | None
    why: str
    changes: Mapping[str, Any] = field(default_factory=dict)


def on_claims(root: Path, verdict: Verdict, prefixes: Sequence[str], said: Said, json: bool) -> int:
    """Judge one claim, or a pair of them."""
    case = open_case(root)
    if verdict in _BY_INCIDENT:
        prefixes = [_first_claim(case, p) if p.startswith("i_") else p for p in prefixes]
    claims, texts = _claims(case, prefixes)
    if len({c.id for c in claims}) < len(claims):
        raise JudgementError(f"{claims[0].id}: a pair needs two claims")
    if verdict == "resolve" and claims[0].kind != "forecast":
        raise JudgementError(f"{claims[0].id}: a {claims[0].kind}, not a forecast")
    return _write(case, _made(verdict, claims, texts, said), json)


def edit(root: Path, prefix: str, changes: Sequence[str], said: Said, json: bool) -> int:
    """Set fields of a claim; what cannot be set is refused before anything is written."""
    case = open_case(root)
    claims, texts = _claims(case, (prefix,))
    with case.database.read() as connection:
        registry = labels_of(case, connection).registry
    told = checked(claims[0], _changes(claims[0], changes, registry))
    edited(claims[0], told)
    return _write(case, _made("edit", claims, texts, Said(said.by, said.why, told)), json)


def on_case(root: Path, verdict: Verdict, said: Said, json: bool) -> int:
    """Rate a source, or merge a name into an actor."""
    case = open_case(root)
    if verdict == "merge":
        with case.database.read() as connection:
            registry = labels_of(case, connection).registry
        if registry.get(said.changes["into"]) is None:
            raise NotFound(
                f"{said.changes['into']}: no actor of the registry; add it to actors.toml"
            )
    return _write(case, _made(verdict, (), {}, said), json)


def undo(root: Path, prefix: str, said: Said, json: bool) -> int:
    """Take back the judgement whose id begins so."""
    case = open_case(root)
    judgements, _ = read_judgements(case.judgements)
    begin = prefix if prefix.startswith("j_") else f"j_{prefix}"
    found = [j.id for j in judgements if j.id.startswith(begin)]
    if len(found) != 1 or not prefix:
        many = f"several judgements begin so ({', '.join(found[:5])})"
        raise NotFound(f"{prefix}: {many if found else 'no such judgement in this case'}")
    return _write(case, _made("undo", (), {}, said, found[0]), json)


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


def _first_claim(case: Case, prefix: str) -> str:
    """The claim that stands for an incident: judgements name claims, never incidents."""
    with case.database.read() as connection:
        return derived.find_incident(connection, prefix).claims[0]


def _claims(case: Case, prefixes: Sequence[str]) -> tuple[tuple[Claim, ...], dict[str, str]]:
    with case.database.read() as connection:
        claims = tuple(rows.find_claim(connection, p) for p in prefixes)
        texts = {c.account: shelf.load_account(connection, c.account).text for c in claims}
    return claims, texts


def _made(
    verdict: Verdict,
    claims: Sequence[Claim],
    texts: Mapping[str, str],
    said: Said,
    undoes: str | None = None,
) -> Judgement:
    at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    who = said.by or _login()
    changes = jsonlib.dumps(said.changes, ensure_ascii=False) if said.changes else ""
    return Judgement(
        id=judgement_id(verdict, who, at, *(c.id for c in claims), changes, undoes or ""),
        verdict=verdict,
        anchors=tuple(anchor_of(c, texts[c.account]) for c in claims),
        who=who,
        at=at,
        why=said.why,
        changes=changes,
        undoes=undoes,
        kept=jsonlib.dumps(to_plain(claims[0]), ensure_ascii=False) if len(claims) == 1 else "",
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise JudgementError("nobody is logged in here: say who judges with --by") from None


def _write(case: Case, judgement: Judgement, json: bool) -> int:
    append_judgement(case.judgements, judgement)
    if json:
        put_json(to_plain(judgement))
    else:
        say(f"{judgement.id}: {judgement.verdict} by {judgement.who}. Build to bring the record "
            "up to date.")  # fmt: skip
    return 0


def _changes(claim: Claim, words: Sequence[str], registry: Registry) -> dict[str, Any]:
    """``FIELD=VALUE`` as typed, as fields of the contract."""
    out: dict[str, Any] = {}
    for one in words:
        name, sign, value = one.partition("=")
        if not sign:
            raise JudgementError(f"{one!r} is not FIELD=VALUE")
        name, value = name.strip(), value.strip()
        if value[:1] in "[{":
            try:
                out[name] = jsonlib.loads(value)
            except ValueError as error:
                raise JudgementError(f"{name}: not JSON ({error})") from error
        elif name in ("agents", "targets"):
            out[name] = [_actor(w.strip(), registry) for w in value.split("+") if w.strip()]
        elif name in ("time", "due"):
            out[name] = _time(name, value)
        elif name in _COUNTED:
            out["quantities"] = [*out.get("quantities", _others(claim, name)),
                                 _count(claim, name, value)]  # fmt: skip
        else:
            out[name] = value
    return out


def _actor(word: str, registry: Registry) -> dict[str, Any]:
    known = registry.get(word)
    if known is not None:
        return {"actor": known.id, "party": known.party, "name": known.name}
    return {"name": word}


def _time(name: str, words: str) -> dict[str, Any]:
    first, _, last = words.partition("/")
    try:
        start, end = bounds(first)[0], bounds(last or first)[1]
    except ValueError as error:
        raise JudgementError(f"{name}: {error}") from error
    return {"start": start, "end": end, "edtf": words}


def _others(claim: Claim, what: str) -> list[dict[str, Any]]:
    return [to_plain(q) for q in claim.quantities if q.what != what]


def _count(claim: Claim, what: str, words: str) -> dict[str, Any]:
    match = re.fullmatch(r"(\d+)?(-)?(\d+)?", words)
    if not match or not (match[1] or match[3]):
        raise JudgementError(f"{what}: {words!r} is not 20, 20-30, 20- or -30")
    low, high = (int(n) if n else None for n in (match[1], match[3]))
    before: dict[str, Any]
    before = next((to_plain(q) for q in claim.quantities if q.what == what), {})
    return before | {"what": what, "low": low, "high": high if match[2] else low}
