"""Claims from whole texts against sets that were marked for other ends: a check from outside.

MEANTIME marks events with polarity, certainty and participants (business news); directed sentiment
says which of two actors is for or against the other. Neither is the claim contract, so these
scores compare models with one another; they are no measure of how right a claim is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from contested.accounts.read import read_account
from contested.accounts.source import source_of
from contested.claims.model import Actor, Claim
from contested.scoring.datasets.base import DataAbsent, Mark, locate
from contested.scoring.datasets.directed import CLASSES, Sentiment, read_directed_sentiment
from contested.scoring.datasets.meantime import (
    MeantimeDocument,
    MeantimeMention,
    read_meantime,
)
from contested.scoring.metrics import accuracy, macro_f1_interval
from contested.scoring.predictors import Model
from contested.scoring.rows import Row, make_row

if TYPE_CHECKING:
    from contested.annotate.encoder import Encoder

Offsets = tuple[int, int]


def claims_of(text: str, encoder: Model) -> tuple[Claim, ...]:
    """The claims of a plain text, offsets into it."""
    from contested.annotate.annotate import annotate  # noqa: PLC0415
    from contested.claims.extract import extract_claims  # noqa: PLC0415

    account = read_account(source_of("text.txt", text.encode("utf-8")))
    return extract_claims(account, annotate(account, cast("Encoder", encoder)))


@dataclass(frozen=True, slots=True)
class Found:
    """A gold event and the tightest claim whose evidence holds it (None: not found)."""

    event: MeantimeMention
    offsets: Offsets
    claim: Claim | None


def laid_out(document: MeantimeDocument) -> tuple[str, tuple[Offsets, ...]]:
    """A document as text, a paragraph a sentence, and each word's offsets."""
    text, offsets = "", []
    for before, word in zip((None, *document.words), document.words, strict=False):
        if before is not None:
            text += " " if before.sentence == word.sentence else "\n\n"
        offsets.append((len(text), len(text) + len(word.text)))
        text += word.text
    return text, tuple(offsets)


def tightest(claims: Sequence[Claim], offsets: Offsets) -> Claim | None:
    """The claim with the shortest evidence around ``offsets``."""
    around = [c for c in claims if c.evidence.start <= offsets[0] and offsets[1] <= c.evidence.end]
    return min(around, key=lambda c: c.evidence.end - c.evidence.start, default=None)


def stance_of(event: MeantimeMention) -> str:
    """MEANTIME's certainty, time and polarity as a stance."""
    if event.polarity == "NEG":
        return "denied"
    if event.time == "FUTURE":
        return "future"
    return "asserted" if event.certainty in ("CERTAIN", "") else "doubted"


def meantime_rows(root: Path, encoder: Model) -> Iterator[Row]:
    """Share of events inside a claim; stance and participants of those found."""
    found: list[Found] = []
    roles = {"Arg0": [0, 0], "Arg1": [0, 0]}
    for document in read_meantime(root):
        text, offsets = laid_out(document)
        mine = _events(document, offsets, claims_of(text, encoder))
        found += mine
        _count_roles(document, offsets, mine, roles)
    held = [f for f in found if f.claim is not None]
    split = "all articles"
    unit = (len(found), "events")
    yield make_row("meantime", "events inside a claim", len(held) / max(1, len(found)), unit, split)
    gold = [stance_of(f.event) for f in held]
    given = [f.claim.stance for f in held if f.claim]
    unit = (len(held), "found events")
    yield make_row("meantime", "stance accuracy", accuracy(gold, given), unit, split)
    yield make_row("meantime", "stance macro F1", macro_f1_interval(gold, given).value, unit, split)
    for role, (right, wanted) in roles.items():
        unit = (wanted, "participants")
        yield make_row("meantime", f"{role} recall", right / max(1, wanted), unit, split)


def _events(
    document: MeantimeDocument, offsets: Sequence[Offsets], claims: Sequence[Claim]
) -> list[Found]:
    spans = [(m, _span(m, offsets)) for m in document.mentions if m.kind == "event" and m.words]
    return [Found(m, s, tightest(claims, s)) for m, s in spans]


def _span(mention: MeantimeMention, offsets: Sequence[Offsets]) -> Offsets:
    return offsets[mention.words[0]][0], offsets[mention.words[-1]][1]


def _count_roles(
    document: MeantimeDocument,
    offsets: Sequence[Offsets],
    found: Sequence[Found],
    roles: dict[str, list[int]],
) -> None:
    """Arg0 should be met by an agent, Arg1 by a target, an object or a place."""
    mentions = {m.id: m for m in document.mentions if m.words}
    claims = {f.event.id: f.claim for f in found if f.claim is not None}
    for link in document.participants:
        if link.event in claims and link.entity in mentions and link.role in roles:
            claim, span = claims[link.event], _span(mentions[link.entity], offsets)
            roles[link.role][1] += 1
            roles[link.role][0] += any(_meet(span, s) for s in _fillers(claim, link.role))


def _fillers(claim: Claim, role: str) -> Iterator[Offsets]:
    if role == "Arg0":
        yield from _actor_spans(claim.agents)
    else:
        yield from _actor_spans(claim.targets)
        yield from ((t.start, t.end) for t in claim.objects)
        yield from ((p.start, p.end) for p in claim.places)


def _actor_spans(actors: Sequence[Actor]) -> Iterator[Offsets]:
    return ((a.start, a.end) for a in actors if a.start is not None and a.end is not None)


def _meet(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def directed_rows(root: Path, encoder: Model) -> Iterator[Row]:
    """Who is for or against whom, from the signs of events and relations between the two."""
    names = [p.stem for p in locate(root, "directed-sentiment", r"(train|valid|test)\.txt")]
    if not names:
        raise DataAbsent(f"{root}: no directed-sentiment folder")
    for split in sorted(set(names) - {"train"} or set(names)):
        items = read_directed_sentiment(root, split)
        gold = [CLASSES[i.label] for i in items]
        given = [sentiment_of(i, claims_of(i.text, encoder)) for i in items]
        unit = (len(items), "sentences")
        value = macro_f1_interval(gold, given).value
        yield make_row("directed sentiment", "macro F1", value, unit, split)
        yield make_row("directed sentiment", "accuracy", accuracy(gold, given), unit, split)


def sentiment_of(item: Sentiment, claims: Sequence[Claim]) -> str:
    """The class that the first signed claim between p and q says, neutral when none does."""
    marks = {m.label: m for m in item.marks}
    if len(marks) < 2:
        return CLASSES[0]
    for claim in claims:
        if claim.sign and claim.polarity == "+":
            for one, other in (("p", "q"), ("q", "p")):
                if _fills(claim.agents, marks[one]) and _fills(claim.targets, marks[other]):
                    return f"{one}{'+' if claim.sign > 0 else '-'}{other}"
    return CLASSES[0]


def _fills(actors: Sequence[Actor], mark: Mark) -> bool:
    return any(_meet((mark.start, mark.end), s) for s in _actor_spans(actors))
