"""Reading event tables: every kind by its own names, and every fault in words."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from contested.errors import ResourceError, StudyError
from contested.study.event_files import read_events
from contested.study.event_maps import load_map, packaged_maps, parse_map
from contested.study.model import iso_day
from contested.study.select import join_tables, select

TODAY = date(2024, 1, 1)
GED = """id,date_start,date_end,date_prec,latitude,longitude,type_of_violence,side_a,side_b,best
7,2015-10-09,2015-10-09,1,36.2,37.16,1,Army,Rebels,4
8,2015-10-10 00:00:00.000,2015-10-16,3,36.3,37.1,3,Army,Civilians,2
"""
ACLED = """event_id_cnty,event_date,time_precision,sub_event_type,actor1,actor2,latitude,\
longitude,fatalities
SYR1,09 October 2015,1,Armed clash,Army,Rebels,36.2,37.16,4
SYR2,10 October 2015,3,Attack,Army,,36.2,37.16,0
"""


def put(folder: Path, text: str, name: str = "t.csv") -> Path:
    """``text`` as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_ged_is_known_by_its_columns(tmp_path: Path) -> None:
    """Dates, precision, both sides and best estimate of UCDP GED."""
    table = read_events(put(tmp_path, GED), today=TODAY)
    assert [iso_day(d) for d in table.day] == ["2015-10-09", "2015-10-10"]
    assert table.width.tolist() == [1.0, 7.0]
    assert table.actor.tolist() == ["Army / Rebels", "Army / Civilians"]
    assert table.deaths.tolist() == [4.0, 2.0]


def test_acled_is_known_by_its_columns(tmp_path: Path) -> None:
    """Sub-events are types; a written month is read; an absent second actor leaves no slash."""
    table = read_events(put(tmp_path, ACLED), today=TODAY)
    assert table.type.tolist() == ["Armed clash", "Attack"]
    assert iso_day(table.day[0]) == "2015-10-09"
    assert table.actor.tolist() == ["Army / Rebels", "Army"]
    assert table.width.tolist() == [1.0, 31.0]


def test_gdelt_is_read_by_position(tmp_path: Path) -> None:
    """61 tab-separated columns without a header."""
    row = [""] * 61
    for at, value in ((1, "11"), (2, "20151009"), (7, "RUSSIA"), (17, "REBELS"), (27, "195"),
                      (31, "-10"), (34, "5"), (57, "36.2"), (58, "37.1")):  # fmt: skip
        row[at - 1] = value
    table = read_events(put(tmp_path, "\t".join(row) + "\n"), today=TODAY)
    assert (table.id[0], table.type[0], table.actor[0]) == ("11", "195", "RUSSIA / REBELS")
    assert iso_day(table.day[0]) == "2015-10-09" and table.covariates["goldstein"][0] == -10


def test_faults_are_told_and_left_out(tmp_path: Path) -> None:
    """No, bad or future date; no, impossible or swapped place; an id twice."""
    rows = [f"g{i},2015-10-{i % 28 + 1:02},{36 + i / 100},{47 + i / 100},x,a," for i in range(30)]
    rows += ["a,,36,47,x,a,", "b,yesterday,36,47,x,a,", "c,2031-01-01,36,47,x,a,",
             "d,2015-10-01,,47,x,a,", "e,2015-10-01,0,0,x,a,", "f,2015-10-01,47,36,x,a,",
             "h,2015-10-01,136,47,x,a,", "g0,2015-10-02,36,47,x,b,"]  # fmt: skip
    text = "id,date,lat,lon,type,actor,deaths\n" + "\n".join(rows) + "\n"
    table = read_events(put(tmp_path, text), today=TODAY)
    told = {p.kind: p.first for p in table.problems if p.dropped}
    assert told == {"no date": ("a",), "bad date": ("b",), "future date": ("c",),
                    "no place": ("d",), "bad place": ("e",), "swapped": ("f", "h"),
                    "duplicate": ("g0",)}  # fmt: skip
    assert len(table) == 30


def test_no_usable_event_is_an_error_with_every_reason(tmp_path: Path) -> None:
    """Never an empty table: the message counts what was wrong."""
    text = "date,lat,lon\n,36,37\n2031-01-01,36,37\n"
    with pytest.raises(StudyError, match=r"no event of 2.*1 have no date.*1 lie after today"):
        read_events(put(tmp_path, text), today=TODAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "empty"), ("date,lat,lon\n", "no event"), ("a,b\n1,2\n", "give a map")],
)
def test_files_that_hold_no_table(tmp_path: Path, text: str, said: str) -> None:
    """An empty file, a header alone, unknown columns."""
    how = None if "a,b" in text else "plain"
    with pytest.raises(StudyError, match=said):
        read_events(put(tmp_path, text), how, today=TODAY)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """The map and the column it needs."""
    with pytest.raises(StudyError, match="no column 'latitude'"):
        read_events(put(tmp_path, "date,lat,lon\n2015-01-01,1,2\n"), "iraq", today=TODAY)


def test_a_malformed_map_names_file_and_line() -> None:
    """Unknown keys, missing columns and broken TOML."""
    with pytest.raises(ResourceError, match=r"m.toml, line 3: wher is not one of"):
        parse_map('name = "x"\n[columns]\nwher = "a"\n', "m.toml")
    with pytest.raises(ResourceError, match=r"m.toml, line 2: columns lacks lat"):
        parse_map('name = "x"\n[columns]\ndate = "a"\n', "m.toml")
    with pytest.raises(ResourceError, match=r"m.toml.*line 1"):
        parse_map("name = \n", "m.toml")
    with pytest.raises(ResourceError, match="neither a file nor"):
        load_map("nowhere")


def test_every_packaged_map_is_well_formed() -> None:
    """GED, ACLED, GDELT and the examples are there."""
    assert {"ged", "acled", "gdelt2", "airwars", "mwa", "iraq", "plain"} <= set(packaged_maps())


def test_selection_by_actor_type_date_and_box(tmp_path: Path) -> None:
    """Each actor of a row counts; wildcards, alternatives, negation, dates and boxes."""
    text = (
        "date,lat,lon,type,actor\n2015-10-01,36,37,strike,Blue; Red\n"
        "2015-10-02,36,37,raid,Red\n2015-10-03,33,37,Air strike,Green\n"
    )
    table = read_events(put(tmp_path, text), today=TODAY)
    assert select(table, "actor=red").tolist() == [True, True, False]
    assert select(table, "actor!=red").tolist() == [False, False, True]
    assert select(table, "type=*strike").tolist() == [True, False, True]
    assert select(table, "type=raid|air *;since=2015-10-02;until=2015-10-02").sum() == 1
    assert select(table, "box=35,30,40,40").tolist() == [True, True, False]
    for bad in ("actor", "colour=red", "since=soon", "box=1,2"):
        with pytest.raises(StudyError):
            select(table, bad)


def test_joined_tables_keep_their_sources(tmp_path: Path) -> None:
    """Rows of two files in one table, told apart by source."""
    one = read_events(put(tmp_path, GED, "a.csv"), today=TODAY)
    two = read_events(put(tmp_path, ACLED, "b.csv"), today=TODAY)
    both = join_tables([one, two])
    assert len(both) == 4 and select(both, "source=b.csv").sum() == 2
    assert np.isfinite(both.day).all()


def test_shared_tables_read_with_their_faults(shared: Path) -> None:
    """Harm incidents: 8,114 rows, 1,432 without a point, 2 without a date."""
    table = read_events(shared / "syria-events" / "airwars_syria_8114.csv.gz")
    told = {p.kind: p.rows for p in table.problems if p.dropped}
    assert told["no place"] == 1432 and told["no date"] == 2 and len(table) == 6680
