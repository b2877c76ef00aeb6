"""``export``: claims with the contract's fields, and what they add up to, as JSON lines or CSV."""

import csv
import io
import json as jsonlib
import math
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from contested.codec import to_plain
from contested.errors import CaseError
from contested.store import derived, rows
from contested.store.case import Case, open_case
from contested.views.labels import labels_of
from contested.views.listing import plain_claim
from contested.views.output import counted, put_json, say
from contested.views.redacting import Mask, Sharing, mask_of, masked_json

KM_PER_DEGREE = 111.32
_KINDS: Mapping[str, Callable[[Connection], Iterator[Any]]] = {
    "incidents": derived.iter_incidents,
    "relations": derived.all_relations,
    "control": derived.iter_spells,
    "forecasts": derived.iter_forecasts,
}
_SITE = ("lat", "lon", "precision_km")
_PLAIN = ("id", "account", "file", "kind", "act", "mode", "acled", "cameo", "quad", "sign")
_STANCE = (
    "polarity",
    "modality",
    "stance",
    "treatment",
    "confidence",
    "about",
    "translator",
    "judgement",
)


def claims(root: Path, format: str, output: Path | None, sharing: Sharing, json: bool) -> int:
    """Write every claim of the record to ``output`` or standard output."""
    case = open_case(root)
    with case.database.read() as connection:
        total = rows.count_claims(connection)
        marks = derived.marks(connection)
        mask = _mask(case, connection, sharing)
        told = (plain_claim(c, marks) for c in rows.iter_claims(connection))
        every = (_masked(coarsened(one, sharing.coarsen), mask) for one in told)
        lines = json_lines(every) if format == "jsonl" else csv_lines(every)
        _write(lines, output)
    _report("claims", total, (format, output), mask, json)
    if not total:
        say("The record is empty: run build first.", stderr=True)
    return 0


def derived_rows(
    root: Path, what: str, how: tuple[str, Path | None], sharing: Sharing, json: bool
) -> int:
    """Write every incident, relation, spell or forecast; ``how``: format and file."""
    format, output = how
    case = open_case(root)
    total = 0

    def every(connection: Connection, mask: Mask) -> Iterator[dict[str, Any]]:
        nonlocal total
        for one in _KINDS[what](connection):
            total += 1
            yield _masked(_coarse(to_plain(one), sharing.coarsen), mask)

    with case.database.read() as connection:
        mask = _mask(case, connection, sharing)
        rows_ = every(connection, mask)
        lines = json_lines(rows_) if format == "jsonl" else csv_lines(rows_, _plain_row)
        _write(lines, output)
    _report(what, total, how, mask, json)
    if not total:
        say(f"No {what} in this record.", stderr=True)
    return 0


def _mask(case: Case, connection: Connection, sharing: Sharing) -> Mask:
    if not (sharing.names or sharing.people):
        return Mask((), None)
    return mask_of(connection, labels_of(case, connection).registry, sharing)


def _masked(one: dict[str, Any], mask: Mask) -> dict[str, Any]:
    out: dict[str, Any] = one if mask.pattern is None else masked_json(one, mask)
    return out


def _write(lines: Iterable[str], output: Path | None) -> None:
    if output is None:
        _to_pipe(lines)
    else:
        _to_file(lines, output)


def _report(what: str, total: int, how: tuple[str, Path | None], mask: Mask, json: bool) -> None:
    """What was written where; what was blacked out, also beside a pipe."""
    format, output = how
    if output is not None and json:
        told = {"file": str(output), what: total, "format": format}
        put_json(told | ({"withheld": list(mask.names)} if mask.names else {}))
        return
    if output is not None:
        noun = counted(total, "claim") if what == "claims" else f"{total:,} {what}"
        say(f"{noun} written to {output}.")
    if mask.names:
        say(f"Blacked out: {', '.join(mask.names)}. Rules miss some: read it first.", stderr=True)


def _coarse(one: dict[str, Any], km: float) -> dict[str, Any]:
    """Coordinates of an incident's site, or of a spell's place, on the grid."""
    if km <= 0:
        return one
    if one.get("site"):
        return one | {"site": coarse_place(one["site"], km)}
    if "lat" in one:
        moved = coarse_place({"precision_km": None, **one}, km)
        return one | {k: moved[k] for k in ("lat", "lon")}
    return one


def _plain_row(one: dict[str, Any]) -> dict[str, Any]:
    """Lists of words joined, the site's fields apart, everything deeper as JSON."""
    row: dict[str, Any] = {}
    for key, value in one.items():
        if key == "site":
            site = value or {}
            row |= {"place": site.get("name"), **{k: site.get(k) for k in _SITE}}
        elif isinstance(value, list) and all(isinstance(v, str) for v in value):
            row[key] = _join(value)
        elif isinstance(value, list | dict):
            row[key] = jsonlib.dumps(value, ensure_ascii=False)
        else:
            row[key] = value
    return {k: _harmless(v) if isinstance(v, str) else v for k, v in row.items()}


def json_lines(every: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line, keys in the contract's order."""
    return (jsonlib.dumps(one, ensure_ascii=False) + "\n" for one in every)


def csv_lines(
    every: Iterable[dict[str, Any]],
    flat: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> Iterator[str]:
    """A header and one row a claim (or what ``flat`` makes of it); several values of a field are
    joined by ``; ``.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    buffer = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for one in every:
        row = (flat or _flat)(one)
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
    return claim | {"places": [coarse_place(p, km) for p in claim["places"]]}


def coarse_place(place: dict[str, Any], km: float) -> dict[str, Any]:
    """Latitude and longitude on a grid of ``km``, no more precise than that."""
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
        **{k: one.get(k) for k in (*_STANCE, "judgement")},
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
