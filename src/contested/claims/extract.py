"""The claims stage: an annotated account -> its claims, in text order.

The story: trees, attributions and drafts first; then each draft gets its chain, stance, time,
place, quantities and actors; last, causes are linked to the claims they speak of.
"""

from dataclasses import replace
from functools import partial

from contested.accounts.model import Account
from contested.annotate.model import Annotation
from contested.claims.attempts import (
    AIM,
    as_attempted,
    without_refusals,
    without_rejected,
    without_repeats,
)
from contested.claims.avoidance import avoidance_drafts
from contested.claims.carry import carry_places
from contested.claims.cast import (
    actor_at,
    actors_of,
    concerns,
    links_of,
    not_themselves,
    one_sided,
    speaker_of,
)
from contested.claims.causes import link_causes, read_ends
from contested.claims.chain import Chain, read_chain
from contested.claims.compounds import compound_drafts
from contested.claims.confidence import weigh
from contested.claims.connectives import connective_drafts, without_aims
from contested.claims.counts import quantities_of
from contested.claims.evidence import evidence_of
from contested.claims.forecasts import due_expression, to_forecast
from contested.claims.frame import Draft, StanceReading, View
from contested.claims.model import (
    Actor,
    Claim,
    Evidence,
    PassageRef,
    Place,
    Quantity,
    Thing,
    Time,
    stance_of,
)
from contested.claims.nothing import states_nothing
from contested.claims.nouns import words_of
from contested.claims.predicates import find_drafts
from contested.claims.reading import Reading, read_whole
from contested.claims.replies import reply_claims
from contested.claims.resources import Resources, load_resources
from contested.claims.restated import without_restated
from contested.claims.sorts import Sorter
from contested.claims.stance import PROTASIS, read_stance
from contested.claims.tallies import tally_drafts
from contested.claims.totals import total_drafts
from contested.claims.tree import Tree
from contested.claims.when import time_of, time_of_words
from contested.claims.where import places_of
from contested.claims.worth import worthy
from contested.ids import claim_id


def extract_claims(
    account: Account, annotation: Annotation, resources: Resources | None = None
) -> tuple[Claim, ...]:
    """The claims of ``account`` that are likely enough to be told; ``resources`` default to the
    packaged ones."""
    return tuple(c for c in extract_all(account, annotation, resources) if worthy(c))


def extract_all(
    account: Account, annotation: Annotation, resources: Resources | None = None
) -> tuple[Claim, ...]:
    """All claims, weighed: those to be told with their causes linked, then the doubtful rest."""
    reading, pairs = read_claims(account, annotation, resources or load_resources())
    weighed = weigh(reading, pairs)
    told = carry_places(reading.view, tuple(pair for pair in weighed if worthy(pair[1])))
    return (*link_causes(told), *(c for _, c in weighed if not worthy(c)))


def read_claims(
    account: Account, annotation: Annotation, resources: Resources
) -> tuple[Reading, tuple[tuple[Draft, Claim], ...]]:
    """Every draft that states something, with its claim; none weighed yet, causes not linked."""
    reading, sorter = read_whole(account, annotation, resources)
    drafts = [d for s in range(len(reading.view.trees)) for d in _drafts(reading, s, sorter)]
    found = [(d, c) for d in drafts if (c := _claim(reading, d)) is not None]
    pairs = [(d, c) for d, c in found if states_nothing(reading.view, d, c) is None]
    return reading, reply_claims(reading, without_restated(tuple(pairs)))


def _drafts(reading: Reading, s: int, sorter: Sorter) -> tuple[Draft, ...]:
    """All drafts of a sentence: predicates, compounds, avoidances, connectives; one a predicate."""
    tree, lexicon = reading.view.trees[s], reading.resources.lexicon
    compounds = compound_drafts(s, tree, lexicon, sorter)
    avoided = avoidance_drafts(s, tree, lexicon, sorter)
    plain = find_drafts(s, tree, lexicon, sorter)
    taken = {d.predicate for d in (*compounds, *avoided)}
    drafts = [*compounds, *avoided, *(d for d in plain if d.predicate not in taken)]
    counted = (*tally_drafts(s, tree, sorter), *total_drafts(s, tree, sorter))
    tallies = [d for d in counted if not _told(d, drafts)]
    left = {tree.words[d.predicate].head for d in tallies}
    again = {k for d in tallies for k in d.scope if k == d.predicate or _is_fate(tree, k)}
    drafts = [d for d in drafts if d.predicate not in again]
    drafts = [d for d in drafts if d.kind != "cause" or d.predicate not in left] + tallies
    drafts = without_repeats(tree, without_rejected(tree, without_refusals(tree, drafts)))
    drafts = [d for d in drafts if not _only_reports(reading, s, d)]
    joined = connective_drafts(s, tree, tuple(drafts), lexicon, sorter)
    drafts = [*without_aims(tuple(drafts), joined), *joined]
    return tuple(sorted(drafts, key=lambda d: d.predicate))


def _told(tally: Draft, drafts: list[Draft]) -> bool:
    """Whether another act of force or toll already speaks for the number's words."""
    number = tally.scope - {tally.predicate}
    others = (d for d in drafts if d.predicate not in number)
    return any(number & d.scope and (d.act == "ASSAULT" or d.kind == "toll") for d in others)


def _is_fate(tree: Tree, k: int) -> bool:
    return tree.words[k].text.lower() in words_of("fates")


def _only_reports(reading: Reading, s: int, draft: Draft) -> bool:
    """Whether the predicate merely introduces what is said, and is no act of its own."""
    lemma = reading.view.trees[s].words[draft.predicate].lemma.lower()
    if lemma in reading.resources.cues.words("acts_as_cues.lemmas"):
        return False
    return draft.kind in ("event", "relation") and any(
        a.cue_word == draft.predicate for a in reading.attributions[s]
    )


def _claim(reading: Reading, draft: Draft) -> Claim | None:
    """The claim of a draft; None for what states none."""
    view, account = reading.view, reading.view.account
    told = read_chain(view, draft, reading.attributions, reading.kind_of)
    admitted = _admitted(view, draft, told)
    if admitted is None:
        return None
    draft, stance = admitted
    chain = links_of(reading, told)
    speaker = speaker_of(reading, told, chain)
    agents = actors_of(reading, draft, draft.agents, speaker, False)
    targets = actors_of(reading, draft, draft.targets, speaker, True)
    targets = not_themselves(view, draft, agents, targets)
    if draft.kind == "relation" and (
        one_sided(agents, targets) or not concerns(reading, draft, agents + targets)
    ):
        return None
    when = time_of(view, draft, reading.calendar)
    places = tuple(p for p in places_of(view, draft, reading.atlas) if not _dates(when, p))
    counts = quantities_of(view, draft, reading.amounts, reading.resources.lexicon)
    if draft.kind == "event" and not (agents or targets or places or counts):
        return None  # an act by nobody, on nobody, nowhere
    due = due_expression(view, draft) if draft.kind == "forecast" else None
    stated = _words_of(view, draft, when, (due, *places, *counts))
    vague = draft.act == "holds" and "compound" in draft.why[0]
    if vague and all(p.lat is None for p in places):
        return None  # "rebel-held areas" names no place that anyone could check
    evidence = evidence_of(view, draft, told.attributions, stated)
    facts = _facts(reading, draft, agents)
    passage = view.passage(draft.sentence)
    ends = read_ends(view, draft, partial(actor_at, reading, draft.sentence, speaker))
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
        confidence=draft.score,  # until it is weighed
        why=(*draft.why, *stance.why),
        about=draft.about,
        due=_due(reading, draft, due),
        cause=ends[0],
        effect=ends[1],
        translator=account.first.translator,
        notes=_notes(agents, targets),
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
    if draft.kind == "intent" and stance.modality == "hypothetical":
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
