"""Actors of the case, and what is told of one of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from contested.record.actors import CaseActor
from contested.store import derived, rows
from contested.store.rows import ClaimFilter
from contested.views.voice import Voice
from contested.views.web.pages.paging import part
from contested.views.web.reading import Look

SHOWN = 60


def actors(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Actors, most claims first."""
    wanted, voice = asked.get("name") or None, look.voice
    every = look.kept("actors", lambda: tuple(derived.iter_actors(look.connection)))
    named: Sequence[CaseActor] = every
    if wanted:
        named = tuple(derived.iter_actors(look.connection, wanted))
    if voice:
        told = look.kept(("actors", voice.label), lambda: _counts(look, voice))
        named = [replace(a, count=told[a.id]) for a in named if told[a.id]]
        named.sort(key=lambda a: (-a.count, a.id))
    found, pages = part(named, asked)
    return {"title": "Actors", "rows": [(a, look.named.actor(a.id)) for a in found], **pages}


def _counts(look: Look, voice: Voice) -> Counter[str]:
    """How many of this voice's claims each actor acts or suffers in."""
    every = look.kept("actors", lambda: tuple(derived.iter_actors(look.connection)))
    called = {rows.fold(s): a.id for a in every if a.own for s in a.spellings}
    found = set()
    stand = frozenset(c for c in voice.claims if look.marks.get(c) != "rejected")
    for claim, key, words in rows.acting(look.connection, stand):
        actor = key or _called(words, called)
        if actor:
            found.add((actor, claim))
    return Counter(actor for actor, _ in found)


def _called(words: str, called: Mapping[str, str]) -> str | None:
    """The actor whose name ends the words: what stands before a name is no part of it."""
    parts = words.split()
    tails = (f" {' '.join(parts[n:])} " for n in range(len(parts)))
    return next((called[t] for t in tails if t in called), None)


def actor(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """What one actor is said to do and suffer."""
    wanted = ClaimFilter(actor=asked["id"], ids=look.voice.claims if look.voice else None)
    found = list(rows.iter_claims(look.connection, wanted, SHOWN))
    told = look.told(found)
    return {
        "title": look.named.actor(asked["id"]),
        "actor": asked["id"],
        "total": look.kept(("claims", wanted), lambda: rows.count_claims(look.connection, wanted)),
        "rows": list(told.values()),
    }
