"""A study as a page of Markdown: question, assumptions, data, result, placebos, power, verdict."""

import json
from collections.abc import Iterator

from contested.codec import to_plain
from contested.study.questions import Check, Role, Verdict
from contested.study.wake_estimate import Cell, Surface
from contested.study.wake_study import WakeStudy

_WAKE_ASSUMPTIONS = (
    "Within matched cells it is chance which interventions are treatments and which controls.",
    "What follows one intervention does not reach another's wake; see how far wakes overlap.",
    "The table records treatments, controls and outcomes alike, or its gaps are the same for all.",
    "Outcomes of the intervention's own time unit are not counted: none knows which came first.",
)


def wake_report(study: WakeStudy, picture: str | None = None) -> str:
    """The page; ``picture`` is the name of the SVG file beside it."""
    return "\n".join(_wake_lines(study, picture)) + "\n"


def _wake_lines(study: WakeStudy, picture: str | None) -> Iterator[str]:
    meaning, spec = study.spec.meaning, study.spec
    yield from (f"# {meaning.claim or 'Do outcomes follow treatments?'}", "")
    yield from verdict_lines(study.verdict)
    yield from ("## Question", "")
    yield f"After a treatment, are there {meaning.expect} outcomes than after a matched control?"
    yield ""
    yield from role_lines(study.roles)
    yield from ("## Assumptions", "", *(f"- {a}" for a in _assumed(spec.compatible)), "")
    yield from ("## Data", "", *(f"- {n}" for n in study.notes or ("nothing to remark",)), "")
    yield from ("## Result", "")
    if picture:
        yield from (f"![surface of windows]({picture})", "")
    yield from (f"- **{w}**" for w in study.warnings)
    yield ""
    yield from _surface_lines(study)
    if study.test:
        yield from _test_lines(study)
    yield from check_lines(study.checks)
    yield from spec_lines(to_plain(spec), study.sha256)


def _assumed(compatible: bool) -> tuple[str, ...]:
    if not compatible:
        return _WAKE_ASSUMPTIONS
    own = "The own day belongs to the time before where the file says so (as mwa 0.5.0 has it)."
    return (*_WAKE_ASSUMPTIONS[:3], own)


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """The verdict in bold and its reasons."""
    yield f"**Verdict: {verdict.form}.**"
    yield from ("", *(f"- {w}" for w in verdict.why), "")


def role_lines(roles: tuple[Role, ...]) -> Iterator[str]:
    """What falls under each definition."""
    yield "| | definition | events | first ones |"
    yield "|---|---|---|---|"
    for role in roles:
        words = role.words.replace("|", "\\|")
        yield f"| {role.name} | `{words}` | {role.span} | {', '.join(role.first[:3])} |"
    yield ""


def _surface_lines(study: WakeStudy) -> Iterator[str]:
    if study.spec.compatible:
        yield "| length | km | estimate | p | controls | treated | adj. R² | hidden contrast |"
        yield "|---|---|---|---|---|---|---|---|"
        for c in _cells(study.surface):
            ours = "" if c.ours is None or abs(c.ours) < 1e-9 else f"{c.ours:.4f}"
            yield (
                f"| {c.length} | {c.km:g} | {c.estimate or 0:.7g} | {c.p or 0:.7g} | "
                f"{c.controls} | {c.treated} | {c.r2 or 0:.4f} | {ours} |"
            )
        yield ""
        return
    yield "| length | km | estimate (95%) | p over all windows | without overlap | matched | MO |"
    yield "|---|---|---|---|---|---|---|"
    for t, row in enumerate(study.surface):
        for s, c in enumerate(row):
            p = study.test.family_p[t][s] if study.test else None
            other = study.apart[t][s]
            yield (
                f"| {c.length} | {c.km:g} | {_estimate(c)} | {'' if p is None else f'{p:.3f}'} | "
                f"{'' if other.estimate is None else f'{other.estimate:+.2f}'} | "
                f"{c.treated} + {c.controls} | {c.mo:.2f} |"
            )
    yield ""


def _cells(surface: Surface) -> Iterator[Cell]:
    for row in surface:
        yield from row


def _estimate(cell: Cell) -> str:
    if cell.estimate is None:
        return f"none: {cell.reason}"
    if cell.low is None or cell.high is None:
        return f"{cell.estimate:+.2f}"
    return f"{cell.estimate:+.2f} ({cell.low:+.2f} to {cell.high:+.2f})"


def _test_lines(study: WakeStudy) -> Iterator[str]:
    test = study.test
    assert test is not None
    yield from ("## Power", "")
    said = "none" if test.overall_p is None else f"{test.overall_p:.3f}"
    yield (
        f"Randomisation within {test.strata} strata ({test.movable} interventions could change "
        f"places, {test.draws} draws): p over all windows {said}."
    )
    least = [v for row in test.family_least for v in row if v is not None]
    if least:
        yield (
            "With a power of 80%, over all windows, it would have found effects from "
            f"{min(least):.2f} (best window) to {max(least):.2f} (worst) outcomes per treatment."
        )
    yield ""


def check_lines(checks: tuple[Check, ...]) -> Iterator[str]:
    """Placebos, each with what it found."""
    if not checks:
        return
    yield from ("## Placebos and checks", "")
    yield "| check | p | passed | |"
    yield "|---|---|---|---|"
    for c in checks:
        p = "" if c.p is None else f"{c.p:.3f}"
        passed = {True: "yes", False: "no", None: "not made"}[c.passed]
        yield f"| {c.name} | {p} | {passed} | {c.words} |"
    yield ""


def spec_lines(spec: object, sha256: str) -> Iterator[str]:
    """What makes the study again: `contested study again` takes it."""
    yield from ("## Specification", "", f"Files: SHA-256 {sha256}", "", "```json")
    yield json.dumps(spec, ensure_ascii=False, indent=1)
    yield from ("```",)


def refusal_report(claim: str, roles: tuple[tuple[str, str], ...], span: str, reason: str) -> str:
    """The page of a question that the table cannot answer: no number, and why.

    ``roles`` are the definitions asked for; ``span`` what the table holds.
    """
    lines = [f"# {claim or 'A question that this table cannot answer'}", ""]
    lines += verdict_lines(Verdict("cannot tell", (reason,)))
    lines += ["## Asked for", "", *(f"- {name}: `{words}`" for name, words in roles), ""]
    lines += ["## The table", "", span, ""]
    return "\n".join(lines)
