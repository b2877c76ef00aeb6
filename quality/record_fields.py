"""Rows of ``quality/record.py`` for what follows from incidents: disputes, control, relations.

Every row's ``n`` is what makes a mean over groups weighted by it the pooled score: predicted plus
expected items for an F1, items otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from contested.claims.model import Actor, Claim
from contested.claims.registry import load_registry
from contested.names import fold, skeleton
from contested.record.balance import signed_ties
from contested.record.control import find_control
from contested.record.disputes import dispute_all
from contested.record.incidents import find_incidents
from contested.record.model import ControlSpell, Incident
from contested.record.narrators import narrator
from contested.record.relations import Telling, find_relations
from contested.record.sides import Sides
from contested.record.stances import matrix

if TYPE_CHECKING:
    from record import Run

_DAYS = 7  # how far an end may lie from gold's
_KNOWN_ROLES = ("agents", "targets")
Json = dict[str, Any]


class RowOut(NamedTuple):
    """One score: right of all where it is a share, else a value in 0–1 over ``n`` items."""

    name: str
    value: float
    n: int


def dispute_rows(run: Run) -> Iterator[RowOut]:
    """F1 of (incident, field) that are disputed; an incident is known by its commonest label."""
    wanted = {
        (label, field)
        for label, entry in run.group.record.get("incident", {}).items()
        for field in entry.get("disputes", ())
    }
    if "incident" not in run.group.record:
        return
    given = disputed(run, run.incidents)
    yield from _f1("disputes", len(wanted & given), len(given), len(wanted))
    if run.source == "gold":
        told = disputed(run, gold_incidents(run))
        yield from _f1("disputes of gold incidents", len(wanted & told), len(told), len(wanted))


def disputed(run: Run, incidents: Iterable[Incident]) -> set[tuple[str, str]]:
    """(label or, without one, incident id; field) of every dispute that the record finds."""
    claims = {c.id: c for c in run.claims}
    found = dispute_all(incidents, claims, Sides(load_registry()))
    return {(main_label(run, i), d.field) for i in found for d in i.disputes}


def gold_incidents(run: Run) -> list[Incident]:
    """Incidents as gold's labels group the claims, with the origins that the record finds."""
    claims = {c.id: c for c in run.claims}
    labels: dict[str, list[Claim]] = {}
    for index, label in run.labelled().items():
        labels.setdefault(label, []).append(claims[run.of_gold[index]])
    found: list[Incident] = []
    for told in labels.values():
        pairs = [(a.id, b.id) for a, b in pairwise(told)]
        found += find_incidents(told, run.group.texts(), same=pairs)[0]
    return found


def main_label(run: Run, incident: Incident) -> str:
    """The label of most of its claims; its own id when none has one."""
    labels = {run.of_gold[index]: label for index, label in run.labelled().items()}
    votes = Counter(labels[c] for c in incident.claims if c in labels)
    return votes.most_common(1)[0][0] if votes else incident.id


def control_rows(run: Run) -> Iterator[RowOut]:
    """F1 of spells: place and holder equal, intervals overlapping, ends within a week of gold's."""
    wanted = run.group.record.get("control")
    if wanted is None:
        return
    spells = spells_of(run)
    pairs = match_spells(wanted, spells)
    yield from _f1("control spells", len(pairs), len(spells), len(wanted))
    right = sum(g["contested"] == (s.status == "contested") for g, s in pairs)
    if pairs:
        yield RowOut("contested or not, of matched spells", right / len(pairs), len(pairs))


def spells_of(run: Run) -> list[ControlSpell]:
    """Spells of the run's claims, sieges left out."""
    claims = {c.id: c for c in run.claims}
    found = find_control(run.incidents, claims, telling(run), Sides(load_registry()))
    return [s for s in found if s.status != "besieged"]


def match_spells(gold: list[Json], spells: list[ControlSpell]) -> list[tuple[Json, ControlSpell]]:
    """Gold spells with the first free spell that says the same."""
    free, pairs = list(spells), []
    for one in gold:
        hit = next((s for s in free if same_spell(one, s)), None)
        if hit is not None:
            free.remove(hit)
            pairs.append((one, hit))
    return pairs


def same_spell(gold: Json, spell: ControlSpell) -> bool:
    """Whether a spell is gold's."""
    names = {fold(gold["place"]), skeleton(gold["place"])}
    if not names & {fold(spell.place), skeleton(spell.place)}:
        return False
    if gold["holder"] != spell.holders[0]:
        return False
    first, last = spell.start or "0001-01-01", spell.end or "9999-12-31"
    overlap = first < gold.get("end", "9999-12-31") and gold.get("start", "0001-01-01") < last
    return overlap and _near(gold.get("start"), spell.start) and _near(gold.get("end"), spell.end)


def _near(gold: str | None, given: str | None) -> bool:
    if gold is None:
        return True
    return given is not None and _days(gold, given) <= _DAYS


def _days(a: str, b: str) -> int:
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def relation_rows(run: Run) -> Iterator[RowOut]:
    """Share of gold pairs whose sign over the whole group is gold's; no cell is wrong.

    The record knows parties: where gold names a body, its party in the registry is meant.
    """
    wanted = run.group.record.get("relation")
    if not wanted:
        return
    signs = signs_of(run)
    right = [signs.get(_pair(r["a"], r["b"])) == r["sign"] for r in wanted]
    told = [_pair(r["a"], r["b"]) in signs for r in wanted]
    yield RowOut("relation signs", sum(right) / len(right), len(right))
    if any(told):
        share = sum(right) / sum(told)
        yield RowOut("relation signs, pairs with any evidence", share, sum(told))


def signs_of(run: Run) -> dict[tuple[str, str], int]:
    """Sign of each pair, both directions together, over all months and narrators."""
    claims = {c.id: c for c in run.claims}
    cells = find_relations(run.incidents, claims, telling(run))
    return signed_ties((s.a, s.b, s.weight) for s in matrix(cells))


def _pair(a: str, b: str) -> tuple[str, str]:
    one, other = sorted((_party(a), _party(b)))
    return one, other


def _party(actor: str) -> str:
    known = load_registry().get(actor)
    return (known.party if known else None) or actor


def actor_rows(run: Run) -> Iterator[RowOut]:
    """Of gold's actors whose words the extractor also gives a role: known ones resolved to gold's
    id, and unknown ones left open."""
    if run.source == "gold":
        return
    claims = {c.id: c for c in run.claims}
    known: list[bool] = []
    named: list[bool] = []
    unknown: list[bool] = []
    for index, claim_id in run.of_gold.items():
        for role in _KNOWN_ROLES:
            for actor in run.group.gold[index][role]:
                given = _same_words(actor, role, claims[claim_id])
                if given is None:
                    continue
                right = given.actor == actor["actor"]
                (known if actor["actor"] else unknown).append(right)
                if actor["actor"] and _is_named(actor):
                    named.append(right)
    for what, found in (
        ("known actors resolved", known),
        ("known actors resolved, where words name them", named),
        ("unknown actors left open", unknown),
    ):
        if found:
            yield RowOut(what, sum(found) / len(found), len(found))


def _is_named(gold: Json) -> bool:
    """Whether the mention holds a name of the actor or of its side ("Russian jets"); the others
    are pronouns, "our forces", "the group"."""
    known = [load_registry().get(a) for a in (gold["actor"], gold.get("party")) if a]
    words = f" {fold(gold['mention'])} "
    names = (fold(alias.text) for one in known if one for alias in one.aliases)
    return any(f" {name} " in words for name in names)


def _same_words(gold: Json, role: str, claim: Claim) -> Actor | None:
    """The actor whose mention overlaps gold's in the same role."""
    if gold.get("start") is None:
        return None
    actors: tuple[Actor, ...] = getattr(claim, role)
    for one in actors:
        start, end = one.start or 0, one.end or 0
        if start < gold["end"] and gold["start"] < end:
            return one
    return None


def telling(run: Run) -> Telling:
    """Who tells the run's claims, and when."""
    texts = run.group.texts()
    narrators = {c.id: narrator(c, texts[c.account].name) for c in run.claims}
    return Telling(narrators, {a.id: a.date for a in texts.values()})


def show_fields(run: Run) -> None:
    """What the record has and gold has not, and the other way round."""
    record = run.group.record
    wanted = {
        (label, f) for label, e in record.get("incident", {}).items() for f in e.get("disputes", ())
    }
    given = disputed(run, run.incidents)
    print(f"-- {run.group.name} {run.source}")
    for word, items in (("missing", wanted - given), ("extra", given - wanted)):
        for item in sorted(items):
            print(f"   dispute {word}: {item}")
    spells = spells_of(run)
    pairs = match_spells(record.get("control", []), spells)
    for one in record.get("control", []):
        if not any(g is one for g, _ in pairs):
            print(f"   spell missing: {one}")
    for spell in spells:
        if not any(s is spell for _, s in pairs):
            print(f"   spell extra: {spell.place} {spell.holders} {spell.start} {spell.end}")
    signs = signs_of(run)
    for r in record.get("relation", []):
        if signs.get(_pair(r["a"], r["b"])) != r["sign"]:
            print(f"   relation wrong: {r} given {signs.get(_pair(r['a'], r['b']))}")


def _f1(name: str, right: int, given: int, wanted: int) -> Iterator[RowOut]:
    if given + wanted:
        yield RowOut(f"{name}, F1", 2 * right / (given + wanted), given + wanted)
    if given:
        yield RowOut(f"{name}, precision", right / given, given)
    if wanted:
        yield RowOut(f"{name}, recall", right / wanted, wanted)


FIELD_ROWS = (dispute_rows, control_rows, relation_rows, actor_rows)
