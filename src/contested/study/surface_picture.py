"""The surface of windows as a picture: one square a window, its colour the estimate."""

from contested.study.wake_estimate import Cell, Surface
from contested.study.wake_study import Grid
from contested.study.whatif.svg import Canvas

_SIZE, _LEFT, _TOP = 74.0, 90.0, 56.0
_MORE, _FEWER, _NONE = (178, 24, 43), (33, 102, 172), "#e4e4e4"


def surface_picture(surface: Surface, family_p: Grid | None, title: str, unit: str) -> str:
    """SVG: rows are lengths in ``unit``, columns radii; * where p over the surface is at most 5%.

    Red is more outcomes after treatments, blue fewer, grey no estimate.
    """
    rows, columns = len(surface), len(surface[0])
    most = max((abs(c.estimate) for r in surface for c in r if c.estimate is not None), default=0)
    width = max(_LEFT + columns * _SIZE + 30, 7.0 * len(title) + 32, 420.0)
    canvas = Canvas(width, _TOP + rows * _SIZE + 70, title)
    canvas.text((16, 24), title, 13)
    for k, cell in enumerate(surface[0]):
        at = (_LEFT + (k + 0.5) * _SIZE, _TOP - 8)
        canvas.text(at, f"{cell.km:g} km", anchor="middle")
    for r, row in enumerate(surface):
        middle = _TOP + (r + 0.5) * _SIZE
        canvas.text((_LEFT - 10, middle), f"{row[0].length} {unit}", anchor="end")
        for k, cell in enumerate(row):
            p = family_p[r][k] if family_p else None
            _square(canvas, (_LEFT + k * _SIZE, _TOP + r * _SIZE), cell, p, most)
    foot = _TOP + rows * _SIZE
    canvas.text((16, foot + 26), "Outcomes per treatment beyond those after matched controls.")
    canvas.text(
        (16, foot + 44), "Red more, blue fewer, grey none; * p at most .05 over all windows."
    )
    return canvas.svg()


def _square(
    canvas: Canvas, at: tuple[float, float], cell: Cell, p: float | None, most: float
) -> None:
    x, y = at
    canvas.rect((x + 1, y + 1), (_SIZE - 2, _SIZE - 2), _colour(cell.estimate, most))
    if cell.estimate is None:
        return
    mark = " *" if p is not None and p <= 0.05 else ""
    middle = x + _SIZE / 2
    canvas.text((middle, y + _SIZE / 2 - 4), f"{cell.estimate:+.2f}{mark}", 12, "middle")
    if cell.low is not None and cell.high is not None:
        words = f"{cell.low:+.2f} to {cell.high:+.2f}"
        canvas.text((middle, y + _SIZE / 2 + 11), words, 9, "middle")
    canvas.text((middle, y + _SIZE - 9), f"{cell.treated}|{cell.controls}", 8.5, "middle")


def _colour(estimate: float | None, most: float) -> str:
    """White at nothing, towards red or blue up to the strongest of the surface."""
    if estimate is None:
        return _NONE
    share = 0.75 * abs(estimate) / most if most else 0.0
    full = _MORE if estimate > 0 else _FEWER
    return "#" + "".join(f"{round(255 + (c - 255) * share):02x}" for c in full)
