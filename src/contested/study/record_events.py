"""The record's incidents as an event table, and its control spells as holds."""

import csv
import io
from collections.abc import Iterable

from contested.record.model import ControlSpell, Incident
from contested.study.hit import Hold
from contested.study.model import day_number, iso_day

_COLUMNS = ("id", "date", "end", "lat", "lon", "type", "actor", "deaths")


def incident_rows(incidents: Iterable[Incident]) -> str:
    """A table that the map ``plain`` reads: one row an incident that has a day.

    Types join kind, act, mode and the ACLED name, so that any of them can be selected. An
    interval becomes its first day and its last; the reader widens the event by it.
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in incidents:
        if one.start is None:
            continue
        last = "" if one.end is None else str(_day_before(one.end))
        lat = "" if one.site is None or one.site.lat is None else f"{one.site.lat:.5f}"
        lon = "" if one.site is None or one.site.lon is None else f"{one.site.lon:.5f}"
        words = " / ".join(w for w in (one.kind, one.act, one.mode, one.acled) if w)
        writer.writerow(
            [one.id, one.start, last, lat, lon, words, "; ".join(one.agents), _deaths(one)]
        )
    return page.getvalue()


def _day_before(end: str) -> str:
    """The last day of a half-open interval."""
    return iso_day(day_number(end[:10]) - 1)


def _deaths(one: Incident) -> str:
    found = [t.best for t in one.tolls if t.what == "killed" and t.best is not None]
    return str(sum(found)) if found else ""


def spell_holds(spells: Iterable[ControlSpell]) -> list[Hold]:
    """Spells with a place, one holder and a start; several holders are joined by `` or ``."""
    return [
        Hold(
            s.place,
            s.lat,
            s.lon,
            " or ".join(s.holders),
            float(day_number(s.start[:10])),
            float("inf") if s.end is None else float(day_number(s.end[:10])),
            float(s.slack_days or 0),
        )
        for s in spells
        if s.lat is not None and s.lon is not None and s.start is not None and s.holders
    ]
