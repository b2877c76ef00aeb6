"""What the runs draw: a value of every uncertain number, a holder of every disputed place."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from contested.study.whatif.battle import Array
from contested.study.whatif.scenario import Number, Scenario, dosed, numbers

_WIDE = 3.0  # a positive range this many times its low end is drawn on a log scale


@dataclass(frozen=True, eq=False)
class Draws:
    """``values`` (runs, parameters) under ``names``; ``holders`` (runs, places): a side, or −1."""

    names: tuple[str, ...]
    values: Array
    free: tuple[bool, ...]
    holders: NDArray[np.int8]

    def of(self, name: str) -> Array:
        """The draws (runs) of one number."""
        return self.values[:, self.names.index(name)]


def draw(scenario: Scenario, runs: int, seed: int) -> Draws:
    """Plain independent draws; every number has a stream of its own by its name, and every
    intervention by its turn.

    A scenario and its baseline share the streams of all numbers they share, so that their runs
    differ by the intervention alone; of two variants, the first strikes draw alike.
    """
    named = numbers(scenario)
    fixed = len(named) - len(dosed(scenario))
    streams = [(1, crc32(name.encode())) for name, _ in named[:fixed]]
    streams += [(4, turn) for turn in range(len(named) - fixed)]
    columns = [
        _column(number, runs, (seed, *stream))
        for stream, (_, number) in zip(streams, named, strict=True)
    ]
    holders = np.full((runs, len(scenario.places)), -1, np.int8)
    for p, place in enumerate(scenario.places):
        if place.holders:
            rng = np.random.default_rng((seed, 2, crc32(place.name.encode())))
            which = rng.integers(len(place.holders), size=runs)
            ids = [scenario.side_ids.index(h) for h in place.holders]
            holders[:, p] = np.array(ids, np.int8)[which]
    free = tuple(number.free for _, number in named)
    return Draws(tuple(n for n, _ in named), np.column_stack(columns), free, holders)


def scaled(number: Number, unit: Array) -> Array:
    """``unit`` draws in 0..1 laid over the range: evenly, or on a log scale where it is wide."""
    if number.low > 0 and number.high > _WIDE * number.low:
        wide: Array = number.low * (number.high / number.low) ** unit
        return wide
    return number.low + (number.high - number.low) * unit


def _column(number: Number, runs: int, key: tuple[int, ...]) -> Array:
    return scaled(number, np.random.default_rng(key).random(runs))
