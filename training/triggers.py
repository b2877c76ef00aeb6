"""Fit the branch that says which words tell what, and who takes part: ``resources/triggers.zip``.

    python training/triggers.py [../shared/data] [--epochs N] [--check]
    python training/triggers.py --folds [K ...]   # runs/triggers0..4.zip, each without a fifth

Copies of the encoder's upper layers learn from the train part of ``quality/real`` (stretches of
others' reports, annotated blind; ``real.py`` rebuilds them); the lower layers stay as they are and
are read from the packaged encoder, as at run time. Scores on the development parts of
``quality/real`` and ``quality/gold`` are printed; no test part is opened. Three minutes on two
cores. The folds, by source document, are what ``worth.py`` reads the train part with.
"""

import argparse
import io
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as bce

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "quality"))
from branch import BELOW, BranchNet
from contested.accounts.read import read_account
from contested.annotate.annotate import annotate
from contested.annotate.arguments import ASKED, ROLES, Syntax, ways_from
from contested.annotate.encoder import Encoder, weights_path
from contested.annotate.model import Sentence, label_of
from contested.annotate.pieces import Padded
from contested.annotate.triggers import KINDS
from contested.claims.tree import Tree
from contested.scoring.folds import FOLDS, fold
from contested.scoring.gold import Part, read_gold
from export import pack, to_onnx
from real import REAL, lines_of, rebuilt
from train import RUNS

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "quality" / "gold"
OUT = ROOT / "src" / "contested" / "resources" / "triggers.zip"
WORDS = 700  # words per batch
SEEN = 5  # claims that a label must have
RATE, HEADS_RATE, ROLE_WEIGHT = 2e-4, 1e-3, 1.2
ASIDE = ("PUNCT", "DET", "ADP", "AUX", "PART", "CCONJ", "SCONJ")
DESCRIBING = ("acl", "acl:relcl", "amod", "compound")
Json = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One sentence: what the lower layers make of it (P, H) with the pieces of each word, labels
    (W, L) of the claims that hang on each word, and for each trigger its candidates with their
    features and roles (C, 4)."""

    file: str
    lower: np.ndarray
    first: np.ndarray
    last: np.ndarray
    asked: np.ndarray  # (W,) whether the word can be a trigger
    labels: np.ndarray
    roles: tuple[tuple[int, tuple[int, ...], list[list[int]], np.ndarray], ...]


def label_for(claim: Json) -> str:
    """What a claim's trigger is: ``event:ACT``, ``control:ACT``, ``relation:SIGN`` or its kind.

    A forecast is labelled by what it foretells: that it lies ahead is said by other words.
    """
    kind, act = str(claim["kind"]), claim.get("act")
    if kind == "forecast" and act is not None:
        kind = "event" if act.isupper() else "control"
    act = claim.get("sign") if kind == "relation" else act
    return label_of(kind, act)


def head_of(tree: Tree, start: int, end: int) -> int | None:
    """The highest content word between two offsets."""
    inside = [k for k, w in enumerate(tree.words) if start <= w.start < end]
    inside = [k for k in inside if tree.words[k].upos not in ASIDE] or inside
    return min(inside, key=lambda k: (len(list(tree.ancestors(k))), k), default=None)


def trigger_of(tree: Tree, claim: Json) -> int | None:
    """The word a claim hangs on: the highest of its evidence, or, where that is who takes part,
    what is said of them there ("fighters who shelled the town", "Turkish-backed rebels")."""
    start, end = claim["evidence"]["start"], claim["evidence"]["end"]
    top = head_of(tree, start, end)
    if top is None or claim["kind"] in ("cause", "toll") or top not in taking_part(tree, claim):
        return top
    below = [
        k
        for k in tree.children(top, *DESCRIBING)
        if start <= tree.words[k].start < end and k not in taking_part(tree, claim)
    ]
    clauses = [k for k in below if tree.words[k].deprel.startswith("acl")]
    marks = [k for k in below if "-" in tree.words[k].text or tree.words[k].upos == "VERB"]
    return (clauses or marks or [top])[-1]


def taking_part(tree: Tree, claim: Json) -> dict[int, set[str]]:
    """The words of the sentence that take part in a claim, with their roles."""
    out: dict[int, set[str]] = {}
    for role in ROLES:
        for one in claim.get(f"{role}s") or ():
            start = one.get("start")
            if start is not None and tree.sentence.start <= start < tree.sentence.end:
                head = head_of(tree, start, one["end"])
                if head is not None:
                    out.setdefault(head, set()).add(role)
    return out


def items(
    folder: Path, part: Part, encoder: Encoder, labels: Sequence[str], order: Mapping[str, int]
) -> Iterator[Item]:
    """The sentences of one part of a folder of gold."""
    gold = read_gold(folder, part)
    for one in gold.accounts:
        account = read_account(one.source)
        claims = [c for c in gold.claims if c["file"] == account.first.file]
        for sentence in annotate(account, encoder).sentences:
            mine = [c for c in claims if sentence.start <= c["evidence"]["start"] < sentence.end]
            yield item(account.first.file, sentence, mine, encoder, labels, order)


def item(
    file: str,
    sentence: Sentence,
    claims: list[Json],
    encoder: Encoder,
    labels: Sequence[str],
    order: Mapping[str, int],
) -> Item:
    """One sentence with the claims that begin in it."""
    tree = Tree(sentence)
    lower, padded = encoder.below([w.text for w in sentence.words])
    told = np.zeros((len(tree.words), len(labels)), np.float32)
    by_word: dict[int, list[Json]] = {}
    for claim in claims:
        word = trigger_of(tree, claim)
        if word is not None and label_for(claim) in labels:
            told[word, labels.index(label_for(claim))] = 1
            by_word.setdefault(word, []).append(claim)
    syntax = Syntax(*zip(*((w.upos, w.head, w.deprel) for w in tree.words), strict=True))
    words = tuple(k for k, w in enumerate(tree.words) if w.upos in ASKED)
    roles = []
    for trigger, mine in by_word.items():
        parts: dict[int, set[str]] = {}
        for claim in mine:
            for word, names in taking_part(tree, claim).items():
                parts.setdefault(word, set()).update(names)
        ways = ways_from(syntax, trigger, words, order)
        right = np.array([[r in parts.get(w, ()) for r in ROLES] for w in words], np.float32)
        if words:
            roles.append((trigger, words, ways, right))
    asked = np.array([w.upos in KINDS for w in tree.words])
    return Item(file, lower, padded.first[0], padded.last[0], asked, told, tuple(roles))


def sources() -> dict[str, str]:
    """The document that each stretch of ``quality/real`` is taken from."""
    return {f"accounts/{w['name']}.txt": w["source"] for w in lines_of(REAL / "windows.jsonl")}


def fold_pack(k: int) -> Path:
    """Where the branch that has not seen a fifth lies."""
    return RUNS / f"triggers{k}.zip"


def batch_of(group: Sequence[Item]) -> tuple[Tensor, Padded]:
    """States and places of several sentences, padded."""
    pieces, words = (max(len(getattr(i, f)) for i in group) for f in ("lower", "first"))
    lower = torch.zeros(len(group), pieces, group[0].lower.shape[1])
    places = np.zeros((3, len(group), words), np.int64)
    attention = np.zeros((len(group), pieces), np.int64)
    for k, one in enumerate(group):
        lower[k, : len(one.lower)] = torch.from_numpy(one.lower.astype(np.float32))
        attention[k, : len(one.lower)] = 1
        places[0, k, : len(one.first)], places[1, k, : len(one.last)] = one.first, one.last
        places[2, k, : len(one.first)] = 1
    none = np.zeros(0, np.int64)
    return lower, Padded(none, none, attention, places[0], places[1], places[2].astype(bool))


def scores_of(net: BranchNet, group: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Scores of telling (B, W), of labels (B, W, L), of roles (Q, 4), and the roles that are right
    (Q, 4)."""
    lower, padded = batch_of(group)
    arrays = (torch.from_numpy(a) for a in (padded.attention, padded.first, padded.last))
    told, labels, ends = net(lower, *arrays)
    rows, ways, right = [], [], []
    for k, one in enumerate(group):
        for trigger, words, features, roles in one.roles:
            rows += [(k, trigger, word) for word in words]
            ways += list(features)
            right.append(torch.from_numpy(roles))
    if not rows:
        return told, labels, told.new_zeros(0, len(ROLES)), told.new_zeros(0, len(ROLES))
    at = torch.tensor(rows)
    pairs = net.roles(ends[at[:, 0], at[:, 1]], ends[at[:, 0], at[:, 2]], ways)
    return told, labels, pairs, torch.cat(right)


def loss_of(net: BranchNet, group: Sequence[Item]) -> Tensor:
    """Telling, label of what is told, roles; per word."""
    told, labels, pairs, right = scores_of(net, group)
    total, words = told.new_zeros(()), 0
    for k, one in enumerate(group):
        n = len(one.asked)
        gold = torch.from_numpy(one.labels)
        tells = gold.sum(-1)
        asked = torch.from_numpy(one.asked) | (tells > 0)
        total = total + bce(told[k, :n], (tells > 0).float(), reduction="none")[asked].sum()
        share = gold / tells.clamp(min=1).unsqueeze(-1)
        total = total - (share * torch.log_softmax(labels[k, :n], -1)).sum()
        words += n
    return (total + ROLE_WEIGHT * bce(pairs, right, reduction="sum")) / words


def groups_of(sentences: Sequence[Item], rng: random.Random) -> list[list[Item]]:
    """Batches of similar lengths in random order."""
    out: list[list[Item]] = [[]]
    for one in sorted(sentences, key=lambda i: len(i.asked) + 5 * rng.random()):
        if out[-1] and len(one.asked) * (len(out[-1]) + 1) > WORDS:
            out.append([])
        out[-1].append(one)
    rng.shuffle(out)
    return out


def fit(
    train: Sequence[Item], labels: Sequence[str], relations: Sequence[str], epochs: int
) -> BranchNet:
    """Train the branch; the learning rate warms up and falls to zero."""
    torch.manual_seed(7)
    rng = random.Random(7)
    net = BranchNet(RUNS / "final.pt", len(labels), len(relations))
    body = list(net.layers.parameters())
    rest = [p for n, p in net.named_parameters() if not n.startswith("layers.")]
    rates = (RATE, HEADS_RATE)
    optimizer = torch.optim.AdamW(
        [{"params": p, "lr": r} for p, r in zip((body, rest), rates, strict=True)],
        weight_decay=0.01,
    )
    whole, done, begin = epochs * sum(len(i.asked) for i in train), 0, time.time()
    for epoch in range(epochs):
        net.train()
        for group in groups_of(train, rng):
            gone = done / whole
            for given, rate in zip(optimizer.param_groups, rates, strict=True):
                given["lr"] = rate * min(1.0, gone / 0.06 + 0.02) * (1 - gone)
            loss = loss_of(net, group)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            done += sum(len(i.asked) for i in group)
        pace = done / (time.time() - begin)
        left = (whole - done) / pace / 60
        print(f"pass {epoch + 1} of {epochs}: {pace:.0f} words/s, {left:.1f} min left", flush=True)
    return net.eval()


def average_precision(right: np.ndarray, share: np.ndarray) -> str:
    """Area under precision and recall, and the best F1 on the way, in percent."""
    hits = np.cumsum(right[np.argsort(-share, kind="stable")])
    rank = np.arange(1, len(right) + 1)
    steps = np.diff(hits, prepend=0)
    mean = float((hits / rank * steps).sum() / max(1.0, right.sum()))
    best = float((2 * hits / (rank + right.sum())).max())
    return f"AP {100 * mean:.1f}, best F1 {100 * best:.1f}"


@torch.no_grad()
def summary(net: BranchNet, held: Sequence[Item]) -> str:
    """How well telling words, labelled words and roles are found."""
    rows: list[list[np.ndarray]] = [[] for _ in range(6)]
    for k in range(0, len(held), 16):
        group = held[k : k + 16]
        told, labels, pairs, right = scores_of(net, group)
        for j, one in enumerate(group):
            n = len(one.asked)
            share = torch.sigmoid(told[j, :n]) * torch.from_numpy(one.asked)
            named = share.unsqueeze(-1) * torch.softmax(labels[j, :n], -1)
            for row, value in zip(
                rows, (one.labels.max(1), share.numpy(), one.labels, named.numpy()), strict=False
            ):
                row.append(value.ravel())
        rows[4].append(right.numpy())
        rows[5].append(torch.sigmoid(pairs).numpy())
    found = [np.concatenate(r) for r in rows]
    lines = [f"told: {average_precision(found[0], found[1])}"]
    lines.append(f"told and labelled: {average_precision(found[2], found[3])}")
    for k, role in enumerate(ROLES):
        lines.append(f"{role}s: {average_precision(found[4][:, k], found[5][:, k])}")
    return "\n".join(lines)


def write(net: BranchNet, labels: Sequence[str], relations: Sequence[str], out: Path) -> None:
    """A pack: int8 graph, weights of the pairs in half precision, labels."""
    args = (torch.randn(3, 17, 384), torch.ones(3, 17, dtype=torch.long))
    places = (torch.randint(0, 17, (3, 11)), torch.randint(0, 17, (3, 11)))
    names = (["lower", "attention", "first", "last"], ["told", "labels", "ends"])
    axes = {"lower": {0: "B", 1: "P"}, "attention": {0: "B", 1: "P"}}
    axes |= {k: {0: "B", 1: "W"} for k in ("first", "last")}
    with tempfile.TemporaryDirectory() as folder:
        graph = to_onnx(net, (*args, *places), names, axes, Path(folder) / "triggers.onnx")
    weights = io.BytesIO()
    np.savez(weights, **{k: v.astype(np.float16) for k, v in net.pair_weights().items()})
    meta = {"labels": list(labels), "relations": list(relations), "below": BELOW}
    parts = {"meta.json": json.dumps(meta).encode(), "triggers.onnx": graph}
    pack(parts | {"arguments.npz": weights.getvalue()}, out)


def main(words: list[str]) -> int:
    """Train, print, and write unless ``--check``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--folds", nargs="*", type=int, help="all, or those named")
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args(words)
    torch.set_num_threads(asked.threads)
    encoder = Encoder(weights_path())
    relations = sorted(encoder.labels["deprel"])
    order = {name: k for k, name in enumerate(relations)}
    with tempfile.TemporaryDirectory() as folder:
        real = Path(folder)
        rebuilt(asked.data, real, print)
        many = Counter(label_for(c) for c in read_gold(real, "train").claims)
        labels = sorted(label for label, n in many.items() if n >= SEEN)
        train = list(items(real, "train", encoder, labels, order))
        held = list(items(real, "dev", encoder, labels, order))
    held += items(GOLD, "dev", encoder, labels, order)
    print(f"{len(train)} sentences to learn from, {len(held)} held out; {len(labels)} labels")
    if asked.folds is not None:
        whence = sources()
        for k in asked.folds or range(FOLDS):
            seen = [i for i in train if fold(whence[i.file]) != k]
            net = fit(seen, labels, relations, asked.epochs)
            print(summary(net, [i for i in train if fold(whence[i.file]) == k]))
            write(net, labels, relations, fold_pack(k))
        return 0
    net = fit(train, labels, relations, asked.epochs)
    print(summary(net, held))
    if not asked.check:
        write(net, labels, relations, OUT)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
