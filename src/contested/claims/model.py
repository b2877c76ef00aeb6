"""The claim: one attributed proposition with the exact span that states it.

Field names, values and their meaning are the design's contract; ``as_json`` writes them.
"""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Kind = Literal["event", "control", "relation", "forecast", "cause", "intent", "toll"]
Polarity = Literal["+", "-"]
Modality = Literal["asserted", "doubted", "hypothetical", "future"]
Stance = Literal["asserted", "denied", "doubted", "hypothetical", "future"]
TargetClass = Literal["civilian", "combatant", "object", "unknown"]
Treatment = Literal["neutral", "distanced", "endorsed"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Smallest contiguous stretch holding predicate and arguments; offsets into frozen text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does or suffers something. ``actor``/``party`` are registry ids or None."""

    mention: str | None
    start: int | None
    end: int | None
    actor: str | None = None
    party: str | None = None
    name: str | None = None
    inferred: bool = False
    cls: TargetClass | None = None  # targets only


@dataclass(frozen=True, slots=True)
class Thing:
    """What is given, moved or used."""

    mention: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place mention resolved to coordinates (WGS84 degrees) with a precision in km."""

    mention: str
    name: str
    kind: str
    role: str
    lat: float | None
    lon: float | None
    precision_km: float | None
    start: int
    end: int
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A half-open interval of ISO dates; open states have ``end`` None; EDTF level 1."""

    mention: str | None
    start: str | None
    end: str | None
    edtf: str | None
    basis: Literal["stated", "inherited", "account"]
    mention_start: int | None = None
    mention_end: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with low and high (inclusive), either open."""

    what: str
    low: int | None
    high: int | None
    mention: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """One speaker of the chain; links of equal depth are co-sources."""

    mention: str
    cue: str | None
    depth: int
    kind: Literal["outlet", "state", "person", "group", "anonymous", "document"]
    actor: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PassageRef:
    """The passage a claim stands in."""

    id: str
    kind: str
    voice: str | None


@dataclass(frozen=True, slots=True)
class Cause:
    """One end of a causal claim: a claim id, or a description with its own actors."""

    claim: str | None
    mention: str
    start: int
    end: int
    agents: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One attributed proposition. See the design's contract for every field."""

    id: str
    account: str
    file: str
    kind: Kind
    act: str | None
    mode: str | None
    acled: str | None
    cameo: str | None
    quad: str | None
    sign: int | None
    evidence: Evidence
    passage: PassageRef
    agents: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    objects: tuple[Thing, ...]
    places: tuple[Place, ...]
    time: Time
    quantities: tuple[Quantity, ...]
    chain: tuple[Link, ...]
    polarity: Polarity
    modality: Modality
    condition: Evidence | None
    stance: Stance
    treatment: Treatment
    confidence: float
    why: tuple[str, ...]
    about: str | None = None  # forecast: event | control | relation | toll
    due: Time | None = None  # forecast: its deadline
    cause: Cause | None = None
    effect: Cause | None = None
    translator: str | None = None
    notes: tuple[str, ...] = field(default=())  # abstentions: what a decider left open


def stance_of(polarity: Polarity, modality: Modality) -> Stance:
    """Summarise: denied when polarity is −, else the modality."""
    return "denied" if polarity == "-" else modality


def _actor_json(actor: Actor, target: bool) -> dict[str, Any]:
    out = asdict(actor)
    cls = out.pop("cls")
    if target:
        out["class"] = cls or "unknown"
    return out


def _cause_json(cause: Cause | None) -> dict[str, Any] | None:
    if cause is None:
        return None
    out = asdict(cause)
    out["agents"] = [_actor_json(a, False) for a in cause.agents]
    out["targets"] = [_actor_json(a, True) for a in cause.targets]
    return out


def as_json(claim: Claim) -> dict[str, Any]:
    """The claim as the export contract's JSON object (names fixed by the design)."""
    out = asdict(claim)
    out["agents"] = [_actor_json(a, False) for a in claim.agents]
    out["targets"] = [_actor_json(a, True) for a in claim.targets]
    if claim.kind != "forecast":
        del out["about"], out["due"]
    if claim.kind == "cause":
        out["cause"], out["effect"] = _cause_json(claim.cause), _cause_json(claim.effect)
    else:
        del out["cause"], out["effect"]
    return out
