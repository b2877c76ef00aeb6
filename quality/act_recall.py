"""How often the tool states the act that a labelled sentence tells, on sentences by others.

    python quality/act_recall.py [SHARED] [--weights PATH] [--half A|B]

SHARED (default ``../shared/data``) holds ``plover`` (``PLV_train.tsv``: a PLOVER act for a marked
source and target, YIELD meaning CONCEDE or RETREAT; ``AW_train.tsv``: an event type of ACE or
WikiEvents, of which those that mean one PLOVER act are read by ``EVENT_ACTS``) and ``cameo``
(``class-train.tsv``: one of four quads, or 0 for none). Each sentence is read as one account with
an empty context, so that nothing but its own words can help.

The sentences are parted by a hash of their letters and digits. Half A may be looked at while the
vocabulary is written; half B is only ever scored, so the gap between the two is what was learnt by
heart. Prints one JSON object: half → set → counts. ``act``: some claim has the labelled act (for
cameo and, beside it, for plover: the labelled ``quad``); ``event``: some claim of an incident or of
control; ``source`` and ``target``: of the sentences with the labelled act, those in which an agent
(a target, object or place) of such a claim overlaps the marked words. ``none``: sentences that
cameo's coders gave no class, and how many of them yield a claim of an incident all the same.
Nothing of the sentences is written out. Exits 1 when SHARED is not there.
"""

import argparse
import csv
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from contested.accounts.read import read_account
from contested.accounts.source import source_of
from contested.annotate.annotate import annotate
from contested.annotate.encoder import Encoder, load_encoder
from contested.claims.extract import extract_claims
from contested.claims.model import Claim

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
TITLE = "Report\n\n"
QUADS = {
    "1": "verbal cooperation",
    "2": "material cooperation",
    "3": "verbal conflict",
    "4": "material conflict",
}
# What the event types of ACE and WikiEvents mean in PLOVER, where they mean one act.
EVENT_ACTS = {
    "Conflict:Attack": "ASSAULT",
    "Conflict.Attack": "ASSAULT",
    "Life:Die": "ASSAULT",
    "Life.Die": "ASSAULT",
    "Life:Injure": "ASSAULT",
    "Life.Injure": "ASSAULT",
    "Conflict:Demonstrate": "PROTEST",
    "Contact:Meet": "CONSULT",
    "Contact.Contact.Meet": "CONSULT",
    "Justice:Arrest-Jail": "COERCE",
    "Justice.ArrestJailDetain": "COERCE",
    "Contact.RequestCommand": "REQUEST",
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence with its label: ``acts`` (PLOVER roots) or none, ``quad`` or None for no act.

    ``source`` and ``target`` are half-open character spans of the sentence, None when unmarked.
    """

    set: str
    text: str
    acts: frozenset[str]
    quad: str | None
    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None

    @property
    def key(self) -> str:
        """The sentence in lower-case letters and digits."""
        return re.sub(r"[^a-z0-9]", "", self.text.lower())

    @property
    def half(self) -> str:
        """A or B, by the hash of the key."""
        return "AB"[int(hashlib.sha256(self.key.encode()).hexdigest(), 16) % 2]


def read_labelled(root: Path) -> list[Labelled]:
    """Every labelled sentence under ``root``; FileNotFoundError names what is missing."""
    rows = [*_plover(root / "plover" / "PLV_train.tsv"), *_events(root / "plover" / "AW_train.tsv")]
    for line in (root / "cameo" / "class-train.tsv").read_text("utf-8").splitlines():
        text, _, label = line.rpartition("\t")
        if text:
            name = "cameo" if label in QUADS else "none"
            rows.append(Labelled(name, text.strip('"'), frozenset(), QUADS.get(label)))
    return rows


def _plover(path: Path) -> Iterator[Labelled]:
    for row in _table(path):
        act = row["gold_root"]
        acts = {"CONCEDE", "RETREAT"} if act == "YIELD" else {act}
        text, source, target = _marked(row["marked_sentence"])
        yield Labelled("plover", text, frozenset(acts), QUADS[row["gold_penta"]], source, target)


def _events(path: Path) -> Iterator[Labelled]:
    for row in _table(path):
        kind = row["event_type"]
        act = EVENT_ACTS.get(kind) or EVENT_ACTS.get(kind.rpartition(".")[0])
        if act is not None and row["gold_binary"] == "1":
            text, source, target = _marked(row["marked_sentence"])
            yield Labelled("events", text, frozenset({act}), None, source, target)


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def _marked(text: str) -> tuple[str, tuple[int, int] | None, tuple[int, int] | None]:
    """The sentence without its marks, and the spans that stood between them."""
    out, spans, opened = "", {}, 0
    for piece in re.split(r"(</?[st]>)", text):
        if piece in ("<s>", "<t>"):
            opened = len(out)
        elif piece in ("</s>", "</t>"):
            spans[piece[2]] = (opened, len(out))
        else:
            out += piece
    return out, spans.get("s"), spans.get("t")


def read_claims(text: str, encoder: Encoder) -> tuple[Claim, ...]:
    """The claims of one sentence, read as the body of an account of its own."""
    account = read_account(source_of("sentence.txt", f"{TITLE}{text}\n".encode()))
    return tuple(extract_claims(account, annotate(account, encoder)))


def judge(row: Labelled, claims: Iterable[Claim]) -> Counter[str]:
    """What of the label the claims state, as counts to be added up."""
    found = [c for c in claims if c.evidence.start >= len(TITLE)]
    right = [c for c in found if c.act in row.acts]
    out = Counter(sentences=1)
    out["event"] += any(c.kind in ("event", "control") for c in found)
    out["quad"] += any(c.quad is not None and c.quad == row.quad for c in found)
    out["act"] += bool(right)
    if row.source and row.target:
        out["source"] += any(_meets(row.source, c.agents) for c in right)
        done = [(*c.targets, *c.objects, *c.places) for c in right]
        out["target"] += any(_meets(row.target, mentions) for mentions in done)
    return out


def _meets(span: tuple[int, int], mentions: Iterable[object]) -> bool:
    """Whether any mention that stands in the text overlaps the marked words."""
    start, end = (len(TITLE) + edge for edge in span)
    ends = [(getattr(m, "start", None), getattr(m, "end", None)) for m in mentions]
    return any(a is not None and b is not None and a < end and b > start for a, b in ends)


def main() -> int:
    """Print the counts of each half and set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--weights", type=Path, default=None)
    parser.add_argument("--half", choices=("A", "B"), default=None)
    given = parser.parse_args()
    if not (given.data / "plover").exists():
        print(f"{given.data / 'plover'} is not there: nothing to read", file=sys.stderr)
        return 1
    rows = [r for r in read_labelled(given.data) if given.half in (None, r.half)]
    encoder = load_encoder(given.weights)
    told: dict[str, tuple[Claim, ...]] = {}
    counts: dict[str, dict[str, Counter[str]]] = {"A": {}, "B": {}}
    for i, row in enumerate(rows):
        if row.text not in told:
            told[row.text] = read_claims(row.text, encoder)
        counts[row.half].setdefault(row.set, Counter()).update(judge(row, told[row.text]))
        if i % 100 == 0 and sys.stderr.isatty():
            print(f"\r{i} of {len(rows)}", end="", file=sys.stderr)
    print(json.dumps({h: {s: dict(c) for s, c in sets.items()} for h, sets in counts.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
