"""A real headless browser for end-to-end tests: Debian's chromium through selenium, offline."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from contested.views.web.app import PAGES

REQUIRED = "CONTESTED_BROWSER"  # set by .ci/run: these tests must not be skipped there
_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--force-color-profile=srgb",
)


ROOT = Path(__file__).parents[1]
_LISTS = {"incident": "/incidents?disputed=1", "account": "/accounts", "claim": "/claims"}
_RUN = (sys.executable, "-c", "from contested.views.cli import main; main()")


def contested(case: Path, *words: str) -> str:
    """Run one command as a user does; its output."""
    command = [*_RUN, "-C", str(case), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def built_demo(folder: Path) -> Path:
    """The bundled demo in ``folder``, read by the real encoder."""
    case = folder / "demo"
    contested(case, "new")
    contested(case, "add", str(ROOT / "demo" / "accounts.csv"))
    contested(case, "build")
    return case


@contextmanager
def serving(case: Path) -> Iterator[str]:
    """The app on ``case`` in a process of its own; its address without the last slash."""
    command = [*_RUN, "-C", str(case), "open", "--no-browser", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        text = ""
        for line in iter(server.stdout.readline, ""):
            text += line
            if line.strip() == "}":
                break
        try:
            yield json.loads(text)["address"].rstrip("/")
        finally:
            server.terminate()


@contextmanager
def browser(size: tuple[int, int] = (1280, 1200)) -> Iterator[Chrome]:
    """A browser that logs its console and every request; skips where there is none."""
    found = shutil.which("chromium"), shutil.which("chromedriver")
    if None in found:
        absent("chromium and chromedriver are not installed (apt-get install chromium-driver)")
    options = ChromeOptions()
    options.binary_location = str(found[0])
    for flag in (*_FLAGS, f"--window-size={size[0]},{size[1]}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with Chrome(options=options, service=ChromeService(found[1])) as driver:
        driver.set_page_load_timeout(30)
        yield driver


def addresses(driver: Chrome, site: str) -> dict[str, str]:
    """A name and an address for every page; of one thing, the first that a list links to."""
    out = {}
    for path in PAGES:
        kind, _, one = path[1:].partition("/")
        if not one:
            out[kind or "front"] = path
            continue
        driver.get(site + _LISTS.get(kind, f"/{kind}s"))
        found = re.search(path.replace("{id}", r"[\w-]+") + r"(?=[\"#?])", driver.page_source)
        if found:
            out[path[1:].replace("/{id}", "").replace("/", "-")] = found.group()
    return out


def absent(why: str) -> NoReturn:
    """Skip with the reason, or fail where these tests are required."""
    if os.environ.get(REQUIRED) == "required":
        pytest.fail(why)
    pytest.skip(why)


def requests(driver: Chrome) -> list[str]:
    """Addresses asked for since the last call."""
    out = []
    for line in _log(driver, "performance"):
        told = json.loads(line["message"])["message"]
        if told["method"] == "Network.requestWillBeSent":
            out.append(told["params"]["request"]["url"])
    return out


def complaints(driver: Chrome) -> list[str]:
    """What the console counts as an error since the last call: scripts, policy, missing files."""
    return [e["message"] for e in _log(driver, "browser") if e["level"] == "SEVERE"]


def _log(driver: Chrome, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = driver.get_log(name)  # type: ignore[no-untyped-call]
    return found
