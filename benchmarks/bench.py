"""How fast and how big: words a second from file to claims, cold start, memory, start of the CLI.

    python benchmarks/bench.py [--data ../shared/data] [--json FILE]

Everything runs in fresh processes held to two cores. The input is the 160 newspaper reports when
``--data`` has them, else the demo accounts, repeated under headings that keep the copies apart.
Nothing here fails on a slow machine: it measures, and prints the budget beside each number.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from contested.annotate.encoder import weights_path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
CORES = 2
COPIES = 40
STAGES = ("accounts", "annotate", "claims", "store")


@dataclass(frozen=True, slots=True)
class Measure:
    """One number with its unit and the design's budget (``>=`` or ``<=`` and a limit)."""

    name: str
    value: float
    unit: str
    budget: str = ""

    @property
    def kept(self) -> bool | None:
        """Whether the budget is kept; None when there is none."""
        if not self.budget:
            return None
        sign, limit = self.budget[:2], float(self.budget[2:])
        return self.value >= limit if sign == ">=" else self.value <= limit


def hold_to_cores(count: int = CORES) -> None:
    """Run this process and its children on at most ``count`` cores, where the system lets us."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])


def inputs(data: Path, folder: Path) -> tuple[Path, str]:
    """The path to add and what it is; demo copies are written below ``folder``."""
    reports = data / "accounts" / "guardian-sdf" / "accounts.jsonl"
    if reports.exists():
        return reports, "160 newspaper reports"
    texts = sorted((ROOT / "demo" / "accounts").glob("*.txt"))
    for copy in range(COPIES):
        for path in texts:
            body = f"Edition {copy + 1}\n\n{path.read_text('utf-8')}"
            (folder / f"{copy:02}_{path.name}").write_text(body, "utf-8")
    return folder, f"{len(texts)} demo accounts, {COPIES} times"


def child(task: str, *arguments: str) -> dict[str, Any]:
    """Run one task of this file in a fresh process; adds its wall time and peak memory (MB)."""
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, __file__, "--child", task, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    seconds = time.monotonic() - begin
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found | {"seconds": seconds}


def peak_mb() -> float:
    """Peak resident memory of this process in megabytes (10^6 bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


class Clock:
    """Seconds by stage; ``timed`` wraps a verb so that its calls are counted."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)

    def timed(self, stage: str, verb: Callable[..., Any]) -> Callable[..., Any]:
        """The verb, with the time it takes added to ``stage``."""

        def run(*arguments: Any) -> Any:
            begin = time.perf_counter()
            try:
                return verb(*arguments)
            finally:
                self.spent[stage] += time.perf_counter() - begin

        return run


def build_case(case: Path, source: Path) -> dict[str, Any]:
    """Child: add and build, timed from file to swapped record, by stage; store is what is left."""
    from contested import pipeline
    from contested.accounts.discover import discover
    from contested.store.case import create_case
    from contested.store.intake import add

    clock, opened = Clock(), create_case(case)
    stages = pipeline.stages(opened)
    timed = replace(
        stages,
        read=clock.timed("accounts", stages.read),
        encoder=clock.timed("annotate", stages.encoder),
        annotate=clock.timed("annotate", stages.annotate),
        extract=clock.timed("claims", stages.extract),
    )
    begin = time.perf_counter()
    sources, refused = clock.timed("accounts", discover)([source])
    taken = list(add(opened, [*sources, *refused], timed.read))
    report = pipeline.build(opened, timed)
    total = time.perf_counter() - begin
    clock.spent["store"] = total - sum(clock.spent.values())
    return {
        "accounts": len(taken),
        "words": report.words,
        "claims": report.claims,
        "total": total,
        "failed": len(report.failed),
        "stages": clock.spent,
        "peak_mb": peak_mb(),
    }


def first_claim(source: Path) -> dict[str, Any]:
    """Child: a fresh process reads one account as far as its first claims."""
    from contested.accounts.read import read_account
    from contested.accounts.source import source_of
    from contested.annotate.annotate import annotate
    from contested.annotate.encoder import load_encoder
    from contested.claims.extract import extract_claims

    account = read_account(source_of(source.name, source.read_bytes()))
    claims = extract_claims(account, annotate(account, load_encoder()))
    return {"claims": len(claims), "words": len(account.text.split()), "peak_mb": peak_mb()}


def help_seconds(times: int = 5) -> float:
    """Median wall time of ``contested --help``."""
    command = [sys.executable, "-m", "contested.views.cli", "--help"]
    taken = []
    for _ in range(times):
        begin = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.monotonic() - begin)
    return statistics.median(taken)


def measures(data: Path) -> Iterator[Measure]:
    """Every number, the slow ones last."""
    yield Measure("contested --help", round(help_seconds(), 3), "s", "<=0.3")
    if not weights_path().exists():
        print("no weights: only the start of the command line is measured", file=sys.stderr)
        return
    yield Measure("model file", round(weights_path().stat().st_size / 1e6, 1), "MB")
    small = str(ROOT / "demo" / "accounts" / "01_orontes_wire.txt")
    cold = statistics.median(child("first", small)["seconds"] for _ in range(3))
    yield Measure("cold start to first claim", round(cold, 2), "s", "<=2")
    with tempfile.TemporaryDirectory() as folder:
        copies = Path(folder) / "in"
        copies.mkdir()
        source, what = inputs(data, copies)
        done = child("build", str(Path(folder) / "case"), str(source))
    print(f"{what}: {done['words']:,} words, {done['claims']:,} claims", file=sys.stderr)
    rate = done["words"] / done["total"]
    yield Measure("file to claims", round(rate), "words/s", ">=3000")
    yield Measure("peak memory of add and build", round(done["peak_mb"]), "MB", "<=700")
    for stage in STAGES:
        share = 100 * done["stages"][stage] / done["total"]
        yield Measure(f"time in {stage}", round(share, 1), "%")


def show(found: Sequence[Measure]) -> None:
    """A plain table."""
    for one in found:
        verdict = {True: "kept", False: "MISSED", None: ""}[one.kept]
        print(f"{one.name:<30} {one.value:>10,} {one.unit:<8} {one.budget:<8} {verdict}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; ``--child`` is this script calling itself."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", type=Path, help="also write the numbers here")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.child:
        task, *paths = args.child
        run: Callable[..., dict[str, Any]] = build_case if task == "build" else first_claim
        print(json.dumps(run(*map(Path, paths))))
        return 0
    hold_to_cores()
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH")))
    )
    found = list(measures(args.data))
    show(found)
    if args.json:
        rows = [
            {"name": m.name, "value": m.value, "unit": m.unit, "budget": m.budget, "kept": m.kept}
            for m in found
        ]
        args.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
