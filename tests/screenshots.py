"""Pictures of every page of the demo for ``docs/screenshots``: ``make screenshots``."""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from selenium.webdriver import Chrome

from browsing import ROOT, addresses, browser, built_demo, contested, serving

WIDE, TALL, NARROW = (1080, 690), (1080, 1080), (420, 720)
MORE = {
    "map-days": "/map?days=2015-10-07/2015-10-10",
    "map-areas": "/map?control=areas&reach=40",
    "study-report": "/study?report=study-october-2015.md",
    "whatif-report": "/whatif?report=strikes%2Freport.md",
    "place": "/places?at=Aleppo",
    "incidents-voice": "/incidents?according=The+Quay+Review",
}
FILED = {"": "", "-search": "#find=kuweires", "-voice": "#incidents~1", "-map": "#map"}
SCALE = 0.66  # small files, still legible


def main(target: Path) -> None:
    """Write one PNG a page, the map with days brushed, dark and narrow, and the one-file case."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = built_demo(Path(folder))
        (case / "studies").mkdir()
        for report in (ROOT / "docs").glob("study-october-2015.*"):
            shutil.copy(report, case / "studies")
        simulated(case, Path(folder) / "drafts")
        with serving(case) as site:
            with browser(WIDE) as driver:
                for name, address in (addresses(driver, site) | MORE).items():
                    sized(driver, TALL if name.startswith("map") else WIDE)
                    shoot(driver, site + address, target / f"{name}.png")
                sized(driver, TALL)
                dark(driver)
                shoot(driver, f"{site}/map", target / "map-dark.png")
            with browser(NARROW) as driver:
                sized(driver, NARROW)
                shoot(driver, f"{site}/map", target / "map-narrow.png")
                shoot(driver, site, target / "front-narrow.png")
        page = Path(folder) / "case.html"
        contested(case, "export", "case", str(page))
        with browser(WIDE) as driver:
            sized(driver, WIDE)
            for name, place in FILED.items():
                driver.get("about:blank")
                shoot(driver, page.as_uri() + place, target / f"one-file{name}.png")
    total = sum(p.stat().st_size for p in target.glob("*.png"))
    print(f"{len(list(target.glob('*.png')))} pictures, {total / 1e6:.2f} MB in {target}")


def simulated(case: Path, drafts: Path) -> None:
    """A what-if of the demo in its folder: strikes on ISIS from 12 October on."""
    where = ("--on", "2015-10-12", "--near", "Aleppo", "--km", "200", "-o", str(drafts))
    contested(case, "whatif", "draft", *where)
    told = ("--against", str(drafts / "baseline.toml"), "--runs", "1000")
    scenario = str(drafts / "strikes-on-islamic-state.toml")
    contested(case, "whatif", "run", scenario, *told, "-o", str(case / "whatif" / "strikes"))


def shoot(driver: Chrome, address: str, file: Path) -> None:
    """One picture of what the window shows when the page is drawn."""
    driver.get(address)
    time.sleep(1.5 if "map" in address else 0.3)
    driver.save_screenshot(str(file))


def sized(driver: Chrome, size: tuple[int, int]) -> None:
    """A window of exactly this many CSS pixels, without scroll bars, drawn small."""
    frame = {"width": size[0], "height": size[1], "deviceScaleFactor": SCALE, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", frame)
    driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})


def dark(driver: Chrome) -> None:
    """Ask for the dark scheme from now on."""
    feature = {"name": "prefers-color-scheme", "value": "dark"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
