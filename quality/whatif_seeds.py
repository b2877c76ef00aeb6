"""The seeds' question: what if the strikes had hit somebody else, or nobody?

    python quality/whatif_seeds.py [--data ../shared/data] [--write]

Builds the five seed accounts, drafts 30 September 2015 around Aleppo, runs the four interventions
(none, strikes on rebels, on ISIS, on rebels with the crossings closed) 10,000 times each on two
processes, and prints time and differences. ``--write`` keeps them in ``whatif_seeds.json``.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "shared" / "data"
DAY, NEAR, KM = "2015-09-30", "Aleppo", "200"
NONE = 'base = "baseline.toml"\nname = "no strikes"\n'


def contested(*arguments: str) -> str:
    """Standard output of one command line."""
    line = [sys.executable, "-m", "contested.views.cli", *arguments]
    return subprocess.run(line, check=True, capture_output=True, text=True).stdout


def ask(data: Path, folder: Path) -> dict[str, Any]:
    """Case, draft, four runs: what was drafted, how long it took, what differs."""
    case, drafts = str(folder / "case"), folder / "drafts"
    contested("new", case)
    contested("-C", case, "add", str(data / "accounts" / "seeds" / "accounts.csv"))
    contested("-C", case, "build")
    where = ("--on", DAY, "--near", NEAR, "--km", KM, "-o", str(drafts), "--json")
    drafted = json.loads(contested("-C", case, "whatif", "draft", *where))
    (drafts / "no-strikes.toml").write_text(NONE, encoding="utf-8")
    files = [drafts / "no-strikes.toml", *(drafts / f"{name}.toml" for name in drafted["variants"])]
    base = str(drafts / "baseline.toml")
    clock = time.monotonic()
    line = ("run", *map(str, files), "--against", base, "--cores", "2", "--json")
    report = json.loads(contested("-C", case, "whatif", *line))
    return {
        "places": len(drafted["scenario"]["places"]),
        "places_with_claim": sum(bool(p["claims"]) for p in drafted["scenario"]["places"]),
        "sides": [s["id"] for s in drafted["scenario"]["sides"]],
        "assumptions": sum(not a["claims"] for a in report["assumptions"]),
        "runs_each": report["runs"],
        "scenarios_run": len(files) + 1,
        "seconds": round(time.monotonic() - clock, 1),
        "answers": {a["scenario"]: _held(a) for a in report["answers"]},
        "thesis": [{k: f[k] for k in ("thesis", "holds", "nothing", "reverse")}
                   for f in report["findings"]],
    }  # fmt: skip


def _held(answer: dict[str, Any]) -> dict[str, Any]:
    """Difference in places held, by side."""
    return {
        e["side"]: {k: round(e["difference"][k], 3) for k in ("mean", "low", "high", "error")}
        for e in answer["effects"]
        if e["outcome"] == "places held"
    }


def main() -> None:
    """Measure, print, and with ``--write`` keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = ask(chosen.data, Path(folder))
    text = json.dumps(result, indent=1, ensure_ascii=False)
    print(text)
    if chosen.write:
        (HERE / "whatif_seeds.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
