"""What comparing two claims needs of each, drawn once per claim so that comparing is cheap."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from contested.claims.model import Actor, Claim, Place, Time
from contested.claims.registry import ActorContext, Registry
from contested.names import fold
from contested.places import parse_phrase
from contested.record.accounts_of import AccountText
from contested.record.narrators import sources
from contested.record.persons import known_people, named_people, open_it, takes_up
from contested.record.sides import Sides, side_id
from contested.record.words import RecordWords, record_words

_STANDS = (
    "violence",
    "siege",
    "hold",
    "ground",
)  # where these are is never where they come from or go
_BETWEEN = ("word", "talk", "aid")  # families that are all about who does it to whom
_NIGHT = 2  # days that a night spans
WIDE_KM = 40.0  # a place known no better than this holds many happenings
_KM_PER_DEGREE = 111.2
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CAPITAL = re.compile(r"[\w'’-]*[A-Z][\w'’-]+")
_CLAUSE = re.compile(r"\s(?:where|that|which|who|whom|held|used|belonging)\b")
_WITHIN = re.compile(r",? (?:in|of|near|outside)(?: the)?(?: [\w-]+){0,2} ")
_MANY_BLOWS = 20


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in WGS84 degrees and how many km it may be off."""

    lat: float
    lon: float
    reach: float
    wide: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """A claim as the comparisons see it.

    ``agents`` and ``targets`` are registry ids or folded head nouns (``~jets``); the sides hold
    each with all that it belongs to. ``names`` are those of its finest places, ``sites`` of
    named buildings and works among them, ``around`` of all.
    ``first`` and ``last`` are proleptic days, half-open; ``stated`` says whether words give them;
    ``told`` is the account's own day, ``hours`` the part of the day that words give. ``counts``
    are (low, high) by what is counted, ``things`` nouns of what was hit or moved, among them
    ``works`` of things that were hit and ``folk`` of people, ``kinds`` those of its sites,
    ``words`` the rest of the content.
    ``voice`` is who says it last, ``extent`` how many places it tells of, ``apart`` whether it is
    set apart from one told before, ``leans`` whether it needs what was told before,
    ``takes_up`` whether all it hits are pronouns for what was hit before, ``borrowed`` whether it
    has its place from the claim before it, ``again``
    whether it repeats one of another day, ``campaign`` whether it sums up acts over a time rather
    than tell of one, ``denied`` whether it says that it did not happen.
    """

    id: str
    account: str
    family: str
    act: str
    voice: str
    mode: str | None
    agents: frozenset[str]
    agent_sides: frozenset[str]
    agent_parties: frozenset[str]
    targets: frozenset[str]
    target_sides: frozenset[str]
    people: frozenset[str]
    spots: tuple[Spot, ...]
    names: frozenset[str]
    sites: frozenset[str]
    around: frozenset[str]
    title: bool
    first: int | None
    last: int | None
    stated: bool
    told: int | None
    hours: tuple[int, int] | None
    counts: Mapping[str, tuple[float, float]]
    things: frozenset[str]
    works: frozenset[str]
    folk: frozenset[str]
    words: frozenset[str]
    extent: int
    leans: bool
    apart: bool
    again: bool
    campaign: bool
    denied: bool
    start: int
    end: int
    crowd: int = 1
    kinds: frozenset[str] = frozenset()
    takes_up: bool = False
    borrowed: bool = False

    @property
    def placed(self) -> bool:
        """Whether words say where."""
        return bool(self.spots or self.names)

    @property
    def dated(self) -> bool:
        """Whether words or the account say when."""
        return self.first is not None or self.last is not None


def sketch(claim: Claim, account: AccountText | None, sides: Sides) -> Sketch:
    """The claim as the comparisons see it; without its account ``told`` stays open."""
    words = record_words()
    family = words.families.get(claim.act or "", claim.kind)
    if family == "violence" and any(t.mention in ("it", "It") for t in claim.targets):
        claim = replace(claim, targets=tuple(open_it(t) for t in claim.targets))
    if claim.act == "RETREAT":  # who leaves a place stands where the loser of it stands
        claim = replace(claim, agents=claim.targets, targets=claim.agents)
    agents = _keys(claim.agents, words)
    targets = _keys(claim.targets, words)
    told = day_of(account.date) if account and account.date else None
    first, last = _days(claim.time)
    if first is None and last is None and told is not None:
        last = told + 1  # what holds when it is told
    where = _where(claim, family)
    said = _lower_words(claim.evidence.text)
    hit, grounds = _called(claim), _grounds(claim)
    sites = _named_things(claim, sides) | _facilities(claim, words)
    return Sketch(
        id=claim.id,
        account=claim.account,
        family=family,
        act=claim.act or claim.kind,
        voice=" + ".join(sorted(fold(k.mention) for k in sources(claim))),
        mode=words.modes.get(claim.mode or "", None),
        agents=agents,
        agent_sides=_closure(agents, claim.agents, sides),
        agent_parties=frozenset(p for a in claim.agents if (p := side_id(a))),
        targets=targets,
        target_sides=_closure(targets, claim.targets, sides),
        people=known_people(targets, sides) | named_people(claim, words),
        spots=tuple(_spot(p) for p in where if p.lat is not None),
        names=frozenset(n for p in where for n in _place_names(p)) | sites,
        sites=sites,
        around=frozenset(n for p in claim.places for n in _place_names(p)) | _towns(sites, words),
        title=claim.passage.kind == "title",
        first=first,
        last=last,
        stated=claim.time.basis != "account" and first is not None,
        told=told,
        hours=_hours(claim, said, words),
        counts=_counts(claim),
        things=_things((*hit, *grounds, *(o.mention for o in claim.objects)), words),
        kinds=_things(sites, words),
        works=_things(_called(claim, ("object",)) + grounds, words),
        folk=_things(_called(claim, ("civilian", "combatant")), words),
        words=_content(said, words) - (_party_words(claim) if family in _BETWEEN else frozenset()),
        extent=_extent(claim, where, words),
        leans=_leans(claim, words),
        takes_up=takes_up(claim, words),
        apart=_is_apart(family, said, words),
        again=not words.again.isdisjoint(said) or bool(words.repeats.search(claim.evidence.text)),
        campaign=_is_campaign(claim, family, words),
        denied=claim.polarity == "-",
        start=claim.evidence.start,
        end=claim.evidence.end,
    )


@lru_cache(maxsize=65536)
def day_of(iso: str) -> int:
    """The proleptic number of an ISO day (the first of a month or year cut short)."""
    parts = [int(x) for x in iso[:10].split("-")]
    return date(
        parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1
    ).toordinal()


def apart_km(one: Spot, other: Spot) -> float:
    """Distance of two points in km, on a plane: good to a percent within 500 km."""
    north = one.lat - other.lat
    east = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return _KM_PER_DEGREE * math.hypot(north, east)


def _days(time: Time) -> tuple[int | None, int | None]:
    first = day_of(time.start) if time.start else None
    last = day_of(time.end) if time.end else None
    return first, last


def _where(claim: Claim, family: str) -> list[Place]:
    """The places at which it happened: not those it came from or led to."""
    ways = ("to", "via") if claim.act == "RETREAT" else ("from", "to", "via")
    where = _finest(p for p in claim.places if p.role not in ways)
    return where if where or family in _STANDS else _finest(claim.places)


def _finest(places: Iterable[Place]) -> list[Place]:
    """Without those that only hold the others."""
    where = list(places)
    least = min((_spot(p).reach for p in where if p.lat is not None), default=0.0)
    return [p for p in where if p.lat is None or _spot(p).reach <= 2.5 * least]


def _spot(place: Place) -> Spot:
    reach = place.precision_km or 5.0
    if place.role not in ("at", "in"):
        reach += 8.0  # near, north of: not the place itself
    return Spot(place.lat or 0.0, place.lon or 0.0, reach, reach > WIDE_KM)


def _place_names(place: Place) -> Iterable[str]:
    """Folded spellings of a place that has a name of its own."""
    for name in {place.name, place.mention}:
        if name and name.lower() != name and len(name.split()) < 6:
            yield fold(name)
            if place.lat is None:  # "al-Khadra hospital" where the gazetteer has al-Khadra
                yield fold(parse_phrase(name).name)


def _named_things(claim: Claim, sides: Sides) -> frozenset[str]:
    """Objects that are hit and have a name are where it happened ("the al-Nuri mosque"); an owner
    in front of one ("a Daesh mortar post") or a clause behind it names no place."""
    hit = (t.mention for t in claim.targets if t.cls == "object" and t.actor is None and t.mention)
    names = (" ".join(_CAPITAL.findall(_CLAUSE.split(m)[0][1:])) for m in hit)
    return frozenset(fold(n) for n in names if n and not _is_actor(n, sides.registry))


def _facilities(claim: Claim, words: RecordWords) -> frozenset[str]:
    """Named buildings and works in a claim's own words or places ("Khadra hospital"), whatever
    role they were given: their names, article aside, say where more exactly than any town."""
    said = {claim.evidence.text, *(n for p in claim.places for n in (p.mention, p.name) if n)}
    return frozenset(fold(name) for text in said for name in words.facility.findall(text))


def _towns(sites: Iterable[str], words: RecordWords) -> frozenset[str]:
    """The names that works carry, which may be their town's ("Kramatorsk station")."""
    return frozenset(words.work.sub("", site) for site in sites) - {""}


@lru_cache(maxsize=65536)
def _is_actor(name: str, registry: Registry) -> bool:
    return registry.resolve(name, ActorContext()).actor is not None


def _keys(actors: Iterable[Actor], words: RecordWords) -> frozenset[str]:
    """Registry ids, or head nouns that are neither pronouns nor plain words for people."""
    out = set()
    for actor in actors:
        if actor.actor:
            out.add(actor.actor)
        elif actor.mention:
            head = head_noun(actor.mention)
            if head and head not in words.plain and head not in words.pronouns:
                out.add(f"~{head}")
    return frozenset(out)


@lru_cache(maxsize=65536)
def head_noun(mention: str) -> str:
    """Last word of a noun phrase before "of", "in", "who" and the like, in lower case."""
    core = re.split(r"\s(?:of|in|at|from|near|on|for|with|who|which|that|by|to)\b|[,;(]", mention)[
        0
    ]
    found = _WORD.findall(core) or _WORD.findall(mention)
    return re.sub(r"['’]s?$", "", found[-1]).lower() if found else ""


def _closure(keys: frozenset[str], actors: Iterable[Actor], sides: Sides) -> frozenset[str]:
    known = (k for k in keys if not k.startswith("~"))
    parties = frozenset(a.party for a in actors if a.party)
    return frozenset().union(*(sides.above(k) for k in known), parties)


def _lower_words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _hours(claim: Claim, said: Iterable[str], words: RecordWords) -> tuple[int, int] | None:
    when = _lower_words(claim.time.mention or "")
    spans = [words.hours[w] for w in (*when, *said) if w in words.hours]
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


def _counts(claim: Claim) -> Mapping[str, tuple[float, float]]:
    out: dict[str, tuple[float, float]] = {}
    for q in claim.quantities:
        low = 0.0 if q.low is None else float(q.low)
        high = math.inf if q.high is None else float(q.high)
        if q.what not in out or low > out[q.what][0]:  # of a total and its part, the total
            out[q.what] = (low, high)
    return out


def _leans(claim: Claim, words: RecordWords) -> bool:
    """Whether a pronoun fills a role, or it tells a harm without its doer."""
    said = [a.mention.lower() for a in (*claim.agents, *claim.targets) if a.mention]
    harm = any(q.what in ("killed", "injured") for q in claim.quantities)
    taken_up = words.pronouns - words.own
    return any(m in taken_up for m in said) or (harm and not claim.agents)


def _is_apart(family: str, said: Sequence[str], words: RecordWords) -> bool:
    """Whether it is set apart from one told before; what was "also" said was said besides."""
    spoken = family in ("word", "talk") and not words.besides.isdisjoint(said)
    return spoken or not words.apart.isdisjoint(said)


def _is_campaign(claim: Claim, family: str, words: RecordWords) -> bool:
    """Whether it sums up what was done again and again: from a day on without an end, or in words
    of habit ("every day", "has been bombing", "its raids"). A vague date makes no campaign, and
    one day or night holds none."""
    first, last = _days(claim.time)
    one_day = first is not None and last is not None and last - first <= _NIGHT
    if family not in words.repeated or (one_day and claim.time.basis == "stated"):
        return False
    if claim.time.basis != "account" and claim.time.start and not claim.time.end:
        return True
    if claim.mode in words.standing and claim.time.basis == "account":
        return True  # who arms whom: a practice, unless it is told of one day
    said = f"{claim.time.mention or ''}. {claim.evidence.text}"
    if claim.polarity == "-" and _called(claim, ("object",)):
        said = words.denials.sub("", said)  # "we never attacked the bus station"
    return words.habit.search(said) is not None


def _extent(claim: Claim, where: Sequence[Place], words: RecordWords) -> int:
    """How many places the claim tells of, named or counted; "villages" are two at least."""
    counted = [int(q.low or 1) for q in claim.quantities if q.what == "places"]
    at = [p for p in where if p.role in ("at", "in") and p.lat is not None]
    named = {fold(p.name) for p in at if not _holds_another(p, at, claim)}
    blows = max((q.low or 0 for q in claim.quantities if q.what == "strikes"), default=0)
    if blows >= _MANY_BLOWS and all((p.precision_km or 0) > WIDE_KM for p in where):
        counted.append(3)  # "hit 60 targets in Syria"
    several = not words.several.isdisjoint(_lower_words(claim.evidence.text))
    return max([2 if several and not named and not counted else 1, len(named), *counted])


def _holds_another(place: Place, places: Iterable[Place], claim: Claim) -> bool:
    """Whether it is told only to say where another one lies: "Atshan in northern Hama"."""
    first, said = claim.evidence.start, claim.evidence.text
    for other in places:
        if place.start is not None and other.end is not None and first <= other.end <= place.start:
            between = said[other.end - first : place.start - first]
            if _WITHIN.fullmatch(between):
                return True
    return False


def _called(claim: Claim, classes: Iterable[str | None] = ()) -> tuple[str, ...]:
    """Words for targets that no registry knows, of some classes or of all."""
    hit = (t for t in claim.targets if t.actor is None and (not classes or t.cls in classes))
    return tuple(t.mention for t in hit if t.mention)


def _grounds(claim: Claim) -> tuple[str, ...]:
    """What kind of place it happened at, in common words: "a bus stop", "the market"."""
    at = (p.mention for p in claim.places if p.role in ("at", "in"))
    return tuple(m for m in at if m and m == m.lower())


def _things(mentions: Iterable[str], words: RecordWords) -> frozenset[str]:
    """Head nouns that say something: "hospital", "market"."""
    return frozenset(h for h in {stem(head_noun(m)) for m in mentions} - _stems(words.plain) if h)


@lru_cache(maxsize=8)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(w) for w in words)


def _content(said: Iterable[str], words: RecordWords) -> frozenset[str]:
    return frozenset(stem(w) for w in said if len(w) > 3 and w not in words.stop)


def _party_words(claim: Claim) -> frozenset[str]:
    """Words of the names of registered parties: who did it is weighed elsewhere."""
    called = (a.mention for a in (*claim.agents, *claim.targets) if a.actor and a.mention)
    return frozenset(stem(w) for m in called for w in _lower_words(m))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem: plural and verb endings off, so that "markets" meets "market"."""
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
