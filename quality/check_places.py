"""Check hand-made coordinates against incident locations, and say where they disagree.

Run ``python quality/check_places.py [DATA]``; DATA is a folder with ``syria-events``. Every
hand-made place of Syria and Iraq is compared with the median position of the incidents whose
location is spelt like it. Prints a line per disagreement over the place's own precision, then a
summary; what is left is mostly another place of the same name.
Nothing of the incident tables is kept.
"""

import csv
import gzip
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from contested.names import fold, skeleton
from contested.places.model import Place, distance_km
from contested.places.tables import packaged_tables

SAME_PLACE_KM = 60.0  # farther off is another place of the same name
LOCATION_KM = 1.5  # how well an incident's own position is known

Spots = dict[str, list[tuple[float, float]]]


def incident_spots(data: Path) -> Spots:
    """Positions by folded location and by its skeleton."""
    spots: Spots = defaultdict(list)
    for name, lat, lon in _rows(data):
        base = re.split(r"[,(:]", name)[0].strip()
        spots[fold(base)].append((lat, lon))
        spots["~" + skeleton(base)].append((lat, lon))
    return spots


def _rows(data: Path) -> Iterator[tuple[str, float, float]]:
    folder = data / "syria-events"
    with gzip.open(folder / "airwars_syria_8114.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["latitude"] and row["longitude"]:
                yield row["location_original"], float(row["latitude"]), float(row["longitude"])
    with (folder / "coalition_strikes_points_2014_15.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield row["loc"], float(row["lat"]), float(row["lon"])


def compare(place: Place, spots: Spots) -> tuple[float, int] | None:
    """Kilometres to the median of incidents spelt like ``place``, and their number."""
    near: list[tuple[float, float]] = []
    for name in (place.name, *place.aliases):
        bones = skeleton(name)
        found = spots.get(fold(name), [])
        if not found and len(bones.replace(" ", "")) > 3:
            found = spots.get("~" + bones, [])
        near += [s for s in found if distance_km(place.lat, place.lon, *s) < SAME_PLACE_KM]
    if not near:
        return None
    lat, lon = (statistics.median(s[i] for s in near) for i in (0, 1))
    return distance_km(place.lat, place.lon, lat, lon), len(near)


def main(data: Path) -> int:
    """Print disagreements; the exit status is 1 when any is found."""
    spots = incident_spots(data)
    small = [p for p in packaged_tables() if p.country in ("SY", "IQ") and p.precision_km <= 15]
    checked, off = 0, 0
    for place in small:
        result = compare(place, spots)
        if result is None:
            continue
        checked += 1
        km, count = result
        if km > place.precision_km + LOCATION_KM:
            off += 1
            said = f"said {place.precision_km:g}, {count} incidents"
            print(f"{place.within:15} {place.name:25} {km:5.1f} km off, {said}")
    print(f"{checked} of {len(small)} hand-made places could be compared; {off} are off")
    return int(off > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/data")))
