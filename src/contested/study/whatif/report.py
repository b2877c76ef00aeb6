"""The report: assumptions first, then what each intervention changes and what it hangs on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contested.errors import ScenarioError
from contested.study.whatif.answer import (
    Assumption,
    Effect,
    SimulatedAnswer,
    Spread,
    assumptions,
    check_pair,
    compare,
    plainly,
)
from contested.study.whatif.learn import Learnt
from contested.study.whatif.scenario import Scenario
from contested.study.whatif.sensitivity import (
    Box,
    Condition,
    Finding,
    Influence,
    sensitivity,
    thesis,
)
from contested.study.whatif.simulate import SimulatedRecords
from contested.study.whatif.ties import nearest_side

_RANKED = 6  # influences shown
_RARE = 0.005  # of the runs: too few to tell what they have in common
_BETTER = 1.2  # times likelier: what is worth telling
_FAINT = 0.005  # of the variance: an influence below this is not told from none


@dataclass(frozen=True, slots=True)
class SimulatedReport:
    """Everything ``run`` has to say. ``side``: whose ground the findings and ranking are about."""

    baseline: str
    runs: int
    days: int
    side: str
    assumptions: tuple[Assumption, ...]
    answers: tuple[SimulatedAnswer, ...]
    findings: tuple[Finding, ...]
    influences: tuple[tuple[Influence, ...], ...]
    learnt: tuple[Learnt, ...] = ()


def make_report(
    base: SimulatedRecords,
    done: Sequence[SimulatedRecords],
    side: str | None = None,
    learnt: Sequence[Learnt] = (),
) -> SimulatedReport:
    """Each of ``done`` against ``base``. ``learnt``: numbers that the record has narrowed.

    Raises ScenarioError when runs do not pair up.
    """
    scenario = base.scenario
    about = question(scenario, [d.scenario for d in done], side)
    k = scenario.side_ids.index(about)
    gains = [d.held[-1, k].astype(float) - base.held[-1, k] for d in done]
    rest = {a.what: a for d in (base, *done) for a in assumptions(d.scenario)}
    return SimulatedReport(
        scenario.name,
        base.runs,
        scenario.days,
        about,
        tuple(sorted(rest.values(), key=lambda a: bool(a.claims))),
        tuple(compare(d, base) for d in done),
        tuple(thesis(d, base, about) for d in done),
        tuple(sensitivity(d.draws, g) for d, g in zip(done, gains, strict=True)),
        tuple(learnt),
    )


def question(base: Scenario, done: Sequence[Scenario], side: str | None) -> str:
    """The side the report is about: the one given, or ``asked_side``.

    Raises ScenarioError for a side that is not there, and for runs that would not pair up.
    """
    for one in done:
        check_pair(one, base)
    about = side or asked_side(base, done)
    if about not in base.side_ids:
        known = ", ".join(base.side_ids)
        raise ScenarioError(f"{base.origin}: {about!r} is no side (sides: {known})")
    return about


def asked_side(base: Scenario, done: Sequence[Scenario]) -> str:
    """Whose gain is the question: an enemy of the first struck side, not its striker's ally."""
    hits = [d for s in done for d in s.interventions if d.deed == "strikes"]
    if not hits:
        return base.side_ids[0]
    backed = nearest_side(base.backing).get(hits[0].by)
    enemies = [w.by for w in base.wars if w.on == hits[0].against]
    others = [e for e in enemies if e != backed]
    return (others or enemies or list(base.side_ids))[0]


def report_lines(report: SimulatedReport) -> Iterator[str]:
    """The report as Markdown, one line at a time."""
    yield f"# Simulated: {report.baseline}"
    yield ""
    yield "Nothing below happened: it is what equations give under the assumptions listed first."
    yield ""
    yield from _assumed(report)
    yield from _learnt(report.learnt)
    for answer, finding, ranking in zip(
        report.answers, report.findings, report.influences, strict=True
    ):
        yield ""
        yield f"## {answer.scenario}"
        yield ""
        yield f"Done differently from {answer.baseline}: {'; '.join(answer.deeds) or 'nothing'}."
        yield f"{answer.runs:,} paired runs of {report.days} days. Intervals: 5% to 95% of runs."
        yield ""
        yield from _effects(answer.effects)
        yield from _moved(answer)
        yield ""
        yield from _ranking(report.side, ranking)
        yield ""
        yield from _finding(finding)


def _assumed(report: SimulatedReport) -> Iterator[str]:
    assumed = [a for a in report.assumptions if not a.claims]
    said = [a for a in report.assumptions if a.claims]
    yield f"## Assumptions ({len(assumed)} that no claim gave)"
    yield ""
    for one in assumed:
        yield f"- {_line(one)}{f' ({one.why})' if one.why else ''}"
    yield ""
    yield f"## Taken from claims ({len(said)})"
    yield ""
    for one in said:
        claims = ", ".join(one.claims[:3]) + (" …" if len(one.claims) > 3 else "")
        yield f"- {_line(one)} [{claims}]"


def _learnt(learnt: Sequence[Learnt]) -> Iterator[str]:
    if not learnt:
        return
    yield ""
    yield "## Learnt from the record, and used instead of the ranges above"
    yield ""
    for one in learnt:
        span = f"{plainly(one.low)} to {plainly(one.high)}"
        told = "" if one.told else " (the record says nothing about it)"
        yield f"- {one.name}: {plainly(one.median)}, 90% within {span}{told}"


def _line(one: Assumption) -> str:
    return f"{one.what}: {one.value}" if one.value else one.what


def _effects(effects: Sequence[Effect]) -> Iterator[str]:
    yield "| outcome | without | with | difference ± standard error of its mean | more / less |"
    yield "|---|---|---|---|---|"
    for e in effects:
        name = f"{e.outcome}, {e.side}" if e.side else e.outcome
        most = max(abs(v) for s in (e.without, e.with_it) for v in (s.low, s.high))
        digits = 0 if most >= 100 else 1
        before, after = (_span(s, digits) for s in (e.without, e.with_it))
        fine = digits + 1 if digits else 0
        gap = f"{_shown(e.difference.mean, fine)} ± {e.difference.error:.2g}"
        gap += f" ({_shown(e.difference.low, digits)} to {_shown(e.difference.high, digits)})"
        yield f"| {name} | {before} | {after} | {gap} | {e.more:.0%} / {e.less:.0%} of runs |"


def _span(s: Spread, digits: int) -> str:
    low, high = _shown(s.low, digits), _shown(s.high, digits)
    return f"{_shown(s.mean, digits + 1 if digits else 0)} ({low} to {high})"


def _shown(value: float, digits: int) -> str:
    """Rounded, with thousands, and no minus before a zero."""
    return f"{round(value, digits) + 0.0:,.{digits}f}"


def _moved(answer: SimulatedAnswer) -> Iterator[str]:
    if answer.shifts:
        yield ""
        yield "Where control shifts most at the horizon:"
        for s in answer.shifts:
            yield f"- {s.place}: {s.side} in {s.without:.0%} of runs without, {s.with_it:.0%} with"


def _ranking(side: str, ranking: Sequence[Influence]) -> Iterator[str]:
    told = [i for i in ranking[:_RANKED] if i.share > _FAINT]
    if not told:
        yield f"No single number explains the difference in places held by {side}."
        return
    yield f"What the difference in places held by {side} hangs on (share of its variance alone):"
    for one in told:
        way = "rises" if one.rank > 0 else "falls"
        yield f"- {one.name}: {one.share:.1%}; {way} with it (rank correlation {one.rank:+.2f})"
    alone = sum(i.share for i in ranking)
    if alone < 1:  # learnt numbers go together, and then their shares overlap
        yield f"All numbers alone: {alone:.0%}; the rest is chance and interplay."


def _finding(finding: Finding) -> Iterator[str]:
    yield (
        f"Does it let {finding.side} hold more? In {finding.holds:.1%} of runs it does, in "
        f"{finding.nothing:.1%} nothing changes, in {finding.reverse:.1%} it holds less."
    )
    yield from _box("What would have to be true for it to hold more", finding.needs, finding.holds)
    yield from _box("And to hold less", finding.against, finding.reverse)


def _box(words: str, box: Box, before: float) -> Iterator[str]:
    if not box.conditions or before < _RARE or box.inside < _BETTER * before:
        yield f"{words}: no conditions within the assumed ranges make it much likelier."
        return
    limits = " and ".join(_limits(c) for c in box.conditions)
    yield (
        f"{words}: {limits} (then {box.inside:.0%} of runs instead of {before:.0%}; "
        f"{box.support:.0%} of all runs are like that)."
    )


def _limits(c: Condition) -> str:
    low, high = plainly(c.low), plainly(c.high)
    if all(c.binds):
        return f"{c.name} between {low} and {high}"
    return f"{c.name} {'above ' + low if c.binds[0] else 'below ' + high}"
