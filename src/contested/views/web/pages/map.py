"""The map and its timeline: what they draw, as one small JSON value.

``map_data`` is ``{"origins": [[name, name]], "actors": [[label, camp]], "camps": [label],
"incidents": [...], "spells": [...]}``. Actors, origins and camps are named by their number in those
lists; origins are all on whose word something rests. Keys are short, as there may be tens of
thousands of incidents:

- incident: ``i`` id, ``w`` act and mode, ``p`` place, ``a``/``o`` latitude and longitude, ``k``
  precision in km, ``s``/``e`` half-open interval of ISO dates, ``g`` agents, ``t`` targets, ``c``
  number of claims, ``n`` origins, ``d`` disputed fields, ``r`` what single origins say otherwise
  (origin → the same keys, ``x`` 1 when it says that this did not happen); empty ones are left out;
- spell: ``p``, ``a``, ``o``, ``h`` holders, ``b`` besiegers, ``x`` status, ``s``/``e``, ``k``/``z``
  first and last day that a claim bears it out, ``n`` origins.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contested.claims.model import Claim
from contested.record.model import ControlSpell, Incident
from contested.store import derived
from contested.views.labels import Labels, site, what
from contested.views.output import clean
from contested.views.voice import reading
from contested.views.web import assets
from contested.views.web.reading import Look
from contested.views.web.voices import every_voice

_TOLD_APART = {"agent", "place", "time", "occurrence"}


def map_page(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """The frame of the page; scripts fill it from ``/data/map.json``."""
    return {
        "title": "Map and timeline",
        "ready": assets.present(),
        "layers": layers(look),
    }


def layers(look: Look) -> list[str]:
    """Names of the GeoJSON files that the user put into the case's ``geo`` folder."""
    folder = look.case.root / "geo"
    found = folder.glob("*.geojson") if folder.is_dir() else ()
    return sorted(p.name for p in found if p.is_file() and not p.is_symlink())


@dataclass(slots=True)
class _Numbers:
    """Gives each name a number, in the order met."""

    names: dict[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int:
        return self.names.setdefault(name, len(self.names))


def map_data(look: Look) -> dict[str, Any]:
    """Everything the map draws. See the module for the keys."""
    incidents = list(derived.iter_incidents(look.connection))
    actors, tellers = _Numbers(), _tellers(look)
    apart = _told_apart(look, incidents)
    rows = [_incident(i, actors, tellers, apart) for i in incidents]
    spells = [_spell(s, actors, tellers) for s in derived.iter_spells(look.connection)]
    people, camps = _people(actors, rows, look.named)
    return {
        "origins": [[name, name] for name in tellers.names],
        "actors": people,
        "camps": camps,
        "incidents": rows,
        "spells": spells,
    }


@dataclass(frozen=True, slots=True)
class _Tellers:
    """Names of all on whose word something rests; their numbers by incident and by claim."""

    names: tuple[str, ...]
    incidents: Mapping[str, list[int]]
    claims: Mapping[str, list[int]]


def _tellers(look: Look) -> _Tellers:
    incidents: dict[str, list[int]] = {}
    claims: dict[str, list[int]] = {}
    every = every_voice(look)
    for number, keys in enumerate(every.values()):
        for one in keys["incidents"]:
            incidents.setdefault(one, []).append(number)
        for one in keys["claims"]:
            claims.setdefault(one, []).append(number)
    return _Tellers(tuple(every), incidents, claims)


def _incident(
    i: Incident, actors: _Numbers, tellers: _Tellers, apart: Mapping[str, Claim]
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "i": i.id,
        "w": what(i),
        "p": site(i.site),
        "s": i.start,
        "e": i.end,
        "g": [actors.of(a) for a in i.agents],
        "t": [actors.of(a) for a in i.targets],
        "c": len(i.claims),
        "n": tellers.incidents.get(i.id, []),
        "d": [d.field for d in i.disputes],
        "r": _readings(i, actors, tellers, apart),
    }
    if i.site and i.site.lat is not None and i.site.lon is not None:
        row |= {"a": round(i.site.lat, 4), "o": round(i.site.lon, 4), "k": i.site.precision_km}
    return {k: v for k, v in row.items() if v}


def _told_apart(look: Look, incidents: Iterable[Incident]) -> dict[str, Claim]:
    """Claims of those incidents that look otherwise when one narrator alone tells them."""
    some = [i for i in incidents if _TOLD_APART & {d.field for d in i.disputes}]
    return derived.claims_named(look.connection, [c for i in some for c in i.claims])


def _readings(
    i: Incident, actors: _Numbers, tellers: _Tellers, apart: Mapping[str, Claim]
) -> dict[str, dict[str, Any]]:
    told: dict[int, list[Claim]] = {}
    for claim in (apart[c] for c in i.claims if c in apart):
        for number in tellers.claims.get(claim.id, ()):
            told.setdefault(number, []).append(claim)
    return {str(n): _reading(some, actors) for n, some in told.items()} if len(told) > 1 else {}


def _reading(claims: Sequence[Claim], actors: _Numbers) -> dict[str, Any]:
    """What one narrator alone says: its agents, its place, its days."""
    said = reading(claims)
    out: dict[str, Any] = {"g": [actors.of(a) for a in said.agents]}
    if said.site:
        p = said.site
        out |= {"p": clean(p.name), "a": p.lat, "o": p.lon, "k": p.precision_km}
    if said.start:
        out |= {"s": said.start, "e": said.end}
    return out | ({"x": 1} if said.denied else {})


def _spell(s: ControlSpell, actors: _Numbers, tellers: _Tellers) -> dict[str, Any]:
    row: dict[str, Any] = {
        "p": clean(s.place),
        "h": [actors.of(a) for a in s.holders],
        "b": [actors.of(a) for a in s.besiegers],
        "x": s.status,
        "s": s.start,
        "e": s.end,
        "k": s.known,
        "z": s.seen,
        "n": sorted({n for c in s.claims for n in tellers.claims.get(c, ())}),
    }
    if s.lat is not None and s.lon is not None:
        row |= {"a": round(s.lat, 4), "o": round(s.lon, 4)}
    return {k: v for k, v in row.items() if v}


def _people(
    actors: _Numbers, rows: list[dict[str, Any]], named: Labels
) -> tuple[list[list[Any]], list[str]]:
    """Label and camp of every actor; camps are the sides actors act for, most agents first."""
    counts = Counter(g for row in rows for g in row.get("g", ()))
    ids = list(actors.names)
    sides = [_side(a, named) for a in ids]
    weights: Counter[str] = Counter()
    for number, side in enumerate(sides):
        if side:
            weights[side] += counts[number] + 1
    camps = {side: n for n, (side, _) in enumerate(weights.most_common())}
    people = [[named.actor(a), camps.get(s or "", -1)] for a, s in zip(ids, sides, strict=True)]
    return people, [named.actor(side) for side in camps]


def _side(actor: str, named: Labels) -> str | None:
    """The side an actor acts for, or the umbrella above that; None outside the registry."""
    found = named.registry.get(actor)
    party = named.registry.get(found.party or actor) if found else None
    return (party.umbrella or party.id) if party else None
