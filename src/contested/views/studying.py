"""``study``: questions put to event tables, answered in a page, in JSON, or with the reason not."""

import json as jsonlib
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from contested.codec import to_plain
from contested.errors import CaseError, StudyError
from contested.study.again import read_spec, run_spec
from contested.study.control_study import ControlQuestion, control_study, map_rows
from contested.study.event_checks import span_words
from contested.study.event_files import read_events
from contested.study.follow_study import FollowQuestion, FollowStudy
from contested.study.hit import HitQuestion, HitStudy, Hold, hit_study
from contested.study.intervene_study import InterveneQuestion, InterveneStudy
from contested.study.pages import follow_report, intervene_report
from contested.study.questions import Source, Verdict, read_sources
from contested.study.report import refusal_report, wake_report
from contested.study.surface_picture import surface_picture
from contested.study.wake_study import WakeQuestion, WakeStudy
from contested.views.output import put_json, say

REPORT, RESULT, PICTURE = "report.md", "result.json", "surface.svg"


def sources(tables: list[Path], map: str) -> tuple[Source, ...]:
    """Where the events come from; every table is read by the same map."""
    return tuple(Source(str(t), map) for t in tables)


def numbers(words: str, option: str) -> tuple[float, ...]:
    """Comma-separated numbers; StudyError names the option."""
    try:
        return tuple(float(w) for w in words.split(","))
    except ValueError:
        raise StudyError(f"{option} {words}: give numbers separated by commas") from None


def whole_numbers(words: str, option: str) -> tuple[int, ...]:
    """Comma-separated whole numbers; StudyError names the option."""
    found = numbers(words, option)
    if any(not math.isfinite(f) or f != int(f) for f in found):
        raise StudyError(f"{option} {words}: give whole numbers")
    return tuple(int(f) for f in found)


def pair(words: str, option: str) -> tuple[float, float]:
    """Two numbers; StudyError names the option."""
    found = numbers(words, option)
    if len(found) != 2:
        raise StudyError(f"{option} {words}: give two numbers separated by a comma")
    return found[0], found[1]


def events(tables: list[Path], map: str, json: bool) -> int:
    """What each table holds; 1 when rows had to be left out."""
    read = [read_events(t, map or None) for t in tables]
    if json:
        put_json([{"file": t.name, "events": len(t), "span": span_words(t),
                   "problems": to_plain(t.problems)} for t in read])  # fmt: skip
    for table in () if json else read:
        say(f"{table.name}: {span_words(table)}")
        for name in ("type", "actor"):
            say(f"  {name}s: {_common(getattr(table, name).tolist())}")
        for p in table.problems:
            say(f"  {p.words}{' (left out)' if p.dropped else ''}: {', '.join(p.first)}")
    return int(any(p.dropped for t in read for p in t.problems))


def _common(values: list[str]) -> str:
    counts: dict[str, int] = {}
    for value in values:
        counts[value or "(none)"] = counts.get(value or "(none)", 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    more = f" and {len(ordered) - 5} more" if len(ordered) > 5 else ""
    return ", ".join(f"{name} {number:,}" for name, number in ordered[:5]) + more


def wakes(question: WakeQuestion, output: Path | None, json: bool) -> int:
    """Matched wakes; a refusal is a result too: its page says "cannot tell" and why."""
    return _answer(question, _asked(question), output, json)


def _asked(question: WakeQuestion) -> tuple[tuple[str, str], ...]:
    meaning = question.meaning
    return (
        ("treatment", meaning.treatment),
        ("control", meaning.control),
        ("outcome", meaning.outcome),
        ("within", meaning.within),
    )


def lags(question: FollowQuestion, output: Path | None, json: bool) -> int:
    """Lag and Hawkes models."""
    meaning = question.meaning
    asked = (("treatment", meaning.treatment), ("outcome", meaning.outcome))
    return _answer(question, asked, output, json)


def intervene(question: InterveneQuestion, output: Path | None, json: bool) -> int:
    """Stochastic interventions."""
    meaning = question.meaning
    asked = (("treatment", meaning.treatment), ("outcome", meaning.outcome))
    return _answer(question, asked, output, json)


def again(result: Path, output: Path | None, json: bool) -> int:
    """The study that a result or report describes, run again."""
    with _watched("running the study again"):
        study = run_spec(read_spec(result))
    return _shown(study, output, json)


def _answer(
    question: Any, asked: tuple[tuple[str, str], ...], output: Path | None, json: bool
) -> int:
    try:
        with _watched("testing"):
            study = run_spec(to_plain(question))
    except StudyError as error:
        if output is not None:
            _refused(question, asked, output, str(error))
        raise
    return _shown(study, output, json)


def _refused(
    question: Any, asked: tuple[tuple[str, str], ...], output: Path, reason: str
) -> Verdict:
    """The page of a question that cannot be answered: "cannot tell", and why."""
    span = span_words(read_sources(question.sources))
    page = refusal_report(question.meaning.claim, asked, span, reason)
    verdict = Verdict("cannot tell", (reason,))
    plain = {"spec": to_plain(question), "verdict": to_plain(verdict)}
    write(output, {REPORT: page, RESULT: jsonlib.dumps(plain, ensure_ascii=False, indent=1) + "\n"})
    return verdict


def judged(question: WakeQuestion, output: Path) -> Verdict:
    """The verdict on one question, its page written; a refusal is a verdict too."""
    try:
        study = run_spec(to_plain(question))
    except StudyError as error:
        return _refused(question, _asked(question), output, str(error))
    result = jsonlib.dumps(clean(to_plain(study)), ensure_ascii=False, indent=1) + "\n"
    write(output, {**_pages(study), RESULT: result})
    verdict: Verdict = study.verdict
    return verdict


def _shown(study: Any, output: Path | None, json: bool) -> int:
    pages = _pages(study)
    plain = clean(to_plain(study))
    if output is not None:
        result = jsonlib.dumps(plain, ensure_ascii=False, indent=1) + "\n"
        write(output, {**pages, RESULT: result})
    if json:
        put_json(plain)
    elif output is not None:
        say(f"Verdict: {study.verdict.form}." if hasattr(study, "verdict") else "Done.")
        say(f"Written to {output}: {', '.join((*pages, RESULT))}.")
    elif isinstance(study, HitStudy):
        _say_hit(study)
    else:
        page = wake_report(study) if isinstance(study, WakeStudy) else pages.get(REPORT)
        say(page or jsonlib.dumps(plain, ensure_ascii=False, indent=1))
    return 0


def _pages(study: Any) -> dict[str, str]:
    if isinstance(study, WakeStudy):
        unit = "days" if study.spec.unit_days == 1 else "hours"
        title = study.spec.meaning.claim or "Outcomes after treatments"
        grid = study.test.family_p if study.test else None
        picture = surface_picture(study.surface, grid, title, unit)
        return {REPORT: wake_report(study, PICTURE), PICTURE: picture}
    if isinstance(study, FollowStudy):
        return {REPORT: follow_report(study)}
    if isinstance(study, InterveneStudy):
        return {REPORT: intervene_report(study)}
    return {}


def clean(value: Any) -> Any:
    """``value`` with null for what is no number, so that any JSON reader takes it."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {k: clean(v) for k, v in value.items()}
    return [clean(v) for v in value] if isinstance(value, list) else value


def control(question: ControlQuestion, output: Path | None, json: bool) -> int:
    """A control map: its counts, and the map itself as CSV."""
    with _watched("drawing the map"):
        study, drawn = control_study(question)
    if output is not None:
        write(output.parent, {output.name: "".join(map_rows(drawn))})
    if json:
        put_json(clean(to_plain(study)))
        return 0
    say(f"{study.cells:,} cells, {len(study.by_month)} months from {study.first}.")
    totals = [sum(column) for column in zip(*study.by_month, strict=True)]
    pairs = zip(study.names, totals, strict=True)
    say("Cell-months: " + ", ".join(f"{n} {t:,}" for n, t in pairs))
    say(f"The state named has a probability of {study.mean_share:.2f} on average.")
    for note in study.notes:
        say(f"- {note}")
    if output is not None:
        say(f"Written to {output}.")
    return 0


def hit(question: HitQuestion, holds: list[Hold] | None, json: bool) -> int:
    """Shares of strikes by holder; ``holds`` when they do not come from a file."""
    with _watched("drawing"):
        study = hit_study(question, holds)
    if json:
        put_json(clean(to_plain(study)))
    else:
        _say_hit(study)
    return 0


def _say_hit(study: HitStudy) -> None:
    say(f"{study.roles[0].span}; {study.known:,} of {study.roles[0].events:,} near a place "
        "whose holder is known")  # fmt: skip
    for share in study.shares:
        say(f"  {share.holder:<28} {share.share:6.1%}  ({share.low:.1%} to {share.high:.1%})")


def write(folder: Path, pages: dict[str, str]) -> None:
    """Files into ``folder``, each whole or not at all."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            part = folder / (name + ".part")
            part.write_text(text, encoding="utf-8")
            os.replace(part, folder / name)
    except OSError as error:
        raise CaseError(f"{folder}: cannot be written ({error.strerror})") from error


@contextmanager
def _watched(doing: str) -> Iterator[None]:
    """Says on standard error what took over two seconds."""
    stop = _ticker(doing)
    try:
        yield
    finally:
        stop()


def _ticker(doing: str) -> Callable[[], None]:
    from threading import Event, Thread

    done, begin = Event(), time.monotonic()

    def tick() -> None:
        while not done.wait(2.0):
            print(f"{doing} … {time.monotonic() - begin:.0f} s", file=sys.stderr)

    thread = Thread(target=tick, daemon=True)
    thread.start()

    def stop() -> None:
        done.set()
        thread.join()

    return stop
