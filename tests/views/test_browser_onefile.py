"""The one-file case in a real browser: everything the app shows, from disk, with no request."""

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from browsing import ROOT, absent, complaints, contested, requests
from contested.views.web import assets

DEAD = """
return [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')).filter(
  (h) => h[0] !== '#' || !document.getElementById(decodeURIComponent(h.slice(1)).split('~')[0]))
"""
KINDS = {"list", "incident", "account", "actor", "place", "claim", "report", "found"}
# Written as a person would who wants a name out of every part, pictures too.
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>Abu Yazan</text></svg>'
REPORT = (
    "# What Abu-Yazan said\n\n![of Abu Yazan](drawn.svg)\n\nAt 36.2021, 37.1343, said Abu Yazan.\n"
)


@pytest.fixture(scope="module")
def case(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with a study, a what-if, and a river called like a person."""
    if not assets.present():
        absent("the map's libraries are missing (contested web-assets)")
    root = tmp_path_factory.mktemp("file") / "demo"
    shutil.copytree(demo, root)
    (root / "studies").mkdir()
    for report in (ROOT / "docs").glob("study-october-2015.*"):
        shutil.copy(report, root / "studies")
    (root / "whatif").mkdir()
    (root / "whatif" / "report.md").write_text(REPORT, encoding="utf-8")
    (root / "whatif" / "drawn.svg").write_text(SVG, encoding="utf-8")
    (root / "whatif" / "points.csv").write_text("lat,lon\n36.2021,37.1343\n", encoding="utf-8")
    (root / "geo").mkdir()
    river = {"type": "LineString", "coordinates": [[36.1, 35.1], [37.1, 36.1]]}
    named = {"type": "Feature", "properties": {"name": "Abu Yazan"}, "geometry": river}
    (root / "geo" / "rivers.geojson").write_text(json.dumps(named), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def file(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That case as one file."""
    path = tmp_path_factory.mktemp("out") / "case.html"
    contested(case, "export", "case", str(path))
    return path


@pytest.fixture
def page(chrome: Chrome, file: Path) -> Chrome:
    """The browser with the file open, its logs empty."""
    chrome.get("about:blank")
    requests(chrome), complaints(chrome)
    chrome.get(file.as_uri())
    return chrome


def shown(driver: Chrome) -> str:
    """The id of the one page that is to be seen."""
    found = driver.execute_script(
        "return [...document.querySelectorAll('section.page:not([hidden])')].map((s) => s.id)"
    )
    assert len(found) == 1, found
    return str(found[0])


def wait(driver: Chrome, script: str) -> Any:
    """The script's first value that is true, within ten seconds."""
    return WebDriverWait(driver, 10).until(lambda d: d.execute_script(f"return {script}"))


def go(driver: Chrome, target: str) -> None:
    """As if the address had been typed."""
    driver.execute_script(f"location.hash = {json.dumps(target)}")
    page = json.dumps(target.partition("~")[0])
    wait(driver, f"document.getElementById({page}).hidden === false")


def test_it_holds_every_kind_of_page_and_asks_nobody(page: Chrome, file: Path) -> None:
    """One request, no error, at most 5 MB, no link that leads nowhere, the map drawn."""
    assert file.stat().st_size <= 5_000_000
    wait(page, "document.readyState === 'complete'")  # a busy machine still reads the file
    kinds = page.execute_script(
        "return [...document.querySelectorAll('section.page')].map((s) => s.dataset.kind)"
    )
    assert set(kinds) == KINDS
    assert page.execute_script(DEAD) == []
    page.find_element(By.CSS_SELECTOR, '#front a[href^="#incident-"]').click()
    wait(page, "document.querySelector('#front').hidden")
    assert shown(page).startswith("incident-")
    page.find_element(By.CSS_SELECTOR, 'nav a[href="#map"]').click()
    wait(page, "document.getElementById('map-canvas').dataset.painted")
    assert (
        int(page.execute_script("return document.getElementById('map-page').dataset.inside")) > 20
    )
    asked = {a.partition("#")[0] for a in requests(page) if not a.startswith("data:")}
    assert asked == {file.as_uri()}
    assert complaints(page) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [("kuweires", "Incidents"), ("KUWEIRÉS", "Places"), ("hamedani", "Claims"),
     ("turkish pilots", "Forecasts"), ("verdict cannot tell", "Reports"), ("daesh", "Wording"),
     ("orontes wire", "Accounts"), ("islamic state", "Actors")],
)  # fmt: skip
def test_search_finds_words_of_every_part(page: Chrome, words: str, kind: str) -> None:
    """Whatever their case and accents; the first hit of each kind leads to a page."""
    field = page.find_element(By.ID, "search")
    field.send_keys(words)
    wait(page, "document.querySelectorAll('#found-list li').length > 0")
    heads = [h.text.partition(" (")[0] for h in page.find_elements(By.CSS_SELECTOR, "#found h2")]
    assert kind in heads
    assert page.execute_script(DEAD) == []
    page.find_elements(By.CSS_SELECTOR, "#found-list ul")[heads.index(kind)].find_element(
        By.TAG_NAME, "a"
    ).click()
    wait(page, "document.getElementById('found').hidden")
    assert shown(page) != "found"


def test_a_search_can_be_shared_and_finds_no_nonsense(page: Chrome, file: Path) -> None:
    """The address keeps it; words that stand nowhere give none, and no word is run as a tag."""
    page.get("about:blank")
    page.get(f"{file.as_uri()}#find=%3Cimg%20src%3Dx%3E")
    wait(page, "document.getElementById('found-count').textContent.startsWith('0 found')")
    assert page.find_element(By.ID, "search").get_attribute("value") == "<img src=x>"
    assert not page.find_elements(By.CSS_SELECTOR, "#found img")


def test_one_narrator_switches_every_page(page: Chrome) -> None:
    """Lists, cards and the map; back to all brings everything back."""
    every = page.find_elements(By.CSS_SELECTOR, "#incidents tbody tr")
    voice = Select(page.find_element(By.ID, "voice"))
    label = next(o.text for o in voice.options if o.text == "The Quay Review")
    go(page, "incidents")
    voice.select_by_visible_text(label)
    own = page.find_elements(By.CSS_SELECTOR, "#incidents tbody tr")
    assert 0 < len(own) < len(every)
    assert label in page.find_element(By.CSS_SELECTOR, "#incidents .lead").text
    own[0].find_element(By.TAG_NAME, "a").click()
    wait(page, "document.getElementById('incidents').hidden")
    home = shown(page)
    cards = page.find_elements(By.CSS_SELECTOR, f"#{home} article.claim")
    seen = [c for c in cards if c.is_displayed()]
    assert seen and len(seen) < len(cards)
    page.find_element(By.CSS_SELECTOR, 'nav a[href="#map"]').click()
    wait(page, "document.getElementById('map-canvas').dataset.painted")
    inside = page.execute_script("return document.getElementById('map-page').dataset.inside")
    assert int(inside) <= len(own)
    voice.select_by_value("")
    go(page, home)
    assert all(c.is_displayed() for c in cards)
    go(page, "incidents")
    assert len(page.find_elements(By.CSS_SELECTOR, "#incidents tbody tr")) == len(every)
    assert complaints(page) == []


def test_an_address_with_a_narrator_shows_that_narrator(page: Chrome, file: Path) -> None:
    """The list of narrators leads to such addresses, and they can be shared."""
    go(page, "voices")
    link = page.find_elements(By.CSS_SELECTOR, "#voices tbody a")[1]
    name = link.text
    link.click()
    wait(page, "!document.getElementById('front').hidden")
    address = page.current_url
    page.get("about:blank")
    page.get(address)
    assert Select(page.find_element(By.ID, "voice")).first_selected_option.text == name
    assert name in page.find_element(By.CSS_SELECTOR, "#front .lead").text


def test_tables_sort_and_filter_without_a_server(page: Chrome) -> None:
    """By a word of a row, and by a column, also after a switch of narrators."""
    go(page, "incidents")
    rows = "[...document.querySelectorAll('#incidents tbody tr')].filter((r) => !r.hidden)"
    before = page.execute_script(f"return {rows}.length")
    page.find_element(By.CSS_SELECTOR, "#incidents .filter input").send_keys("Hama")
    some = page.execute_script(f"return {rows}.map((r) => r.textContent)")
    assert 0 < len(some) < before and all("hama" in row.lower() for row in some)
    page.find_element(By.CSS_SELECTOR, "#incidents th button").click()
    assert page.find_elements(By.CSS_SELECTOR, '#incidents th[aria-sort="ascending"]')


def plain(words: str) -> str:
    """Words as a reader of the bytes could make them out: no entities, codes, case or joints."""
    read = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), words)
    joined = re.sub(r"[\W_]+", " ", html.unescape(unquote(read)).lower())
    return f" {joined.strip()} "


def test_a_name_blacked_out_stands_nowhere_in_the_bytes(case: Path, tmp_path: Path) -> None:
    """Not in text, attributes, ids, data, search, readers, reports or pictures, however joined."""
    file = tmp_path / "shared.html"
    words = ("--redact", "Abu Yazan", "--redact", "Kuweires", "--redact-people", "--json")
    told = json.loads(contested(case, "export", "case", str(file), *words))
    text = file.read_text(encoding="utf-8")
    scripts = re.findall(r"<script>.*?</script>", text, re.S)  # ours and d3's, the same for all
    for script in scripts:
        text = text.replace(script, "")
    text = re.sub(r'(id="data-borders">).*?(?=</script>)', r"\1", text, flags=re.S)
    assert len(told["withheld"]) > 3
    assert told["reports_withheld"] >= 2, "pictures are held back"
    assert "data:image" not in text
    read = plain(text)
    for name in told["withheld"]:
        assert plain(name) not in read, name


def test_coarse_coordinates_are_coarse_in_every_part(case: Path, tmp_path: Path) -> None:
    """No place of the record or of a report stands in the file as precisely as it is known."""
    file = tmp_path / "coarse.html"
    contested(case, "export", "case", str(file), "--coarsen", "20")
    text = file.read_text(encoding="utf-8")
    inline = re.search(r'id="data-map">(.*?)</script>', text, re.S)
    assert inline
    data = json.loads(inline[1])
    assert all(one["k"] >= 20 for one in data["incidents"] if "a" in one)
    text = re.sub(r'(id="data-borders">).*?(?=</script>)', r"\1", text, flags=re.S)
    kept = {round(one["a"], 4) for one in (*data["incidents"], *data["spells"]) if "a" in one}
    for line in contested(case, "export", "claims").splitlines():
        for place in json.loads(line)["places"]:
            if place["lat"] is not None and round(place["lat"], 4) not in kept:
                assert f"{place['lat']:.4f}" not in text, place["name"]
    assert "36.2021" not in text and "37.1343" not in text


def test_what_has_no_room_is_left_out_and_said(chrome: Chrome, case: Path, tmp_path: Path) -> None:
    """The file stays under its limit, says what is missing, and has no link that leads nowhere."""
    file = tmp_path / "small.html"
    told = json.loads(contested(case, "export", "case", str(file), "--most", "1.3", "--json"))
    assert file.stat().st_size <= 1_300_000
    assert told["left_out"]["claim"] > 0
    chrome.get(file.as_uri())
    assert "Left out, for want of room" in chrome.find_element(By.TAG_NAME, "footer").text
    assert chrome.execute_script(DEAD) == []
