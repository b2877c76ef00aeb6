"""Denials and confirmations of what was just claimed: "Ankara denies it", "which Damascus denies".

The reply is a claim of its own: the same act with the same roles, on the word of who replies
(codebook 7). Its words name the speaker and the verb alone, so every role is inferred.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contested.claims.cast import links_of
from contested.claims.chain import read_chain
from contested.claims.evidence import evidence_of
from contested.claims.frame import Attribution, Draft, Slot, Source
from contested.claims.model import Claim, PassageRef, Place, Polarity, stance_of
from contested.claims.nouns import words_of
from contested.claims.predicates import scope_of
from contested.claims.reading import Reading
from contested.claims.syntax import slots_of
from contested.claims.tree import Tree
from contested.ids import claim_id

_ANSWERED = ("event", "control", "toll")
_REACH = 2  # sentences back to the claim that is answered
_LESS_SURE = 0.85


@dataclass(frozen=True, slots=True)
class _Reply:
    sentence: int
    verb: int
    speakers: tuple[int, ...]
    denies: bool


def reply_claims(
    reading: Reading, pairs: tuple[tuple[Draft, Claim], ...]
) -> tuple[tuple[Draft, Claim], ...]:
    """``pairs`` with the claims that short replies make, in text order."""
    out = list(pairs)
    for s, tree in enumerate(reading.view.trees):
        for reply in _replies(tree, s):
            answered = _answered(reading, reply, pairs)
            if answered is not None:
                out.append(_claim(reading, reply, answered))
    return tuple(sorted(out, key=lambda p: (p[0].sentence, p[0].predicate)))


def _replies(tree: Tree, s: int) -> Iterator[_Reply]:
    """Verbs of denial or assent whose object is a pronoun for what was claimed."""
    for i, word in enumerate(tree.words):
        lemma = word.lemma.lower()
        denies = lemma in words_of("denying")
        if word.upos != "VERB" or not (denies or lemma in words_of("confirming")):
            continue
        negated = any(tree.words[k].text.lower() in words_of("negative") for k in tree.kids[i])
        objects = tree.children(i, "obj")
        if negated or tree.children(i, "ccomp", "xcomp") or len(objects) != 1:
            continue
        taken_up = tree.words[objects[0]].text.lower() in words_of("taking_up")
        speakers = tuple(f.head for f in slots_of(tree, i).get("subj", ()))
        if taken_up and speakers:
            yield _Reply(s, i, speakers, denies)


def _answered(
    reading: Reading, reply: _Reply, pairs: tuple[tuple[Draft, Claim], ...]
) -> tuple[Draft, Claim] | None:
    """The last claim of an act before the reply, in its sentence or shortly before."""
    tree = reading.view.trees[reply.sentence]
    limit = tree.words[reply.verb].start
    for pair in reversed(pairs):
        draft, claim = pair
        near = reply.sentence - _REACH <= draft.sentence <= reply.sentence
        if near and claim.kind in _ANSWERED and claim.evidence.start < limit:
            return pair
    return None


def _claim(reading: Reading, reply: _Reply, answered: tuple[Draft, Claim]) -> tuple[Draft, Claim]:
    view, (_, said) = reading.view, answered
    draft = _draft(reading, reply, answered[0])
    own = _attribution(reading, reply)
    told = read_chain(view, draft, {reply.sentence: (own,)}, reading.kind_of)
    evidence = evidence_of(view, draft, (), frozenset())
    flipped: Polarity = "+" if said.polarity == "-" else "-"
    polarity = flipped if reply.denies else said.polarity
    passage = view.passage(reply.sentence)
    return draft, replace(
        said,
        id=claim_id(said.account, said.kind, evidence.start, evidence.end, f"reply {said.id}"),
        evidence=evidence,
        passage=PassageRef(passage.id, passage.kind, passage.voice),
        agents=tuple(replace(a, inferred=True) for a in said.agents),
        targets=tuple(replace(t, inferred=True) for t in said.targets),
        places=tuple(_inferred(p) for p in said.places),
        time=replace(said.time, basis="inherited") if said.time.mention else said.time,
        quantities=(),
        chain=links_of(reading, told),
        polarity=polarity,
        modality="asserted",
        condition=None,
        stance=stance_of(polarity, "asserted"),
        treatment="neutral",
        confidence=round(said.confidence * _LESS_SURE, 3),
        why=(f"{'denies' if reply.denies else 'confirms'} {said.id}", *said.why[:1]),
    )


def _inferred(place: Place) -> Place:
    return replace(place, inferred=True)


def _draft(reading: Reading, reply: _Reply, said: Draft) -> Draft:
    """The reply as a draft, with the speakers in its own words."""
    tree = reading.view.trees[reply.sentence]
    return replace(
        said,
        sentence=reply.sentence,
        predicate=reply.verb,
        agents=tuple(Slot(k) for k in reply.speakers),
        targets=(),
        objects=(),
        places=(),
        scope=scope_of(tree, reply.verb),
        nominal=False,
    )


def _attribution(reading: Reading, reply: _Reply) -> Attribution:
    """Who replies, as the speaker of the reply's own verb."""
    tree = reading.view.trees[reply.sentence]
    word = tree.words[reply.verb]
    sources = []
    for k in reply.speakers:
        start, end = tree.chars(*tree.group(k))
        kind = reading.kind_of(reading.view.text(start, end)) or "person"
        sources.append(Source(start, end, kind, word.text, reply.sentence, k))
    return Attribution(
        sentence=reply.sentence,
        sources=tuple(sources),
        content=frozenset({reply.verb}),
        direct=False,
        treatment="neutral",
        cue_word=reply.verb,
        denies=reply.denies,
        why="reply",
    )
