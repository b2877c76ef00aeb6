"""What the accounts add up to: views over claims, never a replacement of them.

Field names follow the design's words, PLOVER, ACLED and UCDP GED. Every value lists the claims
behind it, and every decision its reasons. Intervals are half-open ISO dates.
"""

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["same", "possibly", "distinct"]
DisputedField = Literal["occurrence", "agent", "target", "place", "time", "toll"]
GradeName = Literal["discounted", "judgement", "contested", "confirmed", "fair", "weak"]
SpellStatus = Literal["held", "contested", "besieged"]
ForecastOutcome = Literal["open", "came true", "failed", "unresolvable"]
Verdict = Literal[
    "accept",
    "reject",
    "edit",
    "merge",
    "same",
    "distinct",
    "regrade",
    "resolve",
    "rate",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two claims and whether they tell of one happening; ``why`` are the propositions that held.

    ``score`` is in 0..1, higher is more alike.
    """

    a: str
    b: str
    outcome: Outcome
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent source that claims go back to.

    ``key`` is stable over rebuilds; ``kind`` is that of the last identifiable link, or
    ``account`` when an account speaks in its own voice. ``path`` is the way the claim travelled,
    origin first, as names. ``party`` is the registry id of the side it acts for, if any.
    """

    key: str
    name: str
    kind: str
    actor: str | None
    party: str | None
    claims: tuple[str, ...]
    earliest: str  # account id
    paths: tuple[tuple[str, ...], ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the values that a disputed field has, and who says so."""

    value: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]  # keys


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field on which origins differ; at least two readings."""

    field: DisputedField
    readings: tuple[Reading, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """How a field of an incident stands by the design's printed rules; never a truth verdict."""

    field: DisputedField
    grade: GradeName
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """A count over an incident: GED's low, best and high with the rule that chose them.

    ``cls`` is the class of target the count is of (civilian, combatant, object, unknown), or
    ``all`` for the sum over several classes.
    """

    what: str
    cls: str
    low: int | None
    best: int | None
    high: int | None
    rule: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """The same incident in the codes of UCDP GED and ACLED; None where the rules abstain."""

    ged_type_of_violence: int | None = None  # 1 state-based, 2 non-state, 3 one-sided
    ged_where_prec: int | None = None  # 1..7
    ged_date_prec: int | None = None  # 1..5
    acled_event_type: str | None = None
    acled_geo_precision: int | None = None  # 1..3
    acled_time_precision: int | None = None  # 1..3


@dataclass(frozen=True, slots=True)
class Site:
    """Where an incident is put: WGS84 degrees, precision in km."""

    name: str
    lat: float | None
    lon: float | None
    precision_km: float | None


@dataclass(frozen=True, slots=True)
class Incident:
    """A cluster of claims about one happening.

    ``possibly`` are ids of incidents it may be one with, ``part_of`` of the whole it belongs to.
    ``agents`` and ``targets`` are registry ids, or names for actors outside the registry.
    """

    id: str
    claims: tuple[str, ...]
    kind: str
    act: str | None
    mode: str | None
    acled: str | None
    quad: str | None
    sign: int | None
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    site: Site | None
    start: str | None
    end: str | None
    origins: tuple[Origin, ...]
    why: tuple[str, ...]
    possibly: tuple[str, ...] = ()
    part_of: str | None = None
    disputes: tuple[Dispute, ...] = ()
    grades: tuple[Grade, ...] = ()
    tolls: tuple[Toll, ...] = ()
    coding: Coding = field(default_factory=Coding)
    interested: bool = False  # an actor reports its own success, and nobody else does


@dataclass(frozen=True, slots=True)
class Relation:
    """How one actor stands to another in one month, by one narrator or (None) by all.

    ``weight`` is signed, in -1..1; ``positive`` and ``negative`` are the claims on either side.
    Symmetric stated relations stand under both directions.
    """

    a: str
    b: str
    month: str  # YYYY-MM
    narrator: str | None
    weight: float
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ControlSpell:
    """Who held a place from when to when.

    ``start`` and ``end`` are the likeliest dates, half-open, ``end`` None while it lasts;
    ``slack_days`` is how far either may be off. The first of ``holders`` is whose spell it is;
    the others are whom differing origins name for part of it (``contested``). ``besiegers`` ring a
    place that somebody holds. ``known`` and ``seen`` are the first and last dates for which any
    claim bears the spell out; beyond them it is carried on, with growing doubt.
    """

    id: str
    place: str
    lat: float | None
    lon: float | None
    holders: tuple[str, ...]
    besiegers: tuple[str, ...]
    status: SpellStatus
    start: str | None
    end: str | None
    slack_days: int | None
    claims: tuple[str, ...]
    narrators: tuple[str, ...]
    why: tuple[str, ...]
    known: str | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class ForecastEntry:
    """A claim about the future with its deadline, and what later accounts say of it."""

    claim: str
    who: str
    about: str | None
    quote: str
    made_on: str | None
    due_start: str | None
    due_end: str | None
    condition: str | None
    outcome: ForecastOutcome
    evidence: tuple[str, ...]  # claim ids offered, best first
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a judgement finds its claim again after a rebuild."""

    account_sha256: str
    quote: str
    before: str  # 32 characters on either side
    after: str
    start: int
    kind: str
    act: str | None
    agents: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, append-only. ``anchors`` are one claim, or a pair for same/distinct.

    ``changes`` are what the verdict sets: for an edit the fields of a claim as the export contract
    writes them, for resolve ``outcome``, for rate ``source`` and ``rating``, for merge ``name`` and
    ``into``, for regrade ``field`` and ``grade``. ``kept`` is the whole claim as it stood, so that
    what a person accepted or edited survives a model that no longer finds it. ``undoes`` is the id
    of an earlier judgement.
    """

    id: str
    verdict: Verdict
    anchors: tuple[Anchor, ...]
    who: str
    at: str  # ISO time, UTC
    why: str = ""
    changes: str = ""  # JSON object
    undoes: str | None = None
    kept: str = ""  # JSON object


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is derived from claims and judgements."""

    incidents: tuple[Incident, ...] = ()
    loose: tuple[str, ...] = ()  # claims without place or time, in no incident
    relations: tuple[Relation, ...] = ()
    spells: tuple[ControlSpell, ...] = ()
    forecasts: tuple[ForecastEntry, ...] = ()
