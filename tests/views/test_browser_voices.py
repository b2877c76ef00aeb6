"""According to one narrator, in a real browser: chosen once, kept while walking, given back."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import Select, WebDriverWait

from browsing import addresses, complaints, requests, serving

NARROW = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False}


@pytest.fixture(scope="module")
def demo_site(demo: Path) -> Iterator[str]:
    """The app serving the demo; its address without the last slash."""
    with serving(demo) as address:
        urlopen(f"{address}/voices").close()  # made now, should the program have changed meanwhile
        yield address


@pytest.fixture
def label(chrome: Chrome, demo_site: str) -> str:
    """Who tells of most incidents, chosen on the front page by its selector and button."""
    chrome.get(demo_site)
    choice = Select(chrome.find_element(By.NAME, "according"))
    name = choice.options[1].get_attribute("value")
    assert name
    choice.select_by_index(1)
    follow(chrome, By.CSS_SELECTOR, "form.voice button")
    return name


def follow(chrome: Chrome, by: str, name: str, keys: str = "") -> None:
    """Click it, or press ``keys`` there, and wait for the next page."""
    page = chrome.find_element(By.TAG_NAME, "html")
    found = chrome.find_element(by, name)
    found.send_keys(keys) if keys else found.click()
    WebDriverWait(chrome, 20).until(staleness_of(page))
    WebDriverWait(chrome, 20).until(lambda d: d.find_elements(By.TAG_NAME, "footer"))


def heard(chrome: Chrome) -> list[str]:
    """Whose word the address asks for."""
    return parse_qs(urlsplit(chrome.current_url).query).get("according", [])


def count(chrome: Chrome) -> int:
    """The number that the page's count begins with."""
    words = chrome.find_element(By.CSS_SELECTOR, "main .count").text
    found = re.match(r"[\d,]+", words)
    assert found, words
    return int(found[0].replace(",", ""))


def test_the_voice_is_kept_from_page_to_page_and_given_back(
    chrome: Chrome, demo_site: str, label: str
) -> None:
    """Menu, a link in a list, a filter and the search keep it; one click brings all back."""
    assert heard(chrome) == [label]
    assert label in chrome.find_element(By.ID, "according").text
    follow(chrome, By.LINK_TEXT, "Incidents")
    assert heard(chrome) == [label]
    mine = count(chrome)
    follow(chrome, By.CSS_SELECTOR, "form.filters:not(.voice) button")
    assert heard(chrome) == [label] and count(chrome) == mine
    follow(chrome, By.CSS_SELECTOR, "main table a")
    assert "/incident/" in chrome.current_url and heard(chrome) == [label]
    follow(chrome, By.ID, "search", "the" + Keys.ENTER)
    assert urlsplit(chrome.current_url).path == "/claims" and heard(chrome) == [label]
    follow(chrome, By.LINK_TEXT, "Map")
    assert heard(chrome) == [label]
    chrome.get(f"{demo_site}/incidents?according={label}")
    follow(chrome, By.LINK_TEXT, "All narrators")
    assert heard(chrome) == [] and count(chrome) > mine


def test_every_page_of_one_voice_is_whole(chrome: Chrome, demo_site: str, label: str) -> None:
    """At a phone's width nothing is wider than the screen; no script fails, nothing is missing,
    and nobody outside is asked."""
    pages = addresses(chrome, demo_site)
    assert len(pages) > 15
    requests(chrome), complaints(chrome)
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", NARROW)
    try:
        for address in pages.values():
            chrome.get(f"{demo_site}{address}?according={label}")
            assert chrome.find_element(By.TAG_NAME, "h1").text != "Not shown", address
            width = chrome.execute_script("return document.documentElement.scrollWidth")
            assert width <= NARROW["width"], address
    finally:
        chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    asked = requests(chrome)
    assert [a for a in asked if not a.startswith((f"{demo_site}/", "data:"))] == []
    assert complaints(chrome) == []


def test_keys_alone_choose_a_voice(chrome: Chrome, demo_site: str) -> None:
    """The selector has a name and is reached and sent without a mouse."""
    chrome.get(f"{demo_site}/claims")
    every = count(chrome)
    choice = chrome.find_element(By.NAME, "according")
    assert choice.accessible_name.startswith("According to")
    choice.send_keys(Select(choice).options[1].text[:4])
    follow(chrome, By.CSS_SELECTOR, "form.voice button", Keys.ENTER)
    assert heard(chrome) and 0 < count(chrome) < every
