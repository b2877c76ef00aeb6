"""Decisions and moved claims, for tests of what a person's word survives."""

import json
import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from contested.claims.model import Claim
from contested.codec import to_plain
from contested.ids import claim_id, judgement_id
from contested.record.anchors import anchor_of
from contested.record.model import Judgement, Verdict

BY = "Salwa"


def decide(
    verdict: Verdict,
    claims: Claim | tuple[Claim, ...] = (),
    texts: Mapping[str, str] | None = None,
    at: str = "2026-11-20T10:00:00Z",
    **said: Any,
) -> Judgement:
    """A judgement by Salwa on ``claims``; ``said`` are its changes, or ``undoes``."""
    on = (claims,) if isinstance(claims, Claim) else claims
    undoes = said.pop("undoes", None)
    return Judgement(
        id=judgement_id(verdict, at, *(c.id for c in on), json.dumps(said), undoes or ""),
        verdict=verdict,
        anchors=tuple(anchor_of(c, (texts or {})[c.account]) for c in on),
        who=BY,
        at=at,
        changes=json.dumps(said) if said else "",
        undoes=undoes,
        kept=json.dumps(to_plain(on[0])) if len(on) == 1 else "",
    )


def moved(claim: Claim, text: str, by: random.Random) -> Claim:
    """``claim`` with one or both ends of its evidence moved by one to three words.

    At most a third of its words go, as when a retrained model ends a span elsewhere.
    """
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    inside = [
        k for k, (s, e) in enumerate(words) if s < claim.evidence.end and e > claim.evidence.start
    ]
    most = max(1, min(3, len(inside) // 3))
    first = inside[0] + by.choice((-1, 1)) * by.randint(0, most)
    last = inside[-1] + by.choice((-1, 1)) * by.randint(0 if first != inside[0] else 1, most)
    if max(0, first - inside[0]) + max(0, inside[-1] - last) > most:
        last = inside[-1]  # both ends cut short would leave next to nothing
    first, last = max(0, min(first, inside[-1])), min(len(words) - 1, max(last, inside[0]))
    start, end = words[first][0], words[max(first, last)][1]
    if (start, end) == (claim.evidence.start, claim.evidence.end):
        start = words[inside[0] - 1][0] if inside[0] else start
        end = end if inside[0] else words[inside[-1] + 1][1]
    return respan(claim, text, start, end)


def respan(claim: Claim, text: str, start: int, end: int) -> Claim:
    """``claim`` on ``[start, end)`` of the same account, under the id that this gives."""
    said = replace(claim.evidence, start=start, end=end, text=text[start:end])
    new = claim_id(claim.account, claim.kind, start, end, claim.id)
    return replace(claim, id=new, evidence=said)


def by_account(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims in order, by account."""
    out: dict[str, list[Claim]] = {}
    for claim in claims:
        out.setdefault(claim.account, []).append(claim)
    return out
