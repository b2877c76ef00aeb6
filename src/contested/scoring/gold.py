"""Hand-made gold: folders of accounts with the claims that people found in them.

A folder holds manifests ``accounts.csv`` with ``gold.jsonl``, or ``accounts_X.csv`` with
``X.jsonl``; ``second.jsonl`` is what a second reader found, without knowledge of the first. Beside
what every manifest may say, a row may name the ``style`` of its account and its ``part``: ``dev``
(the default) or ``test``, which is read only when asked for by name.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from contested.accounts.discover import discover
from contested.accounts.model import Account
from contested.accounts.read import read_account
from contested.accounts.source import SourceFile
from contested.annotate.model import Annotation
from contested.claims.model import as_json
from contested.scoring.datasets.base import DataAbsent, DataMalformed, read_text
from contested.scoring.predictors import Model

if TYPE_CHECKING:
    from contested.annotate.encoder import Encoder
    from contested.claims.resources import Resources

Json = dict[str, Any]
Part = Literal["dev", "test", "train", "all"]
PARTS: tuple[Part, ...] = ("dev", "test", "train", "all")
NO_STYLE = "any"
SECOND = "second.jsonl"


@dataclass(frozen=True, slots=True)
class GoldAccount:
    """One account of a gold set, unread: its style (wire, polemic blog, …) and its bytes."""

    file: str
    style: str
    source: SourceFile


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Accounts of one part of a folder, and the claims that people found in them.

    ``second`` are a second reader's claims in the same accounts, empty where nobody read twice.
    """

    name: str
    part: Part
    accounts: tuple[GoldAccount, ...]
    claims: tuple[Json, ...]
    second: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadGold:
    """An account of a gold set after the encoder."""

    style: str
    account: Account
    annotation: Annotation


def read_gold(folder: Path, part: Part = "dev") -> GoldSet:
    """The accounts and claims of one part; an account without a gold claim was never annotated.

    DataAbsent when the folder holds no gold or nothing of that part, DataMalformed naming file and
    line when a claim lacks file, kind or evidence, or an account cannot be used.
    """
    accounts: list[GoldAccount] = []
    claims: list[Json] = []
    for manifest, gold in _pairs(folder):
        found = read_claims(gold)
        annotated = {c["file"] for c in found}
        rows = [a for a in _accounts(manifest, part) if a.file in annotated]
        files = {a.file for a in rows}
        accounts += rows
        claims += (c for c in found if c["file"] in files)
    if not accounts:
        raise DataAbsent(f"{folder}: no gold account in part {part!r}")
    again = folder / SECOND
    files = {a.file for a in accounts}
    second = tuple(c for c in read_claims(again) if c["file"] in files) if again.exists() else ()
    return GoldSet(folder.name, part, tuple(accounts), tuple(claims), second)


def _pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    found = [(folder / "accounts.csv", folder / "gold.jsonl")]
    for manifest in sorted(folder.glob("accounts_*.csv")):
        found.append((manifest, folder / f"{manifest.stem.removeprefix('accounts_')}.jsonl"))
    pairs = [(m, g) for m, g in found if m.exists() and g.exists()]
    if not pairs:
        wanted = "accounts.csv with gold.jsonl, or accounts_X.csv with X.jsonl"
        raise DataAbsent(f"{folder}: no gold claims ({wanted})")
    yield from pairs


def _accounts(manifest: Path, part: Part) -> Iterator[GoldAccount]:
    """The rows of a manifest that belong to a part."""
    rows = {r.get("file", ""): r for r in csv.DictReader(io.StringIO(read_text(manifest)))}
    sources, refused = discover([manifest])
    if refused:
        raise DataMalformed(f"{refused[0].file}: {refused[0].cause}")
    for source in sources:
        row = rows.get(source.file, {})
        if part in ("all", row.get("part") or "dev"):
            yield GoldAccount(source.file, row.get("style") or NO_STYLE, source)


def read_claims(path: Path) -> tuple[Json, ...]:
    """Gold claims of a JSON-lines file, contract objects that may leave fields out."""
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


def read_accounts(
    gold: GoldSet, encoder: Model, watch: Callable[[str], None] = lambda _: None
) -> tuple[ReadGold, ...]:
    """Every account of the set through the encoder; ``watch`` hears each name before its turn."""
    from contested.annotate.annotate import annotate  # noqa: PLC0415

    out = []
    for one in gold.accounts:
        watch(one.file)
        account = read_account(one.source)
        out.append(ReadGold(one.style, account, annotate(account, cast("Encoder", encoder))))
    return tuple(out)


def system_claims(read: Sequence[ReadGold], resources: "Resources | None" = None) -> list[Json]:
    """Claims of accounts as the export writes them."""
    from contested.claims.extract import extract_claims  # noqa: PLC0415

    found = (c for r in read for c in extract_claims(r.account, r.annotation, resources))
    return [json.loads(json.dumps(as_json(c))) for c in found]
