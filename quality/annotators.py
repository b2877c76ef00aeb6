"""How far two annotators of the gold agree: found by both, and each field where both found it.

    python quality/annotators.py

Compares ``gold/a.jsonl`` and ``gold/b.jsonl`` (first reading) with ``gold/second.jsonl`` by the
design's matching. Agreement on finding is the F1 of one reading against the other; on a field, the
share of matched claims on which both say the same. This is the ceiling for the extractor.
"""

import json
import sys
from pathlib import Path
from typing import Any

from contested.scoring.matching import score_claims

GOLD = Path(__file__).parent / "gold"
Json = dict[str, Any]


def read(*names: str) -> list[Json]:
    """The claims of several gold files."""
    lines = (ln for n in names for ln in (GOLD / n).read_text("utf-8").splitlines())
    return [json.loads(ln) for ln in lines if ln]


def report(first: list[Json], second: list[Json]) -> list[str]:
    """Agreement over all claims, by kind, and by field."""
    both = {c["file"] for c in first} & {c["file"] for c in second}
    score = score_claims(
        [c for c in first if c["file"] in both], [c for c in second if c["file"] in both]
    )
    lines = [f"{len(both)} accounts read twice"]
    for kind, counts in score.claims.items():
        lines.append(f"{kind}: F1 {counts.f1:.3f} (P {counts.precision:.3f} R {counts.recall:.3f})")
    lines.append(f"wholly the same: F1 {score.whole.f1:.3f}")
    for field, (same, of) in score.exact.items():
        lines.append(f"{field}: {same} of {of} the same ({same / of:.3f})" if of else f"{field}: –")
    return lines


def main() -> int:
    """Print the report."""
    print("\n".join(report(read("a.jsonl", "b.jsonl"), read("second.jsonl"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
