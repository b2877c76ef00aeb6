"""Cross-document event coreference on MEANTIME with the record's own comparisons and clusters.

Mentions, participants and dates are gold; what is decided is which mentions of a topic are one
event. MEANTIME is business news without the record's places, actors and acts, so only the
propositions about act, sides, words and time can speak; the baseline joins mentions of one lemma.
Development topics are airbus and gm, held out are apple and stock.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from contested.annotate.lemmas import lemma
from contested.record.blocking import Pair
from contested.record.cluster import cluster
from contested.record.compare import log_odds
from contested.record.sketch import Sketch, day_of, stem
from contested.record.words import record_words
from contested.scoring.coreference import score_clusters
from contested.scoring.datasets.meantime import MeantimeDocument, MeantimeMention, read_meantime
from contested.scoring.predictors import Model
from contested.scoring.rows import Row, make_row

DEVELOPMENT = ("airbus", "gm")
LEAST = -1.2  # log-odds of one event, chosen on the development topics
_KIN = 6  # letters of a stem: "acquire" and "acquisition" may be one act
_NEAR = 6  # words on either side that say what an event is about


def coreference_rows(root: Path, encoder: Model) -> Iterator[Row]:
    """CoNLL F1 of both halves of the topics, with and without singletons, beside the baseline."""
    documents = read_meantime(root)
    for split, topics in (
        ("dev: airbus, gm", [t for t in _topics(documents) if t in DEVELOPMENT]),
        ("test: apple, stock", [t for t in _topics(documents) if t not in DEVELOPMENT]),
    ):
        gold: dict[str, str] = {}
        system: dict[str, str] = {}
        baseline: dict[str, str] = {}
        for topic in topics:
            told = [d for d in documents if d.topic == topic]
            gold |= {name: m.instance for d in told for name, m in _scored(d)}
            system |= group(told)
            baseline |= {name: f"{topic} {_lemma(d, m)}" for d in told for name, m in _scored(d)}
        for name, given in (("", system), ("lemma baseline, ", baseline)):
            for singletons in (True, False):
                value = score_clusters(gold, given, singletons).conll
                less = "" if singletons else " without singletons"
                metric = f"{name}CoNLL F1{less}"
                yield make_row("event coreference", metric, value, (len(gold), "mentions"), split)


def _topics(documents: Sequence[MeantimeDocument]) -> list[str]:
    return sorted({d.topic for d in documents})


def _scored(document: MeantimeDocument) -> Iterator[tuple[str, MeantimeMention]]:
    """Event mentions that the cross-document annotation puts into a group, by a unique name."""
    for m in document.mentions:
        if m.kind == "event" and m.instance and m.words:
            yield f"{document.topic}/{document.id}/{m.id}", m


def group(documents: Sequence[MeantimeDocument]) -> dict[str, str]:
    """The mentions of one topic → the group they were put into."""
    sketches = [s for d in documents for s in sketches_of(d)]
    odds = {(a, b): log_odds(sketches[a], sketches[b]) for a, b in _pairs(sketches)}
    groups, _ = cluster(len(sketches), odds, LEAST)
    return {sketches[i].id: sketches[g[0]].id for g in groups for i in g}


def _pairs(sketches: Sequence[Sketch]) -> Iterator[Pair]:
    """Mentions of kindred words; topics are small, so every pair of those is compared."""
    kin: dict[str, list[int]] = defaultdict(list)
    for i, s in enumerate(sketches):
        kin[s.act].append(i)
    for members in kin.values():
        yield from combinations(members, 2)


def sketches_of(document: MeantimeDocument) -> list[Sketch]:
    """The event mentions of an article as comparisons see them."""
    entities = {m.id: m for m in document.mentions if m.kind == "entity"}
    roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for link in document.participants:
        if link.entity in entities:
            roles[link.event][link.role] |= _names(document, entities[link.entity])
    day = day_of(document.date) if document.date else None
    out = []
    for name, m in _scored(document):
        said = roles[m.id]
        doers, hit = frozenset(said["Arg0"]), frozenset(said["Arg1"] | said["Arg2"])
        where = frozenset(said["Argm-LOC"])
        first = min(m.words)
        blank = _blank(name, document.id, stem(_lemma(document, m))[:_KIN])
        out.append(
            replace(
                blank, agents=doers, agent_sides=doers, targets=hit, names=where, around=where,
                last=day + 1 if day else None, told=day,
                words=_about(document, m), start=first, end=max(m.words) + 1,
            )
        )  # fmt: skip
    return out


def _blank(name: str, account: str, act: str) -> Sketch:
    none: frozenset[str] = frozenset()  # nobody annotated who speaks: each has a voice of its own
    return Sketch(
        id=name, account=account, family="mention", act=act, voice=name, mode=None, agents=none,
        agent_sides=none, agent_parties=none, targets=none, target_sides=none, people=none,
        spots=(), names=none, sites=none, around=none, title=False, first=None, last=None,
        stated=False, told=None, hours=None, counts={}, things=none, works=none, folk=none,
        words=none, extent=1,
        leans=False, apart=False, again=False, campaign=False, denied=False, start=0, end=0,
    )  # fmt: skip


def _lemma(document: MeantimeDocument, mention: MeantimeMention) -> str:
    """The lemma of a mention's first word of substance, whatever part of speech it is."""
    word = document.words[mention.words[0]].text.lower()
    forms = [lemma(word, upos) for upos in ("VERB", "NOUN")]
    return min(forms, key=lambda f: (len(f), f))


def _names(document: MeantimeDocument, mention: MeantimeMention) -> set[str]:
    """Stems of a participant's words of substance."""
    texts = [document.words[i].text for i in mention.words]
    return {stem(t.lower()) for t in texts if t[:1].isupper() and len(t) > 2} or {
        stem(t.lower()) for t in texts[-1:] if t.isalpha()
    }


def _about(document: MeantimeDocument, mention: MeantimeMention) -> frozenset[str]:
    """Stems of the words around a mention in its sentence, its own left out."""
    sentence = document.words[mention.words[0]].sentence
    low, high = min(mention.words) - _NEAR, max(mention.words) + _NEAR
    near = (
        document.words[i]
        for i in range(max(0, low), min(len(document.words), high + 1))
        if i not in mention.words
    )
    stop = record_words().stop
    found = (w.text.lower() for w in near if w.sentence == sentence)
    return frozenset(stem(t) for t in found if len(t) > 3 and t.isalpha() and t not in stop)
