"""Does confidence mean something: of the claims given 0.8, eight in ten should be right.

    python quality/reliability.py                             # labels and gold, cross-validated
    python quality/reliability.py READING.jsonl EXPORT.jsonl  # a reading, by its export

Without arguments the table comes from ``quality/readings/weighed.jsonl``, where
``training/worth.py`` puts the probability of every judged claim by a fit that has not seen its
account. A reading is a file of ``quality/readings`` (verdicts by field) with the export it was
drawn from; there a claim exists when its kind is not wrong, and is right when its act is not
wrong either.

Columns: claims in the bin, their mean confidence, and the share of them that exist, that are right
(kind and act too), and whose agents and targets are right as well.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WEIGHED = Path(__file__).resolve().parent / "readings" / "weighed.jsonl"
BINS = 10
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its confidence and what a judge said of it."""

    source: str
    confidence: float
    exists: bool
    right: bool
    roles: bool


def read(path: Path) -> list[Json]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def weighed(path: Path = WEIGHED) -> list[Judged]:
    """Judged claims with their cross-validated probabilities."""
    return [Judged(x["set"], x["share"], x["exists"], x["right"], x["roles"]) for x in read(path)]


def from_reading(reading: Path, export: Path) -> list[Judged]:
    """The claims of a reading that the export holds, by id."""
    given = {c["id"]: float(c["confidence"]) for c in read(export)}
    out = []
    for line in read(reading):
        if line["id"] not in given:
            continue
        wrong = {f for f, verdict in line["verdicts"].items() if verdict == "wrong"}
        exists, right = "kind" not in wrong, not {"kind", "act"} & wrong
        roles = right and not {"agents", "targets"} & wrong
        out.append(Judged(reading.stem, given[line["id"]], exists, right, roles))
    return out


def bins(judged: Sequence[Judged]) -> Iterator[tuple[float, list[Judged]]]:
    """Lower bound and claims of every tenth that holds any."""
    for k in range(BINS):
        inside = [j for j in judged if min(BINS - 1, int(j.confidence * BINS)) == k]
        if inside:
            yield k / BINS, inside


def share(values: Sequence[bool]) -> float:
    """Share of true values (0 for none)."""
    return sum(values) / len(values) if values else 0.0


def gap(judged: Sequence[Judged]) -> float:
    """Expected calibration error: mean distance of confidence and share right, by claims."""
    return sum(
        len(some)
        * abs(sum(j.confidence for j in some) / len(some) - share([j.right for j in some]))
        for _, some in bins(judged)
    ) / len(judged)


def table(judged: Sequence[Judged]) -> list[str]:
    """The reliability table of each source, in words."""
    out = []
    for source in sorted({j.source for j in judged}):
        mine = [j for j in judged if j.source == source]
        out.append(f"{source}: {len(mine)} claims, mean distance {gap(mine):.1%}")
        out.append("  confidence  claims  mean  exist  right  roles too")
        for low, some in bins(mine):
            mean = sum(j.confidence for j in some) / len(some)
            shares = (share([getattr(j, f) for j in some]) for f in ("exists", "right", "roles"))
            cells = "  ".join(f"{s:5.0%}" for s in shares)
            out.append(f"  {low:.1f}-{low + 0.1:.1f}     {len(some):6d}  {mean:.2f}  {cells}")
    return out


def main(words: list[str]) -> int:
    """Print the tables; anything but no argument or two prints how it is used."""
    if len(words) not in (0, 2):
        print(__doc__, file=sys.stderr)
        return 2
    judged = from_reading(*map(Path, words)) if words else weighed()
    if not judged:
        print("no claim of the reading stands in the export", file=sys.stderr)
        return 1
    print("\n".join(table(judged)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
