"""What browser tests share: one browser, and the demo built once as a user builds it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from browsing import browser, built_demo, serving


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    """One browser for every test that does not need its own."""
    with browser() as found:
        yield found


@pytest.fixture(scope="session")
def demo(chrome: Chrome, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, read by the real encoder; nobody writes to it."""
    return built_demo(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def demo_site(demo: Path) -> Iterator[str]:
    """The app serving the demo; its address without the last slash."""
    with serving(demo) as address:
        yield address
