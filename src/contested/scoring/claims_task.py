"""Claims from files, scored against hand-made gold, as rows of the report."""

from collections.abc import Iterator

from contested.scoring.gold_report import GoldReport, headline_rows
from contested.scoring.matching import MatchScore
from contested.scoring.metrics import Counts
from contested.scoring.rows import Row, make_row


def gold_rows(report: GoldReport, split: str) -> Iterator[Row]:
    """The headline, then claims, kinds and fields of one set of gold."""
    yield from headline_rows(report, split)
    yield from rows_of(report.score, split)


def rows_of(score: MatchScore, split: str) -> Iterator[Row]:
    """One row a count: found and matched, wholly right, by kind, by field, exact when matched."""
    yield _row("claims", "matched F1", score.claims["all"], split)
    yield _row("claims", "wholly right F1", score.whole, split)
    for kind, counts in score.claims.items():
        if kind != "all" and counts.expected:
            yield _row("claims kind", f"{kind} F1", counts, split)
    for name, counts in score.fields.items():
        if counts.expected:
            yield _row("claims field", f"{name} F1", counts, split)
    for name, (right, matched) in score.exact.items():
        if matched:
            unit = (matched, "matched claims")
            yield make_row("claims exact", name, right / matched, unit, split)


def _row(task: str, metric: str, counts: Counts, split: str) -> Row:
    note = f"P {100 * counts.precision:.1f} R {100 * counts.recall:.1f}"
    return make_row(task, metric, counts.f1, (counts.expected, "gold claims"), split, note)
