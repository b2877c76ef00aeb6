"""The app and the one-file case in a real browser, on the bundled demo read by the real encoder."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from browsing import absent, browser, built_demo, complaints, contested, requests, serving
from contested.views.web import assets

# Moves the first brushed day twenty times; gives the milliseconds that each repaint took.
DRAG = """
const done = arguments[0], took = [];
const [from, to] = [document.getElementById('map-from'), document.getElementById('map-to')];
const page = document.getElementById('map-page'), canvas = document.getElementById('map-canvas');
const step = (n) => {
  if (n > 20) return done(took);
  from.value = `2015-01-${String(n).padStart(2, '0')}`;
  to.value = '2015-12-31';
  from.dispatchEvent(new Event('change'));
  requestAnimationFrame(() => requestAnimationFrame(() => {
    took.push(Number(page.dataset.brushed) + Number(canvas.dataset.painted));
    step(n + 1);
  }));
};
step(1);
"""
PAGES = ["/", "/incidents", "/map", "/relations", "/control", "/forecasts", "/causes"]
PAGES += ["/wording", "/silence", "/actors", "/claims", "/accounts", "/judgements"]


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    """One browser for all tests here."""
    if not assets.present():
        absent("the map's libraries are missing (contested web-assets)")
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def case(driver: Chrome, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built as a user builds it."""
    return built_demo(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def site(case: Path) -> Iterator[str]:
    """The app serving the demo; gives its address without the last slash."""
    with serving(case) as address:
        yield address


@pytest.fixture(scope="module")
def data(site: str) -> dict[str, Any]:
    """What the map draws."""
    with urlopen(f"{site}/data/map.json") as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def wait(driver: Chrome, script: str) -> Any:
    """The script's first value that is true, within ten seconds."""

    return WebDriverWait(driver, 10).until(lambda d: d.execute_script(f"return {script}"))


def open_map(driver: Chrome, address: str) -> None:
    """Load the map and wait until it is drawn."""
    driver.get(address)
    wait(driver, "document.getElementById('map-page').dataset.ready")


def inside(driver: Chrome) -> int:
    """How many incidents the map says are in the brushed days."""
    found = driver.execute_script("return document.getElementById('map-page').dataset.inside")
    return int(found)


def told_by(data: dict[str, Any], origin: int) -> list[dict[str, Any]]:
    """Incidents that one origin tells of."""
    return [i for i in data["incidents"] if origin in i.get("n", ())]


def test_no_page_asks_another_machine_and_no_script_fails(driver: Chrome, site: str) -> None:
    """Every request goes to this app; the console has no error, so the policy holds too."""
    requests(driver), complaints(driver)
    first = re.compile(r'href="(/(?:incident|account|claim)/[\w]+)')
    more: set[str] = set()
    for page in PAGES:
        driver.get(site + page)
        more |= set(first.findall(driver.page_source)[:1])
    for page in more:
        driver.get(site + page)
    asked = requests(driver)
    assert len(asked) > len(PAGES)
    assert [a for a in asked if not a.startswith((f"{site}/", "data:"))] == []
    assert complaints(driver) == []


def test_the_map_shows_every_incident_of_the_record(
    driver: Chrome, site: str, data: dict[str, Any]
) -> None:
    """Counted on the page, drawn on the canvas, told in the list."""
    open_map(driver, f"{site}/map")
    dated = [i for i in data["incidents"] if i.get("s") or i.get("e")]
    assert inside(driver) == len(dated) > 20
    colours = driver.execute_script(
        "const c = document.getElementById('map-canvas'), p = c.getContext('2d');"
        "const d = p.getImageData(0, 0, c.width, c.height).data, seen = new Set();"
        "for (let i = 0; i < d.length; i += 4) seen.add(d[i] * 65536 + d[i+1] * 256 + d[i+2]);"
        "return seen.size"
    )
    assert colours > 20, "the canvas is blank"
    wait(driver, "document.querySelectorAll('#map-list a').length > 10")


def test_a_brush_on_the_timeline_chooses_days_on_the_map(driver: Chrome, site: str) -> None:
    """Dragging leaves fewer incidents, names the days, and its address shows the same again."""

    open_map(driver, f"{site}/map")
    before = inside(driver)
    brush = driver.find_element(By.ID, "map-brush")
    drag = ActionChains(driver).move_to_element_with_offset(brush, 60, 0)
    drag.click_and_hold().move_by_offset(120, 0).release().perform()
    after = inside(driver)
    assert 0 < after < before
    days = driver.execute_script("return document.getElementById('map-from').value")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", days)
    open_map(driver, driver.current_url)
    assert inside(driver) == after


def test_according_to_switches_the_page_to_one_narrator(
    driver: Chrome, site: str, data: dict[str, Any]
) -> None:
    """Only what that origin tells remains, in the count and in the list; all brings all back."""

    open_map(driver, f"{site}/map")
    every = inside(driver)
    narrator = Select(driver.find_element(By.ID, "map-narrator"))
    narrator.select_by_value("0")
    mine = [i for i in told_by(data, 0) if i.get("s") or i.get("e")]
    assert inside(driver) == len(mine) < every
    wait(driver, f"document.querySelectorAll('#map-list a').length === {len(mine)}")
    assert "narrator=" in driver.current_url
    narrator.select_by_value("")
    assert inside(driver) == every


def test_a_point_leads_to_its_incident(driver: Chrome, site: str, data: dict[str, Any]) -> None:
    """A narrator with one place on the map has it in the middle; a click there opens it."""

    placed = {n: [i for i in told_by(data, n) if "a" in i] for n in range(len(data["origins"]))}
    only = next(n for n, found in placed.items() if len(found) == 1 and "r" not in found[0])
    key = quote(data["origins"][only][0])
    open_map(driver, f"{site}/map?narrator={key}&control=0")
    wait(driver, "document.getElementById('map-canvas').dataset.painted")
    driver.find_element(By.ID, "map-canvas").click()
    wait(driver, "location.pathname !== '/map'")
    assert driver.current_url == f"{site}/incident/{placed[only][0]['i']}"


def test_playing_moves_the_days_and_stops_when_asked(driver: Chrome, site: str) -> None:
    """The window goes on by itself until the button is pressed again."""

    open_map(driver, f"{site}/map")
    button = driver.find_element(By.ID, "map-play")
    button.click()
    first = wait(driver, "document.getElementById('map-from').value")
    wait(driver, f"document.getElementById('map-from').value > '{first}'")
    button.click()
    assert button.text == "Play"


def test_the_one_file_case_opens_from_disk_alone(
    driver: Chrome, case: Path, tmp_path: Path
) -> None:
    """One request, no error, every page there, links lead to anchors, the map is drawn."""

    file = tmp_path / "case.html"
    contested(case, "export", "case", str(file))
    assert file.stat().st_size <= 5_000_000
    requests(driver), complaints(driver)
    driver.get(file.as_uri())
    assert driver.find_element(By.CSS_SELECTOR, "#front h1").is_displayed()
    driver.find_element(By.CSS_SELECTOR, '#front a[href^="#incident-"]').click()
    shown = wait(driver, "document.querySelectorAll('section.page:not([hidden])').length === 1")
    assert shown and driver.find_element(By.CSS_SELECTOR, ".page:not([hidden]) h1").is_displayed()
    driver.find_element(By.CSS_SELECTOR, 'nav a[href="#map"]').click()
    wait(driver, "document.getElementById('map-canvas').dataset.painted")
    assert inside(driver) > 20
    dead = driver.execute_script(
        "return [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
        ".filter(h => h[0] !== '#' || !document.getElementById(decodeURIComponent(h.slice(1))))"
    )
    assert dead == []
    asked = {a.partition("#")[0] for a in requests(driver) if not a.startswith("data:")}
    assert asked == {file.as_uri()}
    assert complaints(driver) == []


def test_a_thousandfold_brush_repaints_in_a_tenth_of_a_second(
    driver: Chrome, case: Path, tmp_path: Path, data: dict[str, Any]
) -> None:
    """Five thousand incidents at five hundred places: the median repaint of a dragged brush."""
    file = tmp_path / "many.html"
    contested(case, "export", "case", str(file))
    html = file.read_text(encoding="utf-8")
    many = json.dumps(crowd(data, 5000)).replace("<", "\\u003c")
    start = html.index('id="data-map">') + len('id="data-map">')
    file.write_text(html[:start] + many + html[html.index("</script>", start) :], "utf-8")
    driver.get(f"{file.as_uri()}#map")
    wait(driver, "document.getElementById('map-canvas').dataset.painted")
    took = driver.execute_async_script(DRAG)
    assert sorted(took)[len(took) // 2] <= 100, took


def crowd(data: dict[str, Any], number: int) -> dict[str, Any]:
    """The demo's incidents many times over, spread over places and days by fixed steps."""
    base = [i for i in data["incidents"] if "a" in i and i.get("s") and i.get("e")]
    out = []
    for n in range(number):
        one = dict(base[n % len(base)])
        spot = n % 500
        one |= {"i": f"i_{n:012x}", "a": 34 + (spot * 37 % 500) / 200, "p": f"Place {spot}"}
        one |= {"o": 36 + (spot * 61 % 499) / 100, "s": f"2015-{n % 12 + 1:02}-{n % 28 + 1:02}"}
        one["e"] = one["s"][:8] + f"{int(one['s'][8:]) + 1:02}"
        one.pop("r", None)
        out.append(one)
    return data | {"incidents": out}


def test_names_blacked_out_stand_nowhere_in_the_file(case: Path, tmp_path: Path) -> None:
    """Not in text, attributes or data, whatever their case; coordinates lie on the grid."""
    file = tmp_path / "shared.html"
    words = ("--redact", "Kuweires", "--redact-people", "--coarsen", "20", "--json")
    told = json.loads(contested(case, "export", "case", str(file), *words))
    text = re.sub(r"<script>.*?</script>", "", file.read_text(encoding="utf-8"), flags=re.S)
    assert len(told["withheld"]) > 3
    for name in told["withheld"]:
        assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I), name
    inline = re.search(r'id="data-map">(.*?)</script>', text, re.S)
    assert inline
    for one in json.loads(inline[1])["incidents"]:
        assert "a" not in one or one["k"] >= 20
