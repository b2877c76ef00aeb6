"""Spans: attributions (polnear), names and military terms (re3d), sources and targets (cameo)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contested.scoring.align import AlignedSentence, align, outermost
from contested.scoring.datasets.cameo import read_cameo_spans
from contested.scoring.datasets.polnear import read_polnear
from contested.scoring.datasets.re3d import read_re3d
from contested.scoring.metrics import Counts, SpanKey, span_counts
from contested.scoring.rows import Row, make_row
from contested.scoring.task import Bench, apart, splits


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
        one = counts["micro"] if label in ("micro", "span") else counts.get(label, Counts())
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
