"""Whether the what-if models find the truth where it is known.

    python quality/whatif_truth.py [--bank 20000] [--tests 1000] [--write]

Calibration: numbers of simulated records, of whose changes a fifth or more is reported, are
learnt back; shares of intervals that hold the true
number, at four levels, for a chain of places and for three sides on a lattice. Jumps: distance of
the stochastic battle's mean from the exact course as forces grow. ``--write`` keeps the result in
``whatif_truth.json``. Minutes, not seconds: run it in the background.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np

from contested.study.whatif.attrition import fight
from contested.study.whatif.battle import make_battle
from contested.study.whatif.draws import draw
from contested.study.whatif.jumps import fight_in_jumps
from contested.study.whatif.learn import coverage, make_bank
from contested.study.whatif.scenario import (
    Ground,
    Link,
    Position,
    Scenario,
    Side,
    Source,
    War,
    assume,
)

HERE = Path(__file__).parent
LEVELS = (0.5, 0.8, 0.9, 0.95)
SIZES = (10, 40, 160, 640)
GROUND = Ground(assume(0.01, 0.15), assume(1.2, 4.0), assume(0.02, 0.25), assume(0.3, 0.9))


def chain() -> Scenario:
    """Six places in a row, three on each side; supply comes in at one end."""
    places = tuple(
        Position(f"p{k}", 36.0, 37.0 + k, ("north" if k < 3 else "south",)) for k in range(6)
    )
    return Scenario(
        name="chain", start="2015-09-30", days=90, step=1.0, runs=100, seed=1, freed="turns",
        ground=GROUND,
        sides=(Side("north", assume(400, 1500)), Side("south", assume(400, 1500))),
        wars=(War("north", "south", assume(0.002, 0.03), assume(1.0)),
              War("south", "north", assume(0.002, 0.03), assume(1.0))),
        places=places,
        links=tuple(Link(f"p{k}", f"p{k + 1}") for k in range(5)),
        sources=(Source("port", "p0", "north", assume(0, 10)),),
    )  # fmt: skip


def lattice() -> Scenario:
    """Sixteen places in a square, three sides of which one holds two rows."""
    ids = ("red", "green", "blue")
    name = [[f"p{r}{c}" for c in range(4)] for r in range(4)]
    places = tuple(
        Position(name[r][c], 36 + r / 4, 37 + c / 4, (ids[min(r, 2)],))
        for r in range(4) for c in range(4)
    )  # fmt: skip
    across = [Link(name[r][c], name[r][c + 1]) for r in range(4) for c in range(3)]
    down = [Link(name[r][c], name[r + 1][c]) for r in range(3) for c in range(4)]
    return Scenario(
        name="lattice", start="2015-09-30", days=120, step=2.0, runs=100, seed=2, freed="turns",
        ground=GROUND,
        sides=tuple(Side(i, assume(800, 8000)) for i in ids),
        wars=tuple(War(a, b, assume(0.0005, 0.01), assume(0.5))
                   for a in ids for b in ids if a != b),
        places=places, links=(*across, *down),
    )  # fmt: skip


def jumps() -> dict[str, float]:
    """Largest error of the mean share left at time 1.2, by size of the forces."""
    rates, start = np.ones((3, 3)) - np.eye(3), np.array([1.0, 0.9, 0.8])
    out = {}
    for size in SIZES:
        battle = make_battle(start * size, rates)
        runs = fight_in_jumps(battle, 4000, np.random.default_rng(size), horizon=1.2)
        exact = fight(battle, horizon=1.2).left
        out[str(size)] = float(np.abs(runs.left.mean(axis=0) - exact).max() / size)
    return out


def calibration(scenario: Scenario, bank: int, tests: int) -> dict[str, dict[str, float]]:
    """Shares of intervals that hold the truth, by level and number, and over all numbers."""
    reported = assume(0.2, 1.0)
    made = make_bank(scenario, draw(scenario, bank, 11), reported)
    out = {}
    for level in LEVELS:
        shares = coverage(made, level, tests)
        out[str(level)] = {"all": float(shares.mean())} | {
            n: float(s) for n, s in zip(made.names, shares, strict=True)
        }
    return out


def main() -> None:
    """Measure, print, and with ``--write`` keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bank", type=int, default=20_000)
    parser.add_argument("--tests", type=int, default=1000)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    clock = time.monotonic()
    result = {
        "bank": chosen.bank,
        "tests": chosen.tests,
        "jumps": jumps(),
        "coverage": {
            s.name: calibration(s, chosen.bank, chosen.tests) for s in (chain(), lattice())
        },
    }
    text = json.dumps(result, indent=1)
    print(text, f"{time.monotonic() - clock:.0f} s", sep="\n")
    if chosen.write:
        (HERE / "whatif_truth.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
