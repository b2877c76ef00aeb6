"""``eval``: every score that the data at hand allows, in one report."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from rich.console import Group
from rich.table import Table
from rich.text import Text

from contested.errors import ContestedError, ModelError, ResourceError
from contested.resources import read_resource
from contested.scoring.attributions_task import attribution_rows
from contested.scoring.claims_task import gold_rows
from contested.scoring.coreference_task import coreference_rows
from contested.scoring.datasets.base import DataAbsent
from contested.scoring.encoder_tasks import TASKS
from contested.scoring.gold import Part, read_gold
from contested.scoring.gold_report import GoldReport, gold_report
from contested.scoring.predictors import Model
from contested.scoring.rows import Report, Row, Skipped, make_row
from contested.scoring.seen import training_texts
from contested.scoring.task import Bench
from contested.scoring.toponyms_task import toponym_rows
from contested.scoring.whole_tasks import directed_rows, meantime_rows

WHOLE = {
    "meantime": meantime_rows,
    "directed sentiment": directed_rows,
    "event coreference": coreference_rows,
    "whole attributions": attribution_rows,
}
REPOSITORY = Path(__file__).resolve().parents[3]
GOLD = REPOSITORY / "quality" / "gold"
DEMO = REPOSITORY / "demo"
Watch = Callable[[str], None]


def evaluate_gold(
    folder: Path = GOLD,
    part: Part = "dev",
    encoder: Model | None = None,
    watch: Watch = lambda _: None,
) -> GoldReport:
    """Score the claims of a folder of hand-made gold; ``watch`` hears each account's name.

    The test part is looked at only to report: nothing reads it but a call that names it.
    """
    return gold_report(read_gold(folder, part), encoder or _shipped(), watch)


def evaluate(data: Path | None, only: tuple[str, ...] = (), encoder: Model | None = None) -> Report:
    """Score everything found below ``data``, and the gold claims of demo and development part.

    ``only`` keeps tasks whose name starts with one of its words ("ud", "polnear", "claims");
    ``encoder`` defaults to the shipped one. A set that is absent, malformed or needs weights that
    are not there is listed as skipped with its reason; the rest is scored. Cross-validated scores
    are read from the package: no shipped model can measure them anew.
    """
    names = (*TASKS, *WHOLE, "toponyms", "claims", "claims of gold")
    rows: list[Row] = []
    skipped: list[Skipped] = []
    gold: GoldReport | None = None
    model = cache(lambda: encoder or _shipped())
    for name in (n for n in names if not only or n.startswith(only)):
        try:
            if name == "claims of gold":
                gold = evaluate_gold(encoder=model())
                rows += gold_rows(gold, "gold, development")
            else:
                rows += _run(name, data, model)
        except (DataAbsent, ModelError, ImportError) as cause:
            skipped.append(Skipped(name, str(cause)))
        except ContestedError as cause:
            skipped.append(Skipped(name, str(cause), failed=True))
    rows += (r for r in cross_validated() if not only or r.task.startswith(only))
    return Report(tuple(rows), tuple(skipped), _hash(model), gold)


def _hash(model: Callable[[], Model]) -> str | None:
    try:
        return model().sha256
    except (ModelError, ImportError):
        return None


def _run(name: str, data: Path | None, model: Callable[[], Model]) -> Iterable[Row]:
    if name == "claims":
        return tuple(gold_rows(evaluate_gold(DEMO, encoder=model()), "demo, development"))
    if data is None:
        raise DataAbsent("no data folder given (eval --data DIR)")
    if name == "toponyms":
        return tuple(toponym_rows(data))
    if name in WHOLE:
        return tuple(WHOLE[name](data, model()))
    bench = Bench(data, model(), training_texts(model().meta))
    return tuple(TASKS[name](bench))


def cross_validated() -> tuple[Row, ...]:
    """The rows of ``resources/crossvalidation.json`` (written by ``quality/crossvalidate.py``)."""
    listed = json.loads(read_resource("crossvalidation.json"))
    try:
        return tuple(
            replace(
                make_row(r["task"], r["metric"], r["value"] / 100, (r["n"], r["unit"]), r["split"]),
                exposure="cross-validated",
                low=r.get("low"),
                high=r.get("high"),
                note=r.get("note"),
            )
            for r in listed
        )
    except (KeyError, TypeError) as cause:
        raise ResourceError(f"crossvalidation.json: a row lacks or mistypes {cause}") from cause


def _shipped() -> Model:
    """The packaged encoder, loaded only when something is scored."""
    from contested.annotate.encoder import load_encoder  # noqa: PLC0415  (slow to import)

    return load_encoder()


def as_table(report: Report) -> Group:
    """The report for a terminal: goals that are met carry a tick; below it what was not scored."""
    table = Table(title="Scores in percent", caption=_caption(report))
    for head in ("task", "metric", "split", "items", "value", "n", "goal", "published"):
        table.add_column(head, justify="right" if head in ("value", "n", "goal") else "left")
    for row in report.rows:
        table.add_row(*_cells(row))
    return Group(table, *(Text(line, style="dim") for line in skipped_lines(report)))


def skipped_lines(report: Report) -> Iterator[str]:
    """What was not scored, one line a reason."""
    for failed in (True, False):
        reasons: dict[str, list[str]] = {}
        for one in report.skipped:
            if one.failed is failed:
                reasons.setdefault(one.reason, []).append(one.task)
        for reason, tasks in reasons.items():
            yield f"{'failed' if failed else 'skipped'} {', '.join(tasks)}: {reason}"


def _cells(row: Row) -> Iterator[str]:
    interval = "" if row.low is None else f" [{row.low:.1f}–{row.high:.1f}]"
    tick = {True: " ✓", False: " ✗", None: ""}[row.met]
    goal = "" if row.goal is None else f"{row.goal:g}{tick}"
    yield from (row.task, row.metric, row.split, row.exposure)
    yield from (f"{row.value:.1f}{interval}", f"{row.n:,}", goal, row.published or "")


def _caption(report: Report) -> str:
    model = f"weights {report.model[:12]}…; " if report.model else ""
    return model + "seen: the model trained on these items; never averaged with unseen"
