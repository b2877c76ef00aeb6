"""Annotations to bytes and back, column by column, so that a cached account stays small.

Words are the bulk of an annotation. Their fields are stored as columns: repeated strings
(lemma, tag, relation) as indices into one table, offsets as differences. JSON under zlib then
takes about eight bytes a word, and every float comes back as it was.
"""

from itertools import accumulate, chain
from typing import Any

from contested.annotate.model import (
    ActScore,
    Annotation,
    Argument,
    Sentence,
    Span,
    Trigger,
    Word,
)
from contested.codec import pack, to_plain, unpack

FORMAT = 2


def encode_annotation(annotation: Annotation) -> bytes:
    """``annotation`` as compressed bytes; ``decode_annotation`` gives back an equal value."""
    sentences = annotation.sentences
    words = list(chain.from_iterable(s.words for s in sentences))
    table = sorted({x for w in words for x in (w.text, w.lemma, w.upos, w.deprel)})
    index = {text: i for i, text in enumerate(table)}
    starts = [w.start for w in words]
    return pack(
        {
            "format": FORMAT,
            "account": annotation.account,
            "model": annotation.model,
            "table": table,
            "text": [index[w.text] for w in words],
            "lemma": [index[w.lemma] for w in words],
            "upos": [index[w.upos] for w in words],
            "deprel": [index[w.deprel] for w in words],
            "start": [b - a for a, b in zip([0, *starts], starts, strict=False)],
            "length": [w.end - w.start for w in words],
            "head": [w.head for w in words],
            "sentences": [_sentence_row(s) for s in sentences],
        }
    )


def decode_annotation(data: bytes) -> Annotation:
    """The annotation that ``encode_annotation`` wrote."""
    plain = unpack(data)
    table = plain["table"]
    columns = zip(
        *(plain[c] for c in ("text", "lemma", "upos", "deprel", "length", "head")),
        accumulate(plain["start"]),
        strict=True,
    )
    words = [
        Word(table[text], start, start + length, table[lemma], table[upos], head, table[rel])
        for text, lemma, upos, rel, length, head, start in columns
    ]
    sentences, at = [], 0
    for row in plain["sentences"]:
        sentences.append(_sentence(row, tuple(words[at : at + row[3]])))
        at += row[3]
    return Annotation(plain["account"], plain["model"], tuple(sentences))


def _sentence_row(s: Sentence) -> list[Any]:
    marks = (s.names, s.attributions, s.roles, s.acts, s.triggers, s.arguments)
    rows = [_values(to_plain(m)) for m in marks]
    return [s.start, s.end, s.passage, len(s.words), *rows, list(s.telling)]


def _values(marks: list[dict[str, Any]]) -> list[list[Any]]:
    return [list(m.values()) for m in marks]


def _sentence(row: list[Any], words: tuple[Word, ...]) -> Sentence:
    names, attributions, roles = (tuple(Span(*m) for m in marks) for marks in row[4:7])
    return Sentence(
        row[0],
        row[1],
        row[2],
        words,
        names,
        attributions,
        roles,
        acts=tuple(ActScore(*m) for m in row[7]),
        triggers=tuple(Trigger(*m) for m in row[8]),
        arguments=tuple(Argument(*m) for m in row[9]),
        telling=tuple(row[10]),
    )
