"""Acts: between a marked pair (plover), of a sentence (cameo), of a synthetic story (ngec)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from contested.scoring.acts import QUADS, quad, root
from contested.scoring.align import align
from contested.scoring.datasets.base import Mark
from contested.scoring.datasets.cameo import read_cameo_classes
from contested.scoring.datasets.ngec import read_ngec
from contested.scoring.datasets.plover import read_plover
from contested.scoring.folds import sentence_fold
from contested.scoring.metrics import accuracy, macro_f1_interval
from contested.scoring.predictors import Pair, penta_of, read_pairs
from contested.scoring.rows import Row, make_row
from contested.scoring.task import Bench, apart, splits

STORY_WORDS = 70  # a story's act is read from its beginning, as the act head is trained


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
