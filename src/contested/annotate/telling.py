"""How likely a word is the predicate of a claim about the war: a small net over encoder states.

Trained by ``training/telling.py`` on words that people annotated, or passed over, as what a claim
of the war hangs on; weights in ``resources/telling.npz``. It knows no act and no kind: it says only
whether somebody tells something there, in words that no vocabulary need hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from contested.annotate.encoder import Prediction
from contested.annotate.model import Matrix
from contested.errors import ResourceError

FILE = "telling.npz"
KINDS = ("VERB", "NOUN", "ADJ", "PROPN")  # parts of speech that are asked about
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """Weights: features (F) are states (H), then part of speech and relation as zeros and ones.

    ``mean``, ``spread`` (H) bring states to one scale; ``first`` (F, N), ``offset`` (N),
    ``last`` (N), ``bias`` are the net, GELU between.
    """

    mean: Matrix
    spread: Matrix
    first: Matrix
    offset: Matrix
    last: Matrix
    bias: float
    relations: tuple[str, ...]

    def relation(self, deprel: str) -> int | None:
        """Where a relation stands among the features; None for one never seen."""
        plain = deprel.split(":", maxsplit=1)[0]
        return self.relations.index(plain) if plain in self.relations else None

    def shares(self, sentences: Sequence[Prediction]) -> list[tuple[float, ...]]:
        """Probability per word of each sentence; 0 for words that are not asked about.

        All sentences are read in one product: one for each costs more than the encoder's own heads.
        """
        picked = [asked(s) for s in sentences]
        out = [[0.0] * len(s.upos) for s in sentences]
        rows = [
            features(s, picks, self) for s, picks in zip(sentences, picked, strict=True) if picks
        ]
        found = self.probabilities(np.concatenate(rows)).round(DIGITS).tolist() if rows else []
        at = iter(found)
        for told, picks in zip(out, picked, strict=True):
            for k in picks:
                told[k] = next(at)
        return [tuple(told) for told in out]

    def probabilities(self, rows: Matrix) -> Matrix:
        """Probabilities (R) of rows of features (R, F)."""
        hidden = rows @ self.first + self.offset
        cube = hidden * hidden * hidden  # a power costs ten times as much
        hidden = hidden * 0.5 * (1 + np.tanh(0.7978846 * (hidden + 0.044715 * cube)))
        out: Matrix = 1 / (1 + np.exp(-(hidden @ self.last + self.bias)))
        return out


def asked(read: Prediction) -> list[int]:
    """The words of a sentence that are asked about."""
    return [k for k, upos in enumerate(read.upos) if upos in KINDS]


def features(read: Prediction, picks: Sequence[int], scale: Telling) -> Matrix:
    """Rows (R, F) for the words ``picks`` of one sentence."""
    states = scale.mean.shape[0]
    out = np.zeros((len(picks), states + len(KINDS) + len(scale.relations)), np.float32)
    out[:, :states] = (read.states[list(picks)] - scale.mean) / scale.spread
    for row, k in enumerate(picks):
        out[row, states + KINDS.index(read.upos[k])] = 1
        relation = scale.relation(read.deprel[k])
        if relation is not None:
            out[row, states + len(KINDS) + relation] = 1
    return out


@cache
def load_telling() -> Telling:
    """The packaged weights; ResourceError when the file is missing or not what it should be."""
    path = files("contested.resources").joinpath(FILE)
    try:
        with path.open("rb") as file:
            return read_telling(dict(np.load(file, allow_pickle=False)))
    except (OSError, KeyError, ValueError) as error:
        raise ResourceError(f"{FILE}: {error!r}; run training/telling.py") from error


def read_telling(parts: dict[str, np.ndarray]) -> Telling:
    """Weights from the arrays of the file (half precision there, single here)."""
    single = {k: parts[k].astype(np.float32) for k in ("mean", "spread", "first", "offset", "last")}
    relations = tuple(str(r) for r in parts["relations"])
    bias = float(parts["bias"])
    return Telling(**single, bias=bias, relations=relations)
