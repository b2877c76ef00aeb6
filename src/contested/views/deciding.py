"""A person's decision, checked and added to ``judgements.jsonl`` as one line.

The command line and the app both decide through these; nothing else writes judgements.
"""

import getpass
import json as jsonlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from contested.claims.model import Actor, Claim
from contested.claims.registry import Registry
from contested.codec import to_plain
from contested.errors import JudgementError, NotFound
from contested.ids import judgement_id
from contested.record.anchors import anchor_of, sides
from contested.record.edits import checked, edited
from contested.record.model import Judgement, Verdict
from contested.store import derived, rows, shelf
from contested.store.case import Case
from contested.store.judgements import append_judgement, read_judgements
from contested.views.labels import registry_of
from contested.views.periods import bounds

_BY_INCIDENT: tuple[Verdict, ...] = ("same", "distinct", "regrade")
_COUNTED = ("killed", "injured", "detained", "displaced", "fighters", "aircraft", "strikes")


@dataclass(frozen=True, slots=True)
class Said:
    """Who judges, the reason, and what the verdict sets."""

    by: str | None
    why: str
    changes: Mapping[str, Any] = field(default_factory=dict)


def judge_claims(case: Case, verdict: Verdict, prefixes: Sequence[str], said: Said) -> Judgement:
    """Judge one claim, or a pair of them; an incident stands for its first claim where it may."""
    if verdict in _BY_INCIDENT:
        prefixes = [_first_claim(case, p) if p.startswith("i_") else p for p in prefixes]
    claims, texts = _claims(case, prefixes)
    if len({c.id for c in claims}) < len(claims):
        raise JudgementError(f"{claims[0].id}: a pair needs two claims")
    if verdict == "resolve" and claims[0].kind != "forecast":
        raise JudgementError(f"{claims[0].id}: a {claims[0].kind}, not a forecast")
    return _kept(case, _made(verdict, claims, texts, said))


def judge_edit(case: Case, prefix: str, changes: Sequence[str], said: Said) -> Judgement:
    """Set fields of a claim by ``FIELD=VALUE``; what cannot be set is refused before any write."""
    claims, texts = _claims(case, (prefix,))
    told = checked(
        claims[0], _changes(claims[0], changes, registry_of(case), texts[claims[0].account])
    )
    edited(claims[0], told)
    return _kept(case, _made("edit", claims, texts, Said(said.by, said.why, told)))


def judge_case(case: Case, verdict: Verdict, said: Said) -> Judgement:
    """Rate a source, or merge a name into an actor."""
    if verdict == "merge" and registry_of(case).get(said.changes["into"]) is None:
        raise NotFound(f"{said.changes['into']}: no actor of the registry; add it to actors.toml")
    return _kept(case, _made(verdict, (), {}, said))


def judge_undo(case: Case, prefix: str, said: Said) -> Judgement:
    """Take back the judgement whose id begins so."""
    judgements, _ = read_judgements(case.judgements)
    begin = prefix if prefix.startswith("j_") else f"j_{prefix}"
    found = [j.id for j in judgements if j.id.startswith(begin)]
    if len(found) != 1 or not prefix:
        many = f"several judgements begin so ({', '.join(found[:5])})"
        raise NotFound(f"{prefix}: {many if found else 'no such judgement in this case'}")
    return _kept(case, _made("undo", (), {}, said, found[0]))


def _kept(case: Case, judgement: Judgement) -> Judgement:
    append_judgement(case.judgements, judgement)
    return judgement


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
    who = said.by or login()
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


def login() -> str:
    """Who is logged in. Raises ``JudgementError`` when nobody is."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise JudgementError("nobody is logged in here: say who judges with --by") from None


def _changes(claim: Claim, typed: Sequence[str], registry: Registry, text: str) -> dict[str, Any]:
    """``FIELD=VALUE`` as typed, as fields of the contract."""
    out: dict[str, Any] = {}
    for one in typed:
        name, sign, value = one.partition("=")
        if not sign:
            raise JudgementError(f"{one!r} is not FIELD=VALUE")
        name, value = name.strip(), value.strip()
        if name == "evidence":
            out[name] = _span(claim, value, text)
        elif value[:1] in "[{":
            try:
                out[name] = jsonlib.loads(value)
            except ValueError as error:
                raise JudgementError(f"{name}: not JSON ({error})") from error
        elif name in ("agents", "targets"):
            before = claim.agents if name == "agents" else claim.targets
            words = [w.strip() for w in value.split("+") if w.strip()]
            out[name] = [_actor(w, before, registry) for w in words]
        elif name in ("time", "due"):
            out[name] = _time(name, value)
        elif name in _COUNTED:
            out["quantities"] = [*out.get("quantities", _others(claim, name)),
                                 _count(claim, name, value)]  # fmt: skip
        else:
            out[name] = value
    return out


def _span(claim: Claim, words: str, text: str) -> dict[str, Any]:
    """Where ``words`` stand in the account, nearest to the evidence as it is.

    White space may differ, and so may what pages show in place of control characters.
    """
    parts = (re.escape(w).replace("\ufffd", ".") for w in words.split())
    pattern = r"\s+".join(parts)
    found = [m.span() for m in re.finditer(pattern, text)] if pattern else []
    if not found:
        raise JudgementError(f"evidence: {words!r} does not stand in the account")
    start, end = min(found, key=lambda s: abs(s[0] - claim.evidence.start))
    return {"start": start, "end": end, "text": text[start:end]}


def _actor(word: str, before: Sequence[Actor], registry: Registry) -> dict[str, Any]:
    """One who stays keeps its mention; a new one is an id of the registry, or a name."""
    for old in before:
        if word in sides((old,)):
            plain: dict[str, Any] = to_plain(old)
            return plain | {"class": plain.pop("cls") or "unknown"}
    known = registry.get(word)
    if known is not None:
        return {"actor": known.id, "party": known.party, "name": known.name}
    return {"name": word}


def _time(name: str, words: str) -> dict[str, Any]:
    first, _, last = (w.strip() for w in words.partition("/"))
    try:
        start = None if first == ".." else bounds(first)[0]
        end = None if last == ".." else bounds(last or first)[1]
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
