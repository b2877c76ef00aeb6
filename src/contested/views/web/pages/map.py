"""The map and its timeline: what they draw, as one small JSON value.

``map_data`` is ``{"origins": [[key, name]], "actors": [[label, camp]], "camps": [label],
"incidents": [...], "spells": [...]}``. Actors, origins and camps are named by their number in those
lists. Keys are short, as there may be tens of thousands of incidents:

- incident: ``i`` id, ``w`` act and mode, ``p`` place, ``a``/``o`` latitude and longitude, ``k``
  precision in km, ``s``/``e`` half-open interval of ISO dates, ``g`` agents, ``t`` targets, ``c``
  number of claims, ``n`` origins, ``d`` disputed fields, ``r`` what single origins say otherwise
  (origin → the same keys, ``x`` 1 when it says that this did not happen); empty ones are left out;
- spell: ``p``, ``a``, ``o``, ``h`` holders, ``b`` besiegers, ``x`` status, ``s``/``e``, ``k``/``z``
  first and last day that a claim bears it out, ``n`` origins.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from contested.claims.model import Claim
from contested.record.model import ControlSpell, Incident
from contested.store import derived
from contested.views.labels import Labels, site, what
from contested.views.output import clean
from contested.views.web import assets
from contested.views.web.reading import Look

_TOLD_APART = {"agent", "place", "time", "occurrence"}
_WITHIN = ("at", "in", "near")


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
    actors, origins = _Numbers(), _Numbers()
    names: Counter[tuple[str, str]] = Counter()
    for i in incidents:
        names.update({(o.key, o.name): len(o.claims) for o in i.origins})
    labels = {key: name for (key, name), _ in names.most_common()[::-1]}
    for (key, _), _ in names.most_common():
        origins.of(key)
    home = {c: origins.of(o.key) for i in incidents for o in i.origins for c in o.claims}
    apart = _told_apart(look, incidents)
    rows = [_incident(i, actors, origins, apart) for i in incidents]
    spells = [_spell(s, actors, home) for s in derived.iter_spells(look.connection)]
    people, camps = _people(actors, rows, look.named)
    return {
        "origins": [[k, _origin(k, labels[k], look.named)] for k in origins.names],
        "actors": people,
        "camps": camps,
        "incidents": rows,
        "spells": spells,
    }


def _origin(key: str, name: str, named: Labels) -> str:
    """The registry's label of an origin that is an actor, else the name met most."""
    sort, _, actor = key.partition(":")
    return named.actor(actor) if sort == "actor" else clean(name)


def _incident(
    i: Incident, actors: _Numbers, origins: _Numbers, apart: Mapping[str, Claim]
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
        "n": [origins.of(o.key) for o in i.origins],
        "d": [d.field for d in i.disputes],
        "r": _readings(i, actors, origins, apart),
    }
    if i.site and i.site.lat is not None and i.site.lon is not None:
        row |= {"a": round(i.site.lat, 4), "o": round(i.site.lon, 4), "k": i.site.precision_km}
    return {k: v for k, v in row.items() if v}


def _told_apart(look: Look, incidents: Iterable[Incident]) -> dict[str, Claim]:
    """Claims of those incidents that look otherwise when one origin alone tells them."""
    some = [i for i in incidents if _TOLD_APART & {d.field for d in i.disputes}]
    return derived.claims_named(look.connection, [c for i in some for c in i.claims])


def _readings(
    i: Incident, actors: _Numbers, origins: _Numbers, apart: Mapping[str, Claim]
) -> dict[str, dict[str, Any]]:
    out = {}
    for origin in i.origins:
        told = [apart[c] for c in origin.claims if c in apart]
        if told and len(i.origins) > 1:
            out[str(origins.of(origin.key))] = _reading(told, actors)
    return out


def _reading(told: list[Claim], actors: _Numbers) -> dict[str, Any]:
    """What one origin alone says: its agents, its first place, its narrowest interval."""
    agents = dict.fromkeys(a.party or a.actor or a.name or "" for c in told for a in c.agents)
    out: dict[str, Any] = {"g": [actors.of(a) for a in agents if a]}
    places = [p for c in told for p in c.places if p.lat is not None and p.role in _WITHIN]
    if places:
        p = places[0]
        out |= {"p": clean(p.name), "a": p.lat, "o": p.lon, "k": p.precision_km}
    dated = [c.time for c in told if c.time.start and c.time.end]
    if dated:
        when = min(dated, key=lambda t: (len(t.edtf or "") * -1, t.start))
        out |= {"s": when.start, "e": when.end}
    if all(c.stance == "denied" for c in told):
        out["x"] = 1
    return out


def _spell(s: ControlSpell, actors: _Numbers, home: Mapping[str, int]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "p": clean(s.place),
        "h": [actors.of(a) for a in s.holders],
        "b": [actors.of(a) for a in s.besiegers],
        "x": s.status,
        "s": s.start,
        "e": s.end,
        "k": s.known,
        "z": s.seen,
        "n": sorted({home[c] for c in s.claims if c in home}),
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
