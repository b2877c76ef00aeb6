"""The claims stage: an annotated account -> its claims, in text order.

The story: trees, attributions and drafts first; then each draft gets its chain, stance, time,
place, quantities and actors; last, causes are linked to the claims they speak of.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from contested.accounts.model import Account
from contested.annotate.model import Annotation
from contested.claims.attribution import find_attributions
from contested.claims.avoidance import avoidance_drafts
from contested.claims.causes import link_causes, read_ends
from contested.claims.chain import Chain, read_chain
from contested.claims.compounds import compound_drafts
from contested.claims.confidence import confidence_of
from contested.claims.connectives import connective_drafts, without_aims
from contested.claims.counts import amounts_of, quantities_of
from contested.claims.discourse import Discourse, Meaning, read_discourse
from contested.claims.evidence import evidence_of
from contested.claims.forecasts import due_expression, to_forecast
from contested.claims.frame import Attribution, Draft, Slot, Source, SourceKind, StanceReading, View
from contested.claims.model import (
    Actor,
    Claim,
    Evidence,
    Link,
    PassageRef,
    Place,
    Quantity,
    TargetClass,
    Thing,
    Time,
    stance_of,
)
from contested.claims.nouns import words_of
from contested.claims.predicates import find_drafts
from contested.claims.registry import ActorContext
from contested.claims.resources import Resources, load_resources
from contested.claims.sorts import Sorter
from contested.claims.stance import PROTASIS, read_stance
from contested.claims.tree import Tree
from contested.claims.when import Calendar, read_calendar, time_of, time_of_words
from contested.claims.where import Atlas, places_of, read_atlas
from contested.ids import claim_id
from contested.places import Found, find_places

_LINK_KINDS: dict[str, SourceKind] = {
    "person": "person", "state": "state", "government": "state", "media": "outlet",
    "armed-group": "group", "military": "state", "igo": "group", "ngo": "group",
    "coalition": "group", "ethnic": "group",
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """An account with everything read of it before any claim is made."""

    view: View
    resources: Resources
    discourse: Discourse
    calendar: Calendar
    atlas: Atlas
    amounts: tuple[tuple, ...]  # type: ignore[type-arg]
    attributions: tuple[tuple[Attribution, ...], ...]  # by sentence

    def kind_of(self, mention: str) -> SourceKind | None:
        """The link kind of a mention that the registry knows."""
        found = self.resources.registry.resolve(mention, self.discourse.context)
        kind = self.resources.registry.kind_of(found.actor) if found.actor else None
        return _LINK_KINDS.get(kind or "")


def extract_claims(
    account: Account, annotation: Annotation, resources: Resources | None = None
) -> tuple[Claim, ...]:
    """All claims of ``account``; ``resources`` default to the packaged ones."""
    known = resources or load_resources()
    view = View(account, tuple(Tree(s) for s in annotation.sentences))
    atlas = _without_actors(
        read_atlas(view, partial(find_places, gazetteer=known.gazetteer)), known
    )
    context = ActorContext(date=account.date, countries=_countries(atlas), earlier={})
    calendar = read_calendar(view)
    sorter = _sorter(known, context, atlas, calendar.words(view))
    reading = Reading(
        view,
        known,
        read_discourse(view, sorter, known.registry, context),
        calendar,
        atlas,
        amounts_of(view, calendar.words(view)),
        _by_sentence(view, find_attributions(view, known.cues)),
    )
    drafts = [d for s in range(len(view.trees)) for d in _drafts(reading, s, sorter)]
    pairs = [(d, c) for d in drafts if (c := _claim(reading, d)) is not None]
    return link_causes(tuple(pairs))


def _last_word(mention: str) -> str:
    """The head of a short noun phrase: its last word before "of", "in" or a comma."""
    core = re.split(r",| of | in | from | for | at ", mention, maxsplit=1)[0]
    return core.split()[-1].lower() if core.split() else ""


def _countries(atlas: Atlas) -> tuple[str, ...]:
    counts = Counter(f.match.country for row in atlas.found for f in row if f.match.country)
    return tuple(c for c, _ in counts.most_common(6))


def _sorter(known: Resources, context: ActorContext, atlas: Atlas, dated: frozenset[int]) -> Sorter:
    places = {f.text.casefold() for row in atlas.found for f in row}
    return Sorter(
        known.lexicon,
        lambda text: known.registry.resolve(text, context).actor is not None,
        lambda text: text.casefold() in places,
        lambda tree, head: tree.words[head].start in dated,
        lambda text: _is_state(known, text, context),
    )


def _without_actors(atlas: Atlas, known: Resources) -> Atlas:
    """The atlas without names of people and groups that towns share ("I.S.", "Bashar")."""
    bare = ActorContext()

    def stays(found: Found) -> bool:
        actor = known.registry.resolve(found.text, bare).actor
        return actor is None or known.registry.kind_of(actor) in ("state", None)

    return replace(atlas, found=tuple(tuple(f for f in row if stays(f)) for row in atlas.found))


def _is_state(known: Resources, text: str, context: ActorContext) -> bool:
    """Whether words name a state by its own name, not by its capital."""
    found = known.registry.resolve(text, context)
    if found.actor is None or known.registry.kind_of(found.actor) != "state":
        return False
    return not found.why.startswith("seat")


def _by_sentence(view: View, found: Iterable[Attribution]) -> tuple[tuple[Attribution, ...], ...]:
    rows: list[list[Attribution]] = [[] for _ in view.trees]
    for a in found:
        rows[a.sentence].append(a)
    return tuple(tuple(r) for r in rows)


def _drafts(reading: Reading, s: int, sorter: Sorter) -> tuple[Draft, ...]:
    """All drafts of a sentence: predicates, compounds, avoidances, connectives; one a predicate."""
    tree, lexicon = reading.view.trees[s], reading.resources.lexicon
    compounds = compound_drafts(s, tree, lexicon, sorter)
    avoided = avoidance_drafts(s, tree, lexicon, sorter)
    plain = find_drafts(s, tree, lexicon, sorter)
    taken = {d.predicate for d in (*compounds, *avoided)}
    drafts = [*compounds, *avoided, *(d for d in plain if d.predicate not in taken)]
    drafts = [d for d in drafts if not _only_reports(reading, s, d)]
    joined = connective_drafts(s, tree, tuple(drafts), lexicon, sorter)
    drafts = [*without_aims(tuple(drafts), joined), *joined]
    return tuple(sorted(drafts, key=lambda d: d.predicate))


def _only_reports(reading: Reading, s: int, draft: Draft) -> bool:
    """Whether the predicate merely introduces what is said, and is no act of its own."""
    lemma = reading.view.trees[s].words[draft.predicate].lemma.lower()
    if lemma in reading.resources.cues.words("acts_as_cues.lemmas"):
        return False
    return draft.kind in ("event", "relation") and any(
        a.cue_word == draft.predicate for a in reading.attributions[s]
    )


def _claim(reading: Reading, draft: Draft) -> Claim | None:
    """The claim of a draft; None for what only stands inside a condition."""
    view, account = reading.view, reading.view.account
    told = read_chain(view, draft, dict(enumerate(reading.attributions)), reading.kind_of)
    over = told.attributions
    stance = read_stance(view, draft, over)
    if PROTASIS in stance.why:
        return None
    purpose = _purpose(draft, stance)
    if purpose is None:
        return None
    draft = to_forecast(view, purpose, stance)
    chain = _links(reading, told)
    speaker = _speaker(reading, told, chain)
    agents = _actors(reading, draft, draft.agents, speaker, False)
    targets = _actors(reading, draft, draft.targets, speaker, True)
    targets = _not_themselves(view, draft, agents, targets)
    if draft.kind == "relation" and not _concerns(reading, draft, agents + targets):
        return None
    when = time_of(view, draft, reading.calendar)
    places = places_of(view, draft, reading.atlas)
    counts = quantities_of(view, draft, reading.amounts, reading.resources.lexicon)
    due = due_expression(view, draft) if draft.kind == "forecast" else None
    stated = _words_of(view, draft, when, (due, *places, *counts))
    if draft.kind == "intent" and stance.modality == "hypothetical":
        stance = replace(stance, modality="asserted")  # the aim is stated, the act is not
    vague = draft.act == "holds" and "compound" in draft.why[0]
    if vague and all(p.lat is None for p in places):
        return None  # "rebel-held areas" names no place that anyone could check
    evidence = evidence_of(view, draft, over, stated)
    score, reasons = confidence_of(draft, view.sentence(draft.sentence), agents + targets, over)
    facts = _facts(reading, draft, agents)
    passage = view.passage(draft.sentence)
    ends = read_ends(view, draft, partial(_actor_at, reading, draft.sentence, speaker))
    return Claim(
        id=claim_id(account.id, draft.kind, evidence.start, evidence.end, _salt(view, draft)),
        account=account.id,
        file=account.first.file,
        kind=draft.kind,
        act=draft.act if draft.kind not in ("cause", "intent", "toll") else None,
        mode=draft.mode,
        acled=draft.acled or facts[0],
        cameo=facts[1],
        quad=facts[2],
        sign=draft.sign if draft.sign is not None else facts[3],
        evidence=evidence,
        passage=PassageRef(passage.id, passage.kind, passage.voice),
        agents=agents,
        targets=targets,
        objects=_things(view, draft),
        places=places,
        time=when,
        quantities=counts,
        chain=chain,
        polarity=stance.polarity,
        modality=stance.modality,
        condition=_condition(view, stance.condition),
        stance=stance_of(stance.polarity, stance.modality),
        treatment=told.treatment,
        confidence=score,
        why=(*draft.why, *stance.why, *reasons),
        about=draft.about,
        due=_due(reading, draft, due),
        cause=ends[0],
        effect=ends[1],
        translator=account.first.translator,
        notes=_notes(agents, targets),
    )


def _not_themselves(
    view: View, draft: Draft, agents: tuple[Actor, ...], targets: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """Nobody acts on "them" and means itself: such a pronoun is left open."""
    words = view.trees[draft.sentence].words
    doers = {a.actor for a in agents if a.actor}
    out = []
    for actor, slot in zip(targets, draft.targets, strict=False):
        low = words[slot.head].text.lower()
        plain = low in ("them", "him", "her", "it", "they", "us", "me")
        if plain and actor.actor in doers:
            actor = replace(actor, actor=None, party=None, name=None)  # noqa: PLW2901
        out.append(actor)
    return tuple(out) if len(out) == len(targets) else targets


def _concerns(reading: Reading, draft: Draft, actors: tuple[Actor, ...]) -> bool:
    """Whether a standing or an aim is somebody's in this war: a known actor, a side, a force."""
    known = [bool(a.actor or a.party) for a in actors]
    itself = any(x.head == draft.predicate for x in (*draft.agents, *draft.targets))
    if itself and not all(known):
        return False  # "their partners" does not say who they are
    if any(known):
        return True
    tree = reading.view.trees[draft.sentence]
    armed = reading.resources.lexicon.classes["combatant"] | words_of("forces") | words_of("groups")
    heads = [
        s.head for s in (*draft.agents, *draft.targets) if s.sentence in (None, draft.sentence)
    ]
    return any(tree.words[h].lemma.lower() in armed for h in heads)


def _purpose(draft: Draft, stance: StanceReading) -> Draft | None:
    """An act that is only aimed at is an intent of who aims; nobody's aim is no claim."""
    if "purpose" not in stance.why or draft.kind not in ("event", "control", "relation"):
        return draft
    if not draft.agents:
        return None
    why = (*draft.why, "an aim, no event")
    return replace(draft, kind="intent", act=None, mode=None, acled=None, sign=None, why=why)


def _words_of(
    view: View,
    draft: Draft,
    when: Time,
    said: tuple[Place | Quantity | tuple[int, int] | None, ...],
) -> frozenset[int]:
    """Words of the draft's sentence that state its time, places, quantities and deadline."""
    spans = [x if isinstance(x, tuple) else (x.start, x.end) for x in said if x is not None]
    if when.mention_start is not None and when.mention_end is not None:
        spans.append((when.mention_start, when.mention_end))
    words = view.trees[draft.sentence].words
    return frozenset(
        i for i, w in enumerate(words) if any(w.start < b and w.end > a for a, b in spans)
    )


def _salt(view: View, draft: Draft) -> str:
    word = view.trees[draft.sentence].words[draft.predicate]
    return f"{draft.act} {word.start}"


def _links(reading: Reading, told: Chain) -> tuple[Link, ...]:
    """The chain with each link's actor, by the registry or by what its pronoun stands for."""
    meanings = (
        _source_meaning(reading, source, link)
        for link, source in zip(told.links, told.sources, strict=True)
    )
    pairs = zip(told.links, meanings, strict=True)
    return tuple(_speaking(reading, link, m.actor) for link, m in pairs)


def _speaking(reading: Reading, link: Link, actor: str | None) -> Link:
    """A link with its actor; an unnamed person of a side ("an LNA commander") is anonymous."""
    person = actor is not None and reading.resources.registry.kind_of(actor) == "person"
    if not person and _last_word(link.mention) in words_of("persons"):
        return replace(link, actor=None, kind="anonymous")
    return replace(link, actor=actor)


def _source_meaning(reading: Reading, source: Source | None, link: Link) -> Meaning:
    if source is not None and source.head is not None and source.sentence is not None:
        return reading.discourse.mean(source.sentence, source.head)
    found = reading.resources.registry.resolve(link.mention, reading.discourse.context)
    return Meaning(found.actor, found.party, found.name or link.mention, "speaker")


def _speaker(reading: Reading, told: Chain, chain: tuple[Link, ...]) -> Meaning | None:
    """Who "we" and "I" are: the innermost speaker."""
    if not chain:
        return _narrator(reading)
    return _source_meaning(reading, told.sources[-1], chain[-1])


def _narrator(reading: Reading) -> Meaning | None:
    """The account's own voice, when the registry knows its publisher or author."""
    first = reading.view.account.first
    for name in (first.author, first.publisher):
        if name:
            found = reading.resources.registry.resolve(name, reading.discourse.context)
            kind = reading.resources.registry.kind_of(found.actor) if found.actor else None
            if kind not in (None, "media", "ngo"):
                return Meaning(found.actor, found.party, found.name or name, "the account itself")
    return None


def _actors(
    reading: Reading, draft: Draft, slots: tuple[Slot, ...], speaker: Meaning | None, target: bool
) -> tuple[Actor, ...]:
    out = []
    for slot in slots:
        s = draft.sentence if slot.sentence is None else slot.sentence
        for side in _sides(reading, s, speaker, slot.head):
            cls = _class(reading, s, slot.head, side) if target else None
            out.append(replace(side, inferred=slot.inferred, cls=cls))
    return tuple(out)


def _sides(reading: Reading, s: int, speaker: Meaning | None, head: int) -> tuple[Actor, ...]:
    """The actors of a group: two where two sides modify one noun ("Syrian and Russian jets")."""
    tree = reading.view.trees[s]
    for k in tree.children(head, "amod", "compound"):
        pair = tree.coordinated(k)
        if len(pair) < 2 or not all(tree.words[i].text[:1].isupper() for i in pair):
            continue
        found = [_actor_at(reading, s, speaker, i) for i in pair]
        if all(a.actor is not None for a in found):
            end = tree.chars(*tree.group(head))[1]
            last = found[-1]
            assert last.start is not None
            whole = replace(last, mention=reading.view.text(last.start, end), end=end)
            return (*found[:-1], whole)
    return (_actor_at(reading, s, speaker, head),)


def _actor_at(reading: Reading, s: int, speaker: Meaning | None, head: int) -> Actor:
    tree = reading.view.trees[s]
    start, end = tree.chars(*tree.group(head))
    meaning = reading.discourse.mean(s, head, speaker)
    party = meaning.party or meaning.actor
    return Actor(reading.view.text(start, end), start, end, meaning.actor, party, meaning.name)


def _class(reading: Reading, s: int, head: int, actor: Actor) -> TargetClass:
    """Class of a target: by its noun, else by what kind of actor it is."""
    lexicon, registry = reading.resources.lexicon, reading.resources.registry
    found: TargetClass = lexicon.target_class(reading.view.trees[s].words[head].lemma)
    if found == "unknown" and actor.actor is not None:
        kind = registry.kind_of(actor.actor)
        return "combatant" if kind in ("armed-group", "military", "coalition") else "unknown"
    return found


def _things(view: View, draft: Draft) -> tuple[Thing, ...]:
    tree = view.trees[draft.sentence]
    spans = [tree.chars(*tree.group(slot.head)) for slot in draft.objects]
    return tuple(Thing(view.text(a, b), a, b) for a, b in spans)


def _facts(
    reading: Reading, draft: Draft, agents: tuple[Actor, ...]
) -> tuple[str | None, str | None, str | None, int | None]:
    """ACLED sub-event, CAMEO root, quad and sign of the draft's act."""
    if draft.act is None:
        return None, None, None, None
    state: bool | None = None
    sides = {a.party for a in agents if a.party}
    if draft.act in ("gains", "transfers") and sides:
        kinds = {reading.resources.registry.kind_of(s) for s in sides}
        state = bool(kinds & {"state", "military", "government"})
    facts = reading.resources.lexicon.table.facts(draft.act, draft.mode, state)
    return facts.acled, facts.cameo, facts.quad, facts.sign


def _condition(view: View, span: tuple[int, int] | None) -> Evidence | None:
    return None if span is None else Evidence(*span, view.text(*span))


def _due(reading: Reading, draft: Draft, span: tuple[int, int] | None) -> Time | None:
    """The deadline of a forecast as an interval."""
    if span is None:
        return None
    return time_of_words(reading.view, draft.sentence, span, reading.calendar)


def _notes(agents: tuple[Actor, ...], targets: tuple[Actor, ...]) -> tuple[str, ...]:
    """What was left open, in words."""
    rows = (("agent", agents), ("target", targets))
    return tuple(
        f"{role} not resolved: {a.mention}"
        for role, group in rows
        for a in group
        if a.actor is None
    )
