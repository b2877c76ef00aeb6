"""The rows of a report: one score each, with its goal and how far the model has seen the items."""

from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from contested.errors import ResourceError
from contested.resources import load_toml

if TYPE_CHECKING:
    from contested.scoring.gold_report import GoldReport

Exposure = Literal["unseen", "seen", "unknown", "cross-validated"]


@dataclass(frozen=True, slots=True)
class Row:
    """One score. ``value``, ``low`` and ``high`` are percent unless ``metric`` names a unit.

    ``n`` counts what ``unit`` says; ``exposure`` tells whether the model trained on the items
    (``unknown`` when no list of training texts ships).
    """

    task: str
    metric: str
    value: float
    n: int
    unit: str
    split: str
    exposure: Exposure = "unknown"
    goal: float | None = None
    published: str | None = None
    low: float | None = None
    high: float | None = None
    note: str | None = None

    @property
    def key(self) -> str:
        """Name of the score in floors and score files."""
        return f"{self.task} | {self.metric} | {self.split} | {self.exposure}"

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        return None if self.goal is None else self.value >= self.goal


@dataclass(frozen=True, slots=True)
class Skipped:
    """A set that was not scored, and why; ``failed`` when it is there but cannot be used."""

    task: str
    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one evaluation found; ``model`` is the weights' SHA-256 when there are any.

    ``gold`` holds what the rows of the repository's hand-made gold leave out.
    """

    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    model: str | None = None
    gold: "GoldReport | None" = None

    def as_json(self) -> dict[str, Any]:
        """Plain values for ``json.dumps``."""
        rows = [asdict(r) | {"met": r.met} for r in self.rows]
        skipped = [asdict(s) for s in self.skipped]
        gold = self.gold.as_json() if self.gold else None
        return {"model": self.model, "rows": rows, "skipped": skipped, "gold": gold}


@cache
def _goals() -> dict[str, Any]:
    goals = load_toml("goals.toml")
    for task, metrics in goals.items():
        for metric, entry in metrics.items():
            if not isinstance(entry.get("goal"), int | float):
                raise ResourceError(f"goals.toml: {task}, {metric}: goal is not a number")
    return goals


def goal_of(task: str, metric: str) -> float | None:
    """What a score should reach, in percent; None where nothing is asked."""
    goal = _goals().get(task, {}).get(metric, {}).get("goal")
    return None if goal is None else float(goal)


def make_row(
    task: str, metric: str, value: float, n: tuple[int, str], split: str, note: str | None = None
) -> Row:
    """A row in percent from a share (0–1), with the goal and published best of its task."""
    best = _goals().get(task, {}).get(metric, {}).get("published")
    goal, shown = goal_of(task, metric), round(100 * value, 2)
    return Row(task, metric, shown, n[0], n[1], split, goal=goal, published=best, note=note)
