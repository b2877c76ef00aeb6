"""``eval``: every score that the data at hand allows, in one report."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.table import Table

from contested.errors import ContestedError, ModelError
from contested.scoring.claims_task import claims_rows
from contested.scoring.datasets.base import DataAbsent
from contested.scoring.encoder_tasks import TASKS, Bench
from contested.scoring.predictors import Model
from contested.scoring.rows import Report, Row, Skipped
from contested.scoring.seen import training_texts

REPOSITORY = Path(__file__).resolve().parents[3]


def evaluate(data: Path | None, only: tuple[str, ...] = (), encoder: Model | None = None) -> Report:
    """Score everything found below ``data``, and the demo's gold claims.

    ``only`` keeps tasks whose name starts with one of its words ("ud", "polnear", "claims");
    ``encoder`` defaults to the shipped one. A set that is absent, malformed or needs weights that
    are not there is listed as skipped with its reason; the rest is scored.
    """
    wanted = [n for n in (*TASKS, "claims") if not only or n.startswith(only)]
    rows: list[Row] = []
    skipped: list[Skipped] = []
    model: str | None = None
    try:
        encoder = encoder or _shipped()
        model = encoder.sha256
    except (ModelError, ImportError) as cause:
        return Report((), tuple(Skipped(n, f"no encoder: {cause}") for n in wanted))
    for name in wanted:
        try:
            rows += _run(name, data, encoder)
        except DataAbsent as cause:
            skipped.append(Skipped(name, str(cause)))
        except ContestedError as cause:
            skipped.append(Skipped(name, str(cause), failed=True))
    return Report(tuple(rows), tuple(skipped), model)


def _run(name: str, data: Path | None, encoder: Model) -> Iterable[Row]:
    if name == "claims":
        return tuple(claims_rows(REPOSITORY / "demo", encoder))
    if data is None:
        raise DataAbsent("no data folder given (eval --data DIR)")
    return tuple(TASKS[name](Bench(data, encoder, training_texts(encoder.meta))))


def _shipped() -> Model:
    """The packaged encoder, loaded only when something is scored."""
    from contested.annotate.encoder import load_encoder  # noqa: PLC0415  (slow to import)

    return load_encoder()


def as_table(report: Report) -> Table:
    """The report for a terminal; goals that are met carry a tick."""
    table = Table(title="Scores in percent", caption=_caption(report))
    for head in ("task", "metric", "split", "items", "value", "n", "goal", "published"):
        table.add_column(head, justify="right" if head in ("value", "n", "goal") else "left")
    for row in report.rows:
        table.add_row(*_cells(row))
    for one in report.skipped:
        state = "failed" if one.failed else "skipped"
        table.add_row(one.task, f"{state}: {one.reason}", *[""] * 6, style="dim")
    return table


def _cells(row: Row) -> Iterator[str]:
    interval = "" if row.low is None else f" [{row.low:.1f}–{row.high:.1f}]"
    tick = {True: " ✓", False: " ✗", None: ""}[row.met]
    goal = "" if row.goal is None else f"{row.goal:g}{tick}"
    yield from (row.task, row.metric, row.split, row.exposure)
    yield from (f"{row.value:.1f}{interval}", f"{row.n:,}", goal, row.published or "")


def _caption(report: Report) -> str:
    model = f"weights {report.model[:12]}…; " if report.model else ""
    return model + "seen: the model trained on these items; never averaged with unseen"
