"""The trivial baseline that every score of claims stands beside.

It shares the words, the vocabulary of acts and the look-up of actors, dates and places with the
extractor, and nothing that reads syntax: a verb of the vocabulary is a claim, its agent the first
actor of the registry going back from it, its target the first going on, its time the nearest date,
its place the nearest place, its speaker whoever speaks in the sentence, its stance always asserted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from contested.accounts.model import Passage
from contested.annotate.model import Sentence, Word
from contested.claims.lexicon import ActEntry
from contested.claims.registry import ActorContext
from contested.claims.resources import Resources
from contested.dates import DateSpan, find_dates
from contested.places import Found, find_places
from contested.quantities import Amount, find_quantities
from contested.scoring.gold import ReadGold

Json = dict[str, Any]
_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "DET")
_STOPS = frozenset(",;:—–")


@dataclass(frozen=True)
class Notes:
    """What look-up alone finds in an account; offsets into its text."""

    read: ReadGold
    known: Resources
    dates: tuple[DateSpan, ...]
    places: tuple[Found, ...]
    amounts: tuple[Amount, ...]


def take_notes(read: ReadGold, known: Resources) -> Notes:
    """Look up dates, places and numbers in the whole text."""
    text = read.account.text
    dates = tuple(d for d in find_dates(text, read.account.date) if d.first or d.last)
    places = find_places(text, known.gazetteer)
    amounts = tuple(a for a in find_quantities(text) if a.unit_hint in (None, "people"))
    return Notes(read, known, dates, places, amounts)


def baseline_claims(notes: Notes) -> list[Json]:
    """A contract object for every verb that the vocabulary of acts knows."""
    out = []
    for sentence in notes.read.annotation.sentences:
        groups = list(_groups(notes, sentence))
        for i, word in enumerate(sentence.words):
            entry = _reading(notes, word)
            if entry is not None:
                out.append(_claim(notes, sentence, i, entry, groups))
    return out


def _reading(notes: Notes, word: Word) -> ActEntry | None:
    """The widest reading of a verb, which asks for nothing."""
    found = notes.known.lexicon.entries_for(word.lemma, "verb") if word.upos == "VERB" else ()
    return found[-1] if found and found[-1].kind != "none" else None


def _claim(
    notes: Notes, sentence: Sentence, at: int, entry: ActEntry, groups: Sequence[Json]
) -> Json:
    verb = sentence.words[at]
    before = [g for g in groups if g["actor"] and g["end"] <= verb.start]
    after = [g for g in groups if g["actor"] and g["start"] >= verb.end]
    first, last = _stretch(sentence.words, at)
    start, end = sentence.words[first].start, sentence.words[last - 1].end
    return {
        "file": notes.read.account.first.file,
        "kind": entry.kind,
        "act": None if entry.kind in ("cause", "intent", "toll") else entry.act,
        "sign": entry.sign,
        "evidence": {"start": start, "end": end, "text": notes.read.account.text[start:end]},
        "agents": before[-1:],
        "targets": after[:1],
    } | fields_at(notes, start, end)


def _stretch(words: Sequence[Word], at: int) -> tuple[int, int]:
    """Words around a verb up to the nearest comma, colon or dash on either side."""
    first, last = at, at + 1
    while first and words[first - 1].text not in _STOPS:
        first -= 1
    while last < len(words) and words[last].text not in _STOPS:
        last += 1
    while last - 1 > at and words[last - 1].upos == "PUNCT":
        last -= 1
    return first, last


def _groups(notes: Notes, sentence: Sentence) -> Iterator[Json]:
    """Runs of nouns and what stands before them, looked up in the registry."""
    account, words = notes.read.account, sentence.words
    context = ActorContext(date=account.date)
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and words[end].upos in _NOMINAL:
            end += 1
        if any(w.upos in ("NOUN", "PROPN") for w in words[at:end]):
            start, stop = words[at].start, words[end - 1].end
            mention = account.text[start:stop]
            found = notes.known.registry.resolve(mention, context)
            span = {"mention": mention, "start": start, "end": stop}
            yield span | {"actor": found.actor, "party": found.party}
        at = max(end, at + 1)


def fields_at(notes: Notes, start: int, end: int) -> Json:
    """Place, time, numbers, chain, stance and treatment of any stretch, by what stands nearest."""
    place = min(notes.places, key=lambda p: _gap(p.start, p.end, start, end), default=None)
    day = min(notes.dates, key=lambda d: _gap(d.start, d.end, start, end), default=None)
    return {
        "places": [] if place is None else [_place(place)],
        "time": {"start": day.first, "end": day.last} if day else {"start": None, "end": None},
        "quantities": [
            {"what": "killed", "low": a.low, "high": a.high}
            for a in notes.amounts
            if start <= a.start < end
        ],
        "chain": _chain(notes, start),
        "stance": "asserted",
        "treatment": "neutral",
    }


def _gap(start: int, end: int, first: int, last: int) -> int:
    """Characters between two stretches; 0 when they meet."""
    return max(0, start - last, first - end)


def _place(found: Found) -> Json:
    match = found.match
    return {"mention": found.text, "name": match.name, "lat": match.lat, "lon": match.lon}


def _chain(notes: Notes, start: int) -> list[Json]:
    """The voice of the passage, then whoever stands next to the sentence's first verb of speech."""
    sentence = next(s for s in notes.read.annotation.sentences if start < s.end)
    passage = notes.read.account.passages[sentence.passage]
    links = _voice(passage)
    cue = next((w for w in sentence.words if _speaks(notes, w)), None)
    groups = list(_groups(notes, sentence)) if cue else []
    if cue and groups:
        near = min(groups, key=lambda g: _gap(g["start"], g["end"], cue.start, cue.end))
        links.append(near | {"depth": len(links)})
    return links


def _speaks(notes: Notes, word: Word) -> bool:
    cue = notes.known.cues.verb(word.lemma) if word.upos == "VERB" else None
    return cue is not None and cue.cls in ("report", "claim")


def _voice(passage: Passage) -> list[Json]:
    if passage.voice is None:
        return []
    return [{"mention": passage.voice, "actor": None, "depth": 0}]
