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

from browsing import absent, addresses, complaints, contested, requests, serving
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


# How many pixels of the map have a colour of their own, neither land nor sea nor border.
COLOURED = """
const c = document.getElementById('map-canvas');
const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
let n = 0;
for (let i = 0; i < d.length; i += 4) {
  if (Math.max(d[i], d[i+1], d[i+2]) - Math.min(d[i], d[i+1], d[i+2]) > 40) n += 1;
}
return n;
"""
# Draws two areas on an empty canvas over one square country, by the page's own module; gives the
# number of colours inside each, and how many pixels outside the country have any.
STRIPES = """
return import('/static/map/areas.js').then(({ Areas }) => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 200;
  const pen = canvas.getContext('2d');
  const country = new Path2D();
  country.rect(20, 0, 180, 200);
  const ground = {
    size: [200, 200], at: (lon, lat) => [lon, lat], pixels: (km) => km, landOf: () => country,
    look: () => ({ ink: '#000', paper: '#fff' }),
    colours: { holder: (n) => ['#f00', '#00f'][n], of: () => '#888' },
  };
  const held = [
    { a: 100, o: 60, p: 'A', holders: [0, 1], besiegers: [], contested: true },
    { a: 100, o: 150, p: 'B', holders: [1], besiegers: [], contested: false },
  ];
  new Areas(held, 60).paint(pen, ground);
  const colours = (x, y, wide, tall) => {
    const d = pen.getImageData(x, y, wide, tall).data, seen = new Map();
    for (let i = 0; i < d.length; i += 4) {
      if (d[i+3] < 90) continue;
      const key = d[i] > d[i+2] ? 'red' : 'blue';
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    return seen;
  };
  const many = (seen) => [...seen.values()].filter((n) => n > 50).length;
  const out = [...colours(0, 0, 20, 200).values()].reduce((a, b) => a + b, 0);
  return [many(colours(40, 80, 40, 40)), many(colours(135, 85, 30, 30)), out];
});
"""


@pytest.fixture(scope="module")
def driver(chrome: Chrome) -> Chrome:
    """One browser for all tests here."""
    if not assets.present():
        absent("the map's libraries are missing (contested web-assets)")
    return chrome


@pytest.fixture(scope="module")
def site(demo: Path) -> Iterator[str]:
    """The app serving the demo; gives its address without the last slash."""
    with serving(demo) as address:
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
    pages = addresses(driver, site)
    requests(driver), complaints(driver)
    for page in pages.values():
        driver.get(site + page)
    asked = requests(driver)
    assert len(asked) > len(pages) > 20
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
    edge = brush.size["width"] // 2 - 60  # the last days, where most of the demo happens
    drag = ActionChains(driver).move_to_element_with_offset(brush, edge, 0)
    drag.click_and_hold().move_by_offset(45, 0).release().perform()
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
    assert "according=" in driver.current_url
    menu = driver.find_element(By.CSS_SELECTOR, 'nav a[href^="/control"]')
    assert f"according={quote(data['origins'][0][0])}" in unplus(menu.get_attribute("href"))
    narrator.select_by_value("")
    assert inside(driver) == every


def test_a_point_leads_to_its_incident(driver: Chrome, site: str, data: dict[str, Any]) -> None:
    """A narrator with one place on the map has it in the middle; a click there opens it."""

    placed = {n: [i for i in told_by(data, n) if "a" in i] for n in range(len(data["origins"]))}
    only = next(n for n, found in placed.items() if len(found) == 1 and "r" not in found[0])
    key = quote(data["origins"][only][0])
    open_map(driver, f"{site}/map?according={key}&control=0")
    wait(driver, "document.getElementById('map-canvas').dataset.painted")
    driver.find_element(By.ID, "map-canvas").click()
    wait(driver, "location.pathname !== '/map'")
    assert unplus(driver.current_url) == (f"{site}/incident/{placed[only][0]['i']}?according={key}")


def unplus(address: str | None) -> str:
    """The address with spaces written one way."""
    return (address or "").replace("+", "%20")


def test_playing_moves_the_days_and_stops_when_asked(driver: Chrome, site: str) -> None:
    """The window goes on by itself until the button is pressed again."""

    open_map(driver, f"{site}/map")
    button = driver.find_element(By.ID, "map-play")
    button.click()
    first = wait(driver, "document.getElementById('map-from').value")
    wait(driver, f"document.getElementById('map-from').value > '{first}'")
    button.click()
    assert button.text == "Play"


def test_control_can_be_seen_as_areas_with_what_they_are_said(driver: Chrome, site: str) -> None:
    """The switch draws land around held places, says what that is, and the address keeps it."""
    open_map(driver, f"{site}/map?colour=act")
    wait(driver, "document.getElementById('map-canvas').dataset.painted")
    points = driver.execute_script(COLOURED)
    Select(driver.find_element(By.ID, "map-control")).select_by_value("areas")
    Select(driver.find_element(By.ID, "map-reach")).select_by_value("40")
    wait(driver, f"(() => {{ {COLOURED} }})() > {points} * 1.5")
    areas = driver.execute_script(COLOURED)
    note = driver.find_element(By.ID, "map-areas").text
    assert "up to 40 km" in note and "nobody told of the area itself" in note
    assert "control=areas" in driver.current_url and "reach=40" in driver.current_url
    open_map(driver, driver.current_url)
    wait(driver, f"Math.abs((() => {{ {COLOURED} }})() - {areas}) < {areas} * 0.02")
    Select(driver.find_element(By.ID, "map-control")).select_by_value("points")
    assert not driver.find_element(By.ID, "map-areas").is_displayed()
    assert complaints(driver) == []


def test_a_contested_area_is_striped_in_both_holders_colours(driver: Chrome, site: str) -> None:
    """Two places, one held by two: its area has two colours, the other's one; none lies abroad."""
    open_map(driver, f"{site}/map")
    striped, plain, abroad = driver.execute_script(STRIPES)
    assert (striped, plain) == (2, 1)
    assert abroad == 0


def test_a_thousandfold_brush_repaints_in_a_tenth_of_a_second(
    driver: Chrome, demo: Path, tmp_path: Path, data: dict[str, Any]
) -> None:
    """20,000 incidents at 500 places (100,000 claims): the median repaint of a dragged brush."""
    file = tmp_path / "many.html"
    contested(demo, "export", "case", str(file))
    html = file.read_text(encoding="utf-8")
    many = json.dumps(crowd(data, 20_000)).replace("<", "\\u003c")
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
