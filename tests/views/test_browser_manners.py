"""Hostile accounts, print, and the dark scheme, in a real browser."""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from browsing import addresses, complaints, contested, requests, serving

Run = Callable[..., tuple[int, str, str]]
TITLE = "<script>document.title = 'taken'</script> & {{ 7 * 7 }}"
# A script, a picture that calls one, a closing tag, one word of 5,000 letters, an override that
# would turn the rest of the line round, and Arabic.
HOSTILE = (
    "Fighters took Marn today.\n\n"
    "<script>window.taken = 1</script> <img src=x onerror='window.taken=2'> fighters took Dayr "
    "</div></main></template></textarea> and --> said.\n\n"
    f"Men took {'w' * 5000} today.\n\n"
    "Gunmen took \u202eelbaliaver\u202c Kafr, \u0645\u0631\u062d\u0628\u0627 said.\n"
)
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.fixture
def case(command: Run, tmp_path: Path) -> Path:
    """A built case of one hostile account with a hostile title, publisher, actor and report."""
    command("new")
    (tmp_path / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    named = ("--title", TITLE, "--publisher", "<b onclick=alert(1)>\u202eNews</b>")
    code, _, err = command("add", str(tmp_path / "hostile.txt"), "--date", "2015-10-10", *named)
    assert code == 0, err
    command("build")
    folder = tmp_path / "C" / "studies"
    folder.mkdir()
    (folder / "report.md").write_text(f"# {TITLE}\n\n{HOSTILE}", encoding="utf-8")
    return tmp_path / "C"


@pytest.fixture
def site(case: Path) -> Iterator[str]:
    """The app on that case."""
    with serving(case) as address:
        yield address


@contextmanager
def media(driver: Chrome, kind: str, scheme: str) -> Iterator[None]:
    """The browser as a printer or a screen, asking for a colour scheme."""
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": [feature]})
    try:
        yield
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def unharmed(driver: Chrome, where: str) -> None:
    """Nothing of an account ran, became an element, or may turn round what stands beside it."""
    assert driver.execute_script("return window.taken") is None, where
    assert driver.title != "taken", where
    assert not driver.find_elements(By.CSS_SELECTOR, "main img[src=x], main script, b[onclick]")
    text = driver.execute_script("return document.documentElement.textContent")
    assert not set(text) & set(OVERRIDES), where
    assert "49" not in driver.title, where


def test_a_hostile_account_shows_as_text_on_every_page(chrome: Chrome, site: str) -> None:
    """Its tags stand in the reader as characters; no page runs, fetches or complains of them."""
    pages = [*addresses(chrome, site).values(), "/study?report=report.md"]
    pages += ["/claims?text=%3Cscript%3Ealert(1)%3C/script%3E", "/actor/%3Cscript%3E"]
    complaints(chrome), requests(chrome)
    for page in pages:
        chrome.get(site + page)
        unharmed(chrome, page)
    assert complaints(chrome) == []
    assert all(a.startswith((f"{site}/", "data:")) for a in requests(chrome))
    chrome.get(site + next(p for p in pages if p.startswith("/account/")))
    words = chrome.find_element(By.CSS_SELECTOR, ".text").text
    assert "<script>window.taken = 1</script>" in words
    assert "</div></main></template></textarea>" in words
    assert "\u0645\u0631\u062d\u0628\u0627" in words
    assert "w" * 5000 in chrome.execute_script("return document.querySelector('.text').textContent")


def test_a_hostile_account_shows_as_text_in_the_one_file_case(
    chrome: Chrome, case: Path, tmp_path: Path
) -> None:
    """Also in its search; no tag of an account ends a page of the file."""
    file = tmp_path / "case.html"
    contested(case, "export", "case", str(file))
    chrome.get("about:blank")
    complaints(chrome)
    chrome.get(file.as_uri())
    unharmed(chrome, "file")
    ids = chrome.execute_script(
        "return [...document.querySelectorAll('section.page')].map((s) => s.id)"
    )
    assert {"front", "incidents", "found"} < set(ids)
    assert not chrome.find_elements(By.CSS_SELECTOR, "main section.page section.page")
    chrome.find_element(By.ID, "search").send_keys("window.taken")
    found = chrome.find_element(By.ID, "found-list").text
    assert "<script>window.taken = 1</script>" in found
    unharmed(chrome, "search")
    assert complaints(chrome) == []


def styled(driver: Chrome, address: str) -> None:
    """Load a page and wait for its styles, which may come a moment after it."""
    driver.get(address)
    script = "return getComputedStyle(document.body).backgroundColor !== 'rgba(0, 0, 0, 0)'"
    WebDriverWait(driver, 10).until(lambda d: d.execute_script(script))


def brightness(driver: Chrome, selector: str, name: str) -> float:
    """How bright a colour of an element is, from 0 to 255."""
    script = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
    told = driver.execute_script(script, selector, name)
    parts = [float(p) for p in told[told.index("(") + 1 : -1].split(",")[:3]]
    return sum(parts) / 3


def test_the_dark_scheme_is_dark_and_the_light_one_light(chrome: Chrome, site: str) -> None:
    """Paper and ink change places; nothing keeps the colours of the other scheme."""
    for scheme, dark in (("dark", True), ("light", False)):
        with media(chrome, "", scheme):
            styled(chrome, f"{site}/claims")
            for selector in ("body", "header", "article.claim"):
                paper = brightness(chrome, selector, "backgroundColor")
                ink = brightness(chrome, selector, "color")
                assert (paper < 70 and ink > 180) if dark else (paper > 220 and ink < 70), selector


def test_print_is_black_on_white_without_what_is_for_a_screen(chrome: Chrome, site: str) -> None:
    """No menu, search, filter or button on paper, in either scheme; every claim is there."""
    gone = "header nav, .search, .filters, .bar, .acts, .pending, .undo"
    shown = (
        "return [...document.querySelectorAll(arguments[0])].filter((e) => e.offsetParent).length"
    )
    for scheme in ("dark", "light"):
        with media(chrome, "print", scheme):
            styled(chrome, f"{site}/claims")
            assert chrome.execute_script(shown, gone) == 0
            assert chrome.execute_script(shown, "article.claim") >= 2
            assert brightness(chrome, "article.claim", "backgroundColor") > 220, scheme
            assert brightness(chrome, "body", "color") < 70, scheme
    told = chrome.execute_cdp_cmd("Page.printToPDF", {})
    assert base64.b64decode(told["data"]).startswith(b"%PDF")


def test_every_page_can_be_walked_through_by_keys(chrome: Chrome, site: str) -> None:
    """Tab reaches the skip link first, then every link of the menu; what is reached is outlined."""
    styled(chrome, f"{site}/incidents")
    links = len(chrome.find_elements(By.CSS_SELECTOR, "header a, header input"))
    body = chrome.find_element(By.TAG_NAME, "body")
    reached = []
    for _ in range(links + 1):
        body.send_keys("\ue004")  # Tab
        active = chrome.switch_to.active_element
        body = active
        style = chrome.execute_script("return getComputedStyle(arguments[0]).outlineStyle", active)
        reached.append((active.get_attribute("href") or active.get_attribute("id"), style))
    assert str(reached[0][0]).endswith("#main")
    assert all(style != "none" for _, style in reached), reached
    assert any(str(where).endswith("/control") for where, _ in reached)
