"""Real texts annotated blind: rebuild them beside ``../shared/data``, and score claims on them.

    python quality/real.py OUT [--data DIR]      then      contested eval --gold OUT --part dev

``real/windows.jsonl`` names stretches of accounts of others by file and offsets;
``real/gold.jsonl`` holds what people found in them, before any run, as offsets into the stretch.
No text of others is kept here, so OUT (texts, manifest, gold with its words) belongs outside the
repository. Every second stretch is of part ``test``, which is looked at only to report.
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from contested.scoring.datasets.base import members, read_text

REAL = Path(__file__).parent / "real"
ENDS = (("start", "end", "mention"), ("mention_start", "mention_end", "mention"))
COLUMNS = ("file", "publisher", "author", "date", "title", "url", "style", "part")
Json = dict[str, Any]


def lines_of(path: Path) -> list[Json]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def source_text(data: Path, name: str) -> str:
    """The text that ``name`` points to: a file, or ``FILE#ID`` for one of those that a file holds:
    a row of JSON lines, a document of a treebank, a member of an archive."""
    file, _, key = name.partition("#")
    if not key:
        return (data / file).read_text("utf-8")
    texts = texts_of(data / file)
    if key not in texts:
        raise SystemExit(f"{data / file}: nothing in it is called {key}")
    return texts[key]


@cache
def texts_of(path: Path) -> dict[str, str]:
    """The texts that a file holds, by their ids; many stretches are of one file."""
    if path.name.endswith(".conllu.gz"):
        return dict(documents_of(read_text(path)))
    if path.name.endswith(".tar.gz"):
        return dict(members(path))
    return {str(row.get("id") or row["_id"]): str(row["text"]) for row in lines_of(path)}


def documents_of(treebank: str) -> Iterator[tuple[str, str]]:
    """Names and texts of a treebank's documents: a line for each paragraph."""
    for document in treebank.split("# newdoc id = ")[1:]:
        name, _, rest = document.partition("\n")
        said = re.findall(r"^# (newpar|text = .*)", rest, re.MULTILINE)
        parts = ("\n" if one == "newpar" else f"{one[7:].strip()} " for one in said)
        yield name.strip(), re.sub(r" *\n+", "\n", "".join(parts)).strip()


def with_words(value: Any, text: str) -> Any:
    """A claim with the words that its offsets point to put back, at every depth."""
    if isinstance(value, list):
        return [with_words(v, text) for v in value]
    if not isinstance(value, dict):
        return value
    out = {k: with_words(v, text) for k, v in value.items()}
    for first, last, words in ENDS:
        if isinstance(out.get(first), int):  # a time's own start is a date
            out[words] = text[out[first] : out[last]]
    return out


def without_words(value: Any) -> Any:
    """The inverse: offsets stay, the words that stand at them go."""
    if isinstance(value, list):
        return [without_words(v) for v in value]
    if not isinstance(value, dict):
        return value
    gone = {words for first, _, words in ENDS if isinstance(value.get(first), int)}
    return {k: without_words(v) for k, v in value.items() if k not in gone and k != "text"}


def evidence_too(claim: Json, text: str) -> Json:
    """The evidence calls its words ``text``."""
    span = claim["evidence"]
    words = text[span["start"] : span["end"]]
    return claim | {"evidence": {"start": span["start"], "end": span["end"], "text": words}}


def rebuilt(data: Path, out: Path, say: Callable[[str], None]) -> int:
    """Write texts, manifest and gold under ``out``; how many claims there are."""
    (out / "accounts").mkdir(parents=True, exist_ok=True)
    texts: dict[str, str] = {}
    with (out / "accounts.csv").open("w", encoding="utf-8", newline="") as file:
        manifest = csv.DictWriter(file, COLUMNS, restval="")
        manifest.writeheader()
        for row in lines_of(REAL / "windows.jsonl"):
            name = f"accounts/{row['name']}.txt"
            texts[name] = source_text(data, row["source"])[row["start"] : row["end"]] + "\n"
            (out / name).write_text(texts[name], encoding="utf-8")
            told = {k: row[k] for k in ("publisher", "date", "style", "part") if row.get(k)}
            manifest.writerow({"file": name} | told)
    claims = list(_claims(texts))
    dump = "".join(json.dumps(c, ensure_ascii=False) + "\n" for c in claims)
    (out / "gold.jsonl").write_text(dump, encoding="utf-8")
    say(f"{len(texts)} stretches with {len(claims)} claims in {out}")
    return len(claims)


def _claims(texts: dict[str, str]) -> Iterator[Json]:
    for claim in lines_of(REAL / "gold.jsonl"):
        text = texts[claim["file"]]
        yield evidence_too(with_words(claim, text), text)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    if not args.data.is_dir():
        print(f"{args.data}: the texts are not here; nothing was written", file=sys.stderr)
        return 1
    rebuilt(args.data, args.out, print)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
