"""The annotate stage: readable passages -> sentences of words with syntax and spans."""

from collections.abc import Sequence
from dataclasses import dataclass

from contested.accounts.model import Account
from contested.annotate.candidates import candidates, noun_group
from contested.annotate.encoder import Encoder, Prediction
from contested.annotate.lemmas import lemma
from contested.annotate.model import ActScore, Annotation, Sentence, Word
from contested.annotate.sentences import split_sentences
from contested.annotate.words import split_words

LONGEST = 160  # words read at once; longer "sentences" (lists, tables) are cut at this length
MOST_ACTS = 3  # acts kept per predicate


@dataclass(frozen=True, slots=True)
class _Raw:
    """A stretch to read: offsets of its words in the account."""

    passage: int
    words: tuple[tuple[int, int], ...]


def annotate(account: Account, encoder: Encoder) -> Annotation:
    """Read every passage that yields claims; sentences in text order.

    Words of one sentence index each other; characters index ``account.text``.
    """
    raws = _stretches(account)
    texts = [[account.text[a:b] for a, b in raw.words] for raw in raws]
    read = encoder.predict(texts) if texts else []
    sentences = tuple(
        _sentence(raw, text, got, encoder) for raw, text, got in zip(raws, texts, read, strict=True)
    )
    return Annotation(account.id, encoder.sha256, sentences)


def _stretches(account: Account) -> list[_Raw]:
    out: list[_Raw] = []
    for index, passage in enumerate(account.passages):
        if not passage.yields_claims:
            continue
        text = account.text[passage.start : passage.end]
        for start, end in split_sentences(text):
            words = split_words(text[start:end], passage.start + start)
            out += [
                _Raw(index, tuple(words[i : i + LONGEST])) for i in range(0, len(words), LONGEST)
            ]
    return out


def _sentence(raw: _Raw, texts: Sequence[str], got: Prediction, encoder: Encoder) -> Sentence:
    words = tuple(
        Word(text, a, b, lemma(text, upos), upos, head, deprel)
        for (a, b), text, upos, head, deprel in zip(
            raw.words, texts, got.upos, got.head, got.deprel, strict=True
        )
    )
    return Sentence(
        words[0].start,
        words[-1].end,
        raw.passage,
        words,
        names=got.names + got.entities,
        attributions=got.attributions,
        roles=got.roles,
        acts=_acts(words, got, encoder),
        telling=got.told.shares,
        triggers=got.told.triggers,
        arguments=got.told.arguments,
    )


def _acts(words: tuple[Word, ...], got: Prediction, encoder: Encoder) -> tuple[ActScore, ...]:
    found = candidates(words)
    if not found:
        return ()
    scores = encoder.acts(got.states, [(_group(words, s), _group(words, t)) for _, s, t in found])
    labels = encoder.labels["acts"]
    out = []
    for (predicate, source, target), row in zip(found, scores, strict=True):
        for k in row.argsort()[::-1][:MOST_ACTS]:
            out.append(ActScore(predicate, source, target, labels[k], round(float(row[k]), 3)))
    return tuple(out)


def _group(words: tuple[Word, ...], head: int | None) -> tuple[int, ...]:
    return () if head is None else noun_group(words, head)
