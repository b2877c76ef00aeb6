"""The multi-task encoder: MiniLM-L6 with heads for syntax, names, attribution, roles and acts.

Shapes: B sentences, W words, P word pieces, H = 384 hidden units. Words are represented by the
mean of their first and last piece, from a learned mix of the encoder's layers per group of tasks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy as torch_cross_entropy
from transformers import BertModel

HIDDEN = 384
ARC, LABEL = 256, 96


@dataclass(frozen=True)
class Labels:
    """Label inventories of every head, in index order."""

    upos: tuple[str, ...]
    deprel: tuple[str, ...]
    names: tuple[str, ...]  # BIO tags, re3d types
    entities: tuple[str, ...]  # BIO tags, GUM entity types
    attribution: tuple[str, ...]  # BIO tags, source | cue | content
    roles: tuple[str, ...]  # BIO tags, source | target
    acts: tuple[str, ...]  # PLOVER roots
    modes: tuple[str, ...]  # PLOVER modes


@dataclass(frozen=True)
class Batch:
    """One padded batch: ``first``/``last`` index the pieces of each word, ``mask`` marks words."""

    pieces: Tensor  # (B, P) int64
    shapes: Tensor  # (B, P) int64, letter case of the word a piece belongs to
    attention: Tensor  # (B, P) int64
    first: Tensor  # (B, W) int64
    last: Tensor  # (B, W) int64
    mask: Tensor  # (B, W) bool


class Mix(nn.Module):
    """A softmax-weighted sum of hidden layers (ELMo's scalar mix)."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(layers))
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, states: tuple[Tensor, ...]) -> Tensor:
        share = torch.softmax(self.weight, 0)
        return self.scale * sum(w * h for w, h in zip(share, states, strict=True))  # type: ignore[return-value]


class Biaffine(nn.Module):
    """Deep biaffine arcs and labels (Dozat & Manning 2017); the root is the [CLS] state."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        layer = lambda n: nn.Sequential(nn.Linear(HIDDEN, n), nn.GELU(), nn.Dropout(0.2))  # noqa: E731
        self.arc_head, self.arc_dep = layer(ARC), layer(ARC)
        self.label_head, self.label_dep = layer(LABEL), layer(LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.randn(labels, LABEL + 1, LABEL + 1) * 0.02)

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``states`` (B, 1+W, H), root first -> arcs (B, W, 1+W), label heads, label dependents."""
        words = states[:, 1:]
        dep = torch.cat([self.arc_dep(words), torch.ones_like(words[..., :1])], -1)
        arcs = dep @ self.arc @ self.arc_head(states).transpose(1, 2)
        allowed = torch.cat([torch.ones_like(mask[:, :1]), mask], 1).unsqueeze(1)
        arcs = arcs.masked_fill(~allowed, -1e4)
        ones = torch.ones_like(states[..., :1])
        heads = torch.cat([self.label_head(states), ones], -1)
        deps = torch.cat([self.label_dep(words), ones[:, 1:]], -1)
        return arcs, heads, deps

    def relations(self, heads: Tensor, deps: Tensor, parents: Tensor) -> Tensor:
        """Label scores (B, W, L) of each word under its given parent (0 = root)."""
        index = parents.unsqueeze(-1).expand(-1, -1, heads.size(-1))
        chosen = torch.gather(heads, 1, index)
        size = chosen.shape[0] * chosen.shape[1]
        labels, inner, outer = self.label.shape
        table = self.label.permute(1, 0, 2).reshape(inner, labels * outer)
        left = (deps.reshape(size, inner) @ table).reshape(size, labels, outer)
        out = (left * chosen.reshape(size, 1, outer)).sum(-1)
        return out.reshape(*chosen.shape[:2], labels)


class Crf(nn.Module):
    """A linear-chain CRF over BIO tags; impossible steps (O to I-x) are barred from the start."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        self.emit = nn.Sequential(
            nn.Dropout(0.15),
            nn.Linear(HIDDEN, 192),
            nn.GELU(),
            nn.Dropout(0.15),
            nn.Linear(192, len(tags)),
        )
        self.step = nn.Parameter(torch.zeros(len(tags), len(tags)))
        barred = torch.zeros(len(tags), len(tags))
        for i, before in enumerate(tags):
            for j, after in enumerate(tags):
                if after[0] == "I" and before[2:] != after[2:]:
                    barred[i, j] = -1e4
        self.register_buffer("barred", barred)
        self.register_buffer("first", torch.tensor([-1e4 if t[0] == "I" else 0.0 for t in tags]))

    def steps(self) -> Tensor:
        """Transition scores (T, T) with the barred ones at -1e4."""
        return self.step + self.barred

    def loss(self, states: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log likelihood per word; ``tags`` (B, W), padding arbitrary."""
        emit = self.emit(states).float()
        step = self.steps()
        safe = tags.clamp(min=0)
        gold = emit.gather(2, safe.unsqueeze(-1)).squeeze(-1)
        gold[:, 0] = gold[:, 0] + self.first[safe[:, 0]]
        moves = step[safe[:, :-1], safe[:, 1:]]
        score = (gold * mask).sum(1) + (moves * mask[:, 1:]).sum(1)
        alpha = emit[:, 0] + self.first
        for i in range(1, emit.shape[1]):
            forward = torch.logsumexp(alpha.unsqueeze(2) + step, 1) + emit[:, i]
            alpha = torch.where(mask[:, i : i + 1], forward, alpha)
        return (torch.logsumexp(alpha, 1) - score).sum() / mask.sum()


class Acts(nn.Module):
    """Reads the act between a source and a target from attention-pooled word states."""

    def __init__(self, acts: int, modes: int) -> None:
        super().__init__()
        self.null = nn.Parameter(torch.zeros(2, HIDDEN))
        self.query = nn.Linear(2 * HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.body = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(4 * HIDDEN, 384), nn.GELU(), nn.Dropout(0.2)
        )
        self.act = nn.Linear(384, acts)
        self.penta = nn.Linear(384, 5)
        self.mode = nn.Linear(384, modes)
        self.sentiment = nn.Linear(384, 5)

    def forward(self, states: Tensor, mask: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """``source``/``target`` (B, W) word weights (rows of zeros: none) -> features (B, 384)."""
        ends = []
        for k, weight in enumerate((source, target)):
            total = weight.sum(1, keepdim=True)
            mean = torch.einsum("bw,bwh->bh", weight, states) / total.clamp(min=1e-6)
            ends.append(torch.where(total > 0, mean, self.null[k].to(mean.dtype).expand_as(mean)))
        query = self.query(torch.cat(ends, -1)).unsqueeze(1)
        scores = (query * self.key(states)).sum(-1) / HIDDEN**0.5
        share = torch.softmax(scores.masked_fill(~mask, -1e4), -1)
        pool = torch.einsum("bw,bwh->bh", share, states)
        return self.body(torch.cat([pool, *ends, ends[0] * ends[1]], -1))


class Net(nn.Module):
    """The encoder with all its heads."""

    def __init__(self, base: Path, labels: Labels) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            str(base), attn_implementation="sdpa", add_pooling_layer=False
        )
        self.shapes = nn.Embedding(6, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.mixes = nn.ModuleDict({k: Mix(7) for k in ("syntax", "spans", "acts")})
        self.drop = nn.Dropout(0.1)
        self.upos = nn.Linear(HIDDEN, len(labels.upos))
        self.parser = Biaffine(len(labels.deprel))
        self.names = Crf(labels.names)
        self.entities = Crf(labels.entities)
        self.attribution = Crf(labels.attribution)
        self.roles = Crf(labels.roles)
        self.acts = Acts(len(labels.acts), len(labels.modes))

    def layers(self, batch: Batch) -> tuple[Tensor, ...]:
        """Hidden states (B, P, H) of the embedding and the six layers."""
        emb = self.encoder.embeddings.word_embeddings(batch.pieces) + self.shapes(batch.shapes)
        out = self.encoder(
            inputs_embeds=emb, attention_mask=batch.attention, output_hidden_states=True
        )
        return tuple(out.hidden_states)

    def words(self, states: tuple[Tensor, ...], batch: Batch, group: str) -> tuple[Tensor, Tensor]:
        """Word states (B, W, H) of a task group, and its [CLS] state (B, 1, H)."""
        mixed = self.mixes[group](states)
        ends = []
        for index in (batch.first, batch.last):
            ends.append(torch.gather(mixed, 1, index.unsqueeze(-1).expand(-1, -1, HIDDEN)))
        return self.drop((ends[0] + ends[1]) / 2), mixed[:, :1]


def cross_entropy(scores: Tensor, gold: Tensor, weight: Tensor | None = None) -> Tensor:
    """Mean cross entropy over positions whose gold is not -100."""
    return torch_cross_entropy(
        scores.reshape(-1, scores.size(-1)).float(),
        gold.reshape(-1),
        ignore_index=-100,
        weight=weight,
        label_smoothing=0.03,
    )
