"""The shipped encoder: one int8 ONNX pass over word lists, decoded to syntax, spans and acts.

The weights are one file, ``resources/encoder.zip`` (stored, not deflated): ``encoder.onnx``,
``acts.onnx``, ``tokenizer.json`` and ``meta.json`` (labels, CRF transitions, training hashes).
"""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from contested.annotate.arguments import Syntax
from contested.annotate.decoding import load_decoding
from contested.annotate.model import Matrix, Span
from contested.annotate.pieces import Padded, Pieces
from contested.annotate.session import session
from contested.annotate.tree import best_tags, best_tree, spans_of
from contested.annotate.triggers import Branch, Told, branch_path, load_branch
from contested.errors import ModelError
from contested.ids import sha256_hex

TAGGERS = ("names", "entities", "attribution", "roles")
BATCH_PIECES = 1024


@dataclass(frozen=True, slots=True)
class Prediction:
    """One sentence read: W tags, heads (-1 at the root) and relations, spans, act states (W, H),
    and what it tells of the war."""

    upos: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]
    names: tuple[Span, ...]
    entities: tuple[Span, ...]
    attributions: tuple[Span, ...]
    roles: tuple[Span, ...]
    states: Matrix
    told: Told


class Encoder:
    """Runs the weights in ``path``, and those of the branch that stands on its lower layers;
    ``sha256`` names both. Without a branch nothing is told."""

    def __init__(self, path: Path, threads: int = 2, branch: Branch | None = None) -> None:
        if not path.exists():
            raise ModelError(f"{path}: the encoder's weights are missing; run `make train`")
        raw = path.read_bytes()
        self.sha256 = sha256_hex(raw)
        if branch is not None:
            self.sha256 = name_of(self.sha256, branch.sha256)
        self._branch = branch
        try:
            self._open(raw, threads)
        except Exception as error:  # zipfile, onnxruntime and tokenizers share no error class
            raise ModelError(f"{path}: not an encoder pack ({error!r})") from error

    def _open(self, raw: bytes, threads: int) -> None:
        with zipfile.ZipFile(io.BytesIO(raw)) as pack:
            parts = {name: pack.read(name) for name in pack.namelist()}
        self.meta: dict[str, Any] = json.loads(parts["meta.json"])
        self._run = session(parts["encoder.onnx"], threads)
        self._acts = session(parts["acts.onnx"], threads)
        tokenizer = Tokenizer.from_str(parts["tokenizer.json"].decode("utf-8"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._pieces = Pieces(tokenizer)
        self._decoding = load_decoding()
        self.labels: dict[str, list[str]] = self.meta["labels"]
        self._steps = {t: np.asarray(self.meta["steps"][t], np.float32) for t in TAGGERS}
        self._first = {t: np.asarray(self.meta["first"][t], np.float32) for t in TAGGERS}

    def predict(self, sentences: Sequence[Sequence[str]]) -> list[Prediction]:
        """Read ``sentences`` (lists of words, none empty) in length-sorted batches."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        out: dict[int, Prediction] = {}
        group: list[int] = []
        for i in [*order, -1]:
            size = len(sentences[i]) if i >= 0 else 0
            if group and (i < 0 or size * 1.3 * (len(group) + 1) > BATCH_PIECES):
                read = self._read([sentences[g] for g in group])
                out.update(zip(group, read, strict=True))
                group = []
            if i >= 0:
                group.append(i)
        return [out[i] for i in range(len(sentences))]

    def _read(self, sentences: list[Sequence[str]]) -> list[Prediction]:
        padded = self._pieces.pad(sentences)
        names = [o.name for o in self._run.get_outputs()]
        values = self._run.run(names, _feed(padded))
        got: dict[str, Any] = dict(zip(names, values, strict=True))
        lengths = [len(s) for s in sentences]
        spans = {t: self._spans(t, got[t], lengths) for t in TAGGERS}
        syntax = [self._syntax(got, k, n) for k, n in enumerate(lengths)]
        told = self._told(got["lower"], padded, syntax)
        return [
            Prediction(
                tuple(syntax[k].upos),
                tuple(syntax[k].head),
                tuple(syntax[k].deprel),
                spans["names"][k],
                spans["entities"][k],
                spans["attribution"][k],
                spans["roles"][k],
                got["states"][k, :n],
                told[k],
            )
            for k, n in enumerate(lengths)
        ]

    def _syntax(self, got: dict[str, Any], k: int, n: int) -> Syntax:
        """Tags and tree of the ``k``-th sentence of a batch, which has ``n`` words."""
        heads = best_tree(got["arcs"][k, :n, : n + 1])
        upos, deprel = got["upos"][k, :n].argmax(-1), _relations(got, k, heads)
        return Syntax(
            tuple(self.labels["upos"][i] for i in upos),
            tuple(h - 1 for h in heads),
            tuple(self.labels["deprel"][i] for i in deprel),
        )

    def _told(self, lower: Matrix, padded: Padded, syntax: list[Syntax]) -> list[Told]:
        if self._branch is None:
            return [Told((0.0,) * len(s.upos), (), ()) for s in syntax]
        return self._branch.read(lower, padded, syntax)

    def below(self, words: Sequence[str]) -> tuple[Matrix, Padded]:
        """The lower layers' states (P, H) of one sentence, and where its words lie in them."""
        padded = self._pieces.pad([words])
        [lower] = self._run.run(["lower"], _feed(padded))
        return lower[0], padded

    def _spans(self, tagger: str, emit: Matrix, lengths: list[int]) -> list[tuple[Span, ...]]:
        labels = self.labels[tagger]
        read = self._decoding.emissions(tagger, emit, labels)
        paths = best_tags(read, self._steps[tagger], self._first[tagger], lengths)
        share = np.exp(emit - emit.max(-1, keepdims=True))
        share /= share.sum(-1, keepdims=True)
        out = []
        for k, path in enumerate(paths):
            chosen = share[k, np.arange(len(path)), path]
            out.append(spans_of([labels[i] for i in path], chosen))
        return out

    def acts(self, states: Matrix, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Matrix:
        """Probabilities (Q, 16) of PLOVER acts for word-index pairs of one sentence (W, H)."""
        shares = _softmax(self._score(states, pairs)[0])
        return self._decoding.acts(shares, self.labels["acts"])

    def penta(self, states: Matrix, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Matrix:
        """Probabilities (Q, 5) of the five-way class for the same pairs."""
        return _softmax(self._score(states, pairs)[1])

    def _score(self, states: Matrix, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Any:
        ends = np.zeros((2, len(pairs), states.shape[0]), np.float32)
        for q, pair in enumerate(pairs):
            for side in (0, 1):
                ends[side, q, list(pair[side])] = 1
        return self._acts.run(
            ["act", "penta", "mode"], {"states": states, "source": ends[0], "target": ends[1]}
        )


def _feed(padded: Padded) -> dict[str, Any]:
    return {f: getattr(padded, f) for f in ("pieces", "shapes", "attention", "first", "last")} | {
        "mask": padded.mask
    }


def _relations(got: dict[str, Any], k: int, parents: list[int]) -> list[int]:
    """Label index of each word under its governor.

    The graph scores labels under the likeliest governors; words that the tree gave another
    governor are scored anew.
    """
    n = len(parents)
    best: list[int] = got["rel"][k, :n].argmax(-1).tolist()
    likeliest = got["arcs"][k, :n, : n + 1].argmax(-1)
    for i in np.flatnonzero(likeliest != parents):
        dep, head = got["label_dep"][k, i], got["label_head"][k, parents[i]]
        best[i] = int((np.einsum("i,lij->lj", dep, got["label"]) @ head).argmax())
    return best


def _softmax(scores: Matrix) -> Matrix:
    share = np.exp(scores - scores.max(-1, keepdims=True))
    out: Matrix = share / share.sum(-1, keepdims=True)
    return out


def name_of(weights: str, branch: str) -> str:
    """One hash for the weights and their branch, from the hash of each."""
    return sha256_hex(f"{weights} {branch}".encode())


def shipped_sha256() -> str:
    """Names the shipped weights and their branch, as an encoder that has loaded them does."""
    weights, branch = (sha256_hex(p.read_bytes()) for p in (weights_path(), branch_path()))
    return name_of(weights, branch)


def weights_path() -> Path:
    """Where the shipped weights lie."""
    return Path(str(resources.files("contested") / "resources" / "encoder.zip"))


def load_encoder(path: Path | None = None, threads: int = 2) -> Encoder:
    """The shipped encoder, or the one at ``path``."""
    return Encoder(path or weights_path(), threads, load_branch(threads))
