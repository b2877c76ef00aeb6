"""Whom a claim hits, as far as comparing needs to know: people by name or office, and pronouns."""

import re
from dataclasses import replace

from contested.claims.model import Actor, Claim
from contested.names import fold
from contested.record.sides import Sides
from contested.record.words import RecordWords

_BODY = re.compile(r"(?:[Tt]he|[Aa]n?|[Oo]ur|[Tt]heir|[Ii]ts)(?: (?:al-|el-)?[A-Z][\w'’-]+)+$")


def known_people(targets: frozenset[str], sides: Sides) -> frozenset[str]:
    """The targets that are people of the registry, by their ids."""
    return frozenset(t for t in targets if sides.registry.kind_of(t) == "person")


def named_people(claim: Claim, words: RecordWords) -> frozenset[str]:
    """Surnames of single people outside the registry: two capitalised names, with or without a
    title; a name straight after "the" is a body's ("the Free Syrian Army"). Who is called by an
    office of some place ("the governor of North Duwani") goes by that, and by both where the words
    give both ("Sule Bakari, the governor of North Duwani")."""
    out = set()
    for target in claim.targets:
        said = target.mention or ""
        if target.actor is not None or target.cls == "object":
            continue
        behind = claim.evidence.text.partition(said)[2] if said else ""
        beside = behind[1:].lstrip() if behind.startswith(",") else ""
        called = words.office.match(said + behind)
        offices = [m for m in (called, words.office.match(beside)) if m]
        out |= {office_key(m["office"], m["of"]) for m in offices}
        name = said[called.end() :] if called else said
        names = re.findall(r"\b[A-Z][\w'’-]+", name)
        if len(names) > 1 and not _BODY.match(name):
            out.add(f"~{fold(names[-1])}")
    return frozenset(out)


def office_key(office: str, of: str) -> str:
    """The key of whoever holds an office: ``~@governor north duwani``."""
    return f"~@{office.lower()} {fold(of)}"


def open_it(target: Actor) -> Actor:
    """An "it" that is struck is a thing told of before, whatever side it was taken for."""
    if (target.mention or "").lower() != "it":
        return target
    return replace(target, actor=None, party=None, name=None, cls="object")


def takes_up(claim: Claim, words: RecordWords) -> bool:
    """Whether a pronoun is all that says what was hit ("murdered him", "razed it")."""
    said = [t.mention.lower() for t in claim.targets if t.mention and t.actor is None]
    return bool(said) and all(m in words.pronouns - words.own for m in said)
