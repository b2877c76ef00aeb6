"""From numbers to one of four words, by rules that are printed with it."""

from typing import TYPE_CHECKING

from contested.study.questions import Check, Expect, Role, Verdict
from contested.study.wake_estimate import Cell, Surface

if TYPE_CHECKING:
    from contested.study.wake_study import Tested

_ALPHA = 0.05
_FEW = 20


def judge_wakes(
    surface: Surface, alone: Surface, test: "Tested | None", checks: tuple[Check, ...],
    roles: tuple[Role, ...], expect: Expect,
) -> Verdict:  # fmt: skip
    """Supported: the surface differs by randomisation (5%, over all windows), all windows that do
    point the claimed way, and no placebo finds what it should not. Contradicted: the same, the
    other way. Mixed: a difference, but not all of that. Cannot tell: no difference, no test, or
    fewer than 20 events in a role.
    """
    every = [c for row in surface for c in row if c.estimate is not None]
    if not every:
        reasons = sorted({c.reason for row in surface for c in row if c.reason})
        return Verdict("cannot tell", ("no window has an estimate", *reasons))
    if test is None or test.overall_p is None:
        return Verdict("cannot tell", ("no randomisation test could be made",))
    few = [f"only {r.events} {r.name} events" for r in roles if r.events < _FEW]
    if few:
        return Verdict("cannot tell", (*few, f"at least {_FEW} of each are asked for"))
    if test.overall_p > _ALPHA:
        return Verdict("cannot tell", _nothing(test, every))
    found = _found(surface, test)
    signs = {(c.estimate or 0) > 0 for c in found}
    why = [
        f"over all windows p = {test.overall_p:.3f}; {len(found)} of {len(every)} windows stand out"
    ]
    doubts = [f"{c.name} {c.words} (p = {c.p:.3f})" for c in checks if c.passed is False and c.p]
    doubts += _without_overlap(alone, found)
    if not any(
        c.low is not None and c.high is not None and not c.low <= 0 <= c.high for c in found
    ):
        doubts.append("every such window's robust interval contains zero")
    if len(signs) > 1:
        doubts.append("windows that stand out point both ways")
    if doubts:
        return Verdict("mixed", (*why, *doubts))
    why += [f"{c.name}: {c.words}" for c in checks]
    claimed = signs == {expect == "more"}
    return Verdict("supported" if claimed else "contradicted", tuple(why))


def _found(surface: Surface, test: "Tested") -> list[Cell]:
    return [
        cell
        for row, ps in zip(surface, test.family_p, strict=True)
        for cell, p in zip(row, ps, strict=True)
        if p is not None and p <= _ALPHA
    ]


def _without_overlap(alone: Surface, found: list[Cell]) -> list[str]:
    """Windows that stand out but turn around where wakes do not overlap."""
    by = {(c.length, c.km): c for row in alone for c in row}
    turned = [
        c
        for c in found
        if (other := by[c.length, c.km].estimate) is not None and other * (c.estimate or 0) < 0
    ]
    return [f"{len(turned)} windows turn around without overlapping wakes"] if turned else []


def _nothing(test: "Tested", every: list[Cell]) -> tuple[str, ...]:
    """No difference, and how large one would have had to be."""
    least = [v for row in test.family_least for v in row if v is not None]
    said = [f"over all windows p = {test.overall_p:.3f}: no difference beyond chance"]
    if least:
        said.append(
            f"only effects of {min(least):.2f} to {max(least):.2f} outcomes per treatment, by "
            "window, would have been found with a power of 80%"
        )
    if min(c.treated for c in every) < 20:
        said.append(f"as few as {min(c.treated for c in every)} treatments are matched")
    return tuple(said)
