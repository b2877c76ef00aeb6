"""Scenario files: small TOML texts in which every number says where it comes from.

A file that begins ``base = "other.toml"`` takes everything from that file and adds interventions.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from contested.errors import ScenarioError
from contested.study.whatif.battle import Freed
from contested.study.whatif.check import check_scenario
from contested.study.whatif.scenario import (
    Backing,
    Deed,
    Ground,
    Intervention,
    Law,
    Link,
    Number,
    Position,
    Scenario,
    Side,
    Source,
    War,
    assume,
)

T = TypeVar("T")
_DEEPEST = 5  # files that build on files
_SETTINGS = ("name", "start", "days", "step", "runs", "seed", "freed_fire")
_TABLES = ("ground", "side", "war", "backing", "place", "link", "source", "intervention")
_ADDED = ("base", "name", "runs", "seed", "intervention")


def read_scenario(path: Path) -> Scenario:
    """The scenario in ``path``, checked. Raises ScenarioError naming file, table and cause."""
    return check_scenario(_load(path, _DEEPEST))


def parse_scenario(text: str, origin: str) -> Scenario:
    """The same from text that stands alone; ``origin`` names it in messages."""
    return check_scenario(_whole(_Table(_toml(text, origin), origin)))


def _load(path: Path, depth: int) -> Scenario:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: cannot be read ({error})") from error
    table = _Table(_toml(text, path.name), path.name)
    if "base" not in table.values:
        return _whole(table)
    if depth == 0:
        raise ScenarioError(f"{path.name}: bases run in a circle or too deep")
    table.only(_ADDED)
    base = _load(path.parent / table.text("base"), depth - 1)
    deeds = tuple(_deed(t) for t in table.tables("intervention"))
    return replace(
        base,
        name=table.text("name", base.name),
        runs=table.whole("runs", base.runs),
        seed=table.whole("seed", base.seed),
        interventions=base.interventions + deeds,
        origin=path.name,
    )


def _toml(text: str, origin: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{origin}: not TOML ({error})") from error


@dataclass(frozen=True)
class _Table:
    """A table of the file and its name for messages."""

    values: Mapping[str, Any]
    name: str

    def fail(self, cause: str) -> ScenarioError:
        return ScenarioError(f"{self.name}: {cause}")

    def only(self, keys: tuple[str, ...]) -> None:
        for key in self.values:
            if key not in keys:
                raise self.fail(f"unknown key {key!r} (known: {', '.join(keys)})")

    def get(self, key: str, kinds: tuple[type, ...], what: str, default: Any = None) -> Any:
        value = self.values.get(key, default)
        if value is None:
            raise self.fail(f"{key} is missing")
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise self.fail(f"{key} must be {what}, not {value!r}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        return str(self.get(key, (str,), "text", default))

    def whole(self, key: str, default: int | None = None) -> int:
        return int(self.get(key, (int,), "a whole number", default))

    def real(self, key: str) -> float:
        return float(self.get(key, (int, float), "a number"))

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.get(key, (list,), "a list of texts", [])
        if not all(isinstance(f, str) for f in found):
            raise self.fail(f"{key} must be a list of texts")
        return tuple(found)

    def day(self, key: str) -> str:
        return str(self.get(key, (date, str), "a date"))

    def among(self, key: str, words: tuple[str, ...], default: str) -> str:
        word = self.text(key, default)
        if word not in words:
            raise self.fail(f"{key} must be one of {', '.join(words)}, not {word!r}")
        return word

    def table(self, key: str) -> "_Table":
        found = self.get(key, (dict,), "a table")
        return _Table(found, f"{self.name}, {key}")

    def tables(self, key: str) -> tuple["_Table", ...]:
        found = self.get(key, (list,), f"tables ([[{key}]])", [])
        if not all(isinstance(f, dict) for f in found):
            raise self.fail(f"{key} must be tables ([[{key}]])")
        return tuple(_Table(f, f"{self.name}, {key} {k}") for k, f in enumerate(found, 1))

    def number(self, key: str, default: Number | None = None) -> Number:
        if key not in self.values and default is not None:
            return default
        if isinstance(self.values.get(key), int | float):
            raise self.fail(f"{key} is a bare number: say whether a claim gave it or it is assumed")
        return _number(self.table(key))

    def basis(self) -> tuple[tuple[str, ...], str]:
        """Claims (none: assumed) and why; one of the two must be said."""
        claims, basis = self.texts("claims"), self.among("basis", ("claim", "assumed"), "?")
        if (basis == "claim") != bool(claims):
            raise self.fail(f"basis is {basis!r} but claims are {list(claims)}")
        return claims, self.text("why", "")


def _number(table: _Table) -> Number:
    table.only(("value", "low", "high", "basis", "claims", "why"))
    claims, why = table.basis()
    if "value" in table.values:
        if "low" in table.values or "high" in table.values:
            raise table.fail("give either value, or low and high")
        return Number(table.real("value"), table.real("value"), claims, why)
    return Number(table.real("low"), table.real("high"), claims, why)


def _whole(table: _Table) -> Scenario:
    table.only(_SETTINGS + _TABLES)
    step = table.get("step", (int, float), "a number", 1)
    return Scenario(
        name=table.text("name"),
        start=table.day("start"),
        days=table.whole("days"),
        step=float(step),
        runs=table.whole("runs", 1000),
        seed=table.whole("seed", 1),
        freed=cast(Freed, table.among("freed_fire", get_args(Freed), "turns")),
        ground=_ground(table.table("ground")),
        sides=_all(table, "side", _side),
        wars=_all(table, "war", _war),
        places=_all(table, "place", _place),
        links=_all(table, "link", _link),
        sources=_all(table, "source", _source),
        backing=_all(table, "backing", _backing),
        interventions=_all(table, "intervention", _deed),
        origin=table.name,
    )


def _all(table: _Table, key: str, one: Callable[[_Table], T]) -> tuple[T, ...]:
    return tuple(one(t) for t in table.tables(key))


def _ground(table: _Table) -> Ground:
    table.only(("pace", "need", "mobility", "unsupplied"))
    return Ground(*(table.number(k) for k in ("pace", "need", "mobility", "unsupplied")))


def _side(table: _Table) -> Side:
    table.only(("id", "strength", "recruits", "break_at"))
    none = assume(0.0)
    return Side(
        table.text("id"),
        table.number("strength"),
        table.number("recruits", none),
        table.number("break_at", none),
    )


def _war(table: _Table) -> War:
    table.only(("by", "on", "rate", "share", "law", "basis", "claims", "why"))
    return War(
        table.text("by"),
        table.text("on"),
        table.number("rate"),
        table.number("share"),
        cast(Law, table.among("law", get_args(Law), "aimed")),
        *table.basis(),
    )


def _backing(table: _Table) -> Backing:
    table.only(("by", "of", "basis", "claims", "why"))
    return Backing(table.text("by"), table.text("of"), *table.basis())


def _place(table: _Table) -> Position:
    table.only(("name", "lat", "lon", "holders", "basis", "claims", "why"))
    where = (table.text("name"), table.real("lat"), table.real("lon"))
    return Position(*where, table.texts("holders"), *table.basis())


def _link(table: _Table) -> Link:
    table.only(("a", "b", "name"))
    return Link(table.text("a"), table.text("b"), table.text("name", ""))


def _source(table: _Table) -> Source:
    table.only(("name", "place", "side", "flow"))
    words = (table.text("name"), table.text("place"), table.text("side"))
    return Source(*words, table.number("flow"))


def _deed(table: _Table) -> Intervention:
    table.only(("deed", "start", "end", "by", "against", "helping", "places", "amount"))
    deed = cast(Deed, table.among("deed", get_args(Deed), "?"))
    dosed = deed in ("strikes", "reinforcement")
    return Intervention(
        deed=deed,
        start=table.day("start"),
        end=table.day("end") if "end" in table.values else None,
        by=table.text("by", ""),
        against=table.text("against", ""),
        helping=table.text("helping", ""),
        places=table.texts("places"),
        amount=table.number("amount", None if dosed else assume(0.0)),
    )
