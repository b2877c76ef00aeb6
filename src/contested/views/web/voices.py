"""Everybody on whose word something rests, by the name that pages show; and the one asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from contested.errors import NotFound
from contested.names import fold
from contested.views.output import clean
from contested.views.voice import Voice
from contested.views.web.pages.telling import Told, told_of
from contested.views.web.reading import Look

NAME = "according"  # in every address
Keys = Mapping[str, Sequence[str]]  # origins, narrators, incidents, claims
Listed = tuple[str, int, int]  # label, incidents, claims


def voices_of(look: Look, told: Told) -> dict[str, dict[str, list[str]]]:
    """By label: keys of origins and narrators, and what rests on them; most incidents first."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(
        lambda: {"origins": {}, "narrators": {}, "incidents": {}, "claims": {}}
    )
    narrators = {c.id: told.telling.narrators[c.id] for c in told.claims} | dict(told.rejected)
    for claim_id, key in narrators.items():
        one = found[look.named.actors(key.split(" + "))]
        one["narrators"][key] = None
        one["claims"][claim_id] = None
    home = {c: label for label, one in found.items() for c in one["claims"]}
    for incident in told.incidents:
        for origin in incident.origins:
            sort, _, actor = origin.key.partition(":")
            label = look.named.actor(actor) if sort == "actor" else clean(origin.name)
            found[label]["origins"][origin.key] = None
            found[label]["incidents"][incident.id] = None
            found[label]["claims"].update(dict.fromkeys(origin.claims))
        for claim_id in incident.claims:
            if claim_id in home:
                found[home[claim_id]]["incidents"][incident.id] = None
    order = sorted(found, key=lambda v: (-len(found[v]["incidents"]), -len(found[v]["claims"]), v))
    return {label: {k: list(ids) for k, ids in found[label].items()} for label in order}


def every_voice(look: Look) -> Mapping[str, Keys]:
    """``voices_of`` the record, read whole: for a build, and for a record that was left without."""
    return look.kept("every voice", lambda: voices_of(look, told_of(look)))


def row_of(label: str) -> str:
    """The name under which one voice is stored."""
    return f"voice {label}"


def listed(every: Mapping[str, Keys]) -> list[Listed]:
    """The voices by name and size, without what rests on them."""
    return [(v, len(one["incidents"]), len(one["claims"])) for v, one in every.items()]


def voices(look: Look) -> list[Listed]:
    """Everybody, those who tell of most incidents first."""
    found: list[Listed] = look.stored("voices", lambda: listed(every_voice(look)))
    return found


def hearing(look: Look, label: str) -> Look:
    """The same look at what rests on one voice alone. Raises ``NotFound`` for a stranger."""
    if not label.strip():
        return look
    names = look.kept("voice names", lambda: {fold(v[:200]): v for v, _, _ in voices(look)[::-1]})
    known = look.kept("voice labels", lambda: frozenset(v for v, _, _ in voices(look)))
    name = label if label in known else names.get(fold(label))
    if name is None:
        raise NotFound(f"{label}: nobody by that name tells anything in this record")
    return replace(look, voice=look.kept(("voice", name), lambda: _voice(look, name)))


def _voice(look: Look, name: str) -> Voice:
    one: dict[str, Any] = look.stored(row_of(name), lambda: every_voice(look)[name])
    keys = ("origins", "narrators", "incidents", "claims")
    return Voice(name, *(frozenset(one[k]) for k in keys))
