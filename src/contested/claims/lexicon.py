"""Load the vocabulary of acts: which words state which act, and where syntax puts the roles.

The files and their fields are described at the top of ``resources/acts.toml``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from contested.claims.act_table import ActTable, load_act_table
from contested.claims.model import TargetClass
from contested.claims.vocabulary import Vocabulary, packaged

POS = ("verb", "noun", "adj")
KINDS = ("event", "control", "relation", "intent", "cause", "forecast", "toll", "none")
CLAUSES = ("", "to", "that", "ing", "bare", "adj")
NEEDS = (
    "",
    "target_actor",
    "target_actor_or_place",
    "place",
    "named_place",
    "agent_actor",
    "counted",
    "copula_actor",
    "is_to",
    "subject_actor",
    "subject_event",
    "effect_event",
    "object",
    "no_object",
    "no_subject",
    "aggregate",
)
ROLES = frozenset({"agent", "target", "object", "place", "from", "to", "via", "instrument", "both"})
ROLES |= {"topic", "cause", "effect", "aim", "content", "none"}
_TEXT = ("kind", "act", "mode", "acled", "particle", "clause", "needs", "what")
_SETS = ("prep", "pobj", "object", "not_object", "subject", "modifier", "case")
_OTHER = ("lemma", "pos", "sign", "frame", "roles", "metaphor", "negated")
_FIELDS = frozenset((*_TEXT, *_SETS, *_OTHER))
_GROUP = _FIELDS | {"name", "lemmas", "entries"}
# How much a condition narrows a reading; the narrowest reading of a word is tried first.
_WEIGHT = {"pobj": 3, "object": 3, "modifier": 3, "particle": 2, "prep": 2, "clause": 2}
_WEIGHT |= {"case": 2}


@dataclass(frozen=True, slots=True)
class ActEntry:
    """One reading of one predicate: its conditions, what it states, and its roles by syntax.

    Empty conditions hold always. ``roles`` maps a syntactic slot (subj, obj, iobj, by, poss, amod,
    compound, copula, appos, head, clause, or a preposition) to a role, or to "a|b": a when the
    words name an actor, else b.
    """

    lemma: str
    pos: str
    kind: str
    act: str | None
    mode: str | None
    acled: str | None
    sign: int | None
    roles: Mapping[str, str]
    particle: str | None = None
    clause: str | None = None
    needs: str | None = None
    what: str | None = None
    prep: frozenset[str] = frozenset()
    pobj: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    modifier: frozenset[str] = frozenset()
    case: frozenset[str] = frozenset()
    metaphor: bool = False
    negated: bool = False
    origin: str = ""  # file and line that state it

    @property
    def specificity(self) -> int:
        """How narrow the conditions are; higher is tried first."""
        total = sum(w for name, w in _WEIGHT.items() if getattr(self, name))
        total += 4 if self.needs == "aggregate" else int(bool(self.needs))
        total += 8 if self.kind == "none" else 0  # what states nothing is ruled out first
        return total + int(bool(self.subject))


@dataclass(frozen=True, slots=True)
class Weapon:
    """What a weapon noun lends to an act of force; platforms stand for those who use them."""

    mode: str
    acled: str
    platform: bool


@dataclass(frozen=True, slots=True)
class CompoundPattern:
    """A compound adjective: "rebel-held" (suffix) or "anti-Assad" (prefix)."""

    affix: str
    prefix: bool
    kind: str
    act: str | None
    sign: int


@dataclass(frozen=True, slots=True)
class Connective:
    """A phrase that joins a main stretch (``head``) and a dependent one (``arg``)."""

    phrase: str
    kind: str
    arg: str
    head: str
    syntax: str


@dataclass(frozen=True, slots=True)
class FutureMarkers:
    """Words that put a clause in the future."""

    auxiliaries: frozenset[str]
    phrases: frozenset[str]
    adverbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All readings of all predicates, with the word classes they use."""

    entries: tuple[ActEntry, ...]
    table: ActTable
    weapons: Mapping[str, Weapon]
    classes: Mapping[str, frozenset[str]]
    metaphor_topics: frozenset[str]
    metaphor_subjects: frozenset[str]
    compounds: tuple[CompoundPattern, ...]
    connectives: tuple[Connective, ...]
    future: FutureMarkers
    quantities: Mapping[str, str]
    _index: Mapping[tuple[str, str], tuple[ActEntry, ...]] = field(repr=False)

    def entries_for(self, lemma: str, pos: str) -> tuple[ActEntry, ...]:
        """Readings of a predicate (pos verb, noun or adj), narrowest first; the first whose
        conditions hold is the reading. Empty when the word states nothing."""
        return self._index.get((lemma.lower(), pos), ())

    def target_class(self, head: str) -> TargetClass:
        """civilian, combatant, object or unknown for the head lemma of a target."""
        word = head.lower()
        names: tuple[TargetClass, ...] = ("civilian", "combatant", "object")
        for name in names:
            if word in self.classes[name]:
                return name
        return "unknown"

    def weapon(self, lemma: str) -> Weapon | None:
        """The weapon a noun (lemma, may be two words) names, if any."""
        return self.weapons.get(lemma.lower())


@cache
def load_lexicon() -> Lexicon:
    """The packaged lexicon, read once; ``ResourceError`` names file and line of what is wrong."""
    base = packaged("acts.toml")
    parts = [packaged(f"acts/{name}.toml") for name in base.data.get("parts", [])]
    return read_lexicon(base, parts, load_act_table())


def read_lexicon(base: Vocabulary, parts: list[Vocabulary], table: ActTable) -> Lexicon:
    """Check and convert the files: ``base`` with frames and classes, ``parts`` with entries."""
    classes = _classes(base)
    frames = {str(k): dict(v) for k, v in base.data.get("frames", {}).items()}
    reader = _Reader(classes, frames, table)
    seen: dict[tuple[Any, ...], str] = {}
    found = tuple(entry for part in parts for entry in reader.entries(part, seen))
    metaphors = base.data.get("metaphors", {})
    return Lexicon(
        entries=found,
        table=table,
        weapons=_weapons(base, table),
        classes=classes,
        metaphor_topics=base.strings(metaphors, "topics", "topics ="),
        metaphor_subjects=base.strings(metaphors, "subjects", "subjects ="),
        compounds=tuple(c for part in parts for c in _compounds(part)),
        connectives=tuple(c for part in parts for c in _connectives(part)),
        future=_future(parts),
        quantities=_quantities(parts),
        _index=_index(found),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    classes: Mapping[str, frozenset[str]]
    frames: Mapping[str, dict[str, str]]
    table: ActTable

    def entries(self, source: Vocabulary, seen: dict[tuple[Any, ...], str]) -> Iterator[ActEntry]:
        for index, group in enumerate(source.tables("group")):
            source.known(group, _GROUP, f'"{group.get("name", "")}"')
            met: Counter[str] = Counter()
            bare = [({"lemma": lemma}, f'"{lemma}"') for lemma in group.get("lemmas", [])]
            full = [(row, f'lemma = "{row.get("lemma")}"') for row in group.get("entries", [])]
            for row, needle in (*bare, *full):
                line = source.line(needle, "group", index, skip=met[needle])
                met[needle] += 1
                entry = self._entry(source, group, row, line)
                if _key(entry) in seen:
                    source.fail_at(line, f"{entry.lemma!r} repeats {seen[_key(entry)]}")
                seen[_key(entry)] = entry.origin
                yield entry

    def _entry(
        self, source: Vocabulary, group: dict[str, Any], row: dict[str, Any], line: int
    ) -> ActEntry:
        merged = {k: v for k, v in group.items() if k in _FIELDS} | row
        problem = _shape_problem(row, merged) or self._value_problem(merged)
        if problem:
            source.fail_at(line, problem)
        sets = {name: self._expand(source, merged, name, line) for name in _SETS}
        lemma = str(merged["lemma"])
        if merged["pos"] == "noun" and " " in lemma:  # "air campaign": head and its modifier
            first, lemma = lemma.rsplit(" ", 1)
            sets["modifier"] |= {first}
        extra: dict[str, Any] = {n: merged.get(n) or None for n in _TEXT if n != "kind"} | sets
        return ActEntry(
            lemma=lemma.lower(),
            pos=merged["pos"],
            kind=merged["kind"],
            sign=merged.get("sign"),
            roles=self._roles(group, row),
            metaphor=bool(merged.get("metaphor")),
            negated=bool(merged.get("negated")),
            origin=f"{source.name}:{line}",
            **extra,
        )

    def _roles(self, group: dict[str, Any], row: dict[str, Any]) -> dict[str, str]:
        frame = row.get("frame", group.get("frame"))
        roles = dict(self.frames.get(frame, {})) if frame else {}
        roles.update(group.get("roles", {}))
        roles.update(row.get("roles", {}))
        return {slot: role for slot, role in roles.items() if role != "none"}

    def _expand(
        self, source: Vocabulary, merged: dict[str, Any], name: str, line: int
    ) -> frozenset[str]:
        out: set[str] = set()
        for word in source.strings(merged, name, name):
            if word.startswith("@"):
                if word[1:] not in self.classes:
                    source.fail_at(line, f"unknown class {word!r}")
                out |= self.classes[word[1:]]
            else:
                out.add(word.lower())
        return frozenset(out)

    def _value_problem(self, merged: dict[str, Any]) -> str | None:
        act, mode, acled = (str(merged.get(k) or "") for k in ("act", "mode", "acled"))
        frame = merged.get("frame")
        if merged["kind"] in ("event", "control") and act not in self.table.rows:
            return f"unknown act {act!r}"
        if mode and (act not in self.table.rows or mode not in self.table.rows[act].modes):
            return f"{act} has no mode {mode!r}"
        if acled and acled not in self.table.acled:
            return f"unknown ACLED sub-event {acled!r}"
        if frame is not None and frame not in self.frames:
            return f"unknown frame {frame!r}"
        for role in merged.get("roles", {}).values():
            if not set(role.split("|")) <= ROLES:
                return f"unknown role {role!r}"
        return None


def _shape_problem(row: dict[str, Any], merged: dict[str, Any]) -> str | None:
    stray = set(row) - _FIELDS
    if stray:
        return f"unknown field {sorted(stray)[0]!r}"
    checks = (("pos", POS), ("kind", KINDS), ("clause", CLAUSES), ("needs", NEEDS))
    for name, allowed in checks:
        value = merged.get(name, "" if name in ("clause", "needs") else None)
        if value not in allowed:
            return f"{name} {value!r} is none of {', '.join(a for a in allowed if a)}"
    if not merged.get("lemma"):
        return "an entry needs a lemma"
    if merged.get("sign") not in (None, -1, 0, 1):
        return "sign must be -1, 0 or 1"
    return None


def _key(entry: ActEntry) -> tuple[Any, ...]:
    names = ("lemma", "pos", "particle", "clause", "needs", "prep", "pobj", "object", "subject")
    return (*(getattr(entry, name) for name in names), entry.modifier, entry.case)


def _index(entries: tuple[ActEntry, ...]) -> dict[tuple[str, str], tuple[ActEntry, ...]]:
    grouped: dict[tuple[str, str], list[ActEntry]] = {}
    for entry in entries:
        grouped.setdefault((entry.lemma, entry.pos), []).append(entry)
    return {
        key: tuple(sorted(found, key=lambda e: -e.specificity)) for key, found in grouped.items()
    }


def _classes(base: Vocabulary) -> dict[str, frozenset[str]]:
    raw = base.data.get("classes", {})
    found = {n: frozenset(w.lower() for w in base.strings(raw, n, f"{n} =")) for n in raw}
    topics = base.strings(base.data.get("metaphors", {}), "topics", "topics =")
    for name in ("civilian", "combatant", "object"):
        if name not in found:
            base.fail(f"class {name} is missing", "[classes]")
    return found | {"topics": topics}


def _weapons(base: Vocabulary, table: ActTable) -> dict[str, Weapon]:
    out: dict[str, Weapon] = {}
    for index, row in enumerate(base.tables("weapon")):
        weapon = Weapon(row.get("mode", ""), row.get("acled", ""), bool(row.get("platform")))
        if weapon.mode not in table.rows["ASSAULT"].modes or weapon.acled not in table.acled:
            base.fail("a weapon needs a mode of ASSAULT and an ACLED name", "mode", "weapon", index)
        for lemma in base.strings(row, "lemmas", "lemmas"):
            out[lemma.lower()] = weapon
    return out


def _compounds(part: Vocabulary) -> Iterator[CompoundPattern]:
    for index, row in enumerate(part.tables("compound")):
        affix = row.get("suffix") or row.get("prefix")
        if not affix or row.get("kind") not in KINDS or row.get("sign") not in (-1, 0, 1):
            part.fail("a compound needs suffix or prefix, kind and sign", "", "compound", index)
        yield CompoundPattern(affix, "prefix" in row, row["kind"], row.get("act"), row["sign"])


def _connectives(part: Vocabulary) -> Iterator[Connective]:
    for index, row in enumerate(part.tables("connective")):
        if {row.get("arg"), row.get("head")} not in ({"cause", "effect"}, {"aim", "means"}):
            part.fail(
                "a connective joins cause and effect or aim and means", "", "connective", index
            )
        for phrase in row.get("phrases", []):
            yield Connective(phrase, row["kind"], row["arg"], row["head"], row["syntax"])


def _future(parts: list[Vocabulary]) -> FutureMarkers:
    for part in parts:
        raw = part.data.get("forecast_markers")
        if raw is not None:
            sets = (part.strings(raw, n, f"{n} =") for n in ("auxiliaries", "phrases", "adverbs"))
            return FutureMarkers(*sets)
    return FutureMarkers(frozenset(), frozenset(), frozenset())


def _quantities(parts: list[Vocabulary]) -> dict[str, str]:
    out: dict[str, str] = {}
    for part in parts:
        for what, words in part.data.get("quantities", {}).items():
            for word in words:
                out.setdefault(word.lower(), what)
    return out
