"""Draw the sentences whose claims are written by hand, by a fixed seed.

Prints one JSON object a line: account file or id, and the half-open character offsets of a
sentence. The splitting is this script's own and rough on purpose, so that the draw owes nothing to
the extractor: it can cut a sentence wrongly, and then the piece as cut is what is annotated.
``--show`` adds the text on standard error, for the reader alone: nothing of it is stored.
"""

import json
import random
import re
import sys
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "accounts"
SEED, EACH = 20151009, 15
# A full stop, question or exclamation mark, a closing quote perhaps, then a capital or a quote.
END = re.compile(r"(?<![A-Z])(?<!\bGen)(?<!\bMr)(?<!\bMrs)[.!?…][”\"’)]?\s+(?=[“\"‘(A-Z—])|\n+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the pieces of ``text`` that have at least five words."""
    cuts = [0, *(m.end() for m in END.finditer(text)), len(text)]
    pieces = []
    for start, end in pairwise(cuts):
        body = text[start:end]
        left = start + len(body) - len(body.lstrip())
        right = start + len(body.rstrip())
        if len(body.split()) >= 5:
            pieces.append((left, right))
    return pieces


def read_seeds() -> dict[str, str]:
    """The five seed texts by file name."""
    files = sorted((DATA / "seeds").glob("*.txt"))
    return {p.name: p.read_bytes().decode("utf-8") for p in files}


def read_reports() -> dict[str, str]:
    """The newspaper reports by id."""
    lines = (DATA / "guardian-sdf" / "accounts.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {str(row["id"]): str(row["text"]) for row in rows}


def draw(texts: dict[str, str], chance: random.Random) -> list[tuple[str, int, int]]:
    """``EACH`` sentences of ``texts``, every sentence equally likely, in reading order."""
    pool = [(name, start, end) for name, text in texts.items() for start, end in sentences(text)]
    return sorted(chance.sample(pool, EACH))


def main() -> int:
    """Print the drawn sentences; with ``--show`` their text goes to standard error."""
    if not DATA.exists():
        print(f"{DATA} is not there: nothing to draw from", file=sys.stderr)
        return 1
    chance = random.Random(SEED)
    for texts in (read_seeds(), read_reports()):
        for name, start, end in draw(texts, chance):
            print(json.dumps({"account": name, "start": start, "end": end}))
            if "--show" in sys.argv:
                print(f"{name} {start} {texts[name][start:end]!r}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
