"""The form in which a claim is edited, and what of it was changed."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from contested.claims.act_table import load_act_table
from contested.claims.model import Claim, Time
from contested.codec import to_plain
from contested.errors import JudgementError
from contested.record.anchors import sides
from contested.store import rows, shelf
from contested.views.output import clean_in_place
from contested.views.web.reading import Look

AROUND = 400  # characters of the account on either side of the evidence
COUNTED = ("killed", "injured", "detained", "displaced", "fighters", "aircraft", "strikes")
STANCES = ("asserted", "denied", "doubted", "hypothetical", "future")
TREATMENTS = ("neutral", "distanced", "endorsed")
KINDS = ("outlet", "state", "person", "group", "anonymous", "document")
_PLACE = ("name", "role", "lat", "lon", "precision_km")
_LINK = ("mention", "kind", "actor", "depth")
_NUMBERS = ("lat", "lon", "precision_km")


def edit(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """One claim's fields as a form. Raises ``NotFound``."""
    found = rows.find_claim(look.connection, asked["id"])
    claim = look.now(found)
    text = shelf.load_account(look.connection, claim.account).text
    a, b = claim.evidence.start, claim.evidence.end
    return {
        "title": "Edit a claim",
        "claim": look.told([found])[found.id],
        "before": clean_in_place(text[max(0, a - AROUND) : a]),
        "after": clean_in_place(text[b : b + AROUND]),
        "form": {k: clean_in_place(v) for k, v in form_of(claim).items()},
        "places": [(n, p.mention) for n, p in enumerate(claim.places)],
        "links": range(len(claim.chain) + 1),
        "counted": COUNTED,
        "acts": tuple(load_act_table().rows) if claim.act else (),
        "stances": STANCES,
        "treatments": TREATMENTS,
        "kinds": KINDS,
        "forecast": claim.kind == "forecast",
    }


def form_of(claim: Claim) -> dict[str, str]:
    """The claim's fields as a form holds them, by the names of its inputs."""
    out = {
        "evidence": claim.evidence.text,
        "act": claim.act or "",
        "stance": claim.stance,
        "treatment": claim.treatment,
        "agents": " + ".join(sides(claim.agents)),
        "targets": " + ".join(sides(claim.targets)),
        "time": _days(claim.time),
        "due": _days(claim.due) if claim.due else "",
    }
    for n, place in enumerate(claim.places):
        out |= {f"place{n}.{k}": _word(getattr(place, k)) for k in _PLACE}
    for n, link in enumerate(claim.chain):
        out |= {f"link{n}.{k}": _word(getattr(link, k)) for k in _LINK}
    new = len(claim.chain)
    out |= {f"link{new}.{k}": "" for k in _LINK} | {f"link{new}.kind": "person"}
    for what in COUNTED:
        some = next((q for q in claim.quantities if q.what == what), None)
        low, high = (some.low, some.high) if some else (None, None)
        exact = low is not None and low == high
        out[what] = _word(low) if exact else f"{_word(low)}-{_word(high)}" if some else ""
    return out


def changes_of(claim: Claim, form: Mapping[str, str]) -> list[str]:
    """``FIELD=VALUE`` of every field that ``form`` has otherwise than ``claim``.

    ``was.NAME`` in the form is what the input held when the page was made; only what differs from
    that counts, so that an edit by somebody else in the meantime is not undone unseen.
    """
    held = form_of(claim)
    before = {k: form.get(f"was.{k}", held[k]) for k in held}
    other = {k for k in held if k in form and _flat(form[k]) != _flat(before[k])}
    out = [f"{k}={form[k]}" for k in ("evidence", "act", "stance", "treatment") if k in other]
    out += [f"{k}={form[k]}" for k in ("agents", "targets", "time", "due") if k in other]
    out += [f"{k}={form[k]}" for k in COUNTED if k in other and form[k]]
    lost = [k for k in COUNTED if k in other and not form[k]]
    if lost:
        kept = [to_plain(q) for q in claim.quantities if q.what not in lost]
        out.append(f"quantities={json.dumps(kept)}")
    if any(k.startswith("place") for k in other):
        out.append(f"places={json.dumps(_places(claim, form, other), ensure_ascii=False)}")
    if any(k.startswith("link") for k in other):
        out.append(f"chain={json.dumps(_chain(claim, form), ensure_ascii=False)}")
    return out


def _places(claim: Claim, form: Mapping[str, str], other: set[str]) -> list[dict[str, Any]]:
    """Places with their new names and positions; one without a name is taken away."""
    out = []
    for n, place in enumerate(claim.places):
        told = {k: form.get(f"place{n}.{k}", "") for k in _PLACE}
        if not told["name"]:
            continue
        where = {k: _number(k, told[k]) for k in _NUMBERS}
        if f"place{n}.name" in other and not {f"place{n}.lat", f"place{n}.lon"} & other:
            where = dict.fromkeys(_NUMBERS)  # where the other place lies, this one need not
        out.append({**to_plain(place), "name": told["name"], "role": told["role"] or "at", **where})
    return out


def _chain(claim: Claim, form: Mapping[str, str]) -> list[dict[str, Any]]:
    """Speakers with their new words; one without words is taken away."""
    out = []
    for n in range(len(claim.chain) + 1):
        told = {k: form.get(f"link{n}.{k}", "") for k in _LINK}
        if not told["mention"]:
            continue
        old = to_plain(claim.chain[n]) if n < len(claim.chain) else {"cue": None}
        if old.get("mention") != told["mention"]:
            old = {"cue": old.get("cue"), **_at(claim, told["mention"])}
        depth = _number("depth", told["depth"] or str(n))
        out.append(old | {"mention": told["mention"], "kind": told["kind"],
                          "actor": told["actor"] or None, "depth": int(depth or 0)})  # fmt: skip
    return out


def _at(claim: Claim, mention: str) -> dict[str, int]:
    at = claim.evidence.text.find(mention)
    if at < 0:
        raise JudgementError(f"chain: {mention!r} does not stand in the evidence; widen that first")
    return {"start": claim.evidence.start + at, "end": claim.evidence.start + at + len(mention)}


def _number(name: str, words: str) -> float | None:
    try:
        return float(words) if words else None
    except ValueError:
        raise JudgementError(f"{name}: {words!r} is no number") from None


def _days(time: Time) -> str:
    """The first and the last day, as the form takes them back; two dots where it is open."""
    if not (time.start or time.end):
        return ""
    last = ".."
    if time.end:
        last = (date.fromisoformat(time.end) - timedelta(days=1)).isoformat()
    return last if last == time.start else f"{time.start or '..'}/{last}"


def _word(value: object) -> str:
    return "" if value is None else str(value)


def _flat(words: str) -> str:
    return " ".join(words.split())
