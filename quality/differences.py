"""Where claims part from the gold of the demo, or of a development part: what to look at next.

    python quality/differences.py [--gold quality/gold] [--kind event] [--field agents]
        [--weights encoder.zip]

Prints gold claims that were not found, claims without gold, and the fields of matched pairs that
differ, gold first.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from contested.annotate.encoder import load_encoder
from contested.scoring.agreement import FIELDS, actors, chain_keys, field_right, quantity_keys
from contested.scoring.gold import read_accounts, read_gold, system_claims
from contested.scoring.matching import match

DEMO = Path(__file__).resolve().parents[1] / "demo"
Claim = Mapping[str, Any]


def shown(name: str, claim: Claim) -> str:
    """A field as it is compared."""
    if name in ("agents", "targets"):
        return " ".join(sorted(actors(claim, name))) or "none"
    if name == "chain":
        return " > ".join("+".join(sorted(keys)) for keys in chain_keys(claim)) or "none"
    if name == "quantities":
        return str(sorted(map(str, quantity_keys(claim))))
    if name == "places":
        return ", ".join(p["name"] for p in claim.get("places") or ()) or "none"
    if name == "time":
        time = claim.get("time") or {}
        return f"{time.get('start')}..{time.get('end')} {time.get('basis')}"
    return str(claim.get(name))


def lines(gold: Sequence[Claim], system: Sequence[Claim], only: str | None) -> Iterator[str]:
    """One line a difference, by kind of difference."""
    pairs = match(gold, system)
    found, given = {i for i, _ in pairs}, {j for _, j in pairs}
    if only is None:
        yield from (f"MISSED {_head(g)}" for i, g in enumerate(gold) if i not in found)
        yield from (f"EXTRA  {_head(s)}" for j, s in enumerate(system) if j not in given)
    for i, j in pairs:
        for name in FIELDS if only is None else (only,):
            if name in gold[i] and not field_right(name, gold[i], system[j]):
                parts = shown(name, gold[i]), shown(name, system[j])
                yield f"WRONG  {name}: {parts[0]} | {parts[1]} :: {_head(gold[i])}"


def _head(claim: Claim) -> str:
    file, words = Path(claim["file"]).name[:2], claim["evidence"]["text"]
    return f"{file} {claim['kind']} {claim['act']}: {words}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the differences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind")
    parser.add_argument("--field", choices=FIELDS)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--gold", type=Path, default=DEMO)
    args = parser.parse_args(arguments)
    written = read_gold(args.gold)
    gold = written.claims
    system = system_claims(read_accounts(written, load_encoder(args.weights)))
    if args.kind:
        gold = tuple(g for g in gold if g["kind"] == args.kind)
        system = [s for s in system if s["kind"] == args.kind]
    for line in lines(gold, system, args.field):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
