"""Disagreeing in a real browser: by keys and buttons, and what a screen reader would meet."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from browsing import browser, complaints, serving
from casework import FIRST, SECOND

Run = Callable[..., tuple[int, str, str]]
ADDRESSES = ["/", "/incidents", "/incident", "/relations", "/control", "/forecasts", "/causes"]
ADDRESSES += ["/wording", "/silence", "/study", "/whatif", "/actors", "/claims", "/claim"]
ADDRESSES += ["/claim/edit", "/accounts", "/account", "/judgements", "/building", "/nothing"]
LONG = "Fighters took " + "w" * 400 + " \u0645\u0631\u062d\u0628\u0627 today.\n"


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    """One browser for all tests here."""
    with browser() as found:
        yield found


@pytest.fixture
def case(command: Run, tmp_path: Path) -> Path:
    """A built case of three accounts, one with a very long word and another script."""
    command("new")
    for name, text in (("one.txt", FIRST), ("two.txt", SECOND), ("long.txt", LONG)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        command("add", str(tmp_path / name), "--date", "2015-10-10", "--publisher", name)
    command("build")
    return tmp_path / "C"


@pytest.fixture
def site(case: Path, driver: Chrome) -> Iterator[str]:
    """The app on that case, and an empty console."""
    with serving(case) as address:
        complaints(driver)
        yield address


def lines(case: Path) -> list[dict[str, Any]]:
    """The judgements as the file holds them."""
    return [json.loads(x) for x in (case / "judgements.jsonl").read_text().splitlines()]


def press(driver: Chrome, keys: str) -> None:
    """Type keys where the focus is."""
    driver.switch_to.active_element.send_keys(keys)


def wait_for(driver: Chrome, marks: list[str]) -> None:
    """Until the first cards carry these marks."""
    script = (
        "return [...document.querySelectorAll('article.claim')].map("
        "(c) => c.querySelector('.mark')?.textContent ?? '')"
    )
    WebDriverWait(driver, 10).until(
        lambda d: d.execute_script(script)[: len(marks)] == marks,
        f"marks {marks}",
    )


def test_keys_judge_the_claim_that_they_reached(driver: Chrome, site: str, case: Path) -> None:
    """j, a, u and r: marks follow without leaving the page, each a line in the file."""
    driver.get(f"{site}/claims")
    driver.find_element(By.TAG_NAME, "body").click()
    press(driver, "jj")
    press(driver, "a")
    wait_for(driver, ["", "accepted", ""])
    press(driver, "u")
    wait_for(driver, ["", "", ""])
    press(driver, "k")
    press(driver, "r")
    wait_for(driver, ["rejected", "", ""])
    assert [x["verdict"] for x in lines(case)] == ["accept", "undo", "reject"]
    assert "1 decision since" in driver.find_element(By.ID, "pending").text
    press(driver, "?")
    assert driver.find_element(By.ID, "keys").get_attribute("open") is not None
    press(driver, Keys.ESCAPE)
    press(driver, "e")
    WebDriverWait(driver, 10).until(lambda d: d.current_url.endswith("/edit"))
    assert complaints(driver) == []


def test_keys_typed_into_a_field_judge_nothing(driver: Chrome, site: str, case: Path) -> None:
    """A reason may hold any letter."""
    driver.get(f"{site}/claims")
    field = driver.find_element(By.NAME, "why")
    field.send_keys("jar")
    assert field.get_attribute("value") == "jar"
    assert lines(case) == []


def test_bulk_touches_only_what_is_ticked_and_visible(
    driver: Chrome, site: str, case: Path
) -> None:
    """A ticked card that is hidden stays as it was."""
    driver.get(f"{site}/claims")
    boxes = driver.find_elements(By.CSS_SELECTOR, "article input[type=checkbox]")
    for box in boxes[:3]:
        box.click()
    driver.execute_script("document.querySelectorAll('article.claim')[1].hidden = true")
    driver.find_element(By.CSS_SELECTOR, "button[name=bulk][value=reject]").click()
    wait_for(driver, ["rejected", "", "rejected", ""])
    assert len(lines(case)) == 2


def test_no_page_is_wider_than_a_phone(driver: Chrome, site: str) -> None:
    """At 360 pixels nothing but tables scrolls sideways, whatever words an account holds."""
    size = driver.get_window_size()
    script = "return document.documentElement.scrollWidth"
    try:
        for address in filled(driver, site):
            driver.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": True},
            )
            driver.get(address)
            WebDriverWait(driver, 5).until(  # styles may come a moment after the page
                lambda d: d.execute_script(script) <= 360,
                f"{address} is wider than 360 pixels",
            )
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.set_window_size(size["width"], size["height"])


def filled(driver: Chrome, site: str) -> Iterator[str]:
    """Addresses of every page, those of one thing by the first link to one."""
    lists = {"incident": "/incidents", "claim": "/claims", "account": "/accounts"}
    firsts = {}
    for name, page in lists.items():
        driver.get(site + page)
        link = driver.find_element(By.CSS_SELECTOR, f'main a[href^="/{name}/"]')
        firsts[name] = str(link.get_attribute("href")).partition("#")[0]
    for address in ADDRESSES:
        name, _, rest = address[1:].partition("/")
        yield firsts[name] + (f"/{rest}" if rest else "") if name in firsts else site + address
