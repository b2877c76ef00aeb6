"""A piece of ground in kilometres: its outline, its pixels, and what lies inside.

Point-process designs work on a plane. Coordinates are projected by pyproj: to the system asked for
(such as EPSG:6646 for Iraq), or to an equal-area one around the middle of the outline.
"""

from dataclasses import dataclass

import numpy as np

from contested.errors import StudyError
from contested.study.model import Bools, Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """An outline (k, 2) in km and its raster: centres ``x`` (nx,), ``y`` (ny,), ``mask`` (ny, nx).

    ``area`` is the outline's, ``pixel`` one pixel's, both in km².
    """

    outline: Floats
    x: Floats
    y: Floats
    mask: Bools
    area: float
    pixel: float


def project(lat: Floats, lon: Floats, crs: str) -> Floats:
    """Points (n, 2) in km east and north in ``crs``, from WGS84 degrees."""
    from pyproj import Transformer  # noqa: PLC0415  # slow to import, and few studies need it
    from pyproj.exceptions import ProjError  # noqa: PLC0415

    try:
        east, north = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(lon, lat)
    except ProjError as error:
        raise StudyError(f"{crs}: {error}") from error
    return np.column_stack((east, north)) / 1000


def local_crs(lat: Floats, lon: Floats) -> str:
    """An equal-area projection around the middle of the points."""
    south, west, north, east = lat.min(), lon.min(), lat.max(), lon.max()
    return (
        f"+proj=laea +lat_0={(south + north) / 2:.4f} +lon_0={(west + east) / 2:.4f} +datum=WGS84"
    )


def make_ground(outline: Floats, pixels: int = 64) -> Ground:
    """The raster of ``outline`` with ``pixels`` a side; a pixel belongs where its centre lies."""
    if len(outline) < 3:
        raise StudyError("an outline needs at least three corners")
    low, high = outline.min(axis=0), outline.max(axis=0)
    step = (high - low) / pixels
    area = abs(_signed_area(outline))
    if not area > 0:
        raise StudyError("the outline encloses no ground: its corners lie on one line or point")
    x, y = (low[k] + step[k] * (np.arange(pixels) + 0.5) for k in (0, 1))
    centres = np.column_stack([g.ravel() for g in np.meshgrid(x, y)])
    mask = inside(outline, centres).reshape(pixels, pixels)
    return Ground(outline, x, y, mask, area, float(step[0] * step[1]))


def hull(points: Floats, margin_km: float = 10.0) -> Floats:
    """The convex hull of ``points`` (n, 2) widened by about ``margin_km``."""
    from scipy.spatial import ConvexHull, QhullError  # noqa: PLC0415

    turn = np.linspace(0, 2 * np.pi, 17)[:-1]
    around = margin_km * np.column_stack((np.cos(turn), np.sin(turn)))
    try:
        wide = (points[ConvexHull(points).vertices, None] + around).reshape(-1, 2)
        return np.asarray(wide[ConvexHull(wide).vertices])
    except (QhullError, ValueError) as error:
        raise StudyError("the events lie on one point or line: there is no ground") from error


def _signed_area(outline: Floats) -> float:
    x, y = outline[:, 0] - outline[0, 0], outline[:, 1] - outline[0, 1]
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def inside(outline: Floats, points: Floats) -> Bools:
    """Which ``points`` (n, 2) lie within ``outline``, by crossings of a ray to the east."""
    x, y = points[:, 0], points[:, 1]
    within = np.zeros(len(points), dtype=bool)
    ends = np.roll(outline, -1, axis=0)
    for (x1, y1), (x2, y2) in zip(outline, ends, strict=True):
        if y1 != y2:
            crosses = (y1 > y) != (y2 > y)
            within ^= crosses & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return within


def centres(ground: Ground) -> Floats:
    """Centres of the pixels inside, shape (m, 2), row by row."""
    xx, yy = np.meshgrid(ground.x, ground.y)
    return np.column_stack((xx[ground.mask], yy[ground.mask]))


def pixel_of(ground: Ground, points: Floats) -> Ints:
    """The nearest pixel inside for each point, numbered as ``centres`` are."""
    from scipy.spatial import cKDTree  # noqa: PLC0415

    return np.asarray(cKDTree(centres(ground)).query(points)[1], dtype=np.int64)


def interpolate(ground: Ground, values: Floats, points: Floats) -> Floats:
    """``values`` of the inner pixels at ``points``, bilinear; the nearest pixel's at the edge."""
    from scipy.interpolate import RegularGridInterpolator  # noqa: PLC0415

    image = np.full(ground.mask.shape, np.nan)
    image[ground.mask] = values
    between = RegularGridInterpolator((ground.y, ground.x), image, bounds_error=False)
    found = between(points[:, ::-1])
    return np.where(np.isnan(found), values[pixel_of(ground, points)], found)
