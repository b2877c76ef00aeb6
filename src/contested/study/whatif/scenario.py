"""What a scenario holds. Every number says whether a claim gave it or somebody assumed it.

Strengths are in fighters, rates per day, distances in km, degrees WGS84. Dates are ISO days.
"""

from dataclasses import dataclass, field
from typing import Literal

from contested.study.whatif.battle import Freed

Law = Literal["aimed", "unaimed"]
Deed = Literal["strikes", "closing", "cutting", "reinforcement"]


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity known to lie between ``low`` and ``high`` (equal: one value).

    ``claims`` are the ids of the claims that gave it; none: it is assumed. ``why`` says on what
    grounds, in words.
    """

    low: float
    high: float
    claims: tuple[str, ...] = ()
    why: str = ""

    @property
    def assumed(self) -> bool:
        """Whether no claim gave it."""
        return not self.claims

    @property
    def free(self) -> bool:
        """Whether runs draw it."""
        return self.high > self.low


def assume(low: float, high: float | None = None, why: str = "") -> Number:
    """An assumed number; one value when ``high`` is absent."""
    return Number(low, low if high is None else high, (), why)


@dataclass(frozen=True, slots=True)
class Side:
    """A party that holds places. ``recruits`` join at its supplied places, evenly, per day.

    ``break_at``: share of its starting strength at which it stops fighting and leaves its places.
    """

    id: str
    strength: Number
    recruits: Number = field(default_factory=lambda: assume(0.0))
    break_at: Number = field(default_factory=lambda: assume(0.0))


@dataclass(frozen=True, slots=True)
class War:
    """``by`` fights ``on``: ``rate`` is the loss of ``on`` per day to one fighter of ``by``.

    ``share``: how much of the fire of ``by`` goes to ``on`` when it can reach all its enemies.
    ``claims`` are what says that they fight; none: assumed.
    """

    by: str
    on: str
    rate: Number
    share: Number
    law: Law = "aimed"
    claims: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Backing:
    """An outside power behind a side: drafted from the record, printed with the assumptions."""

    by: str
    of: str
    claims: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A place. More than one of ``holders``: accounts differ, and each run draws one; none: nobody.

    ``claims`` are what says who holds it; none: assumed.
    """

    name: str
    lat: float
    lon: float
    holders: tuple[str, ...]
    claims: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two places from which each other can be reached; ``name`` for a road or a crossing."""

    a: str
    b: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where supply comes in for a side (a border crossing, a port): ``flow`` fighters per day.

    It feeds the side only while the side holds ``place`` and it is open.
    """

    name: str
    place: str
    side: str
    flow: Number


@dataclass(frozen=True, slots=True)
class Intervention:
    """Something done from ``start`` to ``end`` (half-open; None: to the horizon).

    ``strikes``: ``by`` strikes ``against``, which loses ``amount`` fighters a day in ``places``
    (none: wherever it stands), or only where it faces ``helping``. ``closing``: the sources named
    in ``places`` let nothing through. ``cutting``: the links named in ``places`` carry nothing.
    ``reinforcement``: ``against`` gains ``amount`` fighters a day (negative: withdraws).
    """

    deed: Deed
    start: str
    end: str | None = None
    by: str = ""
    against: str = ""
    helping: str = ""
    places: tuple[str, ...] = ()
    amount: Number = field(default_factory=lambda: assume(0.0))


@dataclass(frozen=True, slots=True)
class Ground:
    """How ground changes hands; the same everywhere.

    ``pace``: captures a day where the attacker is far stronger. ``need``: ratio of attackers in
    reach to the garrison at which the pace is halved. ``mobility``: share of a force that can
    shift to a neighbouring place in a day. ``unsupplied``: what is left of the fire of a force that
    supply does not reach.
    """

    pace: Number
    need: Number
    mobility: Number
    unsupplied: Number


@dataclass(frozen=True, slots=True)
class Scenario:
    """A case that can be run. ``origin`` names the file for messages."""

    name: str
    start: str
    days: int
    step: float
    runs: int
    seed: int
    freed: Freed
    ground: Ground
    sides: tuple[Side, ...]
    wars: tuple[War, ...]
    places: tuple[Position, ...]
    links: tuple[Link, ...]
    sources: tuple[Source, ...] = ()
    backing: tuple[Backing, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    origin: str = "scenario"

    @property
    def side_ids(self) -> tuple[str, ...]:
        """Sides in order; every array of a run has them in this order."""
        return tuple(s.id for s in self.sides)

    @property
    def place_names(self) -> tuple[str, ...]:
        """Places in order."""
        return tuple(p.name for p in self.places)


def numbers(scenario: Scenario) -> tuple[tuple[str, Number], ...]:
    """Every number of a scenario under a name a reader understands, in the order of the file.

    Interventions' amounts come last, so that a scenario and its baseline draw the rest alike.
    """
    g = scenario.ground
    out = [
        ("pace of captures", g.pace),
        ("superiority needed", g.need),
        ("mobility", g.mobility),
        ("fire without supply", g.unsupplied),
    ]
    for side in scenario.sides:
        out.append((f"strength of {side.id}", side.strength))
        out.append((f"recruits of {side.id}", side.recruits))
        out.append((f"break point of {side.id}", side.break_at))
    for war in scenario.wars:
        pair = f"{war.by} on {war.on}"
        out += [(f"rate of {pair}", war.rate), (f"share of fire, {pair}", war.share)]
    out += [(f"flow through {s.name}", s.flow) for s in scenario.sources]
    return (*out, *((deed_name(d), d.amount) for d in dosed(scenario)))


def dosed(scenario: Scenario) -> tuple[Intervention, ...]:
    """The interventions that have an amount."""
    return tuple(d for d in scenario.interventions if d.deed in ("strikes", "reinforcement"))


def deed_name(deed: Intervention) -> str:
    """What an intervention does, in a few words."""
    if deed.deed == "strikes":
        places = f" at {', '.join(deed.places)}" if deed.places else ""
        helping = f" beside {deed.helping}" if deed.helping else ""
        return f"strikes by {deed.by} on {deed.against}{places}{helping}"
    if deed.deed == "reinforcement":
        return f"reinforcement of {deed.against}"
    return f"{deed.deed} {', '.join(deed.places)}"
