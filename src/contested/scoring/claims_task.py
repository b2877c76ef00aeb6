"""Claims from files, scored against hand-made gold: the whole way but the store."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from contested.accounts.discover import discover
from contested.accounts.read import read_account
from contested.claims.model import as_json
from contested.scoring.datasets.base import DataAbsent, DataMalformed, read_text
from contested.scoring.matching import MatchScore, score_claims
from contested.scoring.metrics import Counts
from contested.scoring.predictors import Model
from contested.scoring.rows import Row, make_row

if TYPE_CHECKING:
    from contested.annotate.encoder import Encoder

Json = dict[str, Any]


def load_gold(folder: Path) -> tuple[Json, ...]:
    """Gold claims of ``folder/gold.jsonl``, contract objects that may leave fields out."""
    path = folder / "gold.jsonl"
    if not path.exists():
        raise DataAbsent(f"{path}: no gold claims")
    found = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            try:
                claim = json.loads(line)
                if not {"file", "kind", "evidence"} <= claim.keys():
                    raise ValueError("a gold claim needs file, kind and evidence")
            except ValueError as cause:
                raise DataMalformed(f"{path}, line {number}: {cause}") from cause
            found.append(claim)
    return tuple(found)


def extracted(folder: Path, encoder: Model) -> list[Json]:
    """Claims of every account in a folder, as the export writes them."""
    from contested.annotate.annotate import annotate  # noqa: PLC0415
    from contested.claims.extract import extract_claims  # noqa: PLC0415

    sources, refused = discover([folder / "accounts.csv"])
    if refused:
        raise DataMalformed(f"{refused[0].file}: {refused[0].cause}")
    found: list[Json] = []
    for source in sources:
        account = read_account(source)
        claims = extract_claims(account, annotate(account, cast("Encoder", encoder)))
        found += (json.loads(json.dumps(as_json(c))) for c in claims)
    return found


def claims_rows(folder: Path, encoder: Model) -> Iterator[Row]:
    """Claims, kinds and fields of the demo's gold."""
    gold = load_gold(folder)
    files = {g["file"] for g in gold}
    system = [c for c in extracted(folder, encoder) if c["file"] in files]
    return rows_of(score_claims(gold, system), f"{folder.name}, development")


def rows_of(score: MatchScore, split: str) -> Iterator[Row]:
    """One row a count: found and matched, wholly right, by kind, by field, exact when matched."""
    yield _row("claims", "matched F1", score.claims["all"], split)
    yield _row("claims", "wholly right F1", score.whole, split)
    for kind, counts in score.claims.items():
        if kind != "all" and counts.expected:
            yield _row("claims kind", f"{kind} F1", counts, split)
    for name, counts in score.fields.items():
        if counts.expected == score.claims["all"].expected:  # gold gives it for every claim
            yield _row("claims field", f"{name} F1", counts, split)
    for name, (right, matched) in score.exact.items():
        if matched:
            unit = (matched, "matched claims")
            yield make_row("claims exact", name, right / matched, unit, split)


def _row(task: str, metric: str, counts: Counts, split: str) -> Row:
    note = f"P {100 * counts.precision:.1f} R {100 * counts.recall:.1f}"
    return make_row(task, metric, counts.f1, (counts.expected, "gold claims"), split, note)
