"""Studies and what-ifs in the case's folder are shown, and nothing in them runs or reaches out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from contested.views.web.app import make_app

Run = Callable[..., tuple[int, str, str]]
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REPORT = """# Strikes and attacks <script>alert(2)</script>

Cannot tell. [More](http://evil.example/x) and <img src=x onerror=alert(3)>.

![surface](surface.svg) ![far](http://evil.example/y.svg) ![out](../../secret.svg)

| a | b |
|---|---|
| 1 | 2 |
"""


@pytest.fixture
def case(command: Run, tmp_path: Path) -> Path:
    """A case with one study of three files and one what-if page."""
    command("new")
    root = tmp_path / "C"
    (root / "studies" / "one").mkdir(parents=True)
    (root / "whatif").mkdir()
    (root / "studies" / "one" / "report.md").write_text(REPORT)
    (root / "studies" / "one" / "result.json").write_text('{"a": "<script>alert(4)</script>"}')
    (root / "studies" / "one" / "surface.svg").write_text(SVG)
    (root / "secret.svg").write_text("<svg>secret</svg>")
    (root / "secret.md").write_text("# secret")
    page = "<title>t</title><script>alert(5)</script><p>Fan &amp; map</p>"
    (root / "whatif" / "page.html").write_text(page)
    return root


def test_reports_are_listed_by_title_and_linked(web: TestClient) -> None:
    """The report first, then what lies beside it; the other folder has its own page."""
    page = web.get("/study").text
    assert "Strikes and attacks" in page
    assert page.index("report=one/report.md") < page.index("report=one/surface.svg")
    assert "page.html" not in page
    assert "report=page.html" in web.get("/whatif").text


def test_a_report_is_drawn_and_nothing_in_it_runs_or_leads_out(web: TestClient) -> None:
    """Tables and the picture beside it are shown; scripts, tags and far addresses are words."""
    page = web.get("/study?report=one/report.md").text
    assert "<td>1</td>" in page
    assert 'src="data:image/svg+xml;base64,' in page
    assert "&lt;script&gt;alert(2)" in page
    for bad in ("<script>alert", "<img src=x", 'evil.example/x"', "http://evil.example/y"):
        assert bad not in page, bad
    assert page.count("data:image/svg+xml") == 1  # the picture outside of the folder is not shown


def test_other_files_are_text_or_a_picture(web: TestClient) -> None:
    """JSON as it is, a page without its scripts, a picture as an image."""
    assert "&lt;script&gt;alert(4)" in web.get("/study?report=one/result.json").text
    shown = web.get("/whatif?report=page.html").text
    assert "Fan &amp; map" in shown
    assert "alert(5)" not in shown
    assert '<img class="paper"' in web.get("/study?report=one/surface.svg").text


@pytest.mark.parametrize(
    "name", ["../secret.md", "one/../../secret.md", "/etc/passwd", "nothing.md", "one", "link.md"]
)
def test_nothing_outside_the_folder_is_shown(web: TestClient, case: Path, name: str) -> None:
    """By no path and by no link of the file system."""
    (case / "studies" / "link.md").symlink_to(case / "secret.md")
    answer = web.get("/study", params={"report": name})
    assert answer.status_code == 404
    assert "# secret" not in answer.text
    assert "link.md" not in web.get("/study").text


def test_an_empty_folder_says_how_a_report_comes_there(command: Run, tmp_path: Path) -> None:
    """The command is named."""
    command("new")
    web = TestClient(make_app(tmp_path / "C"), base_url="http://127.0.0.1")
    assert "contested study" in web.get("/study").text
    assert "contested whatif run" in web.get("/whatif").text
