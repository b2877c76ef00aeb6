"""Pictures of simulated results: fans over time, maps of probable control, maps of winners.

Every picture says that it is simulated. Colours are Okabe & Ito's, told apart by the colour-blind,
and go to sides in their order: they mean nothing else.
"""

from collections.abc import Sequence

import numpy as np

from contested.study.whatif.answer import spread
from contested.study.whatif.battle import Array
from contested.study.whatif.simulate import SimulatedRecords
from contested.study.whatif.svg import Canvas, Point
from contested.study.whatif.winners import WinnerMap

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#777777")
NOBODY = "#bbbbbb"
_BANDS = ((0.05, 0.95, 0.16), (0.25, 0.75, 0.28))
_PANEL = (300.0, 150.0)
_MARGIN = 46.0
_HEAD = 58.0  # title, what the bands hold, what is dashed


def colour(k: int) -> str:
    """Colour of the side at index ``k``; grey for nobody."""
    return NOBODY if k < 0 else COLOURS[k % len(COLOURS)]


def _pale(paint: str, strength: float) -> str:
    """``paint`` mixed with white, solid, so that neighbouring cells do not shine through."""
    parts = (int(paint[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - p) * strength):02x}" for p in parts)


def fan_chart(done: SimulatedRecords, base: SimulatedRecords | None = None) -> str:
    """Places held over time, a panel a side: median, half and nine tenths of runs; dashed: base."""
    sides = done.scenario.side_ids
    width, height = _PANEL[0] + 2 * _MARGIN, _PANEL[1] + _MARGIN
    canvas = Canvas(width, _HEAD + height * len(sides), f"Simulated: {done.scenario.name}")
    canvas.text((12, 18), f"Simulated places held: {done.scenario.name}", 13)
    note = f"{done.runs:,} runs; bands hold 50% and 90% of them"
    canvas.text((12, 34), note, 10)
    if base is not None:
        canvas.text((12, 48), f"dashed: the median of {base.scenario.name}", 10)
    top = max(1.0, float(done.held.max()), 1.0 if base is None else float(base.held.max()))
    for s, side in enumerate(sides):
        at = (_MARGIN, _HEAD + 16 + height * s)
        _panel(canvas, at, (float(done.days[-1]), top), side)
        _fan(canvas, at, (done.days.astype(float), top), (done.held[:, s].astype(float), colour(s)))
        if base is not None:
            middle = np.median(base.held[:, s], axis=1)
            canvas.path(_curve(at, done.days.astype(float), middle, top), "#222", dashed=True)
    return canvas.svg()


def _panel(canvas: Canvas, at: Point, most: Point, name: str) -> None:
    x, y = at
    w, h = _PANEL
    canvas.text((x, y - 4), name, 11)
    for part in (0.0, 0.5, 1.0):
        level = y + h * (1 - part)
        canvas.line((x, level), (x + w, level), "#ddd", 0.7)
        canvas.text((x - 6, level + 4), f"{most[1] * part:g}", 9, "end")
        canvas.text((x + w * part, y + h + 13), f"{most[0] * part:g}", 9, "middle")
    canvas.text((x + w + 14, y + h + 13), "days", 9)


def _fan(canvas: Canvas, at: Point, axes: tuple[Array, float], fan: tuple[Array, str]) -> None:
    days, top = axes
    held, paint = fan
    for low, high, opacity in _BANDS:
        edges = np.quantile(held, [low, high], axis=1)
        there = _curve(at, days, edges[1], top)
        back = _curve(at, days, edges[0], top)[::-1]
        canvas.area([*there, *back], paint, opacity)
    canvas.path(_curve(at, days, np.median(held, axis=1), top), paint)


def _curve(at: Point, days: Array, values: Array, top: float) -> list[Point]:
    x = at[0] + _PANEL[0] * days / days[-1]
    y = at[1] + _PANEL[1] * (1 - values / top)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def control_map(records: SimulatedRecords, time: int = -1) -> str:
    """Places as rings cut by the probability that each side holds them at a time (index)."""
    scenario = records.scenario
    where, size = _plane([(p.lat, p.lon) for p in scenario.places])
    day = float(records.days[time])
    canvas = Canvas(size[0], size[1] + 30 + 16 * len(scenario.sides), f"Simulated: {scenario.name}")
    canvas.text((12, 18), f"Simulated control after {day:g} days: {scenario.name}", 13)
    places = scenario.place_names
    for link in scenario.links:
        canvas.line(where[places.index(link.a)], where[places.index(link.b)], "#ccc")
    for p, name in enumerate(places):
        _pie(canvas, where[p], records.control[time, :, p])
        left = _crowded(where[p], where)
        canvas.text((where[p][0] + (-12 if left else 12), where[p][1] + 4), name, 10,
                    "end" if left else "start")  # fmt: skip
    for s, side in enumerate(scenario.side_ids):
        y = size[1] + 16 + 16 * s
        canvas.rect((12, y - 9), (10, 10), colour(s))
        mean = spread(records.held[time, s])
        canvas.text((28, y), f"{side}: {mean.mean:.1f} places ({mean.low:g} to {mean.high:g})", 11)
    return canvas.svg()


def _plane(points: Sequence[Point]) -> tuple[list[Point], Point]:
    """Degrees to pixels, north up, equal scale in both directions at the middle latitude."""
    lat, lon = np.array(points, float).reshape(-1, 2).T
    x = (lon - lon.min()) * np.cos(np.radians(lat.mean()))
    y = lat.max() - lat
    scale = 620 / max(float(x.max()), float(y.max()), 1e-6)
    spots = zip((40 + x * scale).tolist(), (48 + y * scale).tolist(), strict=True)
    return list(spots), (float(x.max() * scale) + 180, float(y.max() * scale) + 80)


def _crowded(at: Point, others: Sequence[Point]) -> bool:
    """Whether another place lies where the label would stand on the right."""
    return any(0 < x - at[0] < 90 and abs(y - at[1]) < 14 for x, y in others)


def _pie(canvas: Canvas, at: Point, shares: Array) -> None:
    """A disc in sectors, clockwise from noon; what is left of one is nobody's."""
    canvas.circle(at, 9, NOBODY)
    turn = 0.0
    for s, share in enumerate(shares):
        if share >= 1 - 1e-9:
            canvas.circle(at, 9, colour(s))
        elif share > 0:
            angles = 2 * np.pi * np.linspace(turn, turn + share, max(3, int(40 * share)))
            rim = [(at[0] + 9 * np.sin(a), at[1] - 9 * np.cos(a)) for a in angles]
            canvas.area([at, *rim], colour(s), 1.0)
        turn += float(share)


def winner_picture(drawn: WinnerMap) -> str:
    """Who is left alone, by the starting strengths of two sides; paler where less is left."""
    side = 380.0
    canvas = Canvas(side + 190, side + 80, "Simulated winners by starting strength")
    canvas.text((12, 18), "Simulated winners by starting strength", 13)
    cell = (side / len(drawn.x), side / len(drawn.y))
    most = max(float(drawn.left.max()), 1e-9)
    for (row, column), k in np.ndenumerate(drawn.winner):
        at = (52 + column * cell[0], 32 + side - (row + 1) * cell[1])
        paint = 0.35 + 0.65 * float(drawn.left[row, column]) / most if k >= 0 else 1.0
        canvas.rect(at, (cell[0] + 0.4, cell[1] + 0.4), _pale(colour(int(k)), paint))
    canvas.text((52, side + 50), f"{drawn.x[0]:g}", 9)
    canvas.text((52 + side, side + 50), f"{drawn.x[-1]:g}", 9, "end")
    canvas.text((52 + side / 2, side + 64), f"strength of {drawn.across}", 11, "middle")
    canvas.text((46, side + 30), f"{drawn.y[0]:g}", 9, "end")
    canvas.text((46, 42), f"{drawn.y[-1]:g}", 9, "end")
    canvas.text((8, 30), f"strength of {drawn.up}", 9)
    for s, name in enumerate(drawn.names):
        canvas.rect((side + 64, 40.0 + 18 * s), (11, 11), colour(s))
        canvas.text((side + 80, 50.0 + 18 * s), name)
    return canvas.svg()
