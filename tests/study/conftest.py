"""Small event tables for the tests of studies, and where the shared data lie."""

from pathlib import Path

import numpy as np
import pytest

from contested.study.model import EventTable, Floats

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture
def shared() -> Path:
    """The shared data; skips where they are not."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared data at {SHARED}")
    return SHARED


def a_table(
    day: Floats | list[float],
    lat: Floats | list[float],
    lon: Floats | list[float],
    type: list[str] | np.ndarray[tuple[int], np.dtype[np.str_]],
    actor: list[str] | None = None,
) -> EventTable:
    """Events as given, from no file."""
    n = len(day)
    return EventTable(
        name="made",
        id=np.array([f"e{i}" for i in range(n)], dtype=np.str_),
        day=np.asarray(day, dtype=float),
        width=np.ones(n),
        lat=np.asarray(lat, dtype=float),
        lon=np.asarray(lon, dtype=float),
        type=np.asarray(type, dtype=np.str_),
        actor=np.array(actor or [""] * n, dtype=np.str_),
        deaths=np.full(n, np.nan),
        source=np.full(n, "made"),
        stamp=np.array([f"{d:012.3f}" for d in day], dtype=np.str_),
        sha256="0" * 64,
    )
