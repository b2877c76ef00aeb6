"""People's decisions, applied: the record's view of claims, and what a decision means for it.

Claims are never changed in silence. ``apply_judgements`` gives a view of them in which every
change carries the name of who made it, and lists what it could not place and where a decision and
what the accounts now say part. The later of two decisions holds.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from contested.claims.model import Claim
from contested.codec import from_plain, to_plain
from contested.errors import JudgementError
from contested.ids import claim_id
from contested.names import fold
from contested.record.anchors import Placed, place, sides
from contested.record.edits import edited
from contested.record.model import Anchor, DisputedField, ForecastOutcome, Judgement, Verdict

Mark = Literal["accepted", "rejected", "edited"]
_VOUCHED: frozenset[Verdict] = frozenset({"accept", "edit", "resolve"})
_MARKS: Mapping[Verdict, Mark] = {"accept": "accepted", "reject": "rejected", "edit": "edited"}
_PAIRS: tuple[Verdict, Verdict] = ("same", "distinct")
_OFFSETS = frozenset({"start", "end", "mention_start", "mention_end"})


@dataclass(frozen=True, slots=True)
class Regrade:
    """A field of the incident that ``claim`` is in, graded by a person."""

    claim: str
    field: DisputedField
    grade: str
    why: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A decision that could not be placed, or that the accounts or another one speak against."""

    judgements: tuple[str, ...]
    claim: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """What standing judgements say of the record, by claim ids as they are now.

    ``same`` and ``distinct`` are pairs in order of id. ``outcomes`` are of forecasts, with who says
    so. ``ratings`` are A to F by source. ``merges`` name an actor's id for folded words.
    """

    same: frozenset[tuple[str, str]] = frozenset()
    distinct: frozenset[tuple[str, str]] = frozenset()
    outcomes: Mapping[str, tuple[ForecastOutcome, str]] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)
    regrades: tuple[Regrade, ...] = ()
    merges: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """The view of claims. ``claims`` has all of them, rejected ones too; ``marks`` says which.

    ``placed`` is how each judgement's anchors were found, by judgement id.
    """

    claims: tuple[Claim, ...]
    marks: Mapping[str, Mark] = field(default_factory=dict)
    decisions: Decisions = field(default_factory=Decisions)
    placed: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)
    lost: tuple[Trouble, ...] = ()
    conflicts: tuple[Trouble, ...] = ()

    @property
    def standing(self) -> tuple[Claim, ...]:
        """Claims that nobody rejected: what the record is made of."""
        return tuple(c for c in self.claims if self.marks.get(c.id) != "rejected")


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those not undone, oldest first; an undo may itself be undone."""
    ordered = sorted(judgements, key=lambda j: j.at)
    gone: set[str] = set()
    for j in reversed(ordered):
        if j.verdict == "undo" and j.undoes and j.id not in gone:
            gone.add(j.undoes)
    return tuple(j for j in ordered if j.id not in gone and j.verdict != "undo")


def apply_judgements(
    claims: Sequence[Claim], judgements: Iterable[Judgement], texts: Mapping[str, str]
) -> Judged:
    """The view of ``claims`` under ``judgements``; ``texts`` are frozen texts by account id."""
    every = standing(judgements)
    if not every:
        return Judged(tuple(claims))
    found = place((a for j in every for a in j.anchors), claims, texts)
    kept = _restored(every, found, texts, claims)
    found |= {a: replace(found[a], claim=c.id, how="kept") for a, c in kept.items()}
    now = {c.id: c for c in (*claims, *kept.values())}
    marks: dict[str, Mark] = {}
    lost = [Trouble((j.id,), None, why) for j in every if (why := _why_lost(j, found))]
    conflicts: list[Trouble] = []
    for claim, said in _by_claim(every, found).items():
        now[claim], mark, troubles = _settle(now[claim], said)
        marks |= {claim: mark} if mark else {}
        conflicts += troubles
    decisions, clashes = _decisions(every, found)
    return Judged(
        claims=tuple(now.values()),
        marks=marks,
        decisions=decisions,
        placed={j.id: tuple(found[a] for a in j.anchors) for j in every},
        lost=tuple(lost),
        conflicts=(*conflicts, *clashes),
    )


def reading(claim: Claim) -> str:
    """What a person judges when they look at a claim: act, who, whom and how it is put."""
    who, whom = (" + ".join(sides(s)) or "nobody named" for s in (claim.agents, claim.targets))
    return f"{claim.kind} {claim.act or ''}: {who} → {whom}, {claim.stance}"


def _by_claim(
    every: Iterable[Judgement], found: Mapping[Anchor, Placed]
) -> dict[str, list[Judgement]]:
    """Judgements of one claim each, by that claim."""
    out: dict[str, list[Judgement]] = {}
    for j in every:
        at = found[j.anchors[0]].claim if len(j.anchors) == 1 else None
        if at is not None:
            out.setdefault(at, []).append(j)
    return out


def _settle(claim: Claim, said: Sequence[Judgement]) -> tuple[Claim, Mark | None, list[Trouble]]:
    """``claim`` as these judgements leave it, its mark, and what speaks against them."""
    claim, troubles = _as_vouched(claim, said)
    mark: Mark | None = None
    for j in said:
        by = f"{j.who} on {j.at[:10]}" + (f": {j.why}" if j.why else "")
        if mark and (mark == "rejected") != (j.verdict == "reject") and j.verdict in _MARKS:
            troubles.append(Trouble((j.id,), claim.id, f"{_MARKS[j.verdict]} after it was {mark}"))
        if j.verdict == "edit":
            try:
                changes = json.loads(j.changes or "{}")
                claim = _noted(edited(claim, changes), f"{', '.join(changes)} edited by {by}")
            except (JudgementError, ValueError) as error:
                troubles.append(Trouble((j.id,), claim.id, f"could not be applied: {error}"))
                continue
            mark = "edited"
        elif j.verdict in _MARKS:
            claim = _noted(claim, f"{_MARKS[j.verdict]} by {by}")
            mark = "edited" if mark == "edited" and j.verdict == "accept" else _MARKS[j.verdict]
    return claim, mark, troubles


def _as_vouched(claim: Claim, said: Sequence[Judgement]) -> tuple[Claim, list[Trouble]]:
    """The claim as a person last vouched for it, where it is now read otherwise.

    A rejected claim stays rejected whatever it now reads, and that is listed.
    """
    seen = [(j, from_plain(Claim, json.loads(j.kept))) for j in said if j.kept]
    if not seen or any(reading(before) == reading(claim) for _, before in seen):
        return claim, []
    j, before = seen[-1]
    what = f"judged as {reading(before)}; now read as {reading(claim)}"
    if j.verdict not in _VOUCHED or claim.account != before.account:  # offsets of another text
        return claim, [Trouble((j.id,), claim.id, what)]
    kept = replace(before, id=claim.id, file=claim.file)
    return kept, [Trouble((j.id,), claim.id, f"{what}; stays as judged")]


def _restored(
    every: Sequence[Judgement],
    found: Mapping[Anchor, Placed],
    texts: Mapping[str, str],
    claims: Iterable[Claim],
) -> dict[Anchor, Claim]:
    """Claims that a person vouched for and the model no longer finds, by their anchors."""
    last = {a: j for j in every for a in j.anchors if len(j.anchors) == 1 and j.kept}
    files = {c.account: c.file for c in claims}
    ids = {c.id for c in claims}
    out: dict[Anchor, Claim] = {}
    for anchor, j in reversed(last.items()):
        at = found[anchor]
        if at.claim is not None or j.verdict not in _VOUCHED or at.account is None:
            continue
        before = from_plain(Claim, json.loads(j.kept))
        file = files.get(at.account, before.file)
        claim = _moved(before, at.account, file, (at.start or 0) - anchor.start)
        said = claim.evidence
        if texts[at.account][said.start : said.end] != said.text:
            continue
        if claim.id in ids:
            claim = replace(
                claim, id=claim_id(claim.account, claim.kind, said.start, said.end, "kept")
            )
        claim = next((c for c in out.values() if _one(c, claim)), claim)
        out[anchor] = _noted(claim, "kept because a person judged it: no rule finds it now")
    return out


def _one(a: Claim, b: Claim) -> bool:
    """Whether two kept claims are one, judged twice while its span moved."""
    meet = a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end
    return meet and a.account == b.account and reading(a) == reading(b)


def _moved(claim: Claim, account: str, file: str, by: int) -> Claim:
    """``claim`` in another text that holds the same words ``by`` characters further on."""
    plain = _shifted(to_plain(claim), by) if by else to_plain(claim)
    return replace(from_plain(Claim, plain), account=account, file=file)


def _shifted(value: Any, by: int) -> Any:
    if isinstance(value, list):
        return [_shifted(v, by) for v in value]
    if not isinstance(value, dict):
        return value
    return {
        k: v + by if k in _OFFSETS and isinstance(v, int) else _shifted(v, by)
        for k, v in value.items()
    }


def _noted(claim: Claim, note: str) -> Claim:
    return claim if note in claim.why else replace(claim, why=(*claim.why, note))


def _why_lost(j: Judgement, found: Mapping[Anchor, Placed]) -> str:
    """Why ``j`` has no claim to apply to; empty when it has."""
    gone = [a for a in j.anchors if found[a].claim is None]
    if not gone:
        return ""
    where = "no account holds these words" if found[gone[0]].account is None else "no claim there"
    return f"{j.verdict} of “{gone[0].quote}”: {where}"


def _decisions(
    every: Sequence[Judgement], found: Mapping[Anchor, Placed]
) -> tuple[Decisions, list[Trouble]]:
    """What the judgements say beyond single claims, and which of them clash."""
    outcomes: dict[str, tuple[ForecastOutcome, str]] = {}
    ratings: dict[str, str] = {}
    merges: dict[str, str] = {}
    grades: dict[tuple[str, str], Regrade] = {}
    for j in every:
        at = next((c for c in (found[a].claim for a in j.anchors) if c is not None), None)
        said = json.loads(j.changes or "{}")
        by = f"{j.who} on {j.at[:10]}" + (f": {j.why}" if j.why else "")
        if j.verdict == "resolve" and at:
            outcomes[at] = (said["outcome"], f"resolved by {by}")
        elif j.verdict == "rate":
            ratings[fold(said["source"])] = said["rating"]
        elif j.verdict == "merge":
            merges[fold(said["name"])] = said["into"]
        elif j.verdict == "regrade" and at:
            grades[at, said["field"]] = Regrade(at, said["field"], said["grade"], by)
    pairs, clashes = _pairs(every, found)
    same, distinct = (frozenset(p for p, w in pairs.items() if w == v) for v in _PAIRS)
    return Decisions(same, distinct, outcomes, ratings, tuple(grades.values()), merges), clashes


def _pairs(
    every: Iterable[Judgement], found: Mapping[Anchor, Placed]
) -> tuple[dict[tuple[str, str], Verdict], list[Trouble]]:
    """Same and distinct pairs, the later verdict holding, and the pairs that got both."""
    pairs: dict[tuple[str, str], Judgement] = {}
    clashes = []
    for j in every:
        at = sorted({c for c in (found[a].claim for a in j.anchors) if c is not None})
        if j.verdict not in _PAIRS or len(at) != 2:
            continue
        pair = (at[0], at[1])
        if pair in pairs and pairs[pair].verdict != j.verdict:
            what = f"{j.verdict} after {pairs[pair].verdict} of the same pair"
            clashes.append(Trouble((pairs[pair].id, j.id), at[0], what))
        pairs[pair] = j
    return {p: j.verdict for p, j in pairs.items()}, clashes
