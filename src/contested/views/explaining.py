"""``why``: a claim's sentence with its roles marked, who says it, and what made it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contested.accounts.model import Account
from contested.claims.model import Actor, Claim, Time
from contested.store import cache, derived, log, rows, shelf
from contested.store.case import open_case
from contested.views import words
from contested.views.holding import spell_of
from contested.views.incident import incident
from contested.views.listing import plain_claim
from contested.views.output import clean, console, put_json, say

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

_STYLES = {
    "agent": "bold cyan",
    "target": "bold magenta",
    "place": "green",
    "time": "yellow",
    "says": "blue",
    "object": "cyan",
    "count": "yellow",
    "condition": "italic",
    "cause": "bold cyan",
    "effect": "bold magenta",
}
_BASIS = {
    "stated": "stated in the text",
    "inherited": "taken from the context",
    "account": "taken from the account's date",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A role and the half-open offsets, in the account, of the words that fill it."""

    role: str
    start: int
    end: int


def why(root: Path, prefix: str, json: bool) -> int:
    """Explain the claim, incident or control spell whose id begins with ``prefix``."""
    if prefix.startswith("i_"):
        return incident(root, prefix, json)
    if prefix.startswith("s_"):
        return spell_of(root, prefix, json)
    case = open_case(root)
    with case.database.read() as connection:
        claim = rows.find_claim(connection, prefix)
        account = shelf.load_account(connection, claim.account)
        built = log.last_build(connection)
        key = cache.annotation_key(account, built["model"]) if built else ""
        marks = derived.marks(connection)
        inside = derived.incidents_of(connection, claim.id)
        start, end = sentence_around(claim, cache.sentence_bounds(connection, key))
    if json:
        text = {"start": start, "end": end, "text": account.text[start:end]}
        met = [
            {"file": a.file, "publisher": a.publisher, "url": a.url} for a in account.appearances
        ]
        put_json(
            {
                "claim": plain_claim(claim, marks),
                "sentence": text,
                "appearances": met,
                "incidents": inside,
            }
        )
        return 0
    screen = console()
    say(
        f"{claim.id}  {words.doing(claim)}  {claim.stance}  confidence {claim.confidence:.2f}"
        + (f"  {marks[claim.id]} by a person" if claim.id in marks else "")
    )
    screen.print(marked(account.text, start, end, claim))
    screen.print()
    screen.print(_chain(claim, account))
    for title, line in _lines(claim):
        say(f"{title:<11} {line}")
    for name in inside:
        say(f"{'incident':<11} {name}")
    return 0


def sentence_around(claim: Claim, sentences: list[tuple[int, int]]) -> tuple[int, int]:
    """Offsets of the sentences that the evidence touches, or of the evidence alone."""
    at = claim.evidence
    touched = [(s, e) for s, e in sentences if s < at.end and e > at.start]
    touched.append((at.start, at.end))
    return min(s for s, _ in touched), max(e for _, e in touched)


def marks(claim: Claim) -> Iterator[Mark]:
    """Every role whose words the account has, in the claim's order."""
    for role, actors in (("agent", claim.agents), ("target", claim.targets)):
        for a in actors:
            if a.start is not None and a.end is not None:
                yield Mark(role, a.start, a.end)
    yield from (Mark("object", o.start, o.end) for o in claim.objects)
    yield from (Mark("place", p.start, p.end) for p in claim.places)
    yield from (Mark("count", q.start, q.end) for q in claim.quantities)
    yield from (Mark("says", k.start, k.end) for k in claim.chain)
    for role, one in (("cause", claim.cause), ("effect", claim.effect)):
        if one is not None:
            yield Mark(role, one.start, one.end)
    if claim.time.mention_start is not None and claim.time.mention_end is not None:
        yield Mark("time", claim.time.mention_start, claim.time.mention_end)
    if claim.condition is not None:
        yield Mark("condition", claim.condition.start, claim.condition.end)


def marked(text: str, start: int, end: int, claim: Claim) -> "Text":
    """``text[start:end]`` with each role as ``[role: words]``, one inside the other if need be."""
    from rich.text import Text

    inside = _nested([m for m in marks(claim) if start <= m.start < m.end <= end])
    opens = {m.start: [o for o in inside if o.start == m.start] for m in inside}
    closes = {m.end: [o for o in inside if o.end == m.end] for m in inside}
    out, at = Text(), start
    for cut in sorted({*opens, *closes, end}):
        out.append(_visible(text[at:cut]), style=_style(inside, claim, at))
        out.append("]" * len(closes.get(cut, ())), style="dim")
        for mark in opens.get(cut, ()):
            out.append(f"[{mark.role}: ", style=_STYLES[mark.role])
        at = cut
    return out


def _nested(every: list[Mark]) -> list[Mark]:
    """Outer first, without those that cross one kept before or repeat its words."""
    kept: list[Mark] = []
    for mark in sorted(set(every), key=lambda m: (m.start, -m.end, m.role)):
        if all(mark.start >= k.end or mark.end <= k.end for k in kept):
            kept.append(mark)
    return kept


def _style(inside: list[Mark], claim: Claim, at: int) -> str:
    roles = [m.role for m in inside if m.start <= at < m.end]
    if roles:
        return _STYLES[roles[-1]]
    return "bold" if claim.evidence.start <= at < claim.evidence.end else ""


def _visible(piece: str) -> str:
    """``clean``, with the spaces at both ends kept."""
    lead = " " * (piece[:1].isspace())
    tail = " " * (piece[-1:].isspace() and bool(piece.strip()))
    return lead + clean(piece) + tail


def _chain(claim: Claim, account: Account) -> "Tree":
    from rich.text import Text
    from rich.tree import Tree

    first = account.first
    by = first.publisher or first.author or "unnamed publisher"
    head = f"{by}, {account.date or 'undated'} ({claim.file})"
    if claim.translator:
        head += f", translated by {claim.translator}"
    tree = Tree(Text(clean(head)))
    for other in account.appearances[1:]:
        tree.add(Text(clean(f"also met as {other.file}, {other.publisher or 'no publisher'}")))
    branch = tree
    for depth in sorted({k.depth for k in claim.chain}):
        links = [k for k in claim.chain if k.depth == depth]
        said = " + ".join(
            f"{k.mention} ({k.kind}{f', {k.actor}' if k.actor else ''})" for k in links
        )
        cues = ", ".join(dict.fromkeys(k.cue for k in links if k.cue))
        branch = branch.add(Text(clean(said + (f" “{cues}”" if cues else ""))))
    if not claim.chain:
        branch.add(Text("in its own voice"))
    return tree


def _lines(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "evidence", clean(claim.evidence.text)
    for title, actors in (("agents", claim.agents), ("targets", claim.targets)):
        yield from ((title, _actor(a)) for a in actors)
    yield from (("object", clean(o.mention)) for o in claim.objects)
    for p in claim.places:
        there = "not placed" if p.lat is None else f"{p.lat:.3f}, {p.lon:.3f} ± {p.precision_km} km"
        yield "place", clean(f"{p.role} {p.name} ({p.kind}), {there}")
    yield "time", _time(claim.time)
    if claim.due:
        yield "due", _time(claim.due)
    for q in claim.quantities:
        yield "count", clean(f"{q.what} {_range(q.low, q.high)} “{q.mention}”")
    codes = (claim.acled, claim.cameo and f"CAMEO {claim.cameo}", claim.quad)
    if any(codes):
        yield "codes", ", ".join(filter(None, codes))
    yield (
        "stance",
        f"{claim.stance}: {claim.polarity} {claim.modality}, treated as {claim.treatment}",
    )
    yield "passage", clean(f"{claim.passage.kind} {claim.passage.voice or ''}")
    yield from (("why", clean(rule)) for rule in claim.why)
    yield from (("left open", clean(note)) for note in claim.notes)


def _actor(actor: Actor) -> str:
    named = " / ".join(filter(None, (actor.name, actor.actor, actor.party, actor.cls)))
    how = ", inferred" if actor.inferred else ""
    return clean(f"{actor.mention or '(no words)'} = {named or 'not in the registry'}{how}")


def _time(time: Time) -> str:
    if time.start is None and time.end is None:
        return "not dated"
    said = f" “{time.mention}”" if time.mention else ""
    return clean(f"[{time.start or '..'}, {time.end or '..'}) {_BASIS[time.basis]}{said}")


def _range(low: int | None, high: int | None) -> str:
    if low == high and low is not None:
        return f"{low:,}"
    return f"{'..' if low is None else f'{low:,}'}–{'..' if high is None else f'{high:,}'}"
