"""``test``: a causal claim of the record, put to a table of events or to the record itself."""

import csv
import json as jsonlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from contested.claims.model import Claim
from contested.claims.registry import load_registry
from contested.codec import to_plain
from contested.errors import StudyError
from contested.store import derived, rows
from contested.store.case import Case, open_case
from contested.study.hit import Hold
from contested.study.proposal import Proposal, propose
from contested.study.questions import Meaning, Source, read_sources
from contested.study.record_events import incident_rows, spell_holds
from contested.study.wake_study import WakeQuestion
from contested.views import studying
from contested.views.output import clean, put_json, say

INCIDENTS = "incidents.csv"
_COLUMNS = ("claim", "treatment", "control", "outcome", "within", "expect")


@dataclass(frozen=True, slots=True)
class Mended:
    """Definitions that a person gives in place of those proposed; empty ones stay."""

    treatment: str = ""
    control: str = ""
    outcome: str = ""
    within: str = ""
    expect: str = ""


def test(
    root: Path, claim: str, tables: tuple[Source, ...], mended: Mended, output: Path | None,
    json: bool,
) -> int:  # fmt: skip
    """Propose, show what falls under each definition, run, and write the page; 1 when refused."""
    case = open_case(root)
    with tempfile.TemporaryDirectory() as spare:
        sources = tables or (_record_table(case, output or Path(spare)),)
        found, proposal = _proposed(case, claim, sources, mended)
        if not json:
            _say_proposal(found, proposal)
        question = WakeQuestion(sources, proposal.meaning)
        return studying.wakes(question, output, json)


def _record_table(case: Case, folder: Path) -> Source:
    """The record's incidents as a file, so that the study can be made again."""
    with case.database.read() as connection:
        text = incident_rows(derived.iter_incidents(connection))
    if text.count("\n") < 2:
        raise StudyError(
            "the record has no incident with a day: build the case, or give a table of events"
        )
    studying.write(folder, {INCIDENTS: text})
    return Source(str(folder / INCIDENTS), "plain")


def record_holds(root: Path) -> list[Hold]:
    """The record's control spells. Raises StudyError when it has none with a place and a date."""
    with open_case(root).database.read() as connection:
        found = spell_holds(derived.iter_spells(connection))
    if not found:
        raise StudyError("the record has no control of a place from a date; give --holders")
    return found


def _proposed(
    case: Case, prefix: str, sources: tuple[Source, ...], mended: Mended
) -> tuple[Claim, Proposal]:
    table = read_sources(sources)
    actors = load_registry(case.actors_file if case.actors_file.is_file() else None).data.actors
    with case.database.read() as connection:
        claim = rows.find_claim(connection, prefix)
        found = propose(claim, lambda name: rows.find_claim(connection, name), actors, table)
    given = {k: v for k, v in to_plain(mended).items() if v}
    left = tuple(name for name in found.open if name not in given)
    proposal = replace(found, meaning=replace(found.meaning, **given), open=left)
    if left:
        _say_proposal(claim, proposal)
        raise StudyError(
            f"{claim.id}: nothing proposes the {' or the '.join(left)}; say it with "
            + ", ".join(f"--{name}" for name in left)
        )
    return claim, proposal


def _say_proposal(claim: Claim, proposal: Proposal) -> None:
    meaning = proposal.meaning
    say(f"{claim.id}  {clean(claim.evidence.text)}", stderr=True)
    for how in proposal.how:
        say(f"  {clean(how)}", stderr=True)
    for name in ("treatment", "control", "outcome", "within"):
        say(f"  --{name} '{getattr(meaning, name)}'", stderr=True)


def batch(file: Path, tables: tuple[Source, ...], output: Path, json: bool) -> int:
    """Every claim of a CSV with the columns of a question; a page each and a table of verdicts."""
    done: list[dict[str, Any]] = []
    for number, meaning in enumerate(_meanings(file), 1):
        folder = output / f"{number:03}"
        verdict = studying.judged(WakeQuestion(tables, meaning), folder)
        done.append({"claim": meaning.claim, "verdict": to_plain(verdict), "folder": str(folder)})
        if not json:
            say(f"{number:>3}  {verdict.form:<12}  {clean(meaning.claim)}")
    studying.write(output, {"verdicts.json": jsonlib.dumps(done, ensure_ascii=False, indent=1)})
    if json:
        put_json(done)
    return 0


def _meanings(file: Path) -> Iterator[Meaning]:
    try:
        with open(file, encoding="utf-8-sig", newline="") as handle:
            for line, row in enumerate(csv.DictReader(handle), 2):
                lacking = [c for c in _COLUMNS[:4] if not row.get(c)]
                if lacking:
                    raise StudyError(f"{file}, line {line}: has no {', '.join(lacking)}")
                expect = row.get("expect") or "more"
                if expect not in ("more", "fewer"):
                    raise StudyError(f"{file}, line {line}: expect is more or fewer, not {expect}")
                yield Meaning(
                    row["treatment"], row["outcome"], row["control"], row.get("within") or "",
                    "fewer" if expect == "fewer" else "more", row["claim"],
                )  # fmt: skip
    except OSError as error:
        raise StudyError(f"{file}: {error.strerror}") from error
