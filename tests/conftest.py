"""Puts this folder on the path, so that tests share ``casework``; command lines and a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from casework import fake_stages
from contested.store.case import Case
from contested.views import building
from contested.views.cli import run

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from starlette.testclient import TestClient

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture
def shared() -> Path:
    """The shared data; skips where they are not."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared data at {SHARED}")
    return SHARED


@pytest.fixture
def command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run one command line on the case ``C``; gives exit code, output and errors."""

    def stand_ins(case: Case) -> Any:
        return fake_stages()

    monkeypatch.setattr(building, "stages", stand_ins)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["-C", str(tmp_path / "C"), *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def web(case: Path) -> "TestClient":
    """A client on the app for the module's own ``case``, as a browser on this machine."""
    from starlette.testclient import TestClient  # noqa: PLC0415 - most tests need no app

    from contested.views.web.app import make_app  # noqa: PLC0415

    return TestClient(make_app(case), base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def chrome() -> "Iterator[Chrome]":
    """One browser for every test that does not need its own."""
    from browsing import browser  # noqa: PLC0415 - most tests need no browser

    with browser() as found:
        yield found


@pytest.fixture(scope="session")
def demo(chrome: "Chrome", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, read by the real encoder; nobody writes to it."""
    from browsing import built_demo  # noqa: PLC0415

    return built_demo(tmp_path_factory.mktemp("web"))
