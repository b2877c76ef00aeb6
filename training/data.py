"""Training items for each head, made from the sets that ``contested.scoring.datasets`` reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from contested.annotate.words import split_words
from contested.scoring.align import AlignedSentence, align, outermost
from contested.scoring.datasets.base import Mark
from contested.scoring.datasets.cameo import read_cameo_classes, read_cameo_spans
from contested.scoring.datasets.directed import read_directed_sentiment
from contested.scoring.datasets.ngec import read_ngec
from contested.scoring.datasets.plover import read_plover
from contested.scoring.datasets.polnear import read_polnear
from contested.scoring.datasets.re3d import read_re3d
from contested.scoring.datasets.ud import NON_COMMERCIAL, read_ud
from contested.scoring.folds import sentence_key

# Relation subtypes that the claims stage reads; the others are dropped.
KEPT = {
    "nsubj:pass",
    "csubj:pass",
    "obl:agent",
    "nmod:poss",
    "acl:relcl",
    "aux:pass",
    "compound:prt",
}
STORY_WORDS = 70  # words of a synthetic story that are read
LONGEST_SENTIMENT = 80


@dataclass(frozen=True)
class SyntaxItem:
    """A treebank sentence. ``heads`` 0 = root, 1-based; ``entities`` BIO tags or None."""

    words: list[str]
    upos: list[str]
    heads: list[int]
    deprels: list[str]
    entities: list[str] | None


@dataclass(frozen=True)
class TagItem:
    """A sentence with BIO tags; ``key`` decides its fold."""

    words: list[str]
    tags: list[str]
    key: str


@dataclass(frozen=True)
class ActItem:
    """A sentence with an act between word sets; empty sets stand for the sentence as a whole."""

    words: list[str]
    source: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    act: str | None = None
    mode: str | None = None
    penta: int | None = None
    sentiment: int | None = None
    key: str = ""


def bio(size: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """BIO tags of word spans, longest first where they overlap."""
    tags = ["O"] * size
    for first, last, label in outermost(spans):
        tags[first:last] = ["B-" + label] + ["I-" + label] * (last - first - 1)
    return tags


def words_of(text: str) -> list[str]:
    """The words of a sentence as the run time splits them."""
    return [text[a:b] for a, b in split_words(text)]


def treebank(root: Path, name: str, split: str, commercial_only: bool) -> list[SyntaxItem]:
    """Sentences of EWT or GUM; ``commercial_only`` leaves out GUM's non-commercial genres."""
    out = []
    for s in read_ud(root, name, split, NON_COMMERCIAL if commercial_only else frozenset()):
        spans = [(e.first, e.last, e.type) for e in s.entities]
        rels = [w.deprel if w.deprel in KEPT else w.deprel.split(":")[0] for w in s.words]
        entities = bio(len(s.words), spans) if name == "gum" else None
        words = [w.text for w in s.words]
        heads = [w.head + 1 for w in s.words]
        out.append(SyntaxItem(words, [w.upos for w in s.words], heads, rels, entities))
    return out


def tagged(sentences: Sequence[AlignedSentence], key: str) -> list[TagItem]:
    """Aligned sentences as tagging items."""
    return [TagItem(list(s.words), bio(len(s.words), s.spans), key) for s in sentences if s.words]


def polnear(root: Path, split: str) -> list[TagItem]:
    """PolNeAR sentences with source, cue and content; the first annotator's reading."""
    return [i for a in read_polnear(root, split) for i in tagged(align(a.text, a.marks()), a.id)]


def re3d(root: Path) -> list[TagItem]:
    """re3d sentences with entity types, confidence at least 0.5."""
    return [i for d in read_re3d(root) for i in tagged(align(d.text, d.marks(0.5)), d.id)]


def cameo_roles(root: Path) -> list[TagItem]:
    """Cameo sentences with source and target spans."""
    out = []
    for s in read_cameo_spans(root):
        spans = [(r.first, r.last, r.label) for r in s.spans if r.label in ("source", "target")]
        out.append(
            TagItem(list(s.words), bio(len(s.words), spans), sentence_key(" ".join(s.words)))
        )
    return out


def cameo_classes(root: Path) -> list[ActItem]:
    """Cameo sentences with their five-way class."""
    return [
        ActItem(words_of(c.text), penta=c.label, key=sentence_key(c.text))
        for c in read_cameo_classes(root)
    ]


def ends(text: str, marks: Iterable[Mark]) -> tuple[list[str], list[int], list[int]]:
    """Words of a sentence and the word indices of its first source and first target."""
    [sentence] = align(text, marks, whole=True)
    found: dict[str, list[int]] = {}
    for first, last, label in sentence.spans:
        found.setdefault(label, list(range(first, last)))
    return list(sentence.words), found.get("source", []), found.get("target", [])


def plover(root: Path) -> list[ActItem]:
    """PLV sentences: the act of a marked source and target."""
    return [
        ActItem(*ends(p.text, p.marks), act=p.root, penta=p.penta, key=sentence_key(p.text))
        for p in read_plover(root)
    ]


def plover_roles(items: Iterable[ActItem]) -> list[TagItem]:
    """The same sentences as tagging items, one source and one target each."""
    out = []
    for it in items:
        spans = [
            (w[0], w[-1] + 1, n) for n, w in (("source", it.source), ("target", it.target)) if w
        ]
        out.append(TagItem(it.words, bio(len(it.words), spans), it.key))
    return out


def ngec(root: Path) -> list[ActItem]:
    """Synthetic stories with act and mode, cut short."""
    items = (
        ActItem(words_of(s.text)[:STORY_WORDS], act=s.act, mode=s.mode or None)
        for s in read_ngec(root)
    )
    return [i for i in items if len(i.words) > 3]


def sentiment(root: Path) -> list[ActItem]:
    """Directed sentiment between two marked names, as the set's class 0–4."""
    out = []
    for s in read_directed_sentiment(root):
        [sentence] = align(s.text, s.marks, whole=True)
        spans = sorted(sentence.spans, key=lambda x: x[2])
        if len(spans) >= 2 and len(sentence.words) < LONGEST_SENTIMENT:
            p, q = (list(range(first, last)) for first, last, _ in spans[:2])
            out.append(ActItem(list(sentence.words), p, q, sentiment=s.label))
    return out


def texts_of(items: Iterable[SyntaxItem | TagItem | ActItem]) -> list[str]:
    """The texts of items, for the card's list of hashes."""
    return [" ".join(i.words) for i in items]
