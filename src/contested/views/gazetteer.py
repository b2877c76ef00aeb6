"""``places add``: the case's own places."""

import csv
import io
import os
from pathlib import Path

from contested.errors import CaseError
from contested.places.model import Place
from contested.places.tables import COLUMNS, read_geonames_dump, read_places_csv
from contested.store.case import open_case
from contested.views.output import counted, put_json, say


def add(root: Path, file: Path, json: bool) -> int:
    """Merge ``file`` into the case's ``places.csv``; the same place is kept once."""
    case = open_case(root)
    if not file.is_file():
        raise CaseError(f"{file}: no such file")
    try:
        found = read_places_csv(file) if file.suffix == ".csv" else tuple(read_geonames_dump(file))
    except (UnicodeDecodeError, ValueError) as error:
        raise CaseError(f"{file}: not a list of places ({error})") from error
    known = read_places_csv(case.places_file) if case.places_file.exists() else ()
    every = {_key(p): p for p in (*known, *found)}
    _write(case.places_file, list(every.values()))
    fresh = len(every) - len({_key(p) for p in known})
    if json:
        put_json({"file": str(case.places_file), "read": len(found), "new": fresh})
    else:
        say(f"{counted(fresh, 'new place')} of {len(found):,} in {file.name}: {case.places_file}")
        say("Build again to use them; remove lines from that file to undo this.")
    return 0


def _key(place: Place) -> tuple[object, ...]:
    return (place.name, place.kind, round(place.lat, 4), round(place.lon, 4))


def _write(target: Path, places: list[Place]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for p in places:
        aliases = "|".join(a.replace("|", " ") for a in p.aliases)
        people = p.population or ""
        row = (p.name, p.kind, p.lat, p.lon, p.precision_km, p.country, p.within, people, aliases)
        writer.writerow(row)
    part = target.with_name(target.name + ".part")
    part.write_text(buffer.getvalue(), encoding="utf-8")
    os.replace(part, target)
