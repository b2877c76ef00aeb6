"""Who takes part in a case: actors of the registry, and names that no registry has.

Unknown names become the case's own actors. Spellings of one name fold together; what may be the
same actor under another name is suggested with its reason, and only a person merges it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contested.claims.model import Actor, Claim
from contested.claims.registry import Registry
from contested.names import fold, plain, skeleton
from contested.record.words import record_words

OWN = "own:"  # begins the ids of actors that no registry has
EXAMPLES = 20  # claims listed for an actor
_SPELLINGS = 12
_BONES = 5  # consonants that tell a name apart; shorter skeletons meet too many
_SHARED = 0.5  # share of words that suffices for a suggestion
_CAPITAL = re.compile(r"[^\W\d_a-z][\w'’.-]*")
_ENDS = re.compile(r"[.!?:;»”\"\n]\s*$|^\s*$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another actor that this one may be. ``score`` is in 0..1; ``why`` says what they share."""

    into: str
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class CaseActor:
    """An actor that claims of the case name.

    ``id`` is the registry's, or for the case's own (``own``) its folded name after ``OWN``, so that
    the two never meet. ``claims`` are the first of ``count``. ``spellings`` are the words used,
    most frequent first.
    """

    id: str
    name: str
    own: bool
    kind: str | None
    party: str | None
    count: int
    claims: tuple[str, ...]
    spellings: tuple[str, ...]
    suggestions: tuple[Suggestion, ...] = ()


def merged(
    claims: Iterable[Claim], merges: Mapping[str, str], registry: Registry
) -> tuple[Claim, ...]:
    """``claims`` where names that a person merged carry the actor's id; keys are folded names."""
    if not merges:
        return tuple(claims)
    return tuple(_merged(c, merges, registry) for c in claims)


def find_actors(
    claims: Iterable[Claim], texts: Mapping[str, str], registry: Registry
) -> tuple[CaseActor, ...]:
    """Every actor in a role, most claims first; ``texts`` are frozen texts by account id."""
    known: dict[str, _Uses] = defaultdict(_Uses)
    own: dict[str, _Uses] = defaultdict(_Uses)
    for claim in claims:
        for actor in dict.fromkeys((*claim.agents, *claim.targets)):
            if actor.actor:
                known[actor.actor].add(claim.id, actor.mention or actor.name or "")
            elif name := own_name(actor, texts.get(claim.account, ""), registry):
                own[_key(name)].add(claim.id, name)
    listed = [_registered(i, uses, registry) for i, uses in known.items()]
    made = [_own(uses) for uses in own.values()]
    likely = _Likenesses([*_aliases(registry), *((a.id, a.name) for a in made)])
    made = [replace(a, suggestions=likely.of(a.id, a.spellings, registry)) for a in made]
    return tuple(sorted([*listed, *made], key=lambda a: (-a.count, a.id)))


def own_name(actor: Actor, text: str, registry: Registry) -> str | None:
    """The proper name of an actor outside the registry, without article and title; else None.

    Things, and a single word that only stands first in its sentence, are no names of actors.
    """
    if actor.actor or actor.cls == "object":
        return None
    words = (actor.name or actor.mention or "").split()
    titles = registry.data.words.titles
    while words and (not _CAPITAL.match(words[0]) or plain(words[0]) in titles):
        words = words[1:]
    if not words or not _CAPITAL.match(words[-1]) or any(w.isdigit() for w in words):
        return None
    if len(words) == 1 and plain(words[0]) in record_words().pronouns:
        return None
    if len(words) == 1 and actor.start is not None and _ENDS.search(text[: actor.start][-4:]):
        return None
    return " ".join(words).strip(".,;:“”\"'")


class _Uses:
    """Where an actor was met: claims in order and the words used."""

    def __init__(self) -> None:
        self.claims: dict[str, None] = {}
        self.words: Counter[str] = Counter()

    def add(self, claim: str, words: str) -> None:
        self.claims[claim] = None
        if words:
            self.words[words] += 1

    @property
    def spellings(self) -> tuple[str, ...]:
        return tuple(w for w, _ in self.words.most_common(_SPELLINGS))


def _key(name: str) -> str:
    bones = skeleton(name)
    return bones if len(bones.replace(" ", "")) >= _BONES else fold(name)


def _registered(actor: str, uses: _Uses, registry: Registry) -> CaseActor:
    known = registry.get(actor)
    party = known.party if known else None
    some = tuple(uses.claims)[:EXAMPLES]
    kind = known.kind if known else None
    name = registry.name_of(actor)
    return CaseActor(actor, name, False, kind, party, len(uses.claims), some, uses.spellings)


def _own(uses: _Uses) -> CaseActor:
    name = uses.spellings[0]
    some = tuple(uses.claims)[:EXAMPLES]
    made = OWN + "-".join(fold(name).split())
    return CaseActor(made, name, True, None, None, len(uses.claims), some, uses.spellings)


def _aliases(registry: Registry) -> Iterator[tuple[str, str]]:
    for actor in registry.actors.values():
        yield from ((actor.id, a.text) for a in actor.aliases if a.via in ("name", "alias"))


class _Likenesses:
    """Names by the bones of their words, to find those that one may be another form of."""

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        self.by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.same: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.short: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for actor, name in names:
            for word in set(skeleton(name).split()):
                self.by_word[word].append((actor, name))
            self.short[_initials(name)].append((actor, name))
            self.short[plain(name)].append((actor, name))
            self.same[fold(name)].append((actor, name))

    def of(self, me: str, spellings: Sequence[str], registry: Registry) -> tuple[Suggestion, ...]:
        """At most three, the best first."""
        best: dict[str, Suggestion] = {}
        for said in spellings:
            for into, name, score, why in self._alike(said):
                if into != me and score > (best[into].score if into in best else 0):
                    known = registry.get(into)
                    best[into] = Suggestion(into, known.name if known else name, score, why)
        return tuple(sorted(best.values(), key=lambda s: (-s.score, s.into))[:3])

    def _alike(self, said: str) -> Iterator[tuple[str, str, float, str]]:
        for into, name in self.same.get(fold(said), ()):
            yield into, name, 1.0, f"“{said}” is a name of it"
        mine = set(skeleton(said).split())
        for into, name in {n for w in mine if len(w) > 2 for n in self.by_word.get(w, ())}:
            theirs = set(skeleton(name).split())
            share = len(mine & theirs) / len(mine | theirs)
            if mine == theirs and sum(map(len, mine)) >= _BONES - 1:
                yield into, name, 0.95, f"“{said}” and “{name}” have the same consonants"
            elif _SHARED <= share < 1:
                both = " ".join(sorted(mine & theirs))
                why = f"“{said}” and “{name}” share the words that sound like {both}"
                yield into, name, round(share * 0.8, 2), why
        for key in {plain(said), _initials(said)}:
            for into, name in self.short.get(key, ()) if len(key) > 2 else ():
                short, long = sorted((said, name), key=len)
                if plain(name) != plain(said) and plain(short) == _initials(long):
                    yield into, name, 0.7, f"“{short}” are the initials of “{long}”"


def _initials(name: str) -> str:
    words = [w for w in plain(name).split() if w not in ("of", "the", "and", "for", "al")]
    return "".join(w[0] for w in words) if len(words) > 2 else ""


def _merged(claim: Claim, merges: Mapping[str, str], registry: Registry) -> Claim:
    agents, targets = (
        tuple(_renamed(a, merges, registry) for a in side) for side in (claim.agents, claim.targets)
    )
    if (agents, targets) == (claim.agents, claim.targets):
        return claim
    return replace(
        claim,
        agents=agents,
        targets=targets,
        why=(*claim.why, "an actor's name merged by a person"),
    )


def _renamed(actor: Actor, merges: Mapping[str, str], registry: Registry) -> Actor:
    said = (own_name(actor, "", registry), actor.name, actor.mention)
    into = next((merges[fold(w)] for w in said if w and fold(w) in merges), None)
    if actor.actor or into is None:
        return actor
    known = registry.get(into)
    party, name = (known.party, known.name) if known else (None, into)
    return replace(actor, actor=into, party=party, name=name)
