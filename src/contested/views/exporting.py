"""``export claims``: the contract's fields as JSON lines or CSV."""

import csv
import io
import json as jsonlib
import math
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from contested.claims.model import as_json
from contested.errors import CaseError
from contested.store import rows
from contested.store.case import open_case
from contested.views.output import counted, put_json, say

KM_PER_DEGREE = 111.32
_PLAIN = ("id", "account", "file", "kind", "act", "mode", "acled", "cameo", "quad", "sign")
_STANCE = ("polarity", "modality", "stance", "treatment", "confidence", "about", "translator")


def claims(root: Path, format: str, output: Path | None, coarsen: float, json: bool) -> int:
    """Write every claim of the record to ``output`` or standard output."""
    case = open_case(root)
    with case.database.read() as connection:
        total = rows.count_claims(connection)
        every = (coarsened(as_json(c), coarsen) for c in rows.iter_claims(connection))
        lines = json_lines(every) if format == "jsonl" else csv_lines(every)
        if output is None:
            _to_pipe(lines)
        else:
            _to_file(lines, output)
    if output is not None and json:
        put_json({"file": str(output), "claims": total, "format": format})
    elif output is not None:
        say(f"{counted(total, 'claim')} written to {output}.")
    if not total:
        say("The record is empty: run build first.", stderr=True)
    return 0


def json_lines(every: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line, keys in the contract's order."""
    return (jsonlib.dumps(one, ensure_ascii=False) + "\n" for one in every)


def csv_lines(every: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A header and one row a claim; several values of a field are joined by ``; ``.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    buffer = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for one in every:
        row = _flat(one)
        if writer is None:
            writer = csv.DictWriter(buffer, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def coarsened(claim: dict[str, Any], km: float) -> dict[str, Any]:
    """``claim`` with coordinates moved to the middle of a cell ``km`` wide, precision widened."""
    if km <= 0:
        return claim
    return claim | {"places": [_coarse_place(p, km) for p in claim["places"]]}


def _coarse_place(place: dict[str, Any], km: float) -> dict[str, Any]:
    if place["lat"] is None or place["lon"] is None:
        return place
    lat_step = km / KM_PER_DEGREE
    lat = round(place["lat"] / lat_step) * lat_step
    lon_step = lat_step / max(0.01, math.cos(math.radians(max(-89.0, min(89.0, lat)))))
    lon = round(place["lon"] / lon_step) * lon_step
    least = max(km, place["precision_km"] or 0.0)
    return place | {"lat": round(lat, 4), "lon": round(lon, 4), "precision_km": least}


def _flat(one: dict[str, Any]) -> dict[str, Any]:
    time, place = one["time"], (one["places"] or [{}])[0]
    said = {
        "evidence": one["evidence"]["text"],
        "passage": one["passage"]["kind"],
        "agents": _join(a["mention"] or a["name"] for a in one["agents"]),
        "agent_ids": _join(a["actor"] for a in one["agents"]),
        "targets": _join(a["mention"] or a["name"] for a in one["targets"]),
        "target_ids": _join(a["actor"] for a in one["targets"]),
        "objects": _join(o["mention"] for o in one["objects"]),
        "places": _join(p["name"] for p in one["places"]),
        "chain": " > ".join(k["mention"] for k in one["chain"]),
        "quantities": _join(_count(q) for q in one["quantities"]),
        "condition": (one["condition"] or {}).get("text"),
        "cause": (one.get("cause") or {}).get("mention"),
        "effect": (one.get("effect") or {}).get("mention"),
        "why": _join(one["why"]),
    }
    return {
        **{k: one[k] for k in _PLAIN},
        "evidence_start": one["evidence"]["start"],
        "evidence_end": one["evidence"]["end"],
        **{k: _harmless(v) for k, v in said.items()},
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "precision_km": place.get("precision_km"),
        "time_start": time["start"],
        "time_end": time["end"],
        "time_edtf": time["edtf"],
        "time_basis": time["basis"],
        **{k: one.get(k) for k in _STANCE},
    }


def _join(values: Iterable[str | None]) -> str:
    return "; ".join(v for v in values if v)


def _count(quantity: dict[str, Any]) -> str:
    low, high = ("" if quantity[k] is None else quantity[k] for k in ("low", "high"))
    return f"{quantity['what']} {low}..{high}"


def _harmless(value: str | None) -> str | None:
    return f"'{value}" if value and value[0] in "=+-@\t\r" else value


def _to_pipe(lines: Iterable[str]) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    for line in lines:
        sys.stdout.write(line)
    sys.stdout.flush()


def _to_file(lines: Iterable[str], output: Path) -> None:
    """Write beside ``output`` and rename, so that a failure leaves no half file.

    A link is followed, and a device or a pipe is written to, never replaced.
    """
    special = output.exists() and not (output.is_file() or output.is_dir())
    target = output if special else output.resolve()
    part = target if special else target.with_name(target.name + ".part")
    try:
        with open(part, "w", encoding="utf-8", newline="") as handle:
            handle.writelines(lines)
        if not special:
            os.replace(part, target)
    except OSError as error:
        raise CaseError(f"{output}: cannot be written ({error.strerror})") from error
