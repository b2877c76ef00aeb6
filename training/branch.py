"""The branch that reads triggers and arguments from the encoder's lower layers.

Shapes: B sentences, P word pieces, W words, H = 384; N and M are widths of the word pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertModel

from contested.annotate.arguments import ROLES, size_of
from losses import BASE
from net import HIDDEN, Mix

BELOW = 3  # layers of the encoder that the branch stands on
ADDED, JOINT = 128, 64  # N, M


class BranchNet(nn.Module):
    """Upper layers, a mix of them, and heads; begins as a copy of ``weights``' upper layers."""

    def __init__(self, weights: Path, labels: int, relations: int) -> None:
        super().__init__()
        bert = BertModel.from_pretrained(
            str(BASE), attn_implementation="eager", add_pooling_layer=False
        )
        trained = torch.load(weights)
        prefix = "encoder."
        bert.load_state_dict(
            {k[len(prefix) :]: v for k, v in trained.items() if k.startswith(prefix)}
        )
        self.layers = bert.encoder.layer[BELOW:]
        self.mix = Mix(len(self.layers) + 1)
        self.drop = nn.Dropout(0.2)
        self.told, self.labels = self._head(128, 1), self._head(192, labels)
        self.ends = nn.Linear(HIDDEN, 2 * ADDED + 2 * JOINT)
        self.way = nn.Linear(size_of(range(relations)), ADDED, bias=False)
        self.joint = nn.Linear(JOINT, ADDED, bias=False)
        self.pair_drop = nn.Dropout(0.25)
        self.last = nn.Linear(ADDED, len(ROLES))

    @staticmethod
    def _head(width: int, out: int) -> nn.Sequential:
        return nn.Sequential(
            nn.Linear(HIDDEN, width), nn.GELU(), nn.Dropout(0.2), nn.Linear(width, out)
        )

    def forward(
        self, lower: Tensor, attention: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """``lower`` (B, P, H), ``attention`` (B, P), pieces of words (B, W) -> scores of telling
        (B, W), of labels (B, W, L), and the words' projections (B, W, 2N + 2M)."""
        barred = (1.0 - attention[:, None, None, :].to(lower.dtype)) * -1e4
        states = [lower]
        for layer in self.layers:
            out = layer(states[-1], attention_mask=barred)
            states.append(out[0] if isinstance(out, tuple) else out)
        mixed = self.mix(tuple(states))
        size = (-1, -1, HIDDEN)
        parts = [torch.gather(mixed, 1, at.unsqueeze(-1).expand(*size)) for at in (first, last)]
        words = self.drop((parts[0] + parts[1]) / 2)
        return self.told(words).squeeze(-1), self.labels(words), self.ends(words)

    def roles(self, trigger: Tensor, word: Tensor, ways: Sequence[Sequence[int]]) -> Tensor:
        """Scores (Q, 4) of pairs from both words' projections (Q, 2N + 2M) and their features."""
        path = torch.zeros(len(ways), self.way.in_features)
        for k, way in enumerate(ways):
            path[k, list(way)] = 1
        n, m = ADDED, JOINT
        product = trigger[:, 2 * n : 2 * n + m] * word[:, 2 * n + m :]
        hidden = trigger[:, :n] + word[:, n : 2 * n] + self.way(path) + self.joint(product)
        out: Tensor = self.last(self.pair_drop(nn.functional.gelu(hidden, approximate="tanh")))
        return out

    def pair_weights(self) -> dict[str, np.ndarray]:
        """What the run time needs of the pairs."""
        rows = {"way": self.way.weight.T, "joint": self.joint.weight.T}
        rows |= {"last": self.last.weight.T, "bias": self.last.bias}
        return {k: v.detach().numpy() for k, v in rows.items()}
