"""Fit the net that says on which words claims hang: ``resources/telling.npz``.

    python training/telling.py [../shared/data] [--check]

Words of the development accounts of ``quality/gold`` and of the development stretches of
``quality/real``: one is told when a gold claim's evidence hangs on it (its highest content word).
Prints average precision and the best F1, cross-validated by account. No test part is opened.
``worth.py`` takes the shares of its examples from nets that did not see their account.
"""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from contested.accounts.read import read_account
from contested.annotate.annotate import annotate
from contested.annotate.encoder import Encoder, Prediction, load_encoder
from contested.annotate.model import Sentence
from contested.annotate.telling import KINDS, Telling, asked, features, read_telling
from contested.claims.tree import Tree
from contested.scoring.gold import read_gold

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "quality"))
from real import rebuilt  # noqa: E402

GOLD = ROOT / "quality" / "gold"
OUT = ROOT / "src" / "contested" / "resources" / "telling.npz"
STATES = 384  # width of the encoder's hidden states
FOLDS, NETS, HIDDEN, EPOCHS, DROPOUT = 10, 3, 96, 11, 0.3
ASIDE = ("PUNCT", "DET", "ADP", "AUX", "PART", "CCONJ", "SCONJ")
Json = dict[str, Any]
Shares = dict[tuple[str, int], tuple[float, ...]]  # by file and start of the sentence


@dataclass(frozen=True)
class Read:
    """One sentence: its account, its start, what the encoder read, and for each word that is asked
    about whether a claim hangs on it."""

    file: str
    start: int
    prediction: Prediction
    told: np.ndarray  # (R,)


def fold_of(file: str) -> int:
    """Fold of an account."""
    return int(hashlib.sha1(file.encode("utf-8")).hexdigest()[8:16], 16) % FOLDS


def relations_of(encoder: Encoder) -> tuple[str, ...]:
    """The encoder's relations without their subtypes, sorted."""
    return tuple(sorted({r.split(":")[0] for r in encoder.labels["deprel"]}))


def blank(relations: tuple[str, ...]) -> Telling:
    """A net that knows nothing and leaves states as they are."""
    width = STATES + len(KINDS) + len(relations)
    zeros, ones = (f(STATES, np.float32) for f in (np.zeros, np.ones))
    first = np.zeros((width, 1), np.float32)
    return Telling(zeros, ones, first, first[0], first[0], 0.0, relations)


def sentences(folder: Path, encoder: Encoder) -> Iterator[Read]:
    """The sentences of the development part of a folder of gold."""
    gold = read_gold(folder, "dev")
    plain = blank(relations_of(encoder))
    for one in gold.accounts:
        account = read_account(one.source)
        claims = [c for c in gold.claims if c["file"] == account.first.file]
        found = annotate(account, encoder, plain).sentences
        read = encoder.predict([[w.text for w in s.words] for s in found])
        for sentence, got in zip(found, read, strict=True):
            heads = {_head(sentence, c["evidence"]) for c in claims}
            told = np.array([k in heads for k in asked(got)], np.float32)
            if told.size:
                yield Read(account.first.file, sentence.start, got, told)


def _head(sentence: Sentence, evidence: Json) -> int | None:
    """The word on which an evidence that begins in the sentence hangs."""
    if not sentence.start <= evidence["start"] < sentence.end:
        return None
    tree = Tree(sentence)
    inside = [
        k
        for k, w in enumerate(sentence.words)
        if evidence["start"] <= w.start < evidence["end"] and w.upos not in ASIDE
    ]
    return min(inside, key=lambda k: (len(list(tree.ancestors(k))), k), default=None)


def everything(data: Path) -> list[Read]:
    """All development sentences (about a minute)."""
    encoder = load_encoder()
    out = list(sentences(GOLD, encoder))
    with tempfile.TemporaryDirectory() as folder:
        rebuilt(data, Path(folder), print)
        out += sentences(Path(folder), encoder)
    return out


def fit(read: Sequence[Read], seed: int = 0) -> Telling:
    """The mean of ``NETS`` nets, laid side by side in one hidden layer."""
    plain = blank(relations_of(load_encoder()))
    rows = np.concatenate([features(r.prediction, asked(r.prediction), plain) for r in read])
    told = np.concatenate([r.told for r in read])
    mean, spread = rows[:, :STATES].mean(0), rows[:, :STATES].std(0) + 1e-3
    rows[:, :STATES] = (rows[:, :STATES] - mean) / spread
    nets = [_net(torch.tensor(rows), torch.tensor(told), seed + k) for k in range(NETS)]
    return read_telling(
        {
            "mean": mean.astype(np.float16),
            "spread": spread.astype(np.float16),
            "first": np.concatenate([n[1].weight.detach().numpy().T for n in nets], 1),
            "offset": np.concatenate([n[1].bias.detach().numpy() for n in nets]),
            "last": np.concatenate([n[4].weight.detach().numpy()[0] / NETS for n in nets]),
            "bias": np.array(np.mean([float(n[4].bias.detach()) for n in nets])),
            "relations": np.array(plain.relations),
        }
    )


def _net(rows: torch.Tensor, told: torch.Tensor, seed: int) -> nn.Sequential:
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Dropout(DROPOUT),
        nn.Linear(rows.shape[1], HIDDEN),
        nn.GELU(approximate="tanh"),
        nn.Dropout(DROPOUT),
        nn.Linear(HIDDEN, 1),
    )
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.1)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(told)).split(256):
            loss = nn.functional.binary_cross_entropy_with_logits(
                net(rows[batch])[:, 0], told[batch]
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return net.eval()


def cross_fitted(read: Sequence[Read]) -> Shares:
    """The shares of every sentence by nets that did not see its account."""
    out: Shares = {}
    for fold in range(FOLDS):
        mine = [r for r in read if fold_of(r.file) == fold]
        net = fit([r for r in read if fold_of(r.file) != fold])
        found = net.shares([r.prediction for r in mine])
        out |= {(r.file, r.start): told for r, told in zip(mine, found, strict=True)}
    return out


def summary(read: Sequence[Read], found: Shares) -> str:
    """Average precision and best F1 over all words asked about."""
    said = np.array([found[r.file, r.start][k] for r in read for k in asked(r.prediction)])
    told = np.concatenate([r.told for r in read])
    right = np.cumsum(told[np.argsort(-said)])
    rank = np.arange(1, len(told) + 1)
    mean = float((right / rank * told[np.argsort(-said)]).sum() / told.sum())
    best = float((2 * right / (rank + told.sum())).max())
    return (
        f"{len(told)} words, {int(told.sum())} told: AP {100 * mean:.1f}, best F1 {100 * best:.1f}"
    )


def write(net: Telling) -> None:
    """``telling.npz`` in half precision."""
    parts = {k: getattr(net, k).astype(np.float16) for k in ("mean", "spread", "first", "offset")}
    np.savez_compressed(
        OUT, **parts, last=net.last.astype(np.float16), bias=net.bias, relations=net.relations
    )


def main(words: list[str]) -> int:
    """Cross-validate, print, and write unless ``--check``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args(words)
    torch.set_num_threads(2)
    read = everything(asked.data)
    print(summary(read, cross_fitted(read)))
    if not asked.check:
        write(fit(read))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
