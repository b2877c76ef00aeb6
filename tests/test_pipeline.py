"""A build reads what is new, survives what breaks, and swaps the record at once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casework import FIRST, SECOND, annotate, extract, fake_stages, write
from contested.accounts.discover import discover
from contested.accounts.model import Account
from contested.accounts.read import read_account
from contested.annotate.model import Annotation
from contested.claims.model import Claim
from contested.errors import ModelError
from contested.pipeline import Progress, build
from contested.record.model import Verdict
from contested.store import derived, rows, shelf
from contested.store.case import Case, create_case, open_case
from contested.store.intake import add
from contested.store.judgements import append_judgement
from judged import decide


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case with two accounts, not built."""
    made = create_case(tmp_path / "C")
    take_in(made, write(tmp_path / "in", one=FIRST, two=SECOND))
    return made


def take_in(case: Case, folder: Path) -> list[str | None]:
    """Add a folder; returns the outcomes."""
    sources, refusals = discover([folder])
    return [a.outcome for a in add(case, [*refusals, *sources], read_account)]


def evidence(case: Case) -> list[str]:
    """What the record holds now."""
    with case.database.read() as connection:
        return [c.evidence.text for c in rows.iter_claims(connection)]


class Counting:
    """The stand-in annotator, counting the accounts that it read."""

    def __init__(self, fail_on: str = "") -> None:
        self.files: list[str] = []
        self.fail_on = fail_on

    def __call__(self, account: Account, encoder: Any) -> Annotation:
        if account.first.file == self.fail_on:
            raise KeyboardInterrupt
        self.files.append(account.first.file)
        return annotate(account)


BOTH = ["fighters took Marn", "jets struck fighters", "units took Dayr", "shells struck homes"]


def test_a_build_makes_a_record_of_every_account(case: Case) -> None:
    """Claims stand in the order in which accounts were added, and the report counts them."""
    report = build(case, fake_stages())
    assert evidence(case) == BOTH
    assert (report.accounts, report.claims, report.annotated) == (2, 4, 2)
    assert report.whole


def test_nothing_is_read_twice(case: Case, tmp_path: Path) -> None:
    """A second build reads only what was added since."""
    build(case, fake_stages())
    take_in(case, write(tmp_path / "more", three="Guards took Sarin. Nothing else happened.\n"))
    seen = Counting()
    report = build(case, fake_stages(seen))
    assert seen.files == ["three.txt"]
    assert (report.annotated, report.extracted, len(evidence(case))) == (1, 1, 5)


def test_a_changed_vocabulary_does_not_run_the_encoder(case: Case) -> None:
    """Claims are drawn anew from the annotations that are kept."""
    build(case, fake_stages())
    seen = Counting()
    report = build(case, fake_stages(seen, resources="r2"))
    assert seen.files == []
    assert (report.annotated, report.extracted) == (0, 2)


def test_a_changed_model_runs_the_encoder(case: Case) -> None:
    """Annotations of other weights are not taken for this one's."""
    build(case, fake_stages())
    seen = Counting()
    build(case, fake_stages(seen, model="m2"))
    assert len(seen.files) == 2


def test_a_changed_date_draws_claims_anew(case: Case, tmp_path: Path) -> None:
    """A manifest added later dates the claims without running the encoder."""
    build(case, fake_stages())
    (tmp_path / "in" / "m.csv").write_text("file,date\none.txt,2015-10-09\n")
    take_in(case, tmp_path / "in")
    seen = Counting()
    build(case, fake_stages(seen))
    with case.database.read() as connection:
        starts = [c.time.start for c in rows.iter_claims(connection)]
    assert seen.files == [] and starts == ["2015-10-09", "2015-10-09", None, None]


def test_one_account_that_fails_does_not_stop_the_rest(case: Case) -> None:
    """It is reported with its cause and left out."""

    def fragile(account: Account, annotation: Annotation) -> tuple[Claim, ...]:
        if account.first.file == "one.txt":
            raise ValueError("no such tree")
        return extract(account, annotation)

    report = build(case, fake_stages(extract=fragile))
    assert [f.file for f in report.failed] == ["one.txt"]
    assert "no such tree" in report.failed[0].cause
    assert not report.whole
    assert evidence(case) == BOTH[2:]


def test_a_claim_that_is_not_verbatim_never_enters(case: Case) -> None:
    """The text at the evidence's offsets is checked for every claim."""

    def shifted(account: Account, annotation: Annotation) -> tuple[Claim, ...]:
        return tuple(
            replace(c, evidence=replace(c.evidence, start=c.evidence.start + 1))
            for c in extract(account, annotation)
        )

    report = build(case, fake_stages(extract=shifted))
    assert len(report.failed) == 2 and "offsets" in report.failed[0].cause
    assert evidence(case) == []


def test_a_missing_model_stops_the_build_and_keeps_the_record(case: Case) -> None:
    """No later account would fare better, so the old record stays."""
    build(case, fake_stages())

    def missing(account: Account, encoder: Any) -> Annotation:
        raise ModelError("no weights")

    with pytest.raises(ModelError):
        build(case, fake_stages(missing, model="m2"))
    assert evidence(case) == BOTH


def test_a_stopped_build_keeps_the_old_record_and_goes_on(case: Case, tmp_path: Path) -> None:
    """After ctrl-C, what was read is not read again."""
    build(case, fake_stages())
    write(tmp_path / "more", three="Guards took Sarin.\n", two_b="Guards took Tell.\n")
    take_in(case, tmp_path / "more")
    with pytest.raises(KeyboardInterrupt):
        build(case, fake_stages(Counting(fail_on="two_b.txt")))
    assert evidence(case) == BOTH
    seen = Counting()
    build(case, fake_stages(seen))
    assert seen.files == ["two_b.txt"]
    assert len(evidence(case)) == 6


def test_a_swap_that_breaks_half_way_leaves_the_old_record(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is the old one or the new one, never a part of each."""
    build(case, fake_stages())
    take_in(case, write(tmp_path / "more", three="Guards took Sarin.\n"))

    def dies(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("contested.store.log.put_build", dies)
    with pytest.raises(OSError, match="disk full"):
        build(case, fake_stages())
    assert evidence(case) == BOTH


def test_an_account_over_the_limit_is_kept_and_skipped(tmp_path: Path) -> None:
    """Raising the limit reads it; lowering it skips it again."""
    create_case(tmp_path / "C")
    (tmp_path / "C" / "case.toml").write_text("format = 1\nlimit_mb = 0.01\n")
    case = open_case(tmp_path / "C")
    outcomes = take_in(case, write(tmp_path / "in", long="Guards took Sarin.\n" * 900, short=FIRST))
    assert outcomes == [None, "new"]
    first = build(case, fake_stages())
    assert [s.file for s in first.skipped] == ["long.txt"] and "limit" in first.skipped[0].cause
    assert first.claims == 2 and not first.whole
    second = build(case, fake_stages(), limit_mb=1)
    assert second.whole and second.accounts == 2 and second.claims == 902
    third = build(case, fake_stages())
    assert [s.file for s in third.skipped] == ["long.txt"] and third.claims == 2


def test_progress_counts_words_and_time(case: Case) -> None:
    """Every account moves it; the rate counts only what was read this time."""
    seen: list[Progress] = []
    build(case, fake_stages(), watch=seen.append)
    assert [(p.accounts, p.stage) for p in seen] == [
        (1, "reading"), (2, "reading"), (2, "adding up"),
    ]  # fmt: skip
    assert seen[-1].words == seen[-1].of_words == seen[-1].fresh
    assert seen[0].rate > 0 and seen[-1].seconds_left == 0
    seen.clear()
    build(case, fake_stages(), watch=seen.append)
    assert seen[-1].fresh == 0 and seen[-1].seconds_left is None


def test_what_could_not_be_done_is_listed(tmp_path: Path) -> None:
    """Undated accounts and claims, and files that stayed closed."""
    case = create_case(tmp_path / "C")
    folder = write(tmp_path / "in", one=FIRST)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    take_in(case, folder)
    gaps = build(case, fake_stages()).gaps
    assert gaps.undated_accounts == ("one.txt",)
    assert gaps.undated_claims == {"one.txt": 2}
    assert gaps.placeless_claims == {"one.txt": 1}
    assert [u.file for u in gaps.unread] == ["broken.pdf"]


def test_what_is_too_doubtful_is_counted_not_told(case: Case) -> None:
    """A claim under the threshold stays out of the record, and the build says how many did."""

    def unsure(account: Account, annotation: Annotation) -> tuple[Claim, ...]:
        first, *rest = extract(account, annotation)
        return (*rest, replace(first, confidence=0.01))

    whole = build(case, fake_stages()).claims
    report = build(case, fake_stages(extract=unsure, resources="r2"))
    assert report.claims == whole - 2
    assert sum(report.gaps.doubtful.values()) == 2


def test_removed_accounts_leave_the_cache_too(case: Case) -> None:
    """A build keeps no annotation that it did not use."""
    build(case, fake_stages())
    with case.database.write() as connection:
        shelf.remove(connection, "one.txt")
    build(case, fake_stages())
    with case.database.read() as connection:
        for table in ("annotation", "extraction"):
            count = connection.exec_driver_sql(f"SELECT COUNT(*) FROM {table}").scalar()
            assert count == 1
    assert evidence(case) == BOTH[2:]


def judge(case: Case, verdict: Verdict, quote: str, **said: str) -> None:
    """A person judges the claim on these words of the record."""
    with case.database.read() as connection:
        claim = next(c for c in rows.iter_claims(connection) if c.evidence.text == quote)
        texts = {claim.account: shelf.load_account(connection, claim.account).text}
    append_judgement(case.judgements, decide(verdict, claim, texts, **said))


def test_judgements_hold_over_builds(case: Case) -> None:
    """A rejected claim is marked, an accepted one outlives the rule that found it."""
    build(case, fake_stages())
    judge(case, "reject", "jets struck fighters")
    judge(case, "accept", "shells struck homes")
    assert build(case, fake_stages()).record.written == 2

    def forgetful(account: Account, annotation: Annotation) -> tuple[Claim, ...]:
        return tuple(c for c in extract(account, annotation) if c.kind == "control")

    report = build(case, fake_stages(extract=forgetful, resources="r2"))
    with case.database.read() as connection:
        marks = derived.marks(connection)
        told = {c.evidence.text: marks.get(c.id) for c in rows.iter_claims(connection)}
    assert told == {BOTH[0]: None, BOTH[2]: None, BOTH[3]: "accepted"}
    assert [t.what for t in report.record.lost] == [
        "reject of “jets struck fighters”: no claim there"
    ]


def test_a_build_tells_broken_lines_of_judgements(case: Case) -> None:
    """The rest of the file holds, and the build is whole."""
    build(case, fake_stages())
    judge(case, "reject", "jets struck fighters")
    with open(case.judgements, "ab") as handle:
        handle.write(b"<<<<<<< HEAD\n")
    report = build(case, fake_stages())
    assert [b.file for b in report.record.broken] == ["judgements.jsonl:2"]
    assert report.record.judgements == 1 and report.whole


def test_a_build_writes_only_what_it_must(case: Case, tmp_path: Path) -> None:
    """One account added to many: one account read and written, other incidents as before."""
    many = {f"n{k}": f"Guards{k} took Town{k}.\n" for k in range(40)}
    take_in(case, write(tmp_path / "many", **many))
    before = build(case, fake_stages()).record
    assert before.written == 42 and len(before.changes.new) == before.incidents
    take_in(case, write(tmp_path / "more", last="Scouts took Ashes.\n"))
    seen = Counting()
    report = build(case, fake_stages(seen))
    assert seen.files == ["last.txt"]
    assert report.record.written == 1
    changes = report.record.changes
    assert (changes.changed, changes.gone, changes.same) == ((), (), before.incidents)
    again = build(case, fake_stages()).record
    assert again.written == 0 and again.changes.same == again.incidents


_SLOW = """
import sys, time
from pathlib import Path
from casework import annotate, fake_stages
from contested.pipeline import build
from contested.store.case import open_case
def slow(account, encoder):
    if account.first.file == "two.txt":
        print("reading two", flush=True)
        time.sleep(60)
    return annotate(account)
build(open_case(Path(sys.argv[1])), fake_stages(slow, model="m2"))
"""


@pytest.fixture
def killed(case: Case) -> Iterator[Case]:
    """A built case on which another build was killed outright in its second account."""
    build(case, fake_stages())
    child = subprocess.Popen(
        [sys.executable, "-c", _SLOW, str(case.root)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    assert child.stdout is not None and child.stdout.readline().strip() == b"reading two"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    yield case


def test_a_killed_build_leaves_the_record_and_resumes(killed: Case) -> None:
    """SIGKILL loses nothing: old record visible, lock free, first account not read again."""
    assert evidence(killed) == BOTH
    with killed.database.read() as connection:
        assert list(derived.iter_actors(connection))
    seen = Counting()
    report = build(killed, fake_stages(seen, model="m2"))
    assert seen.files == ["two.txt"]
    assert report.whole and evidence(killed) == BOTH
