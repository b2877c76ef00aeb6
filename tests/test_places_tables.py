"""Tables of places: good rows are read, bad ones are named by file and line."""

import gzip
from pathlib import Path

import pytest

from contested.errors import ResourceError
from contested.places import Gazetteer, read_geonames_dump, read_places_csv
from contested.places.pack import unpack

HEADER = "name,kind,lat,lon,precision_km,country,within,population,aliases\n"


def dump_line(ident: str, name: str, feature: str, **cells: str) -> str:
    """One line of a GeoNames dump."""
    kind, code = feature.split(".")
    row = [ident, name, name, cells.get("other", ""), "36.48", "37.2", kind, code, "SY", "", "09"]
    return "\t".join([*row, "", "", "", cells.get("people", "0"), "", "", "", ""]) + "\n"


def test_case_csv_is_read(tmp_path: Path) -> None:
    """Only name, kind and coordinates are needed; aliases are parted by a bar."""
    path = tmp_path / "places.csv"
    path.write_text(HEADER + "Hill 914,site,36.1,37,1,SY,Aleppo,,The Hill|H914\n", encoding="utf-8")
    (place,) = read_places_csv(path)
    assert (place.kind, place.lat, place.precision_km) == ("site", 36.1, 1.0)
    assert place.aliases == ("The Hill", "H914")
    path.write_text("name,kind,lat,lon\nX,settlement,1,2\n", encoding="utf-8")
    assert read_places_csv(path)[0].precision_km == 3.0


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("Hill,site,here,37,1,SY,,,\n", "could not convert"),
        ("Hill,mountain,36,37,1,SY,,,\n", "a kind of"),
        (",site,36,37,1,SY,,,\n", "needs a name"),
        ("Hill,site,136,37,1,SY,,,\n", "nowhere on Earth"),
    ],
)
def test_bad_row_names_file_and_line(tmp_path: Path, row: str, cause: str) -> None:
    """A row that cannot be used raises with the file, its line and the cause."""
    path = tmp_path / "places.csv"
    path.write_text(HEADER + "Good,site,36,37,1,SY,,,\n" + row, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"places\.csv, line 3") as raised:
        read_places_csv(path)
    assert cause in str(raised.value)


def test_missing_column_is_named(tmp_path: Path) -> None:
    """A table without coordinates is refused by its heading."""
    path = tmp_path / "places.csv"
    path.write_text("name,kind\nX,site\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="no column lat, lon"):
        read_places_csv(path)


def test_geonames_dump_is_read(tmp_path: Path) -> None:
    """Settlements, airfields and provinces are kept with their spellings; streets are not."""
    path = tmp_path / "SY.txt"
    path.write_text(
        dump_line("1", "Tall Example", "P.PPL", other="Tel Example,مثال", people="70000")
        + dump_line("2", "Example Air Base", "S.AIRB")
        + dump_line("3", "Example Street", "R.ST"),
        encoding="utf-8",
    )
    town, base = read_geonames_dump(path)
    assert (town.kind, town.precision_km, base.kind) == ("settlement", 5.0, "site")
    match = Gazetteer(None, (town, base)).lookup("Tel Example")
    assert match is not None and match.id == "gn1"


def test_broken_dump_names_the_line(tmp_path: Path) -> None:
    """A file that is no dump is refused at the line where that shows."""
    path = tmp_path / "SY.txt"
    path.write_text(dump_line("1", "A", "P.PPL") + "not a dump\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"SY\.txt, line 2"):
        list(read_geonames_dump(path))


@pytest.mark.parametrize("data", [b"", b"plain", gzip.compress(b"contested-places 9 1 1 1\nabc")])
def test_foreign_pack_is_refused(data: bytes) -> None:
    """Bytes that are not this version's pack raise instead of answering nonsense."""
    with pytest.raises(ResourceError, match="line 1"):
        unpack(data)
