"""Whole studies: what a table can tell, what it cannot, and that a result makes itself again."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from contested.codec import from_plain, to_plain
from contested.errors import StudyError
from contested.study.again import read_spec, run_spec
from contested.study.control_study import ControlQuestion, control_study, map_rows
from contested.study.follow_study import FollowQuestion, follow_study
from contested.study.hit import UNKNOWN, HitQuestion, hit_study
from contested.study.intervene_study import InterveneQuestion, intervene_study
from contested.study.lags import LagSpec
from contested.study.model import iso_day
from contested.study.pages import follow_report, intervene_report
from contested.study.questions import Meaning, Source
from contested.study.report import refusal_report, wake_report
from contested.study.surface_picture import surface_picture
from contested.study.wake_study import WakeQuestion, wake_study

FIRST = 16000
ASKED = Meaning("type=strike", "type=attack", "type=patrol")


def write(path: Path, rows: list[tuple[float, float, float, str]]) -> Source:
    """Rows of (day, lat, lon, type) as a plain table."""
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["date", "lat", "lon", "type"])
        for day, lat, lon, type in rows:
            writer.writerow([iso_day(FIRST + day), f"{lat:.5f}", f"{lon:.5f}", type])
    return Source(str(path), "plain")


def a_world(folder: Path, effect: float, seed: int = 5) -> Source:
    """150 days; 60 strikes, 90 patrols, attacks at random and ``effect`` more after a strike."""
    draw = np.random.default_rng(seed)
    rows = [(draw.integers(0, 150), *draw.uniform(34, 36, 2), "attack") for _ in range(300)]
    for k in range(150):
        day, place = draw.integers(8, 142), draw.uniform(34, 36, 2)
        rows.append((day, *place, "strike" if k < 60 else "patrol"))
        for _ in range(draw.poisson(effect) if k < 60 else 0):
            rows.append((day + draw.integers(1, 4), *(place + 0.01), "attack"))
    return write(folder / "world.csv", rows)


def asked(folder: Path, effect: float) -> WakeQuestion:
    """A small question about such a world."""
    source = a_world(folder, effect)
    return WakeQuestion((source,), ASKED, (3, 6), (5.0, 10.0), draws=99, shifts=39)


def test_an_effect_supports_the_claim_and_contradicts_its_opposite(tmp_path: Path) -> None:
    """With placebos clean, the verdict follows the direction that was claimed."""
    question = asked(tmp_path, 1.0)
    study = wake_study(question)
    assert study.verdict.form == "supported", study.verdict
    assert [c.passed for c in study.checks] == [True, True]
    turned = replace(question, meaning=replace(ASKED, expect="fewer"))
    assert wake_study(turned).verdict.form == "contradicted"


def test_no_effect_cannot_be_told_and_the_power_is_said(tmp_path: Path) -> None:
    """A null result names the effects it would have missed."""
    study = wake_study(asked(tmp_path, 0.0))
    assert study.verdict.form == "cannot tell"
    assert any("power of 80%" in w for w in study.verdict.why)


def test_a_result_makes_itself_again(tmp_path: Path) -> None:
    """From the JSON result and from the Markdown report, to the last digit."""
    study = wake_study(asked(tmp_path, 0.5))
    (tmp_path / "result.json").write_text(json.dumps(to_plain(study)), encoding="utf-8")
    (tmp_path / "report.md").write_text(wake_report(study), encoding="utf-8")
    for name in ("result.json", "report.md"):
        assert to_plain(run_spec(read_spec(tmp_path / name))) == to_plain(study)
    (tmp_path / "none.md").write_text("# nothing", encoding="utf-8")
    with pytest.raises(StudyError, match="no specification"):
        read_spec(tmp_path / "none.md")


def test_the_report_says_everything_and_the_picture_shows_every_window(tmp_path: Path) -> None:
    """Question, assumptions, data, result, power, placebos, specification; well-formed SVG."""
    study = wake_study(asked(tmp_path, 0.5))
    page = wake_report(study, "surface.svg")
    for part in ("Verdict", "Question", "Assumptions", "Data", "Result", "Power", "Placebos",
                 "Specification", "surface.svg"):  # fmt: skip
        assert part in page
    grid = study.test.family_p if study.test else None
    picture = surface_picture(study.surface, grid, "A & B", "days")
    assert picture.count("<rect") == 1 + 4 and "A &amp; B" in picture


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(k, 35 + k / 100, 37.0, "attack") for k in range(40)], "no treatment events"),
        ([(k, 35 + k / 100, 37.0, "attack") for k in range(40)]
         + [(5, 35.0, 37.0, "strike"), *[(k, 35.0, 37.0, "patrol") for k in range(5)]],
         "only 1 treatment event "),
        ([(k, 35.0, 37.0, t) for k in range(40) for t in ("attack", "strike", "patrol")],
         "one point"),
    ],
)  # fmt: skip
def test_bad_input_gives_a_reason(
    tmp_path: Path, rows: list[tuple[float, float, float, str]], said: str
) -> None:
    """No treatment, one treatment, everything at one point."""
    question = WakeQuestion((write(tmp_path / "t.csv", rows),), ASKED, draws=19)
    with pytest.raises(StudyError, match=said):
        wake_study(question)


def test_few_events_never_give_more_than_cannot_tell(tmp_path: Path) -> None:
    """Ten strikes are named, not judged."""
    draw = np.random.default_rng(3)
    rows = [(draw.integers(0, 99), *draw.uniform(35, 35.2, 2), "attack") for _ in range(99)]
    rows += [(draw.integers(9, 80), *draw.uniform(35, 35.2, 2), "strike") for _ in range(10)]
    rows += [(draw.integers(9, 80), *draw.uniform(35, 35.2, 2), "patrol") for _ in range(30)]
    study = wake_study(WakeQuestion((write(tmp_path / "t.csv", rows),), ASKED, draws=19, shifts=19))
    assert study.verdict.form == "cannot tell"
    assert "only 10 treatment events" in study.verdict.why


def test_the_compatible_mode_lists_hidden_cells(shared: Path) -> None:
    """The page of the published table shows the seven contrasts it hides."""
    source = Source(str(shared / "mwa" / "mwa_data.csv"), "mwa")
    meaning = Meaning("type=treatment", "type=dependent", "type=control")
    question = WakeQuestion((source,), meaning, (2, 4, 6, 8, 10), (2.0, 4.0, 6.0, 8.0, 10.0),
                            match_on=("match1", "match2"), compatible=True)  # fmt: skip
    study = wake_study(question)
    page = wake_report(study)
    assert study.test is None and page.count("| 0.0455 |") == 3 and "0.1667" in page


def test_a_refusal_has_a_page_without_numbers() -> None:
    """Asked for, what the table holds, and why not."""
    page = refusal_report("X let Y", (("treatment", "type=a"),), "9 events", "no outcome")
    assert "cannot tell" in page and "no outcome" in page and "type=a" in page


def test_what_follows_what_both_ways(tmp_path: Path) -> None:
    """Attacks that follow strikes by a day or two are found; the page says so."""
    draw = np.random.default_rng(8)
    rows: list[tuple[float, float, float, str]] = []
    for day in range(150):
        strikes = draw.poisson(0.5)
        rows += [(day, *draw.uniform(35, 36, 2), "strike") for _ in range(strikes)]
        rows += [(day, *draw.uniform(35, 36, 2), "attack") for _ in range(draw.poisson(0.7))]
        for _ in range(draw.poisson(1.2 * strikes)):
            rows.append((day + draw.integers(1, 3), *draw.uniform(35, 36, 2), "attack"))
    source = write(tmp_path / "t.csv", rows)
    meaning = Meaning("type=strike", "type=attack")
    study = follow_study(FollowQuestion((source,), meaning, LagSpec(3, 2, 1, 0)))
    assert study.forward.low > 0 and study.backward is not None
    assert study.verdict.form in ("supported", "mixed")
    assert "rate ratio" in follow_report(study)
    assert from_plain(FollowQuestion, to_plain(study.spec)) == study.spec


def test_more_strikes_more_attacks(tmp_path: Path) -> None:
    """Each strike brings two attacks the next day: 2.5 instead of 1.5 strikes bring about two."""
    draw = np.random.default_rng(4)
    rows: list[tuple[float, float, float, str]] = []
    for day in range(200):
        strikes = draw.poisson(2.0)
        rows += [(day, *draw.normal(35, 0.4, 2), "strike") for _ in range(strikes)]
        rows += [(day, *draw.normal(35, 0.4, 2), "attack") for _ in range(draw.poisson(3))]
        for _ in range(draw.poisson(2.0 * strikes) if day < 199 else 0):
            rows.append((day + 1, *draw.normal(35, 0.4, 2), "attack"))
    meaning = Meaning("type=strike", "type=attack")
    question = InterveneQuestion(
        (write(tmp_path / "t.csv", rows),), meaning, (35.0, 35.0), (1.75, 2.25), radii=(40.0,),
        truncate=0.99,
    )  # fmt: skip
    study = intervene_study(question)
    whole = study.answers[0].contrast[-1]
    assert whole.value == pytest.approx(1.0, abs=3 * whole.error) and whole.value > 0
    assert study.expected_a_day == pytest.approx(2.0, rel=0.1)
    assert "propensity" in intervene_report(study)
    with pytest.raises(StudyError, match="two different numbers"):
        intervene_study(replace(question, expected=(2.0, 2.0)))
    outline = tmp_path / "outline.csv"
    outline.write_text("x,y\n-300,-300\n300,-300\n300,300\n-300,300\n", encoding="utf-8")
    with pytest.raises(StudyError, match="which projection"):
        intervene_study(replace(question, outline=str(outline)))
    crs = "+proj=laea +lat_0=35 +lon_0=35 +datum=WGS84"
    drawn = replace(question, outline=str(outline), crs=crs, base="type=attack")
    assert intervene_study(drawn).area_km2 == pytest.approx(360_000)
    with pytest.raises(StudyError, match="only 0 events are the base"):
        intervene_study(replace(drawn, base="type=parade"))


def test_control_from_a_table(tmp_path: Path) -> None:
    """Battles and bombings near each other leave the cells around them disputed or lost."""
    draw = np.random.default_rng(2)
    rows = [(k * 3, *draw.normal(35, 0.1, 2), "battle") for k in range(60)]
    rows += [(k * 3, *draw.normal(36, 0.1, 2), "bomb") for k in range(60)]
    meaning = Meaning("type=bomb", "type=battle")
    question = ControlQuestion((write(tmp_path / "t.csv", rows),), meaning)
    study, drawn = control_study(question)
    assert sum(map(sum, study.by_month)) == study.cells * len(study.by_month)
    assert sum(m[-1] for m in study.by_month) < study.cells * len(study.by_month)
    lines = list(map_rows(drawn))
    assert lines[0].startswith("month,lat,lon") and len(lines) > 5
    printed = control_study(replace(question, transposed=False))[0]
    assert printed.by_month != study.by_month and "as printed" in " ".join(printed.notes)


def test_who_was_hit_carries_both_doubts(tmp_path: Path) -> None:
    """Sure strikes are sure, one on a day of change is split, far ones are unknown."""
    holds = tmp_path / "control.csv"
    start, change, last = iso_day(FIRST), iso_day(FIRST + 50), iso_day(FIRST + 100)
    holds.write_text(
        "place,lat,lon,holder,start,end,slack_days\n"
        f"Marn,35,37,red,{start},{change},5\nMarn,35,37,blue,{change},,5\n"
        f"Dayr,36,37,green,{start},{last},0\n",
        encoding="utf-8",
    )
    rows = [(10.0, 35.0, 37.0, "strike"), (50.0, 35.0, 37.0, "strike"),
            (20.0, 36.0, 37.0, "strike"), (20.0, 39.0, 39.0, "strike")]  # fmt: skip
    source = write(tmp_path / "t.csv", rows)
    study = hit_study(HitQuestion((source,), "type=strike", str(holds)))
    shares = {s.holder: s for s in study.shares}
    assert shares["green"].share == pytest.approx(0.25, abs=0.01)
    assert 0.25 < shares["red"].share < 0.5 and 0 < shares["blue"].share < 0.25
    assert shares[UNKNOWN].share > 0.24 and study.known == 3
    assert sum(s.share for s in study.shares) == pytest.approx(1)
    assert all(s.low <= s.share <= s.high for s in study.shares)
    holds.write_text("place,lat\nMarn,35\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"control.csv, line 2"):
        hit_study(study.spec)
