"""``build``: progress while it reads, then what stayed open."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from contested.accounts.model import Refusal
from contested.codec import to_plain
from contested.pipeline import BuildReport, Progress, stages
from contested.pipeline import build as run_build
from contested.record.gaps import Gaps
from contested.record.judgements import Trouble
from contested.store.case import Case, open_case
from contested.store.record import RecordReport
from contested.views.output import console, counted, listed, put_json, say

NO_DATE = "no publication date"  # how the note of an undated account begins
SHOWN = 8  # of each list of gaps; --json has all
PAGES = "making pages ready: "  # begins the stage after the record stands
_SLOW = "The record is built; the app's first pages will be slow."
_EVERY = 5.0  # seconds between lines where there is no terminal
Watch = Callable[[Progress], None]


def build(root: Path, limit_mb: float | None, json: bool) -> int:
    """Build the case; 1 when an account was skipped or failed, 130 when stopped by hand."""
    case = open_case(root)
    try:
        with _watching(json) as watch:
            report = run_build(case, stages(case), limit_mb, watch)
            left = make_ready(case, report, watch)
    except KeyboardInterrupt:
        say("Stopped. The record is as it was; build again to go on from here.", stderr=True)
        return 130
    if json:
        put_json(to_plain(report) | {"whole": report.whole})
    else:
        _tell(report)
    if left:
        say(left, stderr=True)
    return 0 if report.whole else 1


def make_ready(case: Case, report: BuildReport, watch: Watch) -> str:
    """Make what pages of the app read whole; what to tell when that was not possible.

    The record stands by now: whatever goes wrong here must not make a build look failed. Pages are
    made when they are asked for then.
    """
    from contested.views.web.whole import prepare

    words, clock = report.words, time.monotonic()

    def tell(what: str) -> None:
        done = report.accounts
        spent = time.monotonic() - clock
        watch(Progress("", done, done, words, words, 0, spent, f"{PAGES}{what}"))

    try:
        prepare(case, tell)
    except KeyboardInterrupt:
        return f"Stopped. {_SLOW}"
    except Exception as error:
        return f"Pages were not made ready: {error or repr(error)}. {_SLOW}"
    return ""


@contextmanager
def _watching(quiet: bool) -> Iterator[Watch]:
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar() as watch:
            yield watch
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=24))
    with Bar(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda at: bar.update(
            task, total=at.of_words, completed=at.words, description=where_it_stands(at)
        )


def _lines() -> Watch:
    """A line every few seconds, for logs."""
    last = time.monotonic()

    def watch(at: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY or at.stage == "adding up":
            last = time.monotonic()
            say(where_it_stands(at), stderr=True)

    return watch


def where_it_stands(at: Progress) -> str:
    """A build's progress in a few words."""
    if at.stage.startswith(PAGES):
        return at.stage
    parts = [f"{at.accounts:,} of {counted(at.of_accounts, 'account')}"]
    if at.stage != "reading":
        return f"{parts[0]} read, {at.stage} what they say"
    if at.rate:
        parts.append(f"{at.rate:,.0f} words/s")
    if at.seconds_left is not None:
        parts.append(f"{_clock(at.seconds_left)} left")
    return ", ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return (
        f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
    )


def _tell(report: BuildReport) -> None:
    rate = f" at {report.fresh / report.seconds:,.0f} words/s" if report.fresh else ""
    say(
        f"{counted(report.claims, 'claim')} from {counted(report.accounts, 'account')} "
        f"({report.words:,} words) in {report.seconds:.1f} s{rate}; "
        f"{report.accounts - report.extracted:,} unchanged."
    )
    _record(report.record)
    _gaps(report.gaps)
    _refusals("Skipped", report.skipped)
    _refusals("Failed", report.failed)


def _record(record: RecordReport) -> None:
    """What the claims add up to, what that changed, and judgements that found no place."""
    parts = (
        (record.incidents, "incident"),
        (record.disputed, "disputed"),
        (record.loose, "loose claim"),
        (record.relations, "relation"),
        (record.spells, "control spell"),
        (record.forecasts, "forecast"),
    )
    told = [f"{n:,} {w}" if w == "disputed" else counted(n, w) for n, w in parts]
    say(f"{', '.join(told)}; {record.seconds:.1f} s.")
    changes = record.changes
    say(
        f"Since the last build: {len(changes.new):,} new, {len(changes.changed):,} changed, "
        f"{len(changes.gone):,} gone, {changes.same:,} as before; claims of "
        f"{counted(record.written, 'account')} written."
    )
    if record.judgements:
        say(f"{counted(record.judgements, 'judgement')} applied.")
    _troubles("Judgements without a claim", record.lost)
    _troubles("Judgements that something speaks against", record.conflicts)
    _refusals("Lines of judgements.jsonl that are none", record.broken)


def _troubles(title: str, troubles: tuple[Trouble, ...]) -> None:
    named = (Refusal(" ".join((*t.judgements, t.claim or "")).strip(), t.what) for t in troubles)
    _refusals(title, tuple(named))


def _gaps(gaps: Gaps) -> None:
    _counts("Could not date", gaps.undated_claims, "claim")
    if gaps.undated_accounts:
        files = ", ".join(gaps.undated_accounts[:SHOWN])
        say(
            f"Without a date: {counted(len(gaps.undated_accounts), 'account')} ({files}"
            + (", …)" if len(gaps.undated_accounts) > SHOWN else ")")
        )
    _counts("Could not place", gaps.unplaced, "mention")
    _counts("No place stated", gaps.placeless_claims, "claim")
    _counts("Too doubtful to be told", gaps.doubtful, "statement")
    _counts("Could not read, by language", gaps.foreign, "passage")
    undated = set(gaps.undated_accounts)  # named above already
    notes = (n for n in gaps.notes if not (n.file in undated and n.cause.startswith(NO_DATE)))
    _refusals("Notes on reading", tuple(notes))
    _refusals("Could not read", gaps.unread)


def _counts(title: str, counts: Counter[str], noun: str) -> None:
    if counts:
        total = counted(sum(counts.values()), noun)
        say(f"{title}: {total} ({listed(counts.most_common(), SHOWN)})")


def _refusals(title: str, refusals: tuple[Refusal, ...]) -> None:
    if refusals:
        say(f"{title}: {len(refusals):,}")
    for one in refusals[:SHOWN]:
        say(f"  {one.file}: {one.cause}")
    if len(refusals) > SHOWN:
        say(f"  and {len(refusals) - SHOWN:,} more (--json lists all)")
