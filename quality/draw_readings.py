"""Draw the claims that a person judges field by field, and add up what was judged.

    python quality/draw_readings.py draw seeds.jsonl reports.jsonl > quality/readings/FILE.jsonl
    python quality/draw_readings.py score quality/readings/FILE.jsonl

``draw`` takes exports of ``contested export claims`` and draws thirty claims of each (or as many as
``FILE=100`` asks for) by a fixed seed: first up to three of every kind (a twentieth of a larger
draw), so that rare kinds are read too, then any others. A line holds ids, offsets and one empty
verdict a field, never text. A reader fills each verdict with ``right``, ``wrong`` or ``none`` (the
field is empty and should be). ``score`` counts: a claim is wholly right when no field is wrong. The
draw favours rare kinds, so every line has a weight that gives its kind the share it has in the
export, and ``score`` prints the weighted share as well.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

SEED, EACH, FLOOR = 20151010, 30, 3
FIELDS = (
    *("evidence", "kind", "act", "agents", "targets", "places"),
    *("time", "quantities", "chain", "stance", "treatment"),
)
Json = dict[str, object]


def read(path: Path) -> list[Json]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def draw(claims: list[Json], chance: random.Random, many: int = EACH) -> list[Json]:
    """``many`` claims: up to ``FLOOR`` of each kind, the rest at random, in a stable order."""
    pool = sorted(claims, key=lambda c: str(c["id"]))
    chance.shuffle(pool)
    taken, kinds = [], Counter[str]()
    for claim in pool:
        if kinds[str(claim["kind"])] < max(FLOOR, many // 20):
            kinds[str(claim["kind"])] += 1
            taken.append(claim)
    chosen = {str(c["id"]) for c in taken}
    rest = [c for c in pool if str(c["id"]) not in chosen]
    return (taken + rest)[:many]


def line_of(claim: Json, weight: float) -> Json:
    """What is stored of a claim: where it stands and a verdict for each field, no text."""
    evidence = claim["evidence"]
    assert isinstance(evidence, dict)
    return {
        **{key: claim[key] for key in ("file", "account", "id", "kind", "act")},
        **{"start": evidence["start"], "end": evidence["end"], "weight": round(weight, 4)},
        "verdicts": dict.fromkeys(FIELDS, ""),
        "note": "",
    }


def drawn(asked: list[str]) -> list[Json]:
    """The lines to judge, from each export in turn."""
    chance = random.Random(SEED)
    lines = []
    for one in asked:
        name, _, many = one.partition("=")
        claims = read(Path(name))
        kinds = Counter(str(c["kind"]) for c in claims)
        sample = draw(claims, chance, int(many or EACH))
        taken = Counter(str(c["kind"]) for c in sample)
        weights = {k: kinds[k] / len(claims) / taken[k] for k in taken}
        lines += [line_of(c, weights[str(c["kind"])]) for c in sample]
    return lines


def wholly(line: Json) -> bool:
    """No field of the claim is wrong."""
    verdicts = line["verdicts"]
    assert isinstance(verdicts, dict)
    return "wrong" not in verdicts.values()


def score(lines: list[Json]) -> list[str]:
    """Shares in words: wholly right, weighted, by kind, and the fields that were wrong."""
    right: dict[str, list[bool]] = {}
    wrong = Counter[str]()
    total = good = 0.0
    for line in lines:
        weight, fine = float(str(line["weight"])), wholly(line)
        right.setdefault(str(line["kind"]), []).append(fine)
        total, good = total + weight, good + weight * fine
        verdicts = line["verdicts"]
        assert isinstance(verdicts, dict)
        wrong.update(k for k, v in verdicts.items() if v == "wrong")
    done = sum(sum(v) for v in right.values())
    report = [f"wholly right {done}/{len(lines)}; weighted by kind {good / total:.0%}"]
    report += [f"  {kind}: {sum(v)}/{len(v)}" for kind, v in sorted(right.items())]
    return report + [f"  wrong {field}: {n}" for field, n in wrong.most_common()]


def main(words: list[str]) -> int:
    """``draw EXPORT …`` or ``score FILE``; anything else prints how it is used."""
    if len(words) >= 2 and words[0] == "draw":
        for line in drawn(words[1:]):
            print(json.dumps(line))
    elif len(words) == 2 and words[0] == "score":
        lines = read(Path(words[1]))
        if any("" in dict(line["verdicts"]).values() for line in lines):  # type: ignore[call-overload]
            print("some fields are not judged yet", file=sys.stderr)
            return 1
        print("\n".join(score(lines)))
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
