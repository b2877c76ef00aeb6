"""Reports of lag models and of stochastic interventions as pages of Markdown."""

import math
from collections.abc import Iterator

from contested.codec import to_plain
from contested.study.follow_study import FollowStudy
from contested.study.intervene_study import InterveneStudy, LagAnswer
from contested.study.lags import LagFit
from contested.study.report import check_lines, role_lines, spec_lines, verdict_lines

_FOLLOW = (
    "Given the level of the period and the outcome's own past, days with treatments are as other "
    "days: nothing else moves both at once.",
    "Both kinds are recorded alike on every day.",
    "The effect ends within the lags that are asked for.",
)
_INTERVENE = (
    "How treatments fall is known from the distance to the focus alone; what else draws them is "
    "not accounted for.",
    "Every place that a counterfactual hits could have been hit (overlap).",
    "Outcomes answer treatments of the days of the lag and no earlier ones.",
)


def follow_report(study: FollowStudy) -> str:
    """The page of a study of what follows what."""
    return "\n".join(_follow_lines(study)) + "\n"


def _follow_lines(study: FollowStudy) -> Iterator[str]:
    meaning = study.spec.meaning
    yield from (f"# {meaning.claim or 'Do outcomes follow treatments?'}", "")
    yield from verdict_lines(study.verdict)
    yield from ("## Question", "", f"Are there {meaning.expect} outcomes in the days after?", "")
    yield from role_lines(study.roles)
    yield from ("## Assumptions", "", *(f"- {a}" for a in _FOLLOW), "")
    yield from ("## Data", "", *(f"- {n}" for n in study.notes or ("nothing to remark",)), "")
    yield from ("## Result", "")
    yield from _fit_lines("Outcomes after treatments", study.forward)
    if study.backward:
        yield from _fit_lines("The other way round: treatments after outcomes", study.backward)
    if study.hawkes:
        h = study.hawkes
        high = "no bound" if math.isinf(h.high) else f"{h.high:.2f}"
        yield (
            f"Hawkes model: {h.offspring:.2f} outcomes set off by a treatment ({h.low:.2f} to "
            f"{high}; p {h.p:.3f}), {h.own:.2f} by an outcome, {h.days:.1f} days and {h.km:.1f} km "
            f"away; background {h.background:.2f} a day."
        )
        yield ""
    yield from check_lines(study.checks)
    yield from ("## Power", "")
    yield (
        f"With a power of 80%, summed rate ratios above {math.exp(study.forward.least):.2f} or "
        f"below {math.exp(-study.forward.least):.2f} would have been found."
    )
    yield ""
    yield from spec_lines(to_plain(study.spec), study.sha256)


def _fit_lines(title: str, fit: LagFit) -> Iterator[str]:
    yield f"**{title}**: rate ratio {math.exp(fit.effect):.2f} ({math.exp(fit.low):.2f} to "
    yield (
        f"{math.exp(fit.high):.2f}) summed over the lags, p {fit.p:.3f}, shifted in time "
        f"{fit.shift_p:.3f}; {fit.outcomes:,} outcomes, {fit.treatments:,} treatments, "
        f"{fit.days:,} days, dispersion {fit.dispersion:.2f}."
    )
    yield from ("", "| day | log rate ratio | error |", "|---|---|---|")
    for day, beta, error in fit.by_lag:
        yield f"| {day:+d} | {beta:+.3f} | {error:.3f} |"
    yield ""


def intervene_report(study: InterveneStudy) -> str:
    """The page of a stochastic intervention."""
    return "\n".join(_intervene_lines(study)) + "\n"


def _intervene_lines(study: InterveneStudy) -> Iterator[str]:
    spec = study.spec
    yield from (f"# {spec.meaning.claim or 'What if treatments had been otherwise?'}", "")
    yield from verdict_lines(study.verdict)
    one, two = spec.expected
    yield from ("## Question", "")
    yield f"Had there been {two:g} treatments a day and not {one:g}, falling {spec.where}, would "
    yield from (f"there have been {spec.meaning.expect} outcomes?", "")
    yield from role_lines(study.roles)
    yield from ("## Assumptions", "", *(f"- {a}" for a in _INTERVENE), "")
    yield from ("## Data", "", *(f"- {n}" for n in study.notes or ("nothing to remark",)))
    yield f"- {study.area_km2:,.0f} km², {study.days:,} days"
    a, b = study.coefficients
    yield f"- propensity: log intensity {a:.4f} {b:+.5f} × km to the focus; "
    yield from (f"  {study.expected_a_day:.3f} treatments expected a day", "", "## Result", "")
    yield from (f"- **{w}**" for answer in study.answers for w in _once(answer))
    yield from ("", "| lag | region | first | second | contrast (error) |", "|---|---|---|---|---|")
    names = [*(f"{r:g} km" for r in spec.radii), "all"]
    for answer in study.answers:
        rows = zip(names, answer.first, answer.second, answer.contrast, strict=True)
        for name, x, y, c in rows:
            yield (
                f"| {answer.lag} | {name} | {x.value:.2f} | {y.value:.2f} | "
                f"{c.value:+.2f} ({c.error:.2f}) |"
            )
    yield ""
    yield from check_lines(study.checks)
    yield from spec_lines(to_plain(spec), study.sha256)


def _once(answer: LagAnswer) -> list[str]:
    return [f"lag {answer.lag}, {w}" for w in answer.warnings]
