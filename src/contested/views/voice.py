"""One narrator or origin whose word alone is asked for, and what of the record rests on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contested.claims.model import Claim
from contested.record.model import Incident, Relation, Site

_WITHIN = ("at", "in", "near")  # roles of a place that say where it happened


@dataclass(frozen=True, slots=True)
class Voice:
    """A source by the name that pages show.

    ``origins`` and ``narrators`` are the record's keys that go by this name; ``claims`` are those
    whose last speaker it is or that go back to it, rejected ones too, and ``incidents`` those with
    such a claim that stands.
    """

    label: str
    origins: frozenset[str]
    narrators: frozenset[str]
    incidents: frozenset[str]
    claims: frozenset[str]

    def relations(self, every: Iterable[Relation]) -> Iterator[Relation]:
        """Its own cells, as if nobody else told of any."""
        return (replace(r, narrator=None) for r in every if r.narrator in self.narrators)

    def tells_of(self, found: Incident, claims: Mapping[str, Claim]) -> Incident:
        """The incident as this voice alone tells it, by its own among ``claims``.

        Grades, tolls and why its claims are one weigh all voices, so they are left out.
        """
        own = [c for c in found.claims if c in self.claims]
        said = reading([claims[c] for c in own if c in claims])
        disputes = (
            replace(
                d, readings=tuple(r for r in d.readings if not self.claims.isdisjoint(r.claims))
            )
            for d in found.disputes
        )
        return replace(
            found,
            claims=tuple(own),
            agents=said.agents,
            targets=said.targets,
            site=said.site or found.site,
            start=said.start or found.start,
            end=said.end if said.start else found.end,
            origins=tuple(o for o in found.origins if not self.claims.isdisjoint(o.claims)),
            disputes=tuple(d for d in disputes if d.readings),
            grades=(),
            tolls=(),
            why=(),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What some claims of one happening say by themselves: who, whom, the first place with
    coordinates, the narrowest interval; ``denied``: that it did not happen."""

    agents: tuple[str, ...]
    targets: tuple[str, ...]
    site: Site | None
    start: str | None
    end: str | None
    denied: bool


def reading(claims: Sequence[Claim]) -> Reading:
    """Actors by registry id, else as they are called; of what is denied, only where all is."""
    plain = [c for c in claims if c.stance == "asserted"] or claims
    agents = dict.fromkeys(a.actor or a.name or a.mention or "" for c in plain for a in c.agents)
    targets = dict.fromkeys(a.actor or a.name or a.mention or "" for c in plain for a in c.targets)
    at = (p for c in plain for p in c.places if p.lat is not None and p.role in _WITHIN)
    place = next(at, None)
    dated = [c.time for c in claims if c.time.start and c.time.end]
    when = min(dated, key=lambda t: (-len(t.edtf or ""), t.start), default=None)
    return Reading(
        tuple(a for a in agents if a),
        tuple(a for a in targets if a),
        Site(place.name, place.lat, place.lon, place.precision_km) if place else None,
        when.start if when else None,
        when.end if when else None,
        bool(claims) and all(c.stance == "denied" for c in claims),
    )
