"""Share of hand-written claims that the tool finds: thirty drawn sentences, written before any run.

    python quality/recall.py seeds.jsonl reports.jsonl

Takes exports of ``contested export claims`` of the seeds and of the newspaper reports. A claim
counts as found by the design's matching (kinds agree, evidence overlaps by half); fields are then
compared one by one. The list holds offsets only, never text of others.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contested.scoring.agreement import FIELDS, field_right
from contested.scoring.matching import match

LIST = Path(__file__).parent / "recall" / "sentences.jsonl"
Json = dict[str, Any]


def gold_claims(rows: list[Json]) -> Iterator[Json]:
    """The written claims, each with the account it stands in."""
    for row in rows:
        for claim in row["claims"]:
            yield claim | {"file": row["account"]}


def in_sentences(claims: list[Json], rows: list[Json]) -> Iterator[Json]:
    """Exported claims whose evidence begins in a drawn sentence, under the list's account names."""
    spans = {(r["account"], r["start"], r["end"]) for r in rows}
    for claim in claims:
        name = str(claim["file"]).rsplit("#", 1)[-1]
        start = claim["evidence"]["start"]
        if any(a == name and b <= start < e for a, b, e in spans):
            yield claim | {"file": name}


def report(rows: list[Json], exported: list[Json]) -> list[str]:
    """Found of written, per kind, and of the found the share with each field right."""
    gold, system = list(gold_claims(rows)), list(in_sentences(exported, rows))
    pairs = match(gold, system)
    lines = [f"found {len(pairs)} of {len(gold)} written claims ({len(pairs) / len(gold):.1%})"]
    lines.append(f"{len(system)} claims exported in the {len(rows)} sentences")
    kinds = sorted({g["kind"] for g in gold})
    for kind in kinds:
        of = [i for i, g in enumerate(gold) if g["kind"] == kind]
        hit = sum(i in of for i, _ in pairs)
        lines.append(f"  {kind}: {hit} of {len(of)}")
    for field in FIELDS:
        judged = [(gold[i], system[j]) for i, j in pairs if field in gold[i]]
        if judged:
            right = sum(field_right(field, g, s) for g, s in judged)
            lines.append(f"  {field} right in {right} of {len(judged)} found")
    return lines


def read(path: Path) -> list[Json]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def main(paths: list[str]) -> int:
    """Print the report; needs at least one export."""
    if not paths:
        print(__doc__)
        return 2
    exported = [c for p in paths for c in read(Path(p))]
    print("\n".join(report(read(LIST), exported)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
