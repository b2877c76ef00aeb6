"""What the observed sequence of control changes says about the unknown numbers of a scenario.

Approximate Bayesian computation: draw the numbers from their ranges, simulate, keep the runs whose
summaries come nearest to the observed ones, and move each kept draw along a local linear regression
(Beaumont, Zhang & Balding 2002). Distances are between posterior means predicted by regression, so
that summaries which say nothing do not count (Fearnhead & Prangle 2012). Works on the unit scale of
each range, in logits, so that no posterior leaves its range. Accounts report only part of what
changes hands, so runs are thinned by an unknown share before they are compared.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contested.errors import ScenarioError
from contested.study.whatif.battle import Array
from contested.study.whatif.draws import Draws, draw, scaled
from contested.study.whatif.scenario import Number, Scenario, assume, numbers
from contested.study.whatif.simulate import SimulatedRecords, Watch, simulate
from contested.study.whatif.summaries import summarise, summary_names

KEEP = 0.05  # share of the runs kept
LEAST_KEPT = 100
LEVEL = 0.9
REPORTED = "share of changes reported"
ALL = assume(1.0)
_RIDGE = 1e-3
_EDGE = 1e-4  # units are kept this far from 0 and 1 before taking logits
_SHUFFLES = 40
_WITHIN = (0.002, 0.998)  # of the runs: further out nothing is extrapolated
_STRANGE = 1.0  # spreads of the predictions beyond that: no run is like it
_KERNEL = 0.3  # of the posterior spread: how far a draw is moved


@dataclass(frozen=True, eq=False)
class Bank:
    """Simulated runs to learn from: ``unit`` (runs, free numbers) in 0..1, ``stats`` (runs, k).

    ``ranges`` (one for each of ``names``) are the scenario's, and ``reported`` last if unknown.
    """

    scenario: Scenario
    names: tuple[str, ...]
    ranges: tuple[Number, ...]
    reported: Number
    unit: Array
    stats: Array


@dataclass(frozen=True, slots=True)
class Learnt:
    """One number after the record: median and ``LEVEL`` interval, beside its range before.

    ``contraction``: how much narrower it became (1 − sd after / sd before). ``noise``: what chance
    gives in 95 of 100 shuffled banks; ``told`` when contraction is above it, else the record says
    nothing about this number.
    """

    name: str
    low: float
    median: float
    high: float
    before: tuple[float, float]
    contraction: float
    noise: float

    @property
    def told(self) -> bool:
        """Whether the record says anything about it."""
        return self.contraction > self.noise


@dataclass(frozen=True, eq=False)
class Posterior:
    """``unit`` (kept, free numbers) and ``weight`` (kept); ``found`` sums each number up.

    ``strange``: the record is unlike the runs, whatever the numbers; then nothing is extrapolated
    beyond them, and little should be made of the posterior.
    """

    bank: Bank
    unit: Array
    weight: Array
    found: tuple[Learnt, ...]
    strange: bool


def make_bank(
    scenario: Scenario,
    draws: Draws,
    reported: Number = ALL,
    *,
    workers: int = 1,
    watch: Watch = lambda d, o: None,
) -> Bank:
    """A simulation for each of ``draws``. ``reported``: the share of changes that accounts tell of.

    Raises ScenarioError when no number is a range.
    """
    named = numbers(scenario)
    free = [k for k, is_free in enumerate(draws.free) if is_free]
    if not free:
        raise ScenarioError(
            f"{scenario.origin}: no number is a range, so there is nothing to learn"
        )
    records = simulate(scenario, draws=draws, workers=workers, watch=watch)
    rng = np.random.default_rng((scenario.seed, 5))
    told = rng.random(records.runs)
    stats = _reported(records, scaled(reported, told), rng)
    names, ranges = zip(*(named[k] for k in free), strict=True)
    columns = [_unit(number, draws.values[:, k]) for k, number in zip(free, ranges, strict=True)]
    if reported.free:
        names, ranges, columns = (*names, REPORTED), (*ranges, reported), [*columns, told]
    return Bank(scenario, names, ranges, reported, np.column_stack(columns), stats)


def _unit(number: Number, values: Array) -> Array:
    """Draws of a number back on 0..1."""
    grid = np.linspace(0, 1, 2001)
    unit: Array = np.interp(values, scaled(number, grid), grid)
    return unit


def _reported(records: SimulatedRecords, share: Array, rng: np.random.Generator) -> Array:
    """Summaries of the changes that are told of, each with its run's ``share`` (runs)."""
    run = records.changes[:, 0].astype(np.int64)
    told = rng.random(len(run)) < share[run]
    return summarise(records.changes[told], records.runs, records.scenario)


def learn(bank: Bank, observed: Array, keep: float = KEEP, noise: bool = True) -> Posterior:
    """The posterior given the ``observed`` summaries (k). ``noise`` off skips the shuffles."""
    weight, after, strange = _posterior(bank.unit, bank.stats, observed, keep)
    shrunk = _contraction(bank.unit, after, weight)
    chance = _chance(bank, observed, keep) if noise else np.zeros(len(bank.names))
    if strange:  # what no run is like tells nothing about the numbers, only about the scenario
        chance = np.ones(len(bank.names))
    found = []
    for k, (name, number) in enumerate(zip(bank.names, bank.ranges, strict=True)):
        low, mid, high = (
            float(scaled(number, np.array(_quantile(after[:, k], weight, q))))
            for q in ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)
        )
        before = (number.low, number.high)
        found.append(Learnt(name, low, mid, high, before, float(shrunk[k]), float(chance[k])))
    return Posterior(bank, after, weight, tuple(found), strange)


def _posterior(
    unit: Array, stats: Array, observed: Array, keep: float
) -> tuple[Array, Array, bool]:
    """Weights of the kept runs, their adjusted units, whether the record lies outside the runs."""
    base, point = _scaled(stats, observed)
    predicted, aim = _predicted(base, point, unit)
    target = np.clip(aim, *np.quantile(predicted, _WITHIN, axis=0))
    strange = bool(np.any(np.abs(aim - target) > _STRANGE * predicted.std(axis=0)))
    apart = np.sqrt(((predicted - target) ** 2).sum(axis=1))
    count = min(len(unit), max(LEAST_KEPT, int(keep * len(unit))))
    kept = np.argpartition(apart, count - 1)[:count]
    reach = max(float(apart[kept].max()), 1e-12)
    weight = np.maximum(1 - (apart[kept] / reach) ** 2, 1e-3)
    logit = _logit(unit[kept])
    design = np.column_stack([np.ones(count), predicted[kept] - target])
    slopes = _ridge(design, logit, weight)
    adjusted = logit - design[:, 1:] @ slopes[1:]
    return weight / weight.sum(), 1 / (1 + np.exp(-adjusted)), strange


def _scaled(stats: Array, observed: Array) -> tuple[Array, Array]:
    centre, spread = stats.mean(axis=0), stats.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    return (stats - centre) / spread, (observed - centre) / spread


def _predicted(base: Array, point: Array, unit: Array) -> tuple[Array, Array]:
    """Posterior means by ridge regression on the summaries and their squares."""

    def features(x: Array) -> Array:
        return np.column_stack([np.ones(len(x)), x, x**2])

    slopes = _ridge(features(base), unit, np.ones(len(base)))
    means, target = features(base) @ slopes, features(point[None]) @ slopes
    spread = np.maximum(unit.std(axis=0), 1e-9)
    return means / spread, target[0] / spread


def _ridge(design: Array, target: Array, weight: Array) -> Array:
    weighted = design * weight[:, None]
    penalty = _RIDGE * weight.sum() * np.eye(design.shape[1])
    penalty[0, 0] = 0
    slopes: Array = np.linalg.solve(weighted.T @ design + penalty, weighted.T @ target)
    return slopes


def _logit(unit: Array) -> Array:
    safe = np.clip(unit, _EDGE, 1 - _EDGE)
    logit: Array = np.log(safe / (1 - safe))
    return logit


def _contraction(before: Array, after: Array, weight: Array) -> Array:
    mean = weight @ after
    spread = np.sqrt(weight @ (after - mean) ** 2)
    shrunk: Array = 1 - spread / before.std(axis=0)
    return shrunk


def _chance(bank: Bank, observed: Array, keep: float) -> Array:
    """95% point of the contraction where numbers and summaries have nothing in common."""
    rng = np.random.default_rng(0)
    seen = []
    for _ in range(_SHUFFLES):
        mixed = bank.unit[rng.permutation(len(bank.unit))]
        weight, after, _ = _posterior(mixed, bank.stats, observed, keep)
        seen.append(_contraction(mixed, after, weight))
    limit: Array = np.quantile(np.array(seen), 0.95, axis=0)
    return limit


def _quantile(values: Array, weight: Array, q: float) -> float:
    order = np.argsort(values)
    return float(np.interp(q, np.cumsum(weight[order]) - weight[order] / 2, values[order]))


def coverage(bank: Bank, level: float = LEVEL, tests: int = 200) -> Array:
    """Share of ``tests`` simulated records whose known numbers lie in their ``level`` intervals.

    Each test leaves one run of the bank out, takes its record for the observed one and learns from
    the rest. One share per free number; nominal when near ``level``.
    """
    tail = (1 - level) / 2
    inside = np.zeros((tests, len(bank.names)))
    for t in range(tests):
        rest = np.arange(len(bank.unit)) != t
        weight, after, _ = _posterior(bank.unit[rest], bank.stats[rest], bank.stats[t], KEEP)
        low, high = (
            np.array([_quantile(after[:, k], weight, q) for k in range(after.shape[1])])
            for q in (tail, 1 - tail)
        )
        inside[t] = (low <= bank.unit[t]) & (bank.unit[t] <= high)
    shares: Array = inside.mean(axis=0)
    return shares


def posterior_draws(
    posterior: Posterior, runs: int, scenario: Scenario | None = None
) -> tuple[Draws, Array]:
    """Draws for ``simulate``, and the share of changes reported (runs) that goes with each.

    Numbers that were learnt come from the posterior, the rest as ``scenario`` (another than the
    learnt one, when given) has them; the same row of the posterior for the same run in each.
    """
    bank = posterior.bank
    wanted = scenario or bank.scenario
    draws = draw(wanted, runs, wanted.seed)
    rng = np.random.default_rng((wanted.seed, 4))
    rows = rng.choice(len(posterior.unit), size=runs, p=posterior.weight)
    values, share = draws.values.copy(), np.full(runs, bank.reported.low)
    unit = _smoothed(posterior, rows, rng)
    for k, (name, number) in enumerate(zip(bank.names, bank.ranges, strict=True)):
        column = scaled(number, unit[:, k])
        if name == REPORTED:
            share = column
        elif name in draws.names:
            values[:, draws.names.index(name)] = column
    return Draws(draws.names, values, draws.free, draws.holders), share


def _smoothed(posterior: Posterior, rows: NDArray[np.intp], rng: np.random.Generator) -> Array:
    """Kept units drawn again and again, each a little moved, mean and variance kept (West 1993)."""
    logit = _logit(posterior.unit)
    mean = posterior.weight @ logit
    spread = np.sqrt(posterior.weight @ (logit - mean) ** 2)
    noise = _KERNEL * spread * rng.normal(size=(len(rows), len(mean)))
    moved = mean + np.sqrt(1 - _KERNEL**2) * (logit[rows] - mean) + noise
    unit: Array = 1 / (1 + np.exp(-moved))
    return unit


@dataclass(frozen=True, slots=True)
class Checked:
    """An observed summary beside what the learnt scenario gives: 90% span, share as high."""

    name: str
    observed: float
    low: float
    high: float
    as_high: float


def predictive_check(posterior: Posterior, observed: Array, runs: int = 500) -> tuple[Checked, ...]:
    """Simulate from the posterior and see whether the record looks like one of its runs.

    Summaries are those of ``summarise`` (counts as log(1 + n)).
    """
    scenario = posterior.bank.scenario
    draws, share = posterior_draws(posterior, runs)
    rng = np.random.default_rng((scenario.seed, 6))
    stats = _reported(simulate(scenario, draws=draws), share, rng)
    low, high = np.quantile(stats, [0.05, 0.95], axis=0)
    as_high = ((stats > observed).mean(axis=0) + (stats >= observed).mean(axis=0)) / 2
    return tuple(
        Checked(*row)
        for row in zip(
            summary_names(scenario), observed.tolist(), low.tolist(), high.tolist(),
            as_high.tolist(), strict=True,
        )
    )  # fmt: skip
