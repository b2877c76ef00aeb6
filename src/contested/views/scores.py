"""``eval``: every score in one table."""

from pathlib import Path

from contested.scoring.report import as_table
from contested.scoring.report import evaluate as score
from contested.views.output import console, put_json, say


def evaluate(data: Path | None, json: bool) -> int:
    """Score what is in ``data`` and the demo; 1 when a set failed or nothing could be scored."""
    report = score(data)
    if json:
        put_json(report.as_json())
    else:
        console().print(as_table(report))
    if not report.rows:
        say("Nothing was scored; name a folder of test sets with --data DIR.", stderr=True)
    return 0 if report.rows and not any(s.failed for s in report.skipped) else 1
