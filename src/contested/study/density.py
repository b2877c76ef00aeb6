"""Kernel densities of point patterns on a piece of ground, corrected for its edge."""

import numpy as np
from scipy.ndimage import gaussian_filter

from contested.study.ground import Ground, centres, pixel_of
from contested.study.model import Bools, Floats

_TRIM = 5.0  # an adaptive bandwidth is at most this many times the global one
_BLOCK = 500


def scott(points: Floats) -> Floats:
    """Scott's bandwidths, one a direction (2,), in km."""
    return np.asarray(points.std(axis=0, ddof=1) * len(points) ** (-1 / 6))


def density(ground: Ground, points: Floats, width: Floats) -> Floats:
    """Events per km² at each inner pixel, shape (m,): Gaussian, divided by the kernel's inner mass.

    ``width`` are the bandwidths east and north in km.
    """
    many = len(ground.x)
    counts = np.bincount(pixel_of(ground, points), minlength=int(ground.mask.sum()))
    image = np.zeros(ground.mask.shape)
    image[ground.mask] = counts / ground.pixel
    step = (ground.y[1] - ground.y[0], ground.x[1] - ground.x[0])
    sigma = (width[1] / step[0], width[0] / step[1])
    smooth = [
        gaussian_filter(i, sigma, mode="constant", radius=many) for i in (image, 1.0 * ground.mask)
    ]
    return np.asarray(smooth[0][ground.mask] / np.maximum(smooth[1][ground.mask], 1e-12))


def normalised(ground: Ground, values: Floats) -> Floats:
    """``values`` over pixels scaled to integrate to one."""
    return np.asarray(values / (values.sum() * ground.pixel))


def adaptive_widths(ground: Ground, points: Floats) -> Floats:
    """Abramson's bandwidth of each point in km: narrow where the pilot density is high."""
    both = scott(points)
    pilot = normalised(ground, density(ground, points, both))[pixel_of(ground, points)]
    pilot = np.maximum(pilot, pilot[pilot > 0].min())
    return np.asarray(both.mean() * np.minimum(np.sqrt(_geometric_mean(pilot) / pilot), _TRIM))


def _geometric_mean(values: Floats) -> float:
    return float(np.exp(np.log(values).mean()))


def kernel_shares(ground: Ground, points: Floats, width: Floats, regions: list[Bools]) -> Floats:
    """How much of each point's kernel lies in each region of pixels, shape (n, regions).

    Each kernel has mass one inside (Diggle's correction), so that the shares of a region that is
    the whole ground are one.
    """
    where = np.column_stack([r.astype(float) for r in regions])
    at = centres(ground)
    found = []
    for k in range(0, len(points), _BLOCK):
        some, wide = points[k : k + _BLOCK], width[k : k + _BLOCK]
        gap = ((some[:, None] - at) ** 2).sum(axis=2) / (2 * wide[:, None] ** 2)
        kernel = np.exp(-(gap - gap.min(axis=1, keepdims=True)))
        found.append(kernel @ where / kernel.sum(axis=1, keepdims=True))
    return np.concatenate(found)
