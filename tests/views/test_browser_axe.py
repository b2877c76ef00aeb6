"""What a screen reader and a phone would meet: axe-core on every page, in both colour schemes."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

import axe_core
from browsing import ROOT, addresses, contested, serving

RUN = (
    "const done = arguments[0];"
    "axe.run(document, { resultTypes: ['violations'] }).then((r) => done(r.violations))"
)
SIZES = {"desktop": (1280, 900), "phone": (360, 780)}


@pytest.fixture(scope="module")
def case(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with a study, a what-if and decisions that wait for a build."""
    root = tmp_path_factory.mktemp("axe") / "demo"
    shutil.copytree(demo, root)
    for folder in ("studies", "whatif"):
        (root / folder).mkdir()
        for report in (ROOT / "docs").glob("study-october-2015.*"):
            shutil.copy(report, root / folder)
    told = [json.loads(x) for x in contested(root, "export", "claims").splitlines()]
    for verdict, claim in zip(("accept", "reject"), told, strict=False):
        contested(root, "judge", verdict, claim["id"], "--why", "looked at", "--by", "A. Reader")
    return root


@pytest.fixture(scope="module")
def site(case: Path) -> Iterator[str]:
    """The app on that case."""
    with serving(case) as address:
        yield address


@contextmanager
def seen_as(driver: Chrome, scheme: str, size: str) -> Iterator[None]:
    """A window of that size that asks for that scheme."""
    width, height = SIZES[size]
    frame = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == "phone"}
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", frame)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    try:
        yield
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def findings(driver: Chrome, axe: str) -> list[str]:
    """What axe calls serious or critical on the page as it is."""
    driver.execute_script(axe)
    told = driver.execute_async_script(RUN)
    return [
        f"{v['id']} ({len(v['nodes'])}): {v['nodes'][0]['html'][:140]}"
        for v in told
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(
    chrome: Chrome, site: str, scheme: str, size: str
) -> None:
    """Contrast, names, landmarks, order, keyboard reach of what scrolls."""
    axe = axe_core.script()
    pages = [*addresses(chrome, site).values(), "/nothing", "/study?report=study-october-2015.md"]
    found: list[str] = []
    with seen_as(chrome, scheme, size):
        for page in pages:
            chrome.get(site + page)
            found += [f"{page}: {f}" for f in findings(chrome, axe)]
    assert len(pages) > 20
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_one_file_case(
    chrome: Chrome, case: Path, tmp_path: Path, scheme: str
) -> None:
    """The same for the file: every kind of page in it, on a phone."""
    axe = axe_core.script()
    file = tmp_path / "case.html"
    contested(case, "export", "case", str(file))
    found: list[str] = []
    with seen_as(chrome, scheme, "phone"):
        chrome.get(file.as_uri())
        ids = chrome.execute_script(
            "return [...document.querySelectorAll('section.page')].map((s) => s.id)"
        )
        kinds = {i.partition("-")[0]: i for i in ids}
        for page in kinds.values():
            chrome.get("about:blank")
            chrome.get(f"{file.as_uri()}#{page}")
            found += [f"{page}: {f}" for f in findings(chrome, axe)]
    assert len(kinds) > 10
    assert found == []
