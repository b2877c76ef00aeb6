"""Scores of the encoder's heads on the sets of a data folder, seen and unseen items apart."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contested.scoring.acts import QUADS, quad, root
from contested.scoring.align import AlignedSentence, align, outermost
from contested.scoring.datasets.base import DataAbsent, Mark, locate
from contested.scoring.datasets.cameo import read_cameo_classes, read_cameo_spans
from contested.scoring.datasets.ngec import read_ngec
from contested.scoring.datasets.plover import read_plover
from contested.scoring.datasets.polnear import read_polnear
from contested.scoring.datasets.re3d import read_re3d
from contested.scoring.datasets.ud import UdSentence, read_ud
from contested.scoring.folds import sentence_fold
from contested.scoring.metrics import (
    SpanKey,
    Tree,
    accuracy,
    macro_f1_interval,
    span_counts,
    syntax_score,
)
from contested.scoring.predictors import Model, Pair, penta_of, read_pairs
from contested.scoring.rows import Exposure, Row, make_row
from contested.scoring.seen import TrainingTexts


@dataclass(frozen=True, slots=True)
class Bench:
    """What a task needs: the folder, the model, and what the model has seen."""

    root: Path
    encoder: Model
    seen: TrainingTexts


Task = Callable[[Bench], Iterator[Row]]


def splits(root: Path, folder: str, pattern: str) -> tuple[str, ...]:
    """Split names in file names (group 1 of ``pattern``); train only when there is no other."""
    names = {re.fullmatch(pattern, p.name) for p in locate(root, folder, pattern)}
    found = {m.group(1) for m in names if m is not None}
    if not found:
        raise DataAbsent(f"{root}: no file {pattern!r} below a folder {folder!r}")
    return tuple(sorted(found - {"train"} or found))


def apart(bench: Bench, texts: Sequence[str]) -> Iterator[tuple[Exposure, list[int]]]:
    """Indices by exposure, in a fixed order."""
    groups = bench.seen.groups(texts)
    order: tuple[Exposure, ...] = ("unseen", "seen", "unknown")
    return ((e, groups[e]) for e in order if e in groups)


def ud_task(treebank: str) -> Task:
    """LAS and UPOS over gold tokens of one treebank."""

    def run(bench: Bench) -> Iterator[Row]:
        for split in splits(bench.root, "ud", rf"en_{treebank}-(\w+)\.conllu(?:\.gz)?"):
            items = read_ud(bench.root, treebank, split)
            given = bench.encoder.predict([[w.text for w in s.words] for s in items])
            system: list[Tree] = [list(zip(p.upos, p.head, p.deprel, strict=True)) for p in given]
            gold = [_tree(s) for s in items]
            for exposure, picks in apart(bench, [s.text for s in items]):
                score = syntax_score([gold[i] for i in picks], [system[i] for i in picks])
                for metric, value in (("LAS", score.las), ("UPOS", score.upos)):
                    row = make_row(f"ud {treebank}", metric, value, (score.words, "words"), split)
                    yield replace(row, exposure=exposure)

    return run


def _tree(sentence: UdSentence) -> Tree:
    return [(w.upos, w.head, w.deprel) for w in sentence.words]


def polnear_task(bench: Bench) -> Iterator[Row]:
    """Exact source, cue and content spans, sentence by sentence, the first annotator's reading."""
    for split in splits(bench.root, "polnear", r"(\w+)\.tar\.gz"):
        sentences = [
            s for a in read_polnear(bench.root, split) for s in align(a.text, a.marks()) if s.words
        ]
        given = bench.encoder.predict([s.words for s in sentences])
        system = [[(p.first, p.last, p.label) for p in g.attributions] for g in given]
        for label in ("source", "cue", "content"):
            yield from _span_rows(bench, ("polnear", f"{label} F1", split), sentences, system)


def _span_rows(
    bench: Bench,
    name: tuple[str, str, str],
    sentences: Sequence[AlignedSentence],
    system: Sequence[Iterable[SpanKey]],
) -> Iterator[Row]:
    """One row an exposure; ``name`` is task, metric and split, the metric's first word a label."""
    label = name[1].split()[0]
    for exposure, picks in apart(bench, [s.text for s in sentences]):
        counts = span_counts([sentences[i].spans for i in picks], [system[i] for i in picks])
        one = counts.get(label, counts["micro"])
        row = make_row(name[0], name[1], one.f1, (one.expected, "spans"), name[2])
        snapped = sum(sentences[i].snapped for i in picks)
        note = f"P {100 * one.precision:.1f} R {100 * one.recall:.1f}" + (
            f"; {snapped} gold spans widened to words" if snapped else ""
        )
        yield replace(row, exposure=exposure, note=note)


def re3d_task(bench: Bench) -> Iterator[Row]:
    """Micro F1 of outermost entities: confidence ≥ 0.5, and all."""
    documents = read_re3d(bench.root)
    system: list[list[SpanKey]] = []
    for metric, least in (("span micro F1", 0.5), ("span micro F1, all confidences", 0.0)):
        sentences = [
            replace(s, spans=outermost(s.spans))
            for d in documents
            for s in align(d.text, d.marks(least))
            if s.words
        ]
        given = () if system else bench.encoder.predict([s.words for s in sentences])
        system = system or [[(p.first, p.last, p.label) for p in g.names] for g in given]
        yield from _span_rows(bench, ("re3d", metric, "all documents"), sentences, system)


def cameo_spans_task(bench: Bench) -> Iterator[Row]:
    """Exact source and target spans."""
    for split in splits(bench.root, "cameo", r"source-target-(\w+)\.txt"):
        items = read_cameo_spans(bench.root, split)
        kept = ("source", "target")
        sentences = [
            AlignedSentence(
                i.words, (), tuple((s.first, s.last, s.label) for s in i.spans if s.label in kept)
            )
            for i in items
        ]
        given = bench.encoder.predict([i.words for i in items])
        system = [[(p.first, p.last, p.label) for p in g.roles] for g in given]
        for metric in ("micro F1", "source F1", "target F1"):
            yield from _span_rows(bench, ("cameo spans", metric, split), sentences, system)


def cameo_classes_task(bench: Bench) -> Iterator[Row]:
    """The five-way class of a sentence: accuracy and macro F1."""
    for split in splits(bench.root, "cameo", r"class-(\w+)\.tsv"):
        items = read_cameo_classes(bench.root, split)
        words = [s.words for i in items for s in align(i.text, (), whole=True)]
        system = penta_of(bench.encoder, words)
        gold = [i.label for i in items]
        yield from _class_rows(
            bench, ("cameo class", "", split), [i.text for i in items], gold, system
        )


def _class_rows(
    bench: Bench,
    name: tuple[str, str, str],
    texts: Sequence[str],
    gold: Sequence[int | str],
    system: Sequence[int | str],
) -> Iterator[Row]:
    """Macro F1 with its interval, and accuracy, of one classification."""
    task, prefix, split = name
    for exposure, picks in apart(bench, texts):
        want, give = [gold[i] for i in picks], [system[i] for i in picks]
        found = macro_f1_interval(want, give)
        row = make_row(task, f"{prefix}macro F1", found.value, (len(picks), "items"), split)
        low, high = round(100 * found.low, 2), round(100 * found.high, 2)
        yield replace(row, exposure=exposure, low=low, high=high)
        row = make_row(
            task, f"{prefix}accuracy", accuracy(want, give), (len(picks), "items"), split
        )
        yield replace(row, exposure=exposure)


def plover_task(bench: Bench) -> Iterator[Row]:
    """Act between a marked source and target: root (YIELD joined), and quad from acts or head."""
    for split in splits(bench.root, "plover", r"PLV_(\w+)\.tsv"):
        items = read_plover(bench.root, split)
        pairs = [pair(i.text, i.marks) for i in items]
        read = read_pairs(bench.encoder, pairs)
        roots = [_most(merged(r.acts, root)) for r in read]
        texts = [i.text for i in items]
        gold = [i.root for i in items]
        yield from _class_rows(bench, ("plover", "root ", split), texts, gold, roots)
        quads = [_most(merged(r.acts, quad)) for r in read]
        want = [QUADS[i.penta] for i in items]
        yield from _class_rows(bench, ("plover", "quad ", split), texts, want, quads)
        heads = [QUADS[r.penta] for r in read]
        yield from _class_rows(bench, ("plover", "quad head ", split), texts, want, heads)


STORY_WORDS = 70  # a story's act is read from its beginning, as the act head is trained


def ngec_task(bench: Bench) -> Iterator[Row]:
    """The act of a synthetic story as a whole; one fifth of the stories, by their fold."""
    items = [s for s in read_ngec(bench.root) if sentence_fold(s.text) == 0]
    words = [[w for s in align(i.text, ()) for w in s.words][:STORY_WORDS] for i in items]
    told = [(i, tuple(w)) for i, w in zip(items, words, strict=True) if w]
    read = read_pairs(bench.encoder, [Pair(w, (), ()) for _, w in told])
    texts, gold = [" ".join(w) for _, w in told], [i.act for i, _ in told]
    name = ("ngec", "act ", "synthetic stories of fold 0")
    yield from _class_rows(bench, name, texts, gold, [_most(r.acts) for r in read])


def pair(text: str, marks: Sequence[Mark]) -> Pair:
    """One sentence with the words of every mark, by role."""
    (sentence,) = align(text, marks, whole=True)
    picked: dict[str, set[int]] = {"source": set(), "target": set()}
    for first, last, label in sentence.spans:
        picked.setdefault(label, set()).update(range(first, last))
    source, target = tuple(sorted(picked["source"])), tuple(sorted(picked["target"]))
    return Pair(sentence.words, source, target)


def _most(scores: Mapping[str, float]) -> str:
    return max(scores, key=lambda k: scores[k])


def merged(probabilities: Mapping[str, float], name: Callable[[str], str]) -> dict[str, float]:
    """Probabilities summed over acts that share a ``name`` (root or quad)."""
    scores: dict[str, float] = {}
    for act, p in probabilities.items():
        scores[name(act)] = scores.get(name(act), 0.0) + p
    return scores


TASKS: dict[str, Task] = {
    "ud ewt": ud_task("ewt"),
    "ud gum": ud_task("gum"),
    "polnear": polnear_task,
    "re3d": re3d_task,
    "cameo spans": cameo_spans_task,
    "cameo class": cameo_classes_task,
    "plover": plover_task,
    "ngec": ngec_task,
}
