"""What a person may change of a claim, field by field, in the words of the export contract.

``checked`` turns what was typed or written by hand into whole contract values; ``edited`` sets
them. Mentions must be verbatim, so an edited place, count or link that gives none keeps the words
of the one it replaces, and an actor that no words name is ``inferred``.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from contested.claims.act_table import load_act_table
from contested.claims.model import Claim, stance_of
from contested.codec import from_plain, to_plain
from contested.errors import JudgementError

Json = Mapping[str, Any]
_WORDS: Mapping[str, tuple[str, ...]] = {
    "polarity": ("+", "-"),
    "modality": ("asserted", "doubted", "hypothetical", "future"),
    "stance": ("asserted", "denied", "doubted", "hypothetical", "future"),
    "treatment": ("neutral", "distanced", "endorsed"),
    "about": ("event", "control", "relation", "toll"),
}
_CLASSES = ("civilian", "combatant", "object", "unknown")


def checked(claim: Claim, changes: Json) -> dict[str, Any]:
    """``changes`` as whole contract values. Raises ``JudgementError`` naming the field."""
    out: dict[str, Any] = {}
    for name, value in changes.items():
        check = _CHECKS.get(name)
        if check is None:
            known = ", ".join(sorted(_CHECKS))
            raise JudgementError(f"{name}: not a field that can be edited ({known})")
        try:
            out[name] = check(claim, name, value)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise JudgementError(f"{name}: cannot be {value!r} ({error})") from error
    return out


def edited(claim: Claim, changes: Json) -> Claim:
    """``claim`` with ``changes`` set and all that follows from them. Raises ``JudgementError``."""
    told = checked(claim, changes)
    plain = to_plain(claim)
    stance = told.pop("stance", None)
    if stance is not None:
        told["polarity"] = "-" if stance == "denied" else "+"
        told["modality"] = "asserted" if stance == "denied" else stance
    for side in ("agents", "targets"):
        for actor in told.get(side, ()):
            actor["cls"] = actor.pop("class", None)
    made = from_plain(Claim, plain | told)
    made = replace(made, stance=stance_of(made.polarity, made.modality))
    return _recoded(made) if {"act", "mode"} & told.keys() else made


def _recoded(claim: Claim) -> Claim:
    """Codes follow from the act and the mode."""
    if claim.act is None:
        return claim
    facts = load_act_table().facts(claim.act, claim.mode)
    acled = facts.acled or (claim.acled if claim.kind == "control" else None)
    return replace(claim, cameo=facts.cameo, quad=facts.quad, sign=facts.sign, acled=acled)


def _word(_claim: Claim, name: str, value: Any) -> str:
    if value not in _WORDS[name]:
        raise ValueError(f"one of {', '.join(_WORDS[name])}")
    return str(value)


def _act(_claim: Claim, _name: str, value: Any) -> str:
    if value not in load_act_table().rows:
        raise ValueError(f"one of {', '.join(load_act_table().rows)}")
    return str(value)


def _mode(_claim: Claim, _name: str, value: Any) -> str | None:
    return None if value is None else str(value)


def _actors(claim: Claim, name: str, value: Any) -> list[dict[str, Any]]:
    return [_actor(claim, one, name == "targets") for one in value]


def _actor(claim: Claim, one: Json, target: bool) -> dict[str, Any]:
    keys = ("mention", "start", "end", "actor", "party", "name")
    out: dict[str, Any] = {k: one.get(k) for k in keys} | {"inferred": bool(one.get("inferred"))}
    if out["mention"] is not None and out["start"] is None:
        at = claim.evidence.text.find(out["mention"])
        if at < 0:
            raise ValueError(f"{out['mention']!r} does not stand in the evidence")
        start = claim.evidence.start + at
        out |= {"start": start, "end": start + len(out["mention"])}
    out["inferred"] = out["inferred"] or out["mention"] is None
    if not any(out[k] for k in ("mention", "actor", "name")):
        raise ValueError("an actor needs a mention, an id or a name")
    cls = one.get("class", "unknown") if target else None
    if target and cls not in _CLASSES:
        raise ValueError(f"class is one of {', '.join(_CLASSES)}")
    return out | {"class": cls}


def _time(claim: Claim, name: str, value: Any) -> dict[str, Any]:
    before = to_plain(claim.due if name == "due" and claim.due else claim.time)
    start, end = value["start"], value.get("end")
    if not (start or end) or (start and end and start >= end):
        raise ValueError("start and end are ISO dates, half-open")
    edtf = value.get("edtf") or f"{start or '..'}/{end or '..'}"
    return {**before, "start": start, "end": end, "edtf": edtf, "basis": "stated"}


def _evidence(claim: Claim, _name: str, value: Any) -> dict[str, Any]:
    """A span that meets the one it replaces; the caller knows that its words stand there."""
    start, end, text = int(value["start"]), int(value["end"]), str(value["text"])
    if end - start != len(text) or not text.strip():
        raise ValueError("start and end are the offsets of its text")
    if start >= claim.evidence.end or end <= claim.evidence.start:
        raise ValueError("it lies apart from what the claim was read from")
    return {"start": start, "end": end, "text": text}


def _at_same_words(field: str, needs: tuple[str, ...]) -> Callable[[Claim, str, Any], list[Any]]:
    """A check of a list whose members keep the words of those that they replace."""

    def check(claim: Claim, _name: str, value: Any) -> list[Any]:
        before = [to_plain(b) for b in getattr(claim, field)]
        out = []
        for number, one in enumerate(value):
            old = before[number] if number < len(before) else None
            whole = {**(old or _words_of(claim, one)), **one}
            lacking = [k for k in needs if k not in whole]
            if lacking:
                raise ValueError(f"needs {', '.join(lacking)}")
            out.append(whole)
        return out

    return check


def _words_of(claim: Claim, one: Json) -> dict[str, Any]:
    mention = one.get("mention") or claim.evidence.text
    at = claim.evidence.text.find(mention)
    if at < 0:
        raise ValueError(f"{mention!r} does not stand in the evidence")
    start = claim.evidence.start + at
    return {"mention": mention, "start": start, "end": start + len(mention)}


_CHECKS: Mapping[str, Callable[[Claim, str, Any], Any]] = {
    **dict.fromkeys(_WORDS, _word),
    "act": _act,
    "mode": _mode,
    "agents": _actors,
    "targets": _actors,
    "evidence": _evidence,
    "time": _time,
    "due": _time,
    "places": _at_same_words("places", ("name", "kind", "role", "lat", "lon", "precision_km")),
    "quantities": _at_same_words("quantities", ("what", "low", "high")),
    "chain": _at_same_words("chain", ("cue", "depth", "kind", "actor")),
}
