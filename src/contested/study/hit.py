"""Who was hit: strikes by who held the place that day, the doubt of both carried through."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from scipy.spatial import cKDTree

from contested.errors import StudyError
from contested.study.event_checks import span_words
from contested.study.model import EventTable, Floats, Words, day_number
from contested.study.questions import Role, Source, read_sources
from contested.study.select import select
from contested.study.wakes import KM_PER_DEGREE, chord, sphere

_DRAWS = 1000
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hold:
    """Who held a place from day to day (half-open, day numbers; ``inf`` while it lasts).

    ``slack`` is by how many days either end may be off. The record's control spells have the
    same fields.
    """

    place: str
    lat: float
    lon: float
    holder: str
    start: float
    end: float
    slack: float


@dataclass(frozen=True, slots=True)
class HitQuestion:
    """Strikes (words of ``study.select``), the control table, and how far a place speaks for."""

    sources: tuple[Source, ...]
    strikes: str
    control: str
    km: float = 15.0
    place_km: float = 3.0  # standard deviation of a strike's place
    seed: int = 1
    design: Literal["hit"] = "hit"


@dataclass(frozen=True, slots=True)
class Share:
    """One holder's share of strikes with its 95% interval."""

    holder: str
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class HitStudy:
    """Shares add up to one, ``unknown`` (no place near, or nobody known to hold it) among them."""

    spec: HitQuestion
    sha256: str
    roles: tuple[Role, ...]
    shares: tuple[Share, ...]
    known: int
    notes: tuple[str, ...]


def read_holds(path: Path) -> list[Hold]:
    """A CSV with ``place,lat,lon,holder,start,end,slack_days``; an empty end is still held."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except OSError as error:
        raise StudyError(f"{path}: {error.strerror}") from error
    found = []
    for line, row in enumerate(rows, 2):
        try:
            end = float(day_number(row["end"])) if row.get("end") else float("inf")
            found.append(
                Hold(row["place"], float(row["lat"]), float(row["lon"]), row["holder"],
                     float(day_number(row["start"])), end, float(row.get("slack_days") or 0))
            )  # fmt: skip
        except (KeyError, ValueError, TypeError) as error:
            raise StudyError(f"{path}, line {line}: {error}") from error
    if not found:
        raise StudyError(f"{path}: there is no control spell in it")
    return found


def hit_study(spec: HitQuestion, holds: list[Hold] | None = None) -> HitStudy:
    """Shares of strikes by holder; ``holds`` from the record take the place of the file."""
    table = read_sources(spec.sources)
    strikes = table.where(select(table, spec.strikes))
    if not len(strikes):
        raise StudyError(f"no event is a strike ({spec.strikes}) among {span_words(table)}")
    if holds is None and not spec.control:
        raise StudyError("this was made with a record's control: run study hit on that case")
    spells = read_holds(Path(spec.control)) if holds is None else holds
    named = holders(strikes, spells, spec)
    shares, known = _shares(named, spec.seed)
    words = tuple(f"{table.name}: {p.words}" for p in table.problems)
    first = tuple(map(str, strikes.id[:5]))
    role = Role("strike", spec.strikes, len(strikes), span_words(strikes), first)
    return HitStudy(spec, table.sha256, (role,), shares, known, words)


def holders(strikes: EventTable, spells: list[Hold], spec: HitQuestion) -> Words:
    """Who held the ground of each strike, drawn anew, shape (draws, strikes).

    Each draw moves every strike within its width in days and by ``place_km``, and every end of
    every spell within its slack. The nearest place within ``km`` that somebody held decides.
    """
    random = np.random.default_rng(spec.seed)
    n = len(strikes)
    found = np.full((_DRAWS, n), UNKNOWN, dtype=object)
    tree = cKDTree(sphere(np.array([s.lat for s in spells]), np.array([s.lon for s in spells])))
    starts, ends, slack = (np.array([getattr(s, k) for s in spells]) for k in _FIELDS)
    names = np.array([s.holder for s in spells], dtype=object)
    for draw in range(_DRAWS):
        day = np.floor(strikes.day) + random.random(n) * strikes.width
        off = random.normal(0, spec.place_km / KM_PER_DEGREE, (2, n))
        narrow = np.maximum(np.cos(np.radians(strikes.lat)), 0.01)
        far, near = tree.query(
            sphere(strikes.lat + off[0], strikes.lon + off[1] / narrow),
            k=min(len(spells), 12),
            distance_upper_bound=chord(spec.km),
        )
        far, near = far.reshape(n, -1), near.reshape(n, -1)
        moved = random.uniform(-1, 1, (2, len(spells))) * slack
        begin = np.append(starts + moved[0], np.inf)  # the last stands for "none near"
        stop = np.append(ends + moved[1], -np.inf)
        holds = (begin[near] <= day[:, None]) & (day[:, None] < stop[near]) & np.isfinite(far)
        any_ = holds.any(axis=1)
        found[draw, any_] = names[near[any_, holds[any_].argmax(axis=1)]]
    return found.astype(np.str_)


_FIELDS = ("start", "end", "slack")


def _shares(named: Words, seed: int) -> tuple[tuple[Share, ...], int]:
    """Means and 95% intervals; strikes are drawn again too, so that few strikes say little."""
    random = np.random.default_rng(seed + 1)
    draws, n = named.shape
    again = random.integers(0, n, (draws, n))
    drawn = np.take_along_axis(named, again, axis=1)
    every = Counter(named.ravel().tolist())
    found = []
    for holder, count in every.most_common():
        each: Floats = (drawn == holder).mean(axis=1)
        low, high = np.quantile(each, [0.025, 0.975])
        found.append(Share(holder, count / named.size, float(low), float(high)))
    return tuple(found), int((named != UNKNOWN).any(axis=0).sum())
