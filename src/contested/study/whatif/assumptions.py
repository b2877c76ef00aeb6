"""The numbers a draft assumes where no claim gives one, each with its grounds, from a file.

``resources/whatif.toml`` is made to be read and changed.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from contested.errors import ResourceError
from contested.study.whatif.scenario import Ground, Number

_FILE = "whatif.toml"
_KEYS = ("pace", "need", "mobility", "unsupplied", "strength_per_place", "recruits_per_place",
         "rate", "flow", "strikes", "reported")  # fmt: skip


@cache
def _assumed() -> Mapping[str, Number]:
    text = files("contested.resources").joinpath(_FILE).read_text(encoding="utf-8")
    return read_assumptions(text, _FILE)


def read_assumptions(text: str, file: str) -> Mapping[str, Number]:
    """The table of ranges in ``text``. Raises ResourceError naming file and line."""
    try:
        data: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{file}: {error}") from error
    if set(data) != set(_KEYS):
        wrong = sorted(set(data) ^ set(_KEYS))
        raise ResourceError(
            f"{file}, line {_line(text, wrong[0])}: {', '.join(wrong)} missing or unknown"
        )
    return {key: _range(row, text, (file, key)) for key, row in data.items()}


def _range(row: Any, text: str, at: tuple[str, str]) -> Number:
    file, key = at
    where = f"{file}, line {_line(text, key)}: {key}"
    if not isinstance(row, dict) or set(row) != {"low", "high", "why"}:
        raise ResourceError(f"{where} needs low, high and why")
    low, high, why = row["low"], row["high"], row["why"]
    if not all(isinstance(v, int | float) and not isinstance(v, bool) for v in (low, high)):
        raise ResourceError(f"{where}: low and high must be numbers")
    if not 0 <= low <= high or not isinstance(why, str) or not why:
        raise ResourceError(f"{where}: 0 ≤ low ≤ high, and why in words")
    return Number(float(low), float(high), (), why)


def _line(text: str, key: str) -> int:
    lines = text.split("\n")
    return next((k for k, line in enumerate(lines, 1) if line.startswith(f"[{key}")), 1)


def ground() -> Ground:
    """How ground changes hands, as assumed everywhere."""
    known = _assumed()
    return Ground(*(known[k] for k in ("pace", "need", "mobility", "unsupplied")))


def rate_of_loss() -> Number:
    """Loss per day to one fighter's whole fire."""
    return _assumed()["rate"]


def supply_flow(by: str) -> Number:
    """Fighters per day that a backer's supply adds."""
    flow = _assumed()["flow"]
    return Number(flow.low, flow.high, (), f"{flow.why} (backer: {by})")


def strikes() -> Number:
    """Fighters lost per day to a campaign from the air."""
    return _assumed()["strikes"]


def reporting() -> Number:
    """Share of changes of control that accounts tell of."""
    return _assumed()["reported"]


def strength_of(places: int, said: tuple[float, float, tuple[str, ...]] | None) -> Number:
    """Fighters: what claims say, else a range per place held.

    Claims of numbers far outside that range speak of a detachment, or of another theatre.
    """
    assumed = _times(_assumed()["strength_per_place"], places)
    if said is not None and said[1] >= assumed.low and said[0] <= assumed.high:
        return Number(*said, "a number of fighters stated for it")
    return assumed


def recruits(places: int) -> Number:
    """Recruits per day over the places held."""
    return _times(_assumed()["recruits_per_place"], places)


def _times(each: Number, places: int) -> Number:
    why = f"{each.why} ({each.low:g} to {each.high:g} for each of {places} places)"
    return Number(each.low * places, each.high * places, (), why)
