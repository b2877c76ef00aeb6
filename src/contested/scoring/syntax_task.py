"""Syntax and word splitting on the treebanks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from contested.annotate.words import split_words
from contested.scoring.datasets.ud import UdSentence, read_ud
from contested.scoring.metrics import Counts, Tree, syntax_score
from contested.scoring.rows import Row, make_row
from contested.scoring.task import Bench, Task, apart, splits


def ud_task(treebank: str) -> Task:
    """LAS and UPOS over gold tokens of one treebank, and how the word splitter finds them."""

    def run(bench: Bench) -> Iterator[Row]:
        for split in splits(bench.root, "ud", rf"en_{treebank}-(\w+)\.conllu(?:\.gz)?"):
            items = read_ud(bench.root, treebank, split)
            given = bench.encoder.predict([[w.text for w in s.words] for s in items])
            system: list[Tree] = [list(zip(p.upos, p.head, p.deprel, strict=True)) for p in given]
            gold = [_tree(s) for s in items]
            for exposure, picks in apart(bench, [s.text for s in items]):
                score = syntax_score([gold[i] for i in picks], [system[i] for i in picks])
                words = word_counts([items[i] for i in picks]).f1
                found = {"LAS": score.las, "UPOS": score.upos, "words F1, raw text": words}
                for metric, value in found.items():
                    row = make_row(f"ud {treebank}", metric, value, (score.words, "words"), split)
                    yield replace(row, exposure=exposure)

    return run


def _tree(sentence: UdSentence) -> Tree:
    return [(w.upos, w.head, w.deprel) for w in sentence.words]


def word_counts(sentences: Iterable[UdSentence]) -> Counts:
    """Words that the splitter cuts out of raw text as the treebank does."""
    total = Counts()
    for sentence in sentences:
        at, gold = 0, set()
        for word in sentence.words:
            start = sentence.text.find(word.text, at)
            if start >= 0:  # a few contracted words are not spelt out in the text
                at = start + len(word.text)
                gold.add((start, at))
        given = set(split_words(sentence.text))
        total += Counts(len(gold & given), len(given), len(gold))
    return total
