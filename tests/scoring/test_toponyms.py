"""The toponym score: what counts as found, and the floor on the real set where it is present."""

from pathlib import Path

import pytest

from contested.errors import UnreadableFile
from contested.places import find_places
from contested.scoring.toponyms import read_geovirus, score_toponyms

SHARED = Path(__file__).parents[3] / "shared" / "data" / "toponyms" / "GeoVirus.xml"
XML = """<articles><article><source>s</source><text>Paris and London and Oslo met.</text>
<locations>
<location><name>Paris</name><start>0</start><end>5</end><lat>48.9</lat><lon>2.4</lon></location>
<location><name>London</name><start>10</start><end>16</end><lat>0</lat><lon>0</lon></location>
<location><name>Oslo</name><start>21</start><end>25</end><lat>59.9</lat><lon>10.7</lon></location>
</locations></article></articles>"""


def test_score_counts_distance_and_detection(tmp_path: Path) -> None:
    """Two of three gold places lie near; a detector that drops one loses recall, not precision."""
    path = tmp_path / "set.xml"
    path.write_text(XML, encoding="utf-8")
    score = score_toponyms(path, lambda text: find_places(text)[:2])
    assert (score.articles, score.gold) == (1, 3)
    assert score.resolved == 1.0
    assert score.resolved_161 == pytest.approx(2 / 3)
    assert score.precision == 1.0
    assert score.recall == pytest.approx(2 / 3)
    assert score.end_to_end_161 == pytest.approx(1 / 3)


def test_halves_part_the_articles(tmp_path: Path) -> None:
    """Development reads even articles only; the single article is even."""
    path = tmp_path / "set.xml"
    path.write_text(XML, encoding="utf-8")
    assert score_toponyms(path, half="even").gold == 3
    assert score_toponyms(path, half="odd").gold == 0


def test_broken_file_is_named(tmp_path: Path) -> None:
    """A file that is no XML raises with its name."""
    path = tmp_path / "set.xml"
    path.write_text("<articles>", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"set\.xml"):
        read_geovirus(path)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not here")
def test_floor_on_geovirus() -> None:
    """On all of GeoVirus, 88% of gold mentions are put within 161 km, and detection F1 is 0.85."""
    score = score_toponyms(SHARED)
    assert score.resolved_161 >= 0.88
    assert score.f1 >= 0.85
