"""Pictures of every page of the demo for ``docs/screenshots``: ``make screenshots``."""

import sys
import tempfile
import time
from pathlib import Path

from selenium.webdriver import Chrome

from browsing import addresses, browser, built_demo, contested, serving

WIDE, TALL, NARROW = (1080, 690), (1080, 1080), (420, 720)
SCALE = 0.66  # small files, still legible


def main(target: Path) -> None:
    """Write one PNG a page, the map with days brushed, dark and narrow, and the one-file case."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = built_demo(Path(folder))
        with serving(case) as site:
            with browser(WIDE) as driver:
                for name, address in addresses(driver, site).items():
                    sized(driver, TALL if name == "map" else WIDE)
                    shoot(driver, site + address, target / f"{name}.png")
                sized(driver, TALL)
                shoot(driver, f"{site}/map?days=2015-10-07/2015-10-10", target / "map-days.png")
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
            shoot(driver, page.as_uri(), target / "one-file.png")
    total = sum(p.stat().st_size for p in target.glob("*.png"))
    print(f"{len(list(target.glob('*.png')))} pictures, {total / 1e6:.2f} MB in {target}")


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
