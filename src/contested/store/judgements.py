"""``judgements.jsonl``: people's decisions, one JSON object a line, only ever added to.

The file is made for git: lines from two people merge by being put one after the other, and what a
merge or a hand edit breaks is one line, reported and skipped while the rest goes on.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from contested.accounts.model import Refusal
from contested.claims.model import Claim
from contested.codec import from_plain, to_plain
from contested.errors import CaseError
from contested.record.model import DisputedField, ForecastOutcome, Judgement, Verdict

_NEEDED = ("id", "verdict", "who", "at")
_OBJECTS = ("changes", "kept")  # held as JSON text, written as objects so that people can read them
_ANCHORS: Mapping[str, int] = {
    **dict.fromkeys(("accept", "reject", "edit", "regrade", "resolve"), 1),
    **dict.fromkeys(("same", "distinct"), 2),
    **dict.fromkeys(("merge", "rate", "undo"), 0),
}
_CHANGES: Mapping[str, tuple[str, ...]] = {
    "merge": ("name", "into"),
    "rate": ("source", "rating"),
    "regrade": ("field", "grade"),
    "resolve": ("outcome",),
}
_VALUES: Mapping[str, tuple[str, ...]] = {
    "rating": tuple("ABCDEF"),
    "field": get_args(DisputedField),
    "outcome": get_args(ForecastOutcome),
}


def read_judgements(
    path: Path, known: dict[bytes, Judgement] | None = None
) -> tuple[list[Judgement], list[Refusal]]:
    """Every judgement in the file's order, and the lines that are none, with number and cause.

    A missing file holds none. The same id twice counts once. ``known`` are lines read before, and
    is added to: who reads the file after every line that is added keeps it. Raises ``CaseError``
    when the file cannot be opened.
    """
    known = {} if known is None else known
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise CaseError(f"{path}: cannot be read ({error.strerror})") from error
    found: dict[str, Judgement] = {}
    broken = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            judgement = known.get(line) or parse(line)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            broken.append(Refusal(f"{path.name}:{number}", f"not a judgement ({error})"))
            continue
        known[line] = judgement
        found.setdefault(judgement.id, judgement)
    return list(found.values()), broken


def append_judgement(path: Path, judgement: Judgement) -> None:
    """Add one line and see it to the disk. Raises ``CaseError`` when it cannot be written."""
    try:
        with open(path, "ab+") as handle:
            if handle.tell():
                handle.seek(-1, os.SEEK_END)
                if handle.read(1) != b"\n":  # a line that somebody left open is not ours to join
                    handle.write(b"\n")
            handle.write(line_of(judgement) + b"\n")
            handle.flush()
            os.fsync(handle.fileno())
    except OSError as error:
        raise CaseError(f"{path}: cannot be written ({error.strerror})") from error


def line_of(judgement: Judgement) -> bytes:
    """The judgement as one line of JSON in UTF-8, without its end; absent fields are left out."""
    plain = {k: v for k, v in to_plain(judgement).items() if v not in (None, "", [])}
    plain |= {k: json.loads(plain[k]) for k in _OBJECTS if k in plain}
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass")


def parse(line: bytes) -> Judgement:
    """The judgement on one line. Raises ``ValueError`` (or what a wrong shape raises)."""
    plain = json.loads(line.decode("utf-8", "surrogatepass"))
    if not isinstance(plain, dict):
        raise ValueError("no JSON object")
    lacking = [k for k in _NEEDED if not isinstance(plain.get(k), str)]
    if lacking:
        raise ValueError(f"lacks {', '.join(lacking)}")
    if plain["verdict"] not in get_args(Verdict):
        raise ValueError(f"unknown verdict {plain['verdict']!r}")
    _check(plain)
    texts = {k: json.dumps(plain[k], ensure_ascii=False) for k in _OBJECTS if k in plain}
    made = from_plain(Judgement, {"anchors": [], "why": ""} | plain | texts)
    if made.kept:
        from_plain(Claim, plain["kept"])  # raises when it is no whole claim
    return made


def _check(plain: Mapping[str, Any]) -> None:
    """As many anchors, and such changes, as the verdict asks for."""
    verdict = plain["verdict"]
    if len(plain.get("anchors", [])) != _ANCHORS[verdict]:
        raise ValueError(f"{verdict} needs {_ANCHORS[verdict]} anchors")
    changes = plain.get("changes", {})
    if not all(isinstance(plain.get(k, {}), dict) for k in _OBJECTS):
        raise ValueError("changes and kept are JSON objects")
    for anchor in plain.get("anchors", []):
        if not isinstance(anchor.get("start"), int) or not isinstance(anchor.get("quote"), str):
            raise ValueError("an anchor lacks its quote or where it starts (missing)")
    for key, allowed in _VALUES.items():
        if key in changes and key in _CHANGES.get(verdict, ()) and changes[key] not in allowed:
            raise ValueError(f"{key} is one of {', '.join(allowed)}")
    lacking = [k for k in _CHANGES.get(verdict, ()) if not isinstance(changes.get(k), str)]
    if lacking:
        raise ValueError(f"{verdict} lacks {', '.join(lacking)}")
    if verdict == "undo" and not isinstance(plain.get("undoes"), str):
        raise ValueError("undo lacks undoes")
    if verdict == "edit" and not changes:
        raise ValueError("edit lacks changes")
