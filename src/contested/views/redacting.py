"""What an export holds back of names: blacked out wherever they stand, letter for letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from contested.claims.model import Claim
from contested.claims.registry import Registry
from contested.store import rows

# Two or more words that begin with a capital (or with al-): what a person is called, in Latin.
_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’-]+|al-[^\W\d_a-z][\w'’-]+)")
_BIT = r"[^\s_\-‐-―]+"
_BETWEEN = r"[\s_\-‐-―]+"  # a name is found however its words are joined: al Said, al-Said
_BLACK = "█"
_LEAST = 4  # letters of a surname that is looked for alone


@dataclass(frozen=True, slots=True)
class Sharing:
    """What to hold back: ``coarsen`` rounds coordinates to a grid of so many km; ``names`` and,
    with ``people``, every person the record knows by name are blacked out."""

    coarsen: float = 0.0
    names: tuple[str, ...] = ()
    people: bool = False


@dataclass(frozen=True, slots=True)
class Mask:
    """Names to black out and the pattern that finds them, whatever their case."""

    names: tuple[str, ...]
    pattern: re.Pattern[str] | None


def mask_of(connection: Connection, registry: Registry, sharing: Sharing) -> Mask:
    """The mask for what ``sharing`` holds back."""
    found = {n.strip() for n in sharing.names if n.strip()}
    if sharing.people:
        for claim in rows.iter_claims(connection):
            found |= set(_people(claim, registry))
    ordered = tuple(sorted(found, key=lambda n: (-len(n), n)))
    bits = (re.findall(_BIT, n.lstrip("@")) for n in ordered)  # a handle also without its sign
    either = "|".join(_BETWEEN.join(map(re.escape, b)) for b in bits if b)
    if not either:
        return Mask((), None)
    return Mask(ordered, re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.I))


def _people(claim: Claim, registry: Registry) -> Iterator[str]:
    """Names in mentions of persons: registry persons, and links and handles of that kind."""
    sides = (*claim.agents, *claim.targets)
    told = [(a.mention, registry.kind_of(a.actor or "") == "person") for a in sides]
    told += [(k.mention, k.kind == "person") for k in claim.chain]
    for mention in (m for m, person in told if m and person):
        if mention.startswith("@"):
            yield mention
        run = _run(mention)
        if len(run) > 1:
            yield " ".join(run)
            yield from (run[-1:] if len(run[-1]) >= _LEAST else ())
    for actor in {a.actor for a in sides if a.actor} | {k.actor for k in claim.chain if k.actor}:
        if registry.kind_of(actor) == "person":
            name = registry.name_of(actor)
            yield from (name, name.split()[-1])


def _run(mention: str) -> list[str]:
    """The last unbroken run of capitalised words."""
    run: list[str] = []
    for word in mention.split():
        run = [*run, word.strip(",.;:")] if _NAME.fullmatch(word.strip(",.;:")) else []
    return run


def masked(text: str, mask: Mask) -> str:
    """``text`` with every letter of the names blacked out."""
    if mask.pattern is None:
        return text
    return mask.pattern.sub(lambda m: re.sub(r"\S", _BLACK, m[0]), text)


def masked_json(value: Any, mask: Mask) -> Any:
    """The same for every string of a JSON value."""
    if isinstance(value, str):
        return masked(value, mask)
    if isinstance(value, list | tuple):
        return [masked_json(v, mask) for v in value]
    if isinstance(value, dict):
        return {k: masked_json(v, mask) for k, v in value.items()}
    return value
