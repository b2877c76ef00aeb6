"""Training items from the sets under ``shared/data``; every text is hashed for the model card."""

from __future__ import annotations

import collections
import csv
import gzip
import hashlib
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contested.annotate.words import split_words

NON_COMMERCIAL = ("whow", "fiction")  # GUM genres under a non-commercial licence
csv.field_size_limit(10**8)


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
    """A sentence with BIO tags."""

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


def fold(key: str) -> int:
    """The design's fold of a key: 0..4."""
    return int(hashlib.sha1(key.encode()).hexdigest()[:8], 16) % 5


def sentence_key(text: str) -> str:
    """Lower-case letters and digits of a sentence: the key that plover and cameo share."""
    return "".join(c for c in text.lower() if c.isalnum())


KEPT = {"nsubj:pass", "csubj:pass", "obl:agent", "nmod:poss", "acl:relcl", "aux:pass", "compound:prt"}


def deprel(label: str) -> str:
    """Keep the subtypes the claims stage reads; drop the others."""
    return label if label in KEPT else label.split(":")[0]


def entity_tags(rows: list[list[str]]) -> list[str]:
    """BIO tags of GUM's outermost entity spans of one sentence (bracket notation in MISC)."""
    tags = ["O"] * len(rows)
    stack: list[tuple[str, str, int]] = []
    for i, row in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        if not found:
            continue
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", found.group(1)):
            if part.startswith("("):
                bits = part.strip("()").split("-")
                if len(bits) > 1:
                    stack.append((bits[0], bits[1], i))
                if not part.endswith(")"):
                    continue
                opened = stack.pop() if len(bits) > 1 else None
            else:
                name = part.strip(")").split("-")[0]
                at = next((k for k in range(len(stack) - 1, -1, -1) if stack[k][0] == name), None)
                opened = stack.pop(at) if at is not None else None
            if opened and not stack:
                for k in range(opened[2], i + 1):
                    tags[k] = ("B-" if k == opened[2] else "I-") + opened[1]
    return tags


def treebank(path: Path, commercial_only: bool) -> list[SyntaxItem]:
    """Sentences of a CoNLL-U file, without multiword and empty lines."""
    out: list[SyntaxItem] = []
    rows: list[list[str]] = []
    skip = False
    gum = "gum" in path.name
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = GUM_"):
                skip = commercial_only and line.split("_")[1] in NON_COMMERCIAL
            elif not line:
                if rows and not skip:
                    out.append(
                        SyntaxItem(
                            [r[1] for r in rows],
                            [r[3] for r in rows],
                            [int(r[6]) for r in rows],
                            [deprel(r[7]) for r in rows],
                            entity_tags(rows) if gum else None,
                        )
                    )
                rows = []
            elif line[0] != "#":
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
    return out


_BREAK = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")


def rough_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentence-like stretches for tag training (the run-time splitter is stricter)."""
    from contested.annotate.sentences import split_sentences

    yield from split_sentences(text)


def tag(words: list[tuple[int, int]], spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """BIO tags of character spans snapped outward to words; first come, first served."""
    tags = ["O"] * len(words)
    for start, end, label in spans:
        inside = [i for i, (a, b) in enumerate(words) if a < end and b > start]
        if inside and all(tags[i] == "O" for i in inside):
            for k, i in enumerate(inside):
                tags[i] = ("I-" if k and inside[k - 1] == i - 1 else "B-") + label
    return tags


def tag_document(text: str, spans: list[tuple[int, int, str]], key: str) -> list[TagItem]:
    """Tagged sentences of a document."""
    out = []
    for a, b in rough_sentences(text):
        words = split_words(text[a:b], a)
        if words:
            near = [s for s in spans if s[0] < b and s[1] > a]
            out.append(TagItem([text[x:y] for x, y in words], tag(words, near), key))
    return out


def polnear(root: Path, split: str) -> list[TagItem]:
    """PolNeAR sentences with source, cue and content; the first annotator's reading."""
    out: list[TagItem] = []
    with tarfile.open(root / f"polnear/{split}.tar.gz") as tar:
        files = {m.name: m for m in tar if m.isfile()}
        read = lambda n: tar.extractfile(files[n]).read().decode("utf8")  # type: ignore[union-attr]  # noqa: E731
        marks = collections.defaultdict(list)
        for name in sorted(files):
            if "/attributions/" in name:
                marks[name.split("/")[-1].rsplit("_", 1)[0]].append(name)
        for name in sorted(n for n in files if "/text/" in n):
            stem = name.split("/")[-1][:-4]
            if not marks[stem]:
                continue
            spans = []
            for line in read(marks[stem][0]).split("\n"):
                cells = line.split("\t")
                if line[:1] == "T" and len(cells) > 2 and cells[1].split()[0] in ("Source", "Cue", "Content"):
                    label, _, where = cells[1].partition(" ")
                    for piece in where.split(";"):
                        a, b = map(int, piece.split())
                        spans.append((a, b, label.lower()))
            out += tag_document(read(name), spans, stem)
    return out


def re3d(root: Path) -> list[TagItem]:
    """re3d sentences with entity types, confidence at least 0.5, longest spans first."""
    out: list[TagItem] = []
    for folder in sorted((root / "re3d").iterdir()):
        if not (folder / "documents.json").exists():
            continue
        rows = lambda n: [json.loads(x) for x in open(folder / n, encoding="utf-8-sig") if x.strip()]  # noqa: E731, B023, SIM115
        spans = collections.defaultdict(list)
        for e in rows("entities.json"):
            if e.get("confidence", 1) >= 0.5:
                spans[e["documentId"]].append((e["begin"], e["end"], e["type"]))
        for doc in rows("documents.json"):
            ordered = sorted(spans[doc["_id"]], key=lambda s: s[0] - s[1])
            out += tag_document(doc["text"], ordered, doc["_id"])
    return out


def cameo_roles(root: Path) -> list[TagItem]:
    """Cameo sentences with source and target spans."""
    out = []
    names = {"S": "source", "T": "target"}
    for block in (root / "cameo/source-target-train.txt").read_text("utf8").split("\n\n"):
        rows = [r.split() for r in block.split("\n") if r.strip()]
        if rows:
            tags = [r[-1][:2] + names[r[-1][2:]] if r[-1][2:] in names else "O" for r in rows]
            words = [r[0] for r in rows]
            out.append(TagItem(words, tags, sentence_key("".join(words))))
    return out


def words_of(text: str) -> list[str]:
    """The words of a sentence as the run time splits them."""
    return [text[a:b] for a, b in split_words(text)]


def cameo_classes(root: Path) -> list[ActItem]:
    """Cameo sentences with their five-way class."""
    rows = csv.reader(open(root / "cameo/class-train.tsv", encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE)  # noqa: SIM115
    return [ActItem(words_of(r[0]), penta=int(r[1]), key=sentence_key(r[0])) for r in rows if len(r) == 2 and r[1].isdigit()]


def marked(text: str) -> tuple[list[str], list[int], list[int]]:
    """Words of a sentence with <s>…</s> and <t>…</t>, and the word indices of each."""
    clean, spans, at = "", {}, 0
    for m in re.finditer(r"</?[st]>", text):
        clean += text[at : m.start()]
        at = m.end()
        spans[m.group()] = len(clean)
    clean += text[at:]
    words = split_words(clean)
    pick = lambda k: [i for i, (a, b) in enumerate(words) if a < spans.get(f"</{k}>", 0) and b > spans.get(f"<{k}>", 0)]  # noqa: E731
    return [clean[a:b] for a, b in words], pick("s"), pick("t")


def plover(root: Path) -> list[ActItem]:
    """PLV sentences: the act of a marked source and target."""
    out = []
    for row in csv.DictReader(open(root / "plover/PLV_train.tsv", encoding="utf8"), delimiter="\t"):  # noqa: SIM115
        words, s, t = marked(row["marked_sentence"])
        out.append(ActItem(words, s, t, act=row["gold_root"], penta=int(row["gold_penta"]), key=sentence_key(row["sentence"])))
    return out


def plover_roles(items: list[ActItem]) -> list[TagItem]:
    """The same sentences as tagging items, one source and one target each."""
    out = []
    for it in items:
        tags = ["O"] * len(it.words)
        for label, where in (("source", it.source), ("target", it.target)):
            for k, i in enumerate(where):
                tags[i] = ("I-" if k else "B-") + label
        out.append(TagItem(it.words, tags, it.key))
    return out


def ngec(root: Path) -> list[ActItem]:
    """Synthetic stories with act and mode: first ninety words, and the headline apart."""
    out = []
    with zipfile.ZipFile(root / "ngec/gpt_synthetic_events_2023-10-19_19.csv.zip") as z:
        name = next(n for n in z.namelist() if n.endswith(".csv") and "MACOSX" not in n)
        for row in csv.DictReader(io.TextIOWrapper(z.open(name), encoding="utf8")):
            mode = row["mode"].lower() or None
            out.append(ActItem(words_of(row["text"])[:70], act=row["label"], mode=mode))
    return [i for i in out if len(i.words) > 3]


def sentiment(root: Path) -> list[ActItem]:
    """Directed sentiment between two bracketed names: 0 neutral, 1/2 positive, 3/4 negative."""
    out = []
    for line in open(root / "directed-sentiment/train.txt", encoding="utf8"):  # noqa: SIM115
        cells = line.rstrip("\n").split("\t")
        if len(cells) < 4 or not cells[3].isdigit() or cells[0].count("[") < 2:
            continue
        text, opened, spans = "", 0, []
        for ch in cells[0]:
            if ch == "[":
                opened = len(text)
            elif ch == "]":
                spans.append((opened, len(text)))
            else:
                text += ch
        words = split_words(text)
        ends = [[i for i, (a, b) in enumerate(words) if a < y and b > x] for x, y in spans[:2]]
        if len(ends) == 2 and len(words) < 80:
            out.append(ActItem([text[a:b] for a, b in words], ends[0], ends[1], sentiment=int(cells[3])))
    return out
