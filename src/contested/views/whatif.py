"""``whatif``: scenarios drafted from a case, run, and learnt. The case is only read."""

import math
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contested.codec import to_plain
from contested.errors import ScenarioError
from contested.store import derived
from contested.store.case import open_case
from contested.study.whatif.answer import plainly
from contested.study.whatif.assumptions import reporting
from contested.study.whatif.battle import Array
from contested.study.whatif.draft import draft_scenario, draft_variants
from contested.study.whatif.draws import draw
from contested.study.whatif.learn import (
    Checked,
    Posterior,
    learn,
    make_bank,
    posterior_draws,
    predictive_check,
)
from contested.study.whatif.pictures import control_map, fan_chart
from contested.study.whatif.read import read_scenario
from contested.study.whatif.report import SimulatedReport, make_report, question, report_lines
from contested.study.whatif.scenario import Scenario
from contested.study.whatif.simulate import SimulatedRecords, Watch, simulate
from contested.study.whatif.summaries import ObservedChange, as_table, observed_changes, summarise
from contested.study.whatif.write import write_scenario, write_variant
from contested.views.output import counted, put_json, say, table
from contested.views.whatif_case import Theatre, plan_of

_EVERY = 2.0  # seconds between lines of progress
BASELINE = "baseline.toml"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a draft is of: the day, and where around."""

    on: str
    near: str | None
    km: float
    striker: str | None
    days: int


@dataclass(frozen=True, slots=True)
class Asked:
    """How to run: the baseline, the scenario to learn from the record, whose ground, how many runs
    on how many processes."""

    against: Path | None
    learnt: Path | None
    side: str | None
    runs: int | None
    cores: int


def draft(root: Path, wanted: Wanted, output: Path | None, json: bool) -> int:
    """Draft a scenario of the case; to ``output`` with its variants, else to standard output."""
    case = open_case(root)
    theatre = Theatre(wanted.near, wanted.km, wanted.days)
    plan, spells = plan_of(case, theatre)
    with case.database.read() as connection:
        relations = list(derived.iter_relations(connection))
    scenario = draft_scenario(spells, relations, wanted.on, plan)
    variants = draft_variants(scenario, relations, wanted.striker, plan.side_of)
    files = {BASELINE: write_scenario(scenario)}
    for name, deeds in variants.items():
        files[f"{name}.toml"] = write_variant(name.replace("-", " "), BASELINE, deeds)
    if output is not None:
        _keep(output, files)
    if json:
        deeds_by = {name: [to_plain(d) for d in deeds] for name, deeds in variants.items()}
        put_json({"scenario": to_plain(scenario), "files": sorted(files), "variants": deeds_by})
    elif output is None:
        print(files[BASELINE], end="")
        say(f"{counted(len(variants), 'variant')} too with -o DIR.", stderr=True)
    else:
        _told(scenario, output, sorted(files))
    return 0


def _keep(folder: Path, files: dict[str, str]) -> None:
    """Write files that are not there yet; what a person edited is never overwritten."""
    folder.mkdir(parents=True, exist_ok=True)
    there = [name for name in files if (folder / name).exists()]
    if there:
        raise ScenarioError(f"{folder}: {', '.join(there)} is there already; choose another folder")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _told(scenario: Scenario, folder: Path, files: Sequence[str]) -> None:
    claimed = sum(bool(p.claims) for p in scenario.places)
    say(
        f"{scenario.name}: {', '.join(scenario.side_ids)}; "
        f"{counted(len(scenario.places), 'place')}, {claimed} with a claim about their holder."
    )
    say(f"Wrote {', '.join(files)} to {folder}. Read what is assumed, edit, then:")
    others = " ".join(str(folder / f) for f in files if f != BASELINE) or str(folder / BASELINE)
    say(f"contested whatif run {others} --against {folder / BASELINE}")


def run(root: Path, paths: Sequence[Path], asked: Asked, output: Path | None, json: bool) -> int:
    """Simulate ``paths`` against the baseline and report; the case is needed only to learn from."""
    scenarios = [read_scenario(p) for p in paths]
    first = scenarios[0]
    base = replace(first, interventions=(), name=f"{first.name}, nothing done")
    if asked.against is not None:
        base = read_scenario(asked.against)
    try:
        report, done = _asked(root, (base, *scenarios), asked, json)
    except KeyboardInterrupt:
        return _stopped()
    if output is not None:
        _pictures(output, done, report, [p.stem for p in paths])
    if json:
        put_json(_plain(report))
    else:
        for line in report_lines(report):
            say(line)
        if output is not None:
            say(f"\nReport and pictures are in {output}.")
    return 0


def _asked(
    root: Path, scenarios: Sequence[Scenario], asked: Asked, quiet: bool
) -> tuple[SimulatedReport, Sequence[SimulatedRecords]]:
    """Runs of every scenario, the baseline first, and the report on them."""
    side = question(scenarios[0], scenarios[1:], asked.side)
    runs = asked.runs or scenarios[0].runs
    known = None
    if asked.learnt is not None:
        _, known, _ = _posterior(root, read_scenario(asked.learnt), runs, (asked.cores, quiet))
    done = [_simulated(s, runs, known, (asked.cores, quiet)) for s in scenarios]
    return make_report(done[0], done[1:], side, known.found if known else ()), done


def _stopped() -> int:
    say("Stopped; nothing was written.", stderr=True)
    return 130


def _simulated(
    scenario: Scenario, runs: int, known: Posterior | None, how: tuple[int, bool]
) -> SimulatedRecords:
    cores, quiet = how
    draws = draw(scenario, runs, scenario.seed)
    if known is not None:
        draws, _ = posterior_draws(known, runs, scenario)
    watch = _watch(scenario, quiet)
    return simulate(scenario, draws=draws, workers=cores or _every_core(), watch=watch)


def _watch(scenario: Scenario, quiet: bool) -> Watch:
    return (lambda done, of: None) if quiet else _progress(scenario.name)


def _every_core() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _progress(name: str) -> Watch:
    """A line every two seconds, with rate and time left."""
    began = time.monotonic()
    last = began

    def watch(done: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY and done:
            last = now
            rate = done / (now - began)
            left = math.ceil((of - done) / rate)
            say(f"{name}: {done:,} of {of:,} runs, {rate:,.0f}/s, {left} s left", stderr=True)

    return watch


def _plain(report: SimulatedReport) -> dict[str, object]:
    found = to_plain(report)
    return {"simulated": True, **found}


def _pictures(
    folder: Path, done: Sequence[SimulatedRecords], report: SimulatedReport, stems: Sequence[str]
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    base = done[0]
    for stem, records in zip(("baseline", *stems), done, strict=True):
        fan = fan_chart(records, None if records is base else base)
        (folder / f"{stem}-fan.svg").write_text(fan, encoding="utf-8")
        (folder / f"{stem}-map.svg").write_text(control_map(records), encoding="utf-8")
    text = "\n".join(report_lines(report)) + "\n"
    (folder / "report.md").write_text(text, encoding="utf-8")


def learn_from(root: Path, path: Path, runs: int, cores: int, json: bool) -> int:
    """Learn the numbers of the scenario in ``path`` from the control changes of the case."""
    scenario = read_scenario(path)
    try:
        changes, posterior, observed = _posterior(root, scenario, runs, (cores, json))
        checked = predictive_check(posterior, observed)
    except KeyboardInterrupt:
        return _stopped()
    if json:
        numbers = [to_plain(f) | {"told": f.told} for f in posterior.found]
        seen = [to_plain(c) for c in changes]
        check = [to_plain(c) for c in checked]
        put_json({"simulated": True, "observed": seen, "numbers": numbers, "check": check,
                  "strange": posterior.strange})  # fmt: skip
    else:
        _learnt(changes, posterior, checked)
    return 0


def _posterior(
    root: Path, scenario: Scenario, runs: int, how: tuple[int, bool]
) -> tuple[Sequence[ObservedChange], Posterior, Array]:
    """What the case's record dates, and what that says about the numbers of ``scenario``."""
    cores, quiet = how
    plan, spells = plan_of(open_case(root), Theatre(None, 0.0, scenario.days))
    changes = observed_changes(spells, scenario, plan)
    if not changes:
        raise ScenarioError(
            f"{scenario.origin}: the record dates no change of control at its places within "
            f"{scenario.days} days of {scenario.start}, so it says nothing about the numbers"
        )
    draws = draw(scenario, runs, scenario.seed)
    watch = _watch(scenario, quiet)
    bank = make_bank(scenario, draws, reporting(), workers=cores or _every_core(), watch=watch)
    observed = summarise(as_table(changes, scenario), 1, scenario)[0]
    return changes, learn(bank, observed), observed


def _learnt(
    changes: Sequence[ObservedChange], posterior: Posterior, checked: Sequence[Checked]
) -> None:
    say(f"Learnt from {counted(len(changes), 'change')} of control that the record dates:")
    for change in changes:
        say(f"  {change.day}  {change.place}: {change.old or 'nobody'} to {change.new}")
    if posterior.strange:
        say("No run of this scenario is like the record: make little of what follows.")
    rows = [
        (f.name, f"{plainly(f.before[0])} to {plainly(f.before[1])}",
         f"{plainly(f.median)} ({plainly(f.low)} to {plainly(f.high)})"
         if f.told else "the record says nothing",
         f"{f.contraction:+.0%}")
        for f in posterior.found
    ]  # fmt: skip
    table(("number", "assumed", "after the record (90%)", "narrower"), rows)
    odd = [c.name for c in checked if not c.low - 1e-9 <= c.observed <= c.high + 1e-9]
    say(
        f"Of {len(checked)} summaries of the record {len(odd)} lie outside what nine in ten runs "
        f"of the learnt scenario give{': ' + ', '.join(odd) if odd else '.'}"
    )
