"""Do the designs of ``contested study`` find what is there, and nothing where nothing is?

    nice -n 15 python quality/study_truth.py run [--tables 2000] [--only wakes-none]
    python quality/study_truth.py report

Every design meets tables of three kinds, all drawn from one seed that was fixed before the first
run: ``none`` (no effect), ``effect`` (a known one) and ``confounded`` (no effect, but treatments go
where violence already rises). Results go line by line to ``work/study_truth``, so a run that was
stopped goes on where it was. ``report`` writes ``quality/study_truth.json``.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator
from scipy import stats

from contested.errors import StudyError
from contested.study.density import density, normalised, scott
from contested.study.ground import Ground, centres, make_ground, pixel_of
from contested.study.hawkes import Pattern, fit_hawkes
from contested.study.interventions import contrast, day_before, log_ratio, weigh
from contested.study.lags import LagSpec, fit_lags
from contested.study.model import EventTable, Floats, Ints
from contested.study.propensity import fit_propensity
from contested.study.randomise import randomisation_test
from contested.study.wake_estimate import estimate_surface
from contested.study.wakes import Windows, count_wakes

SEED = 20151009  # fixed on 20 November 2026, before any of the runs that are reported
ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "work" / "study_truth"
KINDS = ("none", "effect", "confounded")
EFFECTS = {"wakes": 0.5, "lags": 0.5, "hawkes": 0.4, "interventions": 2.0}
WINDOWS = Windows((2, 4, 6, 8, 10), (5.0, 10.0, 15.0, 20.0, 25.0))
STATED = (2, 1)  # the window whose interval is judged: 6 days, 10 km, wide enough for the effect
KM = 1 / 111.111
Result = dict[str, Any]


def waves(draw: Generator, places: int, days: int, spread: float, memory: float) -> Floats:
    """Violence that comes and goes, shape (places, days), mean about one."""
    steps = draw.normal(0, spread * np.sqrt(1 - memory**2), (places, days))
    level = np.empty((places, days))
    level[:, 0] = draw.normal(0, spread, places)
    for day in range(1, days):
        level[:, day] = memory * level[:, day - 1] + steps[:, day]
    return np.exp(level - spread**2 / 2)


def wakes(draw: Generator, kind: str) -> Result:
    """40 towns, 200 days, 80 treatments and 160 controls; an effect of 0.5 events in 5 days."""
    table, role = _wake_table(draw, kind)
    counted = count_wakes(table, role, WINDOWS)
    test = randomisation_test(counted, table, (), draws=199, seed=int(draw.integers(2**31)))
    cell = estimate_surface(counted, table)[STATED[0]][STATED[1]]
    truth = EFFECTS["wakes"] if kind == "effect" else 0.0
    inside = counted.inside[:, STATED[0], STATED[1]]
    after = counted.after[inside, STATED[0], STATED[1]]
    treated = counted.treated[inside]
    naive = stats.ttest_ind(after[treated], after[~treated], equal_var=False)
    return {
        "rejected": test.overall_p <= 0.05,
        "covered": None if cell.low is None else cell.low <= truth <= (cell.high or 0.0),
        "estimate": cell.estimate,
        "naive": bool(naive.pvalue <= 0.05),
    }


def _wake_table(draw: Generator, kind: str) -> tuple[EventTable, Ints]:
    places, days, n_t, n_c = 40, 200, 80, 160
    towns = draw.uniform(0, 3, (places, 2))
    level = waves(draw, places, days, 0.8, 0.9)
    counts = draw.poisson(0.08 * level)
    town, day = (np.repeat(x, counts[counts > 0]) for x in np.nonzero(counts))
    cells = np.arange(places * days).reshape(places, days)[:, 12:-12].ravel()
    recent = np.cumsum(counts, axis=1)
    recent = np.pad(recent, ((0, 0), (6, 0)))[:, 6:] - np.pad(recent, ((0, 0), (6, 0)))[:, :-6]
    odds = 0.1 + recent.ravel()[cells] if kind == "confounded" else np.ones(len(cells))
    chosen = draw.choice(cells, n_t, p=odds / odds.sum())
    others = draw.choice(cells, n_c)
    at = np.concatenate((chosen, others))
    town_i, day_i = at // days, at % days
    where = towns[np.concatenate((town, town_i))]
    where = where + draw.normal(0, 3 * KM, where.shape)
    when = np.concatenate((day, day_i)).astype(float)
    role = np.concatenate((np.zeros(len(town), int), np.full(n_t, 2), np.full(n_c, 1)))
    if kind == "effect":
        who = np.repeat(np.arange(n_t) + len(town), draw.poisson(EFFECTS["wakes"], n_t))
        turn, far = draw.uniform(0, 2 * np.pi, len(who)), 8 * KM * np.sqrt(draw.random(len(who)))
        off = np.column_stack((np.sin(turn), np.cos(turn))) * far[:, None]
        where = np.concatenate((where, where[who] + off))
        when = np.concatenate((when, when[who] + draw.integers(1, 6, len(who))))
        role = np.concatenate((role, np.zeros(len(who), int)))
    return _table(when, where), role.astype(np.int64)


def _table(day: Floats, where: Floats) -> EventTable:
    blank, n = np.full(len(day), ""), len(day)
    return EventTable(
        "made", np.arange(n).astype(np.str_), day, np.ones(n), where[:, 0], where[:, 1], blank,
        blank, np.full(n, np.nan), blank, blank, "",
    )  # fmt: skip


def lags(draw: Generator, kind: str) -> Result:
    """A year of daily counts; log rate ratios that add up to 0.5 over five days."""
    days = 365
    season = np.exp(0.5 * np.sin(np.arange(days) / 58 + draw.uniform(0, 6)))
    wave = waves(draw, 1, days, 0.5, 0.8)[0] if kind == "confounded" else np.ones(days)
    treatment = draw.poisson(0.4 * wave).astype(float)
    truth = EFFECTS["lags"] if kind == "effect" else 0.0
    past = np.convolve(treatment, np.r_[0.0, np.ones(5)])[:days]
    mean = 1.5 * season * wave * np.exp(truth / 5 * past)
    outcome = draw.negative_binomial(4, 4 / (4 + mean)).astype(float)
    spec = LagSpec(lags=5, leads=3, own=1, period=60)
    fit = fit_lags(outcome[None], treatment[None], spec, int(draw.integers(2**31)))
    naive = stats.pearsonr(past, outcome)
    return {
        "rejected": fit.shift_p <= 0.05,
        "covered": fit.low <= truth <= fit.high,
        "estimate": fit.effect,
        "naive": bool(naive.pvalue <= 0.05),
        "warned": fit.lead_p <= 0.05,
    }


def hawkes(draw: Generator, kind: str) -> Result:
    """200 days on 200 × 200 km, 60 treatments, each outcome with 0.2 of its own offspring."""
    span, side, base = 200.0, 200.0, 100
    towns = draw.uniform(20, side - 20, (8, 2))

    def spots(n: int) -> Floats:
        if kind != "confounded":
            return draw.uniform(0, side, (n, 2))
        return towns[draw.integers(0, 8, n)] + draw.normal(0, 6, (n, 2))

    t_time, t_place = draw.uniform(0, span, 60), spots(60)
    n = int(draw.poisson(base))
    time_, place = list(draw.uniform(0, span, n)), list(spots(n))
    truth = EFFECTS["hawkes"] if kind == "effect" else 0.0
    queue = [(t, p, truth) for t, p in zip(t_time, t_place, strict=True)]
    queue += [(t, p, 0.2) for t, p in zip(time_, place, strict=True)]
    while queue:
        when, where, offspring = queue.pop()
        for _ in range(draw.poisson(offspring)):
            child = (when + draw.exponential(3.0), where + draw.normal(0, 8, 2), 0.2)
            if child[0] < span:
                time_.append(child[0])
                place.append(child[1])
                queue.append(child)
    times, places = np.array(time_), np.array(place)
    low, high = places.min(axis=0) - 10, places.max(axis=0) + 10
    ground = make_ground(np.array([low, [high[0], low[1]], high, [low[0], high[1]]]), 64)
    surface = normalised(ground, density(ground, places, scott(places)))
    back = surface[pixel_of(ground, places)]
    fit = fit_hawkes(Pattern(times, places, t_time, t_place, span, ground.area, back))
    return {
        "rejected": fit.p <= 0.05,
        "covered": fit.low <= truth <= fit.high,
        "estimate": fit.offspring,
        "warned": fit.fit_p <= 0.05,
    }


def interventions(draw: Generator, kind: str) -> Result:
    """300 days on a square, about two treatments a day; each adds outcomes on the next day."""
    ground = _ground()
    at, days = centres(ground), 300
    pull = np.exp(-0.15 * at[:, 0])
    season = waves(draw, 1, days, 0.4, 0.9)[0] if kind == "confounded" else np.ones(days)
    rate = 2.0 * season[:, None] * pull / pull.sum()
    counts = draw.poisson(rate)
    day_of, cell = (np.repeat(x, counts[counts > 0]) for x in np.nonzero(counts))
    truth = EFFECTS["interventions"] if kind == "effect" else 0.0
    yesterday = np.r_[0.0, np.bincount(day_of, minlength=days)[:-1]]
    outcome = draw.poisson(10 * np.r_[1.0, season[:-1]] + truth * yesterday).astype(float)
    fit = fit_propensity(at[:, :1], cell, np.zeros((days, 0)), day_of, ground.pixel)
    surface = normalised(ground, pull)
    ratios = [log_ratio(fit, surface[cell], e, day_of) for e in (1.9, 2.1)]
    two = [weigh(r, 1, 0.999) for r in ratios]
    found = contrast(two[0], two[1], outcome[1:])
    before = day_before(ratios, outcome, 0.999)
    low, high = found.value - 1.96 * found.error, found.value + 1.96 * found.error
    return {
        "rejected": not low <= 0 <= high,
        "covered": low <= 0.2 * truth <= high,
        "estimate": found.value,
        "warned": bool(abs(before.value) > 1.96 * before.error),
    }


def _ground() -> Ground:
    ground = make_ground(np.array([[0.0, 0.0], [20.0, 0.0], [20.0, 20.0], [0.0, 20.0]]), 16)
    assert pixel_of(ground, centres(ground)[:3]).tolist() == [0, 1, 2]
    return ground


DESIGNS: dict[str, Callable[[Generator, str], Result]] = {
    "wakes": wakes,
    "lags": lags,
    "hawkes": hawkes,
    "interventions": interventions,
}


def run(tables: int, only: str | None, seed: int = SEED, out: Path = OUT) -> None:
    """Draw and judge every table that is not yet in ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    for number, (name, design) in enumerate(DESIGNS.items()):
        for which, kind in enumerate(KINDS):
            if only and only != f"{name}-{kind}":
                continue
            path = out / f"{name}-{kind}.jsonl"
            done = {r["table"] for r in read(path)}
            begin = time.monotonic()
            with open(path, "a", encoding="utf-8") as handle:
                for table in range(tables):
                    if table in done:
                        continue
                    draw = np.random.default_rng([seed, number, which, table])
                    try:
                        found = design(draw, kind)
                    except StudyError as error:
                        found = {"refused": str(error)}
                    plain = {k: v.item() if hasattr(v, "item") else v for k, v in found.items()}
                    handle.write(json.dumps({"table": table, **plain}) + "\n")
                    handle.flush()
            print(f"{name}-{kind}: {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)


def read(path: Path) -> list[Result]:
    """Finished tables; a line that was cut off by a stop is left out."""
    found = []
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        try:
            found.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return found


def rate(values: list[bool]) -> Result:
    """A share with its exact 99% binomial interval (Clopper & Pearson)."""
    test = stats.binomtest(sum(values), len(values)).proportion_ci(0.99, "exact")
    return {"share": sum(values) / len(values), "low": test.low, "high": test.high}


def summary(out: Path = OUT) -> Result:
    """Shares of every file in ``out``."""
    found: Result = {"seed": SEED, "effects": EFFECTS, "tables": {}}
    for path in sorted(out.glob("*.jsonl")):
        rows = read(path)
        good = [r for r in rows if "refused" not in r]
        one: Result = {"tables": len(rows), "refused": len(rows) - len(good)}
        for key in ("rejected", "covered", "naive", "warned"):
            values = [r[key] for r in good if r.get(key) is not None]
            if values:
                one[key] = rate(values)
        means = [r["estimate"] for r in good if r.get("estimate") is not None]
        one["mean_estimate"] = float(np.mean(means)) if means else None
        found["tables"][path.stem] = one
    return found


def report(out: Path = OUT) -> None:
    """Print the shares and write them beside the other scores."""
    found = summary(out)
    for name, one in found["tables"].items():
        keys = [k for k in ("rejected", "covered", "naive", "warned") if k in one]
        shares = "  ".join(f"{k} {_percent(one[k])}" for k in keys)
        mean = one["mean_estimate"]
        said = "" if mean is None else f"  mean estimate {mean:.3f}"
        print(f"{name:<26} {one['tables']:>5} tables  {shares}{said}")
    if out == OUT:
        target = ROOT / "quality" / "study_truth.json"
        target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _percent(share: Result) -> str:
    middle, low, high = (100 * share[k] for k in ("share", "low", "high"))
    return f"{middle:.1f}% [{low:.1f}, {high:.1f}]"


def main() -> None:
    """Run or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("run", "report"))
    parser.add_argument("--tables", type=int, default=2000)
    parser.add_argument("--only")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed is a pilot")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    if given.seed != SEED and given.out == OUT:
        parser.error("a pilot with another seed needs another --out")
    if given.what == "run":
        run(given.tables, given.only, given.seed, given.out)
    else:
        report(given.out)


if __name__ == "__main__":
    main()
