"""``incident``: accounts side by side, origins with their paths, disputes, grades, tolls."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from contested.claims.model import Claim
from contested.codec import to_plain
from contested.names import fold
from contested.record.judgements import apply_judgements
from contested.record.model import Incident, Origin
from contested.store import derived
from contested.store.case import Case, open_case
from contested.store.judgements import read_judgements
from contested.views import words
from contested.views.incidents import show_dispute
from contested.views.labels import Labels, days, labels_of, site, what
from contested.views.listing import plain_claim
from contested.views.output import clean, console, counted, put_json, say, table

if TYPE_CHECKING:
    from rich.tree import Tree


def incident(root: Path, prefix: str, json: bool) -> int:
    """Show the incident whose id begins so, or that holds the claim so named."""
    case = open_case(root)
    with case.database.read() as connection:
        found = derived.find_incident(connection, prefix)
        claims = derived.claims_named(connection, found.claims)
        marks = derived.marks(connection)
        named = labels_of(case, connection)
    if json:
        told = [plain_claim(claims[c], marks) for c in found.claims if c in claims]
        put_json(to_plain(found) | {"told": told})
        return 0
    _head(found, named)
    _accounts(found, claims, named)
    _origins(found, named, ratings_of(case))
    if found.disputes:
        say("\nDisputed")
    for dispute in found.disputes:
        show_dispute(dispute, found, claims, named)
    _grades(found)
    return 0


def ratings_of(case: Case) -> Mapping[str, str]:
    """Reliability A to F that people gave sources, by folded name."""
    judgements, _ = read_judgements(case.judgements)
    rated = [j for j in judgements if j.verdict in ("rate", "undo")]
    return apply_judgements((), rated, {}).decisions.ratings


def _head(found: Incident, named: Labels) -> None:
    say(f"{found.id}  {what(found)}  {named.actors(found.agents)} → {named.actors(found.targets)}")
    where = site(found.site)
    if found.site and found.site.lat is not None:
        where += f" ({found.site.lat:.3f}, {found.site.lon:.3f} ± {found.site.precision_km:g} km)"
    when = days(found.start, found.end) or "undated"
    say(f"{when}, {where or 'no place'}")
    say(
        f"{counted(len(found.claims), 'claim')}, {counted(len(found.origins), 'origin')}"
        + ("; an actor reports its own success, and nobody else does" if found.interested else "")
    )
    code = found.coding
    codes = (
        ("ACLED", code.acled_event_type),
        ("sub-event", found.acled),
        ("GED type", code.ged_type_of_violence),
        ("GED place precision", code.ged_where_prec),
        ("date precision", code.ged_date_prec),
    )
    if shown := ", ".join(f"{name} {value}" for name, value in codes if value is not None):
        say(shown)
    if found.part_of:
        say(f"part of {found.part_of}")
    if found.possibly:
        say(f"possibly one with {', '.join(found.possibly)}")


def _accounts(found: Incident, claims: Mapping[str, Claim], named: Labels) -> None:
    """One row a claim, account by account, so that they can be read side by side."""
    say("\nWho says what")
    rows, before = [], None
    for claim in (claims[c] for c in found.claims if c in claims):
        who = f"{named.account(claim.account)}, {named.dates.get(claim.account) or 'undated'}"
        chain = words.says(claim, None) if claim.chain else "in its own voice"
        put = "" if claim.stance == "asserted" else claim.stance
        quote = f"“{clean(claim.evidence.text)}”"
        rows.append(("" if who == before else who, chain, quote, put, words.whom(claim), claim.id))
        before = who
    names = ("account", "says", "quote", "stance", "who → whom", "claim")
    table(names, rows, whole=("claim",), indent=2)


def _origins(found: Incident, named: Labels, ratings: Mapping[str, str]) -> None:
    reports = len({(c, o.key) for o in found.origins for c in o.claims})
    say(f"\n{counted(reports, 'report')}, {counted(len(found.origins), 'origin')}")
    for origin in found.origins:
        console().print(origin_tree(origin, named, ratings))


def origin_tree(origin: Origin, named: Labels, ratings: Mapping[str, str]) -> "Tree":
    """An origin with the ways its words travelled, origin first."""
    from rich.text import Text
    from rich.tree import Tree

    rating = ratings.get(fold(origin.name), "F")
    side = f", acts for {named.actor(origin.party)}" if origin.party else ""
    head = f"{origin.name} ({origin.kind}{side}; reliability {rating})"
    tree = Tree(Text(clean(f"  {head}: {counted(len(origin.claims), 'claim')}, first in "
                           f"{named.account(origin.earliest)}")))  # fmt: skip
    for path in origin.paths:
        tree.add(Text(clean(" → ".join(path))))
    for why in origin.why:
        tree.add(Text(clean(f"because: {why}"), style="dim"))
    return tree


def _grades(found: Incident) -> None:
    if found.grades:
        say("\nGrades (what a field rests on, not whether it is true)")
    rows: Sequence[tuple[str, ...]] = [(g.field, g.grade, "; ".join(g.why)) for g in found.grades]
    table(("field", "grade", "because"), rows, whole=("field", "grade"), indent=2)
    if found.tolls:
        say("\nTolls")
    tolls = [
        (t.what, t.cls, "–".join("?" if n is None else f"{n:,}" for n in (t.low, t.best, t.high)),
         t.rule)
        for t in found.tolls
    ]  # fmt: skip
    table(("what", "of whom", "low–best–high", "rule"), tolls, indent=2)
