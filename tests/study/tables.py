"""Small event tables for the tests of studies."""

import numpy as np

from contested.study.model import EventTable, Floats


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
