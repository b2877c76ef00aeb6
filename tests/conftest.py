"""Puts this folder on the path, so that tests share ``casework``, and runs command lines."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework import fake_stages
from contested.store.case import Case
from contested.views import building
from contested.views.cli import run

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
