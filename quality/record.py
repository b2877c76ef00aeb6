"""How right the record is: incidents, hard pairs and origins on the hand-made groups.

``python quality/record.py [GROUP …] [--json] [--show]`` scores the groups of
``quality/gold/record`` (g0 is the demo). The record runs twice: on gold claims, so that only the
record is measured, and on extracted claims matched to gold. Each row is one function in ``ROWS``
over a ``Run``; add yours.
g0–g4 and g9–g12 are for development; g5–g8 are looked at only to report.
"""

import json
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from contested.accounts.discover import discover
from contested.accounts.model import Account
from contested.accounts.read import read_account
from contested.claims.act_table import load_act_table
from contested.claims.model import (
    Actor,
    Claim,
    Evidence,
    Link,
    PassageRef,
    Place,
    Quantity,
    Thing,
    Time,
    as_json,
)
from contested.claims.registry import ActorContext, load_registry
from contested.ids import claim_id
from contested.names import fold
from contested.places import Mention, PlaceContext, packaged_gazetteer, resolve_places
from contested.record.accounts_of import AccountText, accounts_of
from contested.record.incidents import find_copied, find_incidents, happens
from contested.record.model import Incident, Origin
from contested.record.origins import Ways, find_origins
from contested.record.reuse import find_reuse
from contested.record.sides import Sides
from contested.record.speakers import read_speakers
from contested.scoring.coreference import score_clusters
from contested.scoring.matching import match
from record_fields import FIELD_ROWS, RowOut

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "quality" / "gold" / "record"
DEVELOPMENT = ("g0", "g1", "g2", "g3", "g4", "g9", "g10", "g11", "g12")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """One group of accounts with its gold: claims as written and as ``Claim``, and what they add
    up to (``record.toml``)."""

    name: str
    accounts: dict[str, Account]
    gold: list[Json]
    claims: list[Claim]
    record: Json

    def texts(self) -> dict[str, AccountText]:
        """The accounts as the record takes them."""
        return accounts_of(self.accounts.values())


@dataclass(frozen=True, slots=True)
class Run:
    """What the record made of one group. ``of_gold`` maps a gold claim's index to the id of the
    claim that stands for it (all of them on gold claims; the matched ones on extracted)."""

    group: Group
    source: str  # gold | extracted
    claims: list[Claim]
    of_gold: dict[int, str]
    incidents: tuple[Incident, ...]
    loose: tuple[str, ...]

    def home(self) -> dict[str, str]:
        """Claim id → incident id; a claim in none is its own."""
        return {c.id: c.id for c in self.claims} | {
            c: i.id for i in self.incidents for c in i.claims
        }

    def labelled(self) -> dict[int, str]:
        """Gold indices that name a happening and are there → its label."""
        gold = self.group.gold
        return {i: gold[i]["incident"] for i in self.of_gold if gold[i].get("incident")}


def groups() -> list[str]:
    """Names of the groups there are."""
    return [
        "g0",
        *sorted(p.parent.name for p in RECORD.glob("*/claims.jsonl") if p.parent.name != "g0"),
    ]


@cache
def load_group(name: str) -> Group:
    """Read one group; g0 takes accounts and claims from the demo."""
    folder = RECORD / name
    where = ROOT / "demo" if name == "g0" else folder
    lines = (where / ("gold.jsonl" if name == "g0" else "claims.jsonl")).read_text("utf-8")
    gold = [json.loads(line) for line in lines.splitlines() if line.strip()]
    sources, refused = discover([where / "accounts.csv"])
    if refused:
        raise SystemExit(f"{refused[0].file}: {refused[0].cause}")
    accounts = {s.file if hasattr(s, "file") else "": read_account(s) for s in sources}
    accounts = {a.first.file: a for a in accounts.values()}
    toml = folder / "record.toml"
    record = tomllib.loads(toml.read_text("utf-8")) if toml.exists() else {}
    return Group(name, accounts, gold, as_claims(gold, accounts), record)


def as_claims(gold: list[Json], accounts: dict[str, Account]) -> list[Claim]:
    """Gold objects as claims: places resolved account by account, ids made as extraction makes
    them, a time on the account's word alone bounded by the date of its passage, else its own."""
    out: list[Claim] = []
    by_file: dict[str, list[tuple[int, Json]]] = {}
    for at, claim in enumerate(gold):
        by_file.setdefault(claim["file"], []).append((at, claim))
    made: dict[int, Claim] = {}
    for file, claims in by_file.items():
        account = accounts[file]
        places = _resolved(account, [c for _, c in claims])
        made |= {at: _claim(c, account, places, at) for at, c in claims}
    out = [made[at] for at in range(len(gold))]
    return out


def _resolved(account: Account, claims: list[Json]) -> dict[tuple[int, int, str], Place]:
    """Every place of an account by its offsets and role, with coordinates where its name is known.

    The words are resolved together; where they name nothing ("the town"), gold's own name is.
    """
    spots = sorted({(p["start"], p["end"]) for c in claims for p in c["places"]})
    mentions = [Mention(s, e, account.text[s:e]) for s, e in spots]
    gazetteer = packaged_gazetteer()
    found = dict(zip(spots, resolve_places(account.text, mentions, gazetteer), strict=True))
    countries = [f.match.country for f in found.values() if f and f.match.country]
    out: dict[tuple[int, int, str], Place] = {}
    for claim in claims:
        for p in claim["places"]:
            hit = found[p["start"], p["end"]]
            match_ = hit.match if hit else None
            if not any(w[:1].isupper() for w in p["name"].split()):
                match_ = None  # "the market": common words that a gazetteer may hold too
            elif p["name"] != account.text[p["start"] : p["end"]] or match_ is None:
                common = tuple(dict.fromkeys(sorted(countries, key=lambda c: -countries.count(c))))
                match_ = gazetteer.lookup(p["name"], PlaceContext(countries=common)) or match_
            out[p["start"], p["end"], p["name"]] = Place(
                mention=account.text[p["start"] : p["end"]],
                name=match_.name if match_ else p["name"],
                kind=match_.kind if match_ else "unknown",
                role=p["role"],
                lat=match_.lat if match_ else None,
                lon=match_.lon if match_ else None,
                precision_km=match_.precision_km if match_ else None,
                start=p["start"],
                end=p["end"],
            )
    return out


def _actor(a: Json, target: bool) -> Actor:
    name = load_registry().name_of(a["actor"]) if a.get("actor") else None
    cls: Any = (a.get("class") or "unknown") if target else None
    return Actor(
        a.get("mention"), a.get("start"), a.get("end"), a.get("actor"), a.get("party"), name,
        bool(a.get("inferred")), cls,
    )  # fmt: skip


def _time(t: Json, told: str | None) -> Time:
    start, end = t.get("start"), t.get("end")
    if t["basis"] == "account" and not (start or end) and told:
        end = (date.fromisoformat(told) + timedelta(days=1)).isoformat()
    return Time(
        t.get("mention"), start, end, None, t["basis"], t.get("mention_start"), t.get("mention_end")
    )


def _thing(o: Json) -> Thing:
    return Thing(o["mention"], o["start"], o["end"])


def _quantity(q: Json) -> Quantity:
    said = (q.get("mention") or "", q.get("start") or 0, q.get("end") or 0)
    return Quantity(q["what"], q["low"], q["high"], *said)


def _link(k: Json) -> Link:
    return Link(k["mention"], k["cue"], k["depth"], k["kind"], k["actor"], k["start"], k["end"])


def _claim(c: Json, account: Account, places: dict[tuple[int, int, str], Place], at: int) -> Claim:
    said = c["evidence"]
    passage = next(
        (p for p in account.passages if p.start <= said["start"] < p.end), account.passages[0]
    )
    facts = None
    if c["act"] in load_act_table().rows:
        facts = load_act_table().facts(c["act"], c["mode"])
    return Claim(
        id=claim_id(account.id, c["kind"], said["start"], said["end"], str(at)),
        account=account.id,
        file=c["file"],
        kind=c["kind"],
        act=c["act"],
        mode=c["mode"],
        acled=c.get("acled"),
        cameo=facts.cameo if facts else None,
        quad=facts.quad if facts else None,
        sign=c.get("sign", facts.sign if facts else None),
        evidence=Evidence(said["start"], said["end"], said["text"]),
        passage=PassageRef(passage.id, passage.kind, passage.voice),
        agents=tuple(_actor(a, False) for a in c["agents"]),
        targets=tuple(_actor(a, True) for a in c["targets"]),
        objects=tuple(_thing(o) for o in c["objects"] if o["mention"]),
        places=tuple(places[p["start"], p["end"], p["name"]] for p in c["places"]),
        time=_time(c["time"], passage.date or account.date),
        quantities=tuple(_quantity(q) for q in c["quantities"]),
        chain=tuple(_link(k) for k in c["chain"]),
        polarity=c["polarity"],
        modality=c["modality"],
        condition=None,
        stance=c["stance"],
        treatment=c["treatment"],
        confidence=1.0,
        why=("gold",),
        about=c.get("about"),
    )


@cache
def extracted(name: str) -> tuple[Claim, ...]:
    """What the extractor finds in the accounts of a group that have gold (two of the demo's have
    none, and what they say is no error)."""
    from contested.annotate.annotate import annotate  # noqa: PLC0415  (slow to import)
    from contested.annotate.encoder import load_encoder  # noqa: PLC0415
    from contested.claims.extract import extract_claims  # noqa: PLC0415

    encoder = load_encoder()
    group = load_group(name)
    accounts = [group.accounts[file] for file in dict.fromkeys(c["file"] for c in group.gold)]
    return tuple(c for a in accounts for c in extract_claims(a, annotate(a, encoder)))


def run(group: Group, source: str) -> Run:
    """Reconcile a group's gold or extracted claims."""
    claims = group.claims if source == "gold" else list(extracted(group.name))
    of_gold = {i: c.id for i, c in enumerate(group.claims)}
    if source != "gold":
        pairs = match(group.gold, [json.loads(json.dumps(as_json(c))) for c in claims])
        of_gold = {g: claims[s].id for g, s in pairs}
    incidents, loose = find_incidents(claims, group.texts())
    return Run(group, source, claims, of_gold, incidents, loose)


Row = Callable[[Run], Iterator[RowOut]]


def incident_rows(run: Run) -> Iterator[RowOut]:
    """CoNLL F1 of incidents, with and without singletons, beside the baseline."""
    labels, home = run.labelled(), run.home()
    if not labels:
        return
    system = {i: home[run.of_gold[i]] for i in labels}
    baseline = {i: _baseline(run, i) for i in labels}
    for name, given in (("incidents", system), ("baseline: act, place, day", baseline)):
        yield RowOut(f"{name}, CoNLL F1", score_clusters(labels, given).conll, len(labels))
        alone = score_clusters(labels, given, singletons=False).conll
        yield RowOut(f"{name}, CoNLL F1 without singletons", alone, len(labels))


def _baseline(run: Run, index: int) -> str:
    """Same act class, place and day; a claim without any of them stands alone."""
    claim = next(c for c in run.claims if c.id == run.of_gold[index])
    place = min((fold(p.name) for p in claim.places), default=None)
    day = claim.time.start
    if not (claim.act and place and day):
        return claim.id
    return f"{claim.act} {place} {day}"


def pair_rows(run: Run) -> Iterator[RowOut]:
    """Share of hard pairs told right."""
    home = run.home()
    told = [
        (home[a] == home[b]) is pair["same"]
        for pair in run.group.record.get("hard", ())
        if (a := find_claim(run, pair["a"])) and (b := find_claim(run, pair["b"]))
    ]
    if told:
        yield RowOut("hard pairs", sum(told) / len(told), len(told))


def find_claim(run: Run, name: str) -> str | None:
    """Id of the claim that ``file: first words of its evidence`` names; None when not found."""
    file, _, words = name.partition(": ")
    here = [
        (i, c["evidence"]["text"])
        for i, c in enumerate(run.group.gold)
        if Path(c["file"]).stem == file
    ]
    starts = [i for i, text in here if text.startswith(words)]
    found = starts or [i for i, text in here if words in text]
    return run.of_gold.get(found[0]) if found else None


def of_label(run: Run) -> dict[str, Incident]:
    """Label → the incident that holds most of its claims."""
    by_id = {i.id: i for i in run.incidents}
    home = run.home()
    votes: dict[str, list[str]] = {}
    for index, label in run.labelled().items():
        votes.setdefault(label, []).append(home[run.of_gold[index]])
    best = {label: max(found, key=found.count) for label, found in votes.items()}
    return {label: by_id[i] for label, i in best.items() if i in by_id}


def origin_rows(run: Run) -> Iterator[RowOut]:
    """Share of incidents whose number of origins and whose names are gold's: as the record groups
    them, and (on gold claims) when the incidents themselves are gold's."""
    wanted = {
        k: e["origins"] for k, e in run.group.record.get("incident", {}).items() if "origins" in e
    }
    there = set(run.labelled().values())
    found = of_label(run)
    right = [
        same_origins(names, found[label].origins)
        for label, names in wanted.items()
        if label in found
    ]
    if not right:
        return
    yield RowOut("origins right", sum(right) / len(right), len(right))
    loose = len(there & wanted.keys()) - len(right)
    yield RowOut("labels all of whose claims stay loose", loose / len(there), len(there))
    if run.source == "gold":
        given = origins_of_gold(run)
        apart = [
            same_origins(names, given[label]) for label, names in wanted.items() if label in given
        ]
        yield RowOut("origins of gold incidents right", sum(apart) / len(apart), len(apart))


def origins_of_gold(run: Run) -> dict[str, tuple[Origin, ...]]:
    """The origins of gold's own incidents: label → origins."""
    texts = run.group.texts()
    told = [c for c in run.claims if happens(c)]
    sides = Sides(load_registry())
    copied = find_copied(told, find_reuse(texts))
    ways = Ways(read_speakers(run.claims, texts, sides.registry), texts, copied, sides)
    members: dict[str, list[Claim]] = {}
    for index, label in run.labelled().items():
        if happens(run.group.claims[index]):  # a question asks, it does not say so
            members.setdefault(label, []).append(run.group.claims[index])
    return {label: find_origins(claims, ways) for label, claims in members.items()}


def same_origins(gold: list[str], given: Sequence[Origin]) -> bool:
    """Whether names match one to one by their folded words (one holds the other)."""
    left = [(o.actor, origin_words(o)) for o in given]
    if len(left) != len(gold):
        return False
    for name in gold:
        words = set(fold(name).split())
        known = load_registry().resolve(name, ActorContext()).actor
        hit = next((x for x in left if any(words <= y or y <= words for y in x[1])), None)
        hit = hit or next((x for x in left if known and x[0] == known), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def origin_words(origin: Any) -> list[set[str]]:
    """Every way an origin is called, as sets of folded words."""
    names = {origin.name, *(p[0] for p in origin.paths)}
    if origin.actor:
        names |= {load_registry().name_of(origin.actor), origin.actor.replace("-", " ")}
    return [set(fold(n).split()) for n in names]


ROWS: tuple[Row, ...] = (incident_rows, pair_rows, origin_rows, *FIELD_ROWS)


def pooled(scored: list[list[RowOut]]) -> list[RowOut]:
    """Rows of several groups as one: means weighted by items."""
    out: dict[str, RowOut] = {}
    for row in (r for rows in scored for r in rows):
        old = out.get(row.name, RowOut(row.name, 0.0, 0))
        n = old.n + row.n
        out[row.name] = replace_row(row, (old.value * old.n + row.value * row.n) / n, n)
    return list(out.values())


def replace_row(row: RowOut, value: float, n: int) -> RowOut:
    """The row with another value and count."""
    return row._replace(value=value, n=n)


def main(arguments: list[str]) -> int:
    """Score the groups named (the development ones by default) and print a table or JSON."""
    names = [a for a in arguments if not a.startswith("-")] or [
        g for g in groups() if g in DEVELOPMENT
    ]
    report: list[Json] = []
    for source in ("gold", "extracted"):
        scored = []
        for name in names:
            made = run(load_group(name), source)
            rows = [out for row in ROWS for out in row(made)]
            scored.append(rows)
            report += [{"group": name, "claims": source, **r._asdict()} for r in rows]
            if "--show" in arguments and source == "gold":
                show(made)
        report += [{"group": "all", "claims": source, **r._asdict()} for r in pooled(scored)]
    if "--json" in arguments:
        print(json.dumps(report, indent=1))
        return 0
    for r in report:
        print(f"{r['group']:4} {r['claims']:10} {r['name']:50} {100 * r['value']:6.1f}  {r['n']}")
    return 0


def show(made: Run) -> None:
    """What is not as gold has it: incidents split or mixed, pairs, origins."""
    home, labels = made.home(), made.labelled()
    clusters: dict[str, list[int]] = {}
    homes: dict[str, set[str]] = {}
    for i, label in labels.items():
        clusters.setdefault(home[made.of_gold[i]], []).append(i)
        homes.setdefault(label, set()).add(home[made.of_gold[i]])
    for members in clusters.values():
        if len({labels[i] for i in members}) > 1 or len(homes[labels[members[0]]]) > 1:
            print(f"-- {made.group.name}")
            for i in members:
                print(f"   {labels[i]:28} {line_of(made.group.claims[i])}")
    for pair in made.group.record.get("hard", ()):
        a, b = find_claim(made, pair["a"]), find_claim(made, pair["b"])
        if not a or not b or (home[a] == home[b]) is not pair["same"]:
            print("!! pair", pair)
    found = of_label(made)
    for label, entry in made.group.record.get("incident", {}).items():
        given = found[label].origins if label in found else ()
        if "origins" in entry and not same_origins(entry["origins"], given):
            print("!! origins", label, entry["origins"], [(o.name, o.key) for o in given])


def line_of(c: Claim) -> str:
    """A claim in one line: act, sides, places, time and words."""
    sides = [[x.actor or x.mention for x in role] for role in (c.agents, c.targets)]
    places = [(p.name, p.role, p.precision_km) for p in c.places]
    when = f"{c.time.start}..{c.time.end}"
    return f"{c.act} {c.mode} {sides} {places} {when} {Path(c.file).stem}: {c.evidence.text}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
