"""The map's data, its page without libraries, user layers, and what an export holds back."""

import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from casework import FIRST, SECOND
from contested.views.redacting import Mask, masked_json
from contested.views.web import assets
from contested.views.web.masking import coarse_map, masked_html
from contested.views.web.onefile import map_script

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def case(command: Run, tmp_path: Path) -> Path:
    """A built case of two accounts, one with a publisher whose name is markup."""
    command("new")
    for name, text in (("one.txt", FIRST), ("two.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        command("add", str(tmp_path / name), "--date", "2015-10-10", "--publisher", "</script><b>")
    command("build")
    return tmp_path / "C"


def test_every_number_in_the_map_data_names_something(web: TestClient) -> None:
    """Agents, targets, holders and origins are places in the lists that come with them."""
    data = web.get("/data/map.json").json()
    assert data["incidents"]
    for one in (*data["incidents"], *data["spells"]):
        for key in "gthb":
            assert all(0 <= n < len(data["actors"]) for n in one.get(key, ())), one
        assert all(0 <= n < len(data["origins"]) for n in one.get("n", ())), one
    assert all(-1 <= camp < len(data["camps"]) for _, camp in data["actors"])


def test_a_new_build_shows_at_once(web: TestClient, command: Run, tmp_path: Path) -> None:
    """What was answered before is not kept beyond the record it was made from."""
    before = web.get("/data/map.json").content
    (tmp_path / "three.txt").write_text(
        "Southern fighters took Zarda on Monday.\n", encoding="utf-8"
    )
    command("add", str(tmp_path / "three.txt"), "--date", "2015-10-12")
    command("build")
    assert web.get("/data/map.json").content != before


def test_without_libraries_the_page_says_how_to_get_them(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers, names the command, and loads no script that is not there."""
    monkeypatch.setattr(assets, "present", lambda: False)
    page = web.get("/map")
    assert page.status_code == 200
    assert "contested web-assets" in page.text
    assert "libraries.js" not in page.text


def test_only_layers_in_the_folder_are_served(web: TestClient, case: Path) -> None:
    """A user's GeoJSON is; a link out of the folder, another file or another path is not."""
    (case / "geo").mkdir()
    (case / "geo" / "rivers.geojson").write_text('{"type": "FeatureCollection"}')
    (case / "geo" / "out.geojson").symlink_to(case / "case.toml")
    assert web.get("/data/geo/rivers.geojson").json()["type"] == "FeatureCollection"
    for name in ("out.geojson", "case.toml", "..%2fcase.toml", "none.geojson"):
        assert web.get(f"/data/geo/{name}").status_code == 404, name


def test_one_file_has_text_from_outside_as_text(case: Path, command: Run, tmp_path: Path) -> None:
    """A publisher called like a tag ends no script and starts no element."""
    file = tmp_path / "case.html"
    assert command("export", "case", str(file))[0] == 0
    html = file.read_text(encoding="utf-8")
    assert "</script><b>" not in html
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy and "default-src 'none'" in policy[1] and "unsafe" not in policy[1]


def test_what_cannot_be_written_is_said(case: Path, command: Run, tmp_path: Path) -> None:
    """The message names the file."""
    code, _, err = command("export", "case", str(tmp_path / "none" / "case.html"))
    assert code == 1 and "case.html" in err


def test_modules_become_one_script_without_imports() -> None:
    """Nothing of module syntax is left, and no name is declared twice."""
    script = map_script()
    assert not re.search(r"^(?:import|export)\b", script, re.M)
    names = re.findall(r"^(?:const|let|class|(?:async )?function) (\w+)", script, re.M)
    assert len(names) == len(set(names)) > 20


def mask(*names: str) -> Mask:
    """A mask for these names."""
    return Mask(names, re.compile("|".join(map(re.escape, names)), re.I))


def test_a_name_cut_by_a_tag_is_blacked_out_and_markup_stays() -> None:
    """Across marks of claims, in attributes, with entities; lengths stay as they were."""
    html = '<p title="by Omar Said">Omar <a class="seg">Said</a> &amp; O&#39;Hara</p>'
    out = masked_html(html, mask("Omar Said", "O'Hara"))
    assert out == '<p title="by ████ ████">████ <a class="seg">████</a> &amp; ██████</p>'


@given(st.text(alphabet="ab<>&'\" ", max_size=30))
def test_masking_nothing_found_changes_no_words(words: str) -> None:
    """Text without the name reads the same afterwards."""
    assert masked_html(f"<p>{escape(words)}</p>", mask("Omar")) == f"<p>{escape(words)}</p>"


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(1, 200))
def test_coarse_coordinates_lie_within_the_grid_and_say_so(
    lat: float, lon: float, km: float
) -> None:
    """No point moves further than the grid is wide; precision is at least the grid."""
    data: dict[str, Any] = {"incidents": [{"i": "i_1", "a": lat, "o": lon, "k": 0.5}], "spells": []}
    one = coarse_map(data, km)["incidents"][0]
    assert abs(one["a"] - lat) * 111.32 <= km / 2 + 0.02
    assert one["k"] >= km


def test_json_is_masked_in_every_string() -> None:
    """However deep, keys apart."""
    value = {"Omar": ["x Omar", {"y": "omar"}], "n": 3}
    assert json.dumps(masked_json(value, mask("Omar")), ensure_ascii=False) == (
        '{"Omar": ["x ████", {"y": "████"}], "n": 3}'
    )
