"""A small writer of SVG: shapes in, one self-contained picture out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

FONT = "font-family:system-ui,sans-serif"
Point = tuple[float, float]


@dataclass
class Canvas:
    """Shapes in the order drawn, in pixels from the upper left."""

    width: float
    height: float
    title: str
    shapes: list[str] = field(default_factory=list)

    def rect(self, at: Point, size: Point, fill: str, opacity: float = 1.0) -> None:
        """A filled rectangle."""
        (x, y), (w, h) = at, size
        self._add("rect", x=x, y=y, width=w, height=h, fill=fill, fill_opacity=opacity)

    def line(self, a: Point, b: Point, stroke: str, width: float = 1.0) -> None:
        """A straight line."""
        self._add("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], stroke=stroke, stroke_width=width)

    def circle(self, at: Point, radius: float, fill: str, opacity: float = 1.0) -> None:
        """A filled circle with a thin dark rim."""
        self._add("circle", cx=at[0], cy=at[1], r=radius, fill=fill, fill_opacity=opacity,
                  stroke="#333", stroke_width=0.7)  # fmt: skip

    def area(self, points: Iterable[Point], fill: str, opacity: float) -> None:
        """A filled polygon."""
        self._add("polygon", points=_points(points), fill=fill, fill_opacity=opacity)

    def path(self, points: Iterable[Point], stroke: str, dashed: bool = False) -> None:
        """An open line through points."""
        dash = {"stroke_dasharray": "4 3"} if dashed else {}
        self._add("polyline", points=_points(points), fill="none", stroke=stroke,
                  stroke_width=1.6, **dash)  # fmt: skip

    def text(self, at: Point, words: str, size: float = 11, anchor: str = "start") -> None:
        """Words, their baseline at ``at``."""
        style = f"{FONT};font-size:{size:g}px"
        body = escape(words)
        self.shapes.append(
            f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}" '
            f'style="{style}" fill="#222">{body}</text>'
        )

    def svg(self) -> str:
        """The whole picture; the title is read aloud by screen readers."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}" '
            f'height="{self.height:g}" viewBox="0 0 {self.width:g} {self.height:g}" role="img">'
        )
        back = '<rect width="100%" height="100%" fill="#fff"/>'
        return "\n".join(
            [head, f"<title>{escape(self.title)}</title>", back, *self.shapes, "</svg>", ""]
        )

    def _add(self, name: str, **attributes: str | float) -> None:
        parts = [
            f"{k.replace('_', '-')}={quoteattr(v if isinstance(v, str) else f'{v:.2f}')}"
            for k, v in attributes.items()
        ]
        self.shapes.append(f"<{name} {' '.join(parts)}/>")


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
