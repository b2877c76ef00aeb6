"""On which words claims of the war hang, of what kind and act they are, and who takes part.

A branch of the encoder: copies of its upper layers, trained by ``training/triggers.py`` on the
train part of ``quality/real``, read what the lower layers give. Weights in
``resources/triggers.zip``: ``triggers.onnx``, ``arguments.npz`` and ``meta.json``.
"""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from contested.annotate.arguments import ASKED, ROLES, Arguments, Syntax, ways_from
from contested.annotate.model import Argument, Matrix, Trigger
from contested.annotate.pieces import Padded
from contested.annotate.session import session
from contested.errors import ModelError
from contested.ids import sha256_hex

FILE = "triggers.zip"
KINDS = ("VERB", "NOUN", "ADJ", "PROPN", "ADV", "AUX")  # parts of speech that can be triggers
LEAST = 0.1  # fainter triggers, labels and arguments are not kept
MOST = 3  # labels kept per trigger
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What the branch makes of one sentence: shares (W) of words that tell, triggers with their
    labels, arguments with their roles."""

    shares: tuple[float, ...]
    triggers: tuple[Trigger, ...]
    arguments: tuple[Argument, ...]


class Branch:
    """Runs the weights; ``sha256`` names them, ``labels`` are what a trigger can be."""

    def __init__(self, raw: bytes, threads: int = 2) -> None:
        self.sha256 = sha256_hex(raw)
        with zipfile.ZipFile(io.BytesIO(raw)) as pack:
            parts = {name: pack.read(name) for name in pack.namelist()}
        meta: dict[str, Any] = json.loads(parts["meta.json"])
        self.labels: tuple[str, ...] = tuple(meta["labels"])
        self._run = session(parts["triggers.onnx"], threads)
        weights = dict(np.load(io.BytesIO(parts["arguments.npz"]), allow_pickle=False))
        single = {k: weights[k].astype(np.float32) for k in ("way", "joint", "last", "bias")}
        self._arguments = Arguments(**single)
        self._order = {name: k for k, name in enumerate(meta["relations"])}

    def read(self, lower: Matrix, padded: Padded, syntax: Sequence[Syntax]) -> list[Told]:
        """What a batch tells; ``lower`` (B, P, H) are the encoder's states below the branch."""
        told, labels, ends = self._run.run(
            ["told", "labels", "ends"],
            {
                "lower": lower,
                "attention": padded.attention,
                "first": padded.first,
                "last": padded.last,
            },
        )
        told = 1 / (1 + np.exp(-told))
        labels = np.exp(labels - labels.max(-1, keepdims=True))
        labels /= labels.sum(-1, keepdims=True)
        shares = [_of_words(told[k], s) for k, s in enumerate(syntax)]
        found = [[i for i, share in enumerate(row) if share >= LEAST] for row in shares]
        parts = self._taking_part(found, ends, syntax)
        return [
            Told(
                shares[k], tuple(t for i in found[k] for t in self._labelled(i, labels[k, i])), part
            )
            for k, part in enumerate(parts)
        ]

    def _labelled(self, word: int, labels: Matrix) -> list[Trigger]:
        best = labels.argsort()[::-1][:MOST].tolist()
        rows = [Trigger(word, self.labels[k], round(float(labels[k]), DIGITS)) for k in best]
        return [r for r in rows if r.score >= LEAST]

    def _taking_part(
        self, triggers: Sequence[Sequence[int]], ends: Matrix, syntax: Sequence[Syntax]
    ) -> list[tuple[Argument, ...]]:
        """The arguments of each sentence's triggers; all pairs of a batch are read at once."""
        pairs: list[tuple[int, int, int]] = []
        ways: list[list[int]] = []
        for k, one in enumerate(syntax):
            words = [w for w, upos in enumerate(one.upos) if upos in ASKED]
            for t in triggers[k]:
                pairs += [(k, t, w) for w in words]
                ways += ways_from(one, t, words, self._order)
        out: list[list[Argument]] = [[] for _ in syntax]
        if not pairs:
            return [() for _ in syntax]
        k, t, w = np.array(pairs).T
        shares = self._arguments.shares(ends[k, t], ends[k, w], ways).round(DIGITS)
        for row, role in zip(*np.nonzero(shares >= LEAST), strict=True):
            which, trigger, word = pairs[row]
            score = round(float(shares[row, role]), DIGITS)
            out[which].append(Argument(trigger, word, ROLES[role], score))
        return [tuple(found) for found in out]


def _of_words(told: Matrix, syntax: Syntax) -> tuple[float, ...]:
    """Shares of the words that can be triggers; 0 for the others."""
    return tuple(
        round(float(told[i]), DIGITS) if upos in KINDS else 0.0
        for i, upos in enumerate(syntax.upos)
    )


def branch_path() -> Path:
    """Where the packaged weights lie."""
    return Path(str(files("contested") / "resources" / FILE))


@cache
def load_branch(threads: int = 2) -> Branch:
    """The packaged weights; ModelError when they are missing or not what they should be."""
    try:
        return Branch(branch_path().read_bytes(), threads)
    except Exception as error:  # zipfile, numpy and onnxruntime share no error class
        raise ModelError(f"{FILE}: {error!r}; run training/triggers.py") from error
