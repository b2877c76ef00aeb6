"""A question put to event tables: what the treatment is, what is compared, what should follow.

Questions are plain values. Every result carries the one that made it, so that it can be made again.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np

from contested.errors import StudyError
from contested.study.event_checks import span_words
from contested.study.event_files import read_events
from contested.study.model import Bools, EventTable, Ints
from contested.study.select import join_tables, select
from contested.study.wakes import CONTROL, DEPENDENT, TREATMENT

Expect = Literal["more", "fewer"]
Form = Literal["supported", "contradicted", "mixed", "cannot tell"]
_SHOWN = 5
_LEAST = 3
_CODES = {"treatment": TREATMENT, "control": CONTROL, "outcome": DEPENDENT}


@dataclass(frozen=True, slots=True)
class Source:
    """A file of events and how to read it: a map's name or file, or "" to go by its columns."""

    path: str
    map: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Which events are meant, each in the words of ``study.select``; ``within`` keeps the rest out.

    ``expect`` is what the claim says of outcomes after a treatment.
    """

    treatment: str
    outcome: str
    control: str = ""
    within: str = ""
    expect: Expect = "more"
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """The events used under one definition: how many, where and when, and the first few."""

    name: str
    words: str
    events: int
    span: str
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A test that should find nothing; ``passed`` is None when it could not be made."""

    name: str
    p: float | None
    passed: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the data can say of the claim, with the reasons that led there."""

    form: Form
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Put:
    """A question put to its tables: the events kept, their roles, and what was wrong with rows."""

    table: EventTable
    role: Ints  # -1 for events in no role
    roles: tuple[Role, ...]
    notes: tuple[str, ...]


def read_sources(sources: tuple[Source, ...], unchecked: bool = False) -> EventTable:
    """All sources as one table; ``unchecked`` keeps sentinel dates (for the compatible mode)."""
    if not sources:
        raise StudyError("no event table is given")
    today = date(9999, 1, 1) if unchecked else None
    return join_tables([read_events(Path(s.path), s.map or None, today) for s in sources])


def put_question(
    table: EventTable, meaning: Meaning, want_control: bool, twice: bool = False
) -> Put:
    """Roles of the events of ``table``. Raises StudyError when a definition meets too few events.

    An event under both treatment and control is left out. One under an intervention and the
    outcome counts as both when ``twice`` (it then stands in the table twice), else as the
    intervention. The notes count either.
    """
    notes = [f"{p.words}{' (left out)' if p.dropped else ''}" for p in table.problems]
    if meaning.within:
        kept = table.where(select(table, meaning.within))
        if not len(kept):
            raise StudyError(f"no event lies within {meaning.within!r}")
        table = kept
    wanted = {"treatment": meaning.treatment, "outcome": meaning.outcome}
    if want_control:
        wanted["control"] = meaning.control
    masks = {name: _mask(table, name, words) for name, words in wanted.items()}
    role, again, told = _roles(masks, len(table), twice)
    rows = np.concatenate((np.arange(len(table)), np.flatnonzero(again)))
    used = table.where(rows)
    role = np.concatenate((role, np.full(int(again.sum()), DEPENDENT, dtype=np.int64)))
    roles = tuple(_role(used, name, words, role == _CODES[name]) for name, words in wanted.items())
    return Put(used, role, roles, (*notes, *told))


def _mask(table: EventTable, name: str, words: str) -> Bools:
    if not words.strip():
        raise StudyError(f"say what the {name} is, such as actor=Russia* or type=*strike*")
    mask = select(table, words)
    if not mask.any():
        raise StudyError(f"there are no {name} events ({words}) among {span_words(table)}")
    return mask


def _roles(masks: dict[str, Bools], n: int, twice: bool) -> tuple[Ints, Bools, list[str]]:
    """Each event's role, which stand once more as outcomes, and what to say of it."""
    none = np.zeros(n, dtype=bool)
    control = masks.get("control", none)
    both = masks["treatment"] & control
    moved = masks["outcome"] & (masks["treatment"] | control)
    again = moved & ~both if twice else none
    role = np.full(n, -1, dtype=np.int64)
    role[masks["outcome"]] = DEPENDENT
    role[masks["treatment"]] = TREATMENT
    role[control] = CONTROL
    role[both] = DEPENDENT if twice else -1
    role[both & ~masks["outcome"]] = -1
    told = []
    if moved.any():
        how = "both (in an outcome's role they never count on their own day)" if twice else "those"
        told.append(f"{int(moved.sum()):,} outcomes are interventions too and count as {how}")
    if both.any():
        told.append(f"{int(both.sum()):,} events are treatment and control and count as neither")
    return role, again, told


def _role(table: EventTable, name: str, words: str, mask: Bools) -> Role:
    some = table.where(mask)
    if len(some) < _LEAST:
        raise StudyError(
            f"only {len(some)} {name} event{'s' * (len(some) != 1)} ({words}) can be used; "
            f"at least {_LEAST} are needed"
        )
    first = tuple(map(str, some.id[np.argsort(some.day, kind="stable")][:_SHOWN]))
    return Role(name, words, len(some), span_words(some), first)
