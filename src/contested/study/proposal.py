"""From a causal claim of the record to a question: definitions proposed in words.

An end of the claim is another claim or a description. Its actors become patterns of names, its act
patterns of types (``resources/study_types.toml``); controls are events of the same type by others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from contested.claims.actors_data import RegistryActor
from contested.claims.model import Cause, Claim
from contested.errors import StudyError
from contested.resources import load_toml, malformed
from contested.study.model import EventTable, day_number, iso_day
from contested.study.questions import Meaning

_FILE = "study_types.toml"
_AROUND = 60  # days before and after the claim's own time that the question covers
_SHORT = 4  # letters below which an alias would fit inside other words
_VIA = ("name", "alias", "demonym")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question with how each part of it came about; ``open`` are parts that nothing proposes."""

    meaning: Meaning
    how: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a claim: whose, of which kind, and the words it was read from."""

    actors: tuple[str, ...]
    types: str
    mention: str


@cache
def _patterns() -> tuple[Mapping[str, str], Mapping[str, str]]:
    said = load_toml(_FILE)
    acts, words = said.get("acts"), said.get("words")
    if not isinstance(acts, dict) or not isinstance(words, dict):
        raise malformed(_FILE, "acts", "and words must be tables")
    for word, key in words.items():
        if key not in acts:
            raise malformed(_FILE, f'"{word}"', f"stands for {key!r}, which is no act")
    return acts, words


def propose(
    claim: Claim, find: Callable[[str], Claim], actors: Mapping[str, RegistryActor],
    table: EventTable,
) -> Proposal:  # fmt: skip
    """Definitions for ``claim``, a causal one; ``find`` gives a claim by id.

    Types are asked for only where the table names them. Raises StudyError when ``claim`` is of
    another kind.
    """
    if claim.kind != "cause" or claim.cause is None or claim.effect is None:
        raise StudyError(f"{claim.id} is no causal claim but {claim.kind}; nothing follows from it")
    cause, effect = (_end(e, find) for e in (claim.cause, claim.effect))
    whose, what = _who(cause, actors), _what(cause, table)
    treatment = _join(whose and f"actor={whose}", what and f"type={what}")
    control = _join(whose and f"actor!={whose}", what and f"type={what}") if whose else ""
    follows = _who(effect, actors)
    outcome = _join(follows and f"actor={follows}", _what(effect, table, True))
    within = _within(claim)
    meaning = Meaning(treatment, outcome, control, within, "more", _sentence(claim))
    found = {"treatment": treatment, "control": control, "outcome": outcome}
    how = (
        f"treatment: “{cause.mention}”, by {', '.join(cause.actors) or 'nobody named'}",
        "control: the same kind of event by anybody else",
        f"outcome: “{effect.mention}”, by {', '.join(effect.actors) or 'nobody named'}",
        f"within {_AROUND} days of the claim's own time" if within else "at any time",
    )
    return Proposal(meaning, how, tuple(name for name, words in found.items() if not words))


def _end(end: Cause, find: Callable[[str], Claim]) -> _End:
    acts, words = _patterns()
    if end.claim is not None:
        told = find(end.claim)
        keys = [f"{told.kind} {told.act} {told.mode}", f"{told.kind} {told.act}", told.kind]
        types = next((acts[k] for k in keys if k in acts), "")
        named = [a.actor or a.name or a.mention or "" for a in told.agents]
        return _End(tuple(filter(None, named)), types, end.mention or told.evidence.text)
    said = end.mention.casefold()
    types = next((acts[key] for word, key in words.items() if word in said), "")
    named = [a.actor or a.name or a.mention or "" for a in end.agents]
    return _End(tuple(filter(None, named)), types, end.mention)


def _who(end: _End, actors: Mapping[str, RegistryActor]) -> str:
    """Patterns of every longer name of the actors, and their ids as they are."""
    found: list[str] = []
    for name in end.actors:
        known = actors.get(name)
        aliases = [a.text for a in known.aliases if a.via in _VIA] if known else [name]
        found.append(name)
        long = [a for a in aliases if sum(map(str.isalpha, a)) >= _SHORT]
        found += [f"*{a}*" for a in sorted(long, key=len) if not set("=;|*?") & set(a)]
    kept: list[str] = []
    for pattern in dict.fromkeys(p.casefold() for p in found):
        inner = pattern.strip("*")
        if not any(k.startswith("*") and k.strip("*") in inner for k in kept):
            kept.append(pattern)
    return "|".join(kept)


def _what(end: _End, table: EventTable, condition: bool = False) -> str:
    """Patterns of types; of a cause none where the table leaves most types open."""
    if not end.types or not (table.type != "").any():
        return ""
    if condition:  # an outcome of another kind would be another outcome
        return f"type={end.types}"
    return end.types if float((table.type != "").mean()) >= 0.5 else ""


def _join(*parts: str) -> str:
    return ";".join(p for p in parts if p)


def _within(claim: Claim) -> str:
    start = claim.time.start or claim.time.end
    end = claim.time.end or start
    if start is None or end is None:
        return ""
    first, last = day_number(start[:10]) - _AROUND, day_number(end[:10]) + _AROUND
    return f"since={iso_day(first)};until={iso_day(last)}"


def _sentence(claim: Claim) -> str:
    return " ".join(claim.evidence.text.split())
