"""One draft becomes one claim: its chain, stance, roles, time, places and counts read and put
together; None for a draft that states nothing anyone could check."""

from dataclasses import dataclass, replace
from functools import partial

from contested.claims.attempts import AIM, as_attempted
from contested.claims.cast import (
    actor_at,
    actors_of,
    concerns,
    links_of,
    one_sided,
    speaker_of,
)
from contested.claims.causes import read_ends
from contested.claims.chain import Chain, read_chain
from contested.claims.counts import quantities_of
from contested.claims.discourse import Meaning
from contested.claims.evidence import evidence_of
from contested.claims.forecasts import due_expression, to_forecast
from contested.claims.frame import Draft, StanceReading, View
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
    stance_of,
)
from contested.claims.reading import Reading
from contested.claims.selves import not_each_other, not_themselves
from contested.claims.stance import PROTASIS, read_stance
from contested.claims.when import time_of, time_of_words
from contested.claims.where import places_of
from contested.ids import claim_id


@dataclass(frozen=True)
class Parts:
    """What was read for a draft, as its stance makes it, before a claim is made of it."""

    draft: Draft
    stance: StanceReading
    told: Chain
    chain: tuple[Link, ...]
    speaker: Meaning | None
    agents: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    time: Time
    places: tuple[Place, ...]
    quantities: tuple[Quantity, ...]


def compose(reading: Reading, draft: Draft) -> Claim | None:
    """The claim of a draft; None for what states none."""
    parts = _read(reading, draft)
    if parts is None or _idle(reading, parts):
        return None
    return _made(reading, parts)


def _read(reading: Reading, draft: Draft) -> Parts | None:
    """Every field of a draft; None where it stands inside a condition or is nobody's aim."""
    view = reading.view
    told = read_chain(view, draft, reading.attributions, reading.kind_of)
    admitted = _admitted(view, draft, told)
    if admitted is None:
        return None
    draft, stance = admitted
    chain = links_of(reading, told)
    speaker = speaker_of(reading, told, chain)
    agents = actors_of(reading, draft, draft.agents, speaker, False)
    targets = actors_of(reading, draft, draft.targets, speaker, True)
    when = time_of(view, draft, reading.calendar)
    return Parts(
        draft=draft,
        stance=stance,
        told=told,
        chain=chain,
        speaker=speaker,
        agents=not_each_other(draft, agents, targets),
        targets=not_themselves(view, draft, agents, targets),
        time=when,
        places=tuple(p for p in places_of(view, draft, reading.atlas) if not _dates(when, p)),
        quantities=quantities_of(view, draft, reading.amounts, reading.resources.lexicon),
    )


def _idle(reading: Reading, parts: Parts) -> bool:
    """A relation of one side, an act by nobody on nobody nowhere."""
    draft, sides = parts.draft, parts.agents + parts.targets
    if draft.kind == "relation":
        lost = bool((draft.agents and not parts.agents) or (draft.targets and not parts.targets))
        return (
            lost
            or one_sided(parts.agents, parts.targets, draft.sign)
            or not concerns(reading, draft, sides)
        )
    return draft.kind == "event" and not (sides or parts.places or parts.quantities)


def _made(reading: Reading, parts: Parts) -> Claim:
    """The claim that the parts make, with the smallest stretch that states them."""
    view, account, draft, stance = reading.view, reading.view.account, parts.draft, parts.stance
    due = due_expression(view, draft) if draft.kind == "forecast" else None
    stated = _words_of(view, draft, parts.time, (due, *parts.places, *parts.quantities))
    evidence = evidence_of(view, draft, parts.told.attributions, stated)
    facts = _facts(reading, draft, parts.agents)
    passage = view.passage(draft.sentence)
    ends = read_ends(view, draft, partial(actor_at, reading, draft.sentence, parts.speaker))
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
        agents=parts.agents,
        targets=parts.targets,
        objects=_things(view, draft),
        places=parts.places,
        time=parts.time,
        quantities=parts.quantities,
        chain=parts.chain,
        polarity=stance.polarity,
        modality=stance.modality,
        condition=_condition(view, stance.condition),
        stance=stance_of(stance.polarity, stance.modality),
        treatment=parts.told.treatment,
        confidence=draft.score,  # until it is weighed
        why=(*draft.why, *stance.why),
        about=draft.about,
        due=_due(reading, draft, due),
        cause=ends[0],
        effect=ends[1],
        translator=account.first.translator,
        notes=_notes(parts.agents, parts.targets),
    )


def _dates(when: Time, place: Place) -> bool:
    """Whether the words of a place are those that give the time: "in May"."""
    if when.mention_start is None or when.mention_end is None:
        return False
    return place.start < when.mention_end and when.mention_start < place.end


def _admitted(view: View, draft: Draft, told: Chain) -> tuple[Draft, StanceReading] | None:
    """The draft as its stance makes it (forecast, intent); None inside a condition."""
    stance = read_stance(view, draft, told.attributions)
    purpose = None if PROTASIS in stance.why else _purpose(draft, stance)
    if purpose is not None:
        purpose = as_attempted(view.trees[draft.sentence], purpose, stance)
    if purpose is None:
        return None
    draft = to_forecast(view, purpose, stance)
    unsure = ("hypothetical", "future") if AIM in draft.why else ("hypothetical",)
    if draft.kind == "intent" and stance.modality in unsure:
        stance = replace(stance, modality="asserted")  # the aim is stated, the act is not
    return draft, stance


def _purpose(draft: Draft, stance: StanceReading) -> Draft | None:
    """An act that is only aimed at is an intent of who aims; nobody's aim is no claim."""
    if "purpose" not in stance.why or draft.kind not in ("event", "control", "relation"):
        return draft
    if not draft.agents:
        return None
    why = (*draft.why, AIM)
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
