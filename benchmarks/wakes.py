"""How fast wakes are counted and estimated: 100 windows over 2,000 to 100,000 events.

    python benchmarks/wakes.py [--events 30000] [--json]

A tenth of the events are treatments and a tenth controls, around towns in Iraq's box over a
year. Runs on two cores; prints the budget of the design beside each number.
"""

import argparse
import json
import os
import time

os.environ.setdefault("OMP_NUM_THREADS", "2")

import numpy as np

from contested.study.model import EventTable, Ints
from contested.study.wake_estimate import estimate_surface
from contested.study.wakes import Windows, count_wakes

BUDGETS = {30_000: 2.0, 100_000: 15.0}
WINDOWS = Windows(tuple(range(1, 11)), tuple(float(k) for k in range(1, 11)))


def made(n: int, seed: int = 20151009) -> tuple[EventTable, Ints]:
    """``n`` events in clusters over 365 days, and their roles."""
    draw = np.random.default_rng(seed)
    towns = np.column_stack((draw.uniform(30, 37, 200), draw.uniform(39, 48, 200)))
    at = towns[draw.integers(0, 200, n)] + draw.normal(0, 0.1, (n, 2))
    day = draw.integers(0, 365, n).astype(float)
    role = draw.choice(3, n, p=[0.8, 0.1, 0.1]).astype(np.int64)
    words, blank = np.array([f"{d:06.0f}" for d in day]), np.full(n, "")
    table = EventTable(
        "made", np.arange(n).astype(np.str_), day, np.ones(n), at[:, 0], at[:, 1], blank, blank,
        np.full(n, np.nan), blank, words, "",
    )  # fmt: skip
    return table, role


def measure(n: int) -> dict[str, float]:
    """Seconds of counting and of estimating every window, the best of three."""
    table, role = made(n)
    best = {"events": float(n), "count": np.inf, "estimate": np.inf}
    for _ in range(3 if n < 50_000 else 1):
        begin = time.perf_counter()
        wakes = count_wakes(table, role, WINDOWS)
        counted = time.perf_counter()
        estimate_surface(wakes, table)
        done = time.perf_counter()
        best["count"] = min(best["count"], counted - begin)
        best["estimate"] = min(best["estimate"], done - counted)
    best["seconds"] = best["count"] + best["estimate"]
    return best


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="*", default=[2_000, 10_000, 30_000, 100_000])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = [measure(n) for n in given.events]
    if given.json:
        print(json.dumps(found, indent=2))
        return
    for one in found:
        budget = BUDGETS.get(int(one["events"]))
        said = f"  (budget {budget:.0f} s)" if budget else ""
        print(
            f"{one['events']:>9,.0f} events: count {one['count']:.2f} s, estimate "
            f"{one['estimate']:.2f} s, together {one['seconds']:.2f} s{said}"
        )


if __name__ == "__main__":
    main()
