"""The seeds' own claim, October 2015, put to the table of harm incidents, and what that can tell.

    python quality/october_2015.py [--data ../shared/data] [--to docs/study-october-2015.md]

The claim: Russia's air strikes let Islamic State advance (north of Aleppo, 8 and 9 October). Writes
a page of numbers and our own words; nothing of the table's text goes into it.
"""

import argparse
import os
from pathlib import Path

import numpy as np

from contested.errors import StudyError
from contested.places import packaged_gazetteer
from contested.study.event_checks import span_words
from contested.study.event_files import read_events
from contested.study.model import EventTable, Floats
from contested.study.questions import Meaning, Source
from contested.study.report import wake_report
from contested.study.select import select
from contested.study.surface_picture import surface_picture
from contested.study.wake_study import WakeQuestion, WakeStudy, wake_study
from contested.study.wakes import chord_km, sphere

ROOT = Path(__file__).resolve().parents[1]
LOST = ("Tal Qarah", "Tal Sousin", "Kafr Qares", "Infantry Academy")
RUSSIA, COALITION = "actor=Russian Military", "actor=U.S.-led Coalition"
CLAIM = "Russia's air strikes let Islamic State advance (October 2015)"
PROXY = "More harm is recorded near incidents alleged against Russia than near the Coalition's"


MONTHS = "since=2015-09-01;until=2015-10-31"


def direct(source: Source) -> str:
    """What the tool says when asked the claim as it stands."""
    meaning = Meaning(RUSSIA, "actor=*ISIS*|*Islamic State*|*Daesh*", COALITION, MONTHS, "more")
    try:
        return wake_study(WakeQuestion((source,), meaning)).verdict.form
    except StudyError as error:
        return str(error)


def places_lost() -> tuple[Floats, Floats]:
    """Coordinates of the four places, from the packaged gazetteer."""
    known = packaged_gazetteer()
    found = [place for name in LOST if (place := known.lookup(name)) is not None]
    assert len(found) == len(LOST)
    return np.array([p.lat for p in found]), np.array([p.lon for p in found])


def nearest_km(table: EventTable) -> Floats:
    """Kilometres from each event to the nearest of the places lost."""
    gaps = sphere(table.lat, table.lon)[:, None] - sphere(*places_lost())[None]
    return np.asarray(chord_km(np.linalg.norm(gaps, axis=2)).min(axis=1))


def near_lines(table: EventTable) -> list[str]:
    """How many incidents lay how near, before the loss and in the two weeks after it."""
    lines = ["| incidents alleged against Russia | all | ≤ 10 km | ≤ 25 km | ≤ 50 km | nearest |"]
    lines.append("|---|---|---|---|---|---|")
    for name, words in (
        ("30 September to 8 October", "since=2015-09-30;until=2015-10-08"),
        ("9 to 31 October", "since=2015-10-09;until=2015-10-31"),
    ):
        km = nearest_km(table.where(select(table, f"{RUSSIA};{words}")))
        counts = " | ".join(str(int((km <= r).sum())) for r in (10, 25, 50))
        lines.append(f"| {name} | {len(km)} | {counts} | {km.min():.0f} km |")
    return lines


def page(source: Source) -> tuple[str, WakeStudy]:
    """The whole page, and the study of the proxy."""
    table = read_events(Path(source.path), source.map)
    october = table.where(select(table, "since=2015-10-01;until=2015-10-31"))
    early = table.where(select(table, "since=2015-09-01;until=2015-10-08"))
    meaning = Meaning(RUSSIA, "actor=*", COALITION, MONTHS, "more", PROXY)
    study = wake_study(WakeQuestion((source,), meaning, (2, 4, 7), (10.0, 25.0, 50.0)))
    lines = [
        f"# {CLAIM}", "",
        "Written by `python quality/october_2015.py` from a table of harm to civilians.", "",
        "**Verdict: cannot tell.**", "",
        "- The table holds harm to civilians alleged against air forces. It holds no ground won or "
        "lost, so the outcome of the claim is not in it at all.",
        "- A strike that harmed no civilian, or that nobody reported, is not in it either: strikes "
        "on fighters north of Aleppo, which the claim turns on, would be missing.",
        f"- It holds {len(early)} incidents with a point from 1 September to 8 October, and "
        f"{len(october)} in October: too few near any one front.",
        "- The claim has a rival that this table cannot part from it: that the offensive was "
        "prepared before the strikes began.", "",
        "## Asked as it stands", "", f"> {direct(source)}", "",
        "## Where the incidents lay", "",
        f"Places lost on 8 and 9 October: {', '.join(LOST)}. Points of the packaged gazetteer, "
        "3 to 4 km off at most.", "", *near_lines(table), "",
        "If strikes had opened these villages, harm near them before 9 October would speak for "
        "it. Its absence does not speak against it: strikes on fighters leave no row here. What "
        "it does show is that the harm recorded was elsewhere.", "",
        "## The nearest question that the table can be asked", "",
        "The rest of this page is written by `contested study wakes`. It is about recorded harm, "
        "not about ground.", "",
        f"All events: {span_words(table)}.", "",
    ]  # fmt: skip
    inner = wake_report(study, "study-october-2015.svg").replace("\n## ", "\n### ")
    return "\n".join(lines) + "\n" + inner.replace("# More", "## More", 1), study


def main() -> None:
    """Write the page and its picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "study-october-2015.md")
    given = parser.parse_args()
    table = given.data / "syria-events" / "airwars_syria_8114.csv.gz"
    source = Source(os.path.relpath(table), "airwars")
    text, study = page(source)
    given.to.write_text(text, encoding="utf-8")
    grid = study.test.family_p if study.test else None
    picture = surface_picture(study.surface, grid, PROXY, "days")
    given.to.with_suffix(".svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
